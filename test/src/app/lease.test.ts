// A writer sweeps away what killed ones left, and nothing that a process beside it still uses.
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { expect, test } from "vitest";
import { withLease } from "../../../src/app/lease.ts";
import { freshWorkspace } from "../../real-records.ts";

test("folders into which a living process spills stay, others go", async () => {
  const workspace = freshWorkspace();
  const [living, gone] = [`spill-${process.pid}-a1b2c3d4`, "spill-2147483646-a1b2c3d4"];
  for (const name of [living, gone, "canon-1.duckdb"]) mkdirSync(workspace.path("tmp", name));
  await withLease(workspace, "import", async () => expect(readdirSync(workspace.path("tmp"))).toEqual([living]));
  rmSync(workspace.root, { recursive: true });
});
