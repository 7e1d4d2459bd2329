// What verdicts of people teach: the precision of each indicator by version and reason, what is missed, and settings to consider; nothing is applied.
import { controls, decideControl, keepDrawn } from "../casebook/control.ts";
import { type Event, recentEvents, standings } from "../casebook/standing.ts";
import { UserError } from "../error.ts";
import { seeded } from "../score/draw.ts";
import { wilson } from "../score/rate.ts";
import type { Workspace } from "../workspace.ts";
import { type Generation, readManifest, runIds } from "./generation.ts";
import type { Casebook } from "./review.ts";

export interface Share {
  k: number;
  n: number;
  low: number | null;
  high: number | null;
}
const shareOf = (k: number, n: number): Share => ({ k, n, low: wilson({ k, n })?.low ?? null, high: wilson({ k, n })?.high ?? null });

export interface Precision {
  indicator: string;
  /** Of the method when it was decided; null when its run is gone. */
  version: number | null;
  /** Flags referred for follow-up, of those decided. */
  referred: Share;
  /** Ids of explanations, and fields that were wrong, with how often. */
  reasons: { verdict: "explained" | "bad_data"; reason: string; flags: number }[];
}

/** A setting to consider; a person weighs it and writes it into a profile. */
export interface Suggestion {
  indicator: string;
  param: string;
  now: number;
  suggested: number;
  before: Share;
  after: Share;
  /** Referred flags that would still be raised. */
  kept: Share;
}

export interface Learned {
  precision: Precision[];
  /** Cases without a flag in which people found something, of those looked at blindly; and the same of flagged ones among them. */
  control: { unflagged: Share; flagged: Share; waiting: number };
  suggestions: Suggestion[];
}

/** The decision in force on each flag: the last one, if it still stands. */
function decisions(casebook: Casebook, indicator?: string): Event[] {
  const last = new Map<string, Event>();
  for (const event of recentEvents(casebook, { limit: 1_000_000_000 }))
    if (event.verb === "decide" && (indicator ?? event.indicator) === event.indicator && !last.has(event.flag_id))
      last.set(event.flag_id, event);
  const kept = standings(casebook, [...last.keys()]);
  return [...last.values()].filter(({ flag_id }) => kept.get(flag_id)?.state === "decided");
}

function precisionOf(decided: readonly Event[], versionOf: (event: Event) => number | null): Precision[] {
  const groups = new Map<string, Event[]>();
  for (const event of decided) {
    const key = `${event.indicator} ${versionOf(event) ?? ""}`;
    groups.set(key, [...(groups.get(key) ?? []), event]);
  }
  return [...groups.keys()].sort().map((key) => {
    const events = groups.get(key)!;
    const reasons = new Map<string, number>();
    for (const { verdict, explanation, field } of events)
      if (verdict !== "refer") {
        const reason = `${verdict} ${verdict === "explained" ? explanation : field}`;
        reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      }
    return {
      indicator: events[0]!.indicator,
      version: versionOf(events[0]!),
      referred: shareOf(events.filter(({ verdict }) => verdict === "refer").length, events.length),
      reasons: [...reasons]
        .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
        .map(([reason, flags]) => {
          const [verdict = "explained", ...rest] = reason.split(" ");
          return { verdict: verdict as "explained" | "bad_data", reason: rest.join(" "), flags };
        }),
    };
  });
}

/** Fewer verdicts than these suggest nothing. */
const LEAST_DECIDED = 10;
/** A setting that loses more of what was referred is not suggested. */
const LEAST_KEPT = 0.9;

export interface DecidedFlag {
  value: number;
  isReferred: boolean;
}

/** The threshold that people's verdicts would choose, by the lower bound of precision; null where none is better than the one in force. */
export function suggest(flags: readonly DecidedFlag[], now: number, isLeast: boolean): Omit<Suggestion, "indicator" | "param"> | null {
  const referred = flags.filter(({ isReferred }) => isReferred).length;
  if (flags.length < LEAST_DECIDED || referred === 0) return null;
  const before = shareOf(referred, flags.length);
  let best: Omit<Suggestion, "indicator" | "param"> | null = null;
  for (const candidate of [...new Set(flags.map(({ value }) => value))].sort((a, b) => a - b)) {
    const raised = flags.filter(({ value }) => (isLeast ? value >= candidate : value <= candidate));
    const k = raised.filter(({ isReferred }) => isReferred).length;
    const after = shareOf(k, raised.length);
    if (k < LEAST_KEPT * referred || after.low! <= (best?.after.low ?? before.low!)) continue;
    best = { now, suggested: candidate, before, after, kept: shareOf(k, referred) };
  }
  return best && best.suggested !== now ? best : null;
}

