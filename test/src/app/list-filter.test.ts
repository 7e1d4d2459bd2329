// A name that very many parties bear still asks of them, in every list.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Generation } from "../../../src/app/generation.ts";
import { listCondition } from "../../../src/app/list-filter.ts";
import { type Db, openDb } from "../../../src/db.ts";

let db: Db;
beforeAll(async () => {
  db = await openDb({ threads: 1 });
  await db.run(
    "attach ':memory:' as canon; create table canon.party as select i as party_key, 'P' || i as party_id, 'municipality ' || i as name from range(1500) as t(i)",
  );
  await db.run("insert into canon.party values (1500, 'Q', 'other')");
  await db.run("create schema run; create table run.party_sought as select party_key, party_id, lower(name) as sought from canon.party");
  await db.run("create table subject as select i as buyer_key from range(1501) as t(i)");
});
afterAll(() => db.close());

describe("a part of a name that more parties bear than are listed one by one", () => {
  it.each(["", "municipality"])("is sought among the parties where a list holds no names: %j", async (buyer) => {
    const named = { indicator: "", level: "", contract_status: "" };
    const { where, params } = await listCondition({ db } as Generation, { buyer }, named);
    const { n } = await db.one<{ n: number }>(`select count(*)::integer as n from subject where ${where}`, params);
    expect(n).toBe(buyer === "" ? 1501 : 1500);
  });
});

describe("an agency by its whole name", () => {
  let agencies: Db;
  beforeAll(async () => {
    agencies = await openDb({ threads: 1 });
    await agencies.run(`attach ':memory:' as canon; create table canon.party as select * from (values
      (1, 'A', 'Bangkok'), (2, 'B', 'Bangkok / Works'), (3, 'C', 'Irrigation / Office in Bangkok'), (4, 'D', 'Bangkok Bank')) as t(party_key, party_id, name)`);
    await agencies.run(
      "create schema run; create table run.party_sought as select party_key, party_id, lower(name) as sought from canon.party",
    );
    await agencies.run("create table subject as select party_key as buyer_key, party_key as supplier_key from canon.party");
  });
  afterAll(() => agencies.close());
  it.each([
    ["is it and its units, not others whose names hold the word", { buyer: "Bangkok" }, [1, 2]],
    ["and a part of it is sought in every name", { buyer: "Bangk" }, [1, 2, 3, 4]],
    ["while a supplier's name is sought in every name", { supplier: "Bangkok" }, [1, 2, 3, 4]],
    ["and an id is itself", { buyer: "C" }, [3]],
    ["in whatever case", { buyer: "bangkok" }, [1, 2]],
  ])("%s", async (_, filter, found) => {
    const { where, params } = await listCondition({ db: agencies } as Generation, filter, {
      indicator: "",
      level: "",
      contract_status: "",
    });
    expect(
      (await agencies.rows<{ buyer_key: number }>(`select buyer_key from subject where ${where} order by buyer_key`, params)).map(
        (it) => it.buyer_key,
      ),
    ).toEqual(found);
  });
});
