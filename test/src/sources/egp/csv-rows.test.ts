// Rows of CSV whose quotes cannot be trusted: no row is swallowed, no name is changed.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CsvRow, CsvRows } from "../../../../src/sources/egp/csv-rows.ts";

const shape = { delimiter: ",", headings: ["ลำดับ", "รหัสโครงการ", "ชื่อ", "ท้าย"], widths: [4], start: /^\d+,\d{11},/ };

function rowsOf(lines: readonly string[], known = shape as ConstructorParameters<typeof CsvRows>[0]): { rows: CsvRow[]; requoted: number } {
  const reader = new CsvRows(known, 2);
  const rows = [...lines.flatMap((line) => reader.take(line)), ...reader.end()];
  return { rows, requoted: reader.requoted };
}
const id = (n: number) => String(68_000_000_000 + n);

describe("quotes", () => {
  test.each([
    ["plain", `1,${id(1)},ก ข,z`, "ก ข"],
    ["a comma in a quoted cell", `1,${id(1)},"ก, ข",z`, "ก, ข"],
    ["a doubled quote", `1,${id(1)},"ก ""ข""",z`, 'ก "ข"'],
    ["bare quotes in mid-field", `1,${id(1)},งาน "CAMPAIGN" ปี,z`, 'งาน "CAMPAIGN" ปี'],
    ["a bare quote at the end", `1,${id(1)},ท่อ 6",z`, 'ท่อ 6"'],
    ["a quoted beginning", `1,${id(1)},"CAMPAIGN" ปี,z`, '"CAMPAIGN" ปี'],
    ["quotes inside a quoted cell, not doubled", `1,${id(1)},"งาน "ก" ระยะ, ข",z`, 'งาน "ก" ระยะ, ข'],
    ["an empty quoted cell", `1,${id(1)},"",z`, ""],
  ])("%s", (_what, line, name) => expect(rowsOf([line]).rows).toEqual([{ line: 2, cells: ["1", id(1), name, "z"] }]));

  test("a quote that is never closed does not swallow the next row", () => {
    const { rows, requoted } = rowsOf([`1,${id(1)},"ก,z`, `2,${id(2)},ข,z`, `3,${id(3)},"ค",z`]);
    expect(rows).toEqual([
      { line: 2, cells: ["1", id(1), '"ก', "z"] },
      { line: 3, cells: ["2", id(2), "ข", "z"] },
      { line: 4, cells: ["3", id(3), "ค", "z"] },
    ]);
    expect(requoted).toBe(1);
  });

  test("nor does it at the end of the file", () => {
    expect(rowsOf([`1,${id(1)},ก,z`, `2,${id(2)},"ข,z`]).rows).toHaveLength(2);
  });

  test("without numbers in front it gives up after some lines and loses no row", () => {
    const { rows } = rowsOf([`a,b,"ก,z`, ...Array.from({ length: 100 }, (_, n) => `${n},b,ข,z`)], { ...shape, start: undefined } as never);
    expect(rows.filter((row) => "cells" in row)).toHaveLength(101);
    expect(rows.map((row) => row.line)).toEqual(Array.from({ length: 101 }, (_, n) => n + 2));
  });

  test("a quoted cell may run over lines", () => {
    expect(rowsOf([`1,${id(1)},"ก`, "", `ข, ค",z`, `2,${id(2)},ง,z`]).rows).toEqual([
      { line: 2, cells: ["1", id(1), "ก\n\nข, ค", "z"] },
      { line: 5, cells: ["2", id(2), "ง", "z"] },
    ]);
  });
});

describe("widths", () => {
  test("too few and too many values are told with their numbers", () => {
    expect(rowsOf([`1,${id(1)},ก`, `2,${id(2)},ก,ข,ค`]).rows).toEqual([
      { line: 2, quarantined: "row_too_short", detail: "3 values under 4 headings" },
      { line: 3, quarantined: "row_too_long", detail: "5 values under 4 headings" },
    ]);
  });
  test("empty cells that a spreadsheet adds at the end are nothing, and so is an empty line", () => {
    expect(rowsOf([`1,${id(1)},ก,z,,`, ",,,", "", "   "]).rows).toEqual([{ line: 2, cells: ["1", id(1), "ก", "z"] }]);
  });
});

test("property: whatever quotes stand in names, every row comes out, in order, with its name", () => {
  const name = fc.stringMatching(/^[ก-ฮ" a]{0,12}$/).filter((text) => text.trim() !== "");
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 12 }), (names) => {
      const lines = names.map((text, n) => `${n + 1},${id(n)},${text},z`);
      const { rows } = rowsOf(lines);
      expect(rows.map((row) => row.line)).toEqual(lines.map((_, n) => n + 2));
      for (const [n, row] of rows.entries()) {
        expect("cells" in row && row.cells[1]).toBe(id(n));
        // A name that begins with a quote may have been meant as quoted; one that does not is kept to the letter.
        if (!names[n]!.startsWith('"')) expect("cells" in row && row.cells[2]).toBe(names[n]);
      }
    }),
    { numRuns: 500 },
  );
});

test("property: what is quoted by the rules comes back, commas, quotes and line breaks included", () => {
  const text = fc.stringMatching(/^[ก-ฮ", a\n]{1,16}$/).filter((one) => one.trim() !== "");
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 8 }), (names) => {
      const lines = names.flatMap((one, n) => `${n + 1},${id(n)},"${one.replaceAll('"', '""')}",z`.split("\n"));
      expect(rowsOf(lines).rows.map((row) => "cells" in row && row.cells[2])).toEqual(names);
    }),
    { numRuns: 500 },
  );
});
