// What is stopped when indicators of one's own ask for too much: the process ends, and this one has not felt it.
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Indicator } from "../../../src/catalogue/indicator.ts";
import { openDb } from "../../../src/db.ts";
import { UserError } from "../../../src/error.ts";
import { packaged } from "../../../src/package-root.ts";
import { judgeOwn, type Limits } from "../../../src/run/own.ts";
import { SPEC, SQL } from "../../own-indicator.ts";

const LIMITS: Limits = { seconds: 3, memory: 700 };
const folder = mkdtempSync(join(tmpdir(), "own-run-"));
const canonPath = join(folder, "canon.duckdb");
let turn = 0;

beforeAll(async () => {
  const db = await openDb();
  await db.run(`attach '${canonPath}' as canon`);
  await db.run("use canon");
  await db.run(readFileSync(packaged("src/canon/schema.sql"), "utf8"));
  await db.run(
    "insert into contract (contract_key, contract_id, process_key, value_amount, known_from, source_row) select i, i::varchar, i, i, date '2024-01-01', i from range(20000) as r(i)",
  );
  db.close();
});

async function judge(sql: string): Promise<{ code: string; what: string; seconds: number; grown: number }> {
  const indicator = { ...SPEC, params: {}, folder: "", sql } as unknown as Indicator & { sql: string };
  const task = {
    canonPath,
    path: join(folder, `own-${turn++}.duckdb`),
    spill: folder,
    asOf: "2024-12-31",
    memory: LIMITS.memory,
    indicators: [{ indicator, params: {} }],
  };
  const [before, started] = [process.memoryUsage().rss, performance.now()];
  let trouble: UserError | undefined;
  try {
    await judgeOwn(task, LIMITS, () => {});
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    trouble = error;
  }
  return {
    code: trouble?.code ?? "judged",
    what: trouble?.what ?? "",
    seconds: (performance.now() - started) / 1000,
    grown: (process.memoryUsage().rss - before) / 1024 ** 2,
  };
}

/** A whole method around one expression or one relation. */
const around = (expression: string, from = "canon.contract") =>
  `select contract.contract_key as subject, status_of(null, ${expression} is not null) as status, null::varchar as reason, 1 as value, 1 as threshold, { contract_amount: 1.00 } as evidence from ${from}`;

test("what keeps the rules is judged", async () => {
  expect(await judge(SQL.replaceAll("$min_amount", "1"))).toMatchObject({ code: "judged" });
});

describe("more memory than allowed", () => {
  test.each([
    ["a list of a thousand million numbers", "len(range(1000000000 + contract.contract_key))"],
    ["a text of a thousand million letters", "length(repeat('a', 1000000000 + contract.contract_key::integer))"],
    ["texts as long as the table", "length(repeat(contract.contract_id, 100000))"],
    ["a list of lists", "len(list_transform(range(20000000 + contract.contract_key), lambda x: [x, x, x]))"],
    [
      "a list of pairs of all with all",
      "(select count(distinct [a.contract_id, b.contract_id, repeat('x', 50)]) from canon.contract as a, canon.contract as b)",
    ],
  ])("%s", async (_, expression) => {
    const ended = await judge(around(expression));
    expect(ended.code, ended.what).toBe("indicator-limit");
    expect(ended.seconds).toBeLessThan(LIMITS.seconds + 3);
    expect(ended.grown).toBeLessThan(50);
  });
});

describe("more time than allowed", () => {
  test.each([
    [
      "every contract with every other, thrice",
      "(select count(*) from canon.contract as a, canon.contract as b, canon.contract as c where a.value_amount + b.value_amount <> c.value_amount)",
    ],
    ["a long way through a list", "list_sum(list_transform(range(3000000 + contract.contract_key), lambda x: len(repeat('a', x % 7))))"],
  ])("%s", async (_, expression) => {
    const ended = await judge(around(expression));
    expect(ended.code, ended.what).toBe("indicator-limit");
    expect(ended.seconds).toBeLessThan(LIMITS.seconds + 3);
  });
});

describe("what no rule can see", () => {
  test("an answer twice for one subject fails when it is taken over, not here", async () => {
    expect((await judge(around("1", "canon.contract, range(2) as twice(n)"))).code).toBe("judged");
  });

  test.each([
    [
      "a flag whose evidence is a book",
      `${around("1").replace("{ contract_amount: 1.00 }", "{ contract_amount: 1.00, text_code: repeat('a', 100000) }")} where contract_key = 1`,
      "indicator-refused",
      /evidence/,
    ],
    ["an error of its own", around("error('no')"), "indicator-failed", /no/],
    ["a table that is not there", around("1", "canon.contract, canon.secret"), "indicator-refused", /canon\.secret/],
  ])("%s", async (_, sql, code, what) => {
    const spec = await judge(sql);
    expect(spec.code).toBe(code);
    expect(spec.what).toMatch(what);
  });
});
