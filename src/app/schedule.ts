// The verb `schedule`: what stands on the timetable, added, listed, removed, retried, cancelled, muted.

import type { Casebook } from "../casebook/casebook.ts";
import { type Progress, progressOf } from "../casebook/job.ts";
import {
  addSchedule,
  type Delivery,
  deliveries,
  history,
  keepDelivery,
  keepSlot,
  leave,
  logSlot,
  type Misfire,
  muteSchedule,
  recipientBy,
  removeSchedule,
  type Schedule,
  type Slot,
  scheduleOf,
  schedules,
  slotOf,
} from "../casebook/schedule.ts";
import { UserError } from "../error.ts";
import { loadReport } from "../report/definition.ts";
import { requireFilters, settingsOf } from "../report/request.ts";
import type { Workspace } from "../workspace.ts";
import { filterOfAlert } from "./alert.ts";
import { cronOf, nextTimes } from "./due.ts";
import { isAddress } from "./fetched.ts";
import { checkAddress } from "./outward.ts";
import { casebookOf } from "./review.ts";
import { Task } from "./task.ts";
import { slotWork } from "./timetable.ts";

export { MISFIRES, type Misfire } from "../casebook/schedule.ts";
export { DEFAULT_ZONE } from "./due.ts";
export { TRIGGERS } from "./task.ts";

export interface Listed extends Omit<Schedule, "task"> {
  task: Task;
  /** The next three times, in UTC. */
  next: string[];
  last: Slot | null;
}

export interface Past extends Omit<Slot, "outcome"> {
  name: string | null;
  /** The zone of its schedule; null where that was taken off. */
  zone: string | null;
  /** How far it has come, while it is under way. */
  progress: Progress | null;
  outcome: unknown;
  deliveries: Pick<Delivery, "target" | "state" | "attempts" | "sent_at" | "trouble">[];
}

const NEXT = 3;

function withCasebook<T>(workspace: Workspace, work: (casebook: ReturnType<typeof casebookOf>) => T): T {
  const casebook = casebookOf(workspace);
  try {
    return work(casebook);
  } finally {
    casebook.close();
  }
}

const listed = (schedule: Schedule, last: Slot | undefined, now: Date): Listed => ({
  ...schedule,
  task: Task.parse(JSON.parse(schedule.task)),
  next: nextThree(schedule.cron, schedule.zone, now),
  last: last ?? null,
});

const unknown = (id: string): UserError =>
  new UserError("schedule-unknown", {
    what: { en: `there is no schedule ${id}`, th: `ไม่มีกำหนดการ ${id}` },
    remedy: { en: "jabta schedule list", th: "ดูด้วยคำสั่ง jabta schedule list" },
    exit: "noInput",
  });

export interface NewSchedule {
  name: string;
  task: unknown;
  cron: string;
  zone: string;
  misfire: Misfire;
  window_hours: number;
  actor: string;
}

/** Adds a schedule whose task could be done today: its report, filters, settings, view and predecessor exist. */
export function planSchedule(workspace: Workspace, given: NewSchedule, now = new Date()): Listed {
  const parsed = Task.safeParse(given.task);
  if (!parsed.success)
    throw new UserError("schedule-invalid", {
      what: {
        en: parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "),
        th: `ค่าต่อไปนี้ใช้ไม่ได้: ${parsed.error.issues.map(({ path }) => path.join(".")).join(", ")}`,
      },
      remedy: { en: "see jabta schedule add --help", th: "ดู jabta schedule add --help" },
      exit: "usage",
    });
  const task = parsed.data;
  cronOf(given.cron, given.zone);
  if (task.kind === "import") for (const path of task.paths.filter(isAddress)) checkAddress(path, false);
  return withCasebook(workspace, (casebook) => {
    if (task.kind === "report") {
      const report = loadReport(task.report);
      requireFilters(report, task.filter);
      settingsOf(report, task.settings);
    }
    if (task.kind === "alert") filterOfAlert(casebook, task);
    if (task.after !== undefined && !scheduleOf(casebook, task.after)) throw unknown(task.after);
    return listed(addSchedule(casebook, { ...given, task: JSON.stringify(task) }, now), undefined, now);
  });
}

/** The next three times of an expression in a zone, in UTC. */
export const nextThree = (cron: string, zone: string, now = new Date()): string[] =>
  nextTimes(cron, zone, now, NEXT).map((time) => time.toISOString());

/** What stands on the timetable. */
export function listSchedules(workspace: Workspace, now = new Date()): Listed[] {
  return withCasebook(workspace, (casebook) => schedules(casebook).map((it) => listed(it, history(casebook, 1, it.schedule_id)[0], now)));
}

