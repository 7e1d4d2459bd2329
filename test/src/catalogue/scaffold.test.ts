// A new indicator: a draft in a moment, which every gate lets through and a run judges.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { loadCatalogue, requireOwn } from "../../../src/catalogue/load.ts";
import { folderName, scaffold } from "../../../src/catalogue/scaffold.ts";
import { UserError } from "../../../src/error.ts";
import { packaged } from "../../../src/package-root.ts";
import { answered, jabta } from "../../command.ts";
import { freshWorkspace } from "../../real-records.ts";

const folder = join(mkdtempSync(join(tmpdir(), "new-")), "my-indicators");

describe("a draft of one's own", () => {
  let made: { id: string; folder: string; files: string[]; marks: number };
  beforeAll(async () => {
    made = (await answered<typeof made>(["new", "mine:X901", "Contract of some size", "--indicators", folder])).json;
  });

  test("has three files in a folder named by code and title, and says how much is left to do", () => {
    expect(basename(made.folder)).toBe("X901-contract-of-some-size");
    expect(made.files).toEqual(["cases.yaml", "indicator.sql", "indicator.yaml"]);
    const lines = readFileSync(join(made.folder, "indicator.yaml"), "utf8").split("\n");
    expect(made.marks).toBe(lines.filter((line) => line.includes("✎") && !line.startsWith("#")).length);
    expect(made.marks).toBeGreaterThan(8);
  });

  test("is a draft with its code and title everywhere, and nothing of the template's", () => {
    expect(requireOwn([folder])[0]).toMatchObject({ id: "mine:X901", maturity: "draft", title: { en: "Contract of some size" } });
    for (const file of made.files) expect(readFileSync(join(made.folder, file), "utf8")).not.toMatch(/X000|Title of the indicator/);
  });

  test("passes every gate and every case, called as CONTRIBUTING says", { timeout: 180_000 }, () => {
    const { status, stdout } = spawnSync(
      process.execPath,
      [packaged("node_modules/vitest/vitest.mjs"), "run", "test/cases.test.ts", "test/catalogue.test.ts", "-t", "mine:X901"],
      { cwd: packaged(""), env: { ...process.env, JABTA_INDICATORS: folder, NO_COLOR: "1" }, encoding: "utf8" },
    );
    expect(stdout).toMatch(/Tests {2}1\d passed/);
    expect(status, stdout).toBe(0);
  });

  test("runs with the other drafts, and not without being asked", async () => {
    const { root } = freshWorkspace();
    const sample = join(root, "egp.csv");
    await jabta(["sample", "--format", "egp", "--rows", "200", "--seed", "4", "--out", sample]);
    await jabta(["--workspace", root, "import", sample]);
    const run = ["--workspace", root, "run", "--indicators", folder, "--indicator", "mine:X901"];
    const { json } = await answered<{ results: { flagged: number; clear: number }[] }>([...run, "--draft"]);
    expect(json.results[0]!.flagged).toBeGreaterThan(0);
    expect(json.results[0]!.clear).toBeGreaterThan(0);
    expect((await answered<{ code: string }>(run)).json.code).toBe("indicator-not-judged");
  });

  test("takes nothing's place", async () => {
    const again = await answered<{ code: string }>(["new", "mine:X901", "Another of that code", "--indicators", folder]);
    expect([again.code, again.json.code]).toEqual([2, "indicator-exists"]);
    expect(readdirSync(folder)).toEqual(["X901-contract-of-some-size"]);
  });
});

test.each([
  ["a code of the house in a folder of one's own", "X199", "Contract of some size", folder],
  ["a code that is none", "X1999", "Contract of some size", undefined],
  ["a path for a code", "mine:../../X901", "Contract of some size", folder],
  ["six words", "mine:X902", "One two three four five six", folder],
  ["a title in small letters", "mine:X902", "contract", folder],
  ["a title that would end the yaml", "mine:X902", "Contract: {a}", folder],
  ["a code the house has", "R018", "Single bid again", undefined],
])("%s is refused", (_, code, title, own) => {
  expect(() => scaffold(code, title, own)).toThrow(UserError);
});

test("the template itself is no indicator", () => {
  expect(loadCatalogue().indicators.map(({ id }) => id)).not.toContain("X000");
});

test("folder names", () => {
  expect(folderName("C206", "First gap beyond losers' spread")).toBe("C206-first-gap-beyond-losers-spread");
  expect(folderName("mine:X901", "Über (ü)")).toBe("X901-ber");
});
