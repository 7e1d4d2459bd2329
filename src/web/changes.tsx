// What changed between two runs: flags that are new, gone or different, and why.
import type { Diff, FactChange, FlagChange } from "../app/diff.ts";
import type { Manifest } from "../app/run.ts";
import { showAmount, showDay } from "../text/text.ts";
import { fieldLabel, nounLabel } from "../text/words.ts";
import { Layout } from "./layout.tsx";
import { indicatorHref, subjectHref } from "./links.ts";
import { Mark } from "./marks.tsx";
import { Printed, ReadAt } from "./printed.tsx";
import type { Reader } from "./reader.ts";
import { Scroll } from "./scroll.tsx";

interface ChangesProps {
  reader: Reader;
  manifest: Manifest;
  /** Null when this is the only run. */
  diff: Diff | null;
  /** Runs to compare with, newest first. */
  runs: readonly string[];
  titleOf: (code: string) => string;
}

const n = (value: number) => showAmount(String(value));

const Fact = ({ fact, reader }: { fact: FactChange; reader: Reader }) => {
  const { words, language } = reader;
  return (
    <li>
      {words.table[fact.table as "tender"] ?? nounLabel(fact.table, language)}
      {fact.field && `, ${fieldLabel(fact.field, language)}`}:{" "}
      {fact.field === null ? (
        (fact.new_seen_in ?? fact.old_seen_in) && (fact.new_seen_in ? words.changes.recordNew : words.changes.recordGone)
      ) : (
        <>
          <span class="old">
            <Printed text={fact.old ?? words.subject.unknown} reader={reader} most={120} />
          </span>
          {" → "}
          <strong>
            <Printed text={fact.new ?? words.subject.unknown} reader={reader} most={120} />
          </strong>
        </>
      )}{" "}
      {fact.new_seen_in ? (
        <ReadAt address={fact.new_seen_in} reader={reader} />
      ) : (
        fact.old_seen_in && <ReadAt address={fact.old_seen_in} reader={reader} />
      )}
    </li>
  );
};

const Changed = ({ flag, reader }: { flag: FlagChange; reader: Reader }) => {
  const { words } = reader;
  const open = flag.subject_kind === "contract" || flag.subject_kind === "process";
  return (
    <li class="log-entry">
      <p>
        <Mark name={flag.change === "removed" ? "clear" : "flagged"} />
        <strong>{words.changes.change[flag.change]}</strong> <a href={indicatorHref(flag.indicator)}>{flag.title}</a>{" "}
        {open ? (
          <a href={subjectHref(flag.subject_kind, flag.subject_id)}>
            <Printed text={flag.subject_id} reader={reader} most={80} listed />
          </a>
        ) : (
          <Printed text={flag.subject_id} reader={reader} most={160} listed />
        )}
      </p>
      {flag.old && flag.change !== "added" && (
        <p class="muted">
          {words.subject.old}: <Printed text={flag.old.says} reader={reader} most={600} />
        </p>
      )}
      {flag.new && flag.change !== "removed" && (
        <p>
          {flag.change === "changed" && `${words.subject.new}: `}
          <Printed text={flag.new.says} reader={reader} most={600} />
        </p>
      )}
      <p class="muted small">{flag.causes.map((cause) => words.changes.cause[cause]).join(" · ")}</p>
      {flag.facts.length > 0 && (
        <ul class="small">
          {flag.facts.slice(0, 5).map((fact) => (
            <Fact fact={fact} reader={reader} />
          ))}
        </ul>
      )}
    </li>
  );
};

const Comparison = ({ diff, reader, titleOf }: { diff: Diff; reader: Reader; titleOf: (code: string) => string }) => {
  const { words, language } = reader;
  return (
    <>
      <p class="standing">
        {words.changes.counts(n(diff.counts.added), n(diff.counts.removed), n(diff.counts.changed), n(diff.counts.same))}
        <span class="muted">
          {" "}
          {words.changes.between(
            diff.before.run_id,
            showDay(diff.before.as_of, language),
            diff.after.run_id,
            showDay(diff.after.as_of, language),
          )}
        </span>
      </p>
      {diff.indicators.length > 0 && (
        <Scroll reader={reader} label={words.changes.byIndicator}>
          <table class="plain">
            <thead>
              <tr>
                <th scope="col">{words.subject.indicator}</th>
                {(["added", "removed", "changed"] as const).map((change) => (
                  <th scope="col" class="number">
                    {words.changes.change[change]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {diff.indicators.map((row) => (
                <tr>
                  <th scope="row">
                    <a href={indicatorHref(row.indicator)}>{titleOf(row.indicator)}</a> <code>{row.indicator}</code>
                  </th>
                  {([row.added, row.removed, row.changed] as const).map((value) => (
                    <td class={value ? "number" : "number muted"}>{n(value)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      <ol class="events log">
        {diff.flags.map((flag) => (
          <Changed flag={flag} reader={reader} />
        ))}
      </ol>
      {diff.listed < diff.counts.added + diff.counts.removed + diff.counts.changed && (
        <p class="muted">{words.subject.rowsCut(diff.listed, diff.counts.added + diff.counts.removed + diff.counts.changed)}</p>
      )}
    </>
  );
};

/** The page. */
export const ChangesPage = ({ reader, manifest, diff, runs, titleOf }: ChangesProps) => {
  const { words } = reader;
  return (
    <Layout reader={reader} title={words.changes.title} at="run" manifest={manifest}>
      <div class="page-head">
        <h1>{words.changes.title}</h1>
        <p class="lead">{words.changes.lead}</p>
      </div>
      {runs.length > 1 && (
        <form method="get" action="/changes" class="compare">
          <label class="field">
            <span>{words.changes.compareWith}</span>
            <select name="run">
              {runs.map((run) => (
                <option value={run} selected={run === diff?.before.run_id}>
                  {run}
                </option>
              ))}
            </select>
          </label>
          <button type="submit">{words.filter.apply}</button>
        </form>
      )}
      {diff ? (
        <Comparison diff={diff} reader={reader} titleOf={titleOf} />
      ) : (
        <div class="empty">
          <Mark name="clear" />
          <h2>{words.changes.only}</h2>
          <p>{words.changes.onlyText}</p>
        </div>
      )}
    </Layout>
  );
};
