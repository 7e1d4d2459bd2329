// How much of the weight that was judged is flagged, and how much the order depends on the weights.
// Subjects with the same judged and flagged indicators form one pattern, so a million subjects cost no more than their patterns.
import type { Profile } from "../catalogue/profile.ts";
import { seeded } from "./draw.ts";

/** What scoring must know of an indicator; position in the list is its position in the bits. */
export interface Weighed {
  id: string;
  family: string;
  level: "low" | "medium" | "high";
  maturity: string;
}

export interface Pattern {
  pattern: number;
  /** One character an indicator: `1` where it judged. */
  judged: string;
  /** One character an indicator: `1` where it flagged. */
  flagged: string;
  subjects: number;
}

export interface Ranked {
  pattern: number;
  score: number | null;
  /** Subjects with a higher score, under the profile's weights. */
  above: number;
  /** Fewest subjects above, over all ways the weights were moved. */
  fewest_above: number;
  /** Most subjects of other patterns above or level, over all ways the weights were moved. */
  most_above: number;
}

export type Weights = Readonly<Record<string, number>>;

/** The profile's weights; each weight alone a quarter up and down; and 64 draws that move all of them by up to a quarter. */
export function weightings(weights: Weights): Weights[] {
  const names = Object.keys(weights).sort();
  const single = names.flatMap((name) => [0.75, 1.25].map((factor) => ({ ...weights, [name]: weights[name]! * factor })));
  const random = seeded(20260101);
  const drawn = Array.from({ length: 64 }, () => Object.fromEntries(names.map((name) => [name, weights[name]! * (0.75 + 0.5 * random())])));
  return [weights, ...single, ...drawn];
}

/** What an indicator is worth within its family. */
export const worthOf = ({ level, maturity }: Weighed, profile: Profile): number =>
  profile.levels[level] * (maturity === "stable" ? profile.maturities.stable : profile.maturities.trial);

/** The score of one pattern: within a family the strongest counts, so one fact counts once. */
function scoreOf(pattern: Pattern, indicators: readonly Weighed[], profile: Profile, weights: Weights): number | null {
  const judged = new Map<string, number>();
  const flagged = new Map<string, number>();
  for (const [index, indicator] of indicators.entries()) {
    const worth = worthOf(indicator, profile);
    if (pattern.judged[index] === "1") judged.set(indicator.family, Math.max(judged.get(indicator.family) ?? 0, worth));
    if (pattern.flagged[index] === "1") flagged.set(indicator.family, Math.max(flagged.get(indicator.family) ?? 0, worth));
  }
  const total = (of: Map<string, number>) =>
    [...of.keys()].sort().reduce((sum, family) => sum + (weights[family] ?? 0) * of.get(family)!, 0);
  const weight = total(judged);
  return weight > 0 ? total(flagged) / weight : null;
}

/** Scores and ranks patterns under the profile's weights and under every weighting tried. */
export function rankPatterns(patterns: readonly Pattern[], indicators: readonly Weighed[], profile: Profile): Ranked[] {
  const ranked: Ranked[] = patterns.map(({ pattern }) => ({
    pattern,
    score: null,
    above: 0,
    fewest_above: Number.MAX_SAFE_INTEGER,
    most_above: 0,
  }));
  for (const [attempt, weights] of weightings(profile.weights).entries()) {
    const scores = patterns.map((pattern) => scoreOf(pattern, indicators, profile, weights));
    const order = patterns.map((_, index) => index).sort((a, b) => (scores[b] ?? -1) - (scores[a] ?? -1) || a - b);
    let above = 0;
    for (let start = 0; start < order.length; ) {
      let end = start;
      let level = 0;
      // Scores that differ by rounding alone are level.
      while (end < order.length && Math.abs((scores[order[end]!] ?? -1) - (scores[order[start]!] ?? -1)) < 1e-12)
        level += patterns[order[end++]!]!.subjects;
      for (const index of order.slice(start, end)) {
        const it = ranked[index]!;
        if (attempt === 0) Object.assign(it, { score: scores[index], above });
        it.fewest_above = Math.min(it.fewest_above, above);
        it.most_above = Math.max(it.most_above, above + level - patterns[index]!.subjects);
      }
      above += level;
      start = end;
    }
  }
  return ranked;
}
