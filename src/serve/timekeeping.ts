// While the server runs, what is due is done: looked at every half minute, each task a process of its own that ends with the server.
import { callJabta } from "../app/call.ts";
import { postFromEnvironment } from "../app/deliver.ts";
import { runDue } from "../app/timetable.ts";
import type { Workspace } from "../workspace.ts";

const EVERY = 30_000;

/** Begins to keep time; gives what ends it, and with it the work under way. */
export function startTimekeeping(workspace: Workspace, address: string): () => Promise<void> {
  const stopping = new AbortController();
  let round: Promise<unknown> = Promise.resolve();
  let busy = false;
  const look = () => {
    if (busy || stopping.signal.aborted) return;
    busy = true;
    round = runDue(workspace, { now: () => new Date(), call: callJabta, post: postFromEnvironment(), address, signal: stopping.signal })
      .catch((error: unknown) => console.error(JSON.stringify({ level: "error", at: "timetable", kind: (error as Error).name })))
      .finally(() => {
        busy = false;
      });
  };
  const clock = setInterval(look, EVERY);
  clock.unref();
  return async () => {
    clearInterval(clock);
    stopping.abort();
    await round;
  };
}
