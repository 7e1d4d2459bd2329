// The timetable at work: lays what has come due, does it once, sends what came of it once. One process at a time; what a dead one left is taken up.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Casebook } from "../casebook/casebook.ts";
import { keepProgress, type Progress } from "../casebook/job.ts";
import { tryLock } from "../casebook/lock.ts";
import {
  type Delivery,
  deliveriesDue,
  keepDelivery,
  keepSlot,
  keepTold,
  lastSlot,
  layDelivery,
  layDue,
  leaveUncertain,
  recipientOf,
  type Schedule,
  type Slot,
  scheduleOf,
  schedules,
  slotOf,
  slotsIn,
} from "../casebook/schedule.ts";
import { loadReport } from "../report/definition.ts";
import { type Language, showDay } from "../text/text.ts";
import type { Workspace } from "../workspace.ts";
import { digestOf, TRIGGER_WORDS } from "./alert.ts";
import { deliver, type Message, nothingAccepted, type Post } from "./deliver.ts";
import { afterMisfire, dueBetween } from "./due.ts";
import { openGeneration, readManifest } from "./generation.ts";
import { casebookOf } from "./review.ts";
import { callOf, Task } from "./task.ts";

/** What a call of the command line came to. */
export interface Called {
  exit: number;
  answer: unknown;
}

export interface Timekeeper {
  now: () => Date;
  /** Does one call; ended when the signal says so. */
  call: (args: readonly string[], signal: AbortSignal | undefined, came: (progress: Progress) => void) => Promise<Called>;
  post: Post;
  /** Where the page is reached, for links. */
  address: string;
  signal?: AbortSignal;
}

export interface Worked {
  /** False where another process is at the timetable. */
  held: boolean;
  laid: number;
  done: number;
  failed: number;
  skipped: number;
  sent: number;
}

const ATTEMPTS = 3;
/** Minutes until a delivery is tried again. */
const AGAIN = [1, 5, 30, 120, 480];

const seconds = (from: string, to: Date): number => Math.max(0, Math.round((to.getTime() - Date.parse(from)) / 1000));

/** What was running when its process ended is due again, a few times. */
function takeUp(casebook: Casebook, now: Date): void {
  for (const slot of slotsIn(casebook, "running"))
    keepSlot(
      casebook,
      slot.attempts >= ATTEMPTS
        ? { ...slot, state: "failed", ended_at: now.toISOString(), outcome: '{"trouble":"ended with its process"}' }
        : { ...slot, state: "due" },
    );
  leaveUncertain(casebook);
}

function lay(casebook: Casebook, now: Date): { laid: number; skipped: number } {
  const counts = { laid: 0, skipped: 0 };
  for (const it of schedules(casebook)) {
    const due = afterMisfire(dueBetween(it.cron, it.zone, new Date(it.laid_to), now), now, it.misfire, it.window_hours);
    if (due.length || it.laid_to < now.toISOString()) layDue(casebook, it.schedule_id, due, now.toISOString());
    counts.laid += due.filter(({ skipped }) => !skipped).length;
    counts.skipped += due.filter(({ skipped }) => skipped).length;
  }
  return counts;
}

