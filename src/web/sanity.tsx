// Whether what a run found can be right: warnings first, then each indicator with its shares, drift, worst fields and settings.

import type { Manifest } from "../app/run.ts";
import type { Panel, Sanity } from "../app/sanity.ts";
import { showAmount, showShare } from "../text/text.ts";
import { Lacks } from "./answers.tsx";
import { Layout } from "./layout.tsx";
import { indicatorHref } from "./links.ts";
import type { Reader } from "./reader.ts";
import { Scroll } from "./scroll.tsx";

const n = (value: number) => showAmount(String(value));

const Row = ({ row, reader }: { row: Sanity; reader: Reader }) => {
  const { words, language } = reader;
  const share = (value: number | null) => (value === null ? "–" : showShare(Math.round(value * 1000) / 1000, language));
  return (
    <tr>
      <th scope="row">
        <a href={indicatorHref(row.indicator)}>{row.title}</a> <code>{row.indicator}</code>
        {row.warnings.map((name) => (
          <span class="below small">
            <strong>{words.sanity.warning[name]}</strong>
          </span>
        ))}
      </th>
      <td class="number">
        {words.ranking.kOfN(n(row.flagged), n(row.flagged + row.clear))}
        <span class="muted small below nowrap">{share(row.share)}</span>
      </td>
      <td class="number">
        {n(row.no_data)}
        <span class="muted small below nowrap">{share(row.no_data_share)}</span>
      </td>
      <td class="number">
        {row.drift === null ? "–" : `${row.drift > 0 ? "+" : ""}${share(row.drift)}`}
        {row.before !== null && row.before.judged > 0 && (
          <span class="muted small below">{words.sanity.was(words.ranking.kOfN(n(row.before.flagged), n(row.before.judged)))}</span>
        )}
      </td>
      <td>
        <ul class="lacking">
          {row.worst.map(({ reason, says, subjects }) => (
            <li>
              <Lacks reason={reason} says={says} reader={reader} coded /> <span class="muted">({n(subjects)})</span>
            </li>
          ))}
        </ul>
      </td>
      <td>
        <ul class="lacking">
          {(row.sensitivity ?? []).map(({ param, value, lower, higher }) => (
            <li>
              <code>{param}</code> {n(value)}
              {[lower, higher].map(
                (moved) =>
                  moved && <span class="muted"> · {words.sanity.at(n(Number(moved.value.toPrecision(4))), n(moved.flagged))}</span>,
              )}
            </li>
          ))}
        </ul>
      </td>
    </tr>
  );
};

/** The page. */
export const SanityPage = ({ reader, manifest, panel }: { reader: Reader; manifest: Manifest; panel: Panel }) => {
  const { words } = reader;
  // What flags too much first, then other warnings; what nobody could judge is no finding and stands last.
  const weight = ({ warnings }: Sanity) => (warnings.includes("many") ? 8 : 0) + (warnings.includes("unjudged") ? -4 : warnings.length);
  const ordered = [...panel.indicators].sort((a, b) => weight(b) - weight(a));
  const isMeasured = panel.indicators.some(({ sensitivity }) => sensitivity !== null);
  return (
    <Layout reader={reader} title={words.sanity.title} at="run" manifest={manifest}>
      <div class="page-head">
        <h1>{words.sanity.title}</h1>
        <p class="lead">{words.sanity.lead}</p>
      </div>
      <p class="counted">
        {panel.before === null ? words.sanity.alone : words.sanity.against(panel.before)}
        {!isMeasured && ` ${words.sanity.toMeasure}`} {!isMeasured && <code>jabta sanity --sensitivity</code>}
      </p>
      <Scroll reader={reader} label={words.sanity.title}>
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">{words.subject.indicator}</th>
              <th scope="col" class="number">
                {words.sanity.share}
              </th>
              <th scope="col" class="number">
                {words.statusShort.no_data}
              </th>
              <th scope="col" class="number">
                {words.sanity.drift}
              </th>
              <th scope="col">{words.sanity.worst}</th>
              <th scope="col">{words.sanity.settings}</th>
            </tr>
          </thead>
          <tbody>
            {ordered.map((row) => (
              <Row row={row} reader={reader} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </Layout>
  );
};
