// Deciding on one flag. Choosing an ordinary explanation is the decision; every button is a form post, so nothing needs a script.
import type { Flag } from "../app/flags.ts";
import { fieldsOf, OTHER } from "../app/review.ts";
import { fieldLabel } from "../text/words.ts";
import { type Case, flagToken } from "./case.ts";
import { Mark } from "./marks.tsx";
import { Moment, Printed } from "./printed.tsx";

const Hidden = ({ flag, of }: { flag: Flag; of: Case }) => (
  <>
    <input type="hidden" name="flag" value={flagToken(flag, of.standings.get(flag.flag_id))} />
    <input type="hidden" name="back" value={of.reader.url.pathname + of.reader.url.search} />
  </>
);

/** The form on a flag that waits for a decision. */
export const Decide = ({ flag, number, of }: { flag: Flag; number: number; of: Case }) => {
  const { reader, generation, standings, refused } = of;
  const { words, language } = reader;
  if (!reader.may("review")) return null;
  const indicator = generation.indicators.get(flag.indicator);
  const standing = standings.get(flag.flag_id);
  const id = flag.flag_id;
  return (
    <form class="decide" method="post" action="/review" data-decide>
      <Hidden flag={flag} of={of} />
      {standing?.older && (
        <p class="notice">
          {words.review.older} <Printed text={standing.standing?.reason ?? ""} reader={reader} />
        </p>
      )}
      <fieldset>
        <legend>{words.review.whichExplains}</legend>
        <div class="explanations">
          {indicator?.innocent.map((innocent, index) => (
            <button type="submit" name="do" value={`explained:${innocent.id}`} data-key={index < 9 ? String(index + 1) : undefined}>
              {innocent[language]}
            </button>
          ))}
        </div>
      </fieldset>
      <div class="decide-row">
        <label class="field reason">
          <span>{words.review.reason}</span>
          <textarea name="reason" rows={2} maxlength={5000} id={`reason-${id}`} aria-describedby={`hint-${id}`} data-reason>
            {number === 1 ? refused?.reason : undefined}
          </textarea>
          <span class="hint" id={`hint-${id}`}>
            {words.review.reasonHint}
          </span>
        </label>
        <div class="verdicts">
          <button type="submit" name="do" value="refer" class="primary" data-key="r">
            {words.review.do.refer}
          </button>
          <button type="submit" name="do" value={`explained:${OTHER}`} data-key="e">
            {words.review.do.other}
          </button>
          <span class="bad-data">
            <label>
              <span class="unseen">{words.review.whichField}</span>
              <select name="field">
                {fieldsOf(generation, flag).map((field) => (
                  <option value={field}>{field === OTHER ? words.review.otherField : fieldLabel(field, language)}</option>
                ))}
              </select>
            </label>
            <button type="submit" name="do" value="bad_data" data-key="b">
              {words.review.do.bad_data}
            </button>
          </span>
        </div>
      </div>
    </form>
  );
};

/** What was decided, by whom and why, and the way to reopen it. */
export const Decided = ({ flag, of }: { flag: Flag; of: Case }) => {
  const { reader, generation, standings } = of;
  const { words, language } = reader;
  const standing = standings.get(flag.flag_id)?.standing;
  if (!standing) return null;
  const innocent = generation.indicators.get(flag.indicator)?.innocent.find(({ id }) => id === standing.explanation);
  return (
    <div class="decided">
      <p>
        <Mark name="decided" />
        <strong>{standing.verdict && words.review.verdict[standing.verdict]}</strong>
        {standing.field && <> · {fieldLabel(standing.field, language)}</>} <span class="muted">{words.review.by(standing.actor)}</span>{" "}
        <Moment at={standing.at} reader={reader} />
      </p>
      {innocent && <p>{innocent[language]}</p>}
      {standing.reason && standing.reason !== innocent?.[language] && (
        <blockquote>
          <Printed text={standing.reason} reader={reader} most={5000} />
        </blockquote>
      )}
      {standing.verdict === "refer" && reader.may("propose") && (
        <details class="reopen">
          <summary>{words.public.propose}</summary>
          <form method="post" action="/publications/propose">
            <input type="hidden" name="flag" value={flag.flag_id} />
            <label class="field">
              <span>{words.public.proposeWhy}</span>
              <textarea name="reason" rows={2} required maxlength={5000} />
            </label>
            <button type="submit">{words.public.propose}</button>
          </form>
        </details>
      )}
      {reader.may("review") && (
        <details class="reopen">
          <summary>{words.review.do.reopen}</summary>
          <form method="post" action="/review">
            <Hidden flag={flag} of={of} />
            <label class="field">
              <span>{words.review.reasonReopen}</span>
              <textarea name="reason" rows={2} required maxlength={5000} />
            </label>
            <button type="submit" name="do" value="reopen" data-key="o">
              {words.review.do.reopen}
            </button>
          </form>
        </details>
      )}
    </div>
  );
};
