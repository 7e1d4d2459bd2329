// Exports of one line a row, made by the engine: JSON lines, and CSV guarded against cells that a spreadsheet would run.
import { type Column, flatName, flatValue, jsonRow } from "../app/table.ts";
import { blocksOf, type Source } from "./source.ts";

/** Lines made at once. */
const AT_ONCE = 6000;

async function* lines(source: Source, line: string, end: string): AsyncGenerator<Uint8Array> {
  for await (const { columns } of blocksOf(source, [`encode(string_agg(${line} || ${end}, ''))`], AT_ONCE)) {
    const [packed] = columns;
    if (packed && "bytes" in packed) yield packed.bytes;
  }
}

/** One JSON object a line, the same objects that pages hold. */
export const jsonLines = (source: Source): AsyncGenerator<Uint8Array> => lines(source, jsonRow(source.table), "chr(10)");

/** How CSV is written: guarded for people, raw for pipelines, or guarded with the mark that Excel needs to read Thai. */
export type CsvStyle = "guarded" | "raw" | "excel";

/** A first letter, perhaps after blanks, at which a spreadsheet begins to compute. Full-width forms count. */
const FORMULA = "'^[\\s]*[=+\\-@\\t\\r\\n\uFF1D\uFF0B\uFF0D\uFF20]'";

const guarded = (value: string): string => `if(regexp_matches(${value}, ${FORMULA}), '''' || ${value}, ${value})`;

function cell(column: Column, style: CsvStyle): string {
  const value = flatValue(column);
  if (column.kind === "integer" || column.kind === "number" || column.kind === "amount" || column.kind === "day") {
    return `coalesce((${value})::varchar, '')`;
  }
  // Letters from A on and Thai begin no formula: most texts are let through by one comparison.
  const safe = style === "raw" ? value : `case when ${value} < 'A' or ${value} >= '\uFF0B' then ${guarded(value)} else ${value} end`;
  const quotes = ["'\"'", "','", "chr(10)", "chr(13)"].map((sign) => `contains(${value}, ${sign})`).join(" or ");
  return `coalesce(if(${quotes}, '"' || replace(${safe}, '"', '""') || '"', ${safe}), '')`;
}

/** A table as CSV (RFC 4180). */
export async function* csv(source: Source, style: CsvStyle): AsyncGenerator<Uint8Array> {
  const mark = style === "excel" ? "\uFEFF" : "";
  yield Buffer.from(`${mark}${source.table.columns.map(({ name }) => flatName(name)).join(",")}\r\n`);
  yield* lines(source, `concat(${source.table.columns.map((column) => cell(column, style)).join(", ',', ")})`, "chr(13) || chr(10)");
}
