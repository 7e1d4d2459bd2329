// Troubles as RFC 9457 problem documents: a stable code, a status, a sentence in the reader's language, never a path or a stack.
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import { z } from "zod";
import { isRefusal, ReviewConflict } from "../app/review.ts";
import { type ExitName, UserError } from "../error.ts";
import type { Text } from "../text/text.ts";
import { languageOf } from "./language.ts";

/** Every trouble the API knows: its status and what it means. */
export const PROBLEMS = {
  "bad-parameter": { status: 400, title: { en: "A parameter is not as documented.", th: "พารามิเตอร์ไม่เป็นไปตามที่กำหนด" } },
  "filter-invalid": { status: 400, title: { en: "This list cannot be narrowed by that filter.", th: "รายการนี้ไม่มีเงื่อนไขที่ระบุ" } },
  "bad-cursor": { status: 400, title: { en: "The cursor does not belong to this request.", th: "ตัวชี้ตำแหน่งหน้าไม่ใช่ของคำขอนี้" } },
  "bad-body": { status: 400, title: { en: "The body is not as documented.", th: "เนื้อหาคำขอไม่เป็นไปตามที่กำหนด" } },
  "sign-in": { status: 401, title: { en: "A key or a log-in is needed.", th: "ต้องใช้คีย์หรือเข้าสู่ระบบ" } },
  "key-refused": {
    status: 401,
    title: { en: "The key is not known, has expired or was revoked.", th: "ไม่พบคีย์นี้ หรือคีย์หมดอายุหรือถูกยกเลิกแล้ว" },
  },
  forbidden: { status: 403, title: { en: "Your role or key does not allow this.", th: "บทบาทหรือคีย์ของท่านไม่มีสิทธิ์ดำเนินการนี้" } },
  "too-many-rows": {
    status: 403,
    title: {
      en: "The export has more rows than your role may take; narrow the filters.",
      th: "จำนวนแถวเกินที่บทบาทของท่านส่งออกได้ โปรดระบุเงื่อนไขให้แคบลง",
    },
  },
  "origin-refused": {
    status: 403,
    title: { en: "Another site may not change anything here.", th: "เว็บไซต์อื่นไม่สามารถแก้ไขข้อมูลที่นี่ได้" },
  },
  "not-found": { status: 404, title: { en: "There is nothing at this address.", th: "ไม่พบข้อมูลตามที่อยู่นี้" } },
  "subject-unknown": { status: 404, title: { en: "Nothing here has this id.", th: "ไม่พบรายการที่มีรหัสนี้" } },
  "indicator-unknown": { status: 404, title: { en: "There is no such indicator.", th: "ไม่มีตัวชี้วัดนี้" } },
  "flag-unknown": { status: 404, title: { en: "There is no such flag in the run in force.", th: "รอบการประเมินปัจจุบันไม่มีข้อสังเกตนี้" } },
  "act-unknown": { status: 404, title: { en: "There is no such act to take back.", th: "ไม่มีการดำเนินการนี้ให้ยกเลิก" } },
  "control-unknown": {
    status: 404,
    title: { en: "This case was not drawn, or was decided already.", th: "รายการนี้ไม่ได้ถูกสุ่ม หรือวินิจฉัยแล้ว" },
  },
  "nothing-to-draw": {
    status: 404,
    title: { en: "No contract was judged and found without a flag.", th: "ไม่มีสัญญาที่ประเมินแล้วและไม่มีข้อสังเกต" },
  },
  "verdict-missing": { status: 400, title: { en: "A verdict needs a reason.", th: "คำวินิจฉัยต้องมีเหตุผล" } },
  "job-unknown": { status: 404, title: { en: "There is no such job.", th: "ไม่มีงานนี้" } },
  "report-unknown": { status: 404, title: { en: "There is no such report.", th: "ไม่มีรายงานนี้" } },
  "run-unknown": { status: 404, title: { en: "There is no such run.", th: "ไม่มีรอบการประเมินนี้" } },
  "report-about": {
    status: 400,
    title: { en: "This report needs a filter that says what it is about.", th: "รายงานนี้ต้องระบุตัวกรองว่าเกี่ยวกับเรื่องใด" },
  },
  "method-not-allowed": { status: 405, title: { en: "This address does not take this method.", th: "ที่อยู่นี้ไม่รับวิธีการร้องขอนี้" } },
  "not-acceptable": {
    status: 406,
    title: { en: "None of the formats asked for can be given here.", th: "ไม่สามารถให้ข้อมูลในรูปแบบที่ร้องขอได้" },
  },
  "review-conflict": {
    status: 409,
    title: {
      en: "Somebody else worked on this meanwhile; what they left is in `theirs`.",
      th: "มีผู้อื่นดำเนินการในระหว่างนั้น ดูสิ่งที่บันทึกไว้ใน `theirs`",
    },
  },
  "request-under-way": {
    status: 409,
    title: { en: "The request with this Idempotency-Key is still being done.", th: "คำขอที่ใช้ Idempotency-Key นี้กำลังดำเนินการ" },
  },
  "run-gone": {
    status: 410,
    title: { en: "The run this list was read from is no longer here; start again.", th: "ไม่มีรอบการประเมินของรายการนี้แล้ว โปรดเริ่มใหม่" },
  },
  "canon-gone": {
    status: 410,
    title: { en: "The records this run judged are no longer here.", th: "ไม่มีข้อมูลที่ใช้ในรอบการประเมินนี้แล้ว" },
  },
  "made-by-another-version": {
    status: 410,
    title: {
      en: "Another version of jabta compiled the records of this run, and this one cannot read them; a new run compiles and judges them again.",
      th: "ข้อมูลของรอบการประเมินนี้ประมวลผลด้วยจับตารุ่นอื่นซึ่งรุ่นนี้อ่านไม่ได้ เริ่มรอบการประเมินใหม่เพื่อประมวลผลและประเมินอีกครั้ง",
    },
  },
  "body-too-large": { status: 413, title: { en: "The body is larger than may be sent here.", th: "เนื้อหาคำขอมีขนาดเกินกำหนด" } },
  "unsupported-media-type": {
    status: 415,
    title: { en: "This address does not take this kind of body.", th: "ที่อยู่นี้ไม่รับเนื้อหาประเภทนี้" },
  },
  "request-broken": { status: 400, title: { en: "This is not a request.", th: "ไม่ใช่คำขอที่อ่านได้" } },
  "request-timeout": { status: 408, title: { en: "The request was not sent in time.", th: "ส่งคำขอไม่ครบภายในเวลาที่กำหนด" } },
  "headers-too-large": {
    status: 431,
    title: { en: "The address or the headers are longer than is read here.", th: "ที่อยู่หรือส่วนหัวของคำขอยาวเกินกำหนด" },
  },
  "review-refused": {
    status: 422,
    title: { en: "The act cannot be done; `errors` says why.", th: "ดำเนินการไม่ได้ ดูเหตุผลใน `errors`" },
  },
  "request-key-reused": {
    status: 422,
    title: { en: "This Idempotency-Key was used for another request.", th: "Idempotency-Key นี้ใช้กับคำขออื่นแล้ว" },
  },
  "too-many-requests": {
    status: 429,
    title: { en: "Too many requests; wait as long as Retry-After says.", th: "มีคำขอมากเกินไป โปรดรอตามเวลาใน Retry-After" },
  },
  "too-busy": {
    status: 429,
    title: { en: "Too many long answers are under way; try again shortly.", th: "มีคำขอขนาดใหญ่จำนวนมาก โปรดลองใหม่ภายหลัง" },
  },
  "host-refused": {
    status: 421,
    title: { en: "This server does not answer to that host name.", th: "เครื่องให้บริการนี้ไม่ได้ใช้ชื่อที่ร้องขอ" },
  },
  internal: {
    status: 500,
    title: { en: "Something here is broken; it is not your request.", th: "ระบบขัดข้อง มิได้เกิดจากคำขอของท่าน" },
  },
  "no-run": { status: 503, title: { en: "Nothing has been judged yet.", th: "ยังไม่มีการประเมิน" } },
  "too-slow": {
    status: 503,
    title: {
      en: "The answer took too long and was stopped; narrow the filters.",
      th: "ใช้เวลานานเกินกำหนดจึงหยุดการค้นหา โปรดระบุเงื่อนไขให้แคบลง",
    },
  },
  unavailable: { status: 503, title: { en: "The store cannot answer at the moment.", th: "ฐานข้อมูลไม่พร้อมให้บริการในขณะนี้" } },
} as const satisfies Record<string, { status: number; title: Text }>;
export type ProblemCode = keyof typeof PROBLEMS;

