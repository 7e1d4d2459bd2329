// The verb `sanity`: whether what a run found can be right: shares, drift since the run before, worst fields, and what the settings decide.
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import type { Profile } from "../catalogue/profile.ts";
import { UserError } from "../error.ts";
import { type Sensitivity, sensitivity } from "../run/sensitivity.ts";
import { wilson } from "../score/rate.ts";
import type { Language, Text } from "../text/text.ts";
import { type Workspace, writeWhole } from "../workspace.ts";
import { sayReason } from "./coverage.ts";
import { type Generation, readManifest, runIds } from "./generation.ts";
import type { Manifest } from "./run.ts";

/** A flag that more than a quarter have tells little; one that nobody has may be asked wrongly. */
export const MOST_SHARE = 0.25;

export const WARNINGS = {
  many: { en: "more than a quarter flagged", th: "มีข้อสังเกตมากกว่าหนึ่งในสี่" },
  none: { en: "nobody flagged", th: "ไม่มีรายการใดมีข้อสังเกต" },
  unjudged: { en: "nobody could be judged", th: "ประเมินไม่ได้เลย" },
  drift: { en: "the share moved beyond chance since the run before", th: "สัดส่วนเปลี่ยนเกินกว่าความบังเอิญจากรอบก่อน" },
} as const satisfies Record<string, Text>;
export type Warning = keyof typeof WARNINGS;

export interface Sanity {
  indicator: string;
  title: string;
  version: number;
  subjects: number;
  flagged: number;
  clear: number;
  no_data: number;
  not_applicable: number;
  /** Flagged of flagged and clear, with Wilson's interval. */
  share: number | null;
  share_low: number | null;
  share_high: number | null;
  no_data_share: number | null;
  /** The same share in the run before, when that asked it too. */
  before: { flagged: number; judged: number; share: number | null } | null;
  drift: number | null;
  /** Fields and reasons that left most unjudged. */
  worst: { reason: string; says: string; subjects: number }[];
  warnings: Warning[];
  sensitivity: Omit<Sensitivity, "indicator">[] | null;
}

export interface Panel {
  run_id: string;
  as_of: string;
  before: string | null;
  indicators: Sanity[];
}

const shareOf = ({ flagged, clear }: { flagged: number; clear: number }) => (flagged + clear ? flagged / (flagged + clear) : null);

/** The run to compare with: the latest before it that is not of the same records and rules. */
function runBefore(workspace: Workspace, manifest: Manifest): Manifest | undefined {
  for (const id of runIds(workspace)) {
    if (id >= manifest.run_id) continue;
    const earlier = readManifest(workspace, id);
    if (earlier.inputs_hash !== manifest.inputs_hash) return earlier;
  }
  return undefined;
}

const keptAt = (workspace: Workspace, runId: string): string => workspace.path("sanity", `${runId}.json`);

/** What was computed before; runs never change, so neither does this. */
function kept(workspace: Workspace, runId: string): Sensitivity[] | null {
  const path = keptAt(workspace, runId);
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Sensitivity[]) : null;
}

/** Judges again with each parameter a quarter lower and higher, and keeps the outcome beside the run. */
export async function measureSensitivity(
  workspace: Workspace,
  generation: Generation,
  codes: readonly string[],
  progress: (message: string, done: number, total: number) => void,
): Promise<void> {
  const { manifest } = generation;
  const asked = manifest.results.map(({ indicator }) => indicator).filter((code) => !codes.length || codes.includes(code));
  const indicators = asked.flatMap((code) => generation.indicators.get(code) ?? []);
  const found = await sensitivity(
    workspace.path("canon", manifest.canon_file),
    indicators,
    manifest.settings as unknown as Profile,
    manifest.as_of,
    { spill: workspace.path("tmp") },
    (code, done, total) => progress(`moving the settings of ${code}`, done, total),
  );
  const others = (kept(workspace, generation.run_id) ?? []).filter(({ indicator }) => !asked.includes(indicator));
  mkdirSync(workspace.path("sanity"), { recursive: true });
  writeWhole(keptAt(workspace, generation.run_id), `${JSON.stringify([...others, ...found])}\n`);
}

/** The panel of a run. */
export async function sanity(workspace: Workspace, generation: Generation, language: Language, against?: string): Promise<Panel> {
  const { manifest } = generation;
  const before = against === undefined ? runBefore(workspace, manifest) : readManifest(workspace, against);
  const moved = kept(workspace, generation.run_id);
  const indicators: Sanity[] = [];
  for (const outcome of manifest.results) {
    const { indicator, version, flagged, clear, no_data, not_applicable } = outcome;
    const judged = flagged + clear;
    const interval = wilson({ k: flagged, n: judged });
    const was = before?.results.find((it) => it.indicator === indicator);
    const wasJudged = was ? was.flagged + was.clear : 0;
    const wasInterval = was ? wilson({ k: was.flagged, n: wasJudged }) : null;
    const apart = Boolean(interval && wasInterval && (interval.low > wasInterval.high || interval.high < wasInterval.low));
    const worst = await generation.db.rows<{ reason: string; n: string }>(
      `select code.reason, count(*) as n from run.result_${indicator} as result
       join run.code as code on code.code = result.code and code.indicator = '${indicator}'
       where code.status = 'no_data' group by 1 order by n desc, 1 limit 3`,
    );
    const warnings: Warning[] = [];
    const share = shareOf(outcome);
    if (share !== null && share > MOST_SHARE) warnings.push("many");
    if (judged > 0 && flagged === 0) warnings.push("none");
    if (judged === 0) warnings.push("unjudged");
    if (apart) warnings.push("drift");
    const wasShare = was ? shareOf(was) : null;
    indicators.push({
      indicator,
      title: generation.indicators.get(indicator)?.title[language] ?? indicator,
      version,
      subjects: judged + no_data + not_applicable,
      flagged,
      clear,
      no_data,
      not_applicable,
      share,
      share_low: interval?.low ?? null,
      share_high: interval?.high ?? null,
      no_data_share: judged + no_data ? no_data / (judged + no_data) : null,
      before: was ? { flagged: was.flagged, judged: wasJudged, share: wasShare } : null,
      drift: share !== null && wasShare !== null ? share - wasShare : null,
      worst: worst.map(({ reason, n }) => ({ reason, says: sayReason(reason, language), subjects: Number(n) })),
      warnings,
      sensitivity: moved?.filter((it) => it.indicator === indicator).map(({ indicator: _, ...rest }) => rest) ?? null,
    });
  }
  return { run_id: generation.run_id, as_of: manifest.as_of, before: before?.run_id ?? null, indicators };
}

/** The codes asked for, or a sentence about the one that the run did not judge. */
export function askedOf(manifest: Manifest, codes: readonly string[]): readonly string[] {
  const unknown = codes.filter((code) => !manifest.results.some(({ indicator }) => indicator === code));
  if (!unknown.length) return codes;
  throw new UserError("indicator-unknown", {
    what: { en: `this run did not judge ${unknown.join(", ")}`, th: `รอบนี้ไม่ได้ประเมิน ${unknown.join(", ")}` },
    remedy: { en: "jabta indicators lists them", th: "ดูรายการด้วยคำสั่ง jabta indicators" },
    exit: "usage",
  });
}
