// What was just done, with a way to take it back.
import type { Event } from "../app/review.ts";
import { Mark } from "./marks.tsx";
import type { Reader } from "./reader.ts";

/** An act that was just done, and where its undo leads back to. */
export interface Done {
  events: readonly Event[];
  undoable: boolean;
  back: string;
}

/** A line that says what was done; announced to those who do not see it. */
export const Banner = ({ done, reader }: { done: Done; reader: Reader }) => {
  const { words } = reader;
  const [event] = done.events;
  if (!event) return null;
  return (
    <div class="banner" role="status">
      <p>
        <Mark name={event.verb === "decide" ? "decided" : event.verb === "ask" ? "waiting" : "claimed"} />
        <strong>{words.review.did[event.verb]}</strong>
        {event.verdict && ` ${words.review.verdict[event.verdict]}`}
        {" · "}
        {event.indicator} <bdi class="muted">{event.subject_id.slice(0, 80)}</bdi>
        {done.events.length > 1 && ` ${words.review.andMore(done.events.length - 1)}`}
      </p>
      {done.undoable && (
        <form method="post" action="/review/undo">
          <input type="hidden" name="act" value={event.act} />
          <input type="hidden" name="back" value={done.back} />
          <button type="submit" data-key="u">
            {words.review.undo}
          </button>
        </form>
      )}
    </div>
  );
};
