// GET /v1/coverage
import { z } from "zod";
import { coverage as read } from "../app/coverage.ts";
import { reading } from "./operation.ts";
import { OfRun } from "./parameter.ts";
import { Count, Day, RunId } from "./shape.ts";

const Coverage = z
  .strictObject({
    indicator: z.string(),
    title: z.string(),
    source: z.string(),
    flagged: Count,
    clear: Count,
    not_applicable: Count,
    no_data: Count,
    judged_share: z.number().min(0).max(1).nullable(),
    lacking: z.array(z.strictObject({ reason: z.string(), says: z.string(), subjects: Count })),
  })
  .meta({ id: "Coverage" });

export const coverage = reading({
  name: "getCoverage",
  path: "/v1/coverage",
  says: {
    en: "What could not be judged, by indicator and source, and which field would mend it.",
    th: "สิ่งที่ไม่สามารถประเมินได้ แยกตามตัวชี้วัดและแหล่งข้อมูล พร้อมข้อมูลที่ขาด",
  },
  query: OfRun,
  answer: z.strictObject({ run_id: RunId, as_of: Day, items: z.array(Coverage) }),
  read: async (generation, { language }) => ({
    run_id: generation.run_id,
    as_of: generation.manifest.as_of,
    items: await read(generation, language),
  }),
});
