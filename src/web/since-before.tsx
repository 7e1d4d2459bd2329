// What changed about a case since the run before, in one line where nothing did.
import { showDay } from "../text/text.ts";
import type { Case } from "./case.ts";
import { href, indicatorHref } from "./links.ts";
import { titles } from "./send.ts";

/** The section. */
export const SinceBefore = ({ of }: { of: Case }) => {
  const { reader, generation } = of;
  const { since } = of.told;
  if (!since) return null;
  const { words, language } = reader;
  const titleOf = titles(generation, reader);
  const lists = (["added", "removed", "changed"] as const).filter((name) => since[name].length > 0);
  return (
    <section aria-labelledby="since">
      <h2 id="since">{words.since.title}</h2>
      <p class="muted">
        {since.known ? words.since.same(since.same, showDay(since.as_of, language)) : words.since.unknown(showDay(since.as_of, language))}{" "}
        <a href={href("/changes", { run: since.run_id })}>{words.since.all}</a>
      </p>
      {since.known && lists.length > 0 && (
        <dl class="facts wide">
          {lists.map((name) => (
            <div>
              <dt>{words.since[name]}</dt>
              <dd>
                <ul class="inline">
                  {since[name].map((code) => (
                    <li>
                      <a href={indicatorHref(code)}>{titleOf(code)}</a>
                    </li>
                  ))}
                </ul>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
};
