// GET /v1/flags
import { z } from "zod";
import { flagTable } from "../app/flag-table.ts";
import { listing } from "./list.ts";
import { Filtered } from "./parameter.ts";
import { Address, Amount, Count, orNull, PartyRef } from "./shape.ts";

/** A flag: what was asked, of what, what the data show, and where it was read. */
export const Flag = z
  .strictObject({
    rank: Count,
    flag_id: z.string(),
    indicator: z.string(),
    version: z.int(),
    title: z.string(),
    subject_kind: z.string(),
    subject_id: z.string(),
    value: z.number().nullable(),
    threshold: z.number().nullable(),
    level: z.enum(["low", "medium", "high"]),
    family: z.string(),
    maturity: z.string(),
    says: z.string(),
    evidence: z.record(z.string(), z.unknown()),
    seen_in: z.array(Address),
    process_id: z.string().nullable(),
    contract_id: z.string().nullable(),
    process_title: z.string().nullable(),
    buyer: orNull(PartyRef),
    supplier: orNull(PartyRef),
    amount: orNull(Amount),
    currency: z.string().nullable(),
    fiscal_year: z.int().nullable(),
  })
  .meta({ id: "Flag" });

export const flags = listing({
  name: "listFlags",
  path: "/v1/flags",
  says: { en: "Flags that pass the filters, worst first.", th: "ข้อสังเกตที่ตรงเงื่อนไข เรียงตามความสำคัญ" },
  query: Filtered,
  item: Flag,
  table: flagTable,
});
