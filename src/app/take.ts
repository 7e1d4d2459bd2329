// Takes one file in: kept raw, recognised, staged, with a receipt; or refused with a reason.
import { rmSync } from "node:fs";
import type { Db } from "../db.ts";
import { UserError } from "../error.ts";
import { kindOf } from "../sources/open.ts";
import { type Kept, keepRaw, type Receipt, rawPath } from "../sources/raw.ts";
import type { Layout, Opened, Source } from "../sources/source.ts";
import { type Staged, stage } from "../sources/stage.ts";
import type { Text } from "../text/text.ts";
import type { Workspace } from "../workspace.ts";
import type { InputFile } from "./input-files.ts";
import { latestDay } from "./latest-day.ts";
import { noRecords, unknownLayout } from "./refusals.ts";
import { layoutOf, openRaw } from "./restage.ts";

/** What became of one file: its records add up exactly, or it was refused with a reason. */
export interface FileReport {
  name: string;
  sha256: string | null;
  bytes: number;
  source: string | null;
  layout: string | null;
  read: number;
  accepted: number;
  duplicate: number;
  quarantined: number;
  reasons: Record<string, number>;
  /** Where the first quarantined record of each reason stands. */
  first_at: Record<string, string>;
  /** What was left out of accepted records or mended in them, as `field problem`, and how often. */
  noted: Record<string, number>;
  /** Where the first of each stands, where the source tells. */
  noted_at: Record<string, string>;
  /** Why nothing of the file was used: its name and the place in `where`. */
  refused: { code: string; what: Text; where: string | null; remedy: Text | null } | null;
}

const untaken = (name: string): FileReport => ({
  name,
  sha256: null,
  bytes: 0,
  source: null,
  layout: null,
  read: 0,
  accepted: 0,
  duplicate: 0,
  quarantined: 0,
  reasons: {},
  first_at: {},
  noted: {},
  noted_at: {},
  refused: null,
});

const refusalOf = ({ code, says, where, mend }: UserError): FileReport["refused"] => ({
  code,
  what: says,
  where: where ?? null,
  remedy: mend ?? null,
});

/** The report of a file of which no byte was taken. */
export const refusedFile = (name: string, trouble: UserError): FileReport => ({ ...untaken(name), refused: refusalOf(trouble) });

async function recognise(opened: Opened, sources: readonly Source[], workspace: Workspace): Promise<Layout> {
  const layout = await layoutOf(opened, sources, workspace);
  if (!layout) throw unknownLayout(kindOf(opened.head), opened.name);
  return layout;
}

/** The newest day the records speak of that can have come. A day still to come is a finding about its record and says nothing of the file. */
function newestUntil({ days }: Staged, latest: string, report: FileReport): string | null {
  const toCome = days.filter(({ day }) => day > latest);
  if (toCome.length) {
    // What was staged is shared by everybody who takes these bytes, on whatever day.
    report.noted = { ...report.noted };
    report.noted_at = { ...report.noted_at };
  }
  for (const { field, records, at } of toCome) {
    const note = `${field} still_to_come`;
    report.noted[note] = (report.noted[note] ?? 0) + records;
    report.noted_at[note] ??= at;
  }
  return days.findLast(({ day }) => day <= latest)?.day ?? null;
}

export interface Taken {
  receipt: Receipt;
  staged: Staged;
  report: FileReport;
}

/** Reads one file into the stage. */
export async function take(
  workspace: Workspace,
  db: Db,
  file: InputFile,
  options: { source?: string; asOf?: string; mapping?: string },
  sources: readonly Source[],
  step: (records: number) => void,
): Promise<Taken | FileReport> {
  const report = untaken(file.name);
  let kept: Kept | undefined;
  try {
    kept = await keepRaw(workspace, file.path);
    const { sha256, bytes } = kept;
    Object.assign(report, { sha256, bytes });
    const opened = await openRaw(workspace, sha256, file.name);
    const known = await recognise(opened, sources, workspace);
    const layout = options.source ? { ...known, source: options.source } : known;
    const mappingHash = options.mapping ? (await keepRaw(workspace, options.mapping)).sha256 : null;
    const staged = await stage(workspace, db, opened, layout, { sha256, mapping: mappingHash }, step);
    Object.assign(report, {
      source: layout.source,
      layout: layout.layout,
      read: staged.read,
      quarantined: staged.quarantined,
      reasons: staged.reasons,
      first_at: staged.first_at,
      noted: staged.noted,
      noted_at: staged.noted_at ?? {},
    });
    if (staged.read === 0) throw noRecords(file.name);
    // A file of which every record was put aside leaves no trace in what is known.
    if (staged.quarantined === staged.read) return report;
    const today = new Date().toISOString().slice(0, 10);
    const newest = newestUntil(staged, latestDay(), report);
    const receipt: Receipt = {
      snapshot: "",
      sha256,
      bytes,
      name: file.name,
      source: layout.source,
      country: layout.country,
      layout: layout.layout,
      mapping: mappingHash,
      as_of: options.asOf ?? newest ?? today,
      received_on: today,
      read: staged.read,
      quarantined: staged.quarantined,
    };
    return { receipt, staged, report };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // Bytes that nothing was made of are not kept, unless they were here before.
    if (kept?.fresh) rmSync(rawPath(workspace, kept.sha256), { force: true });
    report.refused = refusalOf(error);
    return report;
  }
}
