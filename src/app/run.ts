// The verb `run`: judges the canon as of a day, and puts the finished run in force by a rename.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import type { Indicator } from "../catalogue/indicator.ts";
import { requireCatalogue } from "../catalogue/load.ts";
import { loadProfile } from "../catalogue/profile.ts";
import { UserError } from "../error.ts";
import { packaged } from "../package-root.ts";
import { judge, type Outcome } from "../run/run.ts";
import { score } from "../score/score.ts";
import { readReceipts } from "../sources/raw.ts";
import { fingerprint, promote, type Workspace, writeWhole } from "../workspace.ts";
import { canonAsOf, ensureCanon, requireCanon } from "./canon.ts";
import { withLease } from "./lease.ts";
import { publish } from "./publish.ts";

export interface RunOptions {
  profile?: string;
  asOf?: string;
  indicators?: readonly string[];
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
  inputs: { sha256: string; name: string; source: string; as_of: string; read: number; quarantined: number }[];
  catalogue_hash: string;
  law_hash: string;
  settings: Record<string, unknown>;
  versions: { jabta: string; duckdb: string; node: string };
  started_at: string;
  seconds: number;
  results: Outcome[];
}

const require = createRequire(import.meta.url);
const version = (name: string): string => (require(name) as { version: string }).version;
export const JABTA_VERSION: string = (JSON.parse(readFileSync(packaged("package.json"), "utf8")) as { version: string }).version;

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
  return catalogue.filter(
    (indicator) =>
      indicator.sql !== null &&
      (wanted.length ? wanted.includes(indicator.id) : !off.includes(indicator.id) && indicator.maturity !== "retired") &&
      (indicator.maturity !== "draft" || options.drafts),
  );
}

const lawText = (): string =>
  readdirSync(packaged("data/law"))
    .sort()
    .map((name) => name + readFileSync(packaged(`data/law/${name}`), "utf8"))
    .join("\n");

const catalogueText = (indicators: readonly Indicator[]): string => indicators.map((it) => `${it.id} ${it.version} ${it.sql}`).join("\n");

/** A name that sorts by time. A run that is served is never written over, not even by one of the same second and result. */
function newRunId(workspace: Workspace, started: Date, result_hash: string): string {
  const base = `${started.toISOString().replaceAll(/[-:]/g, "").slice(0, 15)}Z-${result_hash.slice(0, 8)}`;
  for (let nth = 1; ; nth++) {
    const id = nth === 1 ? base : `${base}-${nth}`;
    if (!existsSync(workspace.path("runs", id))) return id;
  }
}

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
  const indicators = chosen(requireCatalogue(), options, profile.off);
  const started = new Date();
  return await withLease(workspace, "run", async () => {
    const receipts = readReceipts(workspace);
    requireCanon(workspace);
    const newest = await ensureCanon(workspace, receipts, () => {});
    const asOf = options.asOf ?? newest.newest;
    const canon = asOf < newest.newest ? await canonAsOf(workspace, receipts, asOf) : newest;
    if (!canon.rows.process) throw nothingKnown(asOf);
    const canonPath = workspace.path("canon", canon.file);
    const folder = workspace.path("tmp", "run");
    mkdirSync(folder, { recursive: true });
    const settings = {
      spill: workspace.path("tmp", "spill"),
      ...(options.threads ? { threads: options.threads } : {}),
      ...(options.memory ? { memory: options.memory } : {}),
    };
    const { results, result_hash } = await judge(
      canonPath,
      `${folder}/run.duckdb`,
      indicators,
      profile,
      asOf,
      async (db) => {
        await score(db, indicators, profile);
        await publish(db, indicators);
      },
      settings,
      (indicator, done) => options.progress?.(`judging ${indicator}`, done, indicators.length),
    );
    const inputs = receipts.filter((it) => it.as_of <= asOf || canon === newest);
    const catalogue_hash = fingerprint(catalogueText(indicators));
    const law_hash = fingerprint(lawText());
    const settingsUsed = { ...profile, title: undefined };
    const manifest: Manifest = {
      run_id: newRunId(workspace, started, result_hash),
      as_of: asOf,
      profile: profile.name,
      inputs_hash: fingerprint(...inputs.map(({ sha256 }) => sha256).sort(), catalogue_hash, JSON.stringify(settingsUsed), law_hash, asOf),
      canon_hash: canon.canon_hash,
      result_hash,
      canon_file: canon.file,
      inputs: inputs.map(({ sha256, name, source, as_of, read, quarantined }) => ({ sha256, name, source, as_of, read, quarantined })),
      catalogue_hash,
      law_hash,
      settings: settingsUsed,
      versions: { jabta: JABTA_VERSION, duckdb: version("@duckdb/node-api/package.json"), node: process.version },
      started_at: started.toISOString(),
      seconds: Number(((Date.now() - started.getTime()) / 1000).toFixed(3)),
      results,
    };
    writeWhole(`${folder}/manifest.json`, `${JSON.stringify(manifest, null, 2)}\n`);
    promote(folder, workspace.path("runs", manifest.run_id));
    writeWhole(workspace.path("runs/current.json"), `${JSON.stringify({ run_id: manifest.run_id })}\n`);
    return manifest;
  });
}

/** Judges again exactly as a manifest says, and tells what has changed since that forbids a comparison. Keeps nothing. */
export async function judgeAgain(workspace: Workspace, manifest: Manifest): Promise<{ result_hash: string | null; changed: string[] }> {
  const catalogue = requireCatalogue();
  const indicators = manifest.results.flatMap(({ indicator }) => catalogue.find(({ id }) => id === indicator) ?? []);
  const changed: string[] = [];
  if (fingerprint(catalogueText(indicators)) !== manifest.catalogue_hash) changed.push("the catalogue has changed since this run");
  if (fingerprint(lawText()) !== manifest.law_hash) changed.push("the law tables have changed since this run");
  const canonPath = workspace.path("canon", manifest.canon_file);
  if (!existsSync(canonPath)) changed.push("the canon of this run is no longer here");
  if (changed.length) return { result_hash: null, changed };
  const folder = mkdtempSync(workspace.path("tmp", `verify-${process.pid}-`));
  try {
    const { result_hash } = await judge(
      canonPath,
      `${folder}/run.duckdb`,
      indicators,
      loadProfile(manifest.profile),
      manifest.as_of,
      async () => {},
      { spill: folder },
    );
    return { result_hash, changed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
