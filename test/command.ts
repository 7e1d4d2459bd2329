// The command line as people run it: a child process of the built program, its exit code, what it wrote and how much memory it took.
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { packaged } from "../src/package-root.ts";

/** The built program; `npm test` builds it first. */
export const PROGRAM = packaged("dist/cli.js");

/** The surroundings of a call: nothing of this machine's settings but where its programs lie. */
const PLAIN: NodeJS.ProcessEnv = { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: process.env.TMPDIR, NO_COLOR: "1" };

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
  /** The highest resident memory seen, in MB, of the program itself. */
  memory: number;
}

export interface Calling {
  env?: Record<string, string>;
  cwd?: string;
  /** Another Node than the one that tests. */
  node?: string;
  /** Another build of the program than the one here. */
  program?: string;
  /** Told of the process as soon as it lives. */
  started?: (child: ChildProcess) => void;
}

const residentOf = (pid: number): number => {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
};

/** Runs `jabta` to its end. */
export async function jabta(
  args: readonly string[],
  { env = {}, cwd, node = process.execPath, program = PROGRAM, started }: Calling = {},
): Promise<Ended> {
  const child = spawn(node, [program, ...args], {
    cwd,
    env: { ...PLAIN, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended: Ended = { code: null, signal: null, stdout: "", stderr: "", memory: 0 };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    ended.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    ended.stderr += text;
  });
  const clock = setInterval(() => {
    ended.memory = Math.max(ended.memory, residentOf(child.pid ?? 0));
  }, 20);
  started?.(child);
  await new Promise<void>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      ended.code = code;
      ended.signal = signal;
      resolve();
    });
  });
  clearInterval(clock);
  return ended;
}

/** The one JSON document that a call with `--json` answers; fails when there is anything else on standard output. */
export async function answered<T>(args: readonly string[], calling: Calling = {}): Promise<Ended & { json: T }> {
  const ended = await jabta([...args, "--json"], calling);
  try {
    return { ...ended, json: JSON.parse(ended.stdout) as T };
  } catch {
    throw new Error(
      `no JSON document from jabta ${args.join(" ")}: ${ended.code} ${ended.stdout.slice(0, 500)} ${ended.stderr.slice(0, 500)}`,
    );
  }
}
