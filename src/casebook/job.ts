// Long work as it stands: who asked for it, when, and what came of it.
import { append, sha256 } from "./audit.ts";
import type { Casebook } from "./casebook.ts";

export interface Job {
  job_id: string;
  kind: "import" | "run" | "check" | "report";
  actor: string;
  started_at: string;
  ended_at: string | null;
  pid: number;
  exit: number | null;
  report: string | null;
}

/** Writes down that work began, and logs who asked for it. */
export function beginJob(casebook: Casebook, job: Pick<Job, "job_id" | "kind" | "actor" | "started_at" | "pid">): void {
  casebook.atomically(() => {
    casebook.run(
      "insert into job (job_id, kind, actor, started_at, pid) values (?, ?, ?, ?, ?)",
      job.job_id,
      job.kind,
      job.actor,
      job.started_at,
      job.pid,
    );
    append(casebook, {
      at: job.started_at,
      actor: job.actor,
      action: `${job.kind}.start`,
      object: job.job_id,
      before: sha256(""),
      after: sha256(JSON.stringify(job)),
    });
  });
}

export const endJob = (casebook: Casebook, jobId: string, exit: number, report: string | null, now: Date = new Date()): void =>
  casebook.run(
    "update job set ended_at = ?, exit = ?, report = ? where job_id = ? and ended_at is null",
    now.toISOString(),
    exit,
    report,
    jobId,
  );

export const jobOf = (casebook: Casebook, jobId: string): Job | undefined => casebook.one<Job>("select * from job where job_id = ?", jobId);

/** Somebody stopped a job; the log says who. */
export const logStop = (casebook: Casebook, jobId: string, actor: string, now: Date = new Date()): number =>
  append(casebook, { at: now.toISOString(), actor, action: "job.stop", object: jobId, before: sha256(""), after: sha256(jobId) });

export interface Progress {
  done: number;
  total: number;
}

/** Keeps how far work has come; null when it has ended. */
export function keepProgress(casebook: Casebook, workId: string, progress: Progress | null): void {
  if (progress === null) casebook.run("delete from progress where work_id = ?", workId);
  else
    casebook.run(
      "insert into progress (work_id, done, total) values (?, ?, ?) on conflict (work_id) do update set done = excluded.done, total = excluded.total",
      workId,
      progress.done,
      progress.total,
    );
}

export const progressOf = (casebook: Casebook, workId: string): Progress | null =>
  casebook.one<Progress>("select done, total from progress where work_id = ?", workId) ?? null;

/** The newest jobs of a kind that one person asked for. */
export const jobsBy = (casebook: Casebook, kind: Job["kind"], actor: string, limit: number): Job[] =>
  casebook.all<Job>("select * from job where kind = ? and actor = ? order by started_at desc, job_id limit ?", kind, actor, limit);

/** Jobs that ended otherwise than done, or done with records quarantined. */
export const failedJobs = (casebook: Casebook): Job[] =>
  casebook.all<Job>("select * from job where ended_at is not null and exit not in (0, 3) order by started_at, job_id");

export const runningJobs = (casebook: Casebook): Job[] => casebook.all<Job>("select * from job where ended_at is null");
