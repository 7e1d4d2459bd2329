// Where the work is: a map and tables with bars, made only of what the records say about the site. Nothing is drawn where no record gives a point.
import type { Place, Places } from "../app/places.ts";
import type { Manifest } from "../app/run.ts";
import { showAmount } from "../text/text.ts";
import { CountedTable } from "./counted-table.tsx";
import { Layout } from "./layout.tsx";
import { href } from "./links.ts";
import { Printed } from "./printed.tsx";
import type { Reader } from "./reader.ts";
import { SiteMapSection } from "./site-map.tsx";

interface Listed {
  list: readonly Place[];
  label: string;
  /** Whether a place leads to its cases. */
  filtered: boolean;
  reader: Reader;
}

const Table = ({ list, label, filtered, reader }: Listed) => {
  const rows = list.map(({ place, subjects, flagged, totals }) => {
    const printed = <Printed text={place} reader={reader} most={100} listed />;
    const name = filtered ? <a href={href("/queue", { province: place, review: "open" })}>{printed}</a> : printed;
    return { name, contracts: subjects, flagged, totals };
  });
  return <CountedTable rows={rows} head={reader.words.places.place} label={label} reader={reader} />;
};

/** The page. */
export const PlacesPage = ({
  reader,
  manifest,
  found,
  part,
}: {
  reader: Reader;
  manifest: Manifest;
  found: Places;
  /** The area of the map that was asked for. */
  part: string | undefined;
}) => {
  const { words } = reader;
  const count = (n: number): string => showAmount(String(n));
  return (
    <Layout reader={reader} title={words.places.title} at="queue" manifest={manifest}>
      <div class="page-head">
        <h1>{words.places.title}</h1>
        <p class="lead">{words.places.lead}</p>
      </div>
      <section aria-labelledby="map">
        <h2 id="map">{words.places.map}</h2>
        <p>{words.places.pointed(count(found.pointed), count(found.subjects))}</p>
        {found.map ? <SiteMapSection map={found.map} part={part} reader={reader} /> : <p class="muted">{words.places.noSites}</p>}
      </section>
      <section aria-labelledby="sites">
        <h2 id="sites">{words.places.sites}</h2>
        <p>{words.places.placed(count(found.placed), count(found.subjects))}</p>
        {found.sites.length > 0 ? (
          <Table list={found.sites} label={words.places.sites} filtered={false} reader={reader} />
        ) : (
          <p class="muted">{words.places.noProvinces}</p>
        )}
      </section>
      {found.projects.length > 0 && (
        <section aria-labelledby="projects">
          <h2 id="projects">{words.places.projects}</h2>
          <ul>
            {found.projects.map(({ place, projects }) => (
              <li>
                <Printed text={place} reader={reader} most={100} /> · {count(projects)}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="agencies">
        <h2 id="agencies">{words.places.agencies}</h2>
        <p class="muted">{words.places.agenciesText}</p>
        {found.agencies.length > 0 ? (
          <Table list={found.agencies} label={words.places.agencies} filtered reader={reader} />
        ) : (
          <p class="muted">{words.places.noAgencies}</p>
        )}
      </section>
    </Layout>
  );
};
