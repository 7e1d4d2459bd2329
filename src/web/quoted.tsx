// The record that a case was read from, quoted where the case is read, with its address and who publishes it.
import type { ReadRecord } from "../app/record.ts";
import { publisherOf } from "../text/publisher.ts";
import { Outside, ReadAt, recordHref, shorten } from "./printed.tsx";
import type { Tongue } from "./reader.ts";
import { Scroll } from "./scroll.tsx";

/** More than this is read on the record's own page. */
const MOST = 6_000;

/** Who publishes a record set, with a link where it can be found. */
export const Publisher = ({ source, reader }: { source: string; reader: Tongue }) => {
  const found = publisherOf(source);
  return found ? <Outside url={found.url} title={found[reader.language]} /> : <code>{source}</code>;
};

/** The section. */
export const Quoted = ({ record, reader }: { record: ReadRecord | null; reader: Tongue }) => {
  if (!record) return null;
  const { words } = reader;
  const short = shorten(JSON.stringify(record.record, null, 2), MOST);
  return (
    <section aria-labelledby="quoted">
      <h2 id="quoted">{words.record.title}</h2>
      <p class="source">
        <ReadAt address={record.address} reader={reader} /> · {words.record.publisher} <Publisher source={record.source} reader={reader} />
      </p>
      <details>
        <summary>{words.record.whole}</summary>
        <Scroll reader={reader} label={words.record.whole}>
          <pre class="sql record">
            <code translate="no">{short.text}</code>
          </pre>
        </Scroll>
        {short.left > 0 && (
          <p>
            <a href={recordHref(record.address)}>{words.subject.cut(short.left)}</a>
          </p>
        )}
      </details>
    </section>
  );
};
