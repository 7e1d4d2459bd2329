// Blind control: cases drawn without telling which of them are flagged, and what people found in them.
import { UserError } from "../error.ts";
import { append, sha256 } from "./audit.ts";
import type { Casebook } from "./casebook.ts";
import { VERDICTS, type Verdict } from "./standing.ts";

export interface Drawn {
  run_id: string;
  subject_id: string;
  position: number;
  is_flagged: number;
  drawn_at: string;
  drawn_by: string;
  verdict: Verdict | null;
  reason: string | null;
  decided_at: string | null;
  decided_by: string | null;
}

export const controls = (casebook: Casebook): Drawn[] => casebook.all<Drawn>("select * from control order by drawn_at, run_id, position");

/** Keeps a list that was drawn; cases drawn before stay as they are. */
export function keepDrawn(
  casebook: Casebook,
  runId: string,
  subjects: readonly { subject_id: string; is_flagged: boolean }[],
  actor: string,
  now: Date = new Date(),
): void {
  const at = now.toISOString();
  casebook.atomically(() => {
    for (const [position, { subject_id, is_flagged }] of subjects.entries())
      casebook.run(
        "insert or ignore into control (run_id, subject_id, position, is_flagged, drawn_at, drawn_by) values (?, ?, ?, ?, ?, ?)",
        runId,
        subject_id,
        position + 1,
        is_flagged ? 1 : 0,
        at,
        actor,
      );
    const ids = subjects.map(({ subject_id }) => subject_id).join("\n");
    append(casebook, { at, actor, action: "control.draw", object: runId, before: sha256(""), after: sha256(ids) });
  });
}

/** Writes what somebody found in a drawn case, once. */
export function decideControl(
  casebook: Casebook,
  subjectId: string,
  verdict: string,
  reason: string,
  actor: string,
  now: Date = new Date(),
): void {
  const at = now.toISOString();
  if (!VERDICTS.includes(verdict as Verdict) || !reason.trim())
    throw new UserError("verdict-missing", {
      what: { en: `a verdict is one of ${VERDICTS.join(", ")}, with a reason`, th: `คำวินิจฉัยต้องเป็น ${VERDICTS.join(", ")} พร้อมเหตุผล` },
      exit: "usage",
    });
  casebook.atomically(() => {
    const drawn = casebook.one<Drawn>(
      "select * from control where subject_id = ? and verdict is null order by drawn_at limit 1",
      subjectId,
    );
    if (!drawn)
      throw new UserError("control-unknown", {
        what: { en: `${subjectId} was not drawn, or is decided already`, th: `ไม่ได้สุ่ม ${subjectId} หรือวินิจฉัยแล้ว` },
        remedy: { en: "jabta control list shows what waits", th: "ดูรายการที่รอด้วยคำสั่ง jabta control list" },
        exit: "noInput",
      });
    casebook.run(
      "update control set verdict = ?, reason = ?, decided_at = ?, decided_by = ? where run_id = ? and subject_id = ?",
      verdict,
      reason.trim(),
      at,
      actor,
      drawn.run_id,
      subjectId,
    );
    append(casebook, {
      at,
      actor,
      action: "control.decide",
      object: subjectId,
      before: sha256(""),
      after: sha256(`${verdict}\n${reason.trim()}`),
    });
  });
}
