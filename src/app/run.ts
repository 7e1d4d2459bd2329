// The verb `run`: judges the canon as of a day, and puts the finished run in force by a rename.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { arch, platform } from "node:os";
import { type Indicator, isOwn } from "../catalogue/indicator.ts";
import { requireCatalogue } from "../catalogue/load.ts";
import { loadProfile, type Profile } from "../catalogue/profile.ts";
import type { Db } from "../db.ts";
import { UserError } from "../error.ts";
import { JABTA_VERSION } from "../package-root.ts";
import { LIMITS, type Limits } from "../run/own.ts";
import { type Judged, judge, type Outcome } from "../run/run.ts";
import { score } from "../score/score.ts";
import { type Receipt, readReceipts } from "../sources/raw.ts";
import type { Text } from "../text/text.ts";
import { fingerprint, promote, type Workspace, writeWhole } from "../workspace.ts";
import { canonAsOf, ensureCanon, knownBy, requireCanon } from "./canon.ts";
import { layCoverage } from "./coverage.ts";
import { runIds } from "./generation.ts";
import { keepCatalogue } from "./kept-catalogue.ts";
import { withLease } from "./lease.ts";
import { allIndicators, type Own, writeOwn } from "./own.ts";
import { publish } from "./publish.ts";
import { runIdAfter } from "./run-id.ts";
import { catalogueText, inputsHash, lawHash, lawHashes, settingsOf, sha256, sharedText } from "./run-inputs.ts";

export interface RunOptions {
  profile?: string;
  asOf?: string;
  indicators?: readonly string[];
  /** A folder of indicators of one's own. */
  own?: string;
  /** How much each of one's own may take. */
  limits?: Partial<Limits>;
  drafts?: boolean;
  threads?: number;
  memory?: string;
  progress?: (message: string, done: number, total: number) => void;
}

/** Everything that went into a run and what came out: enough to recompute and to doubt it. */
export interface Manifest {
  run_id: string;
  as_of: string;
  profile: string;
  inputs_hash: string;
  canon_hash: string;
  result_hash: string;
  canon_file: string;
  inputs: Omit<Receipt, "country">[];
  catalogue_hash: string;
  /** Of what methods share: macros, reasons, peers tables. */
  shared_hash?: string;
  law_hash: string;
  /** Each law table by name. */
  law?: Record<string, string>;
  settings: Record<string, unknown>;
  versions: Versions;
  started_at: string;
  seconds: number;
  results: Outcome[];
}

type Versions = { jabta: string } & Record<string, string>;

const require = createRequire(import.meta.url);
const version = (name: string): string => (require(name) as { version: string }).version;

/** The indicators a run judges: those that have a method, are not retired or switched off, and drafts only when asked. */
function chosen(catalogue: readonly Indicator[], options: RunOptions, off: readonly string[]): Indicator[] {
  const wanted = options.indicators ?? [];
  const unknown = wanted.filter((code) => !catalogue.some(({ id }) => id === code));
  if (unknown.length) {
    throw new UserError("indicator-unknown", {
      what: { en: `there is no indicator ${unknown.join(", ")}`, th: `ไม่มีตัวชี้วัด ${unknown.join(", ")}` },
      remedy: { en: "jabta indicators lists them", th: "ดูรายการด้วยคำสั่ง jabta indicators" },
      exit: "usage",
    });
  }
  const judged = catalogue.filter(
    (indicator) =>
      indicator.sql !== null &&
      (wanted.length ? wanted.includes(indicator.id) : !off.includes(indicator.id) && indicator.maturity !== "retired") &&
      (indicator.maturity !== "draft" || options.drafts),
  );
  const left = wanted.filter((code) => !judged.some(({ id }) => id === code));
  if (left.length) {
    throw new UserError("indicator-not-judged", {
      what: {
        en: `${left.join(", ")}: only described, or a draft`,
        th: `${left.join(", ")}: มีเพียงคำอธิบาย หรือยังเป็นฉบับร่าง`,
      },
      remedy: { en: "a draft is judged with --draft", th: "ใช้ --draft เพื่อประเมินฉบับร่าง" },
      exit: "usage",
    });
  }
  return judged;
}

