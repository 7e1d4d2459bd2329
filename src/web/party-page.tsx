// A buyer or a supplier: what these records hold of it, counted with denominators, and its flagged contracts one link away.
import type { Explanation } from "../app/explain.ts";
import type { PartyPage as Party, Role, Total } from "../app/party.ts";
import type { Manifest } from "../app/run.ts";
import { labelOf } from "../text/codelist.ts";
import { fieldLabel } from "../text/words.ts";
import { NotTestable } from "./answers.tsx";
import { FactValue } from "./fact-value.tsx";
import { Layout } from "./layout.tsx";
import { href, indicatorHref, partyHref, subjectHref } from "./links.ts";
import { Mark } from "./marks.tsx";
import { Amount, Day, Printed, ReadAt, shorten } from "./printed.tsx";
import type { Reader } from "./reader.ts";
import { percent } from "./scale.ts";
import { Scroll } from "./scroll.tsx";

interface PartyProps {
  reader: Reader;
  manifest: Manifest;
  role: Role;
  page: Party;
  explanation: Explanation;
}

const Totals = ({ totals, reader }: { totals: readonly Total[]; reader: Reader }) =>
  totals.length === 0 ? (
    <span class="muted">{reader.words.queue.noAmount}</span>
  ) : (
    <>
      {totals.map((total, index) => (
        <>
          {index > 0 && <br />}
          <Amount amount={total.amount} currency={total.currency} reader={reader} />
        </>
      ))}
    </>
  );

const Counted = ({ contracts, flagged, most }: { contracts: number; flagged: number; most: number }) => (
  <svg width="100%" height="12" aria-hidden="true">
    <rect class="bar-all" width={percent((contracts / most) * 100)} height="12" rx="2" />
    <rect class="bar-flagged" width={percent((flagged / most) * 100)} height="12" rx="2" />
  </svg>
);

const Years = ({ page, reader }: { page: Party; reader: Reader }) => {
  const { words, language } = reader;
  const most = Math.max(...page.by_year.map(({ contracts }) => contracts), 1);
  return (
    <section aria-labelledby="years">
      <h2 id="years">{words.party.byYear}</h2>
      <Scroll reader={reader} label={words.party.byYear}>
        <table class="plain bars">
          <thead>
            <tr>
              <th scope="col">{words.party.year}</th>
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
            {page.by_year.map((row) => (
              <tr>
                <th scope="row">{row.year === null ? words.party.undated : language === "th" ? row.year + 543 : row.year}</th>
                <td class="bar">
                  <Counted contracts={row.contracts} flagged={row.flagged} most={most} />
                </td>
                <td class="number">{row.contracts}</td>
                <td class="number">{row.flagged}</td>
                <td class="number">
                  <Totals totals={row.totals} reader={reader} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
};

const Others = ({ page, role, reader }: { page: Party; role: Role; reader: Reader }) => {
  const { words } = reader;
  const most = Math.max(...page.others.map(({ contracts }) => contracts), 1);
  const other = role === "buyer" ? "supplier" : "buyer";
  return (
    <section aria-labelledby="others">
      <h2 id="others">{words.party.others[role]}</h2>
      <p class="muted">{words.party.othersText}</p>
      <Scroll reader={reader} label={words.party.others[role]}>
        <table class="plain bars">
          <thead>
            <tr>
              <th scope="col">{words.party.name}</th>
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
            {page.others.map((row) => (
              <tr>
                <th scope="row">
                  {row.party.id ? (
                    <a href={partyHref(other, row.party.id)}>
                      <Printed text={row.party.name ?? row.party.id} reader={reader} most={100} listed />
                    </a>
                  ) : (
                    <span class="muted">{words.subject.unknown}</span>
                  )}
                </th>
                <td class="bar">
                  <Counted contracts={row.contracts} flagged={row.flagged} most={most} />
                </td>
                <td class="number">{row.contracts}</td>
                <td class="number">{row.flagged}</td>
                <td class="number">
                  <Totals totals={row.totals} reader={reader} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {page.others_count > page.others.length && <p class="muted">{words.subject.rowsCut(page.others.length, page.others_count)}</p>}
    </section>
  );
};

const Newest = ({ page, reader }: { page: Party; reader: Reader }) => {
  const { words, language } = reader;
  return (
    <section aria-labelledby="newest">
      <h2 id="newest">{words.party.newest}</h2>
      <Scroll reader={reader} label={words.party.newest}>
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">{words.subject.signed}</th>
              <th scope="col">{words.party.title}</th>
              <th scope="col">{words.subject.method}</th>
              <th scope="col" class="number">
                {words.subject.amount}
              </th>
            </tr>
          </thead>
          <tbody>
            {page.newest.map((row) => (
              <tr>
                <td class="nowrap">
                  {row.signed_on ? <Day day={row.signed_on} reader={reader} /> : <span class="muted">{words.queue.notSigned}</span>}
                </td>
                <td>
                  <a href={subjectHref("contract", row.contract_id)}>
                    <Printed text={row.title ?? row.contract_id} reader={reader} most={120} listed />
                  </a>{" "}
                  {row.flagged && (
                    <span class="nowrap flagged-word">
                      <Mark name="flagged" />
                      {words.status.flagged}
                    </span>
                  )}
                </td>
                <td>{row.method ? labelOf("code", String(row.method), language) : <span class="muted">–</span>}</td>
                <td class="number">
                  {row.value_amount ? (
                    <Amount amount={String(row.value_amount)} currency={row.currency as string | null} reader={reader} />
                  ) : (
                    <span class="muted">{words.queue.noAmount}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
};

const FACTS = ["party_id", "kind", "registry_number", "country", "region", "locality", "address", "phone", "known_from"];

/** The page. */
export const PartyView = ({ reader, manifest, role, page, explanation }: PartyProps) => {
  const { words, language } = reader;
  const name = page.party.name ?? page.party.id;
  const [fact] = explanation.facts.party ?? [];
  const own = explanation.flags;
  return (
    <Layout reader={reader} title={shorten(name, 80).text} manifest={manifest}>
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
