// The timetable in the casebook: schedules, due times and deliveries, each changed in one transaction.
import { randomBytes } from "node:crypto";
import { append, sha256 } from "./audit.ts";
import type { Casebook } from "./casebook.ts";

export const MISFIRES = ["run_once", "skip", "catch_up"] as const;
export type Misfire = (typeof MISFIRES)[number];

export interface Schedule {
  schedule_id: string;
  name: string;
  task: string;
  cron: string;
  zone: string;
  misfire: Misfire;
  window_hours: number;
  muted_until: string | null;
  actor: string;
  at: string;
  laid_to: string;
}

export interface Slot {
  schedule_id: string;
  due_at: string;
  state: "due" | "running" | "done" | "failed" | "skipped" | "cancelled";
  attempts: number;
  pid: number | null;
  started_at: string | null;
  ended_at: string | null;
  late_seconds: number | null;
  outcome: string | null;
}

export interface Delivery {
  schedule_id: string;
  due_at: string;
  target: string;
  state: "due" | "sending" | "sent" | "failed" | "uncertain";
  attempts: number;
  next_at: string;
  sent_at: string | null;
  message: string;
  trouble: string | null;
}

const COLUMNS = "schedule_id, name, task, cron, zone, misfire, window_hours, muted_until, actor, at, laid_to";

/** Schedules in force, in the order in which they were made. */
export const schedules = (casebook: Casebook): Schedule[] =>
  casebook.all<Schedule>(`select ${COLUMNS} from schedule where removed_at is null order by at, schedule_id`);

export const scheduleOf = (casebook: Casebook, id: string): Schedule | undefined =>
  casebook.one<Schedule>(`select ${COLUMNS} from schedule where schedule_id = ? and removed_at is null`, id);

const log = (casebook: Casebook, action: string, actor: string, id: string, at: string, what: unknown): number =>
  append(casebook, { at, actor, action, object: id, before: sha256(""), after: sha256(JSON.stringify(what)) });

/** Writes down who had a due time done again or let go. */
export const logSlot = (casebook: Casebook, act: "retry" | "cancel", actor: string, id: string, dueAt: string, now: Date): number =>
  log(casebook, `schedule.${act}`, actor, id, now.toISOString(), dueAt);

/** Adds a schedule; nothing before this moment is ever due. */
export function addSchedule(
  casebook: Casebook,
  given: Omit<Schedule, "schedule_id" | "at" | "laid_to" | "muted_until">,
  now: Date,
): Schedule {
  const at = now.toISOString();
  const schedule: Schedule = { ...given, schedule_id: randomBytes(4).toString("hex"), muted_until: null, at, laid_to: at };
  const names = Object.keys(schedule);
  casebook.atomically(() => {
    casebook.run(
      `insert into schedule (${names.join(", ")}) values (${names.map(() => "?").join(", ")})`,
      ...(Object.values(schedule) as (string | number | null)[]),
    );
    log(casebook, "schedule.add", given.actor, schedule.schedule_id, at, schedule);
  });
  return schedule;
}

/** Takes a schedule out of force; what was done stays in the history. */
export function removeSchedule(casebook: Casebook, id: string, actor: string, now: Date): void {
  const at = now.toISOString();
  casebook.atomically(() => {
    casebook.run("update schedule set removed_at = ? where schedule_id = ? and removed_at is null", at, id);
    casebook.run("update slot set state = 'cancelled', ended_at = ? where schedule_id = ? and state = 'due'", at, id);
    log(casebook, "schedule.remove", actor, id, at, id);
  });
}

/** Sends nothing of a schedule before a moment; what it finds meanwhile is told never again. */
export function muteSchedule(casebook: Casebook, id: string, until: string | null, actor: string, now: Date): void {
  casebook.atomically(() => {
    casebook.run("update schedule set muted_until = ? where schedule_id = ?", until, id);
    log(casebook, "schedule.mute", actor, id, now.toISOString(), until);
  });
}

/** Writes down due times, each once, and how far they are written. A clock that goes back lays nothing again. */
export function layDue(casebook: Casebook, id: string, due: readonly { at: string; skipped: boolean }[], to: string): void {
  casebook.atomically(() => {
    for (const { at, skipped } of due)
      casebook.run(
        "insert or ignore into slot (schedule_id, due_at, state, attempts) values (?, ?, ?, 0)",
        id,
        at,
        skipped ? "skipped" : "due",
      );
    casebook.run("update schedule set laid_to = ? where schedule_id = ? and laid_to < ?", to, id, to);
  });
}

export const slotsIn = (casebook: Casebook, state: Slot["state"]): Slot[] =>
  casebook.all<Slot>("select * from slot where state = ? order by due_at, schedule_id", state);

/** The last due times, newest first. */
export const history = (casebook: Casebook, limit: number, id?: string): Slot[] =>
  casebook.all<Slot>(
    "select * from slot where ? is null or schedule_id = ? order by due_at desc, schedule_id limit ?",
    id ?? null,
    id ?? null,
    limit,
  );

