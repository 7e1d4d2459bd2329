// What a method says of a laid world, by the run's own statement.
import type { Indicator } from "../src/catalogue/indicator.ts";
import { type Db, type Params, written } from "../src/db.ts";
import { judgingSql } from "../src/run/run-indicator.ts";

/** The statement is the same in every world, and finding out its types costs as much as asking it. */
const known = new WeakMap<Indicator, string>();

/** Keeps the answers in the table `answered`, within the transaction. */
export async function answer(db: Db, indicator: Indicator, params: Params): Promise<void> {
  const sql = known.get(indicator) ?? (await judgingSql(db, indicator, params));
  known.set(indicator, sql);
  await db.run(`create temp table answered as ${written(sql, params)}`);
}
