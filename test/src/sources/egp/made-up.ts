// Made-up e-GP records in every layout, and the way a test has one read: through a real file and the real source.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Release } from "../../../../src/canon/release.ts";
import { type EgpLayout, egp } from "../../../../src/sources/egp/egp.ts";
import { AFTER_PROVINCE, CORRECTED, TO_PROVINCE } from "../../../../src/sources/egp/headings.ts";
import { openFile } from "../../../../src/sources/open.ts";
import type { Reading } from "../../../../src/sources/source.ts";

/** Twenty-eight values in the order of a whole row, as the corrected layout prints them. */
export const ROW = [
  ...["7", "68069000001", "จ้างก่อสร้างถนน สายทดลอง", "จ้างก่อสร้าง", "เทศบาลตำบลตัวอย่าง", "กองช่าง"],
  ...["ประกวดราคาอิเล็กทรอนิกส์ (e-bidding)", "วิธีการจัดหา ประกาศเชิญชวนทั่วไป คัดเลือก เฉพาะเจาะจง", "5 มิ.ย. 68"],
  ...["1500000", "1490000.50", "1400000", "2568", "1 ส.ค. 68", "นนทบุรี", "เมืองนนทบุรี", "สวนใหญ่", "ระหว่างดำเนินการ"],
  ...[
    "POINT(100.5 13.8)",
    "13.8",
    "100.5",
    "0105564068059",
    "บริษัท ตัวอย่าง จำกัด",
    "12/2568",
    "1 ส.ค. 68",
    "28 พ.ย. 68",
    "1400000",
    "ระหว่างดำเนินการ",
  ],
];

export const PLACE = {
  ...{ running: 0, projectId: 1, title: 2, type: 3, department: 4, unit: 5, method: 6, group: 7, announced: 8, budget: 9, reference: 10 },
  ...{
    agreed: 11,
    fiscalYear: 12,
    recorded: 13,
    province: 14,
    latitude: 19,
    longitude: 20,
    winnerNumber: 21,
    winner: 22,
    contractNumber: 23,
    signed: 24,
    ends: 25,
  },
  ...{ contractValue: 26, contractStatus: 27 },
};

/** A row that differs from the made-up one in some places. */
export function row(changes: Partial<Record<keyof typeof PLACE, string>> = {}): string[] {
  const values = [...ROW];
  for (const [field, value] of Object.entries(changes)) values[PLACE[field as keyof typeof PLACE]] = value;
  return values;
}

export const HEADINGS_31 = [...TO_PROVINCE, ...AFTER_PROVINCE];
export const HEADINGS_28 = [...CORRECTED];
export const HEADINGS_15 = [...TO_PROVINCE];

/** The values of FY2568: method and group have changed places. */
export function swapped(values: readonly string[]): string[] {
  const copy = [...values];
  [copy[6], copy[7]] = [values[7]!, values[6]!];
  return copy;
}

/** The same values under 31 headings, each where its heading says. */
export function straight31(values: readonly string[]): string[] {
  return [...values.slice(0, 15), "", values[15]!, "", values[16]!, "", ...values.slice(17)];
}

/** A cell as CSV, quoted only where it must be. */
const cell = (value: string) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

/** CSV as the portals write it: with a byte order mark. */
export function csv(headings: readonly string[], rows: readonly (readonly string[])[], end = "\n"): string {
  return `\uFEFF${[headings, ...rows].map((values) => values.map(cell).join(",")).join(end)}${end}`;
}

/** Shifted rows as CKAN's JSON: numbers as numbers, nothing as null. */
export function shiftedRecord(values: readonly string[], headings: readonly string[] = HEADINGS_31): Record<string, unknown> {
  const moved = swapped(values);
  return Object.fromEntries(
    headings.map((heading, place) => {
      const value = moved[place] ?? "";
      const numeric = [0, 1, 9, 10, 11, 12, 26].includes(place) && value !== "";
      return [heading, value === "" ? null : numeric ? Number(value) : value];
    }),
  );
}

/** Masks without a key: the letters say nothing about how the identity was spelled, only whether two are equal. */
export function mask(identity: string): string {
  let hash = 7;
  for (const letter of identity) hash = (hash * 31 + letter.codePointAt(0)!) % 2 ** 32;
  return [...hash.toString(16).padStart(8, "0"), ..."00000000"]
    .map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)))
    .join("");
}

export interface Read {
  layout: EgpLayout | undefined;
  readings: Reading[];
  releases: Release[];
  contents: string[];
  quarantined: { at: string; quarantined: string; detail: string }[];
}

/** Reads content as a file of its own; throws what the source throws. */
export async function read(content: string | Buffer, name = "made-up"): Promise<Read> {
  const folder = mkdtempSync(join(tmpdir(), "egp-"));
  try {
    const path = join(folder, "file");
    writeFileSync(path, content);
    return await readFile(path, name);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Reads a file with the e-GP source. */
export async function readFile(path: string, name: string): Promise<Read> {
  const file = await openFile(path, name);
  const layout = (await egp.recognise(file, { mask })) as EgpLayout | undefined;
  const readings: Reading[] = [];
  if (layout) for await (const reading of layout.read(file)) readings.push(reading);
  return {
    layout,
    readings,
    releases: readings.flatMap((reading) => ("release" in reading ? [reading.release] : [])),
    contents: readings.flatMap((reading) => ("content" in reading ? [reading.content] : [])),
    quarantined: readings.flatMap((reading) => ("quarantined" in reading ? [reading] : [])),
  };
}
