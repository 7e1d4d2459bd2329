// Second, blind review: what waits, one flag without what was decided before, and how far reviewers agree.
import type { FlagItem } from "../app/flag-item.ts";
import type { Agreement } from "../app/publishing.ts";
import type { Standing } from "../app/review.ts";
import type { Manifest } from "../app/run.ts";
import { labelOf } from "../text/codelist.ts";
import { showFact } from "../text/text.ts";
import { fieldLabel } from "../text/words.ts";
import { Layout } from "./layout.tsx";
import { Printed } from "./printed.tsx";
import type { Reader } from "./reader.ts";

interface ListProps {
  reader: Reader;
  manifest: Manifest;
  waiting: readonly Standing[];
  agreed: Agreement;
  titleOf: (code: string) => string;
}

/** What waits, and how far two reviewers of the same flags agree. */
export const SecondPage = ({ reader, manifest, waiting, agreed, titleOf }: ListProps) => {
  const { words } = reader;
  return (
    <Layout reader={reader} title={words.second.title} manifest={manifest}>
      <div class="page-head">
        <h1>{words.second.title}</h1>
        <p class="lead">{words.second.lead}</p>
      </div>
      {waiting.length === 0 ? (
        <p class="muted">{words.second.none}</p>
      ) : (
        <ul>
          {waiting.slice(0, 100).map((it) => (
            <li>
              <a href={`/second/${it.flag_id}`}>{titleOf(it.indicator)}</a> <bdi class="muted">{it.subject_id.slice(0, 80)}</bdi>
            </li>
          ))}
        </ul>
      )}
      <h2>{words.second.agreement}</h2>
      <p>{words.second.counted(agreed.agree, agreed.both)}</p>
      {agreed.kappa !== null && <p>{words.second.kappa(agreed.kappa.toFixed(2), agreed.kappa < 0.4)}</p>}
      {agreed.differ.length > 0 && (
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">{words.second.flag}</th>
              <th scope="col">{words.second.first}</th>
              <th scope="col">{words.second.second}</th>
            </tr>
          </thead>
          <tbody>
            {agreed.differ.slice(0, 100).map((it) => (
              <tr>
                <th scope="row">
                  <code>{it.flag_id}</code>
                </th>
                <td>{words.review.verdict[it.first_verdict]}</td>
                <td>
                  {words.review.verdict[it.verdict]}: <Printed text={it.reason} reader={reader} most={300} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Layout>
  );
};

interface BlindProps {
  reader: Reader;
  manifest: Manifest;
  flag: FlagItem;
  refused?: string | undefined;
}

/** One flag with its evidence, and nothing of what was said about it. */
export const BlindPage = ({ reader, manifest, flag, refused }: BlindProps) => {
  const { words, language } = reader;
  return (
    <Layout reader={reader} title={flag.title} manifest={manifest}>
      <div class="page-head">
        <p class="kind">{words.second.title}</p>
        <h1>
          {flag.indicator} {flag.title}
        </h1>
        <p class="lead">
          <Printed text={flag.says} reader={reader} most={2000} />
        </p>
      </div>
      <table class="plain">
        <tbody>
          {flag.process_title && (
            <tr>
              <th scope="row">{words.queue.what}</th>
              <td>
                <Printed text={flag.process_title} reader={reader} most={500} />
              </td>
            </tr>
          )}
          {Object.entries(flag.evidence).map(([name, value]) => (
            <tr>
              <th scope="row">{fieldLabel(name, language)}</th>
              <td>
                <Printed text={showFact(name, value, language, labelOf)} reader={reader} most={600} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {refused && (
        <p class="notice" role="alert">
          {refused}
        </p>
      )}
      <form method="post" action="/second" class="case-form">
        <input type="hidden" name="flag" value={flag.flag_id} />
        <label class="field">
          <span>{words.review.reason}</span>
          <textarea name="reason" rows={3} maxlength={5000} required />
        </label>
        <p class="buttons">
          {(["refer", "explained", "bad_data"] as const).map((verdict) => (
            <button type="submit" name="verdict" value={verdict}>
              {words.review.verdict[verdict]}
            </button>
          ))}
        </p>
      </form>
    </Layout>
  );
};
