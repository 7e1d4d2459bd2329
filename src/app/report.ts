// The verb `report`: a report of a run, filled, laid out and written whole in the format asked for.
import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { buildMemory } from "../canon/memory.ts";
import { reviewsAt } from "../casebook/as-of.ts";
import { requireCatalogue } from "../catalogue/load.ts";
import { UserError } from "../error.ts";
import { JABTA_VERSION } from "../package-root.ts";
import { type Checked, compare, readStamp } from "../report/check.ts";
import { loadReport, type Report, reportNames } from "../report/definition.ts";
import { type Change, type Filled, fill, type Ground } from "../report/fill.ts";
import type { Input } from "../report/lay.ts";
import { type Request, requireFilters, type Status, settingsOf } from "../report/request.ts";
import { type Format, type Written, writeReport } from "../report/write.ts";
import { readReceipts } from "../sources/raw.ts";
import type { Language, Text } from "../text/text.ts";
import { wordsOf } from "../text/words.ts";
import type { Workspace } from "../workspace.ts";
import { layComparison } from "./comparison.ts";
import type { Between } from "./comparisons.ts";
import { differences, told } from "./diff.ts";
import { Filter } from "./filter.ts";
import { canBeRead, type Generation, openGeneration, readableBefore, readManifest } from "./generation.ts";
import { keptCatalogue } from "./kept-catalogue.ts";
import { listCondition } from "./list-filter.ts";
import { readOwn } from "./own.ts";
import { beside, type Progress, runsAgain } from "./rebuilt.ts";
import { casebookOf } from "./review.ts";
import { recorded, rulesChanged } from "./run.ts";
import { bytesOf } from "./verify.ts";

export type { Report } from "../report/definition.ts";
export { jsonOf as reportJson } from "../report/json.ts";
export { htmlOf as reportHtml } from "../report/page.tsx";
export { STATUSES, type Status } from "../report/request.ts";
export { FORMATS, type Format } from "../report/write.ts";

/** Every report that is here. */
export const listReports = (): Report[] => reportNames().map(loadReport);

export interface ReportRequest {
  filter: Filter;
  settings?: Readonly<Record<string, string>>;
  status?: Status;
  /** Reviews up to this entry of the audit log; all of them unless given. */
  audit?: number | undefined;
}

/** Conditions of the filters over flags, and over contracts. */
async function scopeOf(generation: Generation, filter: Filter): Promise<Ground["scope"]> {
  const judges = (condition: string) => `pattern in (select pattern from run.pattern where ${condition})`;
  return {
    leads: await listCondition(generation, filter, {
      indicator: "indicator = $indicator",
      level: "level = $level",
      contract_status: "contract_status",
      seek: { list: "run.flag_list" },
    }),
    contracts: await listCondition(generation, filter, {
      indicator: judges("list_contains(judged, $indicator)"),
      level: judges("list_has_any(judged, (select list(o.indicator order by o.indicator) from run.outcome as o where o.level = $level))"),
      contract_status: "contract_status",
      seek: { texts: ["process_id", "title", "buyer_name", "supplier_name", "contract_number"] },
    }),
  };
}

/** The files behind a run, with what was read of each. */
function inputsOf(workspace: Workspace, { manifest }: Generation): Input[] {
  const receipts = readReceipts(workspace);
  return manifest.inputs.map((input) => {
    const receipt = receipts.find((it) => it.sha256 === input.sha256 && it.source === input.source);
    return {
      file: input.name,
      source: input.source,
      layout: receipt?.layout ?? "",
      as_of: input.as_of,
      received_on: receipt?.received_on ?? input.as_of,
      read_count: input.read,
      accepted_count: input.read - input.quarantined,
      quarantined_count: input.quarantined,
      sha256: input.sha256,
    };
  });
}

/** Settings left open that mean something only beside a run: the run before it, the month of its data. Once resolved they are part of the stamp. */
function resolved(
  workspace: Workspace,
  { run_id, manifest }: Generation,
  settings: Record<string, string | number>,
): Record<string, string | number> {
  const found = { ...settings };
  if (found.before === "") found.before = readableBefore(workspace, run_id) ?? "";
  if (found.month === "") found.month = manifest.as_of.slice(0, 7);
  return found;
}

