// The form that puts a report, an import, a run, retention or an alert on the timetable; it shows the next three times before anything is kept.
import { TRIGGER_WORDS } from "../app/alert.ts";
import { FORMATS, type Report, STATUSES } from "../app/report.ts";
import type { View } from "../app/review.ts";
import { DEFAULT_ZONE, type Listed, MISFIRES, TRIGGERS } from "../app/schedule.ts";
import { labelledStatus } from "../app/schedule-wish.ts";
import { Moment } from "./printed.tsx";
import { FILTER_NAMES } from "./queue-query.ts";
import type { Reader } from "./reader.ts";

export interface Planned {
  /** What was typed, by field. */
  given: Readonly<Record<string, string>>;
  /** Begun elsewhere, such as from a saved view: the form stands open. */
  begun?: boolean;
  /** The next times of the expression, where it can be read. */
  next?: readonly string[] | undefined;
  /** Why it was not put on the timetable. */
  refused?: string | undefined;
}

interface Props {
  reader: Reader;
  reports: readonly Report[];
  schedules: readonly Listed[];
  views: readonly View[];
  planned: Planned;
}

/** Filters that the form always asks for; others are there where a saved view has them. */
const ALWAYS: ReadonlySet<string> = new Set(["buyer", "supplier", "contract", "province"]);

type Choice = readonly [value: string, label: string];

const Select = ({
  name,
  label,
  choices,
  given,
}: {
  name: string;
  label: string;
  choices: readonly Choice[];
  given: string | undefined;
}) => (
  <label class="field">
    <span>{label}</span>
    <select name={name}>
      {choices.map(([value, text]) => (
        <option value={value} selected={value === given}>
          {text}
        </option>
      ))}
    </select>
  </label>
);

const Input = ({
  name,
  label,
  hint,
  given,
  required,
}: {
  name: string;
  label: string;
  hint?: string;
  given: string | undefined;
  required?: boolean;
}) => (
  <label class="field">
    <span>{label}</span>
    <input name={name} value={given ?? ""} required={required} maxlength={500} autocomplete="off" />
    {hint && <span class="hint">{hint}</span>}
  </label>
);

/** What can stand on the timetable, by what the form sends. */
const kinds = ({ reader: { words, language }, reports }: Pick<Props, "reader" | "reports">): Choice[] => [
  ...reports.map(({ name, title }): Choice => [`report:${name}`, words.reports.aReport(title[language])]),
  ...TRIGGERS.map((trigger): Choice => [`alert:${trigger}`, words.reports.anAlert(TRIGGER_WORDS[trigger][language])]),
  ["run", words.reports.aRun],
  ["import", words.reports.anImport],
  ["retention", words.reports.aRetention],
];

const About = ({ reader, planned: { given }, views }: Pick<Props, "reader" | "planned" | "views">) => {
  const { words, language } = reader;
  return (
    <fieldset class="filters-grid">
      <legend>{words.reports.about}</legend>
      {FILTER_NAMES.filter((name) => name !== "year" && (ALWAYS.has(name) || given[name] !== undefined)).map((name) => (
        <Input name={name} label={words.filter[name]} given={given[name]} />
      ))}
      <Input name="year" label={words.reports.year} hint={words.reports.yearHint} given={given.year} />
      <Select
        name="view"
        label={words.reports.view}
        given={given.view}
        choices={[["", words.reports.noView], ...views.map(({ view_id, name }): Choice => [view_id, name])]}
      />
      <Select
        name="format"
        label={words.reports.format}
        given={given.format ?? "pdf"}
        choices={FORMATS.map((it) => [it, it.toUpperCase()])}
      />
      <Select
        name="status"
        label={labelledStatus("label", language)}
        given={given.status}
        choices={STATUSES.map((it) => [it, labelledStatus(it, language)])}
      />
    </fieldset>
  );
};

/** The form. */
export const ScheduleForm = ({ reader, reports, schedules, views, planned }: Props) => {
  const { words } = reader;
  const { given, begun, next, refused } = planned;
  return (
    <section class="panel">
      <details id="plan" open={begun || refused !== undefined || next !== undefined}>
        <summary>{words.reports.add}</summary>
        <form method="post" action="/reports/schedule" class="case-form">
          <Select name="what" label={words.reports.what} given={given.what} choices={kinds({ reader, reports })} />
          <Input name="name" label={words.reports.name} given={given.name} required />
          <About reader={reader} planned={planned} views={views} />
          <Input name="address" label={words.reports.from} given={given.address} />
          <div class="filters-grid">
            <Input name="cron" label={words.reports.cron} hint={words.reports.cronHint} given={given.cron ?? "0 7 * * 1"} required />
            <Input name="zone" label={words.reports.zone} given={given.zone ?? DEFAULT_ZONE} required />
            <Select
              name="misfire"
              label={words.reports.missed}
              given={given.misfire}
              choices={MISFIRES.map((it) => [it, words.reports.misfire[it]])}
            />
            <Select
              name="after"
              label={words.reports.after}
              given={given.after}
              choices={[["", words.reports.nothing], ...schedules.map(({ schedule_id, name }): Choice => [schedule_id, name])]}
            />
          </div>
          <Input name="send_to" label={words.reports.to} hint={words.reports.toHint} given={given.send_to} />
          <label>
            <input type="checkbox" name="skip_empty" value="1" checked={given.skip_empty === "1"} /> {words.reports.skipEmpty}
          </label>
          {next && (
            <div role="status">
              <p>{words.reports.next}</p>
              <ul>
                {next.map((at) => (
                  <li>
                    <Moment at={at} zone={given.zone || DEFAULT_ZONE} reader={reader} /> ({given.zone || DEFAULT_ZONE})
                  </li>
                ))}
              </ul>
            </div>
          )}
          {refused && (
            <p class="notice" role="alert">
              {refused}
            </p>
          )}
          <div class="buttons">
            <button type="submit" class="primary">
              {words.reports.save}
            </button>
            <button type="submit" name="preview" value="1">
              {words.reports.preview}
            </button>
          </div>
        </form>
      </details>
    </section>
  );
};
