// GET /v1/indicators and /v1/indicators/{code}: the catalogue, with what the run made of it.
import { z } from "zod";
import type { Generation } from "../app/generation.ts";
import { type Indicator, IndicatorSpec } from "../catalogue/indicator.ts";
import { UserError } from "../error.ts";
import { reading } from "./operation.ts";
import { OfRun } from "./parameter.ts";
import { Count, RunId } from "./shape.ts";

const Spec = z
  .strictObject({
    ...IndicatorSpec.shape,
    /** The method: one SQL select; null while it is only described. */
    sql: z.string().nullable(),
    /** What the run found; null when it did not judge this indicator. */
    outcome: z.strictObject({ version: z.int(), flagged: Count, clear: Count, not_applicable: Count, no_data: Count }).nullable(),
  })
  .meta({ id: "Indicator" });

function shown(generation: Generation, { folder: _, ...indicator }: Indicator) {
  const found = generation.manifest.results.find((it) => it.indicator === indicator.id);
  if (!found) return { ...indicator, outcome: null };
  const { version, flagged, clear, not_applicable, no_data } = found;
  return { ...indicator, outcome: { version, flagged, clear, not_applicable, no_data } };
}

export const indicators = reading({
  name: "listIndicators",
  path: "/v1/indicators",
  says: { en: "The catalogue of indicators, in both languages.", th: "ทะเบียนตัวชี้วัดทั้งหมด สองภาษา" },
  query: OfRun,
  answer: z.strictObject({ run_id: RunId, items: z.array(Spec) }),
  read: async (generation) => ({
    run_id: generation.run_id,
    items: [...generation.indicators.values()].map((it) => shown(generation, it)),
  }),
});

export const indicator = reading({
  name: "getIndicator",
  path: "/v1/indicators/{code}",
  says: {
    en: "One indicator whole: what it asks, how, and how to check it.",
    th: "ตัวชี้วัดหนึ่งตัวโดยครบถ้วน ทั้งคำถาม วิธีคำนวณ และวิธีตรวจสอบ",
  },
  query: OfRun,
  answer: Spec,
  problems: ["indicator-unknown"],
  read: async (generation, { id }) => {
    const known = generation.indicators.get(id);
    if (!known) throw new UserError("indicator-unknown", { what: "there is no such indicator", exit: "noInput" });
    return shown(generation, known);
  },
});
