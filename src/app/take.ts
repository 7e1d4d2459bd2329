// Takes one file in: kept raw, recognised, staged, with a receipt; or refused with a reason.
import type { Db } from "../db.ts";
import { UserError } from "../error.ts";
import { kindOf, openFile } from "../sources/open.ts";
import { parquetAsLines } from "../sources/parquet.ts";
import { keepRaw, type Receipt, rawPath } from "../sources/raw.ts";
import type { Layout, Opened, Source } from "../sources/source.ts";
import { type Staged, stage } from "../sources/stage.ts";
import type { Workspace } from "../workspace.ts";
import type { InputFile } from "./input-files.ts";

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
  refused: { code: string; what: string; remedy: string | null } | null;
}

async function recognise(opened: Opened, sources: readonly Source[], workspace: Workspace): Promise<Layout> {
  for (const source of sources) {
    const layout = await source.recognise(opened, { mask: workspace.mask });
    if (layout) return layout;
  }
  const html = kindOf(opened.head) === "html";
  throw new UserError(html ? "not-data" : "layout-unknown", {
    what: html ? "this is a web page, not data: the portal answered with a page where a file was expected" : "no source knows this layout",
    where: opened.name,
    remedy: html
      ? "open the address in a browser, download the file there, and import the downloaded file"
      : "give a mapping file with --mapping, or see the layouts in the README",
    exit: "unusable",
  });
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
  const report: FileReport = {
    name: file.name,
    sha256: null,
    bytes: 0,
    source: null,
    layout: null,
    read: 0,
    accepted: 0,
    duplicate: 0,
    quarantined: 0,
    reasons: {},
    refused: null,
  };
  try {
    const { sha256, bytes } = await keepRaw(workspace, file.path);
    Object.assign(report, { sha256, bytes });
    let opened = await openFile(rawPath(workspace, sha256), file.name);
    if (kindOf(opened.head) === "parquet") opened = await parquetAsLines(opened);
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
    });
    if (staged.read === 0)
      throw new UserError("no-records", {
        what: "the file holds no record",
        where: file.name,
        remedy: "check that the download is whole",
        exit: "unusable",
      });
    const today = new Date().toISOString().slice(0, 10);
    const newest = staged.newest && staged.newest <= today ? staged.newest : null;
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
    report.refused = { code: error.code, what: error.what, remedy: error.remedy ?? null };
    return report;
  }
}
