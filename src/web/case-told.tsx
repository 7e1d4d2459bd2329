// What the run tells of a case below its flags: the same for every reader of a language while the run is in force, so it is rendered once.
import type { Explanation } from "../app/explain.ts";
import type { Told } from "../app/ready.ts";
import { AllAnswers, NotTestable } from "./answers.tsx";
import { History } from "./case-contracts.tsx";
import { Facts } from "./fact-tables.tsx";
import { Money, moneyLines } from "./money.tsx";
import { Quoted } from "./quoted.tsx";
import type { Tongue } from "./reader.ts";
import { SimilarStrip } from "./strip.tsx";
import { moments, Timeline } from "./timeline.tsx";

const Sections = ({ told, reader }: { told: Told; reader: Tongue }) => {
  const { explanation, similar } = told;
  const { words } = reader;
  const money = moneyLines(explanation, reader);
  const time = moments(explanation, reader);
  return (
    <>
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
      <History explanation={explanation} reader={reader} />
      <NotTestable answers={explanation.answers} reader={reader} />
      <Quoted record={told.record} reader={reader} />
      <Facts explanation={explanation} reader={reader} />
      <AllAnswers answers={explanation.answers} reader={reader} />
    </>
  );
};

const rendered = new WeakMap<Explanation, string>();

/** The sections as markup; an explanation is kept for one language only. */
export function toldAsMarkup(told: Told, { language, words }: Tongue): string {
  const known = rendered.get(told.explanation);
  if (known !== undefined) return known;
  const markup = (<Sections told={told} reader={{ language, words }} />).toString();
  rendered.set(told.explanation, markup);
  return markup;
}
