// Saved views: a name for a query of the queue, shared by everyone who uses the workspace.
import { randomUUID } from "node:crypto";
import { append, sha256 } from "./audit.ts";
import type { Casebook } from "./casebook.ts";
import { refuse } from "./refusal.ts";

export interface View {
  view_id: string;
  name: string;
  /** Query of the queue, as in its address. */
  query: string;
  actor: string;
  at: string;
}

/** Views in force, by name. */
export function views(casebook: Casebook): View[] {
  return casebook.all<View>("select view_id, name, query, actor, at from view where removed_at is null order by name, view_id");
}

/** Saves a view. */
export function saveView(casebook: Casebook, view: Pick<View, "name" | "query" | "actor">, now: Date = new Date()): View {
  const name = view.name.trim();
  if (!name || name.length > 100 || view.query.length > 4000) refuse("view-name");
  const saved: View = { view_id: randomUUID(), name, query: view.query, actor: view.actor, at: now.toISOString() };
  casebook.atomically(() => {
    casebook.run(
      "insert into view (view_id, name, query, actor, at) values (?, ?, ?, ?, ?)",
      saved.view_id,
      saved.name,
      saved.query,
      saved.actor,
      saved.at,
    );
    append(casebook, {
      at: saved.at,
      actor: saved.actor,
      action: "view.save",
      object: saved.view_id,
      before: sha256(""),
      after: sha256(JSON.stringify(saved)),
    });
  });
  return saved;
}

/** Takes a view out of the list; it stays in the file, marked. */
export function removeView(casebook: Casebook, viewId: string, actor: string, now: Date = new Date()): void {
  const at = now.toISOString();
  casebook.atomically(() => {
    const view = casebook.one<View>("select view_id, name, query, actor, at from view where view_id = ? and removed_at is null", viewId);
    if (!view) return refuse("view-unknown");
    casebook.run("update view set removed_at = ? where view_id = ?", at, viewId);
    append(casebook, {
      at,
      actor,
      action: "view.remove",
      object: viewId,
      before: sha256(JSON.stringify(view)),
      after: sha256(""),
    });
  });
}
