// Workbooks as others open them: types, limits that are said, texts that stay texts.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { readXlsx } from "hucre/xlsx";
import { afterAll, expect, test } from "vitest";
import { type BookCell, type Sheet, workbook } from "../../../src/report/workbook.ts";
import { hasOffice, opened } from "./opened.ts";

const folder = mkdtempSync(join(tmpdir(), "workbook-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Names that spreadsheets have taken for something to compute, fetch or fold. */
const NAMES = [
  `=HYPERLINK("https://example.org";"click")`,
  "+66812345678",
  "-5",
  "@SUM(A1)",
  "\t=1+1",
  " =1+1",
  "\n=1+1",
  "＝1+1",
  "a,=1",
  "00123",
  "1/2",
  "TRUE",
  "ห้างหุ้นส่วนจำกัด น้ำใจ กำแพง",
  "<b>&amp;</b>",
  "{=1+1}",
  "'quoted",
];

const AMOUNTS = [0, -1.5, 123456789012.34, 0.1];
const DAYS = ["1900-03-01", "2024-02-29", "2025-09-30", "9999-12-31"];

function sheetOf(rows: BookCell[][], name = "Names"): Sheet {
  return {
    name,
    columns: [
      { heading: "name", format: "text", width: 20 },
      { heading: "amount", format: "amount", width: 20 },
      { heading: "day", format: "day", width: 12 },
    ],
    rows,
  };
}

async function bytesOf(sheets: Sheet[], lastRow?: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of workbook(sheets, { cut: "cut", ...(lastRow ? { lastRow } : {}) })) parts.push(part);
  return Buffer.concat(parts);
}

const ROWS = NAMES.map((name, nth): BookCell[] => [name, AMOUNTS[nth % 4]!, new Date(`${DAYS[nth % 4]}T00:00:00Z`)]);

test("a table beyond the last row goes on in the next sheet, headed again, with nothing lost", async () => {
  const { sheets } = await readXlsx(await bytesOf([sheetOf(ROWS.slice(0, 7)), sheetOf(ROWS.slice(0, 1), "Names")], 4));
  expect(sheets.map(({ name, rows }) => [name, rows.length])).toEqual([
    ["Names", 4],
    ["Names (2)", 4],
    ["Names (3)", 2],
    ["Names (4)", 2],
  ]);
  for (const { rows } of sheets) expect(rows[0]).toEqual(["name", "amount", "day"]);
  expect(sheets.slice(0, 3).flatMap(({ rows }) => rows.slice(1).map(([name]) => name))).toEqual(NAMES.slice(0, 7));
});

test("a sheet may not be called anything: what a name may not hold is left out, and no two are alike", async () => {
  const { sheets } = await readXlsx(await bytesOf([sheetOf([], "a[]:*?/\\b"), sheetOf([], ""), sheetOf([], "x".repeat(40))]));
  const names = sheets.map(({ name }) => name);
  for (const name of names) expect(name).toMatch(/^[^[\]:*?/\\]{1,31}$/);
  expect(new Set(names).size).toBe(3);
});

test("a text longer than a cell is cut and says so", async () => {
  const { sheets } = await readXlsx(await bytesOf([sheetOf([["ก".repeat(40_000), null, null]])]));
  const text = String(sheets[0]!.rows[1]![0]);
  expect(text.length).toBeLessThanOrEqual(32_767);
  expect(text).toMatch(/\[cut\]$/);
});

test.skipIf(!hasOffice)(
  "LibreOffice reads the texts as they were, numbers as numbers, days as days, and computes nothing (skipped without it)",
  async () => {
    const bytes = await bytesOf([sheetOf(ROWS)]);
    for (const [name, part] of Object.entries(unzipSync(bytes)))
      if (name.includes("worksheets")) expect(strFromU8(part)).not.toContain("<f");
    const file = join(folder, "names.xlsx");
    writeFileSync(file, bytes);
    const rows = opened([file]).get(file)!.get("Names")!.slice(1);
    expect(rows).toHaveLength(NAMES.length);
    expect(rows.flat().filter((cell) => cell?.formula)).toEqual([]);
    expect(rows.map(([cell]) => cell)).toEqual(NAMES.map((value) => ({ type: "string", value, formula: false })));
    expect(rows.map(([, cell]) => [cell!.type, Number(cell!.value)])).toEqual(NAMES.map((_, nth) => ["float", AMOUNTS[nth % 4]]));
    expect(rows.map(([, , cell]) => [cell!.type, cell!.value])).toEqual(NAMES.map((_, nth) => ["date", DAYS[nth % 4]]));
  },
  150_000,
);
