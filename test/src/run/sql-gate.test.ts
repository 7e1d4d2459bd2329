// The gate itself: what it must stop, planted one by one, and what it must let through.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Db, Params } from "../../../src/db.ts";
import { buildPeers, peersReadBy } from "../../../src/peers/peers.ts";
import { sqlProblems } from "../../../src/run/sql-gate.ts";
import { emptyWorld } from "../../world.ts";

let db: Db;
beforeAll(async () => {
  db = await emptyWorld();
  await buildPeers(db, peersReadBy(["peers.win peers.lot_bids"]));
});
afterAll(() => db.close());

const PARAMS: Params = { min_share: { type: "number", value: 0.2 }, words: { type: "list", value: ["a"] } };
const problems = (sql: string) => sqlProblems(db, sql, PARAMS);

const REFUSED: [what: string, sql: string, problem: RegExp][] = [
  ["a table of its own", "select 1 from main.secret", /reads main\.secret/],
  ["a table without a schema", "select 1 from contract", /reads contract/],
  ["a table of another database", "select 1 from other.canon.contract", /reads other\.canon\.contract/],
  ["a table of the engine under our name", "select 1 from canon.duckdb_settings", /reads canon\.duckdb_settings/],
  ["a table the canon does not have", "select 1 from canon.secret", /reads canon\.secret/],
  ["a file by name", "select 1 from 'secret.csv'", /reads secret\.csv/],
  ["a file by function", "select 1 from read_csv('secret.csv')", /table function read_csv/],
  ["a file inside a subquery", "select (select max(x) from read_text('/etc/hosts') as t(x))", /table function read_text/],
  ["a step that stands later", "with a as (select 1 from b), b as (select 1 as x) select 1 from a", /reads b/],
  ["an environment variable", "select getenv('HOME')", /function getenv/],
  ["a setting", "select current_setting('threads')", /function current_setting/],
  ["the clock as a word", "select current_date", /current_date tells something outside/],
  ["the clock in capitals", "select CURRENT_DATE", /CURRENT_DATE tells something outside/],
  ["who asks", "select current_role", /current_role tells something outside/],
  ["a function by its schema", "select main.getenv('HOME')", /function getenv/],
  ["an order of letters that another machine may not have", "select status collate nocase from canon.contract", /kind COLLATE/],
  ["what is in a table", "from (describe canon.contract)", /kind SHOW_REF/],
  ["a table summed up", "from (summarize canon.contract)", /kind SHOW_REF/],
  ["the catalogue of the engine", "select 1 from information_schema.tables", /reads information_schema\.tables/],
  ["a recursion", "with recursive a as (select 1 as x union all select x + 1 from a) select 1 from a", /kind RECURSIVE_CTE_NODE/],
  ["a query in a text", "select 1 from query('select 1')", /table function query/],
  ["a table named in a text", "select 1 from query_table('canon.contract')", /table function query_table/],
  ["the clock as a function", "select now()", /function now/],
  ["today in a filter", "select 1 from canon.contract where signed_on < today()", /function today/],
  ["the clock inside a lambda", "select list_transform([1], lambda x: x + epoch(now()))", /function (epoch|now)/],
  ["chance", "select random()", /function random/],
  ["a new identifier", "select uuid()", /function uuid/],
  ["a sample", "select contract_key from canon.contract using sample 10", /sample/],
  ["the physical order of rows", "select rowid from canon.contract", /rowid/],
  ["a sum of doubles", "select sum(weight) from peers.win", /sum over doubles/],
  ["a sum of doubles made on the way", "select sum(value_amount / 2) from canon.contract", /sum over doubles/],
  [
    "a sum of doubles from a step before",
    "with a as (select value_amount::double as x from canon.contract) select sum(x) from a",
    /sum over doubles/,
  ],
  ["a sum of doubles in a window", "select sum(weight) over (partition by buyer_key) from peers.win", /sum over doubles/],
  ["a sum of doubles in a filter", "select 1 from peers.win group by buyer_key having sum(weight) > 1", /sum over doubles/],
  ["a mean of doubles", "select avg(weight) from peers.win", /avg over doubles/],
  [
    "a sum whose type cannot be told",
    "select (select sum(w.amount + contract.value_amount) from peers.win as w) from canon.contract",
    /cannot be told/,
  ],
  [
    "a sum over a list without order",
    "select list_sum(l) from (select [1.5::double, weight] as l from peers.win)",
    /list_sum over doubles/,
  ],
  ["a spread", "select stddev_samp(value_amount) from canon.contract", /stddev_samp depends on the order/],
  ["a skewness", "select skewness(value_amount) from canon.contract", /skewness depends on the order/],
  ["a mode", "select mode(status) from canon.contract", /mode depends on the order/],
  ["a list without order", "select list(signed_on) from canon.contract", /list without a total order/],
  ["a list in an order with ties", "select list(signed_on order by status) from canon.contract", /list without a total order/],
  ["a text without order", "select string_agg(status, ', ') from canon.contract", /string_agg without a total order/],
  ["the first of them", "select first(status) from canon.contract", /first without a total order/],
  ["any of them", "select any_value(status) from canon.contract", /any_value without a total order/],
  ["the earliest, whichever it is", "select arg_min(status, signed_on) from canon.contract", /arg_min takes whichever/],
  ["the greatest, whichever it is", "select max_by(status, signed_on) from canon.contract", /max_by takes whichever/],
  ["a number for a row without order", "select row_number() over () from canon.contract", /row_number over a window without/],
  [
    "a number for a row among ties",
    "select row_number() over (order by signed_on) from canon.contract",
    /row_number over a window without/,
  ],
  [
    "the row before among ties",
    "select lag(status) over (partition by process_key order by signed_on) from canon.contract",
    /lag over a window without/,
  ],
  [
    "a running sum that cuts between ties",
    "select sum(value_amount) over (order by signed_on rows unbounded preceding) from canon.contract",
    /frame of rows/,
  ],
  ["one row of each", "select distinct on (process_key) contract_key from canon.contract", /distinct on/],
  ["the first ten", "select contract_key from canon.contract order by contract_key limit 10", /limit/],
  [
    "whichever row is nearest",
    "select 1 from canon.contract asof join canon.amendment on contract.signed_on >= amendment.agreed_on",
    /ASOF/,
  ],
  ["rows side by side as they come", "select 1 from canon.contract positional join canon.amendment", /POSITIONAL/],
  ["a threshold in a comparison", "select 1 from canon.contract where value_amount > 500000", /literal 500000/],
  ["a threshold with decimals", "select value_amount / 2 >= 0.2 from canon.contract", /literal 0\.2/],
  ["a threshold as a factor", "select final_amount > value_amount * 1.2 from canon.contract", /literal 1\.2/],
  ["a threshold in a range", "select value_amount between 450000 and $min_share from canon.contract", /literal 450000/],
  ["a threshold in a list", "select year(signed_on) in (2024, 2025) from canon.contract", /literal 2024/],
  ["a threshold in days", "select as_of() > ends_on + interval 30 days from canon.contract", /literal 30/],
  ["a law's day", "select signed_on >= date '2017-08-23' from canon.contract", /literal 2017-08-23/],
  ["a parameter by number", "select ?", /without a name/],
  ["a function nobody has looked at", "select hash(status) from canon.contract", /hash is not on the list/],
];

