// The timetable: what stands on it, with its next three times in its own zone, and what was due and what came of it; with the buttons of whoever may.
import type { Listed, Past } from "../app/schedule.ts";
import { showDay } from "../text/text.ts";
import { Moment } from "./printed.tsx";
import { Bar } from "./progress.tsx";
import type { Reader } from "./reader.ts";
import { Scroll } from "./scroll.tsx";

const Hidden = ({ of }: { of: Readonly<Record<string, string>> }) => (
  <>
    {Object.entries(of).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
  </>
);

const Acts = ({ reader, it }: { reader: Reader; it: Listed }) => {
  const { words } = reader;
  const id = { schedule: it.schedule_id };
  return (
    <td>
      {it.task.kind === "alert" && (
        <form method="post" action="/reports/schedule/mute">
          <Hidden of={id} />
          {it.muted_until === null ? (
            <>
              <label class="field">
                <span>{words.reports.muteUntil}</span>
                <input type="date" name="until" required />
              </label>
              <button type="submit">{words.reports.mute}</button>
            </>
          ) : (
            <button type="submit">{words.reports.unmute}</button>
          )}
        </form>
      )}
      <form method="post" action="/reports/schedule/remove">
        <Hidden of={id} />
        <button type="submit" class="quiet" aria-label={`${words.reports.remove}: ${it.name}`}>
          {words.reports.remove}
        </button>
      </form>
    </td>
  );
};

export const Timetable = ({ reader, schedules }: { reader: Reader; schedules: readonly Listed[] }) => {
  const { words } = reader;
  const may = reader.may("schedule");
  if (schedules.length === 0) return <p>{words.reports.noSchedule}</p>;
  return (
    <Scroll reader={reader} label={words.reports.timetable}>
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">{words.reports.schedule}</th>
            <th scope="col">{words.reports.when}</th>
            <th scope="col">{words.reports.next}</th>
            <th scope="col">{words.reports.last}</th>
            {may && <th scope="col">{words.reports.act}</th>}
          </tr>
        </thead>
        <tbody>
          {schedules.map((it) => (
            <tr>
              <th scope="row">
                <bdi>{it.name}</bdi> <code>{it.schedule_id}</code>
              </th>
              <td>
                <code>{it.cron}</code> {it.zone} · {words.reports.misfire[it.misfire]}
                {it.muted_until !== null && ` · ${words.reports.muted(showDay(it.muted_until.slice(0, 10), reader.language))}`}
              </td>
              <td>
                <ul>
                  {it.next.map((at) => (
                    <li>
                      <Moment at={at} zone={it.zone} reader={reader} />
                    </li>
                  ))}
                </ul>
              </td>
              <td>{it.last ? words.reports.state[it.last.state] : "–"}</td>
              {may && <Acts reader={reader} it={it} />}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
};

const Outcome = ({ reader, row }: { reader: Reader; row: Past }) => {
  const { words } = reader;
  if (row.state === "running") return <Bar reader={reader} label={words.reports.state.running} progress={row.progress} />;
  if (!(row.outcome as { path?: string } | null)?.path) return words.reports.state[row.state];
  return <a href={`/reports/made/${row.schedule_id}/${encodeURIComponent(row.due_at)}`}>{words.reports.state[row.state]}</a>;
};

const UNSENT = new Set(["failed", "uncertain"]);

/** What may still be done about a due time. */
const Again = ({ reader, row }: { reader: Reader; row: Past }) => {
  const { words } = reader;
  const acts = {
    cancel: row.state === "due" || row.state === "running",
    retry: ["failed", "skipped", "cancelled"].includes(row.state) || row.deliveries.some(({ state }) => UNSENT.has(state)),
  };
  return (
    <td>
      {(["cancel", "retry"] as const)
        .filter((act) => acts[act] && row.name !== null)
        .map((act) => (
          <form method="post" action="/reports/slot">
            <Hidden of={{ schedule: row.schedule_id, due: row.due_at, act }} />
            <button type="submit" aria-label={`${words.reports[act]}: ${row.name} ${row.due_at}`}>
              {words.reports[act]}
            </button>
          </form>
        ))}
    </td>
  );
};

export const History = ({ reader, past }: { reader: Reader; past: readonly Past[] }) => {
  const { words } = reader;
  if (!past.length) return null;
  const may = reader.may("schedule");
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
              {may && <th scope="col">{words.reports.act}</th>}
            </tr>
          </thead>
          <tbody>
            {past.map((row) => (
              <tr>
                <th scope="row">
                  <bdi>{row.name ?? row.schedule_id}</bdi>
                </th>
                <td>
                  <Moment at={row.due_at} zone={row.zone ?? undefined} reader={reader} />
                  {(row.late_seconds ?? 0) >= 300 && ` · ${words.reports.late(Math.round((row.late_seconds ?? 0) / 60))}`}
                </td>
                <td>
                  <Outcome reader={reader} row={row} />
                </td>
                <td>{row.deliveries.map(({ state }) => words.reports.delivery[state]).join(", ") || "–"}</td>
                {may && <Again reader={reader} row={row} />}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
};
