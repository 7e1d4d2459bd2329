// Runs in a child process: writes the rows of a spreadsheet's first sheet to standard output as JSON lines under its headings;
// a row stands on the line of its number, so that a heading and rows above it are blank lines. On failure one line to standard error.
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { type CellValue, streamXlsxRows } from "hucre/xlsx";
import { LIMITS } from "./limits.ts";

/** A row with fewer cells than this is a title above the table, not its headings. */
const FEWEST_HEADINGS = 3;

/** A cell as JSON carries it. A day is a day, whatever the spreadsheet shows of it. */
function cell(value: CellValue | undefined): string | number | boolean | null {
  if (value === undefined || value === null || value === "") return null;
  if (!(value instanceof Date)) return value;
  if (Number.isNaN(value.getTime())) return null;
  const iso = value.toISOString();
  return iso.endsWith("T00:00:00.000Z") ? iso.slice(0, 10) : iso.slice(0, 19);
}

/** Headings as they stand; one that comes again is numbered, so that it is seen and not laid over the first. */
function headingsOf(values: readonly CellValue[]): (string | null)[] {
  const met = new Map<string, number>();
  return values.slice(0, LIMITS.csvColumns).map((value) => {
    const heading = String(cell(value) ?? "").trim();
    if (heading === "") return null;
    met.set(heading, (met.get(heading) ?? 0) + 1);
    return met.get(heading) === 1 ? heading : `${heading} (${met.get(heading)})`;
  });
}

async function* lines(path: string): AsyncGenerator<string> {
  let headings: (string | null)[] | undefined;
  let line = 0;
  for await (const { index, values } of streamXlsxRows(readFileSync(path))) {
    const blank = values.every((value) => cell(value) === null);
    if (blank || (!headings && values.filter((value) => cell(value) !== null).length < FEWEST_HEADINGS)) continue;
    const skipped = "\n".repeat(Math.max(0, index - line));
    if (!headings) {
      headings = headingsOf(values);
      yield `${skipped}\n`;
    } else {
      const row = headings.flatMap((heading, place) => (heading === null ? [] : [[heading, cell(values[place])] as const]));
      yield `${skipped}${JSON.stringify(Object.fromEntries(row))}\n`;
    }
    line = index + 1;
  }
}

try {
  for await (const text of lines(process.argv[2] ?? "")) {
    if (!process.stdout.write(text)) await once(process.stdout, "drain");
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
