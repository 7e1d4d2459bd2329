// Where the work is, as far as the records say, and apart from it where the agencies have their address.
import { type Counted, countedBy } from "./counted.ts";
import type { Generation } from "./generation.ts";
import { type SiteMap, siteMap } from "./site-map.ts";

export interface Place extends Counted {
  place: string;
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

const bySql = (column: string): string =>
  `${countedBy(
    ["place"],
    `select process.${column} as place, score.flagged > 0 as is_flagged, score.currency, score.amount
     from run.score as score join canon.process as process on process.process_key = score.process_key
     where process.${column} is not null`,
  )} limit ${MOST}`;

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
