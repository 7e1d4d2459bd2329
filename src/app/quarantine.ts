// Records that could not be read, of everything imported: which file, where, why. For whoever asks the publisher to mend them.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { literal, openDb } from "../db.ts";
import { readReceipts } from "../sources/raw.ts";
import { stageFolder } from "../sources/stage.ts";
import type { Workspace } from "../workspace.ts";

export interface HeldBack {
  file: string;
  sha256: string;
  source: string;
  place: string;
  reason: string;
  detail: string | null;
}

/** All of them, file by file, at most so many. */
export async function quarantine(workspace: Workspace, most: number): Promise<HeldBack[]> {
  const db = await openDb({ threads: 1 });
  const found: HeldBack[] = [];
  try {
    for (const receipt of readReceipts(workspace)) {
      const folder = stageFolder(workspace, receipt);
      const parts = existsSync(folder) ? readdirSync(folder).filter((name) => /^quarantine.*\.parquet$/.test(name)) : [];
      if (!parts.length || found.length >= most) continue;
      const rows = await db.rows<Pick<HeldBack, "place" | "reason" | "detail">>(
        `select place, reason, detail from read_parquet([${parts.map((name) => literal(join(folder, name))).join(", ")}]) order by ordinal limit ${most - found.length}`,
      );
      found.push(...rows.map((row) => ({ file: receipt.name, sha256: receipt.sha256, source: receipt.source, ...row })));
    }
    return found;
  } finally {
    db.close();
  }
}
