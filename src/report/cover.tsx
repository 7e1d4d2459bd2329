// The front of a report: what it is about, whose it is, from which data, what it is and what it is not, and the first figures.

import { cellText, Grid } from "./grid.tsx";
import { columnLabel } from "./label.ts";
import { qrSvg } from "./qr.ts";
import { showCell, showDayTwice, showYear } from "./show.ts";
import { records } from "./table.ts";
import type { View } from "./view.ts";
import { word } from "./words.ts";

/** What a party that was asked for is called, where the tables name one and no other. */
function nameOf(view: View, column: string): string | undefined {
  const names = new Set(
    [...view.filled.tables.values()]
      .filter(({ columns }) => columns.some(({ name }) => name === column))
      .flatMap((table) => records(table).flatMap((row) => row[column] ?? [])),
  );
  const [only] = names;
  return names.size === 1 ? String(only) : undefined;
}

/** The filters in words, each with its value as given; a year in both eras. */
export function scopeWords(view: View): [label: string, value: string][] {
  const { filter } = view.filled.stamp;
  const said = Object.entries(filter).map(([name, value]): [string, string] => {
    if (name === "year") {
      const year = Number(value) > 2400 ? Number(value) - 543 : Number(value);
      return [view.word("fiscalYear"), showYear(year, view.language)];
    }
    if (name === "from" || name === "to") return [columnLabel(`${name}_on`, view.language), showDayTwice(String(value), view.language)];
    const id = cellText({ name, kind: "code" }, value, view.language);
    const called = name === "buyer" || name === "supplier" ? nameOf(view, `${name}_name`) : undefined;
    return [columnLabel(name, view.language), called === undefined || called === id ? id : `${called} (${id})`];
  });
  return said.length ? said : [[view.word("scope"), view.word("everything")]];
}

const Facts = ({ rows }: { rows: readonly (readonly [string, string])[] }) => (
  <dl class="facts">
    {rows.map(([label, value]) => (
      <div>
        <dt>{label}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);

/** Title, scope, period in both eras, status, stamp and its code. */
export const Cover = ({ view }: { view: View }) => {
  const { filled, language, text } = view;
  const { report, stamp } = filled;
  const [period] = records(view.table("period"));
  const days =
    period?.first_on && period.last_on
      ? `${showDayTwice(String(period.first_on), language)} – ${showDayTwice(String(period.last_on), language)}`
      : view.word("unknown");
  const settings = Object.entries(stamp.settings).map(([name, value]): [string, string] => [
    text(report.settings[name]!.means),
    typeof value === "number"
      ? showCell("integer", name, value, language)
      : cellText({ name, kind: "code" }, value, language) || view.word("none"),
  ]);
  return (
    <section class="cover">
      <p class="status">{view.word(stamp.status)}</p>
      <h1>{text(report.title)}</h1>
      <p class="lead">{text(report.answers)}</p>
      <p class="small">{view.word(`${stamp.status}Means`)}</p>
      <Facts
        rows={[
          ...scopeWords(view),
          [view.word("signedFromTo"), days],
          [view.word("dataTo"), showDayTwice(stamp.as_of, language)],
          [view.word("forWhom"), text(report.for)],
          ...settings,
        ]}
      />
      {view.table("totals").size === 0 && <p class="none">{view.word("nothingInScope")}</p>}
      <div class="stamp">
        <img class="qr" alt={view.word("qr")} src={`data:image/svg+xml;base64,${Buffer.from(qrSvg(stamp)).toString("base64")}`} />
        <Facts
          rows={[
            [view.word("run"), stamp.run_id],
            [view.word("resultHash"), stamp.result_hash],
            [view.word("contentHash"), stamp.content_hash],
            [view.word("auditHead"), `#${stamp.audit_seq} ${stamp.audit_hash.slice(0, 16)}`],
            ["jabta", stamp.jabta],
            [view.word("verify"), view.word("verifyHow")],
          ]}
        />
      </div>
    </section>
  );
};

/** What this is and is not: in the reader's language, then whole in the other. */
export const Notice = ({ view }: { view: View }) => {
  const other = view.language === "en" ? "th" : "en";
  const names = ["is", "isNot", "moneyAtIssue", "notSeen"] as const;
  return (
    <section class="notice">
      <h2>{view.word("what")}</h2>
      <div class="both">
        <div>
          {names.map((name) => (
            <p>{view.word(name)}</p>
          ))}
        </div>
        <div lang={other}>
          <p>
            <b>{word("what", other)}</b>
          </p>
          {names.map((name) => (
            <p>{word(name, other)}</p>
          ))}
        </div>
      </div>
    </section>
  );
};

/** Counts with their denominators, and money at issue. */
export const Summary = ({ view }: { view: View }) => {
  const totals = view.table("totals");
  const withheld = records(view.table("withheld"))[0]!;
  return (
    <section>
      <h2>{view.word("summary")}</h2>
      <Grid view={view} of="totals" caption={view.word("allInScope")} />
      {records(totals).map((row) => (
        <p>
          {`${cellText({ name: "flagged_count", kind: "integer" }, row.flagged_count!, view.language)} ${view.word("of")} ${cellText({ name: "judged_count", kind: "integer" }, row.judged_count!, view.language)} ${view.word("ofJudged")}`}
          {row.flagged_share !== null && ` (${cellText({ name: "flagged_share", kind: "share" }, row.flagged_share!, view.language)})`}
        </p>
      ))}
      <p>{view.word("moneyAtIssue")}</p>
      {withheld.found_count !== withheld.shown_count && (
        <p>{`${view.word("withheld")}: ${showCell("integer", "", withheld.found_count!, view.language)} / ${showCell("integer", "", withheld.shown_count!, view.language)}`}</p>
      )}
      <Grid
        view={view}
        of="by_indicator"
        caption={view.word("byIndicator")}
        only={["indicator", "title", "level", "leads_count", "flagged_count", "judged_count", "flagged_share", "flagged_amount"]}
      />
      <p class="small">{view.word("countsMean")}</p>
      {view.table("review_states").size > 0 && <Grid view={view} of="review_states" caption={view.word("reviewStates")} />}
    </section>
  );
};
