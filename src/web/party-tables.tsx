// The tables of a party's page: years, the other side, the newest contracts, who bid for the same.
import type { PartyRef } from "../app/flags.ts";
import type { PartyPage as Party, Role, Total } from "../app/party.ts";
import { labelOf } from "../text/codelist.ts";
import { partyHref, subjectHref } from "./links.ts";
import { Mark } from "./marks.tsx";
import { Amount, Day, Printed } from "./printed.tsx";
import type { Reader } from "./reader.ts";
import { percent } from "./scale.ts";
import { Scroll } from "./scroll.tsx";

/** Amounts, one line per currency. */
export const Totals = ({ totals, reader }: { totals: readonly Total[]; reader: Reader }) =>
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

/** Contracts by fiscal year. */
export const Years = ({ page, reader }: { page: Party; reader: Reader }) => {
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

/** The other side of the contracts. */
export const Others = ({ page, role, reader }: { page: Party; role: Role; reader: Reader }) => {
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

/** The newest contracts. */
export const Newest = ({ page, reader }: { page: Party; reader: Reader }) => {
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

/** Who bid in the same processes. */
export const Together = ({ together, reader }: { together: readonly { party: PartyRef; processes: number }[]; reader: Reader }) => {
  const { words } = reader;
  return (
    <section aria-labelledby="together">
      <h2 id="together">{words.party.together}</h2>
      <p class="muted">{words.party.togetherText}</p>
      <Scroll reader={reader} label={words.party.together}>
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">{words.party.name}</th>
              <th scope="col" class="number">
                {words.party.processes}
              </th>
            </tr>
          </thead>
          <tbody>
            {together.map(({ party, processes }) => (
              <tr>
                <th scope="row">
                  <a href={partyHref("supplier", party.id)}>
                    <Printed text={party.name ?? party.id} reader={reader} most={100} listed />
                  </a>
                </th>
                <td class="number">{processes}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
};
