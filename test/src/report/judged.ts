// A workspace for tests of reports: made-up records, hostile ones among them, judged by the real engine.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { importFiles } from "../../../src/app/import.ts";
import { runIndicators } from "../../../src/app/run.ts";
import { openWorkspace, type Workspace } from "../../../src/workspace.ts";
import { copyOfMade } from "../../made-once.ts";
import { madeUpFiles } from "../web/made-up.ts";

let made: Promise<Workspace> | undefined;

/** One for every test of a worker that only reads. */
export const judged = (): Promise<Workspace> => {
  made ??= judgedCopy();
  return made;
};

/** A copy of it that a test may change. */
export const judgedCopy = async (): Promise<Workspace> => openWorkspace(join(await copyOfMade("reports", make), "var"));

async function make(folder: string): Promise<void> {
  const workspace = openWorkspace(join(folder, "var"));
  const files = Object.entries(madeUpFiles()).map(([name, content]) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  });
  await importFiles(workspace, files, { asOf: "2025-01-15" });
  await runIndicators(workspace, { profile: "thailand", threads: 1 });
}