/** Why a run that was there can no longer be read. */
export const RUN_GONE = ["canon-gone", "made-by-another-version"] as const satisfies readonly ProblemCode[];

export const ProblemShape = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    instance: z.string(),
    code: z.string(),
    errors: z.array(z.strictObject({ pointer: z.string(), parameter: z.string(), code: z.string(), detail: z.string() })).optional(),
    links: z.record(z.string(), z.string()).optional(),
    /** How flags stand that somebody else worked on meanwhile. */
    theirs: z.array(z.looseObject({ flag_id: z.string(), version: z.int(), actor: z.string() })).optional(),
  })
  .meta({ id: "Problem" });
type Extra = Pick<z.infer<typeof ProblemShape>, "detail" | "errors" | "links" | "theirs">;

/** Answers with a problem document. */
export function problem(c: Context, code: ProblemCode, extra: Extra = {}, headers: Record<string, string> = {}): Response {
  const { status, title } = PROBLEMS[code];
  const language = languageOf(c);
  const { detail, ...rest } = extra;
  const document: z.infer<typeof ProblemShape> = {
    type: `/docs#${code}`,
    title: title[language],
    status,
    ...(detail === undefined ? {} : { detail }),
    instance: `urn:request:${c.get("requestId") ?? "unknown"}`,
    code,
    ...rest,
  };
  const retry: Record<string, string> = status === 503 || status === 429 ? { "Retry-After": "5" } : {};
  return c.body(JSON.stringify(document), status, {
    "Content-Type": "application/problem+json",
    "Content-Language": language,
    "Cache-Control": "no-store",
    ...retry,
    ...headers,
  });
}

