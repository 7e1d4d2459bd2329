// Reads one raw file into a staged folder of Parquet: every record with its place, identity, content hash and release.
// A stage is a pure function of the bytes, the layout and the masking key, so it is kept and never read twice.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { Db } from "../db.ts";
import { promote, type Workspace } from "../workspace.ts";
import { writeParts } from "./parquet-parts.ts";
import type { Layout, Opened, Reading } from "./source.ts";
import { type DayTold, type Told, toldOf } from "./told.ts";

/** Rises when reading the same bytes gives other records. */
export const VERSION = 12;
const COLUMNS =
  "ordinal integer, place varchar, ocid varchar, release_id varchar, released varchar, content varchar, is_part integer, doc varchar";

export interface Staged {
  folder: string;
  read: number;
  quarantined: number;
  reasons: Record<string, number>;
  /** Where the first record of each reason stands. */
  first_at: Record<string, string>;
  /** What was left out of the records or mended in them, as `field problem`, and how often. */
  noted: Record<string, number>;
  /** Where the first of each stands, where the source tells; a stage made before these were kept has none. */
  noted_at?: Record<string, string>;
  /** The days of which the records themselves speak: release dates, else days of signature. */
  days: Dated[];
}

/** A day, how many records name it, and where the first of them stands. */
export interface Dated extends DayTold {
  records: number;
  at: string;
}

export function stageFolder(
  workspace: Workspace,
  file: { sha256: string; source: string; layout: string; mapping: string | null },
): string {
  const name = [file.sha256, file.source, file.layout, file.mapping?.slice(0, 16), `v${VERSION}`].filter(Boolean).join("-");
  return workspace.path("stage", name.replaceAll(/[^\w.-]/g, "_"));
}

type Refused = [ordinal: number, place: string, reason: string, detail: string];

/** The rows of what was accepted, in the order read; counts and notes go into `staged`, what was put aside into `refused`. */
async function* received(readings: AsyncIterable<Reading | Told>, staged: Staged, refused: Refused[], progress: (records: number) => void) {
  const days = new Map<string, Dated>();
  let ordinal = 0;
  for await (const reading of readings) {
    ordinal++;
    const isPart = "isPart" in reading && reading.isPart === true;
    if (!isPart) staged.read++;
    if (ordinal % 5000 === 0) progress(staged.read);
    if ("quarantined" in reading) {
      refused.push([ordinal, reading.at, reading.quarantined, reading.detail]);
      staged.reasons[reading.quarantined] = (staged.reasons[reading.quarantined] ?? 0) + 1;
      staged.first_at[reading.quarantined] ??= reading.at;
      continue;
    }
    const told = "doc" in reading ? reading : toldOf(reading);
    for (const dated of told.days) {
      const key = `${dated.day} ${dated.field}`;
      const known = days.get(key);
      if (known) known.records++;
      else days.set(key, { ...dated, records: 1, at: reading.at });
    }
    for (const { field, problem, at } of told.notes) {
      const note = `${field} ${problem}`;
      staged.noted[note] = (staged.noted[note] ?? 0) + 1;
      if (at !== undefined) staged.noted_at![note] ??= `${reading.at}${at}`;
    }
    yield [ordinal, told.at, told.ocid, told.id, told.date, told.content, Number(isPart), told.doc];
  }
  staged.days = [...days.keys()].sort().map((key) => days.get(key)!);
}

/** Stages a file through `db`, or returns what was staged before. `progress` is called with the number of records read so far. */
export async function stage(
  workspace: Workspace,
  db: Db,
  opened: Opened,
  layout: Layout,
  file: { sha256: string; mapping: string | null },
  progress: (records: number) => void,
): Promise<Staged> {
  const folder = stageFolder(workspace, { ...file, source: layout.source, layout: layout.layout });
  const summary = `${folder}/summary.json`;
  if (existsSync(summary)) return JSON.parse(readFileSync(summary, "utf8")) as Staged;

  const beside = workspace.path("tmp", `stage-${process.pid}-${file.sha256}`);
  rmSync(beside, { recursive: true, force: true });
  mkdirSync(beside, { recursive: true });
  const staged: Staged = { folder, read: 0, quarantined: 0, reasons: {}, first_at: {}, noted: {}, noted_at: {}, days: [] };
  const refused: Refused[] = [];
  await writeParts(
    db,
    beside,
    "received",
    COLUMNS,
    received(layout.told ? layout.told(opened) : layout.read(opened), staged, refused, progress),
  );
  staged.quarantined = refused.length;
  Object.assign(staged.noted, layout.noted?.());
  Object.assign(staged.noted_at!, layout.notedAt?.());
  // Most files of a folder of thousands have none, and each part costs as much as reading a small file.
  if (refused.length > 0)
    await writeParts(db, beside, "quarantine", "ordinal integer, place varchar, reason varchar, detail varchar", refused);
  writeFileSync(`${beside}/summary.json`, JSON.stringify(staged));
  promote(beside, folder, "rebuildable");
  return staged;
}
