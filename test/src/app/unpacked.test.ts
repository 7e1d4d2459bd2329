// What a person lays before `import`: archives, folders of thousands, packages end to end, drafts too old to be read.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { importFiles } from "../../../src/app/import.ts";
import { freshWorkspace } from "../../real-records.ts";
import { zipOf } from "../../zip-file.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "unpacked-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const release = (number: number, day = 1) => ({
  ocid: `ocds-px0z7d-${number}`,
  id: `${number}-${day}`,
  date: `2024-01-0${day}T00:00:00Z`,
  tag: ["tender"],
  tender: { id: "1", status: "active" },
});
const packed = (...releases: object[]) => JSON.stringify({ version: "1.1", publisher: { name: "Somebody" }, releases });

function laid(name: string, bytes: Buffer | string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

/** What was taken, by name: accepted records or the code of the refusal. */
const outcomes = (report: Awaited<ReturnType<typeof importFiles>>) =>
  Object.fromEntries(report.files.map(({ name, refused, accepted }) => [name, refused?.code ?? accepted]));

test("a zip archive: each data file in it is a file of its own, the bad one alone is refused, and nothing stays behind", async () => {
  const workspace = freshWorkspace();
  const path = laid(
    "all.zip",
    zipOf([
      { name: "2024/one.json", content: packed(release(1), release(2)) },
      { name: "2024/lines.jsonl", content: `${JSON.stringify(release(3))}\n${JSON.stringify(release(4))}\n` },
      { name: "readme.txt", content: "hello" },
      { name: "__MACOSX/2024/._one.json", content: "x" },
      { name: "inner.zip", content: zipOf([{ name: "a.json", content: packed(release(5)) }]) },
      { name: "inner.json.gz", content: gzipSync(packed(release(6))) },
      { name: "broken.json", content: packed(release(7)), declares: { crc: 1 } },
      { name: "old.json", content: JSON.stringify({ releases: [{ releaseID: "1", formation: {} }] }) },
      { name: "last.json", content: packed(release(8)) },
    ]),
  );
  const report = await importFiles(workspace, [path]);
  expect(outcomes(report)).toEqual({
    "all.zip/2024/one.json": 2,
    "all.zip/2024/lines.jsonl": 2,
    "all.zip/inner.zip": "zip-nested",
    "all.zip/inner.json.gz": "zip-nested",
    "all.zip/broken.json": "zip-broken",
    "all.zip/old.json": "ocds-too-old",
    "all.zip/last.json": 1,
  });
  expect(report.skipped).toEqual(["all.zip/readme.txt", "all.zip/__MACOSX/2024/._one.json"]);
  expect(report.canon.process).toBe(5);
  expect(readdirSync(workspace.path("tmp")).filter((name) => name.startsWith("member"))).toEqual([]);

  const unpackedBefore = await importFiles(freshWorkspace(), [laid("one.json", packed(release(1), release(2)))]);
  const again = await importFiles(workspace, [join(folder, "one.json")]);
  expect(again.files[0]).toMatchObject({ read: 2, duplicate: 2, accepted: 0 });
  expect(unpackedBefore.files[0]?.sha256).toBe(report.files[0]?.sha256);
});

test("an archive that is refused whole keeps the other files", async () => {
  const bomb = laid("bomb.zip", zipOf([{ name: "a.json", content: Buffer.alloc(12_000_000, 0x20) }]));
  const report = await importFiles(freshWorkspace(), [bomb, laid("good.json", packed(release(1)))]);
  expect(outcomes(report)).toEqual({ "bomb.zip": "zip-bomb", "good.json": 1 });
});

test("packages end to end in one file are all read, and a cut last one costs only itself", async () => {
  const whole = packed(release(1)) + packed(release(2), release(3));
  expect(outcomes(await importFiles(freshWorkspace(), [laid("many.json", whole)]))).toEqual({ "many.json": 3 });
});

test("a folder of a thousand files is one snapshot with one history", async () => {
  const many = join(folder, "many");
  mkdirSync(many);
  for (let number = 0; number < 1_000; number++)
    writeFileSync(join(many, `${number}.json`), packed(release(number % 500, number < 500 ? 1 : 2)));
  const report = await importFiles(freshWorkspace(), [many]);
  expect(report.files).toHaveLength(1_000);
  expect(report.files.every(({ accepted }) => accepted === 1)).toBe(true);
  expect(report.canon).toMatchObject({ process: 500, tender: 500 });
});
