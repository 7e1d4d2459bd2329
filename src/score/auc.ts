// How well a number tells two groups apart: the area under the curve, with an interval from seeded resampling.
import { seeded } from "./draw.ts";

export interface Labelled {
  value: number;
  positive: boolean;
}

export interface Auc {
  auc: number;
  low: number;
  high: number;
  positives: number;
  negatives: number;
}

/** The chance that one of the positives has the higher value, ties counting half; null where one of the groups is empty. */
export function areaOf(rows: readonly Labelled[]): number | null {
  const sorted = [...rows].sort((a, b) => a.value - b.value);
  let ranks = 0;
  let positives = 0;
  for (let start = 0; start < sorted.length; ) {
    let end = start;
    while (end < sorted.length && sorted[end]!.value === sorted[start]!.value) end++;
    const tied = sorted.slice(start, end).filter(({ positive }) => positive).length;
    ranks += tied * ((start + 1 + end) / 2);
    positives += tied;
    start = end;
  }
  const negatives = sorted.length - positives;
  return positives && negatives ? (ranks - (positives * (positives + 1)) / 2) / (positives * negatives) : null;
}

/** The area and its 95 % interval by drawing rows again, within each group, so that no draw lacks one. */
export function aucOf(rows: readonly Labelled[], draws = 1000, seed = 20260103): Auc | null {
  const auc = areaOf(rows);
  if (auc === null) return null;
  const random = seeded(seed);
  // Sorted once: a draw is then how often each row was drawn, and one walk over them.
  const sorted = [...rows].sort((a, b) => a.value - b.value);
  const level = sorted.map(({ value }, index) => Number(index > 0 && value !== sorted[index - 1]!.value));
  for (let index = 1; index < level.length; index++) level[index]! += level[index - 1]!;
  const groups = [true, false].map((wanted) =>
    Uint32Array.from(sorted.flatMap(({ positive }, index) => (positive === wanted ? [level[index]!] : []))),
  );
  const [positives, negatives] = groups.map(({ length }) => length) as [number, number];
  const drawn = groups.map(() => new Float64Array((level.at(-1) ?? 0) + 1));
  const areas = new Float64Array(draws);
  for (let nth = 0; nth < draws; nth++) {
    for (const [of, levels] of groups.entries()) {
      drawn[of]!.fill(0);
      for (let left = levels.length; left > 0; left--) drawn[of]![levels[Math.floor(random() * levels.length)]!]!++;
    }
    let below = 0;
    let pairs = 0;
    for (const [at, more] of drawn[0]!.entries()) {
      pairs += more * (below + drawn[1]![at]! / 2);
      below += drawn[1]![at]!;
    }
    areas[nth] = pairs / (positives * negatives);
  }
  areas.sort();
  const at = (share: number) => areas[Math.min(draws - 1, Math.max(0, Math.round(share * (draws - 1))))]!;
  return { auc, low: at(0.025), high: at(0.975), positives, negatives };
}
