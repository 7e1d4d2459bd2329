// Rows of a table under their headings: CSV with any usual delimiter, JSON objects in any packaging.

import { parse } from "csv-parse/sync";
import { CsvRows } from "../egp/csv-rows.ts";
import { textOf } from "../encoding.ts";
import { jsonRecords } from "../json-records.ts";
import type { Opened } from "../source.ts";
import type { Row } from "./map-row.ts";

/** A row with its line or pointer, or why it is put aside. */
export type PlacedRow = { at: string; row: Row } | { at: string; quarantined: string; detail: string };

const DELIMITERS = [",", ";", "\t", "|"];

/** The headings of a table: of a CSV its first line, of JSON the keys of its first object. */
export async function headingsIn(file: Opened, needed: ReadonlySet<string>): Promise<string[]> {
  if (!isJson(file)) {
    for await (const line of linesOf(file)) if (line.trim() !== "") return shapeOf(line, needed).headings;
    return [];
  }
  for await (const placed of jsonRows(file)) if ("row" in placed) return Object.keys(placed.row);
  return [];
}

/** The rows of a table. */
export async function* rowsOf(file: Opened, needed: ReadonlySet<string>): AsyncGenerator<PlacedRow> {
  yield* isJson(file) ? jsonRows(file) : csvRows(file, needed);
}

async function* csvRows(file: Opened, needed: ReadonlySet<string>): AsyncGenerator<PlacedRow> {
  let line = 0;
  let rows: CsvRows | undefined;
  let headings: string[] = [];
  const placed = (row: ReturnType<CsvRows["take"]>[number]): PlacedRow => {
    if ("quarantined" in row) return { at: String(row.line), quarantined: row.quarantined, detail: row.detail };
    return { at: String(row.line), row: Object.fromEntries(headings.map((heading, place) => [heading, row.cells[place]])) };
  };
  for await (const text of linesOf(file)) {
    line += 1;
    if (rows) for (const row of rows.take(text)) yield placed(row);
    else if (text.trim() !== "") {
      const shape = shapeOf(text, needed);
      headings = shape.headings;
      rows = new CsvRows({ ...shape, widths: [headings.length] }, line + 1);
    }
  }
  for (const row of rows?.end() ?? []) yield placed(row);
}

async function* jsonRows(file: Opened): AsyncGenerator<PlacedRow> {
  for await (const record of jsonRecords(file.bytes(), file.name)) {
    if ("quarantined" in record) yield { at: record.at, quarantined: record.quarantined, detail: record.detail };
    else if (typeof record.value === "object" && record.value !== null && !Array.isArray(record.value)) {
      yield { at: record.at, row: record.value as Row };
    } else yield { at: record.at, quarantined: "not_a_row", detail: "no object with headings and values" };
  }
}

/** The delimiter under which most of the needed headings stand, and the headings it gives. */
function shapeOf(line: string, needed: ReadonlySet<string>): { delimiter: string; headings: string[] } {
  const shapes = DELIMITERS.map((delimiter) => {
    const [cells = []] = parse(line, { delimiter, bom: true, relax_quotes: true }) as string[][];
    return { delimiter, headings: cells.map((cell) => cell.trim()) };
  });
  const matching = (shape: { headings: string[] }) => shape.headings.filter((heading) => needed.has(heading)).length;
  return shapes.reduce((best, shape) => (matching(shape) > matching(best) ? shape : best));
}

function isJson(file: Opened): boolean {
  return /^\uFEFF?\s*[{[]/.test(file.head.toString("utf8", 0, 256));
}

async function* linesOf(file: Opened): AsyncGenerator<string> {
  let rest = "";
  for await (const text of textOf(file)) {
    const lines = (rest + text).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop()!;
    yield* lines;
  }
  if (rest !== "") yield rest.replace(/\r$/, "");
}
