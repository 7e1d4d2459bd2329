// How often: so many in a minute for each, counted in memory, forgotten when idle.

const MINUTE = 60_000;
/** Names remembered at most: a flood of new ones pushes out the oldest. */
const MOST = 10_000;

export interface Limiter {
  /** Takes one of `perMinute`; gives the seconds to wait where none is left. */
  take(name: string, perMinute: number, now?: number): number;
}

/** Opens a limiter: each name has a bucket of a minute's worth that fills up evenly. */
export function openLimiter(): Limiter {
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    take(name, perMinute, now = Date.now()) {
      if (perMinute === Number.POSITIVE_INFINITY) return 0;
      const was = buckets.get(name) ?? { left: perMinute, at: now };
      const left = Math.min(perMinute, was.left + ((now - was.at) / MINUTE) * perMinute);
      buckets.delete(name);
      buckets.set(name, { left: left >= 1 ? left - 1 : left, at: now });
      if (buckets.size > MOST) buckets.delete(buckets.keys().next().value!);
      return left >= 1 ? 0 : Math.ceil(((1 - left) / perMinute) * (MINUTE / 1000));
    },
  };
}
