// Indicators of one's own from the command line: judged beside the house's, kept with their run, and stopped where the wall stands.
import { appendFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { answered, jabta } from "../../command.ts";
import { SQL, writeOwn } from "../../own-indicator.ts";
import { freshWorkspace } from "../../real-records.ts";

interface Answer {
  run_id: string;
  result_hash: string;
  code?: string;
  title?: string;
  results: { indicator: string; flagged: number; clear: number; no_data: number }[];
}

let workspace: string;
const call = <T = Answer>(...args: string[]) => answered<T>(["--workspace", workspace, ...args]);

beforeAll(async () => {
  workspace = freshWorkspace().root;
  const sample = join(workspace, "egp.csv");
  await jabta(["--workspace", workspace, "sample", "--format", "egp", "--rows", "300", "--seed", "4", "--out", sample]);
  expect((await jabta(["--workspace", workspace, "import", sample])).code).toBe(0);
});

describe("a run with a folder of one's own", () => {
  let folder: string;
  let run: Answer;
  beforeAll(async () => {
    folder = writeOwn();
    writeOwn(
      { id: "mine:X902", subject: "buyer", requires: [], params: {}, says: { en: "{contracts_count}", th: "{contracts_count}" } },
      `select process.buyer_key as subject, status_of(null, count(contract_key) > 1) as status, null::varchar as reason, count(contract_key) as value, 1 as threshold,
       { contracts_count: count(contract_key) } as evidence, list_sort(list(distinct process.source_row)) as seen_in
       from canon.process left join canon.contract using (process_key) where buyer_key is not null group by buyer_key`,
      folder,
    );
    run = (await call("run", "--indicators", folder, "--indicator", "R018", "D301", "mine:X901", "mine:X902")).json;
  });

  test("judges every subject, beside the house's", () => {
    const own = run.results.find(({ indicator }) => indicator === "mine:X901")!;
    expect(own.flagged).toBeGreaterThan(0);
    expect(own.clear).toBeGreaterThan(0);
    expect(run.results.map(({ indicator }) => indicator)).toEqual(expect.arrayContaining(["R018", "D301", "mine:X902"]));
  });

  test("lists and explains its flags like any other", async () => {
    const { json } = await call<{ flags: { indicator: string; says: string; subject_id: string }[] }>(
      "flags",
      "--indicator",
      "mine:X901",
      "--limit",
      "5",
    );
    expect(json.flags.length).toBeGreaterThan(0);
    for (const flag of json.flags) expect(flag.says).toMatch(/^The contract is worth [\d,]+\.\d\d\.$/);
    const { json: told } = await call<{ answers: { indicator: string; title: string }[] }>("explain", json.flags[0]!.subject_id);
    expect(told.answers.find(({ indicator }) => indicator === "mine:X901")?.title).toBe("Contract of some size");
    const covered = await call<{ coverage: { indicator: string }[] }>("coverage");
    expect(covered.json.coverage.map(({ indicator }) => indicator)).toContain("mine:X901");
  });

  test("is verified and reproduced when the folder is gone", async () => {
    rmSync(folder, { recursive: true });
    const { json, code } = await call<{ ok: boolean; recomputed_hash: string }>("verify", run.run_id);
    expect([code, json.ok, json.recomputed_hash]).toEqual([0, true, run.result_hash]);
    const again = await call<{ ok: boolean; recomputed_hash: string }>("reproduce", run.run_id);
    expect([again.code, again.json.ok, again.json.recomputed_hash]).toEqual([0, true, run.result_hash]);
  });

  test("keeps the indicators whole, and nothing of the process that judged them", () => {
    expect(readdirSync(join(workspace, "runs", run.run_id)).sort()).toEqual([
      "catalogue.json.gz",
      "manifest.json",
      "own.json",
      "run.duckdb",
    ]);
  });

  test("without the folder gives what it gave without it", async () => {
    const again = (await call("run", "--indicator", "D301")).json;
    expect(again.results).toEqual(
      run.results.filter(({ indicator }) => indicator === "D301").map((it) => ({ ...it, seconds: expect.any(Number) })),
    );
    const alone = (await call("run", "--indicators", writeOwn(), "--indicator", "mine:X901")).json;
    expect(alone.results.map(({ indicator }) => indicator)).toEqual(["mine:X901"]);
  });

  test("is listed and shown by its code", async () => {
    const mine = writeOwn();
    const { json } = await call<{ indicators: { id: string }[] }>("indicators", "--indicators", mine);
    expect(json.indicators.map(({ id }) => id)).toEqual(expect.arrayContaining(["R018", "mine:X901"]));
    const { json: one } = await call<{ id: string; sql: string }>("indicators", "mine:X901", "--indicators", mine);
    expect(one).toMatchObject({ id: "mine:X901", sql: SQL.trim() });
  });
});

describe("what a folder of one's own may not hold", () => {
  test.each([
    ["a code of the house", { id: "X901" }, SQL, "catalogue-invalid", /mine:X901/],
    ["a code that is no code", { id: "mine:x" }, SQL, "catalogue-invalid", /begins with no code/],
    ["a namespace that is none", { id: "../mine:X901" }, SQL, "catalogue-invalid", /one of your own/],
    ["two selects", {}, `${SQL}; select 1`, "indicator-refused", /may not run|expected one select/],
    ["a file", {}, "select * from read_csv('/etc/passwd')", "indicator-refused", /table function read_csv/],
    ["a secret of the process", {}, "select getenv('HOME')", "indicator-refused", /function getenv/],
    ["a column less", {}, "select contract_key as subject from canon.contract", "indicator-refused", /parameters|columns/],
    [
      "a fact that does not tell its type",
      { params: {} },
      SQL.replaceAll("$min_amount", "1").replace("contract_amount:", "worth:"),
      "indicator-refused",
      /worth/,
    ],
  ])("%s", async (_, spec, sql, code, why) => {
    const { json, code: exit } = await call("run", "--indicators", writeOwn(spec, sql), "--indicator", "mine:X901");
    expect([exit, json.code, json.title]).toEqual([78, code, expect.stringMatching(why)]);
  });

  test("a folder that is not there", async () => {
    const { json, code } = await call("run", "--indicators", "/nowhere");
    expect([code, json.code]).toEqual([66, "indicators-missing"]);
  });

  test("a file beyond all measure", async () => {
    const folder = writeOwn();
    appendFileSync(join(folder, "X901-some-size/indicator.sql"), `-- ${"x".repeat(300_000)}`);
    const { json } = await call("run", "--indicators", folder);
    expect(json).toMatchObject({ code: "catalogue-invalid", title: expect.stringContaining("longer than") });
  });
});
