// The shape of indicator.yaml: what an indicator claims, for whom it asks, and what it must be able to say.
import { z } from "zod";
import { Text } from "../text/text.ts";

const Param = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("integer"), default: z.int(), means: Text }),
  z.strictObject({ type: z.literal("number"), default: z.number(), means: Text }),
  z.strictObject({ type: z.literal("list"), default: z.array(z.string()), means: Text }),
]);

/** What is judged. The composite kinds are defined by the table of the same name in src/peers. */
export const SUBJECT_KINDS = [
  "process",
  "lot",
  "bid",
  "award",
  "contract",
  "party",
  "buyer",
  "supplier",
  "project",
  "buyer_year",
  "buyer_class",
  "buyer_supplier",
  "buyer_supplier_year",
  "buyer_supplier_class",
  "bidder_pair",
  "lot_pair",
  "market_year",
  "province_market_year",
  "supplier_market_year",
] as const;

/** One fact counts once: flags of one family add to a score as one. */
export const FAMILIES = [
  "single_bidders",
  "cost_overruns",
  "time_extensions",
  "repeat_winners",
  "method",
  "timing",
  "price",
  "collusion",
  "disclosure",
  "parties",
  "quality",
] as const;

const word = z.string().regex(/^[a-z][a-z0-9_]*$/, "lower-case words joined by _");

/** An explanation a fair reviewer rules out first; a verdict of `explained` points at its id. */
const Innocent = Text.extend({ id: word });

export const IndicatorSpec = z.strictObject({
  id: z
    .string()
    .regex(/^([RXCDQ]\d{3}|[a-z][a-z0-9_]*:[A-Z]\d{3})$/, "an OCP code (R018), one of ours (D304), or one of your own (mine:X901)"),
  version: z.int().min(1),
  maturity: z.enum(["described", "draft", "trial", "stable", "retired"]),
  stage: z.enum(["planning", "tender", "award", "contract", "implementation", "any"]),
  subject: z.enum(SUBJECT_KINDS),
  family: z.enum(FAMILIES),
  /** What must be judged in one piece: splitting the canon along this must not change a result. */
  together: z.enum(["subject", "process", "buyer", "supplier", "buyer_supplier", "market", "all"]),
  level: z.enum(["low", "medium", "high"]),
  title: Text,
  asks: Text,
  says: Text,
  why: Text,
  innocent: z.array(Innocent).min(1, "at least one innocent explanation"),
  /** How a reader checks a flag by hand. */
  checks: z.array(Text).min(1, "at least one check a reader can do"),
  /** Columns of the canon without which there is no answer; the first that is missing is the reason. */
  requires: z.array(z.string().regex(/^[a-z_]+\.[a-z_]+$/)).default([]),
  params: z.record(z.string().regex(/^(min|max|limit)_[a-z_]+$|^[a-z_]+s$/, "min_…, max_…, limit_… or a plural"), Param).default({}),
  basis: z.array(z.strictObject({ country: z.string().length(2), law: Text, verified: z.boolean() })).default([]),
  maps_to: z
    .array(z.strictObject({ system: z.string(), name: z.string(), match: z.enum(["exact", "narrower", "broader", "related"]) }))
    .default([]),
  /** For `described`: what would have to be published or supplied to compute it. */
  needs: Text.optional(),
  references: z.array(z.strictObject({ title: z.string(), url: z.url() })).min(1),
  differs: Text.optional(),
  /** The share of those judged that may be flagged where nothing is amiss, and why; where it is left out, no more than a profile means by rare. */
  ordinary: z.strictObject({ max_share: z.number().positive().max(1), because: Text }).optional(),
  /** Whether a Thai reader of the trade has gone over the Thai texts. */
  thai: z.union([z.literal("unread"), z.strictObject({ read: z.iso.date(), by: z.string() })]),
  /** What each version after the first changed in results, oldest first. */
  history: z.array(z.strictObject({ version: z.int().min(2), on: z.iso.date(), results: Text })).default([]),
  formerly: z.array(z.string()).default([]),
  retired: z.strictObject({ on: z.iso.date(), because: Text }).optional(),
});
export type IndicatorSpec = z.infer<typeof IndicatorSpec>;

/** Whether a code is of somebody's own folder: `mine:X901`, never `R018`. */
export const isOwn = (code: string): boolean => code.includes(":");

export interface Indicator extends IndicatorSpec {
  /** Absolute path of the indicator's folder. */
  readonly folder: string;
  /** The method: one select, as written in indicator.sql; null for a described one. */
  readonly sql: string | null;
}
