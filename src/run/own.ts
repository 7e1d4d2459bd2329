// Indicators of one's own, judged in a process of their own: nothing they do reaches this one, and it is ended when it takes too much.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Indicator } from "../catalogue/indicator.ts";
import type { Params } from "../db.ts";
import { UserError } from "../error.ts";
import { packaged } from "../package-root.ts";

/** How much one's own indicators may take. */
export interface Limits {
  /** Wall-clock seconds for each indicator. */
  seconds: number;
  /** Mebibytes for the whole process; half of them are the engine's budget. */
  memory: number;
}

export const LIMITS: Limits = { seconds: 60, memory: 2048 };

/** What the process is told, as JSON on its standard input. */
export interface Task {
  canonPath: string;
  /** The database file it writes: a table of answers for each indicator. */
  path: string;
  /** Folder for sorts and joins that do not fit. */
  spill: string;
  asOf: string;
  memory: number;
  indicators: { indicator: Indicator & { sql: string }; params: Params }[];
}

/** What the process tells, one JSON document a line. */
export type Report =
  | { ready: true }
  | { code: string; seconds: number }
  | { code: string; refused: readonly string[] }
  | { code: string; failed: string };

/** Bytes that the process may tell: a few lines for each indicator. */
const MOST_TOLD = 1_000_000;

/** Judges every own indicator into the file at `task.path` and returns the seconds each took. */
export async function judgeOwn(task: Task, limits: Limits, progress: (code: string) => void): Promise<Map<string, number>> {
  const codes = task.indicators.map(({ indicator }) => indicator.id);
  const seconds = new Map<string, number>();
  // The system's ceiling on memory is the one that holds: the engine's budget does not count what one call of a function takes.
  const kibibytes = limits.memory * 1024;
  const child = spawn(
    "/bin/sh",
    [
      "-c",
      `ulimit -d ${kibibytes}; ulimit -f ${kibibytes * 2}; ulimit -c 0; exec "$@"`,
      "own-indicators",
      process.execPath,
      "--max-old-space-size=256",
      packaged("dist/run/own-child.js"),
    ],
    { stdio: ["pipe", "pipe", "pipe"], env: {}, cwd: task.spill },
  );
  let slow = false;
  let timer: NodeJS.Timeout | undefined;
  const allow = (time: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      slow = true;
      child.kill("SIGKILL");
    }, time * 1000);
  };
  let complaint = "";
  child.stderr.on("data", (chunk: Buffer) => {
    if (complaint.length < 2000) complaint += chunk.toString("utf8");
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  try {
    // Laying the canon and the shared tables is ours, not theirs, and is not counted against them.
    allow(limits.seconds * 10);
    child.stdin.on("error", () => {});
    child.stdin.end(JSON.stringify(task));
    let told = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      told += line.length;
      if (told > MOST_TOLD) break;
      const report = JSON.parse(line) as Report;
      if ("refused" in report) throw refused(report.code, report.refused);
      if ("failed" in report) throw failed(report.code, report.failed, limits);
      if ("seconds" in report) seconds.set(report.code, report.seconds);
      const next = codes.find((code) => !seconds.has(code));
      if (next) progress(next);
      allow(limits.seconds);
    }
    const status = await ended;
    const missing = codes.find((code) => !seconds.has(code));
    if (missing) throw slow ? beyond(missing, limits, "seconds") : fellSilent(missing, limits, status, complaint);
    return seconds;
  } finally {
    clearTimeout(timer);
    child.kill("SIGKILL");
  }
}

const refused = (code: string, problems: readonly string[]): UserError =>
  new UserError("indicator-refused", {
    what: {
      en: `${code} may not run: ${problems.join("; ")}`,
      th: `${code} ไม่ผ่านข้อกำหนดของวิธีคำนวณ: ${problems.join("; ")}`,
    },
    where: code,
    remedy: {
      en: "CONTRIBUTING.md says what a method may do",
      th: "ดูข้อกำหนดของวิธีคำนวณใน CONTRIBUTING.md",
    },
    exit: "configuration",
  });

function failed(code: string, message: string, limits: Limits): UserError {
  // The engine's own budget and the system's ceiling end a method with these words.
  if (/^Out of Memory|bad.alloc|maximum allowed vector size/i.test(message)) return beyond(code, limits, "memory");
  return new UserError("indicator-failed", {
    what: { en: `${code} cannot be judged: ${message}`, th: `คำนวณ ${code} ไม่ได้: ${message}` },
    where: code,
    remedy: { en: "mend its indicator.sql", th: "แก้ไข indicator.sql ของตัวชี้วัดนี้" },
    exit: "configuration",
  });
}

function beyond(code: string, limits: Limits, what: "seconds" | "memory"): UserError {
  const much =
    what === "seconds"
      ? { en: `${limits.seconds} seconds`, th: `${limits.seconds} วินาที` }
      : { en: `${limits.memory} MiB`, th: `${limits.memory} MiB` };
  return new UserError("indicator-limit", {
    what: { en: `${code} took more than ${much.en} and was ended`, th: `${code} ใช้ทรัพยากรเกิน ${much.th} จึงถูกหยุด` },
    where: code,
    remedy: {
      en: "make the method smaller, or allow more with --own-seconds or --own-memory",
      th: "ปรับวิธีคำนวณให้เล็กลง หรือกำหนดขีดจำกัดใหม่ด้วย --own-seconds หรือ --own-memory",
    },
    exit: "failed",
  });
}

/** A process that ended without a word: out of memory where the system said no, else a defect of ours. */
function fellSilent(code: string, limits: Limits, status: number | null, complaint: string): Error {
  if (status === null || /memory|alloc|Allocation/i.test(complaint)) return beyond(code, limits, "memory");
  return new Error(`judging ${code} ended with ${status}: ${complaint}`);
}
