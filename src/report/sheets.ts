// The sheets of a report's workbook: README, Leads, Evidence, Sample, Indicators, Data quality, what is its own, and the manifest.
import type { Language } from "../text/text.ts";
import type { Filled, Laid } from "./fill.ts";
import { cellText, readBy } from "./grid.tsx";
import { columnLabel, columnMeans } from "./label.ts";
import { stampText } from "./qr.ts";
import type { Cell, Column, Kind } from "./table.ts";
import { type WordName, word } from "./words.ts";
import { type BookCell, type Format, type Sheet, workbook } from "./workbook.ts";

const FORMAT: Record<Kind, Format> = {
  text: "text",
  code: "text",
  json: "text",
  month: "text",
  integer: "integer",
  year: "number",
  number: "number",
  share: "share",
  amount: "amount",
  day: "day",
};

const WIDTH: Record<Format, number> = { text: 28, integer: 12, number: 12, share: 12, amount: 20, day: 12 };

/** Tables with a sheet of their own, named by what auditors look for. */
const NAMED: Record<string, string> = {
  leads: "Leads",
  evidence: "Evidence",
  sample: "Sample",
  frame: "Frame",
  by_indicator: "Indicators",
};
/** Tables that tell how good the data are; like all others they stand together, one fact a row, so that a workbook keeps few sheets. */
const QUALITY = ["sources", "fields", "unjudged"];

/** A value as a cell. A spreadsheet keeps 15 digits: an amount of more stays a text, so that none is lost. */
export function bookCell(value: Cell, column: Column, language: Language): BookCell {
  if (value === null) return null;
  switch (column.kind) {
    case "amount":
      return String(value).replace(/\D/g, "").length > 15 ? String(value) : Number(value);
    case "day":
      return new Date(`${value}T00:00:00Z`);
    case "integer":
    case "number":
    case "share":
      return Number(value);
    case "year":
      return language === "th" ? Number(value) + 543 : Number(value);
    case "code":
      return cellText(column, value, language);
    case "text":
      return column.name === "reason" || column.name === "field" ? cellText(column, value, language) : String(value);
    default:
      return String(value);
  }
}

/** The sheet of a table, in the columns that a reader of the language reads. */
export function tableSheet(filled: Filled, table: Laid, language: Language): Sheet {
  const seen = readBy(table.columns, language);
  const places = seen.map((column) => table.columns.indexOf(column));
  async function* rows(): AsyncGenerator<BookCell[]> {
    for await (const block of filled.stream(table.name))
      for (const row of block) yield seen.map((column, index) => bookCell(row[places[index]!] ?? null, column, language));
  }
  return {
    name: NAMED[table.name] ?? table.name,
    columns: seen.map(({ name, kind }) => ({
      heading: columnLabel(name, language, table.name),
      format: FORMAT[kind],
      width: /^(says|title|process_title|buyer_name|supplier_name|value_text|means)/.test(name) ? 44 : WIDTH[FORMAT[kind]],
    })),
    rows: rows(),
  };
}

/** Several tables as facts: which table and row, which column, and the value by its kind. */
function factSheet(filled: Filled, name: string, tables: readonly Laid[], language: Language): Sheet {
  const w = (it: WordName) => word(it, language);
  async function* rows(): AsyncGenerator<BookCell[]> {
    for (const table of tables) {
      let at = 0;
      for await (const block of filled.stream(table.name)) {
        for (const row of block) {
          at++;
          for (const column of readBy(table.columns, language)) {
            const value = bookCell(row[table.columns.indexOf(column)] ?? null, column, language);
            if (value === null) continue;
            const typed = [
              typeof value === "string" ? value : null,
              typeof value === "number" ? value : null,
              value instanceof Date ? value : null,
            ];
            yield [table.name, at, columnLabel(column.name, language, table.name), ...typed];
          }
        }
      }
    }
  }
  const columns = [
    { heading: w("table"), format: "text", width: 18 },
    { heading: w("row"), format: "integer", width: 8 },
    { heading: w("column"), format: "text", width: 30 },
    { heading: columnLabel("value_text", language), format: "text", width: 60 },
    { heading: columnLabel("value_number", language), format: "number", width: 22 },
    { heading: columnLabel("value_on", language), format: "day", width: 14 },
  ] as const;
  return { name, columns, rows: rows() };
}

