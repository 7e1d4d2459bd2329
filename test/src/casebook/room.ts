// A casebook in a folder of its own, and flags to work on.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import { type Casebook, openCasebook } from "../../../src/casebook/casebook.ts";
import type { SeenFlag } from "../../../src/casebook/standing.ts";

const folders: string[] = [];
const open: Casebook[] = [];

afterEach(() => {
  for (const casebook of open.splice(0)) casebook.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Path of a casebook that is taken away after the test. */
export function freshPath(): string {
  const folder = mkdtempSync(join(tmpdir(), "casebook-"));
  folders.push(folder);
  return join(folder, "casebook.sqlite");
}

/** A casebook that is closed and taken away after the test. */
export function casebookAt(path: string = freshPath()): Casebook {
  const casebook = openCasebook(path);
  open.push(casebook);
  return casebook;
}

/** A made-up flag. */
export const flag = (name: string, evidence = "evidence one"): SeenFlag => ({
  flag_id: name.padEnd(16, "0"),
  evidence_hash: evidence,
  run_id: "run-1",
  indicator: "R018",
  subject_kind: "lot",
  subject_id: `lot of ${name}`,
});
