// Shapes that several resources share: amounts, days, parties, addresses of facts, texts in both languages.
import { z } from "zod";
import type { Text as InBoth } from "../text/text.ts";

/** A named shape where there may be nothing. `nullable` would name the shape itself as one that may be null, everywhere. */
export const orNull = <Shape extends z.ZodType>(shape: Shape) => z.union([shape, z.null()]);

/** An amount of money, as text beside its currency: no program rounds it on the way. */
export const Amount = z
  .string()
  .regex(/^-?\d+\.\d{2}$/)
  .meta({ id: "Amount", examples: ["160600000.00"] });
export const Day = z.iso.date().meta({ id: "Day", examples: ["2025-03-31"] });
export const RunId = z.string().meta({ id: "RunId", examples: ["20250930T080000Z-1a2b3c4d"] });
export const Status = z.enum(["flagged", "clear", "not_applicable", "no_data"]).meta({ id: "Status" });
export const Count = z.int().min(0).max(2_147_483_647);

export const PartyRef = z.strictObject({ id: z.string(), name: z.string().nullable(), kind: z.string() }).meta({ id: "PartyRef" });

/** Where a fact was read: a file as received, its hash, and the line or JSON pointer. */
export const Address = z.strictObject({ file: z.string(), sha256: z.string(), place: z.string() }).meta({ id: "Address" });

export const Score = z
  .strictObject({
    score: z.number().nullable(),
    judged: Count,
    flagged: Count,
    no_data: Count,
    rank: Count,
    rank_low: Count,
    rank_high: Count,
    of: Count,
  })
  .meta({ id: "Score", description: "Never apart from what it was judged on." });

/** What stands beside every flag and score. */
export const DISCLAIMER: InBoth = {
  en: "A flag is a reason to look, not a verdict: it marks a risk and does not mean that anything wrong was done.",
  th: "ข้อสังเกตนี้เป็นเพียงการระบุความเสี่ยง มิได้หมายความว่ามีการกระทำผิดหรือการทุจริต",
};