/** Versions of everything that computes or formats. */
export const versionsHere = (): Versions => ({
  jabta: JABTA_VERSION,
  duckdb: version("@duckdb/node-api/package.json"),
  node: process.version,
  icu: process.versions.icu ?? "",
  unicode: process.versions.unicode ?? "",
  tz: process.versions.tz ?? "",
  system: `${platform()} ${arch()}`,
});

function nothingKnown(asOf: string): UserError {
  return new UserError("nothing-known", {
    what: { en: `nothing here was known by ${asOf}`, th: `ไม่มีข้อมูลใดที่ทราบแล้วภายในวันที่ ${asOf}` },
    remedy: { en: "choose a later day with --as-of, or leave it out", th: "เลือกวันที่หลังจากนั้นด้วย --as-of หรือไม่ต้องระบุ" },
    exit: "usage",
  });
}

/** Judges and puts the run in force. */
export async function runIndicators(workspace: Workspace, options: RunOptions = {}): Promise<Manifest> {
  const profile = loadProfile(options.profile ?? "default");
  const indicators = chosen(allIndicators(profile, options.own), options, profile.off);
  const limits = { ...LIMITS, ...options.limits };
  const started = new Date();
  return await withLease(workspace, "run", async () => {
    const receipts = readReceipts(workspace);
    // From receipts alone, as after a restored backup, everything else is built again.
    if (!receipts.length) requireCanon(workspace);
    const newest = await ensureCanon(workspace, receipts, () => {});
    const asOf = options.asOf ?? newest.newest;
    const canon = asOf < newest.newest ? await canonAsOf(workspace, receipts, asOf) : newest;
    if (!canon.rows.process) throw nothingKnown(asOf);
    const canonPath = workspace.path("canon", canon.file);
    const folder = workspace.path("tmp", "run");
    mkdirSync(folder, { recursive: true });
    const settings = {
      spill: workspace.path("tmp"),
      ...(options.threads ? { threads: options.threads } : {}),
      ...(options.memory ? { memory: options.memory } : {}),
    };
    const { results, result_hash } = await judge(
      canonPath,
      `${folder}/run.duckdb`,
      indicators,
      profile,
      asOf,
      (db) => finish(db, indicators, profile),
      settings,
      (indicator, done) => options.progress?.(`judging ${indicator}`, done, indicators.length),
      limits,
    );
    const inputs = canon === newest ? receipts : await knownBy(workspace, receipts, asOf);
    const law_hash = lawHash();
    const manifest: Manifest = {
      run_id: runIdAfter(runIds(workspace)[0], started, result_hash),
      as_of: asOf,
      profile: profile.name,
      inputs_hash: inputsHash(inputs, indicators, profile, asOf, law_hash),
      canon_hash: canon.canon_hash,
      result_hash,
      canon_file: canon.file,
      inputs: inputs.map(({ country: _, ...receipt }) => receipt),
      catalogue_hash: fingerprint(catalogueText(indicators)),
      shared_hash: fingerprint(sharedText(indicators)),
      law_hash,
      law: lawHashes(),
      settings: settingsOf(profile),
      versions: versionsHere(),
      started_at: started.toISOString(),
      seconds: Number(((Date.now() - started.getTime()) / 1000).toFixed(3)),
      results,
    };
    const judgedOwn = indicators.filter(({ id }) => isOwn(id));
    if (judgedOwn.length) writeOwn(folder, { limits, indicators: judgedOwn });
    keepCatalogue(
      folder,
      indicators.filter(({ id }) => !isOwn(id)),
    );
    writeWhole(`${folder}/manifest.json`, `${JSON.stringify(manifest, null, 2)}\n`);
    promote(folder, workspace.path("runs", manifest.run_id));
    writeWhole(workspace.path("runs/current.json"), `${JSON.stringify({ run_id: manifest.run_id })}\n`);
    return manifest;
  });
}

