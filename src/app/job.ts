// Imports, runs and reports asked for by programs and pages: each a process of its own, so that what a file does to its reader stays there.
import { randomUUID } from "node:crypto";
import { createWriteStream, mkdirSync, rmSync } from "node:fs";
import { basename, dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import type { Casebook } from "../casebook/casebook.ts";
import {
  beginJob,
  endJob,
  type Job,
  jobOf,
  jobsBy,
  keepProgress,
  logStop,
  type Progress,
  progressOf,
  runningJobs,
} from "../casebook/job.ts";
import { EXIT, UserError } from "../error.ts";
import { loadReport } from "../report/definition.ts";
import { requireFilters } from "../report/request.ts";
import type { Workspace } from "../workspace.ts";
import { callOf, Task } from "./task.ts";
import { callProcess } from "./work.ts";

/** The most bytes that may be sent to be imported. */
export const LARGEST_UPLOAD = 2 * 1024 ** 3;
/** Jobs at once: an import and a run hold the workspace anyway, one after the other. */
const MOST = 2;

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
  const job_id = randomUUID();
  // The server may close meanwhile; whoever opens the casebook next sees that the process is gone.
  const unlessClosed = (write: () => void) => {
    try {
      write();
    } catch {}
  };
  const { child, ended } = callProcess(["--workspace", workspace.root, "--json", "--quiet", ...args], (progress) =>
    unlessClosed(() => keepProgress(casebook, job_id, progress)),
  );
  beginJob(casebook, { job_id, kind, actor, started_at: new Date().toISOString(), pid: child.pid ?? 0 });
  void ended.then(({ exit, printed }) => {
    after?.();
    unlessClosed(() => {
      keepProgress(casebook, job_id, null);
      endJob(casebook, job_id, exit ?? EXIT.failed, isJson(printed) ? printed : null);
    });
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

/** Whether a file that was received may be being read just now. */
export const isImporting = (casebook: Casebook): boolean => runningJobs(casebook).some(({ pid }) => isAlive(pid));

/** Takes what was received away again. */
export const forget = (path: string): void => rmSync(dirname(path), { recursive: true, force: true });

/** Starts the import of a file that was received. */
export const startImport = (
  work: Omit<Work, "kind" | "args" | "after">,
  path: string,
  { source, as_of, mapping }: { source?: string | undefined; as_of?: string | undefined; mapping?: string },
): JobState =>
  startJob({
    ...work,
    kind: "import",
    args: [
      ...["import", path],
      ...(source ? ["--source", source] : []),
      ...(as_of ? ["--as-of", as_of] : []),
      ...(mapping ? ["--mapping", mapping] : []),
    ],
    after: () => forget(path),
  });

/** Starts a run. */
export const startRun = (
  work: Omit<Work, "kind" | "args" | "after">,
  { profile, as_of }: { profile: string; as_of?: string | undefined },
): JobState => startJob({ ...work, kind: "run", args: ["run", "--profile", profile, ...(as_of ? ["--as-of", as_of] : [])] });

/** How far a job has come; null where nothing is known. */
export const jobProgress = (casebook: Casebook, jobId: string): Progress | null => progressOf(casebook, jobId);

/** Ends a job that is under way. What it had begun to write never gets its final name. */
export function stopJob(casebook: Casebook, jobId: string, actor: string): void {
  const job = jobOf(casebook, jobId);
  if (!job || job.ended_at !== null || !isAlive(job.pid)) return;
  logStop(casebook, jobId, actor);
  process.kill(job.pid, "SIGTERM");
}

/** A report asked for from the page: what it is about is checked before its process starts. */
export interface ReportWish {
  report: string;
  format: string;
  language: string;
  status: string;
  filter: Readonly<Record<string, unknown>>;
}

/** Starts a report. */
export function startReport(work: Omit<Work, "kind" | "args" | "after">, wish: ReportWish): JobState {
  const report = loadReport(wish.report);
  const task = Task.safeParse({ kind: "report", ...wish }).data;
  if (task?.kind !== "report")
    throw new UserError("report-format", { what: { en: "there is no such format", th: "ไม่มีรูปแบบนี้" }, exit: "usage" });
  requireFilters(report, task.filter);
  const out = work.workspace.path("reports", "asked", randomUUID(), `${task.report}.${task.format}`);
  mkdirSync(dirname(out), { recursive: true });
  return startJob({ ...work, kind: "report", args: callOf(task, out).filter((option) => option !== "--json") });
}

/** The newest reports that one person asked for, as they stand. */
export const reportJobs = (casebook: Casebook, actor: string, limit: number): JobState[] =>
  jobsBy(casebook, "report", actor, limit).map(({ job_id }) => jobState(casebook, job_id)!);

/** Who asked for a job. */
export const askedBy = (casebook: Casebook, jobId: string): string | undefined => jobOf(casebook, jobId)?.actor;
