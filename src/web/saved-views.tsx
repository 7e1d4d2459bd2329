// Saved views: queries of the queue with a name, shared by all who use the workspace.
import type { View } from "../app/review.ts";
import type { Reader } from "./reader.ts";

/** The list, and the form that saves the list one is looking at. */
export const SavedViews = ({ reader, views }: { reader: Reader; views: readonly View[] }) => {
  const { words, url } = reader;
  return (
    <details class="views">
      <summary>
        {words.views.title}
        {views.length > 0 && <span class="count"> {views.length}</span>}
      </summary>
      <div class="popover">
        <ul>
          {views.map((view) => (
            <li>
              <a href={`/queue?${view.query}`}>
                <bdi>{view.name}</bdi>
              </a>{" "}
              <a class="quiet small" href={`/v1/feeds/views/${view.view_id}`} aria-label={`${words.nav.feed}: ${view.name}`}>
                Atom
              </a>
              {reader.may("schedule") &&
                (["alert", "report"] as const).map((kind) => (
                  <>
                    <a
                      class="quiet small"
                      href={`/reports?${new URLSearchParams({ view: view.view_id, plan: kind })}#plan`}
                      aria-label={words.views[`${kind}Of`](view.name)}
                    >
                      {words.views[kind]}
                    </a>{" "}
                  </>
                ))}
              {reader.may("remove_view", view.actor) && (
                <form method="post" action="/views/remove">
                  <input type="hidden" name="view" value={view.view_id} />
                  <button type="submit" class="quiet" aria-label={`${words.views.remove}: ${view.name}`}>
                    {words.views.remove}
                  </button>
                </form>
              )}
            </li>
          ))}
        </ul>
        {views.length === 0 && <p class="muted">{words.views.none}</p>}
        {reader.may("save_view") && (
          <form method="post" action="/views" class="save-view">
            <input type="hidden" name="query" value={url.searchParams.toString()} />
            <label class="field">
              <span>{words.views.name}</span>
              <input name="name" required maxlength={100} autocomplete="off" />
            </label>
            <button type="submit">{words.views.save}</button>
          </form>
        )}
        <p class="muted small">{words.views.saved}</p>
      </div>
    </details>
  );
};
