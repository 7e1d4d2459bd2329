// Early warning: contracts and projects that still run, what of them can be seen now, how their like ended, and the days left to act.

import type { Manifest } from "../app/run.ts";
import type { WarnedKind } from "../app/warning-table.ts";
import { labelOf } from "../text/codelist.ts";
import { showAmount, showDay, showShare } from "../text/text.ts";
import { columnName } from "./answers.tsx";
import { Layout } from "./layout.tsx";
import { subjectHref } from "./links.ts";
import { Pages } from "./pages.tsx";
import { Amount, Day, Printed } from "./printed.tsx";
import type { Reader } from "./reader.ts";
import { percent } from "./scale.ts";
import { Scroll } from "./scroll.tsx";

export interface WarnedItem {
  subject_id: string;
  title: string | null;
  buyer?: { name: string | null } | null;
  amount: string | null;
  currency: string | null;
  ends_on: string | null;
  days_left: number | null;
  elapsed_share: number | null;
  spent_share: number | null;
  progress_share: number | null;
  slippage_days: number | null;
  late_milestones: number | null;
  extensions?: number;
  extension_days?: number | null;
  end_low_on?: string | null;
  end_high_on?: string | null;
  time_like?: number | null;
  cost_low_amount?: string | null;
  cost_high_amount?: string | null;
  cost_like?: number | null;
  signals: string[];
  lacking: string[];
}

const n = (value: number) => showAmount(String(value));

/** Time, money and progress as bars under one another, so that the eye sees what runs ahead. */
const Bars = ({ item, reader }: { item: WarnedItem; reader: Reader }) => {
  const { words, language } = reader;
  const bars = [
    [words.warnings.time, item.elapsed_share],
    [words.warnings.paid, item.spent_share],
    [words.warnings.done, item.progress_share],
  ] as const;
  return (
    <>
      {bars.map(([label, share]) => (
        <span class="below small nowrap">
          {label}{" "}
          {share === null ? (
            <span class="muted">{words.warnings.unknown}</span>
          ) : (
            <>
              <svg width="80" height="8" aria-hidden="true">
                <rect class="bar-none" width="80" height="8" rx="2" />
                <rect class="bar-all" width={percent(Math.max(0, Math.min(share, 1)) * 100)} height="8" rx="2" />
              </svg>{" "}
              {showShare(Math.round(share * 100) / 100, language)}
            </>
          )}
        </span>
      ))}
    </>
  );
};

const Forecast = ({ item, reader }: { item: WarnedItem; reader: Reader }) => {
  const { words, language } = reader;
  const { end_low_on, end_high_on, cost_low_amount, cost_high_amount } = item;
  if (!(end_low_on && end_high_on) && !(cost_low_amount && cost_high_amount)) return <span class="muted">{words.warnings.noForecast}</span>;
  return (
    <>
      {end_low_on && end_high_on && (
        <span class="below">
          {words.warnings.between(showDay(end_low_on, language), showDay(end_high_on, language))}{" "}
          <span class="muted small">{words.warnings.like(n(item.time_like ?? 0))}</span>
        </span>
      )}
      {cost_low_amount && cost_high_amount && (
        <span class="below">
          {words.warnings.between(showAmount(cost_low_amount), showAmount(cost_high_amount))}{" "}
          <span class="muted small">{words.warnings.like(n(item.cost_like ?? 0))}</span>
        </span>
      )}
    </>
  );
};

const Row = ({ item, kind, reader }: { item: WarnedItem; kind: WarnedKind; reader: Reader }) => {
  const { words, language } = reader;
  const title = item.title ? <Printed text={item.title} reader={reader} most={120} listed /> : item.subject_id;
  return (
    <tr>
      <th scope="row">
        {kind === "contract" ? <a href={subjectHref("contract", item.subject_id)}>{title}</a> : title}
        {item.buyer?.name && (
          <span class="muted small below">
            <Printed text={item.buyer.name} reader={reader} most={80} listed />
          </span>
        )}
      </th>
      <td class="number">{item.amount === null ? "–" : <Amount amount={item.amount} currency={item.currency} reader={reader} />}</td>
      <td class="nowrap">
        {item.ends_on ? <Day day={item.ends_on} reader={reader} /> : <span class="muted">{words.warnings.unknown}</span>}
        {item.days_left !== null && (
          <span class="below small">
            {item.days_left >= 0 ? words.ranking.daysLeft(n(item.days_left)) : words.warnings.overdue(n(-item.days_left))}
          </span>
        )}
      </td>
      <td>
        <Bars item={item} reader={reader} />
      </td>
      <td>
        <Forecast item={item} reader={reader} />
      </td>
      <td>
        <ul class="lacking">
          {item.signals.map((code) => (
            <li>{labelOf("signal", code, language)}</li>
          ))}
        </ul>
        {item.slippage_days !== null && <span class="small below">{words.warnings.slipped(n(item.slippage_days))}</span>}
        {item.lacking.length > 0 && (
          <span class="muted small below">
            {words.warnings.lacking} {item.lacking.map((field) => columnName(field, reader)).join(" · ")}
          </span>
        )}
      </td>
    </tr>
  );
};

export interface WarningsPageProps {
  reader: Reader;
  manifest: Manifest;
  kind: WarnedKind;
  items: readonly WarnedItem[];
  matching: number;
  warned: number;
  page: number;
  pages: number;
}

/** The page. */
export const WarningsPage = ({ reader, manifest, kind, items, matching, warned, page, pages }: WarningsPageProps) => {
  const { words } = reader;
  const title = words.warnings.title;
  return (
    <Layout reader={reader} title={title} at="queue" manifest={manifest}>
      <div class="page-head">
        <h1>{title}</h1>
        <p class="lead">{words.warnings.lead}</p>
      </div>
      <nav class="kinds" aria-label={words.ranking.kinds}>
        <ul>
          <li>
            <a href="/warnings" aria-current={kind === "contract" ? "page" : undefined}>
              {words.ranking.kind.contract}
            </a>
          </li>
          <li>
            <a href="/warnings/projects" aria-current={kind === "project" ? "page" : undefined}>
              {words.ranking.kind.project}
            </a>
          </li>
        </ul>
      </nav>
      <p class="counted">{words.warnings.counted(n(warned), n(matching))}</p>
      {items.length === 0 ? (
        <p class="empty">{words.warnings.empty}</p>
      ) : (
        <Scroll reader={reader} label={title}>
          <table class="plain">
            <thead>
              <tr>
                <th scope="col">{words.ranking.kind[kind]}</th>
                <th scope="col" class="number">
                  {words.queue.amount}
                </th>
                <th scope="col">{words.warnings.ends}</th>
                <th scope="col">{words.warnings.against}</th>
                <th scope="col">{words.warnings.forecast}</th>
                <th scope="col">{words.warnings.signs}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((item) => (
                <Row item={item} kind={kind} reader={reader} />
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      <Pages reader={reader} page={page} pages={pages} />
    </Layout>
  );
};
