// The catalogue: what every indicator asks, and how its answers fell in this run.
import type { Generation } from "../app/generation.ts";
import { labelOf } from "../text/codelist.ts";
import { showAmount } from "../text/text.ts";
import { Layout } from "./layout.tsx";
import { indicatorHref } from "./links.ts";
import { Mark } from "./marks.tsx";
import type { Reader } from "./reader.ts";
import { Scroll } from "./scroll.tsx";

type Indicator = Generation["indicators"] extends ReadonlyMap<string, infer One> ? One : never;
type Result = Generation["manifest"]["results"][number];

const ANSWERS = ["flagged", "clear", "no_data", "not_applicable"] as const;
const n = (value: number) => showAmount(String(value));

const Row = ({ indicator, result, reader }: { indicator: Indicator; result: Result | undefined; reader: Reader }) => {
  const { words, language } = reader;
  return (
    <tr>
      <th scope="row">
        <a href={indicatorHref(indicator.id)}>{indicator.title[language]}</a> <code>{indicator.id}</code>
        <span class="asks-short">{indicator.asks[language]}</span>
      </th>
      <td class="nowrap">
        <Mark name={indicator.level} />
        {words.level[indicator.level]}
        <br />
        <span class="muted small">{words.maturity[indicator.maturity]}</span>
      </td>
      {result ? (
        ANSWERS.map((status) => <td class={result[status] === 0 ? "number muted" : "number"}>{n(result[status])}</td>)
      ) : (
        <td colspan={4} class="number muted">
          {words.indicators.notRun}
        </td>
      )}
    </tr>
  );
};

const Catalogue = ({ all, results, reader }: { all: readonly Indicator[]; results: ReadonlyMap<string, Result>; reader: Reader }) => {
  const { words, language } = reader;
  const families = [...new Set(all.map(({ family }) => family))];
  return (
    <Scroll reader={reader} label={words.indicators.title}>
      <table class="plain catalogue">
        <thead>
          <tr>
            <th scope="col">{words.subject.indicator}</th>
            <th scope="col">{words.indicators.level}</th>
            {ANSWERS.map((status) => (
              <th scope="col" class="number">
                <Mark name={status} />
                {words.statusShort[status]}
              </th>
            ))}
          </tr>
        </thead>
        {families.map((family) => (
          <tbody>
            <tr>
              <th scope="rowgroup" colspan={6}>
                {labelOf("family", family, language)}
              </th>
            </tr>
            {all
              .filter((indicator) => indicator.family === family)
              .map((indicator) => (
                <Row indicator={indicator} result={results.get(indicator.id)} reader={reader} />
              ))}
          </tbody>
        ))}
      </table>
    </Scroll>
  );
};

/** The page. */
export const IndicatorsPage = ({ reader, generation }: { reader: Reader; generation: Generation }) => {
  const { words, language } = reader;
  const all = [...generation.indicators.values()];
  const results = new Map(generation.manifest.results.map((result) => [result.indicator, result]));
  const described = all.filter(({ maturity }) => maturity === "described");
  return (
    <Layout reader={reader} title={words.indicators.title} at="indicators" manifest={generation.manifest}>
      <div class="page-head">
        <h1>{words.indicators.title}</h1>
        <p class="lead">{words.indicators.lead}</p>
      </div>
      <Catalogue all={all.filter(({ maturity }) => maturity !== "described")} results={results} reader={reader} />
      {described.length > 0 && (
        <section aria-labelledby="described">
          <h2 id="described">{words.indicators.described}</h2>
          <p class="muted">{words.indicators.describedText}</p>
          <ul class="described-list">
            {described.map((indicator) => (
              <li>
                <a href={indicatorHref(indicator.id)}>{indicator.title[language]}</a> <code>{indicator.id}</code>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Layout>
  );
};
