// A workspace for tests of reports: made-up records, hostile ones among them, judged by the real engine.
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importFiles } from "../../../src/app/import.ts";
import { runIndicators } from "../../../src/app/run.ts";
import { openWorkspace, type Workspace } from "../../../src/workspace.ts";
import { madeUpFiles } from "../web/made-up.ts";

let made: Promise<Workspace> | undefined;

/** Made once for a test file, gone when it ends. */
export const judged = (): Promise<Workspace> => {
  made ??= make();
  return made;
};

/** A copy of it that a test may change. */
export async function judgedCopy(): Promise<Workspace> {
  const folder = mkdtempSync(join(tmpdir(), "report-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  cpSync((await judged()).root, folder, { recursive: true });
  return openWorkspace(folder);
}

async function make(): Promise<Workspace> {
  const folder = mkdtempSync(join(tmpdir(), "report-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const workspace = openWorkspace(join(folder, "var"));
  const files = Object.entries(madeUpFiles()).map(([name, content]) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  });
  await importFiles(workspace, files, { asOf: "2025-01-15" });
  await runIndicators(workspace, { profile: "thailand", threads: 1 });
  return workspace;
}
