// Second, blind review: what waits, one flag without what was decided before, and how far reviewers agree.
import type { Flag } from "../app/flags.ts";
import type { Agreement } from "../app/publishing.ts";
import type { Standing } from "../app/review.ts";
import type { Manifest } from "../app/run.ts";
import type { Indicator } from "../catalogue/indicator.ts";
import { FlagAbout } from "./flag-about.tsx";
import { Addresses, Evidence, Guidance } from "./flag-card.tsx";
import { Layout } from "./layout.tsx";
import { subjectHref } from "./links.ts";
import { Printed } from "./printed.tsx";
import type { Reader } from "./reader.ts";
import { Scroll } from "./scroll.tsx";

interface ListProps {
  reader: Reader;
  manifest: Manifest;
  waiting: readonly Standing[];
  agreed: Agreement;
  /** Flags that were decided unlike, as far as the run in force has them. */
  differing: readonly Flag[];
  titleOf: (code: string) => string;
}

/** How many flags that were decided unlike are listed. */
export const DIFFERING = 100;

/** A flag by its title and its case; by its number where the run in force no longer raises it. */
const Named = ({ flag, id, reader }: { flag: Flag | undefined; id: string; reader: Reader }) => {
  if (!flag) return <code>{id}</code>;
  const [kind, subject] = flag.contract_id ? (["contract", flag.contract_id] as const) : (["process", flag.process_id] as const);
  return (
    <>
      {flag.title}{" "}
      {subject && (
        <a href={`${subjectHref(kind, subject)}#flag-${id}`}>
          <Printed text={flag.process_title ?? subject} reader={reader} most={100} listed />
        </a>
      )}
    </>
  );
};

/** What waits, and how far two reviewers of the same flags agree. */
export const SecondPage = ({ reader, manifest, waiting, agreed, differing, titleOf }: ListProps) => {
  const { words } = reader;
  const flags = new Map(differing.map((flag) => [flag.flag_id, flag]));
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
        <Scroll reader={reader} label={words.second.agreement}>
          <table class="plain">
            <thead>
              <tr>
                <th scope="col">{words.second.flag}</th>
                <th scope="col">{words.second.first}</th>
                <th scope="col">{words.second.second}</th>
              </tr>
            </thead>
            <tbody>
              {agreed.differ.slice(0, DIFFERING).map((it) => (
                <tr>
                  <th scope="row">
                    <Named flag={flags.get(it.flag_id)} id={it.flag_id} reader={reader} />
                  </th>
                  <td>{words.review.verdict[it.first_verdict]}</td>
                  <td>
                    {words.review.verdict[it.verdict]}: <Printed text={it.reason} reader={reader} most={300} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </Layout>
  );
};

interface BlindProps {
  reader: Reader;
  manifest: Manifest;
  flag: Flag;
  indicator: Indicator | undefined;
  refused?: string | undefined;
}

/** One flag with its evidence, and nothing of what was said about it. */
export const BlindPage = ({ reader, manifest, flag, indicator, refused }: BlindProps) => {
  const { words } = reader;
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
      <FlagAbout
        what={flag.process_title}
        buyer={flag.buyer?.name}
        supplier={flag.supplier?.name}
        amount={flag.amount}
        currency={flag.currency}
        reader={reader}
      />
      <h2 class="unseen">{words.second.flag}</h2>
      <div class="flag-body">
        <div>
          <h3>{words.subject.evidence}</h3>
          <Evidence flag={flag} reader={reader} />
          <Addresses flag={flag} reader={reader} />
        </div>
        {indicator && <Guidance indicator={indicator} reader={reader} />}
      </div>
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
