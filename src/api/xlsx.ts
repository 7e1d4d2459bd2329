// Exports as a workbook for people: texts are texts whatever they begin with, amounts are numbers as far as a spreadsheet can hold them.
import { type Column, flatName, flatValue } from "../app/table.ts";
import { blocksOf, type Source } from "./source.ts";

type Cell = string | number | Date | null;

/** The most letters a cell may hold. */
const LONGEST = 32_767;
const TOO_LONG = "(too long for a cell: see the CSV or JSON of the same address · ยาวเกินช่อง โปรดดู CSV หรือ JSON ของที่อยู่เดียวกัน)";

/** A value as a cell. A spreadsheet holds 15 digits: an amount of more stays a text, so that none is lost. */
function cell(value: unknown, { kind }: Column): Cell {
  if (value === null || value === undefined) return null;
  if (kind === "integer" || kind === "number") return Number(value);
  const text = String(value);
  if (kind === "amount") return text.replace(/\D/g, "").length > 15 ? text : Number(text);
  if (kind === "day") return new Date(`${text}T00:00:00Z`);
  return text.length > LONGEST ? TOO_LONG : text;
}

/** Rows made at once. */
const AT_ONCE = 2000;

async function* rowsOf(source: Source): AsyncGenerator<Cell[]> {
  const { columns } = source.table;
  const values = columns.map((column) =>
    column.kind === "amount" || column.kind === "day" ? `${column.sql}::varchar` : flatValue(column),
  );
  const line = `to_json({${values.map((value, index) => `'${index}': ${value}`).join(", ")}})::varchar`;
  for await (const block of blocksOf(source, [`encode('[' || string_agg(${line}, ',') || ']')`], AT_ONCE)) {
    const [packed] = block.columns;
    if (!packed || !("bytes" in packed)) continue;
    for (const row of JSON.parse(Buffer.from(packed.bytes).toString()) as Record<string, unknown>[]) {
      yield columns.map((column, index) => cell(row[index], column));
    }
  }
}

/** A table as XLSX; beyond a sheet's last row it goes on in another. */
export async function* xlsx(source: Source): AsyncGenerator<Uint8Array> {
  const columns = source.table.columns.map(({ name, kind }) => ({
    header: flatName(name),
    ...(kind === "amount" ? { numFmt: "#,##0.00" } : kind === "day" ? { numFmt: "yyyy-mm-dd" } : {}),
  }));
  // Loaded where a workbook is made: every other call starts sooner.
  const { writeXlsxStream } = await import("hucre/xlsx");
  const stream = writeXlsxStream(rowsOf(source), { name: source.title, columns, freezePane: { rows: 1 } });
  for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) yield chunk;
}
