// The same records give the same hashes, whatever their order, packaging, threads, time zone, locale, masking key and build; another byte,
// parameter or word of SQL gives another input hash.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { ImportReport } from "../src/app/import.ts";
import type { Manifest } from "../src/app/run.ts";
import { anotherPackage } from "./another-package.ts";
import { answered, type Calling } from "./command.ts";
import { absent, real, unless } from "./real-records.ts";

/** Surroundings of a call: the zone, the locale, the language. */
const AT = (zone: string, locale: string, language = "en"): Calling => ({
  env: { TZ: zone, LANG: locale, LC_ALL: locale, JABTA_LANG: language },
});

type Known = Manifest & { canon: ImportReport };

describe.skipIf(absent)(`One state of knowledge${unless}`, () => {
  // Each test imports two thousand records in processes of their own.
  vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });
  const root = mkdtempSync(join(tmpdir(), "jabta-determinism-"));
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const plain = (path: string): string => {
    const out = join(root, basename(path, ".gz"));
    writeFileSync(out, gunzipSync(readFileSync(path)));
    return out;
  };
  /** A folder's files, each compressed, under other names. */
  const packed = (folder: string): string => {
    const out = join(root, `packed-${basename(folder)}`);
    mkdirSync(out);
    const files = (readdirSync(folder, { recursive: true }) as string[]).filter((name) => name.endsWith(".json"));
    for (const [index, name] of files.reverse().entries())
      writeFileSync(join(out, `${index}.gz`), gzipSync(readFileSync(join(folder, name)), { level: 1 }));
    return out;
  };

  /** Imports call by call, then judges, each in a process of its own. */
  async function known(name: string, calls: readonly (readonly string[])[], threads: number, calling: Calling): Promise<Known> {
    const at = ["--workspace", join(root, name)];
    let canon: ImportReport | undefined;
    for (const paths of calls) {
      const { code, json } = await answered<ImportReport>([...at, "import", ...paths], calling);
      expect([0, 3], JSON.stringify(json.files.filter(({ refused }) => refused))).toContain(code);
      canon = json;
    }
    const { code, json } = await answered<Manifest>([...at, "run", "--threads", String(threads)], calling);
    expect(code).toBe(0);
    return { ...json, canon: canon! };
  }

  const egp = real("thailand/trace24_egp2568/egp-0803.json.gz");
  const moldova = real("ocds/moldova");
  const mexico = real("ocds/mexico/inai");
  let first: Known;
  beforeAll(async () => {
    first = await known("all-at-once", [[egp, moldova, mexico]], 1, AT("UTC", "C"));
    expect(first.results.length).toBeGreaterThan(100);
    expect(first.results.filter(({ flagged }) => flagged > 0).length).toBeGreaterThan(10);
  });

  const told = ({ canon_hash, result_hash, as_of, results, canon }: typeof first) => ({
    canon_hash,
    result_hash,
    as_of,
    rows: canon.canon,
    results: results.map((it) => [it.indicator, it.flagged, it.clear, it.not_applicable, it.no_data, it.result_hash]),
  });

  test("file by file, the other way round, unpacked or packed otherwise, eight threads, in Bangkok and in Thai, by a build of its own, under another masking key", async () => {
    const calls = [[packed(mexico)], [packed(moldova)], [plain(egp)]];
    const program = anotherPackage({ built: true });
    const other = await known("one-by-one", calls, 8, { ...AT("Asia/Bangkok", "th_TH.UTF-8", "th"), program });
    expect(told(other)).toEqual(told(first));
    expect(other.inputs_hash).not.toBe(first.inputs_hash);
  });

  test("in two calls, with a file given again, two threads, in New York and in English", async () => {
    const calls = [
      [mexico, egp],
      [moldova, egp],
    ];
    const other = await known("mixed", calls, 2, AT("America/New_York", "en_US.UTF-8"));
    expect(told(other)).toEqual(told(first));
    // The same bytes, so the same inputs, whatever the order.
    expect(other.inputs_hash).toBe(first.inputs_hash);
  });

  // Paths of other Node programs, with colons between: JABTA_NODES=/opt/node20/bin/node:/opt/node24/bin/node
  const nodes = (process.env.JABTA_NODES ?? "").split(":").filter(Boolean);
  test.skipIf(!nodes.length)("by other versions of Node, named in JABTA_NODES", async () => {
    for (const [nth, node] of nodes.entries()) {
      const other = await known(`node-${nth}`, [[egp, moldova, mexico]], 8, { ...AT("Asia/Bangkok", "th_TH.UTF-8"), node });
      expect(told(other), node).toEqual(told(first));
      expect(other.inputs_hash, node).toBe(first.inputs_hash);
      expect(other.versions.node, node).not.toBe(process.version);
    }
  });

  describe("is another, though it says the same, by", () => {
    const indicator = "indicators/R018-single-bid-received";
    /** Judges one indicator of what a workspace knows: enough to be told apart by. */
    const judged = async (name: string, changes?: Record<string, (text: string) => string>): Promise<Manifest> => {
      const calling = { ...AT("UTC", "C"), ...(changes ? { program: anotherPackage({ changes }) } : {}) };
      return (await answered<Manifest>(["--workspace", join(root, name), "run", "--indicator", "R018"], calling)).json;
    };
    let plainly: Manifest;
    beforeAll(async () => {
      plainly = await judged("all-at-once");
    });

    test("one byte of an input", async () => {
      const changed = join(root, "changed");
      cpSync(moldova, changed, { recursive: true });
      const file = (readdirSync(changed, { recursive: true }) as string[]).find((name) => name.endsWith(".json"))!;
      const path = join(changed, file);
      writeFileSync(path, `${readFileSync(path, "utf8")}\n`);
      await answered<ImportReport>(["--workspace", join(root, "changed-byte"), "import", egp, changed, mexico], AT("UTC", "C"));
      const other = await judged("changed-byte");
      expect(other.inputs_hash).not.toBe(plainly.inputs_hash);
      expect([other.canon_hash, other.result_hash]).toEqual([plainly.canon_hash, plainly.result_hash]);
    });

    test("one parameter, and one word of SQL", async () => {
      const parameter = await judged("all-at-once", {
        "data/profiles/default.yaml": (text) => text.replace("settings: {}", "settings: { R018: { max_bids: 2 } }"),
      });
      const word = await judged("all-at-once", { [`${indicator}/indicator.sql`]: (text) => text.replace("select\n", "select all\n") });
      expect(new Set([plainly, parameter, word].map(({ inputs_hash }) => inputs_hash)).size).toBe(3);
      expect(word.result_hash).toBe(plainly.result_hash);
    });
  });
});
