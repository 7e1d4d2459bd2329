// One indicator whole: what it asks and says, whether it is sensible on these records, its settings, its method, its sources.
import type { Method } from "../app/method.ts";
import { labelOf } from "../text/codelist.ts";
import { showShare } from "../text/text.ts";
import { fieldLabel } from "../text/words.ts";
import { columnName } from "./answers.tsx";
import { Decisions, type IndicatorProps, Learnt, Sanity, Settings } from "./indicator-panels.tsx";
import { Layout } from "./layout.tsx";
import { Mark } from "./marks.tsx";
import { LeftOut, Rates, Versions, Worked } from "./method.tsx";
import { Outside } from "./printed.tsx";
import { Scroll } from "./scroll.tsx";
import { ValueStrip } from "./strip.tsx";

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
      {indicator.ordinary && (
        <>
          <h2>{words.indicators.ordinary(showShare(indicator.ordinary.max_share, language))}</h2>
          <p>{indicator.ordinary.because[language]}</p>
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
export const IndicatorPage = (page: IndicatorProps & { method: Method }) => {
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
          {indicator.sql && (
            <>
              <h2>{words.indicators.leftOut}</h2>
              <LeftOut {...page} />
              <Worked {...page} />
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
          <h2>{words.indicators.learned}</h2>
          <Learnt {...page} />
          <h2>{words.indicators.params}</h2>
          <Settings {...page} />
          <Versions {...page} />
        </div>
      </div>
      <Rates {...page} />
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
