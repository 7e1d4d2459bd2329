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
  await db.run("create table subject as select i as buyer_key from range(1501) as t(i)");
});
afterAll(() => db.close());

describe("a part of a name that more parties bear than are listed one by one", () => {
  it.each(["", "municipality"])("is sought among the parties where a list holds no names: %j", async (buyer) => {
    const named = { indicator: "", level: "", contract_status: "", texts: [] };
    const { where, params } = await listCondition({ db } as Generation, { buyer }, named);
    const { n } = await db.one<{ n: number }>(`select count(*)::integer as n from subject where ${where}`, params);
    expect(n).toBe(buyer === "" ? 1501 : 1500);
  });
});
