// Who a method leaves out, and why: every reason it may give, read from its parsed tree and from the shared tables it reads.
import type { Indicator } from "../catalogue/indicator.ts";
import type { Db } from "../db.ts";
import { peersReadBy, peersScript } from "../peers/peers.ts";
import { nodesOf, outcomesOf } from "./sql-outcomes.ts";
import { type Node, treeOf } from "./sql-tree.ts";

/** The select of a shared table, without the statement around it. */
export const selectOf = (name: string): string => peersScript(name).replace(/^create table peers\.\w+ as$/m, "");

/** The reasons of a method: what the first argument of its one `status_of` comes to, in it alone (`own`), and through peers tables (`all`). */
export async function reasonsOf(db: Db, sql: string): Promise<{ own: Set<string>; all: Set<string> }> {
  const tree = await treeOf(db, sql);
  const peers = new Map<string, Node>();
  for (const name of peersReadBy([sql])) peers.set(name, await treeOf(db, selectOf(name)));
  const calls = [...nodesOf(tree)].filter((node) => node.function_name === "status_of");
  if (calls.length !== 1) throw new Error(`expected one call of status_of, found ${calls.length}`);
  const reason = calls[0]!.children![0]!;
  return { own: outcomesOf(reason, tree, new Map()), all: outcomesOf(reason, tree, peers) };
}

/** The reasons an indicator may give, in the order of the list; none for one that is only described, or whose method hides them. */
export async function leftOut(db: Db, { sql }: Indicator): Promise<readonly string[]> {
  if (sql === null) return [];
  try {
    return [...(await reasonsOf(db, sql)).all].sort();
  } catch {
    return [];
  }
}
