// What everybody may read: published flags in plain words, each with its denominator, its reply and the disclaimer in one block.
import type { Told } from "../app/publishing.ts";
import type { Manifest } from "../app/run.ts";
import { showAmount, showDay } from "../text/text.ts";
import { FlagAbout } from "./flag-about.tsx";
import { Layout } from "./layout.tsx";
import { subjectHref } from "./links.ts";
import { Moment, Printed } from "./printed.tsx";
import type { Reader } from "./reader.ts";

/** Its own page for everybody once it was published; before, the case for those who are to approve it. */
function placeOf({ publication_id, approved_at, content: { contract_id, process_id } }: Told): string | undefined {
  if (approved_at) return `/public/${publication_id}`;
  if (contract_id) return subjectHref("contract", contract_id);
  return process_id ? subjectHref("process", process_id) : undefined;
}

/** One published flag. Nothing of it is shown without the rest. */
export const Published = ({ it, reader }: { it: Told; reader: Reader }) => {
  const { words, language } = reader;
  const { content } = it;
  return (
    <article class="flag published" id={it.publication_id}>
      <h2>
        <a href={placeOf(it)}>{content.title[language]}</a>
      </h2>
      <p>
        <Printed text={content.says[language]} reader={reader} most={2000} />
      </p>
      <FlagAbout
        what={content.process_title}
        buyer={content.buyer}
        supplier={content.supplier}
        amount={content.amount}
        currency={content.currency}
        reader={reader}
      />
      <p class="muted">
        {words.public.denominator(
          showAmount(String(content.flagged)),
          showAmount(String(content.judged)),
          showAmount(String(content.no_data)),
        )}{" "}
        {words.run.recordsTo(showDay(content.as_of, language))} · {words.public.ofRun} <code>{it.run_id}</code>
      </p>
      {!it.stands && <p class="notice">{words.public.changed}</p>}
      <div>
        <h3>{words.public.replies}</h3>
        {it.replies.length === 0 ? (
          <p class="muted">{words.public.noReply}</p>
        ) : (
          it.replies.map((reply) => (
            <blockquote>
              <p>
                <Printed text={reply.text} reader={reader} most={5000} />
              </p>
              <p class="muted small">
                <bdi>{reply.said_by}</bdi> · {showDay(reply.received_on, language)}
              </p>
            </blockquote>
          ))
        )}
      </div>
      <p class="disclaimer">{words.disclaimerLong}</p>
    </article>
  );
};

/** The page of all, or of one. */
export const PublicPage = ({ reader, all, one }: { reader: Reader; all: readonly Told[]; one?: boolean }) => {
  const { words } = reader;
  return (
    <Layout reader={reader} title={words.public.title}>
      <div class="page-head">
        <h1>{words.public.title}</h1>
        <p class="lead">{words.public.lead}</p>
        {one && (
          <p>
            <a href="/public">← {words.public.title}</a>
          </p>
        )}
      </div>
      {all.length === 0 && <p class="muted">{words.public.none}</p>}
      {all.map((it) => (
        <Published it={it} reader={reader} />
      ))}
    </Layout>
  );
};

interface DeskProps {
  reader: Reader;
  manifest: Manifest;
  all: readonly Told[];
  refused?: string | undefined;
}

const stateOf = ({ approved_at, withdrawn_at }: Told) => (withdrawn_at ? "withdrawn" : approved_at ? "published" : "proposed");

/** The desk of publications: proposals to approve, what is out, replies to record, and the way to withdraw. */
export const PublicationsPage = ({ reader, manifest, all, refused }: DeskProps) => {
  const { words } = reader;
  return (
    <Layout reader={reader} title={words.public.desk} manifest={manifest}>
      <div class="page-head">
        <h1>{words.public.desk}</h1>
        <p class="lead">{words.public.deskLead}</p>
      </div>
      {refused && (
        <p class="notice" role="alert">
          {refused}
        </p>
      )}
      {all.length === 0 && <p class="muted">{words.public.none}</p>}
      {all.map((it) => (
        <section class="publication">
          <p>
            <strong>{words.public.state[stateOf(it)]}</strong> · <bdi>{it.proposed_by}</bdi> <Moment at={it.proposed_at} reader={reader} />
            {it.approved_by && (
              <>
                {" "}
                · <bdi>{it.approved_by}</bdi> <Moment at={it.approved_at!} reader={reader} />
              </>
            )}
            {it.withdrawn_by && (
              <>
                {" "}
                · <bdi>{it.withdrawn_by}</bdi>: <Printed text={it.withdrawn_reason ?? ""} reader={reader} most={500} />
              </>
            )}
          </p>
          <Published it={it} reader={reader} />
          {!it.withdrawn_at && <Acts it={it} reader={reader} />}
        </section>
      ))}
    </Layout>
  );
};

const Acts = ({ it, reader }: { it: Told; reader: Reader }) => {
  const { words } = reader;
  const id = <input type="hidden" name="publication" value={it.publication_id} />;
  return (
    <div class="publication-acts">
      {!it.approved_at && reader.may("approve", it.proposed_by) && (
        <form method="post" action="/publications/approve">
          {id}
          <button type="submit" class="primary">
            {words.public.approve}
          </button>
        </form>
      )}
      {reader.may("reply") && (
        <details>
          <summary>{words.public.addReply}</summary>
          <form method="post" action="/publications/reply" class="case-form">
            {id}
            <label class="field">
              <span>{words.public.saidBy}</span>
              <input name="said_by" required maxlength={200} />
            </label>
            <label class="field">
              <span>{words.public.receivedOn}</span>
              <input name="received_on" type="date" required />
            </label>
            <label class="field">
              <span>{words.public.replyText}</span>
              <textarea name="text" rows={4} required maxlength={5000} />
            </label>
            <button type="submit">{words.public.addReply}</button>
          </form>
        </details>
      )}
      {reader.may("withdraw") && (
        <details>
          <summary>{words.public.withdraw}</summary>
          <form method="post" action="/publications/withdraw" class="case-form">
            {id}
            <label class="field">
              <span>{words.review.reason}</span>
              <textarea name="reason" rows={2} required maxlength={5000} />
            </label>
            <button type="submit">{words.public.withdraw}</button>
          </form>
        </details>
      )}
    </div>
  );
};
