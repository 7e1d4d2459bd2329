// The run in force: its hashes, its inputs, its results, and how to recompute them.
import type { Manifest } from "../app/run.ts";
import { showAmount, showDay } from "../text/text.ts";
import { Layout } from "./layout.tsx";
import { indicatorHref } from "./links.ts";
import { Mark } from "./marks.tsx";
import { Moment, Printed } from "./printed.tsx";
import type { Reader } from "./reader.ts";
import { Scroll } from "./scroll.tsx";

const n = (value: number) => showAmount(String(value));
const LISTED = 200;

const Hashes = ({ reader, manifest }: { reader: Reader; manifest: Manifest }) => {
  const { words, language } = reader;
  const rows: [string, string][] = [
    [words.run.resultHash, manifest.result_hash],
    [words.run.inputsHash, manifest.inputs_hash],
    [words.run.canonHash, manifest.canon_hash],
    [words.run.catalogueHash, manifest.catalogue_hash],
    [words.run.lawHash, manifest.law_hash],
  ];
  return (
    <dl class="facts wide">
      <div>
        <dt>{words.run.id}</dt>
        <dd>
          <code>{manifest.run_id}</code>
        </dd>
      </div>
      <div>
        <dt>{words.run.asOf}</dt>
        <dd>{showDay(manifest.as_of, language)}</dd>
      </div>
      <div>
        <dt>{words.run.started}</dt>
        <dd>
          <Moment at={manifest.started_at} reader={reader} /> · {words.run.took(manifest.seconds.toFixed(1))}
        </dd>
      </div>
      <div>
        <dt>{words.run.profile}</dt>
        <dd>
          <code>{manifest.profile}</code>
        </dd>
      </div>
      <div>
        <dt>{words.run.version}</dt>
        <dd>
          jabta {manifest.versions.jabta} · DuckDB {manifest.versions.duckdb} · Node {manifest.versions.node}
        </dd>
      </div>
      {rows.map(([label, hash]) => (
        <div>
          <dt>{label}</dt>
          <dd>
            <code class="hash">{hash}</code>
          </dd>
        </div>
      ))}
    </dl>
  );
};

/** The page. */
export const RunPage = ({ reader, manifest, titleOf }: { reader: Reader; manifest: Manifest; titleOf: (code: string) => string }) => {
  const { words, language } = reader;
  return (
    <Layout reader={reader} title={words.run.title} at="run" manifest={manifest}>
      <div class="page-head">
        <h1>{words.run.title}</h1>
        <p class="lead">{words.run.lead}</p>
      </div>
      <Hashes reader={reader} manifest={manifest} />
      <p>
        {words.run.verify} <code>npx jabta verify {manifest.run_id}</code>
      </p>
      <p>
        <a href="/changes">{words.run.toChanges}</a> <a href="/sanity">{words.sanity.link}</a>
      </p>
      <section aria-labelledby="results">
        <h2 id="results">{words.run.results}</h2>
        <Scroll reader={reader} label={words.run.results}>
          <table class="plain">
            <thead>
              <tr>
                <th scope="col">{words.subject.indicator}</th>
                <th scope="col" class="number">
                  {words.indicators.version}
                </th>
                {(["flagged", "clear", "no_data", "not_applicable"] as const).map((status) => (
                  <th scope="col" class="number">
                    <Mark name={status} />
                    {words.statusShort[status]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {manifest.results.map((row) => (
                <tr>
                  <th scope="row">
                    <a href={indicatorHref(row.indicator)}>{titleOf(row.indicator)}</a> <code>{row.indicator}</code>
                  </th>
                  <td class="number">{row.version}</td>
                  {([row.flagged, row.clear, row.no_data, row.not_applicable] as const).map((value) => (
                    <td class={value === 0 ? "number muted" : "number"}>{n(value)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </section>
      <section aria-labelledby="inputs">
        <h2 id="inputs">{words.run.inputs}</h2>
        <Scroll reader={reader} label={words.run.inputs}>
          <table class="plain">
            <thead>
              <tr>
                <th scope="col">{words.run.file}</th>
                <th scope="col">{words.run.source}</th>
                <th scope="col">{words.run.knownFrom}</th>
                <th scope="col" class="number">
                  {words.run.read}
                </th>
                <th scope="col" class="number">
                  {words.run.quarantined}
                </th>
                <th scope="col">{words.run.sha256}</th>
              </tr>
            </thead>
            <tbody>
              {manifest.inputs.slice(0, LISTED).map((input) => (
                <tr>
                  <th scope="row">
                    <Printed text={input.name} reader={reader} most={120} />
                  </th>
                  <td>
                    <code>{input.source}</code>
                  </td>
                  <td class="nowrap">{showDay(input.as_of, language)}</td>
                  <td class="number">{n(input.read)}</td>
                  <td class={input.quarantined ? "number" : "number muted"}>{n(input.quarantined)}</td>
                  <td>
                    <code class="hash" title={input.sha256}>
                      {input.sha256.slice(0, 16)}…
                    </code>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
        {manifest.inputs.length > LISTED && <p class="muted">{words.subject.rowsCut(LISTED, manifest.inputs.length)}</p>}
      </section>
    </Layout>
  );
};
