// Pages for when something does not work: what, and what to do. Nothing of the request is repeated but what its reader wrote.
import type { Standing } from "../app/review.ts";
import { Layout } from "./layout.tsx";
import { Mark } from "./marks.tsx";
import { Moment, Printed } from "./printed.tsx";
import type { Reader } from "./reader.ts";

/** A page that says what is wrong. */
export const TroublePage = ({
  reader,
  title,
  text,
  remedy,
  id,
}: {
  reader: Reader;
  title: string;
  text?: string | undefined;
  remedy?: string | undefined;
  id?: string;
}) => {
  const { words } = reader;
  return (
    <Layout reader={reader} title={words.trouble.title}>
      <div class="empty">
        <Mark name="no_data" />
        <h1>{title}</h1>
        {text && <p>{text}</p>}
        {remedy && (
          <p>
            {words.trouble.remedy}: <code>{remedy}</code>
          </p>
        )}
        {id && (
          <p>
            <code>{id}</code>
          </p>
        )}
        <p>
          <a href="/queue">{words.trouble.toQueue}</a>
        </p>
      </div>
    </Layout>
  );
};

/** Somebody else was faster: theirs and yours side by side, and the choice to look again. */
export const ConflictPage = ({
  reader,
  theirs,
  yours,
  back,
}: {
  reader: Reader;
  theirs: readonly Standing[];
  yours: { verb: string; reason: string };
  back: string;
}) => {
  const { words } = reader;
  const own = theirs.length > 0 && theirs.every(({ actor }) => actor === reader.actor);
  const title = own ? words.review.conflictOwn : words.review.conflictTitle;
  return (
    <Layout reader={reader} title={title} at="queue">
      <div class="page-head">
        <h1>{title}</h1>
        <p class="lead">{words.review.conflictText}</p>
      </div>
      <div class="two">
        <section aria-labelledby="theirs">
          <h2 id="theirs">{words.review.theirs}</h2>
          {theirs.map((standing) => (
            <div class="decided">
              <p>
                <Mark name={standing.state} />
                <strong>{words.state[standing.state]}</strong>
                {standing.verdict && ` · ${words.review.verdict[standing.verdict]}`} <code>{standing.indicator}</code>
              </p>
              {standing.reason && (
                <blockquote>
                  <Printed text={standing.reason} reader={reader} most={5000} />
                </blockquote>
              )}
              <p class="muted small">
                <bdi>{standing.actor}</bdi> · <Moment at={standing.at} reader={reader} />
              </p>
            </div>
          ))}
        </section>
        <section aria-labelledby="yours">
          <h2 id="yours">{words.review.yours}</h2>
          <p>
            <strong>{yours.verb}</strong>
          </p>
          {yours.reason && (
            <blockquote>
              <Printed text={yours.reason} reader={reader} most={5000} />
            </blockquote>
          )}
          <p class="muted">{words.review.yoursText}</p>
        </section>
      </div>
      <p>
        <a class="button primary" href={back}>
          {words.review.lookAgain}
        </a>
      </p>
    </Layout>
  );
};
