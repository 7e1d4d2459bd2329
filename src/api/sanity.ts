// GET /v1/sanity
import { z } from "zod";
import { sanity as panel, WARNINGS } from "../app/sanity.ts";
import { reading } from "./operation.ts";
import { OfRun } from "./parameter.ts";
import { Count, Day, RunId } from "./shape.ts";

const Share = z.number().min(0).max(1).nullable();
const Moved = z.strictObject({ value: z.number(), flagged: Count, judged: Count }).nullable();

const Sanity = z
  .strictObject({
    indicator: z.string(),
    title: z.string(),
    version: z.int(),
    subjects: Count,
    flagged: Count,
    clear: Count,
    no_data: Count,
    not_applicable: Count,
    share: Share,
    share_low: Share,
    share_high: Share,
    no_data_share: Share,
    before: z.strictObject({ flagged: Count, judged: Count, share: Share }).nullable(),
    drift: z.number().nullable(),
    worst: z.array(z.strictObject({ reason: z.string(), says: z.string(), subjects: Count })),
    warnings: z.array(z.enum(Object.keys(WARNINGS) as (keyof typeof WARNINGS)[])),
    /** Null until `jabta sanity --sensitivity` has judged again. */
    sensitivity: z
      .array(z.strictObject({ param: z.string(), value: z.number(), flagged: Count, judged: Count, lower: Moved, higher: Moved }))
      .nullable(),
  })
  .meta({ id: "Sanity" });

export const sanity = reading({
  name: "getSanity",
  path: "/v1/sanity",
  says: {
    en: "Whether what the run found can be right: shares, drift since the run before, worst fields, and what the settings decide.",
    th: "ผลของรอบการประเมินน่าเชื่อถือเพียงใด: สัดส่วน การเปลี่ยนแปลงจากรอบก่อน ข้อมูลที่ขาด และผลของค่ากำหนด",
  },
  query: OfRun,
  answer: z.strictObject({ run_id: RunId, as_of: Day, before: RunId.nullable(), indicators: z.array(Sanity) }),
  read: async (generation, { house, language }) => await panel(house.workspace, generation, language),
});
