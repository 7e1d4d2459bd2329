// Broken and hostile files through the command line: each is named with its place and what to do, the program lives on, and what was known stays as it was.
import { once } from "node:events";
import { createWriteStream, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createGzip, gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ImportReport } from "../src/app/import.ts";
import { makeSample } from "../src/sample/sample.ts";
import { answered, type Ended, jabta } from "./command.ts";

const folder = mkdtempSync(join(tmpdir(), "jabta-hostile-"));
const workspace = join(folder, "workspace");
const at = ["--workspace", workspace];
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const release = (id: string, tender: object): string =>
  JSON.stringify({
    uri: "https://example.org/releases",
    version: "1.1",
    publishedDate: "2024-01-01T00:00:00Z",
    publisher: { name: "Example" },
    releases: [{ ocid: `ocds-hostile-${id}`, id: "1", date: "2024-01-01T00:00:00Z", tag: ["tender"], initiationType: "tender", tender }],
  });

const file = (name: string, content: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

/** All that is served: canon, runs, and which of them is in force. */
const state = (): string[] =>
  ["canon", "runs"].flatMap((part) =>
    readdirSync(join(workspace, part), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return entry.name.endsWith(".json") ? `${path} ${readFileSync(path, "utf8")}` : path;
      })
      .sort(),
  );

let good: string;
let known: string[];
let hash: string;
beforeAll(async () => {
  good = join(folder, "good.csv");
  await makeSample({ format: "egp", rows: 60, seed: 5, out: good });
  const { code } = await jabta([...at, "import", good]);
  expect(code).toBe(0);
  const run = await answered<{ result_hash: string }>([...at, "run"]);
  expect(run.code).toBe(0);
  hash = run.json.result_hash;
  known = state();
});

/** 1 GiB of blanks between two brackets, in about a megabyte. */
async function bomb(): Promise<string> {
  const path = join(folder, "bomb.json.gz");
  const packed = createGzip({ level: 9 });
  const out = createWriteStream(path);
  packed.pipe(out);
  packed.write('{"releases":[');
  const blanks = Buffer.alloc(1024 ** 2, " ");
  for (let mebibyte = 0; mebibyte < 1024; mebibyte++) if (!packed.write(blanks)) await once(packed, "drain");
  packed.end("]}");
  await once(out, "close");
  return path;
}

const REFUSED: [what: string, make: () => string | Promise<string>, code: string, place: RegExp][] = [
  ["a gzip that breaks off", () => file("cut.csv.gz", gzipSync(readFileSync(good)).subarray(0, 900)), "file-truncated", /byte 900/],
  ["a web page saved as JSON", () => file("page.json", "<!doctype html><html><title>502</title></html>"), "not-data", /page\.json/],
  ["columns of no known layout", () => file("columns.csv", "a,b,c\n1,2,3\n"), "layout-unknown", /columns\.csv/],
  ["a hundred thousand brackets", () => file("deep.json", "[".repeat(100_000)), "json-too-deep", /byte 1001, line 1/],
  ["a gigabyte packed into a megabyte", bomb, "file-too-large", /bomb\.json\.gz, byte \d+/],
  ["an empty file", () => file("empty.json", ""), "file-empty", /empty\.json/],
  ["a document of another kind", () => file("paper.json", "%PDF-1.7\n%âãÏÓ\n"), "not-data", /paper\.json/],
  ["JSON that ends in a record", () => file("half.json", release("half", {}).slice(0, 180)), "file-truncated", /byte 180, line 1/],
  [
    "Thai decoded wrongly and saved again",
    () => file("garbled.csv", Buffer.from(Buffer.from("ลำดับ,รหัสโครงการ,ชื่อโครงการ\n1,2,3\n").toString("latin1"))),
    "text-garbled",
    /≠/,
  ],
];

/** Nothing told as a crash: no stack, no bug. */
const isCalm = ({ stdout, stderr }: Ended): boolean => !/\n\s+at .*\(.*:\d+:\d+\)|Segmentation|FATAL ERROR/.test(stdout + stderr);

