// A map of the sites: circles where works lie, as large as there are many, and the same areas as a table. No border is drawn, since no record gives one.
import type { Area, Bbox, SiteMap } from "../app/site-map.ts";
import { showAmount } from "../text/text.ts";
import { CountedTable } from "./counted-table.tsx";
import { href, subjectHref } from "./links.ts";
import { Printed } from "./printed.tsx";
import type { Reader } from "./reader.ts";

const WIDTH = 720;
const HEIGHT = 760;
/** Room for the degrees along the edges, and above. */
const EDGE = 34;
const ABOVE = 8;
const LISTED = 60;
/** Radius of a circle that can still be seen. */
const LEAST = 2.5;
/** Lines of whole degrees or parts of them, at most so many each way. */
const LINES = 6;
const APART = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60];
/** Width of a letter of a name, about. */
const LETTER = 7;
const LINE = 15;

const at = (value: number): string => value.toFixed(1);

/** Where degrees lie on the drawing: a degree of longitude is as much narrower than one of latitude as it is in the middle of the map. */
function projection([west, south, east, north]: Bbox) {
  const [left, bottom, right, top] = [west, south, east, north].map(Number) as [number, number, number, number];
  const narrow = Math.max(Math.cos((((bottom + top) / 2) * Math.PI) / 180), 0.1);
  const across = Math.min(WIDTH / (right - left), (HEIGHT * narrow) / (top - bottom));
  const up = across / narrow;
  return {
    width: (right - left) * across,
    height: (top - bottom) * up,
    x: (longitude: number) => EDGE + (longitude - left) * across,
    y: (latitude: number) => ABOVE + (top - latitude) * up,
    side: Math.min(across, up),
  };
}
type Projection = ReturnType<typeof projection>;

/** Round degrees between two edges. */
function rounds(from: number, to: number): number[] {
  const apart = APART.find((it) => (to - from) / it <= LINES) ?? APART.at(-1)!;
  const first = Math.ceil(from / apart);
  return Array.from({ length: Math.floor(to / apart) - first + 1 }, (_, nth) => Number(((first + nth) * apart).toFixed(3)));
}

const Lines = ({ map, on }: { map: SiteMap; on: Projection }) => {
  const [west, south, east, north] = map.bbox.map(Number) as [number, number, number, number];
  return (
    <g class="map-lines">
      <rect x={EDGE} y={ABOVE} width={at(on.width)} height={at(on.height)} />
      {rounds(west, east).map((longitude) => (
        <>
          <line x1={at(on.x(longitude))} x2={at(on.x(longitude))} y1={ABOVE} y2={at(ABOVE + on.height)} />
          <text x={at(on.x(longitude))} y={at(ABOVE + on.height + 16)} text-anchor="middle">
            {longitude}°
          </text>
        </>
      ))}
      {rounds(south, north).map((latitude) => (
        <>
          <line x1={EDGE} x2={at(EDGE + on.width)} y1={at(on.y(latitude))} y2={at(on.y(latitude))} />
          <text x={EDGE - 4} y={at(on.y(latitude) + 4)} text-anchor="end">
            {latitude}°
          </text>
        </>
      ))}
    </g>
  );
};

/** Names that do not lie over one another, those of the most works first. */
function legible(map: SiteMap, on: Projection): { name: string; x: number; y: number }[] {
  const kept: { name: string; x: number; y: number }[] = [];
  for (const { name, latitude, longitude } of map.names) {
    const [x, y] = [on.x(longitude), on.y(latitude)];
    const half = (name.length * LETTER) / 2;
    const fits = x - half > EDGE && x + half < EDGE + on.width && y > LINE && y < ABOVE + on.height;
    if (fits && kept.every((other) => Math.abs(other.y - y) > LINE || Math.abs(other.x - x) > half + (other.name.length * LETTER) / 2))
      kept.push({ name, x, y });
  }
  return kept;
}

const Circle = ({ area, map, on, reader }: { area: Area; map: SiteMap; on: Projection; reader: Reader }) => {
  const half = Number(map.step) / 2;
  const [x, y] = [on.x(Number(area.bbox[0]) + half), on.y(Number(area.bbox[1]) + half)];
  const most = map.areas[0]!.subjects;
  const radius = Math.max(on.side * half * 1.2 * Math.sqrt(area.subjects / most), LEAST);
  const title = `${nameOf(area.bbox, map, reader)}: ${reader.words.places.found(showAmount(String(area.subjects)), showAmount(String(area.flagged)))}`;
  const all = <circle cx={at(x)} cy={at(y)} r={at(radius)} class="map-all" />;
  if (area.flagged === 0)
    return (
      <g>
        <title>{title}</title>
        {all}
      </g>
    );
  return (
    <a href={queueAt(area.bbox)} tabindex={-1}>
      <title>{title}</title>
      {all}
      {/* As large a part of the circle as of the contracts. */}
      <circle cx={at(x)} cy={at(y)} r={at(radius * Math.sqrt(area.flagged / area.subjects))} class="map-flagged" />
    </a>
  );
};

