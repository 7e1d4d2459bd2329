// The page of reports: which there are, what stands on the timetable, what was due and what came of it.
import type { Report } from "../app/report.ts";
import type { Manifest } from "../app/run.ts";
import type { Listed, Past } from "../app/schedule.ts";
import { fieldLabel } from "../text/words.ts";
import { Layout } from "./layout.tsx";
import { Moment } from "./printed.tsx";
import type { Reader } from "./reader.ts";
import { Scroll } from "./scroll.tsx";

interface Props {
  reader: Reader;
  manifest: Manifest | undefined;
  reports: readonly Report[];
  schedules: readonly Listed[];
  past: readonly Past[];
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
                <th scope="row">{needs.length ? title[language] : <a href={`/reports/view/${name}`}>{title[language]}</a>}</th>
                <td>{answers[language]}</td>
                <td>
                  {needs.length > 0 && (
                    <form method="get" action={`/reports/view/${name}`}>
                      <label>
                        {fieldLabel(needs[0]!, language)} <input name={needs[0]} required maxlength={500} />
                      </label>{" "}
                      <button type="submit">{words.reports.open}</button>
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

const Timetable = ({ reader, schedules }: Pick<Props, "reader" | "schedules">) => {
  const { words } = reader;
  return (
    <section aria-labelledby="timetable">
      <h2 id="timetable">{words.reports.timetable}</h2>
      {schedules.length === 0 ? (
        <p>{words.reports.noSchedule}</p>
      ) : (
        <Scroll reader={reader} label={words.reports.timetable}>
          <table class="plain">
            <thead>
              <tr>
                <th scope="col">{words.reports.schedule}</th>
                <th scope="col">{words.reports.when}</th>
                <th scope="col">{words.reports.next}</th>
                <th scope="col">{words.reports.last}</th>
              </tr>
            </thead>
            <tbody>
              {schedules.map(({ schedule_id, name, cron, zone, next, last, misfire }) => (
                <tr>
                  <th scope="row">
                    {name} <code>{schedule_id}</code>
                  </th>
                  <td>
                    <code>{cron}</code> {zone} · {words.reports.misfire[misfire]}
                  </td>
                  <td>
                    <ul>
                      {next.map((at) => (
                        <li>
                          <Moment at={at} reader={reader} />
                        </li>
                      ))}
                    </ul>
                  </td>
                  <td>{last ? words.reports.state[last.state] : "–"}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </section>
  );
};

const History = ({ reader, past }: Pick<Props, "reader" | "past">) => {
  const { words } = reader;
  if (!past.length) return null;
  return (
    <section aria-labelledby="history">
      <h2 id="history">{words.reports.history}</h2>
      <Scroll reader={reader} label={words.reports.history}>
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">{words.reports.schedule}</th>
              <th scope="col">{words.reports.due}</th>
              <th scope="col">{words.reports.outcome}</th>
              <th scope="col">{words.reports.sent}</th>
            </tr>
          </thead>
          <tbody>
            {past.map((row) => (
              <tr>
                <th scope="row">{row.name ?? row.schedule_id}</th>
                <td>
                  <Moment at={row.due_at} reader={reader} />
                  {(row.late_seconds ?? 0) >= 300 && ` · ${words.reports.late(Math.round((row.late_seconds ?? 0) / 60))}`}
                </td>
                <td>
                  {(row.outcome as { path?: string } | null)?.path ? (
                    <a href={`/reports/made/${row.schedule_id}/${encodeURIComponent(row.due_at)}`}>{words.reports.state[row.state]}</a>
                  ) : (
                    words.reports.state[row.state]
                  )}
                </td>
                <td>{row.deliveries.map(({ state }) => words.reports.delivery[state]).join(", ") || "–"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
};

/** The page. */
export const ReportsPage = ({ reader, manifest, reports, schedules, past }: Props) => (
  <Layout reader={reader} title={reader.words.reports.title} at="reports" manifest={manifest}>
    <div class="page-head">
      <h1>{reader.words.reports.title}</h1>
      <p class="lead">{reader.words.reports.lead}</p>
    </div>
    <Reports reader={reader} reports={reports} />
    <Timetable reader={reader} schedules={schedules} />
    <History reader={reader} past={past} />
  </Layout>
);
