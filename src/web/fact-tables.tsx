// The facts of a case as published, noun by noun, each with the address where it was read.
import type { Explanation, Fact } from "../app/explain.ts";
import { fieldLabel } from "../text/words.ts";
import { Amendments } from "./amendments.tsx";
import { FactValue } from "./fact-value.tsx";
import { partyHref, subjectHref } from "./links.ts";
import { Printed, ReadAt } from "./printed.tsx";
import type { Tongue } from "./reader.ts";
import { Scroll } from "./scroll.tsx";

/** Rows of one noun that a page lists. */
const LISTED = 50;

const SINGLE: Record<string, string[]> = {
  process: [
    "process_id",
    "title",
    "category",
    "fiscal_year",
    "budget_amount",
    "agreed_amount",
    "buyer_province",
    "site_province",
    "site_latitude",
    "site_longitude",
    "item_class",
    "source",
    "known_from",
  ],
  tender: [
    "status",
    "procurement_method",
    "method_text",
    "rationale",
    "published_on",
    "opens_on",
    "closes_on",
    "bids_received",
    "reference_amount",
    "lots_count",
  ],
  contract: [
    "number",
    "status",
    "status_text",
    "signed_on",
    "starts_on",
    "first_ends_on",
    "ends_on",
    "completed_on",
    "first_amount",
    "value_amount",
    "final_amount",
    "known_from",
  ],
};

const LISTS: Record<string, string[]> = {
  lot: ["lot_id", "title", "status", "value_amount"],
  bid: ["tenderer_name", "lot_id", "submitted_on", "status", "value_amount"],
  award: ["supplier_name", "lot_id", "awarded_on", "status", "value_amount"],
  contract: ["number", "supplier_name", "signed_on", "ends_on", "status", "value_amount"],
  transaction: ["paid_on", "transaction_id", "value_amount"],
  milestone: ["title", "status", "due_on", "met_on"],
  registration: ["status", "registered_on", "ended_on"],
  holding: ["holder_name", "kind", "share", "from_on", "to_on"],
  held: ["name", "kind", "share", "from_on", "to_on"],
  debarment: ["authority", "ground", "from_on", "to_on"],
  office: ["name", "position", "from_on", "to_on"],
  project: ["title", "status", "project_id"],
  project_process: ["title", "procurement_method", "status", "link_id"],
  budget_breakdown: ["description", "source_party", "starts_on", "ends_on", "value_amount"],
  cost_measurement: ["measured_on", "category", "value_amount"],
  observation: ["metric", "series", "ends_on", "measure", "unit", "value_amount"],
  project_milestone: ["title", "status", "due_on", "met_on"],
  project_transaction: ["paid_on", "transaction_id", "value_amount"],
  document: ["document_type", "title", "published_on"],
};

const numeric = (name: string): string | undefined => (name.endsWith("_amount") ? "number" : undefined);

const Source = ({ fact, reader }: { fact: Fact; reader: Tongue }) =>
  fact.seen_in ? <ReadAt address={fact.seen_in} reader={reader} /> : null;

const One = ({ table, fact, reader }: { table: string; fact: Fact; reader: Tongue }) => (
  <section class="fact">
    <h3>{reader.words.table[table as "process"]}</h3>
    <dl class="facts">
      {SINGLE[table]!.filter((name) => name !== "lots_count" || Number(fact[name]) > 0).map((name) => (
        <div>
          <dt>{fieldLabel(name, reader.language)}</dt>
          <dd>
            <FactValue fact={fact} name={name} reader={reader} />
          </dd>
        </div>
      ))}
    </dl>
    <p class="source">
      {reader.words.subject.readAt} <Source fact={fact} reader={reader} />
    </p>
  </section>
);

/** Ids that lead to a page of their own. */
const Cell = ({ fact, name, reader }: { fact: Fact; name: string; reader: Tongue }) => {
  const value = <FactValue fact={fact} name={name} reader={reader} most={160} />;
  if (name === "number" && typeof fact.contract_id === "string")
    return (
      <a href={subjectHref("contract", fact.contract_id)}>
        {fact.number ? value : <Printed text={fact.contract_id} reader={reader} most={60} />}
      </a>
    );
  if (name === "title" && typeof fact.project_id === "string") return <a href={subjectHref("project", fact.project_id)}>{value}</a>;
  if (name === "title" && typeof fact.process_id === "string" && !fact.contract_id)
    return (
      <a href={subjectHref("process", fact.process_id)}>
        {fact.title ? value : <Printed text={fact.process_id} reader={reader} most={60} />}
      </a>
    );
  if ((name === "supplier_name" || name === "tenderer_name") && fact[name] && typeof fact.supplier_id === "string")
    return <a href={partyHref("supplier", fact.supplier_id)}>{value}</a>;
  return value;
};

/** Rows of one noun as a table. */
export const Many = ({ table, rows, reader }: { table: string; rows: readonly Fact[]; reader: Tongue }) => {
  const { words, language } = reader;
  const columns = LISTS[table]!.filter(
    (name) => name !== "lot_id" || rows.some((row) => row.lot_id && row.lot_id !== rows[0]?.lot_id) || table === "lot",
  );
  return (
    <section class="fact">
      <h3>{words.table[table as "bid"]}</h3>
      <Scroll reader={reader} label={words.table[table as "bid"]}>
        <table class="plain">
          <thead>
            <tr>
              {columns.map((name) => (
                <th scope="col" class={numeric(name)}>
                  {fieldLabel(name, language)}
                </th>
              ))}
              <th scope="col">{words.subject.readAt}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, LISTED).map((fact) => (
              <tr>
                {columns.map((name) => (
                  <td class={numeric(name)}>
                    <Cell fact={fact} name={name} reader={reader} />
                  </td>
                ))}
                <td>
                  <Source fact={fact} reader={reader} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {rows.length > LISTED && <p class="muted">{words.subject.rowsCut(LISTED, rows.length)}</p>}
    </section>
  );
};

/** All facts of the case. */
export const Facts = ({ explanation, reader }: { explanation: Explanation; reader: Tongue }) => {
  const { facts } = explanation;
  return (
    <section aria-labelledby="facts">
      <h2 id="facts">{reader.words.subject.facts}</h2>
      {(["process", "tender"] as const).map((table) => facts[table]?.[0] && <One table={table} fact={facts[table][0]} reader={reader} />)}
      {facts.project && <Many table="project" rows={facts.project} reader={reader} />}
      {facts.lot && facts.lot.length > 0 && <Many table="lot" rows={facts.lot} reader={reader} />}
      {facts.bid && <Many table="bid" rows={facts.bid} reader={reader} />}
      {facts.award && <Many table="award" rows={facts.award} reader={reader} />}
      {facts.contract?.length === 1 ? (
        <One table="contract" fact={facts.contract[0]!} reader={reader} />
      ) : (
        facts.contract && <Many table="contract" rows={facts.contract} reader={reader} />
      )}
      {facts.amendment && <Amendments rows={facts.amendment} reader={reader} />}
      {facts.transaction && <Many table="transaction" rows={facts.transaction} reader={reader} />}
      {facts.milestone && <Many table="milestone" rows={facts.milestone} reader={reader} />}
      {(["registration", "holding", "held", "debarment", "office"] as const).map(
        (table) => facts[table] && <Many table={table} rows={facts[table]} reader={reader} />,
      )}
    </section>
  );
};