export function dropSchedule(workspace: Workspace, id: string, actor: string, now = new Date()): void {
  withCasebook(workspace, (casebook) => {
    if (!scheduleOf(casebook, id)) throw unknown(id);
    removeSchedule(casebook, id, actor, now);
  });
}

export function mute(workspace: Workspace, id: string, until: string | null, actor: string, now = new Date()): void {
  withCasebook(workspace, (casebook) => {
    if (!scheduleOf(casebook, id)) throw unknown(id);
    muteSchedule(casebook, id, until, actor, now);
  });
}

/** The address that a token in a mail stands for; undefined where there is none, or none any more. */
export function mailOf(casebook: Casebook, token: string): string | undefined {
  const recipient = recipientBy(casebook, token);
  return recipient?.left_at === null ? recipient.target : undefined;
}

/** Sends no more mail of a schedule to whom a token stands for. */
export function leaveMails(casebook: Casebook, token: string, now: Date): void {
  const recipient = recipientBy(casebook, token);
  if (recipient) leave(casebook, recipient, now);
}

/** What was due and what came of it, newest first. */
export function pastSlots(workspace: Workspace, limit: number, id?: string): Past[] {
  return withCasebook(workspace, (casebook) =>
    history(casebook, limit, id).map(({ outcome, ...slot }) => ({
      ...slot,
      name: scheduleOf(casebook, slot.schedule_id)?.name ?? null,
      zone: scheduleOf(casebook, slot.schedule_id)?.zone ?? null,
      progress: slot.state === "running" ? progressOf(casebook, slotWork(slot)) : null,
      outcome: outcome === null ? null : JSON.parse(outcome),
      deliveries: deliveries(casebook, slot.schedule_id, slot.due_at).map(({ target, state, attempts, sent_at, trouble }) => ({
        target,
        state,
        attempts,
        sent_at,
        trouble,
      })),
    })),
  );
}

function knownSlot(casebook: ReturnType<typeof casebookOf>, id: string, dueAt: string): Slot {
  const slot = slotOf(casebook, id, dueAt);
  if (!slot)
    throw new UserError("slot-unknown", {
      what: { en: `schedule ${id} was not due at ${dueAt}`, th: `กำหนดการ ${id} ไม่มีเวลา ${dueAt}` },
      exit: "noInput",
    });
  return slot;
}

/** Makes due again what failed, was let go or was cancelled, and what of it was not sent. What was sent is not sent again. */
export function retrySlot(workspace: Workspace, id: string, dueAt: string, actor: string, now = new Date()): void {
  withCasebook(workspace, (casebook) =>
    casebook.atomically(() => {
      const slot = knownSlot(casebook, id, dueAt);
      logSlot(casebook, "retry", actor, id, dueAt, now);
      if (slot.state !== "done" && slot.state !== "running")
        keepSlot(casebook, { schedule_id: id, due_at: dueAt, state: "due", attempts: 0 });
      for (const { target, state } of deliveries(casebook, id, dueAt))
        if (state === "failed" || state === "uncertain" || state === "due")
          keepDelivery(casebook, { schedule_id: id, due_at: dueAt, target, state: "due", attempts: 0, next_at: now.toISOString() });
    }),
  );
}

/** The file that a due time made, as its outcome names it; undefined where there is none. */
export function madeFile(workspace: Workspace, id: string, dueAt: string): string | undefined {
  return withCasebook(workspace, (casebook) => {
    const { outcome } = slotOf(casebook, id, dueAt) ?? { outcome: null };
    return outcome === null ? undefined : (JSON.parse(outcome) as { path?: string }).path;
  });
}

/** Lets go what is due, or stops what is under way: whoever does it looks every second whether it is still wanted. */
export function cancelSlot(workspace: Workspace, id: string, dueAt: string, actor: string, now = new Date()): void {
  withCasebook(workspace, (casebook) => {
    const { state } = knownSlot(casebook, id, dueAt);
    if (state !== "due" && state !== "running")
      throw new UserError("slot-over", {
        what: { en: "it is over: there is nothing to cancel", th: "รายการนี้สิ้นสุดแล้ว ไม่มีสิ่งที่จะยกเลิก" },
        exit: "usage",
      });
    casebook.atomically(() => {
      keepSlot(casebook, { schedule_id: id, due_at: dueAt, state: "cancelled", ended_at: now.toISOString() });
      logSlot(casebook, "cancel", actor, id, dueAt, now);
    });
  });
}
