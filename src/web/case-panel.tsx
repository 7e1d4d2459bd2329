// Beside a case: how it stands as a whole, what can be done with all of its flags at once, and everything people did.
import { type Correction, type Event, standsAsWhole } from "../app/review.ts";
import { type Case, flagToken, isContext } from "./case.ts";
import { Mark } from "./marks.tsx";
import { Moment, Printed } from "./printed.tsx";
import type { Reader } from "./reader.ts";

/** One act as a line of history. */
export const EventLine = ({ event, reader, titleOf }: { event: Event; reader: Reader; titleOf: (event: Event) => string }) => {
  const { words } = reader;
  return (
    <li class={`event event-${event.verb}`}>
      <p>
        <strong>{words.review.did[event.verb]}</strong>
        {event.verb === "assign" && (
          <>
            {" "}
            <bdi>{event.explanation}</bdi>
          </>
        )}
        {event.verdict && ` ${words.review.verdict[event.verdict]}`} <span class="muted">{titleOf(event)}</span>
      </p>
      {event.reason && (
        <blockquote>
          <Printed text={event.reason} reader={reader} most={5000} />
        </blockquote>
      )}
      <p class="muted small">
        <bdi>{event.actor === reader.actor ? words.review.you(event.actor) : event.actor}</bdi> · <Moment at={event.at} reader={reader} />
      </p>
    </li>
  );
};

const CaseForm = ({ of }: { of: Case }) => {
  const { reader, explanation, standings, refused } = of;
  const { words } = reader;
  const own = explanation.flags.filter((flag) => !isContext(flag));
  const flags = (own.length ? own : explanation.flags).filter((flag) => standings.get(flag.flag_id)?.state !== "decided");
  if (!flags.length || !reader.may("review")) return null;
  const holders = [...new Set(flags.flatMap((flag) => standings.get(flag.flag_id)?.standing?.holder ?? []))];
  return (
    <form method="post" action="/review" class="case-form" data-case>
      {flags.map((flag) => (
        <input type="hidden" name="flag" value={flagToken(flag, standings.get(flag.flag_id))} />
      ))}
      <input type="hidden" name="back" value={reader.url.pathname + reader.url.search} />
      {holders.length > 0 && (
        <p>
          {words.review.heldBy}{" "}
          <bdi>{holders.map((holder) => (holder === reader.actor ? words.review.you(holder) : holder)).join(", ")}</bdi>
        </p>
      )}
      <p class="buttons">
        <button type="submit" name="do" value="claim" data-key="c">
          {words.review.do.claim}
        </button>
        {holders.includes(reader.actor) && (
          <button type="submit" name="do" value="release" class="quiet">
            {words.review.do.release}
          </button>
        )}
      </p>
      {of.reviewers.length > 0 && (
        <p class="buttons">
          <label>
            <span class="unseen">{words.review.assignTo}</span>
            <select name="to" data-assign>
              {of.reviewers.map((name) => (
                <option value={name}>{name}</option>
              ))}
            </select>
          </label>
          <button type="submit" name="do" value="assign" class="quiet" data-key="a">
            {words.review.do.assign}
          </button>
        </p>
      )}
      <label class="field">
        <span>{words.review.caseText}</span>
        <textarea name="reason" rows={3} maxlength={5000} data-note>
          {refused?.reason}
        </textarea>
      </label>
      <p class="buttons">
        <button type="submit" name="do" value="note" data-key="n">
          {words.review.do.note}
        </button>
        <button type="submit" name="do" value="ask" data-key="h">
          {words.review.do.ask}
        </button>
        {flags.length > 1 && (
          <button type="submit" name="do" value="refer">
            {words.review.do.referAll(flags.length)}
          </button>
        )}
      </p>
    </form>
  );
};

const Corrections = ({ claims, reader }: { claims: readonly Correction[]; reader: Reader }) => (
  <>
    <h3>{reader.words.subject.corrections}</h3>
    <ul class="events">
      {claims.map(({ field, said, reason, at }) => (
        <li class="event">
          <blockquote>
            <Printed text={`${field} = ${said} · ${reason}`} reader={reader} most={4000} />
          </blockquote>
          <p class="muted small">
            <Moment at={at} reader={reader} />
          </p>
        </li>
      ))}
    </ul>
    <p class="muted small">{reader.words.subject.correctionsText}</p>
  </>
);

/** The panel. */
export const CasePanel = ({ of }: { of: Case }) => {
  const { reader, explanation, standings, history, corrections, refused } = of;
  const { words } = reader;
  const states = explanation.flags.map((flag) => standings.get(flag.flag_id)?.state ?? "new");
  const whole = standsAsWhole(states);
  const titles = new Map(explanation.flags.map((flag) => [flag.flag_id, flag.title]));
  return (
    <aside class="panel" aria-labelledby="review">
      <h2 id="review">{words.review.title}</h2>
      {states.length > 0 && (
        <p class={`state-word state-${whole}`}>
          <Mark name={whole} />
          {words.state[whole]}
          <span class="muted"> {words.review.partly(states.filter((state) => state === "decided").length, states.length)}</span>
        </p>
      )}
      {refused && (
        <div class="notice" role="alert">
          <p>
            <strong>{refused.what}</strong>
          </p>
          {refused.remedy && <p>{refused.remedy}</p>}
        </div>
      )}
      <CaseForm of={of} />
      {corrections.length > 0 && <Corrections claims={corrections} reader={reader} />}
      <h3>{words.subject.notes}</h3>
      {history.length === 0 ? (
        <p class="muted">{words.review.nothingYet}</p>
      ) : (
        <ol class="events">
          {history.slice(0, 100).map((event) => (
            <EventLine event={event} reader={reader} titleOf={(it) => titles.get(it.flag_id) ?? it.indicator} />
          ))}
        </ol>
      )}
      <p class="muted small">{words.review.kept}</p>
    </aside>
  );
};
