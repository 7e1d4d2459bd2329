// What the filters can be set to in one run: years, provinces, methods and the indicators that raised flags. A run never changes, so it is asked once.
import type { Generation } from "./generation.ts";

export interface Facets {
  years: number[];
  provinces: string[];
  methods: string[];
  categories: string[];
  indicators: { code: string; flagged: number }[];
  /** Contracts, and processes without one: what the queue is drawn from. */
  subjects: number;
}

const known = new WeakMap<Generation["manifest"], Promise<Facets>>();

async function read({ db, manifest }: Generation): Promise<Facets> {
  const texts = async (sql: string) => (await db.rows<{ it: string }>(sql)).map(({ it }) => it);
  return {
    years: (
      await db.rows<{ it: number }>("select distinct fiscal_year as it from run.flag where fiscal_year is not null order by it desc")
    ).map(({ it }) => Number(it)),
    provinces: await texts(
      "select buyer_province as it from canon.process where buyer_province is not null group by it order by count(*) desc, it limit 100",
    ),
    methods: await texts("select distinct procurement_method as it from canon.tender where procurement_method is not null order by it"),
    categories: await texts("select distinct category as it from canon.process where category is not null order by it"),
    indicators: manifest.results.filter(({ flagged }) => flagged > 0).map(({ indicator, flagged }) => ({ code: indicator, flagged })),
    subjects: Number((await db.one<{ n: string }>("select count(*) as n from run.score")).n),
  };
}

/** The facets of a run. */
export function facets(generation: Generation): Promise<Facets> {
  let found = known.get(generation.manifest);
  if (!found) {
    found = read(generation);
    known.set(generation.manifest, found);
    found.catch(() => known.delete(generation.manifest));
  }
  return found;
}
