// The queue: flagged contracts, worst first, in a table that can be read at a glance and worked through by keyboard.
import type { Facets } from "../app/facets.ts";
import type { QueueItem } from "../app/queue.ts";
import type { State, View } from "../app/review.ts";
import type { Manifest } from "../app/run.ts";
import { labelOf } from "../text/codelist.ts";
import { showAmount } from "../text/text.ts";
import { ActiveFilters, FilterForm } from "./filters.tsx";
import { Layout } from "./layout.tsx";
import { href, subjectHref } from "./links.ts";
import { Mark } from "./marks.tsx";
import { Pages } from "./pages.tsx";
import { Amount, Day, Moment, Printed } from "./printed.tsx";
import { type QueueQuery, queryOf } from "./queue-query.ts";
import { Kinds } from "./ranking.tsx";
import type { Reader } from "./reader.ts";
import { Banner, type Done } from "./review-banner.tsx";
import { dayNumber } from "./scale.ts";

/** How many cases stand on one page. */
export const PAGE_SIZE = 25;

export interface QueuePageProps {
  reader: Reader;
  manifest: Manifest;
  query: QueueQuery;
  facets: Facets;
  items: readonly QueueItem[];
  matching: number;
  /** Review state of each case, in the order of `items`, since when, and how many of its flags are decided. */
  states: readonly { state: State; since: string | null; decided: number; flags: number }[];
  views: readonly View[];
  titleOf: (code: string) => string;
  done?: Done | undefined;
}

const number = (n: number) => showAmount(String(n));

const Row = ({ item, state, ...page }: { item: QueueItem; state: QueuePageProps["states"][number] } & QueuePageProps) => {
  const { reader, query, facets, titleOf } = page;
  const { words } = reader;
  const shown = item.indicators.slice(0, 3);
  return (
    <tr data-row>
      <td class="rank" title={words.queue.rankTitle(item.rank, item.rank_low, item.rank_high, facets.subjects)}>
        <label class="choose">
          <input
            type="checkbox"
            name="case"
            value={`${item.subject_kind}:${item.subject_id}`}
            form="bulk"
            aria-label={words.bulk.choose(number(item.rank))}
          />
          <span class="rank-own">{number(item.rank)}</span>
        </label>
        {item.rank_low !== item.rank_high && (
          <span class="rank-range">{words.queue.rankShort(number(item.rank_low), number(item.rank_high))}</span>
        )}
      </td>
      <th scope="row" class="what">
        <a class="title" href={subjectHref(item.subject_kind, item.subject_id, queryOf(query))} data-open>
          {item.title ? <Printed text={item.title} reader={reader} most={140} listed /> : words.queue.noTitle}
        </a>
        <span class="between">
          {item.buyer?.name ? <Printed text={item.buyer.name} reader={reader} most={80} listed /> : words.queue.noBuyer}
          <span class="arrow" aria-hidden="true">
            {" → "}
          </span>
          {item.subject_kind === "process" ? (
            <em>{words.queue.process}</em>
          ) : item.supplier?.name ? (
            <Printed text={item.supplier.name} reader={reader} most={80} listed />
          ) : (
            words.queue.noSupplier
          )}
        </span>
      </th>
      <td class="flags">
        <ul>
          {shown.map((code) => (
            <li>
              <Mark name="flagged" />
              {titleOf(code)}
            </li>
          ))}
          {item.indicators.length > shown.length && <li class="muted">{words.queue.more(item.indicators.length - shown.length)}</li>}
        </ul>
        <span class="coverage-note">
          {words.queue.ofJudged(item.flagged, item.judged)}
          {item.no_data > 0 && ` · ${words.queue.notTestable(item.no_data)}`}
        </span>
      </td>
      <td class="number">
        {item.amount === null ? (
          <span class="muted">{words.queue.noAmount}</span>
        ) : (
          <Amount amount={item.amount} currency={item.currency} reader={reader} />
        )}
      </td>
      <td class="when">
        <span>{item.method ? labelOf("code", item.method, reader.language) : <span class="muted">{words.subject.unknown}</span>}</span>
        <span class="muted">{item.signed_on ? <Day day={item.signed_on} reader={reader} /> : words.queue.notSigned}</span>
        {item.signed_on && item.signed_on <= page.manifest.as_of && (
          <span class="muted small">{words.queue.age(dayNumber(page.manifest.as_of) - dayNumber(item.signed_on))}</span>
        )}
      </td>
      <td class="state">
        <span class={`state-word state-${state.state}`}>
          <Mark name={state.state} />
          {words.state[state.state]}
        </span>
        {state.since && (
          <span class="muted small">
            {words.queue.since} <Moment at={state.since} reader={reader} />
          </span>
        )}
        {state.decided > 0 && state.state !== "decided" && (
          <span class="muted small">{words.review.partly(state.decided, state.flags)}</span>
        )}
      </td>
    </tr>
  );
};

