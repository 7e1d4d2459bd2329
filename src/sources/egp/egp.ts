// The Thai source: contract rows of the national e-GP system, as the Comptroller General's Department and those who copy from it hand them out.

import { jsonRecords } from "../json-records.ts";
import { kindOf } from "../open.ts";
import type { Mask } from "../person.ts";
import type { Context, Layout, Opened, Reading, Source } from "../source.ts";
import { type Arrangement, arrangementOfMost } from "./arrangement.ts";
import { readCsv, recogniseCsv } from "./csv-file.ts";
import { RowReader } from "./readings.ts";
import { misaligned, nearMiss, refuseMojibake } from "./refusals.ts";
import { matchSheet, type Sheet } from "./sheet.ts";
import { firstIn, newTally, notedIn, type Tally } from "./tally.ts";
import { SOURCE } from "./words.ts";

/** A recognised e-GP file, with what is met while reading it. */
export interface EgpLayout extends Layout {
  tally: Tally;
}

/** Records looked at before the arrangement of a JSON file is decided. */
const SAMPLE = 200;
/** A JSON file without one of these at its beginning holds no e-GP record; the last is รหัส with its letters escaped. */
const NAMES_A_PROJECT = /รหัสโครงการ|"project_id"|\\u0e23\\u0e2b\\u0e31\\u0e2a/i;

function layoutOf(layout: string, read: (file: Opened, tally: Tally) => AsyncIterable<Reading>): EgpLayout {
  const tally = newTally();
  return {
    source: SOURCE,
    country: "TH",
    layout,
    tally,
    read(file) {
      Object.assign(tally, newTally());
      return read(file, tally);
    },
    noted: () => notedIn(tally),
    notedAt: () => firstIn(tally),
  };
}

function named(sheet: Sheet, arrangement: Arrangement | undefined): string {
  return sheet.shifted && arrangement === "shifted" ? `${sheet.layout}-shifted` : sheet.layout;
}

async function recogniseJson(file: Opened): Promise<{ layout: string; arrangement: Arrangement | undefined } | undefined> {
  if (!NAMES_A_PROJECT.test(file.head.toString("utf8"))) return undefined;
  let layout: string | undefined;
  let shiftable: { sheet: Sheet; at: string; rows: Record<string, unknown>[] } | undefined;
  let looked = 0;
  for await (const record of jsonRecords(file.bytes(), file.name)) {
    if (looked >= SAMPLE) break;
    looked += 1;
    if ("quarantined" in record || !isRecord(record.value)) continue;
    const row = record.value;
    const match = matchSheet(Object.keys(row));
    if (layout === undefined) {
      if (!match) return undefined;
      if ("near" in match) throw nearMiss(match.near, file.name, `record ${record.at}`);
      layout = Array.isArray(row.contract) ? "egp-project" : match.sheet.layout;
    }
    if (match && "sheet" in match && match.sheet.shifted) {
      shiftable ??= { sheet: match.sheet, at: record.at, rows: [] };
      // Headings are spelled in two ways in one file; each row must be looked at by its own.
      if (sameKeys(match.sheet, shiftable.sheet)) shiftable.rows.push(row);
    }
  }
  if (layout === undefined) return undefined;
  if (!shiftable) return { layout, arrangement: undefined };
  const { most, shown } = arrangementOfMost(shiftable.rows, shiftable.sheet);
  if (shown === 0) throw misaligned(shiftable.sheet, shiftable.rows[0]!, file.name, `record ${shiftable.at}`);
  return { layout: layout === shiftable.sheet.layout ? named(shiftable.sheet, most) : layout, arrangement: most };
}

async function* readJson(file: Opened, arrangement: Arrangement | undefined, mask: Mask, tally: Tally): AsyncGenerator<Reading> {
  const reader = new RowReader(mask, tally, arrangement);
  for await (const record of jsonRecords(file.bytes(), file.name)) {
    if ("quarantined" in record) yield { at: record.at, quarantined: record.quarantined, detail: record.detail };
    else if (isRecord(record.value)) {
      tally.nuls += record.nuls;
      yield reader.read({ at: record.at, row: record.value });
    } else yield { at: record.at, quarantined: "not_an_object", detail: "an e-GP record is a JSON object" };
  }
}

function sameKeys(one: Sheet, other: Sheet): boolean {
  return JSON.stringify(one.columns) === JSON.stringify(other.columns) && JSON.stringify(one.shifted) === JSON.stringify(other.shifted);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** e-GP contract rows of the Comptroller General's Department in every layout they are handed out in. */
export const egp: Source = {
  async recognise(file: Opened, context: Context): Promise<EgpLayout | undefined> {
    const kind = kindOf(file.head);
    if (kind !== "json" && kind !== "text") return undefined;
    refuseMojibake(file.head.toString("utf8"), file.name);
    if (kind === "json") {
      const found = await recogniseJson(file);
      return found && layoutOf(found.layout, (opened, tally) => readJson(opened, found.arrangement, context.mask, tally));
    }
    const found = await recogniseCsv(file);
    return found && layoutOf(named(found.sheet, found.arrangement), (opened, tally) => readCsv(opened, found, context.mask, tally));
  },
};
