// Progress on standard error: a bar on a terminal, a plain line every ten seconds elsewhere, nothing when quiet; for a program that asked for it, a line of JSON a second.
import { PROGRESS_WISH } from "../app/work.ts";

export type Progress = (message: string, done: number, total: number) => void;

const WIDTH = 24;

/** Makes a progress reporter; `end` clears the bar. */
export function makeProgress(quiet: boolean): { report: Progress; end: () => void } {
  if (process.env[PROGRESS_WISH]) return { report: forProgram(), end: () => {} };
  if (quiet) return { report: () => {}, end: () => {} };
  const { stderr } = process;
  let last = 0;
  let shown = false;
  return {
    report(message, done, total) {
      const now = performance.now();
      if (stderr.isTTY) {
        if (shown && now - last < 100) return;
        const filled = total > 0 ? Math.round((WIDTH * done) / total) : 0;
        stderr.write(`\r\u001b[2K${"█".repeat(filled)}${"░".repeat(WIDTH - filled)} ${message}`);
        shown = true;
        last = now;
      } else if (now - last > 10_000 && last > 0) {
        stderr.write(`${message} (${done} of ${total})\n`);
        last = now;
      } else if (last === 0) last = now;
    },
    end() {
      if (shown) stderr.write("\r\u001b[2K");
      shown = false;
    },
  };
}

function forProgram(): Progress {
  let last = Number.NEGATIVE_INFINITY;
  return (_, done, total) => {
    const now = performance.now();
    if (now - last < 1000) return;
    last = now;
    process.stderr.write(`${JSON.stringify({ done, total })}\n`);
  };
}