for (const [what, make, code, place] of REFUSED)
  test(`${what}: refused with a place and a remedy, in both languages`, async () => {
    const path = await make();
    const ended = await answered<ImportReport>([...at, "import", path]);
    expect(ended.code).toBe(65);
    const [report] = ended.json.files;
    expect(report).toMatchObject({ read: 0, accepted: 0, duplicate: 0, quarantined: 0 });
    expect(report!.refused!.code).toBe(code);
    expect(report!.refused!.where).toMatch(place);
    for (const said of [report!.refused!.what, report!.refused!.remedy!]) {
      expect(said.en).toMatch(/[a-z]{3}/);
      expect(said.th).toMatch(/[ก-๛]{3}/);
    }
    expect(isCalm(ended)).toBe(true);
    expect(ended.memory).toBeLessThan(400);
    expect(state()).toEqual(known);
    expect(existsSync(join(workspace, "tmp")) ? readdirSync(join(workspace, "tmp")) : []).toEqual([]);
    const thai = await jabta([...at, "--lang", "th", "import", path]);
    expect(thai.code).toBe(65);
    expect(thai.stdout).toContain(report!.refused!.what.th);
  });

test("what is refused beside a good file does not keep the good one out, and both are told", async () => {
  const other = join(folder, "other.csv");
  await makeSample({ format: "egp", rows: 20, seed: 6, out: other });
  const ended = await answered<ImportReport>(["--workspace", join(folder, "mixed"), "import", join(folder, "deep.json"), other]);
  expect(ended.code).toBe(3);
  expect(ended.json.files.map(({ name, accepted, refused }) => [name, accepted, refused?.code])).toEqual([
    ["deep.json", 0, "json-too-deep"],
    ["other.csv", 20, undefined],
  ]);
});

const MENDED: [what: string, content: string, noted: Record<string, number>][] = [
  ["NUL in a text", release("nul", { id: "t", title: "A\u0000B" }), { "record nul_removed": 1 }],
  ["NUL between the bytes", release("bytes", { id: "t", title: "AB" }).replace("AB", "A\0B"), { "record nul_removed": 1 }],
  [
    "a method of no codelist",
    release("method", { id: "t", procurementMethod: "wizardry" }),
    { "tender.procurementMethod word_unmapped": 1 },
  ],
  [
    "Buddhist years in ISO dates",
    release("year", { id: "t", tenderPeriod: { startDate: "2567-02-29T00:00:00Z", endDate: "2567-02-30T00:00:00Z" } }),
    { "tender.tenderPeriod.startDate buddhist_year": 1, "tender.tenderPeriod.endDate date_unreadable": 1 },
  ],
];

for (const [index, [what, content, noted]] of MENDED.entries())
  test(`${what}: accepted, and what was mended or left out is counted`, async () => {
    const mended = ["--workspace", join(folder, "mended")];
    const ended = await answered<ImportReport>([...mended, "import", file(`mended-${index}.json`, content)]);
    expect(ended.code).toBe(0);
    expect(ended.json.files[0]).toMatchObject({ read: 1, accepted: 1, quarantined: 0, noted });
  });

test("a key that stands twice: quarantined with its place, and nothing new is claimed", async () => {
  const path = file(
    "twice.json",
    '{"releases":[{"ocid":"a","ocid":"b","id":"1","date":"2024-01-01","tag":["tender"],"tender":{"id":"t"}}]}',
  );
  const ended = await answered<ImportReport>([...at, "import", path]);
  expect(ended.code).toBe(65);
  expect(ended.json.files[0]).toMatchObject({ read: 1, accepted: 0, quarantined: 1, reasons: { duplicate_key: 1 } });
  expect(ended.json.files[0]!.first_at.duplicate_key).toMatch(/#\/releases\/0/);
  const told = await jabta([...at, "import", path]);
  expect(told.stdout).not.toContain("known already");
  expect(state()).toEqual(known);
});

test("a path that is not there, a verb that is not there, an option that is not there", async () => {
  const missing = await answered<{ code: string; status: number }>([...at, "import", join(folder, "none.json")]);
  expect(missing.code).toBe(66);
  expect(missing.json.code).toBe("no-such-input");
  const verb = await jabta(["improt", "x"]);
  expect(verb.code).toBe(2);
  expect(verb.stderr).toContain("import");
  expect((await jabta(["import", "--nonsense", good])).code).toBe(2);
});

test("after all of it the earlier records are judged the same, and verified from the bytes", async () => {
  const run = await answered<{ result_hash: string }>([...at, "run"]);
  expect(run.json.result_hash).toBe(hash);
  expect((await answered<{ ok: boolean }>([...at, "verify"])).json.ok).toBe(true);
});
