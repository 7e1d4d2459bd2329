// GET /v1/queue
import { z } from "zod";
import { QUEUE_KINDS, QUEUE_ORDERS, queueTable } from "../app/queue-table.ts";
import { listing } from "./list.ts";
import { Filtered } from "./parameter.ts";
import { Amount, Count, Day, orNull, PartyRef } from "./shape.ts";

const Share = z.number().min(0).max(1);

const ALL = {
  subject_id: z.string(),
  title: z.string().nullable(),
  score: z.number().nullable(),
  judged: Count,
  flagged: Count,
  no_data: Count,
  indicators: z.array(z.string()),
  amount: orNull(Amount),
  currency: z.string().nullable(),
  /** score × amount (in multiples of the median of its currency) × novelty × time left to act. */
  worth: z.number().nullable(),
  amount_times: z.number().nullable(),
  novelty: Share.nullable(),
  time_left: Share.nullable(),
  days_left: Count.nullable(),
};
const RANKED = { rank: Count, rank_low: Count, rank_high: Count };

const Contract = z
  .strictObject({
    ...ALL,
    ...RANKED,
    subject_kind: z.enum(["contract", "process"]),
    process_id: z.string(),
    phase: z.enum(["unsigned", "running", "ended", "unknown"]),
    method: z.string().nullable(),
    signed_on: orNull(Day),
    ends_on: orNull(Day),
    status: z.string().nullable(),
    buyer: orNull(PartyRef),
    supplier: orNull(PartyRef),
  })
  .meta({ id: "QueueItem" });

const Process = z
  .strictObject({
    ...ALL,
    ...RANKED,
    subject_kind: z.literal("process"),
    contracts: Count,
    method: z.string().nullable(),
    status: z.string().nullable(),
    buyer: orNull(PartyRef),
  })
  .meta({ id: "QueueProcess" });

const Family = z.strictObject({ family: z.string(), k: z.number(), n: Count, own: z.boolean().nullable() });

const Entity = z
  .strictObject({
    ...ALL,
    rank: Count.nullable(),
    rank_low: Count.nullable(),
    rank_high: Count.nullable(),
    subject_kind: z.enum(["buyer", "supplier", "project"]),
    party_kind: z.string().nullable(),
    share_low: Share.nullable(),
    share_high: Share.nullable(),
    shrunken_share: Share.nullable(),
    contracts: Count,
    families: z.array(Family),
    flagged_amount: orNull(Amount),
  })
  .meta({
    id: "QueueEntity",
    description:
      "flagged of judged contracts, with the interval of that share (Wilson, 95 %) and the share drawn towards others of its kind; ranked only from 10 judged contracts on.",
  });

export const queue = listing({
  name: "listQueue",
  path: "/v1/queue",
  says: {
    en: "Contracts (and processes without one), processes, buyers, suppliers or projects, in the order in which a review is worth most.",
    th: "สัญญา โครงการ หน่วยงาน คู่สัญญา หรือโครงการก่อสร้าง เรียงตามลำดับความคุ้มค่าของการตรวจทาน",
  },
  query: z.strictObject({ ...Filtered.shape, kind: z.enum(QUEUE_KINDS).optional(), order: z.enum(QUEUE_ORDERS).optional() }),
  item: z.union([Contract, Process, Entity]),
  problems: ["filter-invalid"],
  table: (generation, { kind, order, ...filter }) => queueTable(generation, filter, kind, order),
});
