// The one lease to write: a second writer is told who holds it, and what a writer that was killed left behind is swept away.
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { tryLock } from "../casebook/lock.ts";
import { UserError } from "../error.ts";
import { notWritable, type Workspace, writeWhole } from "../workspace.ts";

interface Holder {
  pid: number;
  verb: string;
  since: string;
}

function holderOf(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Holder;
  } catch {
    return undefined;
  }
}

/** Whether a process that needs no lease, such as a verification or an export, is still using this folder. */
function inUse(name: string): boolean {
  const pid = /^(?:verify|spill)-(\d+)-/.exec(name)?.[1];
  if (!pid) return false;
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Removes work in progress of writers that did not end well. */
function sweep(workspace: Workspace): void {
  for (const name of readdirSync(workspace.path("tmp")))
    if (!inUse(name)) rmSync(join(workspace.path("tmp"), name), { recursive: true, force: true });
  for (const folder of ["raw/receipts", "canon", "runs"])
    for (const name of readdirSync(workspace.path(folder)))
      if (name.endsWith(".part")) rmSync(join(workspace.path(folder), name), { force: true });
}

function lock(workspace: Workspace): (() => void) | undefined {
  try {
    return tryLock(workspace.path("lease.lock"));
  } catch (error) {
    throw notWritable(workspace.root, error);
  }
}

/** Holds the lease while `work` runs. It is a lock of the system, so a holder that is gone holds nothing, whoever has its process id now. */
export async function withLease<T>(workspace: Workspace, verb: string, work: () => Promise<T>): Promise<T> {
  const note = workspace.path("lease.json");
  const release = lock(workspace);
  if (!release) {
    const holder = holderOf(note);
    throw new UserError("busy", {
      what: {
        en: `another ${holder?.verb ?? "writer"} is at work here${holder ? ` (process ${holder.pid}, since ${holder.since})` : ""}`,
        th: `มีการทำงานอื่น (${holder?.verb ?? "import หรือ run"}) กำลังเขียนข้อมูลอยู่ที่นี่${holder ? ` (โพรเซส ${holder.pid} ตั้งแต่ ${holder.since})` : ""}`,
      },
      where: workspace.root,
      remedy: { en: "wait for it to end and try again", th: "รอให้งานนั้นเสร็จแล้วลองใหม่" },
      exit: "tryAgain",
    });
  }
  try {
    sweep(workspace);
    writeWhole(note, `${JSON.stringify({ pid: process.pid, verb, since: new Date().toISOString() } satisfies Holder)}\n`);
    return await work();
  } finally {
    rmSync(note, { force: true });
    release();
  }
}
