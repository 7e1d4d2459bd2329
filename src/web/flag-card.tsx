// One flag: its sentence, its evidence and where that was read, what may explain it, and the decision on it.
import type { Flag } from "../app/flags.ts";
import type { Indicator } from "../catalogue/indicator.ts";
import { labelOf } from "../text/codelist.ts";
import { showAmount, showFact } from "../text/text.ts";
import { fieldLabel } from "../text/words.ts";
import type { Case } from "./case.ts";
import { isContext } from "./case.ts";
import { Decide, Decided } from "./decide.tsx";
import { indicatorHref } from "./links.ts";
import { Mark } from "./marks.tsx";
import { Printed, ReadAt } from "./printed.tsx";
import type { Reader } from "./reader.ts";
import { PlaceStrip } from "./strip.tsx";

/** How many addresses are listed before the rest is folded away. */
const LISTED = 5;

/** The values a flag rests on. */
export const Evidence = ({ flag, reader }: { flag: Flag; reader: Reader }) => {
  const { words, language } = reader;
  const currency = flag.evidence.currency_code;
  // Few answers rest on a rate of exchange.
  const names = Object.keys(flag.evidence).filter(
    (name) => name !== "currency_code" && !(name === "rates_text" && flag.evidence[name] === null),
  );
  return (
    <table class="evidence">
      <caption class="unseen">{words.subject.evidence}</caption>
      <thead class="unseen">
        <tr>
          <th scope="col">{words.subject.evidenceName}</th>
          <th scope="col">{words.subject.evidenceValue}</th>
        </tr>
      </thead>
      <tbody>
        {names.map((name) => (
          <tr>
            <th scope="row">{fieldLabel(name, language)}</th>
            <td class={flag.evidence[name] === null ? "muted" : undefined}>
              <Printed text={showFact(name, flag.evidence[name], language, labelOf)} reader={reader} most={400} />
              {name.endsWith("_amount") && typeof currency === "string" && flag.evidence[name] !== null && (
                <span class="currency"> {labelOf("currency_code", currency, language)}</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

/** Where those values were read. */
export const Addresses = ({ flag, reader }: { flag: Flag; reader: Reader }) => {
  const { words } = reader;
  if (!flag.seen_in.length) return null;
  const rest = flag.seen_in.slice(LISTED);
  return (
    <div class="addresses">
      <h4>{words.subject.readAt}</h4>
      <ul>
        {flag.seen_in.slice(0, LISTED).map((address) => (
          <li>
            <ReadAt address={address} reader={reader} />
          </li>
        ))}
      </ul>
      {rest.length > 0 && (
        <details>
          <summary>{words.queue.more(rest.length)}</summary>
          <ul>
            {rest.slice(0, 200).map((address) => (
              <li>
                <ReadAt address={address} reader={reader} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
};

/** How a flag is checked, and why it is asked at all. */
export const Guidance = ({ indicator, reader: { words, language } }: { indicator: Indicator; reader: Reader }) => (
  <div class="guidance">
    <h4>{words.subject.checks}</h4>
    <ul>
      {indicator.checks.map((check) => (
        <li>{check[language]}</li>
      ))}
    </ul>
    <details>
      <summary>{words.subject.why}</summary>
      <p>{indicator.why[language]}</p>
      {indicator.basis.map((basis) => (
        <p>
          <strong>
            {words.subject.law} ({basis.country}):
          </strong>{" "}
          {basis.law[language]} <span class="muted">({basis.verified ? words.indicators.verified : words.indicators.unverified})</span>
        </p>
      ))}
    </details>
  </div>
);

const numberOf = (value: number): string => showAmount(String(Number(value.toPrecision(6))));

/** The card. */
export const FlagCard = ({ flag, number, of }: { flag: Flag; number: number; of: Case }) => {
  const { reader, generation, standings } = of;
  const { words } = reader;
  const indicator = generation.indicators.get(flag.indicator);
  const standing = standings.get(flag.flag_id);
  const state = standing?.state ?? "new";
  const place = of.told.places.get(flag.flag_id);
  return (
    <article class={`flag level-${flag.level}`} id={`flag-${flag.flag_id}`} aria-labelledby={`title-${flag.flag_id}`} data-flag={state}>
      <header>
        <h3 id={`title-${flag.flag_id}`}>
          <Mark name="flagged" />
          <a href={indicatorHref(flag.indicator)}>{flag.title}</a>
        </h3>
        <p class="tags">
          <code>{flag.indicator}</code>
          <span>
            <Mark name={flag.level} />
            {words.levelOf(words.level[flag.level as "low"] ?? flag.level)}
          </span>
          {flag.maturity !== "stable" && <span class="tag">{words.maturity[flag.maturity as "trial"] ?? flag.maturity}</span>}
          <span class={`state-word state-${state}`}>
            <Mark name={state} />
            {words.state[state]}
          </span>
        </p>
      </header>
      <p class="says">
        <Printed text={flag.says} reader={reader} most={1200} />
      </p>
      {isContext(flag) && <p class="context">{words.subject.contextFlag(words.kind[flag.subject_kind as "buyer"] ?? flag.subject_kind)}</p>}
      <div class="flag-body">
        <div>
          <h4>{words.subject.evidence}</h4>
          <Evidence flag={flag} reader={reader} />
          {flag.value !== null && flag.threshold !== null && (
            <p class="judged-value">{words.subject.valueAgainst(numberOf(flag.value), numberOf(flag.threshold))}</p>
          )}
          {place && <PlaceStrip place={place} reader={reader} />}
          <Addresses flag={flag} reader={reader} />
        </div>
        {indicator && <Guidance indicator={indicator} reader={reader} />}
      </div>
      {state === "decided" ? <Decided flag={flag} of={of} /> : <Decide flag={flag} number={number} of={of} />}
    </article>
  );
};
