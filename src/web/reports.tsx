// The page of reports: which there are, those one asked for, what stands on the timetable, what was due and what came of it.
import type { JobState } from "../app/job.ts";
import { FORMATS, type Report } from "../app/report.ts";
import type { View } from "../app/review.ts";
import type { Manifest } from "../app/run.ts";
import type { Listed, Past } from "../app/schedule.ts";
import { fieldLabel } from "../text/words.ts";
import { Layout } from "./layout.tsx";
import { Moment } from "./printed.tsx";
import { Bar } from "./progress.tsx";
import type { Reader } from "./reader.ts";
import { type Planned, ScheduleForm } from "./schedule-form.tsx";
import { Scroll } from "./scroll.tsx";
import { History, Timetable } from "./timetable.tsx";

/** A report that somebody asked for, as it stands. */
export interface AskedReport extends Pick<JobState, "job_id" | "state" | "started_at"> {
  name: string;
  progress: { done: number; total: number } | null;
}

interface Props {
  reader: Reader;
  manifest: Manifest | undefined;
  reports: readonly Report[];
  schedules: readonly Listed[];
  past: readonly Past[];
  asked: readonly AskedReport[];
  views: readonly View[];
  planned: Planned;
}

const Reports = ({ reader, reports }: Pick<Props, "reader" | "reports">) => {
  const { words, language } = reader;
  return (
    <section aria-labelledby="reports">
      <h2 id="reports">{words.reports.all}</h2>
      <Scroll reader={reader} label={words.reports.all}>
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">{words.reports.report}</th>
              <th scope="col">{words.reports.answers}</th>
              <th scope="col">{words.reports.make}</th>
            </tr>
          </thead>
          <tbody>
            {reports.map(({ name, title, answers, needs }) => (
              <tr>
                <th scope="row">
                  {needs.length || !reader.may("export") ? title[language] : <a href={`/reports/view/${name}`}>{title[language]}</a>}
                </th>
                <td>{answers[language]}</td>
                <td>
                  {reader.may("export") && (
                    <form method="get" action={`/reports/view/${name}`} class="case-form">
                      {needs.length > 0 && (
                        <label class="field">
                          <span>{fieldLabel(needs[0]!, language)}</span>
                          <input name={needs[0]} required maxlength={500} />
                        </label>
                      )}
                      <label class="field">
                        <span>{words.reports.year}</span>
                        <input name="year" maxlength={4} inputmode="numeric" placeholder={words.reports.yearHint} />
                      </label>
                      <label class="field">
                        <span>{words.reports.format}</span>
                        <select name="format">
                          {FORMATS.map((it) => (
                            <option value={it} selected={it === "pdf"}>
                              {it.toUpperCase()}
                            </option>
                          ))}
                        </select>
                      </label>
                      <span class="buttons">
                        <button type="submit">{words.reports.open}</button>
                        <button type="submit" formmethod="post" formaction="/reports/make" name="report" value={name}>
                          {words.reports.makeFile}
                        </button>
                      </span>
                    </form>
                  )}
                  <code>{`jabta report ${name}${needs.length ? ` --${needs[0]} …` : ""} --format pdf --out ${name}.pdf`}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
};

const Asked = ({ reader, asked }: Pick<Props, "reader" | "asked">) => {
  const { words } = reader;
  if (!asked.length) return null;
  return (
    <section aria-labelledby="asked">
      <h2 id="asked">{words.reports.asked}</h2>
      <ul>
        {asked.map(({ job_id, state, started_at, name, progress }) => (
          <li>
            <bdi>{name}</bdi> · <Moment at={started_at} reader={reader} /> ·{" "}
            {state === "running" ? (
              <>
                <Bar reader={reader} label={words.reports.jobState.running} progress={progress} />
                <form method="post" action="/reports/stop">
                  <input type="hidden" name="job" value={job_id} />
                  <button type="submit">{words.reports.stop}</button>
                </form>
              </>
            ) : state === "done" ? (
              <a href={`/reports/asked/${job_id}`} download>
                {words.reports.download}
              </a>
            ) : (
              words.reports.jobState[state]
            )}
          </li>
        ))}
      </ul>
    </section>
  );
};

/** The page. */
export const ReportsPage = ({ reader, manifest, reports, schedules, past, asked, views, planned }: Props) => {
  const working = asked.some(({ state }) => state === "running") || past.some(({ state }) => state === "running");
  return (
    <Layout reader={reader} title={reader.words.reports.title} at="reports" manifest={manifest} refresh={working ? 3 : undefined}>
      <div class="page-head">
        <h1>{reader.words.reports.title}</h1>
        <p class="lead">{reader.words.reports.lead}</p>
      </div>
      <Reports reader={reader} reports={reports} />
      <Asked reader={reader} asked={asked} />
      <section aria-labelledby="timetable">
        <h2 id="timetable">{reader.words.reports.timetable}</h2>
        <Timetable reader={reader} schedules={schedules} />
        {reader.may("schedule") && <ScheduleForm reader={reader} reports={reports} schedules={schedules} views={views} planned={planned} />}
      </section>
      <History reader={reader} past={past} />
    </Layout>
  );
};
