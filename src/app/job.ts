// Imports and runs asked for by programs and pages: each a process of its own, so that what a file does to its reader stays there.
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { createWriteStream, mkdirSync, rmSync } from "node:fs";
import { basename, dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import type { Casebook } from "../casebook/casebook.ts";
import { beginJob, endJob, type Job, jobOf, runningJobs } from "../casebook/job.ts";
import { EXIT, UserError } from "../error.ts";
import { packaged } from "../package-root.ts";
import type { Workspace } from "../workspace.ts";

/** The most bytes that may be sent to be imported. */
export const LARGEST_UPLOAD = 2 * 1024 ** 3;
/** Jobs at once: an import and a run hold the workspace anyway, one after the other. */
const MOST = 2;
const LONGEST_REPORT = 4 * 1024 ** 2;

export interface JobState {
  job_id: string;
  kind: Job["kind"];
  state: "running" | "done" | "failed";
  started_at: string;
  ended_at: string | null;
  /** Exit code of the command line: 0 done, 3 done with records quarantined, others in the README. */
  exit: number | null;
  /** What `jabta import --json` or `jabta run --json` prints. */
  report: unknown;
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** How a job stands; one whose process is gone without a word has failed. */
export function jobState(casebook: Casebook, jobId: string): JobState | undefined {
  const found = jobOf(casebook, jobId);
  if (!found) return undefined;
  if (found.ended_at === null && !isAlive(found.pid)) endJob(casebook, jobId, EXIT.failed, null);
  const { kind, started_at, ended_at, exit, report } = jobOf(casebook, jobId)!;
  const state = ended_at === null ? "running" : exit === EXIT.done || exit === EXIT.quarantined ? "done" : "failed";
  return { job_id: jobId, kind, state, started_at, ended_at, exit, report: shown(report) };
}

/** What was printed; a bug of ours names files of this machine and is told by its code alone. */
function shown(report: string | null): unknown {
  const told = report === null ? null : (JSON.parse(report) as { code?: string });
  return told?.code === "bug" ? { code: "bug" } : told;
}

interface Work {
  workspace: Workspace;
  casebook: Casebook;
  actor: string;
  kind: Job["kind"];
  args: readonly string[];
  /** Done when the process has ended. */
  after?: () => void;
}

/** Starts a job. */
export function startJob({ workspace, casebook, actor, kind, args, after }: Work): JobState {
  for (const { job_id } of runningJobs(casebook)) jobState(casebook, job_id);
  if (runningJobs(casebook).length >= MOST) {
    after?.();
    throw new UserError("too-busy", {
      what: { en: "other imports or runs are under way", th: "มีการนำเข้าหรือการประเมินอื่นกำลังดำเนินการ" },
      exit: "unavailable",
    });
  }
  const child = spawn(process.execPath, [packaged("dist/cli.js"), "--workspace", workspace.root, "--json", "--quiet", ...args], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const job_id = randomUUID();
  let printed = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    if (printed.length < LONGEST_REPORT) printed += text;
  });
  beginJob(casebook, { job_id, kind, actor, started_at: new Date().toISOString(), pid: child.pid ?? 0 });
  child.on("close", (code) => {
    after?.();
    try {
      endJob(casebook, job_id, code ?? EXIT.failed, isJson(printed) ? printed : null);
    } catch {
      // The server closed meanwhile; whoever opens the casebook next sees that the process is gone.
    }
  });
  return jobState(casebook, job_id)!;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A file name without anything that leads elsewhere or steers a terminal. */
const plainName = (name: string): string =>
  basename(name)
    .replace(/[^\p{L}\p{M}\p{N}._ -]/gu, "_")
    .replace(/^[.-]+/, "_")
    .slice(0, 150) || "upload";

/** Writes bytes that were sent into a folder of their own; refuses more than may be sent. */
export async function receive(workspace: Workspace, name: string, body: ReadableStream, most = LARGEST_UPLOAD): Promise<string> {
  const path = workspace.path("uploads", randomUUID(), plainName(name));
  mkdirSync(dirname(path), { recursive: true });
  let bytes = 0;
  try {
    await pipeline(
      Readable.fromWeb(body),
      async function* (chunks: AsyncIterable<Uint8Array>) {
        for await (const chunk of chunks) {
          bytes += chunk.length;
          if (bytes > most)
            throw new UserError("body-too-large", { what: { en: "more bytes than may be sent", th: "ข้อมูลมีขนาดเกินกำหนด" }, exit: "usage" });
          yield chunk;
        }
      },
      createWriteStream(path),
    );
    if (bytes === 0) throw new UserError("bad-body", { what: { en: "the file is empty", th: "แฟ้มว่าง" }, exit: "usage" });
  } catch (error) {
    forget(path);
    throw error;
  }
  return path;
}

/** Takes what was received away again. */
export const forget = (path: string): void => rmSync(dirname(path), { recursive: true, force: true });

/** Starts the import of a file that was received. */
export const startImport = (
  work: Omit<Work, "kind" | "args" | "after">,
  path: string,
  { source, as_of }: { source?: string | undefined; as_of?: string | undefined },
): JobState =>
  startJob({
    ...work,
    kind: "import",
    args: ["import", path, ...(source ? ["--source", source] : []), ...(as_of ? ["--as-of", as_of] : [])],
    after: () => forget(path),
  });

/** Starts a run. */
export const startRun = (
  work: Omit<Work, "kind" | "args" | "after">,
  { profile, as_of }: { profile: string; as_of?: string | undefined },
): JobState => startJob({ ...work, kind: "run", args: ["run", "--profile", profile, ...(as_of ? ["--as-of", as_of] : [])] });
