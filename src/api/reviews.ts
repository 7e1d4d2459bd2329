// POST /v1/reviews, POST /v1/reviews/undo and GET /v1/reviews/{flag}: the verbs of review, bound to what the reviewer saw.
import { z } from "zod";
import { type Event, historyOf, reviewFlags, type Standing, seenFlags, standings, stands, undo } from "../app/review.ts";
import { UserError } from "../error.ts";
import { operation } from "./operation.ts";
import { OfRun } from "./parameter.ts";
import { RUN_GONE } from "./problem.ts";
import { Count } from "./shape.ts";

const lang = OfRun.pick({ lang: true });
const State = z.enum(["new", "claimed", "waiting", "decided", "reopened"]);
const Verdict = z.enum(["refer", "explained", "bad_data"]);
const FlagId = z.string().regex(/^[0-9a-f]{16}$/);

const Act = z
  .strictObject({
    act: z.string(),
    at: z.string(),
    actor: z.string(),
    verb: z.string(),
    verdict: Verdict.nullable(),
    explanation: z.string().nullable(),
    field: z.string().nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: "Act" });

const Review = z
  .strictObject({
    flag_id: z.string(),
    evidence_hash: z.string(),
    version: Count,
    state: State,
    /** Whether it was decided on other evidence than there is now. */
    on_older_facts: z.boolean(),
    holder: z.string().nullable(),
    verdict: Verdict.nullable(),
    explanation: z.string().nullable(),
    field: z.string().nullable(),
    reason: z.string().nullable(),
    history: z.array(Act),
  })
  .meta({ id: "Review" });

const shownAct = ({ act, at, actor, verb, verdict, explanation, field, reason }: Event): z.infer<typeof Act> => ({
  act,
  at,
  actor,
  verb,
  verdict,
  explanation,
  field,
  reason,
});

function shown(flag_id: string, evidence_hash: string, standing: Standing | undefined, history: readonly Event[]): z.infer<typeof Review> {
  const { state, older } = stands(standing, evidence_hash);
  return {
    flag_id,
    evidence_hash,
    version: standing?.version ?? 0,
    state,
    on_older_facts: older,
    holder: standing?.holder ?? null,
    verdict: standing?.verdict ?? null,
    explanation: standing?.explanation ?? null,
    field: standing?.field ?? null,
    reason: standing?.reason ?? null,
    history: history.filter((event) => event.flag_id === flag_id).map(shownAct),
  };
}

const json = { "Content-Type": "application/json", "Cache-Control": "no-store" };

export const reviewOf = operation({
  name: "getReview",
  path: "/v1/reviews/{id}",
  says: {
    en: "How one flag stands in review: what to send back with the next act, and everything done so far.",
    th: "สถานะการตรวจทานของข้อสังเกตหนึ่งรายการ ค่าที่ต้องส่งกลับเมื่อดำเนินการ และประวัติทั้งหมด",
  },
  query: lang,
  answer: Review,
  problems: ["flag-unknown", "no-run", "too-slow", ...RUN_GONE],
  respond: async ({ c, house, casebook, id }) =>
    await house.with(
      async (generation) => {
        const seen = (await seenFlags(generation, [id])).get(id);
        if (!seen) throw new UserError("flag-unknown", { what: { en: "there is no such flag", th: "ไม่มีข้อสังเกตนี้" }, exit: "noInput" });
        const found = shown(id, seen.evidence_hash, standings(casebook, [id]).get(id), historyOf(casebook, [id]));
        return c.body(JSON.stringify(found), 200, json);
      },
      { seconds: 10 },
    ),
});

export const review = operation({
  name: "review",
  path: "/v1/reviews",
  method: "post",
  says: {
    en: "Claim, release, note, ask, decide or reopen: one act on up to 200 flags, all of them or none. Each flag goes with the evidence_hash and version that were seen.",
    th: "รับเรื่อง คืนเรื่อง บันทึก ขอข้อมูล วินิจฉัย หรือเปิดตรวจทานใหม่ ครั้งละไม่เกิน 200 ข้อสังเกต สำเร็จทั้งหมดหรือไม่สำเร็จเลย โดยส่ง evidence_hash และ version ที่เห็นมาด้วย",
  },
  query: lang,
  body: z
    .strictObject({
      verb: z.enum(["claim", "assign", "release", "note", "ask", "decide", "reopen"]),
      verdict: Verdict.optional(),
      explanation: z.string().max(64).optional(),
      field: z.string().max(100).optional(),
      reason: z.string().max(5000).optional(),
      /** To whom it is assigned. */
      to: z.string().max(40).optional(),
      flags: z
        .array(z.strictObject({ flag_id: FlagId, evidence_hash: z.string().max(64), version: Count }))
        .min(1)
        .max(200),
    })
    .meta({ id: "ReviewRequest" }),
  status: 201,
  answer: z.strictObject({ act: z.string(), reviews: z.array(Review) }).meta({ id: "Reviewed" }),
  problems: ["flag-unknown", "review-conflict", "review-refused", "no-run", "too-slow", ...RUN_GONE],
  respond: async ({ c, house, casebook, person, body }) =>
    await house.with(
      async (generation) => {
        const { to, ...act } = body;
        const events = await reviewFlags(generation, casebook, {
          ...act,
          ...(act.verb === "assign" ? { explanation: to } : {}),
          actor: person.name,
        });
        const ids = body.flags.map(({ flag_id }) => flag_id);
        const [kept, history] = [standings(casebook, ids), historyOf(casebook, ids)];
        const reviews = events.map(({ flag_id, evidence_hash }) => shown(flag_id, evidence_hash, kept.get(flag_id), history));
        return c.body(JSON.stringify({ act: events[0]!.act, reviews }), 201, json);
      },
      { seconds: 10 },
    ),
});

export const undoReview = operation({
  name: "undoReview",
  path: "/v1/reviews/undo",
  method: "post",
  says: { en: "Take back an act of one's own within ten minutes.", th: "ยกเลิกการดำเนินการของตนภายในสิบนาที" },
  query: lang,
  body: z.strictObject({ act: z.string().regex(/^[0-9a-f-]{36}$/) }).meta({ id: "UndoRequest" }),
  status: 201,
  answer: z.strictObject({ act: z.string(), undone: z.array(z.string()) }).meta({ id: "Undone" }),
  problems: ["act-unknown", "review-conflict", "review-refused"],
  async respond({ c, casebook, person, body }) {
    const events = undo(casebook, body.act, person.name);
    return c.body(JSON.stringify({ act: events[0]!.act, undone: events.map(({ flag_id }) => flag_id) }), 201, json);
  },
});
