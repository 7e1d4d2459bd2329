// The verb `retention`: what has been kept long enough and can be made again, or serves nobody any more, is put away. Bytes received and what people did stay.
import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { append, sha256 } from "../casebook/audit.ts";
import type { Casebook } from "../casebook/casebook.ts";
import { holds } from "../casebook/hold.ts";
import { readReceipts } from "../sources/raw.ts";
import { stageFolder } from "../sources/stage.ts";
import type { Workspace } from "../workspace.ts";
import { currentCanon } from "./canon.ts";
import { currentRunId, exportFolder, hasTables, readManifest, runFileOf, runIds } from "./generation.ts";
import { withLease } from "./lease.ts";

export { hold, holds, letGo } from "../casebook/hold.ts";

/** How long each kind is kept: runs by their number, all else by days. */
export const LIVES = { runs: 3, exports: 30, messages: 90, sessions: 90, requests: 7 } as const;
export type Lives = Record<keyof typeof LIVES, number>;

/** What can be put away: tables of a run (its manifest and its questions stay), records that no run here judges any more, stages of files taken back … */
export const KINDS = ["run", "canon", "stage", "export", "message", "session", "request"] as const;
export type Kind = (typeof KINDS)[number];

export interface Due {
  kind: Kind;
  name: string;
  bytes: number;
}

const DAY = 86_400_000;

const sizeOf = (path: string): number =>
  statSync(path).isDirectory() ? readdirSync(path).reduce((sum, name) => sum + sizeOf(`${path}/${name}`), 0) : statSync(path).size;

const namesIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder).sort() : []);

/** Runs that keep their tables: the newest, the one in force, those that are held, and those that a publication rests on. */
function keeping(workspace: Workspace, casebook: Casebook, lives: Lives): Set<string> {
  const published = casebook.all<{ run_id: string }>("select distinct run_id from publication where withdrawn_at is null");
  const inForce = existsSync(workspace.path("runs/current.json")) ? [currentRunId(workspace)] : [];
  return new Set([
    ...runIds(workspace).slice(0, lives.runs),
    ...inForce,
    ...holds(casebook).map(({ run_id }) => run_id),
    ...published.map(({ run_id }) => run_id),
  ]);
}

/** Everything that is due to be put away. */
export function dueFor(workspace: Workspace, casebook: Casebook, lives: Lives = LIVES, now: Date = new Date()): Due[] {
  const found: Due[] = [];
  const add = (kind: Kind, name: string, path: string) => found.push({ kind, name, bytes: sizeOf(path) });
  const kept = keeping(workspace, casebook, lives);
  const runs = runIds(workspace);
  for (const id of runs) if (!kept.has(id) && existsSync(runFileOf(workspace, id))) add("run", id, runFileOf(workspace, id));

  const judged = runs.map((id) => readManifest(workspace, id)).filter((run) => kept.has(run.run_id) && hasTables(workspace, run));
  const canons = new Set([currentCanon(workspace)?.file, ...judged.map(({ canon_file }) => canon_file)]);
  for (const name of namesIn(workspace.path("canon")))
    if (name.endsWith(".duckdb") && !canons.has(name)) add("canon", name, workspace.path("canon", name));

  const stages = new Set(readReceipts(workspace).map((receipt) => stageFolder(workspace, receipt)));
  for (const name of namesIn(workspace.path("stage")))
    if (!stages.has(workspace.path("stage", name))) add("stage", name, workspace.path("stage", name));

  const before = (days: number) => now.getTime() - days * DAY;
  for (const name of namesIn(exportFolder(workspace))) {
    const path = `${exportFolder(workspace)}/${name}`;
    if (statSync(path).mtimeMs <= before(lives.exports)) add("export", name, path);
  }
  for (const { kind, count, bytes } of ROWS) {
    const { n, size } = casebook.one<{ n: number; size: number }>(
      `select count(*) as n, coalesce(sum(${bytes}), 0) as size from ${count}`,
      new Date(before(lives[LIFE_OF[kind]])).toISOString(),
    )!;
    if (n) found.push({ kind, name: `${count.split(" ")[0]} ${n}`, bytes: size });
  }
  return found;
}

const LIFE_OF = { message: "messages", session: "sessions", request: "requests" } as const;

/** Rows of the casebook that serve nobody once they are old. That something was sent stays; what was in it goes. */
const ROWS = [
  {
    kind: "message",
    count: "delivery where state in ('sent', 'failed') and message <> '{}' and coalesce(sent_at, next_at) <= ?",
    bytes: "length(message)",
    put: "update delivery set message = '{}' where state in ('sent', 'failed') and message <> '{}' and coalesce(sent_at, next_at) <= ?",
  },
  {
    kind: "message",
    count: "webhook_delivery where ended_at is not null and body <> '' and ended_at <= ?",
    bytes: "length(body)",
    put: "update webhook_delivery set body = '' where ended_at is not null and body <> '' and ended_at <= ?",
  },
  { kind: "session", count: "session where opened_at <= ?", bytes: "100", put: "delete from session where opened_at <= ?" },
  {
    kind: "request",
    count: "api_request where at <= ?",
    bytes: "coalesce(length(answer), 0)",
    put: "delete from api_request where at <= ?",
  },
] as const;

function pathOf(workspace: Workspace, { kind, name }: Due): string | undefined {
  switch (kind) {
    case "run":
      return runFileOf(workspace, name);
    case "canon":
      return workspace.path("canon", name);
    case "stage":
      return workspace.path("stage", name);
    case "export":
      return `${exportFolder(workspace)}/${name}`;
    default:
      return undefined;
  }
}

/** Puts away what is due, and logs what it was. */
export async function putAway(
  workspace: Workspace,
  casebook: Casebook,
  actor: string,
  lives: Lives = LIVES,
  now: Date = new Date(),
): Promise<Due[]> {
  return await withLease(workspace, "retention", async () => {
    const found = dueFor(workspace, casebook, lives, now);
    if (!found.length) return found;
    casebook.atomically(() => {
      for (const { kind, put } of ROWS) casebook.run(put, new Date(now.getTime() - lives[LIFE_OF[kind]] * DAY).toISOString());
      const listed = JSON.stringify(found);
      append(casebook, {
        at: now.toISOString(),
        actor,
        action: "retention.run",
        object: `${found.length}`,
        before: sha256(listed),
        after: sha256(""),
      });
    });
    // What was in the rows is gone from the file too, and does not wait in its log.
    casebook.all("pragma wal_checkpoint(truncate)");
    for (const it of found) {
      const path = pathOf(workspace, it);
      if (path) rmSync(path, { recursive: true, force: true });
      if (it.kind === "canon") rmSync(`${path}.json`, { force: true });
    }
    return found;
  });
}
