// Where the works lie that give a point, counted in equal areas of the earth's degrees: as many as a drawing can show, and the frame they lie in.
import type { Db } from "../db.ts";
import { type Counted, countedBy } from "./counted.ts";

/** An area, and what lies in it. */
export interface Area extends Counted {
  bbox: Bbox;
}

/** West, south, east, north, as GeoJSON has them; degrees as exact decimals. */
export type Bbox = readonly [west: string, south: string, east: string, north: string];

export interface SiteMap {
  bbox: Bbox;
  /** Side of an area in degrees. */
  step: string;
  /** With the most subjects first. */
  areas: Area[];
  /** Names of places for finding one's way: the middle of the works of agencies that have their address there. */
  names: { name: string; latitude: number; longitude: number }[];
  projects: { project_id: string; title: string | null; latitude: number; longitude: number }[];
}

/** Millionths of a degree: whole numbers, so that no area's edge is a rounding away from where it is. */
const MICRO = 1_000_000;
const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000].map((thousandths) => thousandths * 1_000);
/** Areas side by side at most. */
const MOST = 80;
/** Fewer works do not show where a place is. */
const FEWEST = 3;
/** Within a wider span provinces are named, within a narrower one districts. */
const PROVINCES = 2 * MICRO;

const degrees = (micro: number): string => String(micro / MICRO);
/** Where a place counted from the antimeridian and the south pole lies. */
const east = (x: number): string => degrees(x - 180 * MICRO);
const north = (y: number): string => degrees(y - 90 * MICRO);

/** Every subject with a point, or every project, in whole millionths from the antimeridian and the south pole. */
const SITES = `
    select ((process.site_longitude + 180) * ${MICRO})::bigint as x, ((process.site_latitude + 90) * ${MICRO})::bigint as y,
        score.flagged > 0 as is_flagged, score.currency, score.amount, process.buyer_key, process.buyer_province
    from run.score as score join canon.process as process on process.process_key = score.process_key
    where process.site_latitude is not null`;
const PROJECTS = `
    select ((site_longitude + 180) * ${MICRO})::bigint as x, ((site_latitude + 90) * ${MICRO})::bigint as y, project_id, title
    from canon.project where site_latitude is not null`;

interface Frame {
  west: number;
  south: number;
  east: number;
  north: number;
}

/** The frame asked for, else the one that holds every point; null where there is none. */
async function frameOf(db: Db, asked: string | undefined): Promise<Frame | null> {
  if (asked) {
    const [west, south, east, north] = asked.split(",").map((text) => Math.round(Number(text) * MICRO)) as [number, number, number, number];
    return { west: west + 180 * MICRO, south: south + 90 * MICRO, east: east + 180 * MICRO, north: north + 90 * MICRO };
  }
  const { west, south, east, north } = await db.one<{ west: string | null; south: string; east: string; north: string }>(
    `select min(x) as west, min(y) as south, max(x) + 1 as east, max(y) + 1 as north from (select x, y from (${SITES}) union all select x, y from (${PROJECTS}))`,
  );
  return west === null ? null : { west: Number(west), south: Number(south), east: Number(east), north: Number(north) };
}

/** The frame widened to whole areas of the smallest side of which no more than can be shown lie side by side. */
function divided({ west, south, east, north }: Frame): Frame & { step: number } {
  const step = STEPS.find((side) => Math.max(east - west, north - south) / side <= MOST) ?? STEPS.at(-1)!;
  const [from, to] = [(edge: number) => Math.floor(edge / step) * step, (edge: number) => Math.ceil(edge / step) * step];
  return { west: from(west), south: from(south), east: to(east), north: to(north), step };
}

async function namesIn(db: Db, inside: string, span: number): Promise<SiteMap["names"]> {
  const name = span > PROVINCES ? "buyer_province" : "party.locality";
  return await db.rows<SiteMap["names"][number]>(`
    select name, median(y) / ${MICRO} - 90 as latitude, median(x) / ${MICRO} - 180 as longitude
    from (select ${name} as name, x, y from (${SITES}) left join canon.party as party on party.party_key = buyer_key where ${inside})
    where name is not null
    group by name
    having count(*) >= ${FEWEST}
    -- Works that are spread over a large part of the map show no place.
    and greatest(quantile_cont(x, 0.9) - quantile_cont(x, 0.1), quantile_cont(y, 0.9) - quantile_cont(y, 0.1)) < ${span / 5}
    order by count(*) desc, name`);
}

/** The map of a run, or of the part of it that was asked for (`west,south,east,north`); null where nothing gives a point. */
export async function siteMap(db: Db, asked?: string): Promise<SiteMap | null> {
  const wanted = await frameOf(db, asked);
  if (!wanted) return null;
  const { step, ...frame } = divided(wanted);
  const inside = `x >= ${frame.west} and x < ${frame.east} and y >= ${frame.south} and y < ${frame.north}`;
  const cells = `select x // ${step} * ${step} as x, y // ${step} * ${step} as y, is_flagged, currency, amount from (${SITES}) where ${inside}`;
  const areas = await db.rows<{ x: string; y: string } & Counted>(countedBy(["x", "y"], cells, "y desc, x"));
  return {
    bbox: [east(frame.west), north(frame.south), east(frame.east), north(frame.north)],
    step: degrees(step),
    areas: areas.map(({ x, y, ...area }) => ({
      bbox: [east(Number(x)), north(Number(y)), east(Number(x) + step), north(Number(y) + step)],
      ...area,
    })),
    names: await namesIn(db, inside, Math.max(frame.east - frame.west, frame.north - frame.south)),
    projects: await db.rows<SiteMap["projects"][number]>(
      `select project_id, title, y / ${MICRO} - 90 as latitude, x / ${MICRO} - 180 as longitude from (${PROJECTS}) where ${inside} order by project_id`,
    ),
  };
}