const Empty = ({ reader, query, facets }: QueuePageProps) => {
  const { words } = reader;
  const narrowed = Object.keys(query.filter).length > 0 || query.review !== undefined;
  const reviewed = query.review === "open" && Object.keys(query.filter).length === 0 && facets.indicators.length > 0;
  return (
    <div class="empty">
      <Mark name={reviewed ? "decided" : "clear"} />
      <h2>
        {reviewed ? words.queue.emptyReviewed : narrowed && facets.indicators.length ? words.queue.emptyTitle : words.queue.noneTitle}
      </h2>
      <p>{narrowed && facets.indicators.length ? words.queue.emptyText : words.queue.noneText}</p>
      <p>
        <a href="/coverage">{words.nav.coverage}</a>
        {narrowed && <a href="/queue">{words.filter.clear}</a>}
      </p>
    </div>
  );
};

const Table = (page: QueuePageProps) => {
  const { words } = page.reader;
  return (
    <table class="queue" aria-describedby="counted">
      <thead>
        <tr>
          <th scope="col" class="rank">
            {words.queue.order}
          </th>
          <th scope="col">{words.queue.what}</th>
          <th scope="col">{words.queue.flagged}</th>
          <th scope="col" class="number">
            {words.queue.amount}
          </th>
          <th scope="col">{words.queue.when}</th>
          <th scope="col">{words.queue.review}</th>
        </tr>
      </thead>
      <tbody>
        {page.items.map((item, index) => (
          <Row item={item} state={page.states[index]!} {...page} />
        ))}
      </tbody>
    </table>
  );
};

const FORMATS = ["csv", "xlsx", "jsonl", "parquet"] as const;

/** The same list as data. What people said about it is no part of a run, so the review filter does not go along. */
const Downloads = ({ reader, query }: QueuePageProps) => (
  <p class="downloads">
    {reader.words.queue.download}{" "}
    {FORMATS.map((format) => (
      <a href={href(`/v1/queue.${format}`, queryOf({ filter: query.filter, review: undefined }))} download>
        {format.toUpperCase()}
      </a>
    ))}
  </p>
);

/** The whole page. */
export const QueuePage = (page: QueuePageProps) => {
  const { reader, query, facets, items, matching, done } = page;
  const { words } = reader;
  const first = (query.page - 1) * PAGE_SIZE;
  return (
    <Layout reader={reader} title={words.queue.title} at="queue" manifest={page.manifest}>
      {done && <Banner done={done} reader={reader} />}
      <div class="page-head">
        <h1>{words.queue.title}</h1>
        <p class="lead">{words.queue.lead}</p>
      </div>
      <Kinds reader={reader} at="contract" />
      {query.wrong.length > 0 && (
        <div class="notice" role="alert">
          <p>{words.filter.wrong}</p>
          <ul>
            {query.wrong.map(({ name, value }) => (
              <li>{words.filter.wrongValue(words.filter[name as "q"] ?? name, value.slice(0, 80))}</li>
            ))}
          </ul>
        </div>
      )}
      <FilterForm {...page} />
      <ActiveFilters {...page} />
      <p id="counted" class="counted" role="status">
        {words.queue.counted(matching, facets.subjects)} {items.length > 0 && words.queue.showing(first + 1, first + items.length)}
      </p>
      {items.length > 0 ? <Table {...page} /> : <Empty {...page} />}
      {items.length > 0 && (
        <form id="bulk" method="get" action="/bulk" class="bulk">
          <input type="hidden" name="back" value={reader.url.pathname + reader.url.search} />
          <button type="submit">{words.bulk.together}</button>
        </form>
      )}
      {items.length > 0 && reader.may("export") && <Downloads {...page} />}
      <Pages reader={reader} page={query.page} pages={Math.ceil(matching / PAGE_SIZE)} />
    </Layout>
  );
};
