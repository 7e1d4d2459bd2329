// Where the reasons of a method come from, followed through steps, peers tables and branches.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Db } from "../../../src/db.ts";
import { outcomesOf } from "../../../src/run/sql-outcomes.ts";
import { treeOf } from "../../../src/run/sql-tree.ts";
import { emptyWorld } from "../../world.ts";

let db: Db;
beforeAll(async () => {
  db = await emptyWorld();
});
afterAll(() => db.close());

const SHARED = "select x as key, case when x = 1 then 'shared' end as reason from canon.lot";

test.each([
  ["a case with an else", "select case when x = 1 then 'a' when x = 2 then 'b' else 'c' end as why", ["a", "b", "c"]],
  ["an if inside a coalesce", "select coalesce(if(x = 1, 'a', null), 'b') as why", ["a", "b"]],
  ["the words of a condition are no outcomes", "select case when status = 'active' then 'a' end as why from canon.lot", ["a"]],
  ["an alias of the same select", "select case when true then 'a' end as reason, reason as why", ["a"]],
  ["a step before", "with s as (select if(x = 1, 'a', null) as reason from t) select reason as why from s", ["a"]],
  [
    "a step before under a name of its own",
    "with s as (select 'a' as reason), t as (select 'b' as reason) select one.reason as why from s as one, t",
    ["a"],
  ],
  ["a star on the way", "with s as (select 'a' as reason), t as (select * from s) select reason as why from t", ["a"]],
  ["both sides of a union", "with s as (select 'a' as reason union all select 'b') select max(reason) as why from s", ["a", "b"]],
  ["a peers table", "select p.reason as why from peers.shared as p", ["shared"]],
  [
    "a peers table through a step",
    "with s as (select * from peers.shared) select coalesce(reason, 'own') as why from s",
    ["own", "shared"],
  ],
])("%s", async (_, sql, outcomes) => {
  const tree = await treeOf(db, sql);
  const peers = new Map([["shared", await treeOf(db, SHARED)]]);
  const why = tree.select_list!.find((item) => item.alias === "why")!;
  expect([...outcomesOf(why, tree, peers)].sort()).toEqual(outcomes);
});
