// GET /v1/warnings
import { z } from "zod";
import { WARNED_KINDS, warningTable } from "../app/warning-table.ts";
import { listing } from "./list.ts";
import { Filtered } from "./parameter.ts";
import { Amount, Count, Day, orNull, PartyRef } from "./shape.ts";

const SEEN = {
  rank: Count,
  subject_id: z.string(),
  title: z.string().nullable(),
  amount: orNull(Amount),
  currency: z.string().nullable(),
  starts_on: orNull(Day),
  ends_on: orNull(Day),
  /** Below zero when the end has passed. */
  days_left: z.int().nullable(),
  elapsed_share: z.number().nullable(),
  spent_share: z.number().nullable(),
  progress_share: z.number().nullable(),
  paid_amount: orNull(Amount),
  slippage_days: z.int().nullable(),
  late_milestones: Count.nullable(),
  milestones: Count.nullable(),
  signals: z.array(z.string()),
  /** What the records lack for the rest. */
  lacking: z.array(z.string()),
};

const Contract = z
  .strictObject({
    ...SEEN,
    process_id: z.string(),
    buyer: orNull(PartyRef),
    supplier: orNull(PartyRef),
    first_ends_on: orNull(Day),
    extensions: Count,
    extension_days: z.int().nullable(),
    pending_extensions: Count,
    /** The middle, and the 80 % between, of how comparable finished contracts ended that had come as far; null under 10 of them. */
    end_low_on: orNull(Day),
    end_middle_on: orNull(Day),
    end_high_on: orNull(Day),
    cost_low_amount: orNull(Amount),
    cost_middle_amount: orNull(Amount),
    cost_high_amount: orNull(Amount),
    time_like: Count.nullable(),
    cost_like: Count.nullable(),
  })
  .meta({ id: "WarnedContract" });

const Project = z
  .strictObject({
    ...SEEN,
    status: z.string().nullable(),
    progress_on: orNull(Day),
    contracts: Count.nullable(),
    contracted_amount: orNull(Amount),
    last_ends_on: orNull(Day),
    warned_contracts: Count.nullable(),
  })
  .meta({ id: "WarnedProject" });

export const warnings = listing({
  name: "listWarnings",
  path: "/v1/warnings",
  says: {
    en: "Contracts or projects that still run: time against money and progress, slippage, silent delay, extensions, and how comparable contracts ended; most signs first.",
    th: "สัญญาหรือโครงการที่ยังดำเนินการอยู่: เวลาเทียบกับเงินและความก้าวหน้า ความล่าช้า การขยายเวลา และผลของสัญญาที่เทียบเคียงได้ เรียงตามจำนวนสัญญาณเตือน",
  },
  query: z.strictObject({ ...Filtered.omit({ indicator: true, level: true }).shape, kind: z.enum(WARNED_KINDS).optional() }),
  item: z.union([Contract, Project]),
  problems: ["filter-invalid"],
  table: (generation, { kind, ...filter }) => warningTable(generation, filter, kind),
});