export const slotOf = (casebook: Casebook, id: string, dueAt: string): Slot | undefined =>
  casebook.one<Slot>("select * from slot where schedule_id = ? and due_at = ?", id, dueAt);

/** The newest due time of a schedule up to a moment. */
export const lastSlot = (casebook: Casebook, id: string, upTo: string): Slot | undefined =>
  casebook.one<Slot>(
    "select * from slot where schedule_id = ? and due_at <= ? and state <> 'skipped' order by due_at desc limit 1",
    id,
    upTo,
  );

/** Changes a due time. */
export function keepSlot(
  casebook: Casebook,
  { schedule_id, due_at, ...change }: Pick<Slot, "schedule_id" | "due_at"> & Partial<Slot>,
): void {
  const names = Object.keys(change);
  casebook.run(
    `update slot set ${names.map((name) => `${name} = ?`).join(", ")} where schedule_id = ? and due_at = ?`,
    ...(Object.values(change) as (string | number | null)[]),
    schedule_id,
    due_at,
  );
}

/** Lays what is to be sent, once for each recipient. */
export function layDelivery(casebook: Casebook, it: Pick<Delivery, "schedule_id" | "due_at" | "target" | "message">, now: string): void {
  casebook.run(
    "insert or ignore into delivery (schedule_id, due_at, target, state, attempts, next_at, message) values (?, ?, ?, 'due', 0, ?, ?)",
    it.schedule_id,
    it.due_at,
    it.target,
    now,
    it.message,
  );
}

export const deliveriesDue = (casebook: Casebook, now: string): Delivery[] =>
  casebook.all<Delivery>("select * from delivery where state = 'due' and next_at <= ? order by due_at, target", now);

export const deliveries = (casebook: Casebook, id: string, dueAt: string): Delivery[] =>
  casebook.all<Delivery>("select * from delivery where schedule_id = ? and due_at = ? order by target", id, dueAt);

/** What was being sent when its sender ended: nobody knows whether it arrived, so it is not sent again by itself. */
export const leaveUncertain = (casebook: Casebook): void => casebook.run("update delivery set state = 'uncertain' where state = 'sending'");

export function keepDelivery(
  casebook: Casebook,
  { schedule_id, due_at, target, ...change }: Pick<Delivery, "schedule_id" | "due_at" | "target"> & Partial<Delivery>,
): void {
  const names = Object.keys(change);
  casebook.run(
    `update delivery set ${names.map((name) => `${name} = ?`).join(", ")} where schedule_id = ? and due_at = ? and target = ?`,
    ...(Object.values(change) as (string | number | null)[]),
    schedule_id,
    due_at,
    target,
  );
}

/** Somebody who gets mail of a schedule. */
export interface Recipient {
  token: string;
  schedule_id: string;
  target: string;
  left_at: string | null;
}

/** A recipient, written down the first time. */
export function recipientOf(casebook: Casebook, id: string, target: string): Recipient {
  casebook.run(
    "insert or ignore into recipient (token, schedule_id, target) values (?, ?, ?)",
    randomBytes(16).toString("hex"),
    id,
    target,
  );
  return casebook.one<Recipient>("select * from recipient where schedule_id = ? and target = ?", id, target)!;
}

export const recipientBy = (casebook: Casebook, token: string): Recipient | undefined =>
  casebook.one<Recipient>("select * from recipient where token = ?", token);

/** Takes a recipient out; whoever comes twice has left already. The log names the schedule, and the address as a hash. */
export function leave(casebook: Casebook, { token, schedule_id, target, left_at }: Recipient, now: Date): void {
  if (left_at !== null) return;
  const at = now.toISOString();
  casebook.atomically(() => {
    casebook.run("update recipient set left_at = ? where token = ? and left_at is null", at, token);
    casebook.run(
      "update delivery set state = 'failed', trouble = 'unsubscribed' where schedule_id = ? and target = ? and state = 'due'",
      schedule_id,
      target,
    );
    log(casebook, "schedule.unsubscribe", "recipient", schedule_id, at, target);
  });
}

/** What an alert told, and with which value. */
export const toldBy = (casebook: Casebook, id: string): Map<string, number | null> =>
  new Map(
    casebook
      .all<{ thing: string; value: number | null }>("select thing, value from told where schedule_id = ?", id)
      .map(({ thing, value }) => [thing, value]),
  );

/** Remembers what was told, and forgets what is over. */
export function keepTold(
  casebook: Casebook,
  id: string,
  things: readonly { thing: string; value: number | null }[],
  over: readonly string[],
  now: string,
): void {
  for (const thing of over) casebook.run("delete from told where schedule_id = ? and thing = ?", id, thing);
  for (const { thing, value } of things)
    casebook.run(
      "insert into told (schedule_id, thing, value, at) values (?, ?, ?, ?) on conflict (schedule_id, thing) do update set value = excluded.value, at = excluded.at",
      id,
      thing,
      value,
      now,
    );
}