/** What of the rules differs today from what a manifest recorded; while anything does, results cannot be compared. */
export function rulesChanged(manifest: Manifest, catalogue: readonly Indicator[]): Text[] {
  const changed: Text[] = [];
  for (const { indicator, version: ran, sql_hash } of manifest.results) {
    const now = catalogue.find(({ id }) => id === indicator);
    if (!now?.sql) changed.push({ en: `${indicator} is no longer computed`, th: `ไม่คำนวณ ${indicator} แล้ว` });
    else if (now.version !== ran)
      changed.push({
        en: `${indicator} has version ${now.version}; it ran as ${ran}`,
        th: `${indicator} เป็นรุ่น ${now.version} แต่ใช้รุ่น ${ran} ในการประเมิน`,
      });
    else if (sha256(now.sql) !== sql_hash)
      changed.push({ en: `the method of ${indicator} has changed`, th: `วิธีการของ ${indicator} เปลี่ยนไป` });
  }
  const indicators = ranIn(manifest, catalogue);
  if (manifest.shared_hash && !changed.length && fingerprint(sharedText(indicators)) !== manifest.shared_hash)
    changed.push({
      en: "what methods share (peers tables, macros, reasons) has changed",
      th: "ส่วนที่วิธีการใช้ร่วมกัน (ตารางเปรียบเทียบ มาโคร เหตุผล) เปลี่ยนไป",
    });
  const law = lawHashes();
  const tables = Object.keys({ ...manifest.law, ...law }).filter((name) => manifest.law && manifest.law[name] !== law[name]);
  if (tables.length) changed.push({ en: `law tables have changed: ${tables.join(", ")}`, th: `ตารางกฎหมายเปลี่ยนไป: ${tables.join(", ")}` });
  return changed;
}

const ranIn = (manifest: Manifest, catalogue: readonly Indicator[]): Indicator[] =>
  manifest.results.flatMap(({ indicator }) => catalogue.find(({ id }) => id === indicator) ?? []);

/** Everything of a run beside its results that readers read, laid into its file. */
async function finish(db: Db, indicators: readonly Indicator[], profile: Profile): Promise<void> {
  await score(db, indicators, profile);
  await publish(db, indicators);
  await layCoverage(db);
}

/** The profile of a run with every setting it judged with. */
export const recorded = ({ settings, results }: Manifest): Profile => {
  const base = settings as unknown as Profile;
  const params = Object.fromEntries(results.flatMap(({ indicator, params }) => (params ? [[indicator, params]] : [])));
  return { ...base, settings: { ...base.settings, ...params } } as Profile;
};

/** Judges a canon again exactly as a manifest says, with the settings it recorded, and leaves the finished run in `folder`. */
export async function judgeRecorded(
  workspace: Workspace,
  manifest: Manifest,
  own: Own,
  canonPath: string,
  folder: string,
  done: typeof finish = finish,
): Promise<Judged> {
  const indicators = ranIn(manifest, [...requireCatalogue(), ...own.indicators]);
  const profile = recorded(manifest);
  return await judge(
    canonPath,
    `${folder}/run.duckdb`,
    indicators,
    profile,
    manifest.as_of,
    (db) => done(db, indicators, profile),
    { spill: workspace.path("tmp") },
    undefined,
    own.limits,
  );
}

/** Judges a canon again and keeps nothing. */
export async function judgeAgain(workspace: Workspace, manifest: Manifest, own: Own, canonPath: string): Promise<Judged> {
  const folder = mkdtempSync(workspace.path("tmp", `verify-${process.pid}-`));
  try {
    return await judgeRecorded(workspace, manifest, own, canonPath, folder, async () => {});
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
