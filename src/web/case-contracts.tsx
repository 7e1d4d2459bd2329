// The contracts of this buyer with this supplier, newest first.
import type { Explanation } from "../app/explain.ts";
import { labelOf } from "../text/codelist.ts";
import { subjectHref } from "./links.ts";
import { Amount, Day, Printed } from "./printed.tsx";
import type { Tongue } from "./reader.ts";
import { Scroll } from "./scroll.tsx";

/** The table. */
export const History = ({ explanation, reader }: { explanation: Explanation; reader: Tongue }) => {
  const { words } = reader;
  const others = explanation.history.filter((row) => row.contract_id !== explanation.subject_id);
  return (
    <section aria-labelledby="history">
      <h2 id="history">{words.subject.history}</h2>
      {others.length === 0 ? (
        <p class="muted">{words.subject.historyNone}</p>
      ) : (
        <>
          <p class="muted">{words.subject.historyText(explanation.history.length)}</p>
          <Scroll reader={reader} label={words.subject.history}>
            <table class="plain">
              <thead>
                <tr>
                  <th scope="col">{words.subject.signed}</th>
                  <th scope="col">{words.queue.what}</th>
                  <th scope="col">{words.subject.method}</th>
                  <th scope="col" class="number">
                    {words.subject.amount}
                  </th>
                </tr>
              </thead>
              <tbody>
                {explanation.history.map((row) => (
                  <tr class={row.contract_id === explanation.subject_id ? "this" : undefined}>
                    <td class="nowrap">
                      {row.signed_on ? (
                        <Day day={String(row.signed_on)} reader={reader} />
                      ) : (
                        <span class="muted">{words.queue.notSigned}</span>
                      )}
                    </td>
                    <td>
                      <a href={subjectHref("contract", String(row.contract_id))}>
                        <Printed text={String(row.title ?? row.contract_id)} reader={reader} most={120} listed />
                      </a>
                      {row.contract_id === explanation.subject_id && <strong> ({words.subject.thisContract})</strong>}
                    </td>
                    <td>{row.method ? labelOf("code", String(row.method), reader.language) : <span class="muted">–</span>}</td>
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
        </>
      )}
    </section>
  );
};
