// The same request makes the same bytes, and the small files under data/samples are what their commands make.
import { mkdtempSync, readdirSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { makeSample, type SampleOptions } from "../../../src/sample/sample.ts";
import { made } from "./made.ts";

type Asked = Omit<SampleOptions, "out" | "plant"> & { planted?: boolean };

// A change here is a change of every sample: regenerate data/samples with it.
const HASHES: [Asked, string][] = [
  [{ format: "egp", rows: 500, seed: 1 }, "254a2337735afca87f33aab41acb3c17b104c60123159d76fbedfb3d78d2181c"],
  [{ format: "egp", rows: 500, seed: 2 }, "2ccc715061b185cc904d650352c7e309a471b79605bb1777bf0856d89ac3d68c"],
  [
    { format: "egp", rows: 500, seed: 1, planted: true, strength: "strong" },
    "9ec2f63163b3024754cd4030d016902a8e6e62982d4300a35dacb4ce220ea113",
  ],
  [{ format: "egp", layout: "bulk", rows: 500, seed: 1 }, "57118b589e4444cf5d6fb08328bacbfc89b2e2d9d727e62d04e0423f9951c481"],
  [{ format: "egp", layout: "ckan", rows: 500, seed: 1 }, "d9241b8c0a29dc1efc74732ecfb2cdc8628a12c4a2dca79e151817d26271f091"],
  [{ format: "egp", layout: "agency", rows: 500, seed: 1 }, "74dc2918024d6bbc923c38208fca0beac76955f99e2c3b5787c5e0829bf3f4ea"],
  [{ format: "ocds", rows: 200, seed: 1, planted: true }, "e75556d390b42110f1c74296efa942363e7dcb1905ac0c7f39d798135e62f8c6"],
  [{ format: "ocds", layout: "jsonl", rows: 200, seed: 1 }, "6668cc9b39dc58b4d89ca48d8eaeb4b519ed7c35f25652d4513801d69102cd49"],
  [
    { format: "ocds", layout: "package", rows: 200, seed: 1, detail: "rich" },
    "497a6f4fd5aca8e2cef52745228451a9e53402f061b137e7624ae845fc9253e7",
  ],
  [{ format: "oc4ids", rows: 20, seed: 1, planted: true }, "49b2d1536bc3c42a636ac8a0eaf26f1a0b05c9ec98bde96e5ece766e7d8a80a9"],
];

test.each(HASHES)("%j", async (asked, hash) => {
  expect((await made(asked)).result.sha256).toBe(hash);
});

test("sizes: about 3 to 4 kB a process, about 10 to 12 when rich", async () => {
  const size = async (detail: "plain" | "rich") => (await made({ format: "ocds", layout: "jsonl", rows: 400, seed: 1, detail })).text;
  const [plain, rich] = [Buffer.byteLength(await size("plain")) / 400, Buffer.byteLength(await size("rich")) / 400];
  expect(plain).toBeGreaterThan(3000);
  expect(plain).toBeLessThan(4500);
  expect(rich).toBeGreaterThan(9000);
  expect(rich).toBeLessThan(13_000);
});

test("what cannot be made is refused with a remedy", async () => {
  for (const [asked, what] of [
    [{ format: "egp", rows: 0, seed: 1 }, "--rows 0"],
    [{ format: "egp", rows: 1.5, seed: 1 }, "--rows 1.5"],
    [{ format: "egp", rows: 10_000_000, seed: 1 }, "--rows 10000000"],
    [{ format: "egp", rows: 10, seed: -1 }, "--seed -1"],
    [{ format: "egp", rows: 10, seed: 1, layout: "jsonl" }, "--layout jsonl"],
    [{ format: "oc4ids", rows: 10, seed: 1, layout: "bulk" }, "--layout bulk"],
    [{ format: "egp", rows: 10, seed: 1, strength: "mild" }, "--strength mild"],
    [{ format: "xml", rows: 10, seed: 1 }, "--format xml"],
  ] as unknown as [Asked, string][]) {
    await expect(made(asked)).rejects.toMatchObject({ code: "sample-option", exit: "usage", what: expect.stringContaining(what) });
  }
  const nowhere = makeSample({ format: "egp", rows: 10, seed: 1, out: join(tmpdir(), "jabta-no-such-folder", "x.csv") });
  await expect(nowhere).rejects.toMatchObject({ code: "cannot-write", exit: "cannotWrite" });
});

test("a file of one row, and of every small size, has as many rows as asked for", async () => {
  for (const rows of [1, 2, 3, 7, 39, 40, 41, 63]) {
    const { text, truth } = await made({ format: "egp", rows, seed: rows, planted: true });
    expect(text.trim().split("\r\n")).toHaveLength(rows + 1);
    const taken = truth.planted.reduce((total, { processes, others }) => total + processes.length + others.length, truth.persons.length);
    expect(taken + truth.background.contracts).toBe(rows);
  }
});

describe("data/samples", () => {
  const folder = "data/samples";
  const commands = [...readFileSync(`${folder}/README.md`, "utf8").matchAll(/^jabta sample (.+)$/gm)].map((match) =>
    match[1]!.split(/\s+/),
  );

  test.each(commands.map((words) => [words.join(" "), words] as const))("%s", async (_, words) => {
    const option = (name: string) => words[words.indexOf(`--${name}`) + 1]!;
    const own = mkdtempSync(join(tmpdir(), "jabta-samples-"));
    const [out, plant] = [join(own, "records"), join(own, "truth")];
    await makeSample({ format: option("format") as "egp", rows: Number(option("rows")), seed: Number(option("seed")), out, plant });
    expect(readFileSync(option("out")).equals(readFileSync(out))).toBe(true);
    expect(readFileSync(option("plant")).equals(readFileSync(plant))).toBe(true);
  });

  test("holds three files with their truths, small", () => {
    expect(commands).toHaveLength(3);
    const names = readdirSync(folder).sort();
    expect(names).toEqual(["README.md", "egp.csv", "egp.truth.json", "oc4ids.json", "oc4ids.truth.json", "ocds.jsonl", "ocds.truth.json"]);
    expect(names.reduce((total, name) => total + statSync(join(folder, name)).size, 0)).toBeLessThan(400_000);
  });
});
