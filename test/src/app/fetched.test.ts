// Records fetched from an address: what is read, what is refused, and that nothing is left behind or asked of closed networks.
import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fetchInto } from "../../../src/app/fetched.ts";
import { importFiles } from "../../../src/app/import.ts";
import { casebookOf, verifyAudit } from "../../../src/app/review.ts";
import { checkSource, fetchSource, listSources } from "../../../src/app/source.ts";
import { readReceipts } from "../../../src/sources/raw.ts";
import { openWorkspace } from "../../../src/workspace.ts";
import { jabta } from "../../command.ts";
import { madeUpReleases } from "../api/made-up.ts";

const records = madeUpReleases(12);
const asked: string[] = [];
const answers: Record<string, RequestListener> = {
  "/releases.jsonl.gz": (_, answer) => answer.end(gzipSync(records)),
  "/moved": (_, answer) => answer.writeHead(302, { location: "/releases.jsonl.gz" }).end(),
  "/round": (_, answer) => answer.writeHead(302, { location: "/round" }).end(),
  "/away": (_, answer) => answer.writeHead(302, { location: "file:///etc/passwd" }).end(),
  "/short": (_, answer) => {
    answer.writeHead(200, { "content-length": records.length });
    answer.write(records.slice(0, 100), () => answer.destroy());
  },
  "/endless": (_, answer) => {
    const more = () => !answer.destroyed && answer.write("x".repeat(65_536), () => setImmediate(more));
    more();
  },
  "/silent": (_, answer) => {
    answer.writeHead(200).write("{");
  },
};

let server: Server;
let base = "";
beforeAll(async () => {
  server = createServer((request, answer) => {
    asked.push(request.url!);
    const give = answers[request.url!];
    if (give) give(request, answer);
    else answer.writeHead(404).end("a secret of the machine");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const fresh = () => openWorkspace(mkdtempSync(join(tmpdir(), "jabta-fetched-")));

describe("an import of an address", () => {
  it("gives the canon that the file gives, and keeps its bytes and where they came from", async () => {
    const there = fresh();
    const here = fresh();
    const file = join(here.path("tmp"), "..", "releases.jsonl.gz");
    writeFileSync(file, gzipSync(records));
    const read = await importFiles(here, [file]);
    const report = await importFiles(there, [`${base}/moved`], { private: true });
    expect(report.files.map(({ name, read, accepted, refused }) => ({ name, read, accepted, refused }))).toEqual([
      { name: `${base}/moved`, read: 12, accepted: 12, refused: null },
    ]);
    expect(report.canon_hash).toBe(read.canon_hash);
    expect(readReceipts(there).map(({ name, sha256 }) => [name, sha256])).toEqual([[`${base}/moved`, read.files[0]!.sha256]]);
    expect((await importFiles(there, [`${base}/releases.jsonl.gz`], { private: true })).files[0]).toMatchObject({
      accepted: 0,
      duplicate: 12,
    });
    expect(readdirSync(there.path("tmp")).filter((name) => name.startsWith("fetched"))).toEqual([]);
  });

  it("from the command line says what went wrong with its exit code, and nothing is imported", async () => {
    const there = fresh();
    const call = (...args: string[]) => jabta(["--workspace", there.root, "--json", "import", ...args]);
    const missing = await call(`${base}/nothing`, "--private");
    expect([missing.code, JSON.parse(missing.stdout)]).toMatchObject([69, { code: "fetch-failed", title: expect.stringContaining("404") }]);
    expect(missing.stdout + missing.stderr).not.toContain("a secret");
    const before = asked.length;
    for (const address of [
      base,
      "https://127.0.0.1/",
      "https://[::1]/",
      "https://2130706433/",
      "file:///etc/passwd",
      "https://localhost/a.csv",
    ])
      expect([address, (await call(address)).code]).toEqual([address, 2]);
    expect(asked.length).toBe(before);
    expect(readReceipts(there)).toEqual([]);
  });

  it("by the name of its source: kept, looked at without keeping anything, fetched, and known from then on", async () => {
    const there = fresh();
    const call = async (...args: string[]) => {
      const { code, stdout } = await jabta(["--workspace", there.root, "--json", "source", ...args]);
      return { code, json: JSON.parse(stdout) };
    };
    expect(await call("add", "made-up", `${base}/releases.jsonl.gz`)).toMatchObject({ code: 2, json: { code: "address-closed" } });
    expect(await call("fetch", "made-up")).toMatchObject({ code: 66, json: { code: "source-unknown" } });
    expect(await call("add", "made-up", `${base}/releases.jsonl.gz`, "--private")).toMatchObject({ code: 0, json: { private: true } });
    const casebook = casebookOf(there);
    expect(await checkSource(there, casebook, "made-up")).toMatchObject({ fresh: true, files: [{ read: 12, accepted: 12, known: false }] });
    expect(readReceipts(there)).toEqual([]);
    expect(await fetchSource(there, casebook, "made-up")).toMatchObject({ files: [{ source: "made-up", read: 12, accepted: 12 }] });
    expect(await checkSource(there, casebook, "made-up")).toMatchObject({ fresh: false, files: [{ known: true }] });
    expect(listSources(there, casebook)).toMatchObject([{ name: "made-up", snapshots: 1, files: 1, read: 12 }]);
    expect(await call("remove", "made-up")).toMatchObject({ code: 0 });
    expect(listSources(there, casebook)).toMatchObject([{ name: "made-up", paths: null, read: 12 }]);
    expect(verifyAudit(casebook)).toMatchObject({ ok: true, entries: 2 });
    casebook.close();
  });

  it.each([
    ["/short", /did not give the records/],
    ["/endless", /more than 1000000 bytes/],
    ["/silent", /nothing came for 0.2 s/],
    ["/round", /answered 302/],
    ["/away", /not on the open internet/],
  ])("is cut where the answer is not whole, too long, silent or leads away: %s", async (path, says) => {
    const file = join(fresh().path("tmp"), "file");
    const patience = { bytes: 1_000_000, silentSeconds: 0.2, seconds: 20 };
    await expect(fetchInto(file, `${base}${path}`, true, patience)).rejects.toThrow(says);
  });

  it("takes an address on the timetable that others could reach, and no other", async () => {
    const there = fresh();
    const add = (...args: string[]) =>
      jabta(["--workspace", there.root, "--json", "schedule", "add", "import", ...args, "--cron", "0 5 * * 1"]);
    const added = await add("https://example.org/egp.csv.gz");
    expect([added.code, JSON.parse(added.stdout)]).toMatchObject([0, { task: { paths: ["https://example.org/egp.csv.gz"] } }]);
    expect((await add("http://example.org/egp.csv.gz")).code).toBe(2);
  });
});
