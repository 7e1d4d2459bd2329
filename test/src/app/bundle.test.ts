// A bundle opens and verifies in another place without jabta, holds exact bytes, and names no natural person unless asked to.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { type Bundle, bundle } from "../../../src/app/bundle.ts";
import type { Flag } from "../../../src/app/flags.ts";
import { openGeneration } from "../../../src/app/generation.ts";
import { importFiles } from "../../../src/app/import.ts";
import { runIndicators } from "../../../src/app/run.ts";
import { makeSample } from "../../../src/sample/sample.ts";
import type { Truth } from "../../../src/sample/truth.ts";
import type { Workspace } from "../../../src/workspace.ts";
import { absent, freshWorkspace, real, unless } from "../../real-records.ts";
import { chromiumPath, launch } from "../web/browser.ts";

const JUDGE = ["R010", "R018", "X102", "X107", "X109", "D301"];
const fresh = (): string => join(mkdtempSync(join(tmpdir(), "jabta-bundle-")), "case");

async function judged(path: string): Promise<Workspace> {
  const workspace = freshWorkspace();
  await importFiles(workspace, [path]);
  await runIndicators(workspace, { indicators: JUDGE });
  return workspace;
}

/** Copies the folder elsewhere and checks every hash there with the system's own program. */
function verifiesElsewhere(made: Bundle): string {
  const elsewhere = mkdtempSync(join(tmpdir(), "jabta-elsewhere-"));
  cpSync(made.path, elsewhere, { recursive: true });
  const said = execFileSync("sha256sum", ["-c", "SHA256SUMS"], { cwd: elsewhere, encoding: "utf8" }).trim().split("\n");
  expect(said.filter((line) => !line.endsWith(": OK"))).toEqual([]);
  expect(said.length).toBe(made.files - 1);
  const files = (readdirSync(elsewhere, { recursive: true }) as string[]).filter((name) => statSync(join(elsewhere, name)).isFile());
  expect(files.length).toBe(made.files);
  return elsewhere;
}

const textsOf = (folder: string): string =>
  (readdirSync(folder, { recursive: true }) as string[])
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("\n");

describe("made-up contracts", () => {
  let workspace: Workspace;
  let truth: Truth;
  let raw: string;
  let flagged: string;
  beforeAll(async () => {
    raw = `${freshWorkspace().root}.csv`;
    const planted = `${raw}.truth.json`;
    await makeSample({ format: "egp", layout: "shifted", rows: 2000, seed: 8, out: raw, plant: planted });
    truth = JSON.parse(readFileSync(planted, "utf8")) as Truth;
    workspace = await judged(raw);
    const generation = await openGeneration(workspace);
    flagged = (
      await generation.db.one<{ id: string }>(
        "select process_id as id from run.queue_list where subject_kind = 'contract' and supplier_kind = 'juristic' order by rank limit 1",
      )
    ).id;
    generation.close();
  });

  test("verifies elsewhere, with both languages and the texts of every indicator asked", async () => {
    const made = await bundle(workspace, flagged, fresh());
    const folder = verifiesElsewhere(made);
    const flags = JSON.parse(readFileSync(join(folder, "flags.json"), "utf8")) as (Omit<Flag, "says"> & {
      says: { en: string; th: string };
    })[];
    expect(flags.length).toBeGreaterThan(0);
    for (const { says, seen_in } of flags) {
      expect(says.th).not.toBe(says.en);
      expect(seen_in.length).toBeGreaterThan(0);
    }
    const page = readFileSync(join(folder, "index.html"), "utf8");
    for (const { says } of flags)
      for (const text of Object.values(says)) expect(page).toContain(text.replaceAll('"', "&quot;").replaceAll("<", "&lt;"));
    expect(made.indicators.map(({ indicator }) => indicator).sort()).toEqual(expect.arrayContaining(["X107"]));
    expect(made.indicators.every(({ in_force }) => in_force)).toBe(true);
  });

  test("the bytes of a record are cut out of the file unchanged", async () => {
    const made = await bundle(workspace, flagged, fresh());
    const [record] = made.records;
    expect(record).toMatchObject({ whole_file: false, left_out: null });
    const bytes = readFileSync(join(made.path, record!.bytes!));
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(record!.bytes_sha256);
    const line = readFileSync(raw, "utf8").split("\n")[Number(record!.place) - 1];
    expect(bytes.toString("utf8")).toBe(`${line}\n`);
    expect(bytes.toString("utf8")).toContain(flagged);
  });

  test("a changed byte is seen", async () => {
    const made = await bundle(workspace, flagged, fresh());
    writeFileSync(join(made.path, "facts.json"), `${readFileSync(join(made.path, "facts.json"), "utf8")} `);
    expect(() => execFileSync("sha256sum", ["-c", "SHA256SUMS"], { cwd: made.path, stdio: "pipe" })).toThrow();
  });

  test("natural persons are in no file, unless whole raw files are asked for, which the bundle says", async () => {
    expect(truth.persons.length).toBeGreaterThan(0);
    for (const { process, name, written } of truth.persons.slice(0, 3)) {
      const made = await bundle(workspace, process, fresh());
      const text = textsOf(verifiesElsewhere(made));
      expect(text).not.toContain(name);
      expect(text).not.toContain(written);
      expect(made.records.map(({ left_out }) => left_out)).toContain("persons");
    }
    const made = await bundle(workspace, truth.persons[0]!.process, fresh(), { withRaw: true });
    const folder = verifiesElsewhere(made);
    expect(made.records[0]).toMatchObject({ whole_file: true, bytes_sha256: made.records[0]!.file_sha256 });
    expect(readFileSync(join(folder, "VERIFY.md"), "utf8")).toContain("They may name natural persons");
  });

  test("a folder that holds something is not written over", async () => {
    await expect(bundle(workspace, flagged, workspace.root)).rejects.toThrow("not empty");
  });
});

describe.skipIf(absent)(`a contract of Bangkok${unless}`, () => {
  test("verifies elsewhere and its raw record can be read", async () => {
    const path = real("thailand/derived/reconstructed_2568-egp-contract_bma.csv.gz");
    const workspace = await judged(path);
    const made = await bundle(workspace, "68069016906", fresh());
    const elsewhere = verifiesElsewhere(made);
    const record = made.records.find(({ bytes }) => bytes !== null)!;
    const bytes = readFileSync(join(made.path, record.bytes!), "utf8");
    expect(bytes).toContain("68069016906");
    expect(gunzipSync(readFileSync(path)).toString("utf8")).toContain(bytes);

    if (!chromiumPath) return;
    // The page opens in a browser that can reach nothing, from the folder alone, and says what it is about.
    const browser = await launch();
    try {
      const page = await (await browser.newContext({ offline: true, javaScriptEnabled: false })).newPage();
      const asked: string[] = [];
      page.on("request", (request) => asked.push(request.url()));
      await page.goto(pathToFileURL(join(elsewhere, "index.html")).href);
      const text = (await page.locator("body").textContent()) ?? "";
      expect(text).toContain("68069016906");
      expect(text.replaceAll(/\s/g, "")).toContain("160,600,000");
      expect(text).toContain(made.run_id);
      expect(asked.filter((url) => !url.startsWith(pathToFileURL(elsewhere).href))).toEqual([]);
      for (const link of await page.locator("a[href]").all()) {
        const href = (await link.getAttribute("href"))!;
        if (!/^(https?:|#)/.test(href))
          expect([href, existsSync(join(elsewhere, decodeURIComponent(href.split("#")[0]!)))]).toEqual([href, true]);
      }
    } finally {
      await browser.close();
    }
  }, 120_000);
});
