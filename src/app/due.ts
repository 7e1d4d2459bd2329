// When a schedule is due: its cron expression in its zone, and what becomes of times that were missed.
import { Cron } from "croner";
import type { Misfire } from "../casebook/schedule.ts";
import { UserError } from "../error.ts";

export const DEFAULT_ZONE = "Asia/Bangkok";

/** A time this late is still on time: the clock is looked at every half minute. */
const ON_TIME_MS = 120_000;
/** Times that are laid at once; a schedule of every minute that was down for a year is not a reason to fill the disk. */
const MOST = 10_000;

/** Reads an expression of five fields in a zone, or says what is wrong with it. */
export function cronOf(cron: string, zone: string): Cron {
  const trouble = (en: string, th: string) =>
    new UserError("schedule-invalid", {
      what: { en, th },
      remedy: {
        en: 'such as --cron "0 7 * * 1" --zone Asia/Bangkok: Mondays at seven',
        th: 'เช่น --cron "0 7 * * 1" --zone Asia/Bangkok คือทุกวันจันทร์เวลาเจ็ดนาฬิกา',
      },
      exit: "usage",
    });
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
  } catch {
    throw trouble(`there is no time zone ${zone}`, `ไม่มีเขตเวลา ${zone}`);
  }
  try {
    const parsed = new Cron(cron, { timezone: zone, paused: true, mode: "5-part" });
    if (parsed.nextRun(new Date("2026-01-01T00:00:00Z")) === null) throw new Error("it is never due");
    return parsed;
  } catch (error) {
    throw trouble(`the expression "${cron}" cannot be read: ${(error as Error).message}`, `อ่านนิพจน์เวลา "${cron}" ไม่ได้`);
  }
}

/** The next times after a moment. */
export function nextTimes(cron: string, zone: string, after: Date, count: number): Date[] {
  return cronOf(cron, zone).nextRuns(count, after);
}

/** Due times after one moment, up to and with another. */
export function dueBetween(cron: string, zone: string, after: Date, upTo: Date): Date[] {
  const expression = cronOf(cron, zone);
  const found: Date[] = [];
  let last = after;
  while (found.length < MOST) {
    const next = expression.nextRun(last);
    if (next === null || next > upTo) break;
    // A time that does not move on would be found for ever.
    if (next <= last) break;
    found.push(next);
    last = next;
  }
  return found;
}

/** Which of the times that have come are done, and which are let go. */
export function afterMisfire(due: readonly Date[], now: Date, misfire: Misfire, windowHours: number): { at: string; skipped: boolean }[] {
  return due.map((time, index) => {
    const late = now.getTime() - time.getTime();
    const isLast = index === due.length - 1;
    const skipped = misfire === "catch_up" ? false : misfire === "skip" ? late > ON_TIME_MS : !isLast || late > windowHours * 3_600_000;
    return { at: time.toISOString(), skipped };
  });
}
