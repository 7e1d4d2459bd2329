// Sees to it that raw files have their stage: what is missing, or was made by an older reading, is read again.
import { existsSync } from "node:fs";
import { openDb } from "../db.ts";
import type { Receipt } from "../sources/raw.ts";
import { stageFolder } from "../sources/stage.ts";
import type { Workspace } from "../workspace.ts";

/** Makes sure that every receipt has its stage; costs nothing where all stand. */
export async function ensureStaged(
  workspace: Workspace,
  receipts: readonly Receipt[],
  progress: (message: string, done: number, total: number) => void = () => {},
): Promise<void> {
  const missing = receipts.filter((receipt) => !existsSync(`${stageFolder(workspace, receipt)}/summary.json`));
  if (!missing.length) return;
  // Whoever only reads or judges does without the readers of every layout.
  const { readAgain } = await import("./restage.ts");
  const db = await openDb({ spill: workspace.path("tmp") });
  try {
    for (const [index, receipt] of missing.entries()) {
      const say = `reading ${receipt.name} again`;
      progress(say, index, missing.length);
      await readAgain(workspace, db, receipt, (records) => progress(`${say}: ${records} records`, index, missing.length));
    }
  } finally {
    db.close();
  }
}
