// One indicator whole: what it asks and says, whether it is sensible on these records, its settings, its method, its sources.
import type { Generation } from "../app/generation.ts";
import type { Standing } from "../app/review.ts";
import { labelOf } from "../text/codelist.ts";
import { showAmount, showShare } from "../text/text.ts";
import { fieldLabel } from "../text/words.ts";
import { columnName } from "./answers.tsx";
import { Layout } from "./layout.tsx";
import { href } from "./links.ts";
import { Mark } from "./marks.tsx";
import { Outside } from "./printed.tsx";
import type { Reader } from "./reader.ts";
import { Scroll } from "./scroll.tsx";
import { ValueStrip } from "./strip.tsx";

type Indicator = Generation["indicators"] extends ReadonlyMap<string, infer One> ? One : never;

interface IndicatorProps {
  reader: Reader;
  generation: Generation;
  indicator: Indicator;
  values: { count: number; points: number[]; threshold: number | null };
  decisions: readonly Pick<Standing, "verdict" | "explanation">[];
}

const n = (value: number) => showAmount(String(value));

const Sanity = ({ reader, generation, indicator }: IndicatorProps) => {
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

const Decisions = ({ reader, indicator, decisions }: IndicatorProps) => {
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

const shown = (value: unknown, reader: Reader): string =>
  Array.isArray(value) ? value.map((item) => labelOf("code", String(item), reader.language)).join(", ") : showAmount(String(value));

const Settings = ({ reader, generation, indicator }: IndicatorProps) => {
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

const Background = ({ reader, indicator }: IndicatorProps) => {
  const { words, language } = reader;
  return (
    <>
      <h2>{words.subject.innocent}</h2>
      <ul>
        {indicator.innocent.map((it) => (
          <li>{it[language]}</li>
        ))}
      </ul>
      <h2>{words.subject.checks}</h2>
      <ul>
        {indicator.checks.map((it) => (
          <li>{it[language]}</li>
        ))}
      </ul>
      {indicator.basis.length > 0 && (
        <>
          <h2>{words.indicators.law}</h2>
          <ul>
            {indicator.basis.map((it) => (
              <li>
                {it.country}: {it.law[language]}{" "}
                <span class="muted">({it.verified ? words.indicators.verified : words.indicators.unverified})</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {indicator.requires.length > 0 && (
        <>
          <h2>{words.indicators.requires}</h2>
          <ul class="columns">
            {indicator.requires.map((column) => (
              <li>
                {columnName(column, reader)} <code>{column}</code>
              </li>
            ))}
          </ul>
        </>
      )}
      {indicator.maps_to.length > 0 && (
        <>
          <h2>{words.indicators.mapsTo}</h2>
          <ul>
            {indicator.maps_to.map((it) => (
              <li>
                {it.system}: <bdi>{it.name}</bdi> <span class="muted">({words.indicators.match[it.match]})</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {indicator.differs && (
        <>
          <h2>{words.indicators.differs}</h2>
          <p>{indicator.differs[language]}</p>
        </>
      )}
      <h2>{words.indicators.references}</h2>
      <ul>
        {indicator.references.map((reference) => (
          <li>
            <Outside url={reference.url} title={reference.title} />
          </li>
        ))}
      </ul>
    </>
  );
};

/** The page. */
export const IndicatorPage = (page: IndicatorProps) => {
  const { reader, generation, indicator, values } = page;
  const { words, language } = reader;
  return (
    <Layout reader={reader} title={`${indicator.id} ${indicator.title[language]}`} at="indicators" manifest={generation.manifest}>
      <div class="case-head">
        <p class="kind">
          {indicator.id} · {labelOf("family", indicator.family, language)}
        </p>
        <h1>{indicator.title[language]}</h1>
        <p class="asks">{indicator.asks[language]}</p>
        <p class="tags">
          <span>
            <Mark name={indicator.level} />
            {words.levelOf(words.level[indicator.level])}
          </span>
          <span class="tag">{words.maturity[indicator.maturity]}</span>
          <span>
            {words.indicators.version} {indicator.version}
          </span>
          <span>
            {words.indicators.subject}: {words.kind[indicator.subject as "buyer"] ?? indicator.subject}
          </span>
        </p>
        {language === "th" && indicator.thai === "unread" && <p class="notice">{words.thaiUnread}</p>}
      </div>
      <div class="two">
        <div>
          <h2>{words.indicators.says}</h2>
          <blockquote class="template">
            {indicator.says[language].replace(/\{(\w+)\}/g, (_, name: string) => `‹${fieldLabel(name, language)}›`)}
          </blockquote>
          <h2>{words.indicators.why}</h2>
          <p>{indicator.why[language]}</p>
          {indicator.needs && (
            <>
              <h2>{words.indicators.needs}</h2>
              <p>{indicator.needs[language]}</p>
            </>
          )}
          <Background {...page} />
        </div>
        <div>
          <h2>{words.indicators.sanity}</h2>
          <Sanity {...page} />
          {values.points.length > 1 && (
            <>
              <h2>{words.indicators.values}</h2>
              <ValueStrip {...values} reader={reader} />
            </>
          )}
          <h2>{words.indicators.decided}</h2>
          <Decisions {...page} />
          <h2>{words.indicators.params}</h2>
          <Settings {...page} />
        </div>
      </div>
      {indicator.sql && (
        <section aria-labelledby="method">
          <h2 id="method">{words.indicators.method}</h2>
          <p class="muted">{words.indicators.methodText}</p>
          <Scroll reader={reader} label={words.indicators.method}>
            <pre class="sql">
              <code translate="no">{indicator.sql}</code>
            </pre>
          </Scroll>
        </section>
      )}
    </Layout>
  );
};
