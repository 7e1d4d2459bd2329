// While the server runs, and first when it starts: files that a server before it received and left behind are taken away.
import type { Casebook } from "../app/people.ts";
import { sweepUploads } from "../app/upload.ts";
import type { Workspace } from "../workspace.ts";

const EVERY = 3600_000;

/** Begins to sweep; gives what ends it. */
export function startSweeping(workspace: Workspace, casebook: Casebook): () => void {
  const sweep = () => {
    try {
      sweepUploads(workspace, casebook);
    } catch (error) {
      console.error(JSON.stringify({ level: "error", at: "uploads", kind: (error as Error).name }));
    }
  };
  sweep();
  const clock = setInterval(sweep, EVERY);
  clock.unref();
  return () => clearInterval(clock);
}