/** From a lower to a higher degree, beyond nought by the other name. */
const span = (low: number, high: number, decimals: number, above: string, below: string): string =>
  high <= 0
    ? `${(-high).toFixed(decimals)}–${(-low).toFixed(decimals)}${below}`
    : `${low.toFixed(decimals)}–${high.toFixed(decimals)}${above}`;

/** An area by its corners, with as many decimals as the side of the areas has. */
function nameOf(bbox: Bbox, { step }: SiteMap, { words: { places } }: Reader): string {
  const [west, south, east, north] = bbox.map(Number) as [number, number, number, number];
  const decimals = step.split(".")[1]?.length ?? 0;
  return `${span(south, north, decimals, places.north, places.south)}, ${span(west, east, decimals, places.east, places.west)}`;
}

const pointAt = (latitude: number, longitude: number, { words: { places } }: Reader): string =>
  `${Math.abs(latitude).toFixed(4)}${latitude < 0 ? places.south : places.north}, ${Math.abs(longitude).toFixed(4)}${longitude < 0 ? places.west : places.east}`;

/** The queue holds what was flagged: an area without any leads nowhere. */
const queueAt = (bbox: Bbox): string => href("/queue", { bbox: bbox.join(","), review: "open" });

const Drawing = ({ map, reader }: { map: SiteMap; reader: Reader }) => {
  const { words } = reader;
  const on = projection(map.bbox);
  return (
    <figure class="drawing map">
      {/* Hidden from who hears the page and from the tab key: the table says the same, area by area. */}
      <svg width={at(on.width + 2 * EDGE)} viewBox={`0 0 ${at(on.width + 2 * EDGE)} ${at(on.height + ABOVE + 22)}`} aria-hidden="true">
        <Lines map={map} on={on} />
        {map.areas.map((area) => (
          <Circle area={area} map={map} on={on} reader={reader} />
        ))}
        {map.projects.map(({ project_id, title, latitude, longitude }) => (
          <a href={subjectHref("project", project_id)} tabindex={-1}>
            <title>{title ?? project_id}</title>
            <rect x={at(on.x(longitude) - 5)} y={at(on.y(latitude) - 5)} width="10" height="10" class="map-project" />
          </a>
        ))}
        {legible(map, on).map(({ name, x, y }) => (
          <text x={at(x)} y={at(y + 4)} text-anchor="middle" class="map-name">
            {name}
          </text>
        ))}
      </svg>
      <figcaption>
        {map.areas.length > 0 && `${words.places.drawn(map.areas.length, map.step)} `}
        {words.places.mapText}
      </figcaption>
    </figure>
  );
};

/** The drawing, the areas as a table, and the projects by name. `part` is the area asked for, where it is not all of them. */
export const SiteMapSection = ({ map, part, reader }: { map: SiteMap; part: string | undefined; reader: Reader }) => {
  const { words } = reader;
  const divisible = Number(map.step) > APART[0]!;
  return (
    <>
      {part && (
        <p>
          {nameOf(map.bbox, map, reader)} · <a href="/places">{words.places.whole}</a>
        </p>
      )}
      <Drawing map={map} reader={reader} />
      {map.areas.length > 0 && (
        <>
          <h3>{words.places.areas}</h3>
          {map.areas.length > LISTED && <p class="muted">{words.places.cut(LISTED, map.areas.length)}</p>}
          <CountedTable
            rows={map.areas.slice(0, LISTED).map(({ bbox, subjects, flagged, totals }) => ({
              name: (
                <>
                  {flagged > 0 ? <a href={queueAt(bbox)}>{nameOf(bbox, map, reader)}</a> : nameOf(bbox, map, reader)}
                  {divisible && subjects > 1 && (
                    <>
                      {" "}
                      · <a href={href("/places", { bbox: bbox.join(",") })}>{words.places.closer}</a>
                    </>
                  )}
                </>
              ),
              contracts: subjects,
              flagged,
              totals,
            }))}
            head={words.places.areaHead}
            label={words.places.areas}
            reader={reader}
          />
        </>
      )}
      {map.projects.length > 0 && (
        <>
          <h3>{words.places.projectsHere}</h3>
          <ul>
            {map.projects.map(({ project_id, title, latitude, longitude }) => (
              <li>
                <a href={subjectHref("project", project_id)}>
                  <Printed text={title ?? project_id} reader={reader} most={100} />
                </a>{" "}
                · {pointAt(latitude, longitude, reader)}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
};
