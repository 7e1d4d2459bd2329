// What was asked of a case and what came back: first what could not be tested and what it lacks, then everything.
import type { Answer } from "../app/answers.ts";
import { labelOf } from "../text/codelist.ts";
import { fieldLabel } from "../text/words.ts";
import { indicatorHref } from "./links.ts";
import { Mark } from "./marks.tsx";
import type { Tongue } from "./reader.ts";
import { Scroll } from "./scroll.tsx";

/** A column of the records in words: which noun, and which of its fields. */
export function columnName(column: string, { words, language }: Tongue): string {
  const [table = "", field = ""] = column.split(".");
  return `${words.table[table as "tender"] ?? table}, ${fieldLabel(field, language)}`;
}

/** A reason in words; a missing column is named in words, and where the data are looked after also as they call it. */
export const Lacks = ({ reason, says, reader, coded }: { reason: string; says: string | null; reader: Tongue; coded?: boolean }) =>
  reason.includes(".") ? (
    <>
      {reader.words.subject.missing(columnName(reason, reader))} {coded && <code>{reason}</code>}
    </>
  ) : (
    (says ?? reason)
  );

/** Indicators without an answer, by what they lack: one field often holds many back. */
export const NotTestable = ({ answers, reader }: { answers: readonly Answer[]; reader: Tongue }) => {
  const { words } = reader;
  const lacking = answers.filter(({ status }) => status === "no_data");
  if (!lacking.length) return null;
  const reasons = [...new Set(lacking.map(({ reason }) => reason ?? ""))]
    .map((reason) => ({ reason, waiting: lacking.filter((answer) => (answer.reason ?? "") === reason) }))
    .sort((one, other) => other.waiting.length - one.waiting.length);
  return (
    <section aria-labelledby="not-testable">
      <h2 id="not-testable">
        <Mark name="no_data" />
        {words.subject.notTestableTitle}
      </h2>
      <p class="muted">{words.subject.notTestableText}</p>
      <Scroll reader={reader} label={words.subject.notTestableTitle}>
        <table class="plain lacks">
          <thead>
            <tr>
              <th scope="col">{words.subject.lacks}</th>
              <th scope="col">{words.subject.waiting}</th>
            </tr>
          </thead>
          <tbody>
            {reasons.map(({ reason, waiting }) => (
              <tr>
                <th scope="row">
                  <Lacks reason={reason} says={waiting[0]!.says_reason} reader={reader} />
                </th>
                <td>
                  <ul class="inline">
                    {waiting.map((answer) => (
                      <li>
                        <a href={indicatorHref(answer.indicator)}>{answer.title}</a>
                      </li>
                    ))}
                  </ul>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
};

/** Every answer, folded away. */
export const AllAnswers = ({ answers, reader }: { answers: readonly Answer[]; reader: Tongue }) => {
  const { words, language } = reader;
  return (
    <details class="all-answers">
      <summary>{words.subject.answersTitle}</summary>
      <Scroll reader={reader} label={words.subject.answersTitle}>
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">{words.subject.indicator}</th>
              <th scope="col">{words.subject.answer}</th>
              <th scope="col">{words.subject.reason}</th>
            </tr>
          </thead>
          <tbody>
            {answers.map((answer) => (
              <tr>
                <th scope="row">
                  <a href={indicatorHref(answer.indicator)}>{answer.title}</a> <code>{answer.indicator}</code>
                </th>
                <td class="nowrap">
                  <Mark name={answer.status} />
                  {words.status[answer.status]}
                  {answer.subjects > 1 && <span class="muted"> × {answer.subjects}</span>}
                </td>
                <td>
                  {answer.reason ? (
                    <Lacks reason={answer.reason} says={answer.says_reason} reader={reader} />
                  ) : (
                    <span class="muted">{labelOf("family", answer.family, language)}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </details>
  );
};
