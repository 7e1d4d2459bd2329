// Changes after signature: before and after, when, and both records where that was read.
import type { Fact } from "../app/explain.ts";
import { fieldLabel } from "../text/words.ts";
import { FactValue } from "./fact-value.tsx";
import { Day, Printed, ReadAt } from "./printed.tsx";
import type { Tongue } from "./reader.ts";
import { Scroll } from "./scroll.tsx";

/** Rows that a page lists. */
const LISTED = 50;

const CHANGED: [string, string][] = [
  ["old_ends_on", "new_ends_on"],
  ["old_amount", "new_amount"],
  ["old_text", "new_text"],
];

const Amendment = ({ fact, reader }: { fact: Fact; reader: Tongue }) => {
  const { words } = reader;
  const known = CHANGED.filter(([before, after]) => fact[before] !== null || fact[after] !== null);
  return (
    <tr>
      <th scope="row">{words.change[String(fact.kind) as "value"] ?? String(fact.kind)}</th>
      <td>
        {fact.agreed_on ? (
          <Day day={String(fact.agreed_on)} reader={reader} />
        ) : fact.seen_from && fact.seen_to ? (
          <>
            {words.subject.changedAfter} <Day day={String(fact.seen_from)} reader={reader} /> {words.subject.andBy}{" "}
            <Day day={String(fact.seen_to)} reader={reader} />
          </>
        ) : (
          <span class="muted">{words.subject.unknown}</span>
        )}
      </td>
      <td>
        {known.map(([before, after]) => (
          <p class="change">
            <span class="old">
              <FactValue fact={fact} name={before} reader={reader} />
            </span>
            <span aria-hidden="true"> → </span>
            <span class="unseen"> {words.subject.new} </span>
            <strong>
              <FactValue fact={fact} name={after} reader={reader} />
            </strong>
          </p>
        ))}
        {typeof fact.rationale === "string" && <Printed text={fact.rationale} reader={reader} most={600} />}
      </td>
      <td>
        {fact.seen_before && (
          <p>
            {words.subject.old}: <ReadAt address={fact.seen_before} reader={reader} />
          </p>
        )}
        <p>
          {fact.seen_before && `${words.subject.new}: `}
          {fact.seen_in && <ReadAt address={fact.seen_in} reader={reader} />}
        </p>
      </td>
    </tr>
  );
};

/** The table. */
export const Amendments = ({ rows, reader }: { rows: readonly Fact[]; reader: Tongue }) => {
  const { words, language } = reader;
  return (
    <section class="fact">
      <h3>{words.table.amendment}</h3>
      <Scroll reader={reader} label={words.table.amendment}>
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">{fieldLabel("kind", language)}</th>
              <th scope="col">{fieldLabel("agreed_on", language)}</th>
              <th scope="col">
                {words.subject.old} → {words.subject.new}
              </th>
              <th scope="col">{words.subject.readAt}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, LISTED).map((fact) => (
              <Amendment fact={fact} reader={reader} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
};
