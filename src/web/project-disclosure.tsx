// Item by item, what of CoST's standard a project disclosed, and where it was read.
import type { Fact } from "../app/explain.ts";
import { labelOf } from "../text/codelist.ts";
import { Mark } from "./marks.tsx";
import { ReadAt } from "./printed.tsx";
import type { Reader } from "./reader.ts";
import { Scroll } from "./scroll.tsx";

const Standing = ({ fact, reader }: { fact: Fact; reader: Reader }) => {
  const { words } = reader;
  const some = Number(fact.disclosing_count ?? 0);
  if (fact.is_disclosed === true)
    return (
      <>
        <Mark name="clear" />
        {words.project.disclosed}
      </>
    );
  if (some > 0)
    return (
      <>
        <Mark name="no_data" />
        {words.project.partly(some, Number(fact.processes_count))}
      </>
    );
  if (fact.is_due !== true) return <span class="muted">{words.project.notDue}</span>;
  return (
    <>
      <Mark name="no_data" />
      {words.project.notDisclosed}
    </>
  );
};

const Items = ({ name, facts, reader }: { name: "proactive" | "reactive"; facts: readonly Fact[]; reader: Reader }) => {
  const { words, language } = reader;
  const own = facts.filter(({ disclosure }) => disclosure === name);
  const due = own.filter(({ is_due }) => is_due === true);
  return (
    <section class="fact">
      <h3>
        {words.project[name]}: {words.project.counted(due.filter(({ is_disclosed }) => is_disclosed === true).length, due.length)}
      </h3>
      <Scroll reader={reader} label={words.project[name]}>
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">{words.project.item}</th>
              <th scope="col">{words.project.phase}</th>
              <th scope="col">{words.project.published}</th>
              <th scope="col">{words.project.where}</th>
            </tr>
          </thead>
          <tbody>
            {own.map((fact) => (
              <tr>
                <th scope="row">{labelOf("item", String(fact.item), language)}</th>
                <td>{labelOf("phase", String(fact.phase).replaceAll(" ", "_"), language)}</td>
                <td class="nowrap">
                  <Standing fact={fact} reader={reader} />
                </td>
                <td>{fact.seen_in && <ReadAt address={fact.seen_in} reader={reader} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
};

/** Both lists. */
export const Disclosure = ({ facts, reader }: { facts: readonly Fact[]; reader: Reader }) => (
  <section aria-labelledby="disclosure">
    <h2 id="disclosure">{reader.words.project.disclosure}</h2>
    <p class="muted">{reader.words.project.disclosureLead}</p>
    <Items name="proactive" facts={facts} reader={reader} />
    <Items name="reactive" facts={facts} reader={reader} />
  </section>
);
