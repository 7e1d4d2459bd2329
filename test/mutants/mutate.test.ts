// The changes themselves: each kind is made, made alone, and taken back.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Db } from "../../src/db.ts";
import { treeOf } from "../../src/run/sql-tree.ts";
import { emptyWorld } from "../world.ts";
import { textOf } from "./hunt.ts";
import { changesOf } from "./mutate.ts";

let db: Db;
beforeAll(async () => {
  db = await emptyWorld();
});
afterAll(() => db.close());

async function mutants(sql: string): Promise<string[]> {
  const tree = await treeOf(db, sql);
  const unchanged = await textOf(db, tree);
  const texts: string[] = [];
  for (const change of changesOf(tree, (word) => `${word}x`)) {
    change.make();
    texts.push(await textOf(db, tree));
    change.undo();
    expect(await textOf(db, tree)).toBe(unchanged);
  }
  expect(texts).not.toContain(unchanged);
  return texts.map((text) => text.replace(/^SELECT /, "").replaceAll(/[()]|main\./g, ""));
}

test.each([
  ["a comparison", "select a >= b", ["a > b", "a <= b"]],
  ["equal and unlike", "select a = b", ["a != b"]],
  ["a number", "select 5", ["6"]],
  ["a text", "select 'x'", ["'xx'"]],
  ["a truth", "select true", ["CAST'f' AS BOOLEAN"]],
  ["a parameter", "select $min_days", ["$min_days + 1"]],
  ["a missing value", "select a is null", ["a IS NOT NULL"]],
  ["two conditions", "select a and b", ["b", "a"]],
  ["three conditions", "select a or b or c", ["b OR c", "a OR c", "a OR b"]],
  ["a guard", "select coalesce(a, b)", ["b", "a"]],
  ["a divisor", "select nullif(a, 0)", ["a"]],
  ["the digits of a rounding", "select round(5, 15)", ["round6, 15"]],
  ["least and most", "select min(a)", ["maxa"]],
  ["the currency of a group, which is one", "select min(currency)", []],
  [
    "the least currency beside the most",
    "select min(currency) <> max(currency)",
    ["mincurrency = maxcurrency", "maxcurrency != maxcurrency", "mincurrency != mincurrency"],
  ],
  ["a branch", "select case when a then x when b then y end", ["CASE  WHEN b THEN y ELSE NULL END", "CASE  WHEN a THEN x ELSE NULL END"]],
  ["a column of the same type", "select signed_on, ends_on", ["ends_on, ends_on", "signed_on, signed_on"]],
  ["a column of no other type", "select signed_on, value_amount", []],
  [
    "the guard that status_of makes good",
    "select status_of(reason, coalesce(a > b, false))",
    ["status_ofreason, COALESCEa >= b, CAST'f' AS BOOLEAN", "status_ofreason, COALESCEa < b, CAST'f' AS BOOLEAN"],
  ],
  ["rows that are made distinct anyway", "select list(distinct source_row)", []],
  ["a whole condition", "select a from t where b", ["a FROM t"]],
  ["a join that keeps all", "select a from t left join u using (k)", ["a FROM t INNER JOIN u USING k"]],
])("%s", async (_, sql, expected) => {
  expect((await mutants(sql)).sort()).toEqual([...expected].sort());
});
