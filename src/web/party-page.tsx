// A buyer or a supplier: what these records hold of it, counted with denominators, and its flagged contracts one link away.
import type { Explanation } from "../app/explain.ts";
import type { PartyRef } from "../app/flags.ts";
import type { PartyPage as Party, Role } from "../app/party.ts";
import type { Manifest } from "../app/run.ts";
import { fieldLabel } from "../text/words.ts";
import { NotTestable } from "./answers.tsx";
import { Totals } from "./counted-table.tsx";
import { FactValue } from "./fact-value.tsx";
import { Layout } from "./layout.tsx";
import { href, indicatorHref, partyHref } from "./links.ts";
import { Mark } from "./marks.tsx";
import { Others, Together } from "./party-others.tsx";
import { Newest, Years } from "./party-tables.tsx";
import { Printed, ReadAt, shorten } from "./printed.tsx";
import type { Reader } from "./reader.ts";

interface PartyProps {
  reader: Reader;
  manifest: Manifest;
  role: Role;
  page: Party;
  explanation: Explanation;
  /** For a supplier: who bid in the same processes. */
  together: readonly { party: PartyRef; processes: number }[];
}

const FACTS = ["party_id", "kind", "registry_number", "country", "region", "locality", "address", "phone", "known_from"];

/** The page. */
export const PartyView = ({ reader, manifest, role, page, explanation, together }: PartyProps) => {
  const { words, language } = reader;
  const name = page.party.name ?? page.party.id;
  const [fact] = explanation.facts.party ?? [];
  const own = explanation.flags;
  return (
    <Layout
      reader={reader}
      title={shorten(name, 80).text}
      manifest={manifest}
      feed={page.party.kind === "natural" ? undefined : `/v1/feeds${partyHref(role, page.party.id)}`}
    >
      <div class="case-head">
        <p class="kind">{words.party[role]}</p>
        <h1>
          <Printed text={name} reader={reader} most={300} />
        </h1>
        {page.party.kind === "natural" && <p class="notice">{words.party.natural}</p>}
        <p class="standing">
          <Mark name={page.flagged ? "flagged" : "clear"} />
          {words.party.flaggedOf(page.flagged, page.contracts)}
          {page.flagged > 0 && (
            <>
              {" · "}
              <a href={href("/queue", { [role]: page.party.id })}>{words.party.inQueue}</a>
            </>
          )}
        </p>
        <p class="big">
          <Totals totals={page.totals} reader={reader} />
        </p>
        <p>
          <a href={href("/network", { around: page.party.id })}>{words.network.link}</a>
        </p>
      </div>
      {own.length > 0 && (
        <section aria-labelledby="own-flags">
          <h2 id="own-flags">{words.party.ownFlags}</h2>
          <ul class="own-flags">
            {own.map((flag) => (
              <li>
                <Mark name="flagged" />
                <a href={indicatorHref(flag.indicator)}>{flag.title}</a> <Printed text={flag.says} reader={reader} most={600} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <Years page={page} reader={reader} />
      <Others page={page} role={role} reader={reader} />
      {together.length > 0 && <Together together={together} reader={reader} />}
      <Newest page={page} reader={reader} />
      <NotTestable answers={explanation.answers} reader={reader} />
      {fact && (
        <section aria-labelledby="facts">
          <h2 id="facts">{words.party.facts}</h2>
          <dl class="facts">
            {FACTS.map((column) => (
              <div>
                <dt>{fieldLabel(column, language)}</dt>
                <dd>
                  <FactValue fact={fact} name={column} reader={reader} />
                </dd>
              </div>
            ))}
          </dl>
          {fact.seen_in && (
            <p class="source">
              {words.subject.readAt} <ReadAt address={fact.seen_in} reader={reader} />
            </p>
          )}
        </section>
      )}
    </Layout>
  );
};
