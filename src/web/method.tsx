// The method of an indicator for readers who know no SQL: in words, whom it leaves out, an example, how often it flags, its versions.

import type { Method } from "../app/method.ts";
import type { Indicator } from "../catalogue/indicator.ts";
import { labelOf } from "../text/codelist.ts";
import { showAmount, showDay, showFact, showShare } from "../text/text.ts";
import { fieldLabel } from "../text/words.ts";
import type { Reader } from "./reader.ts";
import { Scroll } from "./scroll.tsx";

interface Props {
  reader: Reader;
  indicator: Indicator;
  method: Method;
}

const n = (value: number) => showAmount(String(value));

/** Who is judged, and who is not and why. */
export const LeftOut = ({ reader, indicator, method }: Props) => {
  const { words } = reader;
  const list = (reasons: Method["no_data"]) => (
    <ul class="columns">
      {reasons.map(({ says }) => (
        <li>{says}</li>
      ))}
    </ul>
  );
  return (
    <>
      <p>{words.indicators.inWords(words.kind[indicator.subject as "buyer"] ?? indicator.subject)}</p>
      {method.not_applicable.length > 0 && (
        <>
          <h3>{words.indicators.notAsked}</h3>
          {list(method.not_applicable)}
        </>
      )}
      {method.no_data.length > 0 && (
        <>
          <h3>{words.indicators.notTold}</h3>
          {list(method.no_data)}
        </>
      )}
    </>
  );
};

/** An example worked by hand: its facts and the sentence they make. */
export const Worked = ({ reader, method }: Props) => {
  const { words, language } = reader;
  const { example } = method;
  if (!example) return null;
  const facts = Object.entries(example.evidence).filter(([, value]) => value !== null);
  return (
    <>
      <h2>{words.indicators.example}</h2>
      <p class="muted">{words.indicators.exampleText}</p>
      <blockquote class="template">{example.says[language]}</blockquote>
      {facts.length > 0 && (
        <table class="plain">
          <tbody>
            {facts.map(([name, value]) => (
              <tr>
                <th scope="row">{fieldLabel(name, language)}</th>
                <td>{showFact(name, value, language, labelOf)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {example.value !== null && example.threshold !== null && <p>{words.indicators.compared(n(example.value), n(example.threshold))}</p>}
    </>
  );
};

/** How many of those judged it flags, source by source. */
export const Rates = ({ reader, method }: Props) => {
  const { words, language } = reader;
  if (!method.sources.length) return null;
  return (
    <>
      <h2>{words.indicators.rates}</h2>
      <Scroll reader={reader} label={words.indicators.rates}>
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">{words.coverage.source}</th>
              <th scope="col" class="number">
                {words.status.flagged}
              </th>
              <th scope="col" class="number">
                {words.coverage.judged}
              </th>
              <th scope="col" class="number">
                {words.indicators.rate}
              </th>
              <th scope="col" class="number">
                {words.status.not_applicable}
              </th>
              <th scope="col" class="number">
                {words.status.no_data}
              </th>
            </tr>
          </thead>
          <tbody>
            {method.sources.map((it) => {
              const judged = it.flagged + it.clear;
              return (
                <tr>
                  <th scope="row">{it.source}</th>
                  <td class="number">{n(it.flagged)}</td>
                  <td class="number">{n(judged)}</td>
                  <td class="number">{judged ? showShare(it.flagged / judged, language) : "–"}</td>
                  <td class="number">{n(it.not_applicable)}</td>
                  <td class="number">{n(it.no_data)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Scroll>
    </>
  );
};

/** Its standing and what each version changed in results. */
export const Versions = ({ reader, indicator }: Omit<Props, "method">) => {
  const { words, language } = reader;
  return (
    <>
      <h2>{words.indicators.versions}</h2>
      <p>
        {words.maturity[indicator.maturity]}: {words.indicators.maturityMeans[indicator.maturity]}
      </p>
      <ul>
        {[...indicator.history].reverse().map((it) => (
          <li>
            {words.indicators.version} {it.version} ({showDay(it.on, language)}): {it.results[language]}
          </li>
        ))}
        <li>
          {words.indicators.version} 1: {words.indicators.firstVersion}
        </li>
      </ul>
      {indicator.retired && (
        <p>
          {showDay(indicator.retired.on, language)}: {indicator.retired.because[language]}
        </p>
      )}
    </>
  );
};