/** Changed flags that one report lists. */
const MOST_CHANGES = 100_000;

/** What is new, gone or changed since another run, in both languages. */
async function changesSince({ run_id }: Generation, before: string, between: Between): Promise<Change[]> {
  return await between(before, run_id, async (comparison) =>
    (await differences(comparison, MOST_CHANGES)).map((it) => {
      const was = (language: Language) => told({ catalogue: comparison.formerly }, it.indicator, it.old, language)?.says ?? null;
      const is = (language: Language) => told(comparison, it.indicator, it.new, language)?.says ?? null;
      const because = (language: Language) => it.causes.map((cause) => wordsOf(language).changes.cause[cause]).join(", ");
      return {
        change: it.change,
        indicator: it.indicator,
        subject_kind: it.subject_kind,
        subject_id: it.subject_id,
        flag_id: it.flag_id,
        cause_en: because("en"),
        cause_th: because("th"),
        old_en: was("en"),
        old_th: was("th"),
        new_en: is("en"),
        new_th: is("th"),
      };
    }),
  );
}

/** Lays two runs beside each other for one report, where no house keeps them so. */
const once =
  (workspace: Workspace): Between =>
  async (before, after, work) => {
    const comparison = await layComparison(workspace, before, after);
    try {
      return await work(comparison);
    } finally {
      comparison.db.close();
    }
  };

interface Filling {
  /** Told which table is asked for. */
  progress?: (select: string, done: number, total: number) => void;
  /** How two runs are compared: where a house serves, through it. */
  between?: Between;
}

/** Fills a report from an open run. */
export async function fillReport(
  workspace: Workspace,
  generation: Generation,
  name: string,
  asked: ReportRequest,
  { progress, between = once(workspace) }: Filling = {},
): Promise<Filled> {
  const report = loadReport(name);
  requireFilters(report, asked.filter);
  const casebook = casebookOf(workspace);
  try {
    const reviews = reviewsAt(casebook, asked.audit);
    const filter = Object.fromEntries(Object.entries(asked.filter).filter(([, value]) => value !== undefined)) as Request["filter"];
    const settings = resolved(workspace, generation, settingsOf(report, asked.settings ?? {}));
    const request: Request = {
      status: asked.status ?? "internal",
      filter,
      settings,
      audit_seq: reviews.seq,
    };
    const { db, manifest, indicators } = generation;
    const ground: Ground = {
      db,
      run: manifest,
      indicators,
      scope: await scopeOf(generation, asked.filter),
      inputs: inputsOf(workspace, generation),
      reviews,
      changes: settings.before ? await changesSince(generation, String(settings.before), between) : [],
      profiled: recorded(manifest).settings,
    };
    return await fill(ground, report, request, progress);
  } finally {
    casebook.close();
  }
}

export interface Made extends Written {
  report: string;
  format: Format;
  run_id: string;
  content_hash: string;
  contracts: number;
  leads: number;
}

export interface MakeOptions extends ReportRequest {
  run?: string | undefined;
  format: Format;
  out: string;
  language: Language;
  signal?: AbortSignal;
  /** Told which table is asked for, and of how many steps; the last is to write it. */
  progress?: (step: string, done: number, total: number) => void;
}

/** Opens a run for what reads all of it: beyond its budget the engine works from the disk. */
const openWhole = (workspace: Workspace, run?: string): Promise<Generation> =>
  openGeneration(workspace, run, { memory: buildMemory([]), spill: workspace.path("tmp") });

const noFolder = (path: string): UserError =>
  new UserError("out-unusable", {
    what: { en: "there is no folder to write the report into", th: "ไม่มีโฟลเดอร์สำหรับเขียนรายงาน" },
    where: dirname(path),
    remedy: { en: "make the folder, or name another with --out", th: "สร้างโฟลเดอร์ก่อน หรือระบุที่อื่นด้วย --out" },
    exit: "cannotWrite",
  });

