// The money of a project side by side: budget, contracts, payments, final value, each as published.
import type { Fact } from "../app/explain.ts";
import { Amount, ReadAt } from "./printed.tsx";
import type { Reader } from "./reader.ts";

const Cell = ({
  label,
  amount,
  currency,
  fact,
  note,
  reader,
}: {
  label: string;
  amount: unknown;
  currency: unknown;
  fact?: Fact;
  note?: string | undefined;
  reader: Reader;
}) => (
  <div>
    <dt>{label}</dt>
    <dd>
      {amount === null || amount === undefined ? (
        <span class="muted">{note ?? reader.words.subject.unknown}</span>
      ) : (
        <Amount amount={String(amount)} currency={currency as string | null} reader={reader} />
      )}
      {fact?.seen_in && amount !== null && amount !== undefined && (
        <p class="source">
          <ReadAt address={fact.seen_in} reader={reader} />
        </p>
      )}
    </dd>
  </div>
);

/** The section. */
export const Money = ({ project, contracts, reader }: { project: Fact; contracts: Fact | undefined; reader: Reader }) => {
  const { words } = reader;
  const mixed = contracts?.is_mixed === true;
  const sum = (name: string) => (mixed ? null : contracts?.[name]);
  return (
    <section aria-labelledby="money">
      <h2 id="money">{words.project.money}</h2>
      <p class="muted">{words.project.moneyLead}</p>
      <dl class="facts">
        <Cell label={words.project.budget} amount={project.budget_amount} currency={project.currency} fact={project} reader={reader} />
        <Cell
          label={words.project.contracts}
          amount={sum("contracts_amount")}
          currency={contracts?.currency}
          note={mixed ? words.project.mixed : undefined}
          reader={reader}
        />
        <Cell
          label={words.project.paid}
          amount={sum("paid_amount")}
          currency={contracts?.currency}
          note={mixed ? words.project.mixed : undefined}
          reader={reader}
        />
        <Cell label={words.project.final} amount={project.final_amount} currency={project.final_currency} fact={project} reader={reader} />
      </dl>
      {contracts?.are_here === false && <p class="muted">{words.project.notAll}</p>}
    </section>
  );
};
