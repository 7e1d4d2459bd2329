// Where the real records lie, beside the project and never in it; tests that need them say so when they are absent.
import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { openWorkspace, type Workspace } from "../src/workspace.ts";

const DATA = resolve(import.meta.dirname, "../../shared/data");

/** Path of a real file or folder. */
export const real = (path: string): string => join(DATA, path);
export const absent = !existsSync(DATA);
/** For the title of a suite that is skipped where there are no real records. */
export const unless = absent ? " (skipped: no real records in ../shared/data)" : "";

/** Pages that take minutes of judging are made again and compared only when asked: `ALL_PAGES=1 npm test`, or by the command that writes them. */
export const unasked = process.env.ALL_PAGES !== "1" && process.env.UPDATE_DOCS !== "1";
/** For the title of a suite that is skipped where nobody asked for it. */
export const whenAsked = unasked ? " (skipped: takes minutes; ALL_PAGES=1 asks for it)" : "";

/** A workspace of its own, with a given masking key where two must be compared. */
export const freshWorkspace = (): Workspace => openWorkspace(mkdtempSync(join(tmpdir(), "jabta-test-")));
