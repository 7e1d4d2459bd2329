// GET /v1/contracts/{id}, /v1/processes/{id} and /v1/projects/{id}: everything known and judged about one subject; and the list of projects.
import { z } from "zod";
import { explain } from "../app/explain.ts";
import { projectTable } from "../app/project-table.ts";
import type { Text } from "../text/text.ts";
import { Flag } from "./flags.ts";
import { listing } from "./list.ts";
import { type Operation, reading } from "./operation.ts";
import { OfRun, Paged } from "./parameter.ts";
import { Address, Amount, Count, Day, DISCLAIMER, orNull, PartyRef, RunId, Score, Status } from "./shape.ts";

const Fact = z.looseObject({ seen_in: orNull(Address) }).meta({ id: "Fact" });

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
    subject_kind: z.enum(["contract", "process", "project", "party"]),
    subject_id: z.string(),
    run_id: RunId,
    as_of: Day,
    disclaimer: z.string(),
    facts: z.record(z.string(), z.array(Fact)),
    score: orNull(Score),
    flags: z.array(Flag.omit({ rank: true })),
    answers: z.array(Answer),
    history: z.array(z.looseObject({ contract_id: z.string() })),
  })
  .meta({ id: "Explanation" });

const NAMES = { contract: "getContract", process: "getProcess", project: "getProject" } as const;

const subject = (kind: keyof typeof NAMES, path: string, says: Text): Operation =>
  reading({
    name: NAMES[kind],
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

export const project = subject("project", "/v1/projects/{id}", {
  en: "Everything known and judged about one infrastructure project: budget, contracts, payments, progress, and what was and was not disclosed.",
  th: "ข้อมูลและผลการประเมินทั้งหมดของโครงการโครงสร้างพื้นฐานหนึ่งโครงการ: งบประมาณ สัญญา การเบิกจ่าย ความก้าวหน้า และรายการที่เปิดเผยหรือไม่เปิดเผย",
});

const Project = z
  .strictObject({
    rank: Count,
    id: z.string(),
    title: z.string().nullable(),
    status: z.string().nullable(),
    sector: z.string().nullable(),
    region: z.string().nullable(),
    public_authority: orNull(PartyRef),
    budget_amount: orNull(Amount),
    currency: z.string().nullable(),
    contracts: Count,
    contracts_amount: orNull(Amount),
    contracts_currency: z.string().nullable(),
    paid_amount: orNull(Amount),
    final_amount: orNull(Amount),
    final_currency: z.string().nullable(),
    completed_on: orNull(Day),
    due: Count,
    disclosed: Count,
    flags: Count,
    quality_flags: Count,
  })
  .meta({ id: "Project" });

export const projects = listing({
  name: "listProjects",
  path: "/v1/projects",
  says: {
    en: "Infrastructure projects: budget, contracts, payments and final value side by side, and how many of CoST's items due were disclosed.",
    th: "โครงการโครงสร้างพื้นฐาน: งบประมาณ สัญญา การเบิกจ่าย และมูลค่าเมื่อแล้วเสร็จ พร้อมจำนวนรายการตามมาตรฐาน CoST ที่ถึงกำหนดและเปิดเผยแล้ว",
  },
  query: z.strictObject({ q: z.string().max(200).optional(), ...Paged.shape }),
  item: Project,
  table: (generation, filter) => projectTable(generation, filter),
});
