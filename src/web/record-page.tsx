// One record as it was read, with the address that finds it again in the bytes.
import type { ReadRecord } from "../app/record.ts";
import type { Manifest } from "../app/run.ts";
import { showDay } from "../text/text.ts";
import { Layout } from "./layout.tsx";
import { Printed, placeOf, shorten } from "./printed.tsx";
import { Publisher } from "./quoted.tsx";
import type { Reader } from "./reader.ts";
import { Scroll } from "./scroll.tsx";

/** More than this of a record is not put on a page. */
const MOST = 60_000;

const json = (value: unknown, { words }: Reader): string => {
  const short = shorten(JSON.stringify(value, null, 2), MOST);
  return short.left ? short.text + words.subject.cut(short.left) : short.text;
};

/** The page. */
export const RecordPage = ({ reader, manifest, found }: { reader: Reader; manifest: Manifest; found: ReadRecord }) => {
  const { words, language } = reader;
  return (
    <Layout reader={reader} title={words.record.title} manifest={manifest}>
      <div class="page-head">
        <h1>{words.record.title}</h1>
        <p class="lead">{words.record.lead}</p>
      </div>
      <dl class="facts wide">
        <div>
          <dt>{words.record.file}</dt>
          <dd>
            <Printed text={found.address.file} reader={reader} most={300} />
          </dd>
        </div>
        <div>
          <dt>SHA-256</dt>
          <dd>
            <code class="hash">{found.address.sha256}</code>
          </dd>
        </div>
        <div>
          <dt>{words.record.place}</dt>
          <dd>{placeOf(found.address.place, reader)}</dd>
        </div>
        <div>
          <dt>{words.record.source}</dt>
          <dd>
            <Publisher source={found.source} reader={reader} /> · <code>{found.source}</code> <code>{found.layout}</code>
          </dd>
        </div>
        <div>
          <dt>{words.run.knownFrom}</dt>
          <dd>{showDay(found.known_from, language)}</dd>
        </div>
      </dl>
      <h2>{words.record.whole}</h2>
      <Scroll reader={reader} label={words.record.whole}>
        <pre class="sql record">
          <code translate="no">{json(found.record, reader)}</code>
        </pre>
      </Scroll>
    </Layout>
  );
};
