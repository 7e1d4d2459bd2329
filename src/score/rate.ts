// Rates of small samples: Wilson's interval, and a share drawn towards that of comparable entities by how little was seen.

/** k of n. */
export interface Rate {
  k: number;
  n: number;
}

/** The prior that entities of one kind have in common: a and b of a beta distribution. */
export interface Prior {
  a: number;
  b: number;
}

/** Wilson's score interval at 95 %; null for n = 0. */
export function wilson({ k, n }: Rate, z = 1.959964): { low: number; high: number } | null {
  if (n <= 0) return null;
  const p = k / n;
  const middle = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z * Math.sqrt(Math.max((p * (1 - p)) / n + (z * z) / (4 * n * n), 0))) / (1 + (z * z) / n);
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** What is taken for known before anything is seen, where entities do not differ more than chance: their common rate, firmly. */
const FIRM = 1e6;

/** The prior by the method of moments over entities with n > 0, in the order given; null where there is none or all rates are 0 or all are 1. */
export function priorOf(rates: readonly Rate[]): Prior | null {
  const seen = rates.filter(({ n }) => n > 0);
  const total = seen.reduce((sum, { n }) => sum + n, 0);
  const mean = total ? seen.reduce((sum, { k }) => sum + k, 0) / total : 0;
  if (mean <= 0 || mean >= 1) return null;
  const squares = seen.reduce((sum, { n }) => sum + n * n, 0);
  const spread = seen.reduce((sum, { k, n }) => sum + n * (k / n - mean) ** 2, 0);
  const divisor = total - squares / total;
  const between = divisor > 0 ? (spread - mean * (1 - mean) * (seen.length - 1)) / divisor : 0;
  const strength = between > 0 ? Math.max((mean * (1 - mean)) / between - 1, 1e-6) : FIRM;
  return { a: mean * strength, b: (1 - mean) * strength };
}

/** The rate of an entity as the prior and what was seen of it together tell. */
export const shrunken = ({ k, n }: Rate, prior: Prior | null): number | null =>
  prior ? (prior.a + k) / (prior.a + prior.b + n) : n > 0 ? k / n : null;
