// The contracts of a party: by year, and the newest.
import type { PartyPage as Party, Total } from "../app/party.ts";
import { labelOf } from "../text/codelist.ts";
import { subjectHref } from "./links.ts";
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
    totals.map((total, index) => (
      <>
        {index > 0 && <br />}
        <Amount amount={total.amount} currency={total.currency} reader={reader} />
      </>
    ))
  );

/** How many contracts, and in the dark part how many of them are flagged. */
export const Counted = ({ contracts, flagged, most }: { contracts: number; flagged: number; most: number }) => (
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
