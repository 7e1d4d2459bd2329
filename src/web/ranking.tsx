// The order of review by process, buyer, supplier or project: k of n with its interval, the rank with its range, the worth with its parts.
import type { QueueKind } from "../app/queue-table.ts";
import type { Manifest } from "../app/run.ts";
import { showAmount, showShare } from "../text/text.ts";
import { Layout } from "./layout.tsx";
import { href, partyHref, subjectHref } from "./links.ts";
import { Pages } from "./pages.tsx";
import { Amount, Printed } from "./printed.tsx";
import type { Reader } from "./reader.ts";
import { Scroll } from "./scroll.tsx";

export type RankedKind = Exclude<QueueKind, "contract">;

/** The word of each kind in addresses. */
export const RANKED_PATHS: Record<string, RankedKind> = {
  processes: "process",
  buyers: "buyer",
  suppliers: "supplier",
  projects: "project",
};

export interface RankedItem {
  rank: number | null;
  rank_low: number | null;
  rank_high: number | null;
  subject_id: string;
  title: string | null;
  score: number | null;
  judged: number;
  flagged: number;
  no_data: number;
  indicators: string[];
  amount: string | null;
  currency: string | null;
  worth: number | null;
  amount_times: number | null;
  novelty: number | null;
  time_left: number | null;
  days_left: number | null;
  share_low?: number | null;
  share_high?: number | null;
  shrunken_share?: number | null;
}

const n = (value: number) => showAmount(String(value));
const short = (value: number | null) => (value === null ? "–" : showAmount(String(Number(value.toPrecision(3)))));

/** Links between the orders of review. */
export const Kinds = ({ reader, at }: { reader: Reader; at: QueueKind }) => (
  <nav class="kinds" aria-label={reader.words.ranking.kinds}>
    <ul>
      <li>
        <a href="/queue?review=open" aria-current={at === "contract" ? "page" : undefined}>
          {reader.words.ranking.kind.contract}
        </a>
      </li>
      {Object.entries(RANKED_PATHS).map(([path, kind]) => (
        <li>
          <a href={`/queue/${path}`} aria-current={at === kind ? "page" : undefined}>
            {reader.words.ranking.kind[kind]}
          </a>
        </li>
      ))}
      <li>
        <a href="/places">{reader.words.places.link}</a>
      </li>
      <li>
        <a href="/warnings">{reader.words.warnings.link}</a>
      </li>
    </ul>
  </nav>
);

const linkOf = (kind: RankedKind, id: string): string | null =>
  kind === "process" || kind === "project" ? subjectHref(kind, id) : partyHref(kind, id);

const Row = ({
  item,
  kind,
  reader,
  titleOf,
}: {
  item: RankedItem;
  kind: RankedKind;
  reader: Reader;
  titleOf: (code: string) => string;
}) => {
  const { words, language } = reader;
  const share = (value: number) => showShare(Math.round(value * 1000) / 1000, language);
  const name = item.title ? <Printed text={item.title} reader={reader} most={120} listed /> : item.subject_id;
  const link = linkOf(kind, item.subject_id);
  return (
    <tr>
      <td class="rank">
        {item.rank === null ? <span class="muted">{words.ranking.unranked}</span> : <span class="rank-own">{n(item.rank)}</span>}
        {item.rank_low !== null && item.rank_low !== item.rank_high && (
          <span class="rank-range">{words.queue.rankShort(n(item.rank_low), n(item.rank_high!))}</span>
        )}
      </td>
      <th scope="row">{link ? <a href={link}>{name}</a> : name}</th>
      <td class="number nowrap">{item.score === null ? "–" : share(item.score)}</td>
      <td class="number">
        {words.ranking.kOfN(n(item.flagged), n(item.judged))}
        {item.share_low != null && item.share_high != null && (
          <span class="muted small below">{words.ranking.interval(share(item.share_low), share(item.share_high))}</span>
        )}
        {item.shrunken_share != null && <span class="muted small below">{words.ranking.shrunken(share(item.shrunken_share))}</span>}
        {item.no_data > 0 && <span class="muted small below">{words.queue.notTestable(item.no_data)}</span>}
      </td>
      <td class="number">{item.amount === null ? "–" : <Amount amount={item.amount} currency={item.currency} reader={reader} />}</td>
      <td class="number">
        {short(item.worth)}
        <span class="muted small below">
          {short(item.score)} × {short(item.amount_times)} × {short(item.novelty)} × {short(item.time_left)}
        </span>
        {item.days_left !== null && <span class="muted small below">{words.ranking.daysLeft(n(item.days_left))}</span>}
      </td>
      <td>
        <ul class="lacking">
          {item.indicators.slice(0, 4).map((code) => (
            <li>{titleOf(code)}</li>
          ))}
        </ul>
      </td>
    </tr>
  );
};

export interface RankingPageProps {
  reader: Reader;
  manifest: Manifest;
  kind: RankedKind;
  order: "score" | "worth";
  items: readonly RankedItem[];
  matching: number;
  page: number;
  pages: number;
  titleOf: (code: string) => string;
}

/** The page. */
export const RankingPage = ({ reader, manifest, kind, order, items, matching, page, pages, titleOf }: RankingPageProps) => {
  const { words, url } = reader;
  const title = `${words.ranking.title} · ${words.ranking.kind[kind]}`;
  return (
    <Layout reader={reader} title={title} at="queue" manifest={manifest}>
      <div class="page-head">
        <h1>{title}</h1>
        <p class="lead">{kind === "process" ? words.ranking.leadProcess : words.ranking.leadEntity}</p>
      </div>
      <Kinds reader={reader} at={kind} />
      <p class="counted">
        {words.ranking.counted(n(matching))} {words.ranking.order}{" "}
        {(["score", "worth"] as const).map((it) => (
          <a href={href(url.pathname, { order: it === "score" ? undefined : it })} aria-current={order === it ? "true" : undefined}>
            {words.ranking.by[it]}
          </a>
        ))}
      </p>
      {items.length === 0 ? (
        <p class="empty">{words.ranking.empty}</p>
      ) : (
        <Scroll reader={reader} label={title}>
          <table class="plain">
            <thead>
              <tr>
                <th scope="col">{words.queue.order}</th>
                <th scope="col">{words.ranking.kind[kind]}</th>
                <th scope="col" class="number">
                  {words.ranking.score}
                </th>
                <th scope="col" class="number">
                  {kind === "process" ? words.ranking.ofQuestions : words.ranking.ofContracts}
                </th>
                <th scope="col" class="number">
                  {words.queue.amount}
                </th>
                <th scope="col" class="number">
                  {words.ranking.worth}
                </th>
                <th scope="col">{kind === "process" ? words.queue.flagged : words.ranking.own}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((item) => (
                <Row item={item} kind={kind} reader={reader} titleOf={titleOf} />
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      <Pages reader={reader} page={page} pages={pages} />
    </Layout>
  );
};
