// The filters: the same words on the command line, in URLs and in the page.
import { z } from "zod";

const day = z.iso.date();
const DEGREES = String.raw`-?\d{1,3}(?:\.\d{1,6})?`;
/** Corners as GeoJSON has them: west, south, east, north. */
const bbox = z
  .string()
  .regex(new RegExp(`^${DEGREES}(,${DEGREES}){3}$`), "west,south,east,north in degrees, such as 100.50,13.70,100.52,13.72")
  .refine((text) => {
    const [west, south, east, north] = text.split(",").map(Number) as [number, number, number, number];
    return west < east && south < north && west >= -180 && east <= 180 && south >= -90 && north <= 90;
  }, "west before east and south before north, within 180 and 90 degrees");
const amount = z.string().regex(/^\d{1,16}(\.\d{1,2})?$/, "an amount such as 500000 or 500000.00");

export const Filter = z.strictObject({
  indicator: z
    .string()
    .regex(/^([a-z][a-z0-9_]*:)?[A-Z]\d{3}$/)
    .optional(),
  buyer: z.string().max(500).optional(),
  supplier: z.string().max(500).optional(),
  process: z.string().max(500).optional(),
  contract: z.string().max(500).optional(),
  project: z.string().max(500).optional(),
  year: z.coerce.number().int().min(1900).max(3000).optional(),
  province: z.string().max(100).optional(),
  bbox: bbox.optional(),
  method: z.enum(["open", "selective", "limited", "direct"]).optional(),
  category: z.enum(["goods", "services", "works"]).optional(),
  level: z.enum(["low", "medium", "high"]).optional(),
  contract_status: z.enum(["pending", "active", "terminated", "cancelled"]).optional(),
  min_amount: amount.optional(),
  max_amount: amount.optional(),
  from: day.optional(),
  to: day.optional(),
  q: z.string().max(200).optional(),
});
export type Filter = z.infer<typeof Filter>;

/** The processes of an infrastructure project whose id is bound to `p`. */
export const processesOf = (p: string): string =>
  `select linked.process_id from canon.project_process join canon.project using (project_key) join canon.process as linked using (process_key) where project_id = ${p}`;
