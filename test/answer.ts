// What a method says of a laid world, once, for the statements of a run to read: planning it costs most of a small world's time.
import type { Indicator } from "../src/catalogue/indicator.ts";
import type { Db, Params } from "../src/db.ts";
import { type Judging, judgingSql } from "../src/run/run-indicator.ts";

/** Texts and types of a method are the same in every world. */
const known = new WeakMap<Indicator, Judging>();

/** Keeps the answers in the table `answer`, within the transaction, and gives the run's own statements over it. */
export async function answer(db: Db, indicator: Indicator, params: Params): Promise<Judging> {
  await db.run(`create temp table answer as ${indicator.sql}`, params);
  const judging = known.get(indicator) ?? (await judgingSql(db, indicator, {}, "from answer"));
  known.set(indicator, judging);
  return judging;
}
