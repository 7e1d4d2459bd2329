// The contracts of a party: by year, and the newest.
import type { PartyPage as Party } from "../app/party.ts";
import { labelOf } from "../text/codelist.ts";
import { CountedTable } from "./counted-table.tsx";
import { subjectHref } from "./links.ts";
import { Mark } from "./marks.tsx";
import { Amount, Day, Printed } from "./printed.tsx";
import type { Reader } from "./reader.ts";
import { Scroll } from "./scroll.tsx";

/** Contracts by fiscal year. */
export const Years = ({ page, reader }: { page: Party; reader: Reader }) => {
  const { words, language } = reader;
  const rows = page.by_year.map(({ year, ...counted }) => ({
    ...counted,
    name: year === null ? words.party.undated : language === "th" ? year + 543 : year,
  }));
  return (
    <section aria-labelledby="years">
      <h2 id="years">{words.party.byYear}</h2>
      <CountedTable rows={rows} head={words.party.year} label={words.party.byYear} reader={reader} />
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