/** Where the file of a due time is kept: the same whoever makes it, so that a file once made is not made again. */
export function madeFolder(workspace: Workspace, slot: Pick<Slot, "schedule_id" | "due_at">): string {
  const folder = workspace.path("reports", slot.schedule_id, slot.due_at.replaceAll(/[:.]/g, ""));
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** "late by" in words; nothing when on time. */
function lateWords(late: number, language: "en" | "th"): string {
  if (late < 300) return "";
  const hours = Math.floor(late / 3600);
  const minutes = Math.floor((late % 3600) / 60);
  return language === "th" ? `ล่าช้ากว่ากำหนด ${hours} ชั่วโมง ${minutes} นาที` : `late by ${hours} h ${minutes} min`;
}

interface ReportAnswer {
  path: string;
  sha256: string;
  run_id: string;
  content_hash: string;
  contracts: number;
  leads: number;
}

const linkOf = (keeper: Timekeeper, slot: Slot): string =>
  `${keeper.address}/reports/made/${slot.schedule_id}/${encodeURIComponent(slot.due_at)}`;

function reportMessage(
  workspace: Workspace,
  keeper: Timekeeper,
  task: Extract<Task, { kind: "report" }>,
  slot: Slot,
  it: ReportAnswer,
): Message {
  const { language } = task;
  const title = loadReport(task.report).title[language];
  const dataTo = showDay(readManifest(workspace, it.run_id).as_of, language);
  const late = lateWords(slot.late_seconds ?? 0, language);
  const words =
    language === "th"
      ? [`${title} ข้อมูลถึงวันที่ ${dataTo}`, `สัญญาในขอบเขต ${it.contracts} ประเด็น ${it.leads}`]
      : [`${title}, data to ${dataTo}`, `${it.contracts} contracts in scope, ${it.leads} leads`];
  return {
    language,
    subject: `${title} · ${dataTo}${late ? ` · ${late}` : ""}`,
    text: [...words, late, `run ${it.run_id}`, `content ${it.content_hash}`, `sha256 ${it.sha256}`].filter(Boolean).join("\n"),
    link: linkOf(keeper, slot),
    file: it.path,
    name: `${task.report}-${slot.due_at.slice(0, 10)}-${slot.schedule_id}.${task.format}`,
    sha256: it.sha256,
    attach: task.attach && task.status !== "internal",
    data: {
      report: task.report,
      run_id: it.run_id,
      content_hash: it.content_hash,
      leads: it.leads,
      due_at: slot.due_at,
      late_seconds: slot.late_seconds,
    },
  };
}

const plainMessage = (keeper: Timekeeper, slot: Slot, language: Language, subject: string, text: string): Message => ({
  language,
  subject,
  text,
  link: linkOf(keeper, slot),
  file: null,
  name: null,
  sha256: null,
  attach: false,
  data: { due_at: slot.due_at },
});

const isMail = (target: string): boolean => target.startsWith("mailto:");

/** Ends a due time and lays its deliveries, whole or not at all. */
function end(
  casebook: Casebook,
  slot: Slot,
  state: "done" | "failed",
  outcome: unknown,
  now: Date,
  send?: { to: readonly string[]; message: Message },
  told?: () => void,
): void {
  casebook.atomically(() => {
    keepSlot(casebook, {
      schedule_id: slot.schedule_id,
      due_at: slot.due_at,
      state,
      ended_at: now.toISOString(),
      outcome: JSON.stringify(outcome),
    });
    const to = send?.to ?? [];
    for (const target of to.filter((it) => !isMail(it) || recipientOf(casebook, slot.schedule_id, it).left_at === null))
      layDelivery(
        casebook,
        { schedule_id: slot.schedule_id, due_at: slot.due_at, target, message: JSON.stringify(send!.message) },
        now.toISOString(),
      );
    told?.();
  });
}

/** Tells what a view has that is new. */
async function tell(
  workspace: Workspace,
  casebook: Casebook,
  schedule: Schedule,
  slot: Slot,
  task: Extract<Task, { kind: "alert" }>,
  keeper: Timekeeper,
): Promise<void> {
  const generation = await openGeneration(workspace);
  try {
    const now = keeper.now();
    const { news, known, over, first } = await digestOf(workspace, generation, casebook, schedule, task, now);
    const { language } = task;
    const heading = TRIGGER_WORDS[task.trigger][language];
    const subject = `jabta · ${heading}: ${news.length} · ${showDay(generation.manifest.as_of, language)}`;
    const text = [
      subject,
      "",
      ...news.slice(0, 200).map(({ line }) => line[language]),
      ...(news.length > 200 ? [`… ${news.length - 200}`] : []),
    ].join("\n");
    end(
      casebook,
      slot,
      "done",
      { news: news.length, first, run_id: generation.run_id },
      now,
      news.length
        ? { to: task.to, message: { ...plainMessage(keeper, slot, language, subject, text), link: `${keeper.address}/queue` } }
        : undefined,
      () => keepTold(casebook, schedule.schedule_id, known, over, now.toISOString()),
    );
  } finally {
    generation.close();
  }
}

/** How often a person's wish to stop is looked for. */
const LOOK_MS = 1000;

export const slotWork = ({ schedule_id, due_at }: Pick<Slot, "schedule_id" | "due_at">): string => `${schedule_id} ${due_at}`;

/** Does one call, keeping how far it has come; undefined where a person stopped it meanwhile. */
async function watched(casebook: Casebook, slot: Slot, keeper: Timekeeper, args: readonly string[]): Promise<Called | undefined> {
  const stopping = new AbortController();
  const stopped = () => slotOf(casebook, slot.schedule_id, slot.due_at)?.state === "cancelled";
  const clock = setInterval(() => {
    if (stopped()) stopping.abort();
  }, LOOK_MS);
  try {
    const called = await keeper.call(args, AbortSignal.any([stopping.signal, ...(keeper.signal ? [keeper.signal] : [])]), (progress) =>
      keepProgress(casebook, slotWork(slot), progress),
    );
    return stopped() ? undefined : called;
  } finally {
    clearInterval(clock);
    keepProgress(casebook, slotWork(slot), null);
  }
}

async function work(workspace: Workspace, casebook: Casebook, schedule: Schedule, slot: Slot, keeper: Timekeeper): Promise<boolean> {
  const task = Task.parse(JSON.parse(schedule.task));
  if (task.kind === "alert") {
    await tell(workspace, casebook, schedule, slot, task, keeper);
    return true;
  }
  const out = task.kind === "report" ? join(madeFolder(workspace, slot), `${task.report}.${task.format}`) : undefined;
  const called = await watched(casebook, slot, keeper, ["--workspace", workspace.root, ...callOf(task, out)]);
  if (called === undefined) return false;
  // Exit code 3 is done, with records that were quarantined.
  const ok = called.exit === 0 || called.exit === 3;
  const now = keeper.now();
  if (!ok) {
    end(casebook, slot, "failed", { exit: called.exit, answer: called.answer }, now);
    return false;
  }
  if (task.kind !== "report") {
    // Its name is anybody's words and may name a person; its id is not.
    const subject = `jabta · ${task.kind} · ${schedule.schedule_id}`;
    end(casebook, slot, "done", { exit: called.exit }, now, { to: task.to, message: plainMessage(keeper, slot, "en", subject, subject) });
    return true;
  }
  const answer = called.answer as ReportAnswer;
  const empty = task.skip_empty && answer.leads === 0;
  end(
    casebook,
    slot,
    "done",
    { ...answer, empty },
    now,
    empty ? undefined : { to: task.to, message: reportMessage(workspace, keeper, task, slot, answer) },
  );
  return true;
}

/** Sends what is due. What may have been accepted is never sent again by itself. */
async function send(casebook: Casebook, keeper: Timekeeper): Promise<number> {
  let sent = 0;
  for (const delivery of deliveriesDue(casebook, keeper.now().toISOString())) {
    if (keeper.signal?.aborted) break;
    const attempts = delivery.attempts + 1;
    keepDelivery(casebook, { ...key(delivery), state: "sending", attempts });
    try {
      const { token } = isMail(delivery.target) ? recipientOf(casebook, delivery.schedule_id, delivery.target) : { token: undefined };
      const leave = token && `${keeper.address}/unsubscribe/${token}`;
      await deliver(delivery, JSON.parse(delivery.message) as Message, keeper.post, keeper.now(), leave);
      keepDelivery(casebook, { ...key(delivery), state: "sent", sent_at: keeper.now().toISOString(), trouble: null });
      sent++;
    } catch (error) {
      const minutes = AGAIN[attempts - 1];
      const again = minutes !== undefined && nothingAccepted(error);
      keepDelivery(casebook, {
        ...key(delivery),
        state: again ? "due" : nothingAccepted(error) ? "failed" : "uncertain",
        next_at: new Date(keeper.now().getTime() + (minutes ?? 0) * 60_000).toISOString(),
        trouble: (error as Error).message.slice(0, 500),
      });
    }
  }
  return sent;
}

const key = ({ schedule_id, due_at, target }: Delivery) => ({ schedule_id, due_at, target });

/** What must be done before this one is not done yet: it waits. What failed makes it fail. */
function waits(casebook: Casebook, after: string | undefined, slot: Slot): "go" | "wait" | "failed" {
  if (after === undefined || !scheduleOf(casebook, after)) return "go";
  const before = lastSlot(casebook, after, slot.due_at);
  if (!before || before.state === "done") return "go";
  return before.state === "due" || before.state === "running" ? "wait" : "failed";
}

/** Does everything that is due now. */
export async function runDue(workspace: Workspace, keeper: Timekeeper): Promise<Worked> {
  const none: Worked = { held: false, laid: 0, done: 0, failed: 0, skipped: 0, sent: 0 };
  const release = tryLock(workspace.path("timetable.lock"));
  if (!release) return none;
  const casebook = casebookOf(workspace);
  const worked = { ...none, held: true };
  try {
    takeUp(casebook, keeper.now());
    Object.assign(worked, lay(casebook, keeper.now()));
    for (let moved = true; moved; ) {
      moved = false;
      for (const slot of slotsIn(casebook, "due")) {
        if (keeper.signal?.aborted) break;
        const schedule = scheduleOf(casebook, slot.schedule_id);
        if (!schedule) continue;
        const go = waits(casebook, (JSON.parse(schedule.task) as { after?: string }).after, slot);
        if (go === "wait") continue;
        moved = true;
        const started = keeper.now();
        const running: Slot = {
          ...slot,
          state: "running",
          attempts: slot.attempts + 1,
          pid: process.pid,
          started_at: started.toISOString(),
          late_seconds: slot.late_seconds ?? seconds(slot.due_at, started),
        };
        keepSlot(casebook, running);
        if (go === "failed") {
          end(casebook, running, "failed", { trouble: "what it waits for failed" }, keeper.now());
          worked.failed++;
          continue;
        }
        const ok = await work(workspace, casebook, schedule, running, keeper).catch((error: unknown) => {
          end(casebook, running, "failed", { trouble: (error as Error).message.slice(0, 500) }, keeper.now());
          return false;
        });
        if (ok) worked.done++;
        else worked.failed++;
      }
    }
    worked.sent = await send(casebook, keeper);
    return worked;
  } finally {
    casebook.close();
    release();
  }
}
