// The values of flags, for a drawing: those of one indicator, and where one flag stands among them.
import type { Generation } from "./generation.ts";
import type { Manifest } from "./run.ts";

/** Values that are drawn: all of them, or evenly picked from the ordered list when there are more. */
const POINTS = 240;

export interface Values {
  count: number;
  points: number[];
  /** Null where flags were judged by several. */
  threshold: number | null;
}

async function find({ db }: Generation, indicator: string): Promise<Values> {
  const row = await db.one<{ n: string; points: number[] | null; threshold: number | null; thresholds: string }>(
    `select
        count(*) as n,
        list(value order by nth) filter (where total <= ${POINTS} or nth % (total // ${POINTS} + 1) = 0 or nth in (1, total)) as points,
        min(threshold) as threshold,
        count(distinct threshold) as thresholds
    from (
        select value, threshold, row_number() over (order by value, flag_id) as nth, count(*) over () as total
        from run.flag where indicator = $code and value is not null and not isinf(value)
    )`,
    { code: { type: "text", value: indicator } },
  );
  return { count: Number(row.n), points: (row.points ?? []).map(Number), threshold: Number(row.thresholds) === 1 ? row.threshold : null };
}

const kept = new WeakMap<Manifest, Map<string, Promise<Values>>>();

/** The values of an indicator's flags, in order; kept while their run is in force, since a run never changes. */
export function flagValues(generation: Generation, indicator: string): Promise<Values> {
  const known = kept.get(generation.manifest) ?? new Map();
  kept.set(generation.manifest, known);
  const values = known.get(indicator) ?? find(generation, indicator);
  known.set(indicator, values);
  values.catch(() => known.delete(indicator));
  return values;
}

/** One flag among all of its indicator. */
export interface ValuePlace extends Pick<Values, "count" | "points"> {
  value: number;
  threshold: number;
  /** How many have a smaller value. */
  below: number;
}

/** The places of those flags that have a value and a threshold. */
export async function valuePlaces(generation: Generation, flagIds: readonly string[]): Promise<Map<string, ValuePlace>> {
  const rows = await generation.db.rows<{ flag_id: string; indicator: string; value: number; threshold: number; below: string }>(
    `with mine as materialized (
        select flag_id, indicator, value, threshold
        from run.flag where flag_id in (select unnest($ids)) and not isinf(value) and not isinf(threshold)
    )
    select mine.flag_id, mine.indicator, mine.value, mine.threshold, count(*) filter (where flag.value < mine.value) as below
    from mine join run.flag as flag on flag.indicator = mine.indicator
    where not isinf(flag.value)
    group by all`,
    { ids: { type: "list", value: flagIds } },
  );
  const places = new Map<string, ValuePlace>();
  for (const { flag_id, indicator, below, ...own } of rows) {
    const { count, points } = await flagValues(generation, indicator);
    places.set(flag_id, { ...own, count, points, below: Number(below) });
  }
  return places;
}
