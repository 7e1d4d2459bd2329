// Due times under a fake clock, from 2026 to 2030, where clocks are changed and where they are not; and what becomes of times that were missed.
import { describe, expect, test } from "vitest";
import { afterMisfire, cronOf, dueBetween, nextTimes } from "../../../src/app/due.ts";

const ZONES = ["Asia/Bangkok", "Europe/Kyiv", "America/New_York", "Australia/Lord_Howe"];
const DAY = 86_400_000;

const dayIn = (zone: string) => {
  const format = new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
  return (time: Date) => format.format(time);
};

/** Days on which the offset of a zone changes. */
function changes(zone: string): Date[] {
  const offset = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" });
  const at = (time: number) => offset.formatToParts(new Date(time)).find(({ type }) => type === "timeZoneName")!.value;
  const found: Date[] = [];
  for (let time = Date.UTC(2026, 0, 1); time < Date.UTC(2031, 0, 1); time += DAY)
    if (at(time) !== at(time + DAY)) found.push(new Date(time));
  return found;
}

/** Looks at the clock every half hour, as a process does that may be asleep in between, and collects what has come due. */
function collected(cron: string, zone: string, from: Date, to: Date): Date[] {
  const all: Date[] = [];
  let laid = from;
  for (let now = from.getTime() + 1_800_000; now <= to.getTime(); now += 1_800_000) {
    const due = dueBetween(cron, zone, laid, new Date(now));
    all.push(...due);
    laid = new Date(now);
  }
  return all;
}

describe.each(ZONES)("%s", (zone) => {
  test("a daily time comes once on every day of five years", () => {
    const day = dayIn(zone);
    for (const cron of ["30 1 * * *", "15 2 * * *", "30 3 * * *", "0 0 * * *"]) {
      const [from, to] = [new Date("2026-01-01T12:00:00Z"), new Date("2030-12-31T12:00:00Z")];
      const days = dueBetween(cron, zone, from, to).map(day);
      expect(new Set(days).size).toBe(days.length);
      const expected: string[] = [];
      for (let time = Date.UTC(2026, 0, 2, 12); time <= Date.UTC(2030, 11, 30, 12); time += DAY) expected.push(day(new Date(time)));
      const missing = [...new Set(expected)].filter((one) => !days.includes(one));
      expect(missing).toEqual([]);
    }
  });

  test("around every change of the clock each quarter of the day comes exactly once a day, however often one looks", () => {
    const day = dayIn(zone);
    const around = changes(zone);
    expect(around.length).toBe(zone === "Asia/Bangkok" ? 0 : 10);
    for (const change of around.length ? around : [new Date("2027-03-28T00:00:00Z")]) {
      const [from, to] = [new Date(change.getTime() - 3 * DAY), new Date(change.getTime() + 3 * DAY)];
      const inside = [-1, 0, 1, 2].map((days) => day(new Date(change.getTime() + days * DAY)));
      for (let quarter = 0; quarter < 96; quarter++) {
        const cron = `${(quarter % 4) * 15} ${Math.floor(quarter / 4)} * * *`;
        const due = dueBetween(cron, zone, from, to);
        const days = due.map(day);
        expect(new Set(days).size, `${cron} ${change.toISOString()}`).toBe(days.length);
        expect(
          inside.filter((one) => !days.includes(one)),
          `${cron} ${change.toISOString()}`,
        ).toEqual([]);
      }
    }
  });

  test("looking again and again finds what looking once finds", () => {
    for (const change of changes(zone).slice(0, 2)) {
      const [from, to] = [new Date(change.getTime() - DAY), new Date(change.getTime() + 2 * DAY)];
      for (const cron of ["*/15 * * * *", "30 2 * * *", "0 * * * *"])
        expect(collected(cron, zone, from, to)).toEqual(dueBetween(cron, zone, from, to));
    }
  });

  test("every quarter of an hour comes once, in the order of time, also where the hour comes twice", () => {
    for (const change of changes(zone)) {
      const due = dueBetween("*/15 * * * *", zone, new Date(change.getTime() - DAY), new Date(change.getTime() + 2 * DAY));
      const gaps = due.slice(1).map((time, index) => time.getTime() - due[index]!.getTime());
      expect(new Set(gaps)).toEqual(new Set([900_000]));
    }
  });
});

describe("three days down", () => {
  const now = new Date("2026-11-26T03:00:00Z");
  const due = dueBetween("0 7 * * *", "Asia/Bangkok", new Date("2026-11-23T01:00:00Z"), now);

  test("three times were missed", () =>
    expect(due.map((it) => it.toISOString())).toEqual([
      "2026-11-24T00:00:00.000Z",
      "2026-11-25T00:00:00.000Z",
      "2026-11-26T00:00:00.000Z",
    ]));
  test("run once: the last", () =>
    expect(afterMisfire(due, now, "run_once", 24).map(({ skipped }) => skipped)).toEqual([true, true, false]));
  test("run once: none that is older than the window", () =>
    expect(afterMisfire(due, now, "run_once", 2).every(({ skipped }) => skipped)).toBe(true));
  test("run once: exactly as old as the window is done", () => expect(afterMisfire(due, now, "run_once", 3).at(-1)!.skipped).toBe(false));
  test("skip: none", () => expect(afterMisfire(due, now, "skip", 24).every(({ skipped }) => skipped)).toBe(true));
  test("skip: one that has just come is done", () =>
    expect(afterMisfire([now], new Date(now.getTime() + 30_000), "skip", 24)[0]!.skipped).toBe(false));
  test("catch up: all", () => expect(afterMisfire(due, now, "catch_up", 24).some(({ skipped }) => skipped)).toBe(false));
});

test("Bangkok's Monday is not that of UTC", () => {
  expect(nextTimes("0 6 * * 1", "Asia/Bangkok", new Date("2026-11-28T00:00:00Z"), 3).map((it) => it.toISOString())).toEqual([
    "2026-11-29T23:00:00.000Z",
    "2026-12-06T23:00:00.000Z",
    "2026-12-13T23:00:00.000Z",
  ]);
});

test.each([["61 * * * *"], ["* * *"], ["every day"], ["0 0 30 2 *"], ["* * * * * *"]])("%s is refused", (cron) => {
  expect(() => cronOf(cron, "Asia/Bangkok")).toThrow(expect.objectContaining({ code: "schedule-invalid" }));
});

test("an unknown zone is refused", () =>
  expect(() => cronOf("0 7 * * *", "Asia/Siam")).toThrow(expect.objectContaining({ code: "schedule-invalid" })));
