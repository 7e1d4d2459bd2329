// Every answer of a case as lines of text, equal neighbours once: what a case does not say of its subjects is held as well, and a change can be read.
import type { Row } from "../src/db.ts";

/** What is kept of an answer: evidence and places only where it flags, as in a run. */
export function pinnedAnswer({ status, reason, value, threshold, evidence, seen_in }: Row): string {
  const number = (it: unknown) => (it === null || it === undefined ? "-" : String(it));
  const told = status === "flagged" ? `${JSON.stringify(evidence)} ${JSON.stringify(seen_in)}` : "";
  return [status, reason ?? "", `${number(value)}/${number(threshold)}`, told].filter(Boolean).join(" ");
}

/** The answers of one case, headed by its name. */
export function pinnedLines(name: string, results: readonly Row[]): string[] {
  const lines: [text: string, times: number][] = [];
  for (const text of results.map(pinnedAnswer)) {
    const last = lines.at(-1);
    if (last?.[0] === text) last[1] += 1;
    else lines.push([text, 1]);
  }
  return [`# ${name}`, ...lines.map(([text, times]) => (times > 1 ? `${text} ×${times}` : text)), ""];
}
