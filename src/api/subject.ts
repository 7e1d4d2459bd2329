// GET /v1/contracts/{id} and /v1/processes/{id}: everything known and judged about one subject.
import { z } from "zod";
import { explain } from "../app/explain.ts";
import type { Text } from "../text/text.ts";
import { Flag } from "./flags.ts";
import { type Operation, reading } from "./operation.ts";
import { OfRun } from "./parameter.ts";
import { Address, Count, Day, DISCLAIMER, RunId, Score, Status } from "./shape.ts";

const Fact = z.looseObject({ seen_in: Address.nullable() }).meta({ id: "Fact" });

const Answer = z
  .strictObject({
    indicator: z.string(),
    title: z.string(),
    family: z.string(),
    subject_kind: z.string(),
    status: Status,
    reason: z.string().nullable(),
    says_reason: z.string().nullable(),
    subjects: Count,
  })
  .meta({ id: "Answer" });

/** Facts, the answer of every indicator, flags with evidence, and history between the same two parties. */
export const Explanation = z
  .strictObject({
    subject_kind: z.enum(["contract", "process", "party"]),
    subject_id: z.string(),
    run_id: RunId,
    as_of: Day,
    disclaimer: z.string(),
    facts: z.record(z.string(), z.array(Fact)),
    score: Score.nullable(),
    flags: z.array(Flag.omit({ rank: true })),
    answers: z.array(Answer),
    history: z.array(z.looseObject({ contract_id: z.string() })),
  })
  .meta({ id: "Explanation" });

const subject = (kind: "contract" | "process", path: string, says: Text): Operation =>
  reading({
    name: `get${kind === "contract" ? "Contract" : "Process"}`,
    path,
    says,
    query: OfRun,
    answer: Explanation,
    problems: ["subject-unknown"],
    read: async (generation, { id, language }) => ({
      ...(await explain(generation, id, language, kind)),
      disclaimer: DISCLAIMER[language],
    }),
  });

export const contract = subject("contract", "/v1/contracts/{id}", {
  en: "Everything known and judged about one contract.",
  th: "ข้อมูลและผลการประเมินทั้งหมดของสัญญาหนึ่งฉบับ",
});

export const process = subject("process", "/v1/processes/{id}", {
  en: "Everything known and judged about one contracting process.",
  th: "ข้อมูลและผลการประเมินทั้งหมดของโครงการจัดซื้อจัดจ้างหนึ่งโครงการ",
});
