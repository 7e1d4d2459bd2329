// Claims of correction: what somebody says is right about themselves. No record is rewritten.
import { randomUUID } from "node:crypto";
import { append, sha256 } from "./audit.ts";
import type { Casebook } from "./casebook.ts";
import { refuse } from "./refusal.ts";

export interface Correction {
  correction_id: string;
  subject_id: string;
  field: string;
  said: string;
  reason: string;
  asked_by: string;
  actor: string;
  at: string;
}

/** What was asked to be corrected about somebody, the newest first. */
export const corrections = (casebook: Casebook, ids: readonly string[]): Correction[] =>
  casebook.all<Correction>(
    "select * from correction where subject_id in (select value from json_each(?)) order by at desc, correction_id",
    JSON.stringify(ids),
  );

/** Writes down what was asked. */
export function addCorrection(casebook: Casebook, asked: Omit<Correction, "correction_id" | "at">, now: Date = new Date()): Correction {
  for (const text of [asked.field, asked.said, asked.reason, asked.asked_by]) if (!text.trim()) refuse("reason-missing");
  if (`${asked.field}${asked.said}${asked.reason}${asked.asked_by}`.length > 4000) refuse("reason-too-long");
  const made: Correction = { ...asked, correction_id: randomUUID(), at: now.toISOString() };
  const names = Object.keys(made);
  casebook.atomically(() => {
    casebook.run(`insert into correction (${names.join(", ")}) values (${names.map(() => "?").join(", ")})`, ...Object.values(made));
    append(casebook, {
      at: made.at,
      actor: made.actor,
      action: "subject.correct",
      object: made.subject_id,
      before: sha256(""),
      after: sha256(JSON.stringify(made)),
    });
  });
  return made;
}
