// Record sets that this house reads, kept by name; each change is logged.
import { append, sha256 } from "./audit.ts";
import type { Casebook } from "./casebook.ts";

export interface Source {
  name: string;
  paths: string[];
  /** SHA-256 of its mapping file. */
  mapping: string | null;
  private: boolean;
  actor: string;
  at: string;
}

interface SourceRow extends Omit<Source, "paths" | "private"> {
  paths: string;
  private: number;
}

const read = (row: SourceRow): Source => ({ ...row, paths: JSON.parse(row.paths) as string[], private: Boolean(row.private) });

export const sources = (casebook: Casebook): Source[] => casebook.all<SourceRow>("select * from source order by name").map(read);

const named = (casebook: Casebook, name: string): SourceRow | undefined =>
  casebook.one<SourceRow>("select * from source where name = ?", name);

function log(casebook: Casebook, action: string, it: Pick<Source, "name" | "actor" | "at">, before: unknown, after: unknown): void {
  append(casebook, {
    at: it.at,
    actor: it.actor,
    action,
    object: it.name,
    before: sha256(before ? JSON.stringify(before) : ""),
    after: sha256(after ? JSON.stringify(after) : ""),
  });
}

/** Keeps a source, in place of one of the same name. */
export function keepSource(casebook: Casebook, it: Omit<Source, "at">, now: Date = new Date()): Source {
  const kept: Source = { ...it, at: now.toISOString() };
  casebook.atomically(() => {
    const before = named(casebook, it.name);
    casebook.run(
      "insert or replace into source (name, paths, mapping, private, actor, at) values (?, ?, ?, ?, ?, ?)",
      kept.name,
      JSON.stringify(kept.paths),
      kept.mapping,
      Number(kept.private),
      kept.actor,
      kept.at,
    );
    log(casebook, "source.add", kept, before, kept);
  });
  return kept;
}

/** Forgets where a source is read from; what was read stays. */
export function removeSource(casebook: Casebook, name: string, actor: string, now: Date = new Date()): boolean {
  return casebook.atomically(() => {
    const before = named(casebook, name);
    if (!before) return false;
    casebook.run("delete from source where name = ?", name);
    log(casebook, "source.remove", { name, actor, at: now.toISOString() }, before, undefined);
    return true;
  });
}
