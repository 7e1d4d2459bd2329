// Coverage: what these records could and could not answer, and which field would mend most.
import type { Coverage } from "../app/coverage.ts";
import type { Manifest } from "../app/run.ts";
import { showAmount, showShare } from "../text/text.ts";
import { Lacks } from "./answers.tsx";
import { Layout } from "./layout.tsx";
import { indicatorHref } from "./links.ts";
import { Mark } from "./marks.tsx";
import type { Reader } from "./reader.ts";
import { percent } from "./scale.ts";
import { Scroll } from "./scroll.tsx";

const n = (value: number) => showAmount(String(value));

const Mend = ({ list, reader }: { list: readonly Coverage[]; reader: Reader }) => {
  const { words } = reader;
  const held = new Map<string, { says: string; subjects: number; source: string }>();
  for (const row of list)
    for (const { reason, says, subjects } of row.lacking) {
      // Only a missing column is something a publisher can add; other reasons lie in the case itself.
      if (!reason.includes(".")) continue;
      const key = `${row.source} ${reason}`;
      held.set(key, { says, source: row.source, subjects: (held.get(key)?.subjects ?? 0) + subjects });
    }
  const worst = [...held].sort(([, a], [, b]) => b.subjects - a.subjects).slice(0, 12);
  const most = worst[0]?.[1].subjects ?? 1;
  if (!worst.length) return null;
  return (
    <section aria-labelledby="mend">
      <h2 id="mend">{words.coverage.mend}</h2>
      <p class="muted">{words.coverage.mendText}</p>
      <table class="plain bars">
        <thead>
          <tr>
            <th scope="col">{words.coverage.field}</th>
            <th scope="col">{words.coverage.source}</th>
            <th scope="col" class="bar">
              <span class="unseen">{words.coverage.unlocks}</span>
            </th>
            <th scope="col" class="number">
              {words.coverage.unlocks}
            </th>
          </tr>
        </thead>
        <tbody>
          {worst.map(([key, row]) => (
            <tr>
              <th scope="row">
                <Lacks reason={key.slice(row.source.length + 1)} says={row.says} reader={reader} coded />
              </th>
              <td>
                <code>{row.source}</code>
              </td>
              <td class="bar">
                <svg width="100%" height="12" aria-hidden="true">
                  <rect class="bar-all" width={percent((row.subjects / most) * 100)} height="12" rx="2" />
                </svg>
              </td>
              <td class="number">{n(row.subjects)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

/** The page. */
export const CoveragePage = ({ reader, manifest, list }: { reader: Reader; manifest: Manifest; list: readonly Coverage[] }) => {
  const { words, language } = reader;
  const sources = [...new Set(list.map(({ source }) => source))];
  return (
    <Layout reader={reader} title={words.coverage.title} at="coverage" manifest={manifest}>
      <div class="page-head">
        <h1>{words.coverage.title}</h1>
        <p class="lead">{words.coverage.lead}</p>
      </div>
      {list.length === 0 && <p class="empty">{words.coverage.empty}</p>}
      <Mend list={list} reader={reader} />
      {sources.map((source) => (
        <section aria-labelledby={`source-${source}`}>
          <h2 id={`source-${source}`}>
            {words.coverage.source} <code>{source}</code>
          </h2>
          <Scroll reader={reader} label={`${words.coverage.source} ${source}`}>
            <table class="plain coverage">
              <thead>
                <tr>
                  <th scope="col">{words.subject.indicator}</th>
                  <th scope="col" class="bar">
                    {words.coverage.judged}
                  </th>
                  {(["flagged", "clear", "no_data", "not_applicable"] as const).map((status) => (
                    <th scope="col" class="number">
                      <Mark name={status} />
                      {words.statusShort[status]}
                    </th>
                  ))}
                  <th scope="col">{words.coverage.lacking}</th>
                </tr>
              </thead>
              <tbody>
                {list
                  .filter((row) => row.source === source)
                  .map((row) => (
                    <tr>
                      <th scope="row">
                        <a href={indicatorHref(row.indicator)}>{row.title}</a> <code>{row.indicator}</code>
                      </th>
                      <td class="bar">
                        {row.judged_share === null ? (
                          <span class="muted">{words.status.not_applicable}</span>
                        ) : (
                          <>
                            <svg width="100%" height="10" aria-hidden="true">
                              <rect class="bar-none" width="100%" height="10" rx="2" />
                              <rect class="bar-all" width={percent(row.judged_share * 100)} height="10" rx="2" />
                            </svg>
                            <span class="small">{showShare(row.judged_share, language)}</span>
                          </>
                        )}
                      </td>
                      {([row.flagged, row.clear, row.no_data, row.not_applicable] as const).map((value) => (
                        <td class={value === 0 ? "number muted" : "number"}>{n(value)}</td>
                      ))}
                      <td>
                        {row.lacking.length === 0 ? (
                          <span class="muted">{words.coverage.nothing}</span>
                        ) : (
                          <ul class="lacking">
                            {row.lacking.slice(0, 3).map(({ reason, says, subjects }) => (
                              <li>
                                <Lacks reason={reason} says={says} reader={reader} coded /> <span class="muted">({n(subjects)})</span>
                              </li>
                            ))}
                          </ul>
                        )}
                      </td>
                    </tr>
                  ))}
              </tbody>
            </table>
          </Scroll>
        </section>
      ))}
    </Layout>
  );
};
