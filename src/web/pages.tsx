// Turning pages: links, so that a page of a list has an address.
import { here } from "./links.ts";
import type { Reader } from "./reader.ts";

/** Previous, where one is, next; nothing when there is one page. */
export const Pages = ({ reader, page, pages }: { reader: Reader; page: number; pages: number }) => {
  const { words, url } = reader;
  if (pages <= 1) return null;
  const to = (target: number) => here(url, { page: target === 1 ? undefined : target });
  return (
    <nav class="pages" aria-label={words.queue.pages}>
      {page > 1 ? (
        <a rel="prev" href={to(page - 1)}>
          ← {words.queue.previous}
        </a>
      ) : (
        <span />
      )}
      <span>{words.queue.page(page, pages)}</span>
      {page < pages ? (
        <a rel="next" href={to(page + 1)}>
          {words.queue.next} →
        </a>
      ) : (
        <span />
      )}
    </nav>
  );
};
