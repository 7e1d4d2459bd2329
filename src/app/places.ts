// Where the work is, as far as the records say, and apart from it where the agencies have their address.
import type { Generation } from "./generation.ts";
import type { Total } from "./party.ts";
import { type SiteMap, siteMap } from "./site-map.ts";

export interface Place {
  place: string;
  /** Contracts, and processes without one. */
  subjects: number;
  flagged: number;
  totals: Total[];
}

export interface Places {
  /** How many subjects there are, how many of them name the province of the work, and how many give its point. */
  subjects: number;
  placed: number;
  pointed: number;
  /** Null where no record gives a point. */
  map: SiteMap | null;
  /** By the place of the work. */
  sites: Place[];
  /** By the address of the agency. */
  agencies: Place[];
  /** Infrastructure projects by the place of their works. */
  projects: { place: string; projects: number }[];
}

const MOST = 200;

const bySql = (column: string): string => `
    with placed as (
        select process.${column} as place, score.flagged > 0 as is_flagged, score.currency, score.amount
        from run.score as score join canon.process as process on process.process_key = score.process_key
        where process.${column} is not null
    )
    select
        place, count(*)::integer as subjects, (count(*) filter (where is_flagged))::integer as flagged,
        (select coalesce(list({currency: total.currency, amount: total.amount::varchar, contracts: total.contracts} order by total.currency), [])
         from (select currency, sum(amount)::decimal(38, 2) as amount, count(*)::integer as contracts from placed as own
               where own.place = placed.place and currency is not null and amount is not null group by currency) as total) as totals
    from placed group by place order by subjects desc, place limit ${MOST}`;

/** The places of a run, with the map of all of it or of the area asked for (`west,south,east,north`). */
export async function places({ db }: Generation, bbox?: string): Promise<Places> {
  const { subjects, placed, pointed } = await db.one<{ subjects: string; placed: string; pointed: string }>(
    `select count(*) as subjects, count(process.site_province) as placed, count(process.site_latitude) as pointed
     from run.score as score join canon.process as process on process.process_key = score.process_key`,
  );
  return {
    subjects: Number(subjects),
    placed: Number(placed),
    pointed: Number(pointed),
    map: await siteMap(db, bbox),
    sites: await db.rows<Place>(bySql("site_province")),
    agencies: await db.rows<Place>(bySql("buyer_province")),
    projects: await db.rows<Places["projects"][number]>(
      `select region as place, count(*)::integer as projects from canon.project where region is not null
       group by region order by projects desc, region limit ${MOST}`,
    ),
  };
}
