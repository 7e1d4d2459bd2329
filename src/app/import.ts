// The verb `import`: files → raw → stage → canon, as one snapshot. Nothing is visible until everything stands.
import { readdirSync, statSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { literal, openDb } from "../db.ts";
import { UserError } from "../error.ts";
import { egp } from "../sources/egp/egp.ts";
import { mapping } from "../sources/mapping/mapping.ts";
import { ocds } from "../sources/ocds/ocds.ts";
import { kindOf, openFile } from "../sources/open.ts";
import { parquetAsLines } from "../sources/parquet.ts";
import { dropReceipts, keepRaw, type Receipt, rawPath, readReceipts, writeReceipts } from "../sources/raw.ts";
import type { Layout, Opened, Source } from "../sources/source.ts";
import { type Staged, stage, stageFolder } from "../sources/stage.ts";
import { fingerprint, type Workspace, withLease } from "../workspace.ts";
import { ensureCanon } from "./canon.ts";

/** How the sources of the tour's made-up records begin. */
export const SAMPLE = "sample-";

export interface ImportOptions {
  source?: string;
  asOf?: string;
  mapping?: string;
  progress?: (message: string, done: number, total: number) => void;
}

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

export interface ImportReport {
  snapshot: string | null;
  as_of: string | null;
  /** Snapshots of made-up records that these real ones displaced. */
  displaced: string[];
  files: FileReport[];
  skipped: string[];
  canon: Record<string, number>;
  canon_hash: string | null;
}

/** Endings under which data are looked for in folders; a file named outright is read whatever it is called. */
const DATA = /\.(json|jsonl|ndjson|geojson|csv|tsv|txt|parquet|xml|xlsx|zip|gz)$/i;

function filesOf(paths: readonly string[]): { files: { path: string; name: string }[]; skipped: string[] } {
  const files: { path: string; name: string }[] = [];
  const skipped: string[] = [];
  for (const path of paths) {
    let stat: ReturnType<typeof statSync>;
    try {
      stat = statSync(path);
    } catch {
      throw new UserError("no-such-input", {
        what: "there is no such file or folder",
        where: path,
        remedy: "check the path",
        exit: "noInput",
      });
    }
    if (!stat.isDirectory()) {
      files.push({ path, name: basename(path) });
      continue;
    }
    const entries = readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    for (const entry of entries) {
      const name = relative(path, entry);
      // A log beside the data (errors.txt) is no data; a table called .txt must be named outright.
      if (DATA.test(entry) && !/\.txt$/i.test(entry)) files.push({ path: entry, name });
      else skipped.push(name);
    }
  }
  return { files, skipped };
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

interface Taken {
  receipt: Receipt;
  staged: Staged;
  report: FileReport;
}

async function take(
  workspace: Workspace,
  file: { path: string; name: string },
  options: ImportOptions,
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
    const staged = await stage(workspace, opened, layout, { sha256, mapping: mappingHash }, step);
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

/** Counts, for each new file, the records that say nothing new: equal in identity and content to one known before them. */
async function countDuplicates(workspace: Workspace, before: readonly Receipt[], taken: readonly Taken[]): Promise<void> {
  const db = await openDb({ spill: workspace.path("tmp", "spill") });
  try {
    const folders = [
      ...before.map((receipt) => ({ folder: stageFolder(workspace, receipt), source: receipt.source, rank: -1 })),
      ...taken.map(({ staged, receipt }, rank) => ({ folder: staged.folder, source: receipt.source, rank })),
    ];
    const reads = folders.map(
      ({ folder, source, rank }) =>
        `select ${rank} as file, ${literal(source)} as source, ordinal, ocid, content from read_parquet(${literal(`${folder}/received-*.parquet`)})`,
    );
    const rows = await db.rows<{ file: number; duplicates: string }>(`
      select file, count(*) filter (where nth > 1) as duplicates
      from (select file, row_number() over (partition by source, ocid, content order by file, ordinal) as nth from (${reads.join(" union all ")}))
      where file >= 0
      group by file`);
    const duplicates = new Map(rows.map((row) => [row.file, Number(row.duplicates)]));
    for (const [rank, { report }] of taken.entries()) {
      report.duplicate = duplicates.get(rank) ?? 0;
      report.accepted = report.read - report.quarantined - report.duplicate;
    }
  } finally {
    db.close();
  }
}

/** What the workspace holds already. Real records displace the made-up ones of the tour. */
function standing(workspace: Workspace, options: ImportOptions): { before: Receipt[]; displaced: string[] } {
  const receipts = readReceipts(workspace);
  if (options.source?.startsWith(SAMPLE)) return { before: receipts, displaced: [] };
  const before = receipts.filter(({ source }) => !source.startsWith(SAMPLE));
  const displaced = [...new Set(receipts.filter((receipt) => !before.includes(receipt)).map(({ snapshot }) => snapshot))];
  return { before, displaced };
}

const isTaken = (it: Taken | FileReport): it is Taken => "receipt" in it;

/** Imports files and folders as one snapshot. */
export async function importFiles(workspace: Workspace, paths: readonly string[], options: ImportOptions = {}): Promise<ImportReport> {
  const { files, skipped } = filesOf(paths);
  const sources: Source[] = options.mapping ? [mapping(options.mapping)] : [egp, ocds];
  return await withLease(workspace, "import", async () => {
    const { before, displaced } = standing(workspace, options);
    const outcomes: (Taken | FileReport)[] = [];
    for (const [index, file] of files.entries()) {
      options.progress?.(`reading ${file.name}`, index, files.length);
      outcomes.push(
        await take(workspace, file, options, sources, (records) =>
          options.progress?.(`reading ${file.name}: ${records} records`, index, files.length),
        ),
      );
    }
    const taken = outcomes.filter(isTaken);
    const reports = outcomes.map((it) => (isTaken(it) ? it.report : it));
    const known = new Set(before.map((receipt) => receipt.sha256 + receipt.source + receipt.mapping));
    const fresh: Taken[] = [];
    for (const it of taken) {
      const key = it.receipt.sha256 + it.receipt.source + it.receipt.mapping;
      if (known.has(key)) it.report.duplicate = it.report.read - it.report.quarantined;
      else fresh.push(it);
      known.add(key);
    }
    options.progress?.("building the canon", files.length, files.length);
    if (fresh.length) await countDuplicates(workspace, before, fresh);
    const asOf = fresh.reduce<string | null>((latest, { receipt }) => (!latest || receipt.as_of > latest ? receipt.as_of : latest), null);
    const snapshot = fresh.length
      ? `${asOf}-${fingerprint(...fresh.map(({ receipt }) => receipt.sha256 + receipt.source).sort()).slice(0, 8)}`
      : null;
    const receipts = fresh.map(({ receipt }) => ({ ...receipt, snapshot: snapshot! }));
    if (!fresh.length && !before.length)
      return { snapshot, as_of: asOf, displaced: [], files: reports, skipped, canon: {}, canon_hash: null };
    const canon = await ensureCanon(workspace, [...before, ...receipts], () => {
      if (!snapshot) return;
      writeReceipts(workspace, snapshot, receipts);
      for (const old of displaced) dropReceipts(workspace, old);
    });
    return { snapshot, as_of: asOf, displaced, files: reports, skipped, canon: canon.rows, canon_hash: canon.canon_hash };
  });
}
