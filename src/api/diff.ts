// GET /v1/diff: flags that two runs show differently, and why.
import { z } from "zod";
import { tellDiff } from "../app/diff.ts";
import { runBefore } from "../app/generation.ts";
import { CAUSES } from "../app/rule-change.ts";
import { UserError } from "../error.ts";
import { answer } from "./answer.ts";
import { operation } from "./operation.ts";
import { OfRun, Paged } from "./parameter.ts";
import { RUN_GONE } from "./problem.ts";
import { Address, Count, Day, DISCLAIMER, orNull, RunId } from "./shape.ts";

const Compared = z.strictObject({ run_id: RunId, as_of: Day, result_hash: z.string() });

const Side = z
  .strictObject({
    value: z.number().nullable(),
    threshold: z.number().nullable(),
    evidence: z.record(z.string(), z.unknown()),
    says: z.string(),
  })
  .meta({ id: "FlagSide" });

const Fact = z
  .strictObject({
    /** Whose fact it is; none of the three where it is everybody's, such as a rate of exchange. */
    process_id: z.string().nullable(),
    project_id: z.string().nullable(),
    party_id: z.string().nullable(),
    table: z.string(),
    id: z.string().nullable(),
    /** Null where a whole record stands in one of the runs only. */
    field: z.string().nullable(),
    old: z.string().nullable(),
    new: z.string().nullable(),
    old_seen_in: orNull(Address),
    new_seen_in: orNull(Address),
  })
  .meta({ id: "FactChange" });

const Causes = z.enum(CAUSES).meta({ id: "Cause" });

const Changed = z
  .strictObject({
    flag_id: z.string(),
    indicator: z.string(),
    title: z.string(),
    subject_kind: z.string(),
    subject_id: z.string(),
    change: z.enum(["added", "removed", "changed"]),
    causes: z.array(Causes),
    old: orNull(Side),
    new: orNull(Side),
    facts: z.array(Fact),
    /** How many there are; those listed may be fewer. */
    facts_count: Count,
  })
  .meta({ id: "FlagChange" });

const Pair = z.strictObject({ old: z.union([z.string(), z.number()]), new: z.union([z.string(), z.number()]) });

const Rule = z
  .strictObject({
    indicator: z.string(),
    scope: z.enum(["before", "after"]).nullable(),
    version: orNull(Pair),
    sql_hash: orNull(Pair),
    settings: z.array(z.strictObject({ name: z.string(), old: z.unknown(), new: z.unknown() })),
    law: z.boolean(),
    day: z.boolean(),
  })
  .meta({ id: "RuleChange" });

const numbers = <Name extends string>(names: readonly Name[]) =>
  z.strictObject(Object.fromEntries(names.map((name) => [name, Count])) as Record<Name, typeof Count>);

/** Seconds that a reader is kept waiting; two runs that are not laid beside each other by then are there when asked for again. */
const PATIENCE = 10;

export const diff = operation({
  name: "getDiff",
  path: "/v1/diff",
  says: {
    en: "Flags that a run added, took away or shows differently beside an earlier one, each with its causes: data, method, setting, law, day, peers. Counts are of all, whatever the limit.",
    th: "ข้อสังเกตที่เพิ่ม หายไป หรือเปลี่ยนจากรอบก่อน พร้อมสาเหตุ: ข้อมูล วิธีการ ค่ากำหนด กฎหมาย วันที่ หรือกลุ่มเปรียบเทียบ จำนวนรวมนับทั้งหมดไม่ว่าจะแสดงกี่รายการ",
  },
  query: z.strictObject({ ...OfRun.shape, before: OfRun.shape.run, limit: Paged.shape.limit }),
  answer: z.strictObject({
    disclaimer: z.string(),
    before: Compared,
    after: Compared,
    counts: numbers(["added", "removed", "changed", "same"]),
    causes: numbers(CAUSES),
    indicators: z.array(z.strictObject({ indicator: z.string(), added: Count, removed: Count, changed: Count })),
    rules: z.array(Rule),
    listed: Count,
    flags: z.array(Changed),
  }),
  problems: ["run-unknown", ...RUN_GONE, "no-run", "too-slow", "too-busy"],
  async respond({ c, house, cache, texts, language, query: { run, before, limit = 50 } }) {
    const runId = run ?? house.current();
    return await answer(c, cache, { runId, texts, language, format: "json" }, "application/json", async () => {
      const earlier = before ?? runBefore(house.workspace, runId);
      if (!earlier)
        throw new UserError("run-unknown", {
          what: { en: "this is the only run: there is none before it", th: "มีรอบการประเมินนี้เพียงรอบเดียว ไม่มีรอบก่อนหน้า" },
          exit: "noInput",
        });
      const told = await house.between(earlier, runId, (comparison) => tellDiff(comparison, language, limit), { seconds: PATIENCE });
      return { body: JSON.stringify({ disclaimer: DISCLAIMER[language], ...told }) };
    });
  },
});
