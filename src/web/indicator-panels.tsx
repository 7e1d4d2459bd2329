// How one indicator fares on these records: its answers, what reviewers decided, its settings.
import type { Generation } from "../app/generation.ts";
import type { Learned, Share } from "../app/learning.ts";
import type { Standing } from "../app/review.ts";
import { labelOf } from "../text/codelist.ts";
import { showAmount, showShare } from "../text/text.ts";
import { href } from "./links.ts";
import { Mark } from "./marks.tsx";
import type { Reader } from "./reader.ts";

type Indicator = Generation["indicators"] extends ReadonlyMap<string, infer One> ? One : never;

export interface IndicatorProps {
  reader: Reader;
  generation: Generation;
  indicator: Indicator;
  values: { count: number; points: number[]; threshold: number | null };
  decisions: readonly Pick<Standing, "verdict" | "explanation">[];
  learned: Learned;
}

const n = (value: number) => showAmount(String(value));

/** Its answers, and what a fair reader should think of them. */
export const Sanity = ({ reader, generation, indicator }: IndicatorProps) => {
  const { words, language } = reader;
  const result = generation.manifest.results.find((it) => it.indicator === indicator.id);
  if (!result) return <p class="muted">{words.indicators.notRun}</p>;
  const judged = result.flagged + result.clear;
  const asked = judged + result.no_data;
  const share = judged ? result.flagged / judged : 0;
  const rows = [
    ["flagged", result.flagged],
    ["clear", result.clear],
    ["no_data", result.no_data],
    ["not_applicable", result.not_applicable],
  ] as const;
  return (
    <>
      <table class="plain answers">
        <tbody>
          {rows.map(([status, value]) => (
            <tr>
              <th scope="row">
                <Mark name={status} />
                {words.status[status]}
              </th>
              <td class="number">{n(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {judged > 0 && (
        <p>
          {words.indicators.sanityShare(n(result.flagged), n(judged))} ({showShare(share, language)}).
        </p>
      )}
      {share > 0.25 && <p class="notice">{words.indicators.sanityHigh}</p>}
      {judged > 0 && result.flagged === 0 && <p class="notice">{words.indicators.sanityNone}</p>}
      {asked > 0 && judged / asked < 0.1 && <p class="notice">{words.indicators.sanityLow}</p>}
      {result.flagged > 0 && (
        <p>
          <a href={href("/queue", { indicator: indicator.id })}>{words.indicators.toQueue(result.flagged)}</a>
        </p>
      )}
    </>
  );
};

/** What reviewers decided on its flags. */
export const Decisions = ({ reader, indicator, decisions }: IndicatorProps) => {
  const { words, language } = reader;
  const count = (verdict: string, explanation?: string) =>
    decisions.filter((it) => it.verdict === verdict && (explanation === undefined || it.explanation === explanation)).length;
  if (!decisions.length) return <p class="muted">{words.indicators.decidedNone}</p>;
  return (
    <ul>
      {(["refer", "explained", "bad_data"] as const).map((verdict) => (
        <li>
          {words.review.verdict[verdict]}: {count(verdict)}
        </li>
      ))}
      {indicator.innocent
        .filter(({ id }) => count("explained", id))
        .map((innocent) => (
          <li class="muted">
            {innocent[language]} {count("explained", innocent.id)}
          </li>
        ))}
    </ul>
  );
};

/** k of n with the interval in which the true share lies; no share where n is 0. */
function kOfN({ k, n: of, low, high }: Share, { words, language }: Reader): string {
  const share = (value: number) => showShare(Math.round(value * 1000) / 1000, language);
  const both = words.ranking.kOfN(n(k), n(of));
  return low === null || high === null ? both : `${both} (${share(low)}–${share(high)})`;
}

/** What verdicts teach of it: its precision by version, what is missed, and settings to consider. Counts alone, nobody's verdict. */
export const Learnt = ({ reader, indicator, learned }: IndicatorProps) => {
  const { words } = reader;
  const own = learned.precision.filter((it) => it.indicator === indicator.id);
  const missed = learned.control.unflagged;
  return (
    <>
      <ul>
        {own.map((it) => (
          <li>
            {words.indicators.learnedOf(it.version === null ? words.indicators.learnedGone : String(it.version), kOfN(it.referred, reader))}
          </li>
        ))}
        <li class="muted">{missed.n ? words.indicators.learnedMissed(kOfN(missed, reader)) : words.indicators.learnedMissedNone}</li>
      </ul>
      {learned.suggestions
        .filter((it) => it.indicator === indicator.id)
        .map((it) => (
          <>
            <p>{words.indicators.learnedSuggested}</p>
            <pre class="sql">
              <code translate="no">{`- ${it.indicator}: { ${it.param}: ${it.now} }\n+ ${it.indicator}: { ${it.param}: ${it.suggested} }`}</code>
            </pre>
            <p class="muted">
              {words.indicators.learnedKept(
                kOfN(it.before, reader),
                kOfN(it.after, reader),
                words.ranking.kOfN(n(it.kept.k), n(it.kept.n)),
              )}
            </p>
          </>
        ))}
    </>
  );
};

const shown = (value: unknown, reader: Reader): string =>
  Array.isArray(value) ? value.map((item) => labelOf("code", String(item), reader.language)).join(", ") : showAmount(String(value));

/** The settings it ran with. */
export const Settings = ({ reader, generation, indicator }: IndicatorProps) => {
  const { words, language } = reader;
  const params = Object.entries(indicator.params);
  if (!params.length) return <p class="muted">{words.indicators.noParams}</p>;
  const profile = (generation.manifest.settings.settings ?? {}) as Record<string, Record<string, unknown>>;
  return (
    <table class="plain">
      <thead>
        <tr>
          <th scope="col">{words.indicators.param}</th>
          <th scope="col">{words.indicators.value}</th>
          <th scope="col">{words.indicators.means}</th>
        </tr>
      </thead>
      <tbody>
        {params.map(([name, param]) => (
          <tr>
            <th scope="row">
              <code>{name}</code>
            </th>
            <td>{shown(profile[indicator.id]?.[name] ?? param.default, reader)}</td>
            <td>{param.means[language]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
