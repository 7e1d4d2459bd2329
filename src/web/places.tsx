// Where the work is: a table with bars, made only of what the records say about the site. No shape of a map is drawn where no record gives one.
import type { Place, Places } from "../app/places.ts";
import type { Manifest } from "../app/run.ts";
import { showAmount } from "../text/text.ts";
import { Layout } from "./layout.tsx";
import { href } from "./links.ts";
import { Counted, Totals } from "./party-tables.tsx";
import { Printed } from "./printed.tsx";
import type { Reader } from "./reader.ts";
import { Scroll } from "./scroll.tsx";

const Table = ({ list, label, filtered, reader }: { list: readonly Place[]; label: string; filtered: boolean; reader: Reader }) => {
  const { words } = reader;
  const most = Math.max(...list.map(({ subjects }) => subjects), 1);
  return (
    <Scroll reader={reader} label={label}>
      <table class="plain bars">
        <thead>
          <tr>
            <th scope="col">{words.places.place}</th>
            <th scope="col" class="bar">
              <span class="unseen">{words.party.count}</span>
            </th>
            <th scope="col" class="number">
              {words.party.count}
            </th>
            <th scope="col" class="number">
              {words.party.flagged}
            </th>
            <th scope="col" class="number">
              {words.party.sum}
            </th>
          </tr>
        </thead>
        <tbody>
          {list.map((row) => (
            <tr>
              <th scope="row">
                {filtered ? (
                  <a href={href("/queue", { province: row.place, review: "open" })}>
                    <Printed text={row.place} reader={reader} most={100} listed />
                  </a>
                ) : (
                  <Printed text={row.place} reader={reader} most={100} listed />
                )}
              </th>
              <td class="bar">
                <Counted contracts={row.subjects} flagged={row.flagged} most={most} />
              </td>
              <td class="number">{showAmount(String(row.subjects))}</td>
              <td class="number">{showAmount(String(row.flagged))}</td>
              <td class="number">
                <Totals totals={row.totals} reader={reader} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
};

/** The page. */
export const PlacesPage = ({ reader, manifest, found }: { reader: Reader; manifest: Manifest; found: Places }) => {
  const { words } = reader;
  const count = (n: number): string => showAmount(String(n));
  return (
    <Layout reader={reader} title={words.places.title} at="queue" manifest={manifest}>
      <div class="page-head">
        <h1>{words.places.title}</h1>
        <p class="lead">{words.places.lead}</p>
      </div>
      <section aria-labelledby="sites">
        <h2 id="sites">{words.places.sites}</h2>
        <p>{words.places.placed(count(found.placed), count(found.subjects))}</p>
        {found.sites.length > 0 ? (
          <Table list={found.sites} label={words.places.sites} filtered={false} reader={reader} />
        ) : (
          <p class="muted">{words.places.noSites}</p>
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
