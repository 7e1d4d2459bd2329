// A CSV file of e-GP rows: its delimiter, headings and arrangement from its beginning, its rows as a stream.

import { UserError } from "../../error.ts";
import { textOf } from "../encoding.ts";
import { LIMITS } from "../limits.ts";
import type { Mask } from "../person.ts";
import type { Opened, Reading } from "../source.ts";
import { arabicDigits } from "../thai-number.ts";
import { type Arrangement, arrangementOfMost } from "./arrangement.ts";
import { type CsvRow, CsvRows, type CsvShape, splitRow } from "./csv-rows.ts";
import { RowReader } from "./readings.ts";
import { misaligned, nearMiss } from "./refusals.ts";
import { matchSheet, type Sheet } from "./sheet.ts";
import type { Tally } from "./tally.ts";

/** A CSV file known to hold e-GP rows. */
export interface EgpCsv {
  sheet: Sheet;
  arrangement: Arrangement | undefined;
  shape: CsvShape;
  /** Line of the headings. */
  headingLine: number;
}

const NAMES_A_PROJECT = /รหัสโครงการ|project_id/i;
/** Rows looked at before the arrangement of a file is decided. */
const SAMPLE = 200;
/** The shifted layout leaves three headings without values. */
const EMPTY_HEADINGS = 3;

/** Recognises a CSV file by its headings; throws a UserError when it is almost of e-GP. */
export async function recogniseCsv(file: Opened): Promise<EgpCsv | undefined> {
  let begun: { headings: string[]; found: EgpCsv; rows: CsvRows } | undefined;
  const sample: { line: number; row: Record<string, unknown> }[] = [];
  let line = 0;
  for await (const text of linesOf(file)) {
    line += 1;
    if (!begun) {
      if (text.trim() === "") continue;
      if (!NAMES_A_PROJECT.test(text)) return undefined;
      const shape = shapeOf(text);
      const match = matchSheet(shape.headings);
      if (!match) return undefined;
      if ("near" in match) throw nearMiss(match.near, file.name, `line ${line}`);
      if (match.sheet.shifted) shape.widths = [shape.headings.length, shape.headings.length - EMPTY_HEADINGS];
      const found: EgpCsv = { sheet: match.sheet, arrangement: "straight", shape, headingLine: line };
      if (!match.sheet.shifted) return found;
      begun = { headings: [...shape.headings], found, rows: new CsvRows(shape, line + 1) };
      continue;
    }
    for (const row of begun.rows.take(text)) if ("cells" in row) sample.push({ line: row.line, row: recordOf(row.cells, begun.headings) });
    if (sample.length >= SAMPLE) break;
  }
  if (!begun) return undefined;
  const rows = sample.map(({ row }) => row);
  const { most, shown } = arrangementOfMost(rows, begun.found.sheet);
  begun.found.arrangement = most;
  if (rows[0] && shown === 0) throw misaligned(begun.found.sheet, rows[0], file.name, `line ${sample[0]!.line}`);
  return begun.found;
}

/** Reads the rows of a recognised file. */
export async function* readCsv(
  file: Opened,
  { sheet, arrangement, shape, headingLine }: EgpCsv,
  mask: Mask,
  tally: Tally,
): AsyncGenerator<Reading> {
  const reader = new RowReader(mask, tally, arrangement);
  const rows = new CsvRows(shape, headingLine + 1);
  const runs = shape.headings.indexOf(sheet.columns.running ?? "");
  const counted = { lines: 0, rows: 0, requoted: 0, lastRunning: null as number | null };
  tally.csv = counted;
  const readingOf = (row: CsvRow): Reading => {
    counted.rows += 1;
    counted.requoted = rows.requoted;
    const at = String(row.line);
    if (!("cells" in row)) return { at, quarantined: row.quarantined, detail: row.detail };
    const running = Number(arabicDigits(row.cells[runs] ?? ""));
    if (Number.isSafeInteger(running) && running > 0) counted.lastRunning = running;
    return reader.read({ at, row: recordOf(row.cells, shape.headings) });
  };
  let line = 0;
  for await (const text of linesOf(file, tally)) {
    line += 1;
    if (line <= headingLine) continue;
    if (text.trim() !== "") counted.lines += 1;
    for (const row of rows.take(text)) yield readingOf(row);
  }
  for (const row of rows.end()) yield readingOf(row);
}

function recordOf(cells: readonly string[], headings: readonly string[]): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (let place = 0; place < headings.length; place += 1) record[headings[place]!] = cells[place] ?? null;
  return record;
}

function shapeOf(headingLine: string): CsvShape & { widths: number[] } {
  const delimiter = [",", ";", "\t", "|"].reduce((best, one) => (count(headingLine, one) > count(headingLine, best) ? one : best));
  const headings = (splitRow(headingLine, delimiter) ?? headingLine.split(delimiter)).map((heading) => heading.trim());
  while (headings.at(-1) === "") headings.pop();
  // Where only running numbers stand before the project number, the beginning of a row can be told from the rest of a torn one.
  const before = headings.indexOf("รหัสโครงการ");
  const numbered = before >= 0 && headings.slice(0, before).every((heading) => heading === "ลำดับ" || heading.startsWith("_"));
  const cell = (digits: string) => `"?[\\d๐-๙]${digits}"?${delimiter === "|" ? "\\|" : delimiter}`;
  return {
    delimiter,
    headings,
    widths: [headings.length],
    ...(numbered && { start: new RegExp(`^(?:${cell("+")}){${before}}${cell("{11}")}`) }),
  };
}

function count(text: string, letter: string): number {
  return text.split(letter).length - 1;
}

function lineTooLong(name: string): UserError {
  return new UserError("line-too-long", {
    what: {
      en: `a line of this file goes on for more than ${LIMITS.recordBytes} characters, which no row of a table does`,
      th: `แฟ้มนี้มีบรรทัดยาวเกิน ${LIMITS.recordBytes} ตัวอักษร ซึ่งแถวของตารางปกติไม่เป็นเช่นนั้น`,
    },
    where: name,
    remedy: { en: "check that the file is the table as the portal gives it", th: "ตรวจสอบว่าแฟ้มเป็นตารางตามที่เว็บไซต์ให้ดาวน์โหลด" },
    exit: "unusable",
  });
}

async function* linesOf(file: Opened, tally?: Tally): AsyncGenerator<string> {
  let rest = "";
  const text = textOf(file);
  for await (const piece of text) {
    if (tally) tally.nuls = text.nuls;
    const lines = (rest + piece).split("\n");
    rest = lines.pop()!;
    if (rest.length > LIMITS.recordBytes) throw lineTooLong(file.name);
    for (const line of lines) yield line.endsWith("\r") ? line.slice(0, -1) : line;
  }
  if (rest !== "") yield rest.endsWith("\r") ? rest.slice(0, -1) : rest;
}
