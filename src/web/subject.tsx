// One contract or process on one page: what was flagged and on what evidence, what could not be tested, the facts, the review.
import type { Flag } from "../app/flags.ts";
import { AllAnswers, NotTestable } from "./answers.tsx";
import { type Case, isContext } from "./case.ts";
import { History } from "./case-contracts.tsx";
import { Standing, Summary, Way } from "./case-head.tsx";
import { CasePanel } from "./case-panel.tsx";
import { Facts } from "./fact-tables.tsx";
import { FlagCard } from "./flag-card.tsx";
import { Layout } from "./layout.tsx";
import { subjectHref } from "./links.ts";
import { Money, moneyLines } from "./money.tsx";
import { Printed, shorten } from "./printed.tsx";
import { Quoted } from "./quoted.tsx";
import { Banner, type Done } from "./review-banner.tsx";
import { SinceBefore } from "./since-before.tsx";
import { SimilarStrip } from "./strip.tsx";
import { moments, Timeline } from "./timeline.tsx";

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
          <SinceBefore of={of} />
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
          <NotTestable answers={explanation.answers} reader={reader} />
          <Quoted of={of} />
          <Facts explanation={explanation} reader={reader} />
          <AllAnswers answers={explanation.answers} reader={reader} />
        </div>
        <CasePanel of={of} />
      </div>
    </Layout>
  );
};