async function suggestions(generation: Generation, decided: readonly Event[]): Promise<Suggestion[]> {
  const found: Suggestion[] = [];
  for (const { indicator, params } of generation.manifest.results) {
    const own = decided.filter((event) => event.indicator === indicator && event.verdict !== "bad_data");
    if (own.length < LEAST_DECIDED || !params) continue;
    const verdicts = new Map(own.map(({ flag_id, verdict }) => [flag_id, verdict === "refer"]));
    const rows = await generation.db.rows<{ flag_id: string; value: number | null; threshold: number | null }>(
      "select flag_id, value, threshold from run.flag where flag_id in (select unnest($ids)) and value is not null and threshold is not null order by flag_id",
      { ids: { type: "list", value: [...verdicts.keys()] } },
    );
    for (const [param, value] of Object.entries(params)) {
      const isLeast = /^(min|limit)_/.test(param);
      if (typeof value !== "number" || !(isLeast || param.startsWith("max_"))) continue;
      // Only a parameter that is itself what the value was held against.
      if (!rows.length || !rows.every(({ threshold }) => threshold === value)) continue;
      const better = suggest(
        rows.map((row) => ({ value: row.value!, isReferred: verdicts.get(row.flag_id)! })),
        value,
        isLeast,
      );
      if (better) found.push({ indicator, param, ...better });
    }
  }
  return found;
}

/** Everything that verdicts and blind looks have taught so far, of all indicators or of one. */
export async function learned(workspace: Workspace, generation: Generation, casebook: Casebook, indicator?: string): Promise<Learned> {
  const decided = decisions(casebook, indicator);
  const here = new Set(runIds(workspace));
  const versions = new Map<string, Map<string, number>>();
  const versionOf = ({ run_id, indicator }: Event): number | null => {
    if (!here.has(run_id)) return null;
    const known = versions.get(run_id) ?? new Map(readManifest(workspace, run_id).results.map((it) => [it.indicator, it.version]));
    versions.set(run_id, known);
    return known.get(indicator) ?? null;
  };
  const drawn = controls(casebook);
  const of = (isFlagged: boolean) => {
    const looked = drawn.filter(({ verdict, is_flagged }) => verdict !== null && Boolean(is_flagged) === isFlagged);
    return shareOf(looked.filter(({ verdict }) => verdict === "refer").length, looked.length);
  };
  return {
    precision: precisionOf(decided, versionOf),
    control: { unflagged: of(false), flagged: of(true), waiting: drawn.filter(({ verdict }) => verdict === null).length },
    suggestions: await suggestions(generation, decided),
  };
}

/** Draws judged contracts, half of them unflagged, in an order that does not tell which. */
export async function drawControl(generation: Generation, casebook: Casebook, n: number, seed: number, actor: string): Promise<string[]> {
  const of = async (condition: string) =>
    (
      await generation.db.rows<{ id: string }>(
        `select contract_id as id from run.score join canon.contract using (contract_key) where judged > 0 and ${condition} order by contract_id`,
      )
    ).map(({ id }) => id);
  const random = seeded(seed);
  const pick = (ids: string[], count: number) => {
    const left = [...ids];
    return Array.from({ length: Math.min(count, left.length) }, () => left.splice(Math.floor(random() * left.length), 1)[0]!);
  };
  const unflagged = pick(await of("flagged = 0"), Math.ceil(n / 2)).map((subject_id) => ({ subject_id, is_flagged: false }));
  const flagged = pick(await of("flagged > 0"), n - unflagged.length).map((subject_id) => ({ subject_id, is_flagged: true }));
  const mixed = [...unflagged, ...flagged].map((it) => ({ it, at: random() })).sort((a, b) => a.at - b.at);
  if (!unflagged.length)
    throw new UserError("nothing-to-draw", {
      what: { en: "no contract was judged and found without a flag", th: "ไม่มีสัญญาที่ประเมินแล้วและไม่มีข้อสังเกต" },
      exit: "noInput",
    });
  keepDrawn(
    casebook,
    generation.run_id,
    mixed.map(({ it }) => it),
    actor,
  );
  return mixed.map(({ it }) => it.subject_id);
}

/** Cases that wait for a blind look; whether they are flagged is not told. */
export const waitingControls = (casebook: Casebook): { run_id: string; subject_id: string }[] =>
  controls(casebook)
    .filter(({ verdict }) => verdict === null)
    .map(({ run_id, subject_id }) => ({ run_id, subject_id }));

export { decideControl };
