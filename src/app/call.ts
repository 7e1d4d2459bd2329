// Calls the command line as a process of its own, so that long work holds up nobody, and ends when what called it ends.
import type { Progress } from "../casebook/job.ts";
import type { Called } from "./timetable.ts";
import { callProcess } from "./work.ts";

/** Exit code of a process that was asked to end. */
const ASKED_TO_END = 143;

/** Runs one call to its end. Its last words are kept where it printed no document. */
export async function callJabta(
  args: readonly string[],
  signal: AbortSignal | undefined,
  came: (progress: Progress) => void,
): Promise<Called> {
  const { child, ended } = callProcess(args, came);
  const stop = () => child.kill("SIGTERM");
  // A call must not outlive its caller.
  process.once("exit", stop);
  if (signal?.aborted) stop();
  signal?.addEventListener("abort", stop, { once: true });
  try {
    const { exit, printed, said } = await ended;
    try {
      return { exit: exit ?? ASKED_TO_END, answer: JSON.parse(printed) };
    } catch {
      return { exit: exit ?? ASKED_TO_END, answer: said };
    }
  } finally {
    process.removeListener("exit", stop);
    signal?.removeEventListener("abort", stop);
  }
}
