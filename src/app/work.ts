// A call of the command line as a process of its own: what it prints, its last words, and how far it has come meanwhile.
import { type ChildProcess, spawn } from "node:child_process";
import { constants, setPriority } from "node:os";
import { createInterface } from "node:readline";
import type { Progress } from "../casebook/job.ts";
import { packaged } from "../package-root.ts";

/** Set for a process whose progress is wanted, a line of JSON a second. */
export const PROGRESS_WISH = "JABTA_PROGRESS";

const LONGEST_ANSWER = 4 * 1024 ** 2;
const LAST_WORDS = 2000;
const LINE = /^\{"done":(\d+),"total":(\d+)\}$/;

export interface Ended {
  /** null where a signal ended it. */
  exit: number | null;
  printed: string;
  said: string;
}

/** Long work waits for answers, not the other way round; what it starts inherits that. */
function yieldToOthers(pid: number | undefined): void {
  try {
    if (pid) setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // It ended already, or this system knows no priorities.
  }
}

/** Starts a call. `ended` is kept in any case, also when the process could not be started. */
export function callProcess(args: readonly string[], came: (progress: Progress) => void): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [packaged("dist/cli.js"), ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, [PROGRESS_WISH]: "1" },
  });
  yieldToOthers(child.pid);
  let printed = "";
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    if (printed.length < LONGEST_ANSWER) printed += text;
  });
  createInterface({ input: child.stderr }).on("line", (line) => {
    const [, done, total] = LINE.exec(line) ?? [];
    if (done === undefined) said = `${said}${line}\n`.slice(-LAST_WORDS);
    else came({ done: Number(done), total: Number(total) });
  });
  const ended = new Promise<Ended>((resolve) => {
    child.once("error", (error) => resolve({ exit: null, printed, said: error.message }));
    child.once("close", (exit) => resolve({ exit, printed, said }));
  });
  return { child, ended };
}
