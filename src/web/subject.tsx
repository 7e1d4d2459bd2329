// One contract or process on one page: what was flagged and on what evidence, what could not be tested, the facts, the review.
import type { Flag } from "../app/flags.ts";
import { labelOf } from "../text/codelist.ts";
import { showAmount } from "../text/text.ts";
import { AllAnswers, NotTestable } from "./answers.tsx";
import { type Case, isContext } from "./case.ts";
import { CasePanel } from "./case-panel.tsx";
import { Facts } from "./fact-tables.tsx";
import { FlagCard } from "./flag-card.tsx";
import { Layout } from "./layout.tsx";
import { href, partyHref, subjectHref } from "./links.ts";
import { Mark } from "./marks.tsx";
import { Money, moneyLines } from "./money.tsx";
import { Amount, Day, Printed, shorten } from "./printed.tsx";
import { queryOf } from "./queue-query.ts";
import { Banner, type Done } from "./review-banner.tsx";
import { Scroll } from "./scroll.tsx";
import { SimilarStrip } from "./strip.tsx";
import { moments, Timeline } from "./timeline.tsx";

const Way = ({ of }: { of: Case }) => {
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

const Summary = ({ of }: { of: Case }) => {
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

const Standing = ({ of }: { of: Case }) => {
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
          {words.subject.rank(n(score.rank), n(score.rank_low), n(score.rank_high), n(score.of))}
        </span>
      )}
    </p>
  );
};

const History = ({ of }: { of: Case }) => {
  const { reader, explanation } = of;
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

const Flags = ({ of, flags }: { of: Case; flags: readonly Flag[] }) => {
  const { words } = of.reader;
  return (
    <section aria-labelledby="flags" class="flags-section">
      <h2 id="flags">{flags.length ? words.subject.flags(flags.length) : words.subject.noFlags}</h2>
      {flags.length === 0 && <p>{words.subject.noFlagsText}</p>}
      {flags.map((flag, index) => (
        <FlagCard flag={flag} number={index + 1} of={of} />
      ))}
    </section>
  );
};

/** The page. */
export const SubjectPage = ({ of, done }: { of: Case; done?: Done | undefined }) => {
  const { reader, explanation, similar, generation } = of;
  const { words } = reader;
  const [process] = explanation.facts.process ?? [];
  const title = String(process?.title ?? explanation.subject_id);
  const money = moneyLines(explanation, reader);
  const time = moments(explanation, reader);
  const flags = [...explanation.flags.filter((flag) => !isContext(flag)), ...explanation.flags.filter(isContext)];
  return (
    <Layout reader={reader} title={shorten(title, 80).text} at="queue" manifest={generation.manifest}>
      <Way of={of} />
      {done && <Banner done={done} reader={reader} />}
      <div class="case-head">
        <p class="kind">
          {explanation.subject_kind === "contract" ? words.subject.contract : words.subject.process}{" "}
          <bdi>{shorten(explanation.subject_id, 120).text}</bdi>
          {explanation.subject_kind === "contract" && process && (
            <>
              {" · "}
              <a href={subjectHref("process", String(process.process_id))}>{words.subject.ofProcess}</a>
            </>
          )}
        </p>
        <h1>
          <Printed text={title} reader={reader} most={300} />
        </h1>
        <Summary of={of} />
        <Standing of={of} />
      </div>
      <div class="case">
        <div class="case-main">
          <Flags of={of} flags={flags} />
          <NotTestable answers={explanation.answers} reader={reader} />
          {time.length > 1 && (
            <section aria-labelledby="time">
              <h2 id="time">{words.subject.timeline}</h2>
              <Timeline list={time} reader={reader} />
            </section>
          )}
          {money.length > 0 && (
            <section aria-labelledby="money">
              <h2 id="money">{words.subject.money}</h2>
              <Money lines={money} reader={reader} />
              <p class="muted small">{words.subject.moneyText}</p>
            </section>
          )}
          {explanation.subject_kind === "contract" && (
            <section aria-labelledby="peers">
              <h2 id="peers">{words.subject.peers}</h2>
              {similar ? <SimilarStrip similar={similar} reader={reader} /> : <p class="muted">{words.subject.peersFewer}</p>}
            </section>
          )}
          <History of={of} />
          <Facts explanation={explanation} reader={reader} />
          <AllAnswers answers={explanation.answers} reader={reader} />
        </div>
        <CasePanel of={of} />
      </div>
    </Layout>
  );
};
