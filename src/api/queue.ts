// GET /v1/queue
import { z } from "zod";
import { queueTable } from "../app/queue-table.ts";
import { listing } from "./list.ts";
import { Filtered } from "./parameter.ts";
import { Amount, Count, Day, PartyRef } from "./shape.ts";

const QueueItem = z
  .strictObject({
    subject_kind: z.enum(["contract", "process"]),
    subject_id: z.string(),
    process_id: z.string(),
    title: z.string().nullable(),
    score: z.number().nullable(),
    judged: Count,
    flagged: Count,
    no_data: Count,
    rank: Count,
    rank_low: Count,
    rank_high: Count,
    amount: Amount.nullable(),
    currency: z.string().nullable(),
    method: z.string().nullable(),
    signed_on: Day.nullable(),
    ends_on: Day.nullable(),
    status: z.string().nullable(),
    buyer: PartyRef.nullable(),
    supplier: PartyRef.nullable(),
    indicators: z.array(z.string()),
  })
  .meta({ id: "QueueItem" });

export const queue = listing({
  name: "listQueue",
  path: "/v1/queue",
  says: {
    en: "Contracts, and processes without one, in the order in which a review is worth most.",
    th: "สัญญาและโครงการที่ยังไม่มีสัญญา เรียงตามลำดับความคุ้มค่าของการตรวจทาน",
  },
  query: Filtered,
  item: QueueItem,
  table: queueTable,
});
