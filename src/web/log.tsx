// The review log: what people did, newest first, and whether the chain of the audit log holds.
import type { ChainReport, Event } from "../app/review.ts";
import type { Manifest } from "../app/run.ts";
import { showAmount } from "../text/text.ts";
import { EventLine } from "./case-panel.tsx";
import { Layout } from "./layout.tsx";
import { here, subjectHref } from "./links.ts";
import { Mark } from "./marks.tsx";
import type { Reader } from "./reader.ts";

interface LogProps {
  reader: Reader;
  manifest: Manifest | undefined;
  chain: ChainReport;
  events: readonly Event[];
  /** Flags of these events that the run in force still raises. */
  raised: ReadonlySet<string>;
  titleOf: (code: string) => string;
  older: number | null;
}

/** The page. */
export const LogPage = ({ reader, manifest, chain, events, raised, titleOf, older }: LogProps) => {
  const { words } = reader;
  const subject = (event: Event) =>
    event.subject_kind === "contract" || event.subject_kind === "process" ? subjectHref(event.subject_kind, event.subject_id) : undefined;
  return (
    <Layout reader={reader} title={words.log.title} at="log" manifest={manifest}>
      <div class="page-head">
        <h1>{words.log.title}</h1>
        <p class="lead">{words.log.lead}</p>
      </div>
      <p class={chain.ok ? "standing" : "notice"}>
        <Mark name={chain.ok ? "decided" : "flagged"} />
        {chain.ok ? words.log.holds(showAmount(String(chain.entries))) : words.log.broken(chain.trouble ?? "")}
      </p>
      <p class="muted small">
        {words.log.head} <code class="hash">{chain.head}</code>
      </p>
      {events.length === 0 ? (
        <div class="empty">
          <Mark name="new" />
          <h2>{words.log.empty}</h2>
          <p>{words.log.emptyText}</p>
        </div>
      ) : (
        <ol class="events log">
          {events.map((event) => {
            const to = subject(event);
            return (
              <li class="log-entry">
                <ol class="events">
                  <EventLine event={event} reader={reader} titleOf={(it) => titleOf(it.indicator)} />
                </ol>
                <p class="small">
                  {to ? (
                    <a href={`${to}#flag-${event.flag_id}`}>
                      <bdi>{event.subject_id.slice(0, 120)}</bdi>
                    </a>
                  ) : (
                    <bdi>{event.subject_id.slice(0, 120)}</bdi>
                  )}
                  {!raised.has(event.flag_id) && <span class="muted"> · {words.log.gone}</span>}
                </p>
              </li>
            );
          })}
        </ol>
      )}
      {older !== null && (
        <nav class="pages" aria-label={words.queue.pages}>
          <span />
          <a href={here(reader.url, { before: older })}>{words.log.older} →</a>
        </nav>
      )}
    </Layout>
  );
};
