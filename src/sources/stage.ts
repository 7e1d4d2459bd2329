// Reads one raw file into a staged folder of Parquet: every record with its place, identity, content hash and release.
// A stage is a pure function of the bytes, the layout and the masking key, so it is kept and never read twice.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { Db } from "../db.ts";
import { promote, type Workspace } from "../workspace.ts";
import { writeParts } from "./parquet-parts.ts";
import type { Layout, Note, Opened, Reading } from "./source.ts";

/** Rises when reading the same bytes gives other records. */
export const VERSION = 11;
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
export interface Dated {
  day: string;
  field: "date" | "dateSigned";
  records: number;
  at: string;
}

const day = (text: string | null | undefined): string | null => (text && /^\d{4}-\d{2}-\d{2}/.test(text) ? text.slice(0, 10) : null);

/** The days one record speaks of, each once. */
function daysOf({ release: { date, contracts = [] } }: Extract<Reading, { release: unknown }>): Pick<Dated, "day" | "field">[] {
  if (date) return [day(date)].flatMap((one) => (one ? [{ day: one, field: "date" as const }] : []));
  const signed = new Set(contracts.flatMap(({ dateSigned }) => day(dateSigned) ?? []));
  return [...signed].map((one) => ({ day: one, field: "dateSigned" as const }));
}

const notesOf = (reading: Reading): readonly Note[] => ("problems" in reading ? (reading.problems as readonly Note[]) : []);

export function stageFolder(
  workspace: Workspace,
  file: { sha256: string; source: string; layout: string; mapping: string | null },
): string {
  const name = [file.sha256, file.source, file.layout, file.mapping?.slice(0, 16), `v${VERSION}`].filter(Boolean).join("-");
  return workspace.path("stage", name.replaceAll(/[^\w.-]/g, "_"));
}

type Refused = [ordinal: number, place: string, reason: string, detail: string];

/** The rows of what was accepted, in the order read; counts and notes go into `staged`, what was put aside into `refused`. */
async function* received(readings: AsyncIterable<Reading>, staged: Staged, refused: Refused[], progress: (records: number) => void) {
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
    for (const dated of daysOf(reading)) {
      const key = `${dated.day} ${dated.field}`;
      const known = days.get(key);
      if (known) known.records++;
      else days.set(key, { ...dated, records: 1, at: reading.at });
    }
    for (const { field, problem, at } of notesOf(reading)) {
      const note = `${field} ${problem}`;
      staged.noted[note] = (staged.noted[note] ?? 0) + 1;
      if (at !== undefined) staged.noted_at![note] ??= `${reading.at}${at}`;
    }
    const { at, content, release } = reading;
    yield [ordinal, at, release.ocid, release.id ?? null, release.date ?? null, content, Number(isPart), JSON.stringify(release)];
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
  await writeParts(db, beside, "received", COLUMNS, received(layout.read(opened), staged, refused, progress));
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