const pairs = (name: string, heads: readonly [string, string], rows: readonly (readonly [string, string | number])[]): Sheet => ({
  name,
  columns: [
    { heading: heads[0], format: "text", width: 40 },
    { heading: heads[1], format: "text", width: 100 },
  ],
  rows,
});

const sheetOf = (table: string): string => NAMED[table] ?? (QUALITY.includes(table) ? "Data quality" : "Figures");

/** What the workbook is, sheet by sheet, and what each column holds. */
function readme(filled: Filled, order: readonly Laid[], language: Language): Sheet {
  const { report, stamp } = filled;
  const w = (name: WordName) => word(name, language);
  const columns = new Map(order.flatMap((table) => readBy(table.columns, language)).map((column) => [column.name, column]));
  return pairs(
    "README",
    [report.title[language], w(stamp.status)],
    [
      [w("answers"), report.answers[language]],
      [w("status"), w(`${stamp.status}Means`)],
      ...Object.entries(stamp.filter).map(([name, value]): [string, string] => [columnLabel(name, language), String(value)]),
      ...Object.entries(stamp.settings).map(([name, value]): [string, string] => [report.settings[name]!.means[language], String(value)]),
      [w("dataTo"), stamp.as_of],
      [w("what"), w("is")],
      ["", w("isNot")],
      ["", w("moneyAtIssue")],
      ["", w("notSeen")],
      ...order.map((table): [string, string] => [
        `${w("table")}: ${table.name}`,
        `${w("sheet")} ${sheetOf(table.name)}, ${table.size} ${w("rows")}`,
      ]),
      [w("longSheets"), w("longSheetsMeans")],
      ...[...columns.keys()].map((name): [string, string] => [
        `${w("column")}: ${columnLabel(name, language)}`,
        columnMeans(name, language) || name,
      ]),
    ],
  );
}

/** The stamp and the run's manifest, as names and values. */
function manifest(filled: Filled, language: Language): Sheet {
  const { stamp, ground } = filled;
  const rows: [string, string | number][] = [
    ["stamp", JSON.stringify({ language, stamp })],
    ["verify", "jabta report-check FILE"],
    ["qr", stampText(stamp)],
    ...Object.entries({ ...ground.run, versions: undefined, results: undefined, settings: undefined, inputs: undefined }).flatMap(
      ([name, value]): [string, string | number][] => (typeof value === "string" || typeof value === "number" ? [[name, value]] : []),
    ),
    ...Object.entries(ground.run.versions),
    ...Object.entries(stamp).map(([name, value]): [string, string] => [
      `report ${name}`,
      typeof value === "object" ? JSON.stringify(value) : String(value),
    ]),
  ];
  return pairs("Manifest", ["name", "value"], rows);
}

/** The sheets of a report, in their order. */
export function* sheetsOf(filled: Filled, language: Language): Generator<Sheet> {
  const all = [...filled.tables.values()];
  const own = Object.keys(NAMED).flatMap((name) => filled.tables.get(name) ?? []);
  const quality = all.filter(({ name }) => QUALITY.includes(name));
  const figures = all.filter((table) => !own.includes(table) && !quality.includes(table));
  yield readme(filled, [...own, ...quality, ...figures], language);
  for (const table of own) yield tableSheet(filled, table, language);
  yield factSheet(filled, "Data quality", quality, language);
  yield factSheet(filled, "Figures", figures, language);
  yield manifest(filled, language);
}

/** The workbook of a report. */
export async function* xlsxOf(filled: Filled, language: Language): AsyncGenerator<Uint8Array> {
  yield* workbook(sheetsOf(filled, language), { cut: word("cutText", language) });
}