/** Makes a report and writes it. */
export async function makeReport(
  workspace: Workspace,
  name: string,
  { run, format, out, language, signal, progress, ...asked }: MakeOptions,
): Promise<Made> {
  const path = resolve(out);
  if (!existsSync(dirname(path))) throw noFolder(path);
  loadReport(name);
  const generation = await openWhole(workspace, run);
  try {
    const filled = await fillReport(workspace, generation, name, asked, {
      progress: (select, done, total) => progress?.(select, done, total + 1),
    });
    progress?.(`writing ${format}`, filled.tables.size, filled.tables.size + 1);
    const written = await writeReport(filled, format, language, path, signal);
    const { run_id, content_hash } = filled.stamp;
    const counted = filled.tables.get("totals")!.rows.reduce((sum, row) => sum + Number(row[1]), 0);
    return { ...written, report: name, format, run_id, content_hash, contracts: counted, leads: filled.tables.get("leads")!.size };
  } finally {
    generation.close();
  }
}

const otherWords = (then: string): Text => ({
  en: `the file was made by jabta ${then}; the words that ${JABTA_VERSION} puts around the figures may be others`,
  th: `แฟ้มนี้สร้างด้วยจับตารุ่น ${then} ข้อความประกอบตัวเลขของรุ่น ${JABTA_VERSION} อาจต่างออกไป`,
});

/** A checked file, and from what its report was made again. */
export interface CheckedFile extends Checked {
  /** Whether the run was judged again from the bytes received, because its tables are gone or of another version of jabta. */
  rebuilt: boolean;
  /** What of the run came out otherwise, and what else explains a difference that nobody made in the file. */
  troubles: Text[];
}

/** Makes the report of a file again and compares every value in it. */
export async function checkReport(workspace: Workspace, path: string, progress: Progress = () => {}): Promise<CheckedFile> {
  if (!existsSync(path))
    throw new UserError("no-file", { what: { en: "there is no such file", th: "ไม่มีแฟ้มนี้" }, where: path, exit: "noInput" });
  const read = await readStamp(path);
  const { report, run_id, status, audit_seq, filter, settings } = read.stamp;
  const texts = Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, String(value)]));
  const compared = async (place: Workspace): Promise<Checked> => {
    const generation = await openWhole(place, run_id);
    try {
      const asked = { filter: Filter.parse(filter), settings: texts, status, audit: audit_seq };
      return await compare(path, read, await fillReport(place, generation, report, asked));
    } finally {
      generation.close();
    }
  };
  const runs = [run_id, ...(texts.before ? [texts.before] : [])];
  const otherProgram = read.stamp.jabta === JABTA_VERSION ? [] : [otherWords(read.stamp.jabta)];
  if (runs.every((id) => canBeRead(workspace, id))) {
    const found = await compared(workspace);
    const wordless = runs.filter((id) => !keptCatalogue(workspace, id)).map((id) => readManifest(workspace, id));
    const changed = wordless.flatMap((manifest) =>
      rulesChanged(manifest, [...requireCatalogue(), ...readOwn(workspace, manifest.run_id).indicators]),
    );
    return { ...found, rebuilt: false, troubles: found.ok ? [] : [...otherProgram, ...changed] };
  }
  for (const id of runs) {
    const troubles = await bytesOf(workspace, readManifest(workspace, id));
    if (troubles.length)
      throw new UserError("canon-gone", {
        what: {
          en: `run ${id} cannot be read nor made again: ${troubles.map(({ en }) => en).join("; ")}`,
          th: `อ่านหรือประเมินรอบ ${id} ซ้ำไม่ได้: ${troubles.map(({ th }) => th).join(" ")}`,
        },
        where: path,
        exit: "unavailable",
      });
  }
  return await beside(workspace, async (place) => {
    const troubles = await runsAgain(place, workspace, runs, progress);
    const found = await compared(place);
    return { ...found, rebuilt: true, troubles: found.ok ? troubles : [...otherProgram, ...troubles] };
  });
}
