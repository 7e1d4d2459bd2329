// GET /v1/learned, and the blind control sample: what verdicts teach, as counts alone, and cases to look at without being told which are flagged.
import { z } from "zod";
import { decideControl, drawControl, learned as learn, waitingControls } from "../app/learning.ts";
import { operation } from "./operation.ts";
import { OfRun } from "./parameter.ts";
import { RUN_GONE } from "./problem.ts";
import { Count, RunId } from "./shape.ts";

const lang = OfRun.pick({ lang: true });
const bound = z.number().min(0).max(1).nullable();
/** k of n with its Wilson interval; no interval where n is 0. */
const Proportion = z.strictObject({ k: Count, n: Count, low: bound, high: bound }).meta({ id: "Proportion" });

const Learned = z
  .strictObject({
    run_id: RunId,
    precision: z.array(
      z.strictObject({
        indicator: z.string(),
        /** Of the method when it was decided; null when its run is gone. */
        version: z.int().nullable(),
        referred: Proportion,
        reasons: z.array(z.strictObject({ verdict: z.enum(["explained", "bad_data"]), reason: z.string(), flags: Count })),
      }),
    ),
    /** What was found in cases looked at blindly: among those without a flag, which is what is missed, and among flagged ones. */
    control: z.strictObject({ unflagged: Proportion, flagged: Proportion, waiting: Count }),
    /** Settings to consider; never applied by themselves. */
    suggestions: z.array(
      z.strictObject({
        indicator: z.string(),
        param: z.string(),
        now: z.number(),
        suggested: z.number(),
        before: Proportion,
        after: Proportion,
        kept: Proportion,
      }),
    ),
  })
  .meta({ id: "Learned" });

const json = { "Content-Type": "application/json", "Cache-Control": "no-store" };

export const learned = operation({
  name: "getLearned",
  path: "/v1/learned",
  says: {
    en: "What verdicts teach, in counts alone: precision of each indicator by version and reason, what is missed, settings to consider.",
    th: "สิ่งที่ได้จากผลการตรวจทาน เป็นจำนวนรวมเท่านั้น: ความแม่นยำของตัวชี้วัดแต่ละตัวตามรุ่นและเหตุผล สิ่งที่ตรวจไม่พบ และค่ากำหนดที่ควรพิจารณา",
  },
  query: lang,
  answer: Learned,
  problems: ["no-run", "too-slow", ...RUN_GONE],
  respond: async ({ c, house, casebook }) =>
    await house.with(
      async (generation) =>
        c.body(JSON.stringify({ run_id: generation.run_id, ...(await learn(house.workspace, generation, casebook)) }), 200, json),
      { seconds: 10 },
    ),
});

export const controls = operation({
  name: "listControls",
  path: "/v1/controls",
  says: {
    en: "Cases of the blind control sample that wait for a look; which of them are flagged is not told.",
    th: "รายการในกลุ่มตัวอย่างควบคุมที่รอตรวจทาน โดยไม่บอกว่ารายการใดมีข้อสังเกต",
  },
  query: lang,
  answer: z.strictObject({ items: z.array(z.strictObject({ run_id: RunId, subject_id: z.string() })) }).meta({ id: "Controls" }),
  problems: [],
  respond: async ({ c, casebook }) => c.body(JSON.stringify({ items: waitingControls(casebook) }), 200, json),
});

export const drawControls = operation({
  name: "drawControls",
  path: "/v1/controls",
  method: "post",
  says: {
    en: "Draw contracts for a blind look, half of them without a flag; the same seed draws the same.",
    th: "สุ่มสัญญาเพื่อตรวจทานโดยไม่บอกว่ามีข้อสังเกตหรือไม่ ครึ่งหนึ่งไม่มีข้อสังเกต ค่าเริ่มต้นเดียวกันได้รายการเดียวกัน",
  },
  query: lang,
  body: z.strictObject({ n: z.int().min(2).max(10_000), seed: z.int().min(0).max(4_294_967_295) }).meta({ id: "DrawRequest" }),
  status: 201,
  answer: z.strictObject({ run_id: RunId, subjects: z.array(z.string()) }).meta({ id: "DrawnControls" }),
  problems: ["nothing-to-draw", "no-run", "too-slow", ...RUN_GONE],
  respond: async ({ c, house, casebook, person, body }) =>
    await house.with(
      async (generation) => {
        const subjects = await drawControl(generation, casebook, body.n, body.seed, person.name);
        return c.body(JSON.stringify({ run_id: generation.run_id, subjects }), 201, json);
      },
      { seconds: 10 },
    ),
});

export const decideControls = operation({
  name: "decideControl",
  path: "/v1/controls/decide",
  method: "post",
  says: { en: "Write what was found in a drawn case, once.", th: "บันทึกผลการตรวจทานรายการที่สุ่มได้ หนึ่งครั้งต่อรายการ" },
  query: lang,
  body: z
    .strictObject({
      subject_id: z.string().max(300),
      verdict: z.enum(["refer", "explained", "bad_data"]),
      reason: z.string().min(1).max(5000),
    })
    .meta({ id: "ControlRequest" }),
  status: 201,
  answer: z.strictObject({ subject_id: z.string(), verdict: z.string() }).meta({ id: "DecidedControl" }),
  problems: ["control-unknown", "verdict-missing"],
  respond: async ({ c, casebook, person, body: { subject_id, verdict, reason } }) => {
    decideControl(casebook, subject_id, verdict, reason, person.name);
    return c.body(JSON.stringify({ subject_id, verdict }), 201, json);
  },
});
