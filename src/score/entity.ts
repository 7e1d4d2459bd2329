// The order of buyers, suppliers and projects: by rates of their contracts, drawn towards those of their like, with what their own flags add.
import type { Profile } from "../catalogue/profile.ts";
import { beta, seeded } from "./draw.ts";
import { type Prior, priorOf, type Rate, shrunken } from "./rate.ts";
import { type Weights, weightings } from "./weigh.ts";

/** What is known of one entity in one family. */
export interface FamilyRate extends Rate {
  /** Worth of the strongest indicator that judged its contracts. */
  judged: number;
  /** Worth of the strongest that judged, and that flagged, the entity itself. */
  own_judged: number;
  own_flagged: number;
}

export interface Entity {
  entity: number;
  /** Contracts judged; only from `LEAST_RANKED` on is there a rank. */
  n: number;
  families: ReadonlyMap<string, FamilyRate>;
}

export interface RankedEntity {
  entity: number;
  score: number | null;
  rank: number | null;
  rank_low: number | null;
  rank_high: number | null;
}

/** A place among others is not claimed from fewer contracts than these. */
export const LEAST_RANKED = 10;

type Share = (family: string, it: FamilyRate) => number;

/** The flagged share of the judged weight. Within a family the strongest counts: the rate of its contracts, or a flag of its own. */
function scoreOf({ families }: Entity, weights: Weights, share: Share): number | null {
  let flagged = 0;
  let judged = 0;
  for (const [family, it] of families) {
    const weight = weights[family] ?? 0;
    judged += weight * Math.max(it.judged, it.own_judged);
    flagged += weight * Math.max(it.n > 0 ? share(family, it) * it.judged : 0, it.own_flagged);
  }
  return judged > 0 ? flagged / judged : null;
}

/** Scores all, and ranks those with contracts enough, under the profile's weights and under every way that weights and rates could be otherwise. */
export function rankEntities(entities: readonly Entity[], profile: Profile): RankedEntity[] {
  const names = [...new Set(entities.flatMap(({ families }) => [...families.keys()]))].sort();
  const priors = new Map<string, Prior | null>(
    names.map((family) => [family, priorOf(entities.flatMap(({ families }) => families.get(family) ?? []))]),
  );
  const steady: Share = (family, it) => shrunken(it, priors.get(family) ?? null) ?? 0;
  const random = seeded(20260102);
  // A rate that nobody's contracts ever showed, or all of them, is not known to vary.
  const drawn: Share = (family, it) => {
    const prior = priors.get(family);
    return prior ? beta(prior.a + it.k, prior.b + it.n - it.k, random) : steady(family, it);
  };
  const ranked = entities.map((entity): RankedEntity => {
    const score = scoreOf(entity, profile.weights, steady);
    return { entity: entity.entity, score, rank: null, rank_low: null, rank_high: null };
  });
  const placed = entities.map((_, index) => index).filter((index) => entities[index]!.n >= LEAST_RANKED && ranked[index]!.score !== null);
  const all = weightings(profile.weights);
  const moved = all.length - 64;
  for (const [attempt, weights] of all.entries()) {
    const share = attempt < moved ? steady : drawn;
    const scores = new Map(placed.map((index) => [index, scoreOf(entities[index]!, weights, share) ?? -1]));
    const order = [...placed].sort((a, b) => scores.get(b)! - scores.get(a)! || entities[b]!.n - entities[a]!.n || a - b);
    for (const [place, index] of order.entries()) {
      const it = ranked[index]!;
      if (attempt === 0) it.rank = place + 1;
      it.rank_low = Math.min(it.rank_low ?? place + 1, place + 1);
      it.rank_high = Math.max(it.rank_high ?? place + 1, place + 1);
    }
  }
  return ranked;
}
