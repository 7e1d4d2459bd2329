// Workspaces that several test files start from: made once for all workers of a run, on disk, and copied for whoever asks.
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const PLACE = "JABTA_MADE_ONCE";

/** Vitest calls this before its workers start, and what it gives back when all have ended. */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "jabta-made-"));
  process.env[PLACE] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}

/** Makes one, unless another worker did or does. */
async function made(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const ready = join(process.env[PLACE]!, name);
  const beside = `${ready}.making`;
  while (!existsSync(ready)) {
    try {
      mkdirSync(beside);
    } catch {
      await wait(100);
      continue;
    }
    try {
      // Who made it may have been done between the two looks.
      if (!existsSync(ready)) {
        await make(beside);
        renameSync(beside, ready);
      }
    } finally {
      rmSync(beside, { recursive: true, force: true });
    }
  }
  return ready;
}

/** A copy of the folder that `make` fills, for whoever asks to change; gone at the end of the run at the latest. */
export async function copyOfMade(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const original = await made(name, make);
  const copy = mkdtempSync(join(process.env[PLACE]!, "copy-"));
  cpSync(original, copy, { recursive: true });
  return copy;
}