const isCode = (code: string): code is ProblemCode => code in PROBLEMS;

/** What troubles come to that the API has no code of its own for. */
const BY_EXIT: { readonly [Exit in ExitName]?: ProblemCode } = { usage: "bad-parameter", noInput: "not-found", unavailable: "unavailable" };

/** One line for whoever runs the server: where in the code, never what was asked or read, since a message of the engine may quote records. */
function logBug(c: Context, error: unknown): void {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  const kind = /^[A-Z]\w+ Error/.exec(message)?.[0] ?? name;
  const at =
    stack
      ?.split("\n")
      .filter((line) => line.startsWith("    at "))
      .slice(0, 5) ?? [];
  console.error(JSON.stringify({ level: "error", request: c.get("requestId"), kind, at: at.map((line) => line.trim()) }));
}

/** What went wrong as a problem document; where on this machine it went wrong is told to nobody. */
export function problemOf(c: Context, error: unknown): Response {
  if (error instanceof HTTPException) return problem(c, error.status === 404 ? "not-found" : "bad-parameter");
  if (error instanceof ReviewConflict) return problem(c, "review-conflict", { theirs: error.theirs.map((standing) => ({ ...standing })) });
  if (error instanceof UserError) {
    const detail = error.says[languageOf(c)];
    if (isRefusal(error.code) && !isCode(error.code))
      return problem(c, "review-refused", { detail, errors: [{ pointer: "", parameter: "", code: error.code, detail }] });
    const known = isCode(error.code) ? error.code : BY_EXIT[error.exit];
    if (known) return problem(c, known, { detail });
  }
  logBug(c, error);
  return problem(c, "internal");
}
