// One finished run with its canon, opened read-only: what lists, pages and reports are served from. Never changes once open.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { Indicator } from "../catalogue/indicator.ts";
import { type Db, literal, openDb, type Settings } from "../db.ts";
import { UserError } from "../error.ts";
import { buildPeers, peersReadBy } from "../peers/peers.ts";
import { layGround } from "../run/lay.ts";
import { SUBJECTS } from "../run/subject.ts";
import type { Workspace } from "../workspace.ts";
import { requireShape } from "./canon.ts";
import { indicatorsOf } from "./kept-catalogue.ts";
import { PROJECT_PEERS } from "./project-facts.ts";
import type { Manifest } from "./run.ts";

export interface Generation {
  readonly run_id: string;
  readonly manifest: Manifest;
  readonly db: Db;
  /** Indicators by code: those that the run judged as it had them, all others as they are today. */
  readonly indicators: ReadonlyMap<string, Indicator>;
  /** Builds, once, the tables that tell which contracts a composite subject touches and how parties are reached; lists do without them. */
  peers(): Promise<void>;
  close(): void;
}

export const runIds = (workspace: Workspace): string[] =>
  readdirSync(workspace.path("runs"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .reverse();

export function readManifest(workspace: Workspace, runId: string): Manifest {
  const path = workspace.path("runs", runId, "manifest.json");
  if (!/^[\w-]+$/.test(runId) || !existsSync(path)) {
    throw new UserError("run-unknown", {
      what: { en: `there is no run ${runId}`, th: `ไม่มีรอบการประเมิน ${runId}` },
      remedy: {
        en: `runs: ${runIds(workspace).slice(0, 5).join(", ") || "none yet"}`,
        th: `รอบที่มี: ${runIds(workspace).slice(0, 5).join(", ") || "ยังไม่มี"}`,
      },
      exit: "noInput",
    });
  }
  return JSON.parse(readFileSync(path, "utf8")) as Manifest;
}

/** What to say where there is no run yet. */
export const NOTHING_JUDGED = {
  what: { en: "nothing has been judged yet", th: "ยังไม่มีการประเมิน" },
  remedy: { en: "jabta run", th: "jabta run" },
};

/** The id of the run in force. */
export function currentRunId(workspace: Workspace): string {
  const pointer = workspace.path("runs/current.json");
  if (!existsSync(pointer)) {
    throw new UserError("no-run", { ...NOTHING_JUDGED, where: workspace.root, exit: "noInput" });
  }
  return (JSON.parse(readFileSync(pointer, "utf8")) as { run_id: string }).run_id;
}

/** Where exports are written that are too large to be made in one breath. Anything here can be made again. */
export const exportFolder = (workspace: Workspace): string => workspace.path("exports");

/** The file with the tables of a run. */
export const runFileOf = (workspace: Workspace, runId: string): string => workspace.path("runs", runId, "run.duckdb");

/** Whether the tables of a run and of the records that it judged are here. */
export const hasTables = (workspace: Workspace, { run_id, canon_file }: Pick<Manifest, "run_id" | "canon_file">): boolean =>
  existsSync(workspace.path("canon", canon_file)) && existsSync(runFileOf(workspace, run_id));

/** The file of the records that a run judged, which must be here, beside the run's own, and have the tables of this version. */
export function canonOf(workspace: Workspace, run: Pick<Manifest, "run_id" | "canon_file">): string {
  const { run_id, canon_file } = run;
  const canon = workspace.path("canon", canon_file);
  if (!hasTables(workspace, run)) {
    throw new UserError("canon-gone", {
      what: { en: `the tables of run ${run_id} are no longer here`, th: `ไม่มีตารางของรอบการประเมิน ${run_id} แล้ว` },
      where: canon,
      remedy: {
        en: "jabta run judges the records again; jabta report-check and jabta reproduce make the tables of this run again to check it",
        th: "ใช้คำสั่ง jabta run เพื่อประเมินใหม่ หรือ jabta report-check และ jabta reproduce เพื่อสร้างตารางของรอบนี้ซ้ำและตรวจสอบ",
      },
      exit: "unavailable",
    });
  }
  requireShape(canon);
  return canon;
}

/** Whether a run's records are still here, in the tables of this version. */
export function canBeRead(workspace: Workspace, runId: string): boolean {
  try {
    canonOf(workspace, readManifest(workspace, runId));
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

/** The newest run before another that can still be read. */
export const readableBefore = (workspace: Workspace, runId: string): string | undefined =>
  runIds(workspace).find((id) => id < runId && canBeRead(workspace, id));

/** The run that another is compared with unless one is named: the newest that can still be read, or, to tell why none can, the newest. */
export const runBefore = (workspace: Workspace, runId: string): string | undefined =>
  readableBefore(workspace, runId) ?? runIds(workspace).find((id) => id < runId);

/** Opens a run; the current one when none is named. Lists need no settings; what goes over everything says how much memory it may take and where it spills. */
export async function openGeneration(
  workspace: Workspace,
  runId = currentRunId(workspace),
  settings: Omit<Settings, "threads"> = {},
): Promise<Generation> {
  const manifest = readManifest(workspace, runId);
  const canon = canonOf(workspace, manifest);
  const db = await openDb({ threads: 1, ...settings });
  await db.run(`attach ${literal(canon)} as canon (read_only)`);
  await db.run(`attach ${literal(runFileOf(workspace, runId))} as run (read_only)`);
  await layGround(db, manifest.as_of);
  const indicators = indicatorsOf(workspace, runId);
  // Exports are the only files it may write, and it can read none but the two attached.
  await db.run(`set allowed_directories = [${literal(`${exportFolder(workspace)}/`)}]`);
  await db.run("set enable_external_access = false");
  await db.run("set lock_configuration = true");
  let built: Promise<void> | undefined;
  const peers = (): Promise<void> => {
    const kinds = Object.values(SUBJECTS).flatMap(({ from, contracts }) => [from, contracts]);
    built ??= buildPeers(db, peersReadBy([...kinds, ...PROJECT_PEERS, "from peers.contact"]));
    return built;
  };
  return { run_id: runId, manifest, db, indicators, peers, close: () => db.close() };
}
