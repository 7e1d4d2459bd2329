// Makes sample files for the tests of the generator and reads them back.
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { makeSample, type SampleOptions, type SampleResult } from "../../../src/sample/sample.ts";
import type { Truth } from "../../../src/sample/truth.ts";

const folder = mkdtempSync(join(tmpdir(), "jabta-sample-"));
let count = 0;

/** A made file with its text; `planted` asks for the truth as well. */
export async function made(
  options: Omit<SampleOptions, "out" | "plant"> & { planted?: boolean },
): Promise<{ result: SampleResult; text: string; truth: Truth; path: string }> {
  const { planted, ...rest } = options;
  count += 1;
  const out = join(folder, `${count}.txt`);
  const plant = join(folder, `${count}.truth.json`);
  const result = await makeSample({ ...rest, out, ...(planted && { plant }) });
  return { result, text: readFileSync(out, "utf8"), truth: planted ? JSON.parse(readFileSync(plant, "utf8")) : undefined, path: out };
}

/** A national row by the places of its 28 values. */
export interface EgpRow {
  running: string;
  process: string;
  title: string;
  kind: string;
  buyer: string;
  method: string;
  budget: number;
  agreed: number;
  number: string;
  winner: string;
  contract: string;
  signed: string;
  value: number;
}

/** The rows of a CSV file whose headings are shifted. */
export function egpRows(text: string): EgpRow[] {
  const [, ...rows] = parse(text, { bom: true, relax_column_count: true }) as string[][];
  return rows.map((row) => ({
    running: row[0]!,
    process: row[1]!,
    title: row[2]!,
    kind: row[3]!,
    buyer: `${row[4]} / ${row[5]}`,
    method: row[7]!,
    budget: Number(row[9]),
    agreed: Number(row[11]),
    number: row[21]!,
    winner: row[22]!,
    contract: `${row[1]}/${row[23]!.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))}`,
    signed: dayOf(row[24]!),
    value: Number(row[26]),
  }));
}

const MONTHS = "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.".split(" ");

/** `21 มิ.ย. 67` as `2024-06-21`, read anew and not by the generator's own calendar. */
export function dayOf(thai: string): string {
  const [day, month, year] = thai.split(" ");
  return `${2500 + Number(year) - 543}-${String(MONTHS.indexOf(month!) + 1).padStart(2, "0")}-${day!.padStart(2, "0")}`;
}

/** Days from one ISO date to another. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / 86_400_000;
}

/** Sum of amounts in hundredths, so that it is exact. */
export function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + Math.round(amount * 100), 0) / 100;
}

/** Elements by a key. */
export function grouped<T>(elements: readonly T[], key: (element: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const element of elements) {
    const group = groups.get(key(element));
    if (group) group.push(element);
    else groups.set(key(element), [element]);
  }
  return groups;
}

// biome-ignore lint/suspicious/noExplicitAny: published JSON of any shape
export type Loose = any;

/** The processes of a file of releases, merged by id in the order they stand. */
export function processesOf(text: string): Map<string, Loose> {
  const merged = new Map<string, Loose>();
  for (const line of text.trim().split("\n")) {
    const release = JSON.parse(line);
    merged.set(release.ocid, merge(merged.get(release.ocid), release));
  }
  return merged;
}

function merge(before: Loose, after: Loose): Loose {
  if (Array.isArray(after) && after.every((item) => typeof item === "object")) {
    const known = new Map<string, Loose>((before ?? []).map((item: Loose) => [item.id, item]));
    for (const item of after) known.set(item.id, merge(known.get(item.id), item));
    return [...known.values()];
  }
  if (typeof after !== "object" || after === null || Array.isArray(after) || !before) return after;
  const both = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Object.fromEntries([...both].map((name) => [name, name in after ? merge(before[name], after[name]) : before[name]]));
}
