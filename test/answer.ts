// What a method says of a laid world, once, for the statements of a run to read: planning it costs most of a small world's time.
import type { Indicator } from "../src/catalogue/indicator.ts";
import type { Db, Params } from "../src/db.ts";
import { type Judging, judgingSql, methodOf } from "../src/run/run-indicator.ts";

/** Texts and types of a method are the same in every world. */
const known = new WeakMap<Indicator, Judging & { method: string }>();

/** Keeps the answers in the table `answer`, within the transaction, and gives the run's own statements over it. */
export async function answer(db: Db, indicator: Indicator, params: Params): Promise<Pick<Judging, "codes" | "flags">> {
  const { method, codes, flags } = known.get(indicator) ?? {
    method: await methodOf(db, indicator, params),
    ...(await judgingSql(db, indicator, params)),
  };
  known.set(indicator, { method, codes, flags, fences: null });
  await db.run(`create temp table answer as ${method}`, params);
  const read = (statement: string) => statement.replace(`(${method}\n)`, () => "answer");
  return { codes: read(codes), flags: read(flags) };
}