const ALLOWED: [what: string, sql: string][] = [
  ["a sum of money", "select sum(value_amount) from canon.contract"],
  [
    "a sum of counts",
    "with a as (select process_key, count(*) as n from canon.contract group by process_key) select sum(n), avg(n) from a",
  ],
  ["a sum of money in a window", "select sum(value_amount) over (partition by process_key) from canon.contract"],
  ["a sum of doubles in a fixed order", "select list_aggregate(list(weight order by weight), 'sum') from peers.win"],
  ["a quantile of doubles", "select quantile_cont(weight, 0.5), min(weight), max(weight) from peers.win"],
  ["a list in its own order", "select list(distinct status order by status), list_sort(list(distinct source_row)) from canon.contract"],
  ["a list by key", "select list(status order by contract_key) from canon.contract"],
  ["the earliest, with a key against ties", "select arg_min(status, (signed_on, contract_key)) from canon.contract"],
  ["a running count by key", "select row_number() over (order by signed_on, contract_key) from canon.contract"],
  ["a rank, where equals are equal", "select rank() over (order by signed_on) from canon.contract"],
  ["a running sum over a range of days", "select sum(value_amount) over (order by signed_on) from canon.contract"],
  [
    "whole partitions by rows",
    "select count(*) over (partition by status rows between unbounded preceding and unbounded following) from canon.contract",
  ],
  ["none and one", "select value_amount <= 0 or count(*) > 1 from canon.contract group by value_amount"],
  ["a parameter", "select value_amount >= $min_share and list_contains($words, status) from canon.contract"],
  ["a weekday", "select isodow(signed_on) < 6 and month(signed_on) = 9 from canon.contract"],
  ["the end of time", "select signed_on <= coalesce(ends_on, date '9999-12-31') from canon.contract"],
  ["a law table and the day of the run", "select amount from law.method_limit where from_on <= as_of()"],
  ["steps, unnesting and ranges", "with a as (select unnest([1, 2]) as x) select x, y from a, range(0, 1) as r(y), unnest([x]) as u(z)"],
];

describe("the gate stops", () => {
  test.each(REFUSED)("%s", async (_, sql, problem) => {
    expect((await problems(sql)).join("\n")).toMatch(problem);
  });
});

test.each([
  ["two selects", "select 1; select 2", /found 2 statements/],
  ["nothing", "-- select 1", /./],
  ["a table dropped after the select", "select 1; drop table canon.contract", /Only SELECT/],
  ["an attached file", "attach '/tmp/x.duckdb'", /Only SELECT/],
  ["a copy to a file", "copy canon.contract to '/tmp/x.csv'", /Only SELECT/],
  ["a pragma", "pragma database_list", /Only SELECT/],
  ["a setting", "set threads = 1", /Only SELECT/],
  ["a macro", "create macro f(x) as x", /Only SELECT/],
  ["a comment that does not end", "select 1 /* ", /unterminated/],
  ["a parenthesis that closes ours", "select 1) as method; drop table x; --", /syntax error/],
])("%s is no method at all", async (_, sql, why) => {
  await expect(problems(sql)).rejects.toThrow(why);
});

describe("the gate lets through", () => {
  test.each(ALLOWED)("%s", async (_, sql) => {
    expect(await problems(sql)).toEqual([]);
  });
});
