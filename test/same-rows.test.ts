// The same rows are the same canon, whatever file they come in: CSV in two encodings, JSON, Parquet, a spreadsheet.
import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import { writeXlsx } from "hucre/xlsx";
import { beforeAll, describe, expect, test } from "vitest";
import { type ImportReport, importFiles } from "../src/app/import.ts";
import { literal, openDb } from "../src/db.ts";
import { parseThaiDate } from "../src/sources/thai-date.ts";
import { checkDigitHolds } from "../src/sources/thai-tin.ts";
import { openWorkspace } from "../src/workspace.ts";
import { absent, freshWorkspace, real, unless } from "./real-records.ts";

const BMA = "thailand/derived/reconstructed_2568-egp-contract_bma.csv.gz";
const AS_OF = { asOf: "2025-10-01" };
const EXCERPT = 600;
/** Places of days and of numbers in a row as the portal shifts it. */
const DAYS = [8, 13, 24, 25];
const NUMBERS = [0, 1, 9, 10, 11, 12, 26];

const LETTERS = new Map(
  Array.from({ length: 256 }, (_, byte) => [new TextDecoder("windows-874").decode(Uint8Array.of(byte)), byte] as const),
);
const fits = (text: string) => [...text].every((letter) => LETTERS.has(letter));
const inThaiBytes = (text: string) => Uint8Array.from(text, (letter) => LETTERS.get(letter)!);

const first = freshWorkspace();
/** Imports into a workspace of its own, with one masking key for all: it stands behind the people in titles. */
const imported = async (path: string): Promise<ImportReport> => {
  const folder = mkdtempSync(join(tmpdir(), "jabta-test-"));
  copyFileSync(first.path("mask.key"), join(folder, "mask.key"));
  return await importFiles(openWorkspace(folder), [path], AS_OF);
};

describe.skipIf(absent)(`rows of Bangkok${unless}`, () => {
  let folder: string;
  let text: string;
  /** Headings and rows of an excerpt, as the portal shifts them. */
  let headings: string[];
  let rows: string[][];
  let excerpt: ImportReport;

  const file = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  /** Rows under their headings, numbers as numbers where the interface gives them so. */
  const records = () =>
    rows.map((row) =>
      Object.fromEntries(
        headings.map((heading, place) => {
          const cell = row[place] ?? "";
          return [heading, cell === "" ? null : NUMBERS.includes(place) ? Number(cell) : cell];
        }),
      ),
    );

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "jabta-same-"));
    text = gunzipSync(readFileSync(real(BMA)))
      .toString("utf8")
      .replace(/^\uFEFF/, "");
    const parsed = parse(text, { relax_quotes: true, relax_column_count: true }) as string[][];
    headings = parsed[0]!;
    rows = parsed.slice(1, 1 + EXCERPT);
    excerpt = await imported(
      file(
        "excerpt.csv",
        `${text
          .split("\n")
          .slice(0, 1 + EXCERPT)
          .join("\n")}\n`,
      ),
    );
  });

  test("the excerpt is one row a line", () => {
    expect(excerpt.files[0]).toMatchObject({ read: EXCERPT, accepted: EXCERPT, layout: "egp-31-shifted" });
  });

  test("saved in windows-874 the whole file gives the same canon", async () => {
    const kept = text.split("\n").filter(fits);
    // Letters that windows-874 does not have cannot come back; the rows that hold one are left out of both.
    expect(text.split("\n").length - kept.length).toBeLessThan(100);
    const [utf8, thai] = [
      await imported(file("utf8.csv", kept.join("\n"))),
      await imported(file("thai.csv", inThaiBytes(kept.join("\n")))),
    ];
    expect(thai.files[0]).toMatchObject({ read: utf8.files[0]!.read, accepted: utf8.files[0]!.accepted, layout: "egp-31-shifted" });
    expect(thai.files[0]!.sha256).not.toBe(utf8.files[0]!.sha256);
    expect(thai.canon_hash).toBe(utf8.canon_hash);
  }, 180_000);

  test("as rows of JSON they give the same canon", async () => {
    const json = await imported(file("rows.json", JSON.stringify({ success: true, result: { records: records() } })));
    expect(json.files[0]).toMatchObject({ read: EXCERPT, accepted: EXCERPT, layout: "egp-31-shifted" });
    expect(json.canon_hash).toBe(excerpt.canon_hash);
  });

  test("as Parquet they give the same canon", async () => {
    const lines = file(
      "rows.jsonl",
      records()
        .map((record) => JSON.stringify(record))
        .join("\n"),
    );
    const db = await openDb({ threads: 1 });
    const path = join(folder, "rows.parquet");
    await db.run(`copy (select * from read_json(${literal(lines)}, format = 'newline_delimited')) to ${literal(path)} (format parquet)`);
    db.close();
    const parquet = await imported(path);
    expect(parquet.files[0]).toMatchObject({ read: EXCERPT, accepted: EXCERPT, refused: null });
    expect(parquet.canon_hash).toBe(excerpt.canon_hash);
  });

  test("as a spreadsheet, as typed and as a program makes numbers and days of them, they give the same canon", async () => {
    const typed = rows.map((row) => headings.map((_, place) => row[place] ?? null));
    // What a spreadsheet does to a CSV: days become serials, numbers lose their first zero, amounts are shown with commas and ฿.
    const remade = rows.map((row) =>
      headings.map((_, place) => {
        const text = row[place] ?? "";
        const day = DAYS.includes(place) ? parseThaiDate(text) : null;
        if (typeof day === "string") return new Date(`${day}T00:00:00Z`);
        if (place === 9) return `฿${Number(text).toLocaleString("en", { minimumFractionDigits: 2 })} `;
        if (NUMBERS.includes(place) || (place === 21 && checkDigitHolds(text))) return text === "" ? null : Number(text);
        return text === "" ? null : text;
      }),
    );
    for (const [name, cells] of Object.entries({ typed, remade })) {
      const path = file(`${name}.xlsx`, await writeXlsx({ sheets: [{ name: "Sheet1", rows: [headings, ...cells] }] }));
      const sheet = await imported(path);
      expect(sheet.files[0], name).toMatchObject({ read: EXCERPT, accepted: EXCERPT, layout: "egp-31-shifted", refused: null });
      expect(sheet.canon_hash, name).toBe(excerpt.canon_hash);
    }
  }, 180_000);
});
