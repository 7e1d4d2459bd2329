// The catalogue: what every indicator asks, and how its answers fell in this run.
import type { Generation } from "../app/generation.ts";
import { labelOf } from "../text/codelist.ts";
import { showAmount } from "../text/text.ts";
import { Layout } from "./layout.tsx";
import { indicatorHref } from "./links.ts";
import { Mark } from "./marks.tsx";
import type { Reader } from "./reader.ts";

const n = (value: number) => showAmount(String(value));

/** Counts of the four answers, each with its shape. */
const Counts = ({
  result,
  reader,
}: {
  result: { flagged: number; clear: number; not_applicable: number; no_data: number };
  reader: Reader;
}) => {
  const { words } = reader;
  return (
    <ul class="counts">
      {(["flagged", "clear", "no_data", "not_applicable"] as const).map((status) => (
        <li class={result[status] === 0 ? "muted" : undefined}>
          <Mark name={status} />
          <span class="number">{n(result[status])}</span> {words.status[status]}
        </li>
      ))}
    </ul>
  );
};

/** The page. */
export const IndicatorsPage = ({ reader, generation }: { reader: Reader; generation: Generation }) => {
  const { words, language } = reader;
  const all = [...generation.indicators.values()];
  const results = new Map(generation.manifest.results.map((result) => [result.indicator, result]));
  const families = [...new Set(all.filter(({ maturity }) => maturity !== "described").map(({ family }) => family))];
  const described = all.filter(({ maturity }) => maturity === "described");
  return (
    <Layout reader={reader} title={words.indicators.title} at="indicators" manifest={generation.manifest}>
      <div class="page-head">
        <h1>{words.indicators.title}</h1>
        <p class="lead">{words.indicators.lead}</p>
      </div>
      {families.map((family) => (
        <section aria-labelledby={`family-${family}`} class="family">
          <h2 id={`family-${family}`}>{labelOf("family", family, language)}</h2>
          <ul class="indicator-list">
            {all
              .filter((indicator) => indicator.family === family && indicator.maturity !== "described")
              .map((indicator) => {
                const result = results.get(indicator.id);
                return (
                  <li>
                    <h3>
                      <a href={indicatorHref(indicator.id)}>{indicator.title[language]}</a> <code>{indicator.id}</code>
                    </h3>
                    <p>{indicator.asks[language]}</p>
                    <p class="tags">
                      <span>
                        <Mark name={indicator.level} />
                        {words.levelOf(words.level[indicator.level])}
                      </span>
                      <span class="tag">{words.maturity[indicator.maturity]}</span>
                    </p>
                    {result ? <Counts result={result} reader={reader} /> : <p class="muted">{words.indicators.notRun}</p>}
                  </li>
                );
              })}
          </ul>
        </section>
      ))}
      {described.length > 0 && (
        <section aria-labelledby="described" class="family">
          <h2 id="described">{words.indicators.described}</h2>
          <p class="muted">{words.indicators.describedText}</p>
          <ul class="described-list">
            {described.map((indicator) => (
              <li>
                <a href={indicatorHref(indicator.id)}>{indicator.title[language]}</a> <code>{indicator.id}</code>
                {indicator.needs && <span class="muted"> {indicator.needs[language]}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
    </Layout>
  );
};
