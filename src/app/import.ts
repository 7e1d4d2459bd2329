// The verb `import`: files → raw → stage → canon, as one snapshot. Nothing is visible until everything stands.
import { layParts } from "../canon/parts.ts";
import { type Db, literal, openDb } from "../db.ts";
import { UserError } from "../error.ts";
import { dropReceipts, type Receipt, readReceipts, writeReceipts } from "../sources/raw.ts";
import { stageFolder } from "../sources/stage.ts";
import { fingerprint, type Workspace } from "../workspace.ts";
import { ensureCanon } from "./canon.ts";
import { fetched } from "./fetched.ts";
import { inputFiles } from "./input-files.ts";
import { latestDay } from "./latest-day.ts";
import { withLease } from "./lease.ts";
import { sourcesFor } from "./restage.ts";
import { ensureStaged } from "./staged.ts";
import { type FileReport, refusedFile, type Taken, take } from "./take.ts";
import { unpacked } from "./unpacked.ts";

/** How the sources of the tour's made-up records begin. */
export const SAMPLE = "sample-";

export interface ImportOptions {
  source?: string;
  asOf?: string;
  mapping?: string;
  /** Addresses may lead into the own network, and be plain http. */
  private?: boolean;
  progress?: (message: string, done: number, total: number) => void;
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

/** Counts, for each new file, the records that say nothing new: equal in identity and content to one known before them. */
async function countDuplicates(workspace: Workspace, db: Db, before: readonly Receipt[], taken: readonly Taken[]): Promise<void> {
  const folders = [...before.map((receipt) => stageFolder(workspace, receipt)), ...taken.map(({ staged }) => staged.folder)];
  const sources = [...before, ...taken.map(({ receipt }) => receipt)].map(({ source }) => literal(source));
  await layParts(db, folders);
  const rows = await db.rows<{ part_of: number; duplicates: string }>(`
      select part_of, count(*) filter (where nth > 1 and is_part = 0) as duplicates
      from (select part_of, is_part, row_number() over (partition by [${sources.join(", ")}][part_of + 1], ocid, content order by part_of, ordinal) as nth from staged)
      where part_of >= ${before.length}
      group by part_of`);
  const duplicates = new Map(rows.map((row) => [row.part_of - before.length, Number(row.duplicates)]));
  for (const [rank, { report }] of taken.entries()) {
    report.duplicate = duplicates.get(rank) ?? 0;
    report.accepted = report.read - report.quarantined - report.duplicate;
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

function notYet(day: string): UserError {
  return new UserError("day-to-come", {
    what: { en: `${day} is still to come; nothing can be known from that day`, th: `วันที่ ${day} ยังมาไม่ถึง จึงยังไม่มีข้อมูลที่ทราบตั้งแต่วันนั้น` },
    remedy: { en: "give the day on which the records were published, or leave --as-of out", th: "ระบุวันที่เผยแพร่ข้อมูลด้วย --as-of หรือไม่ต้องระบุ" },
    exit: "usage",
  });
}

const isTaken = (it: Taken | FileReport): it is Taken => "receipt" in it;

/** Imports files, folders and what lies at addresses as one snapshot. */
export async function importFiles(workspace: Workspace, paths: readonly string[], options: ImportOptions = {}): Promise<ImportReport> {
  if (options.asOf && options.asOf > latestDay()) throw notYet(options.asOf);
  const { files, skipped } = inputFiles(paths);
  const sources = sourcesFor(options.mapping);
  return await withLease(workspace, "import", async () => {
    const { before, displaced } = standing(workspace, options);
    const db = await openDb({ spill: workspace.path("tmp") });
    try {
      const outcomes: (Taken | FileReport)[] = [];
      for (const [index, file] of files.entries()) {
        options.progress?.(`reading ${file.name}`, index, files.length);
        for await (const here of fetched(workspace, file, Boolean(options.private)))
          for await (const found of unpacked(workspace, here, skipped)) {
            if ("trouble" in found) {
              outcomes.push(refusedFile(found.name, found.trouble));
              continue;
            }
            const { name } = found;
            const step = (records: number) => options.progress?.(`reading ${name}: ${records} records`, index, files.length);
            outcomes.push(await take(workspace, db, found, options, sources, step));
          }
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
      await ensureStaged(workspace, before, options.progress);
      if (fresh.length) await countDuplicates(workspace, db, before, fresh);
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
    } finally {
      db.close();
    }
  });
}
