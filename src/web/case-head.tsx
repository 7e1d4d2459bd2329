// The head of a case: the way through the queue, who, how much, when, and what was judged.
import { labelOf } from "../text/codelist.ts";
import { showAmount } from "../text/text.ts";
import type { Case } from "./case.ts";
import { href, partyHref, subjectHref } from "./links.ts";
import { Mark } from "./marks.tsx";
import { Amount, Day, Printed } from "./printed.tsx";
import { queryOf } from "./queue-query.ts";

/** Back to the queue, and to the cases before and after. */
export const Way = ({ of }: { of: Case }) => {
  const { reader, query, place } = of;
  const { words } = reader;
  const carried = queryOf(query);
  return (
    <nav class="way" aria-label={words.nav.queue}>
      <a href={href("/queue", carried)} data-key="q">
        ← {words.subject.back}
      </a>
      {place && (
        <>
          <span class="muted">{place.position === null ? words.subject.notInQueue : words.subject.place(place.position, place.total)}</span>
          {place.previous && (
            <a href={subjectHref(place.previous.subject_kind, place.previous.subject_id, carried)} rel="prev" data-key="k">
              {words.subject.previous}
            </a>
          )}
          {place.next && (
            <a href={subjectHref(place.next.subject_kind, place.next.subject_id, carried)} rel="next" data-key="j">
              {words.subject.next}
            </a>
          )}
        </>
      )}
    </nav>
  );
};

/** The facts that come first. */
export const Summary = ({ of }: { of: Case }) => {
  const { reader, explanation } = of;
  const { words, language } = reader;
  const { facts } = explanation;
  const [process] = facts.process ?? [];
  const contract = facts.contract?.length === 1 ? facts.contract[0] : undefined;
  const amount = (contract?.value_amount ?? process?.agreed_amount ?? process?.budget_amount) as string | null | undefined;
  const currency = (contract?.value_amount ? contract.currency : process?.currency) as string | null;
  return (
    <dl class="summary">
      <div>
        <dt>{words.subject.buyer}</dt>
        <dd>
          {process?.buyer_id ? (
            <a href={partyHref("buyer", String(process.buyer_id))}>
              <Printed text={String(process.buyer_name ?? process.buyer_id)} reader={reader} most={160} listed />
            </a>
          ) : (
            <span class="muted">{words.subject.unknown}</span>
          )}
        </dd>
      </div>
      <div>
        <dt>{words.subject.supplier}</dt>
        <dd>
          {contract?.supplier_id ? (
            <a href={partyHref("supplier", String(contract.supplier_id))}>
              <Printed text={String(contract.supplier_name ?? contract.supplier_id)} reader={reader} most={160} listed />
            </a>
          ) : (
            <span class="muted">{words.subject.unknown}</span>
          )}
        </dd>
      </div>
      <div>
        <dt>{contract?.value_amount ? words.subject.amount : words.money.budget}</dt>
        <dd class="big">
          {amount ? <Amount amount={amount} currency={currency} reader={reader} /> : <span class="muted">{words.subject.unknown}</span>}
        </dd>
      </div>
      <div>
        <dt>{words.subject.method}</dt>
        <dd>
          {facts.tender?.[0]?.procurement_method ? (
            labelOf("code", String(facts.tender[0].procurement_method), language)
          ) : (
            <span class="muted">{words.subject.unknown}</span>
          )}
        </dd>
      </div>
      <div>
        <dt>{words.subject.signed}</dt>
        <dd>
          {contract?.signed_on ? (
            <Day day={String(contract.signed_on)} reader={reader} />
          ) : (
            <span class="muted">{words.subject.unknown}</span>
          )}
        </dd>
      </div>
    </dl>
  );
};

/** How many indicators flag it, of those that could judge it, and where that puts it. */
export const Standing = ({ of }: { of: Case }) => {
  const { reader, explanation } = of;
  const { words } = reader;
  const { score } = explanation;
  if (!score) return null;
  const n = (it: number) => showAmount(String(it));
  return (
    <p class="standing">
      <Mark name={score.flagged > 0 ? "flagged" : "clear"} />
      {words.subject.standing(score.flagged, score.judged)}
      {score.no_data > 0 && (
        <>
          {" · "}
          <a href="#not-testable">{words.subject.notTestable(score.no_data)}</a>
        </>
      )}
      {score.flagged > 0 && (
        <span class="muted">
          {" · "}
          {words.subject.rank(n(score.rank), n(score.of))}
          {score.rank_low !== score.rank_high && words.subject.rankRange(n(score.rank_low), n(score.rank_high))}
        </span>
      )}
    </p>
  );
};
