// What is on record of another country changes no answer.
import { beforeAll, expect, test } from "vitest";
import { requireCatalogue } from "../src/catalogue/load.ts";
import type { Db } from "../src/db.ts";
import { flaggedHere, gone, layAbroad } from "./abroad.ts";
import { type Case, judge } from "./cases.ts";
import { emptyWorld, inWorld, type World } from "./world.ts";

let db: Db;
beforeAll(async () => {
  db = await emptyWorld();
});

const flagged = requireCatalogue().flatMap((indicator) => {
  const it = indicator.sql === null ? undefined : flaggedHere(indicator);
  return it ? [[indicator.id, indicator, it] as const] : [];
});

test.each(flagged)("%s", async (_, indicator, { case: __, params = {}, as_of, expect: ___, says, ...world }: Case & { case: string }) => {
  const [alone, beside] = [false, true].map(
    (isBeside) => async () =>
      await inWorld(db, world as World, { sql: indicator.sql!, asOf: as_of, beside: isBeside ? layAbroad : undefined }, () =>
        judge(db, indicator, params),
      ),
  );
  expect(gone(await alone!(), await beside!())).toEqual([]);
});
