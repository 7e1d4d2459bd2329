// One lead as an auditor lays out a finding: criteria, condition, measure, effect; the cause is the auditor's; ordinary explanations come with it.
import type { Child } from "hono/jsx";
import type { Indicator } from "../catalogue/indicator.ts";
import { showAmount, showDay } from "../text/text.ts";
import { cellText, codeText, Grid, Said } from "./grid.tsx";
import { showCell } from "./show.ts";
import { type Cell, records } from "./table.ts";
import type { View } from "./view.ts";

type Row = Record<string, Cell>;

/** Rows of other tables that belong to a lead. */
interface Beside {
  evidence: ReadonlyMap<string, Row[]>;
  reviews: ReadonlyMap<string, Row[]>;
  replies: ReadonlyMap<string, Row[]>;
  counted: ReadonlyMap<string, Row[]>;
}

const grouped = (rows: readonly Row[], by: string): Map<string, Row[]> => {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = String(row[by]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
};

const Element = ({ label, children }: { label: string; children?: Child }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);

const Criteria = ({ view, spec }: { view: View; spec: Indicator | undefined }) => {
  if (!spec) return <p>–</p>;
  return (
    <>
      <p>{view.text(spec.asks)}</p>
      {spec.basis.length === 0 && <p>{view.word("benchmark")}</p>}
      {spec.basis.map(({ country, law, verified }) => (
        <p>
          {`${country}: ${view.text(law)}`}
          {!verified && ` (${view.word("unverifiedLaw")})`}
        </p>
      ))}
    </>
  );
};

/** The fact of the evidence that is the value itself: it says what was measured, and how such a number is written. */
const measured = (row: Row, evidence: readonly Row[]): string | undefined =>
  evidence.find(({ file, value_text }) => file === null && value_text !== null && value_text !== "" && Number(value_text) === row.value)
    ?.field as string | undefined;

const Measure = ({ view, row, counted, evidence }: { view: View; row: Row; counted: Row[]; evidence: Row[] }) => {
  const { language } = view;
  const field = measured(row, evidence);
  const number = (value: Cell) => (field ? factText(field, value, view) : showCell("number", "value", value, language));
  const name = field ? cellText({ name: "field", kind: "text" }, field, language) : view.word("valueIs");
  return (
    <>
      {row.value !== null && (
        <p>
          {`${name} ${number(row.value!)}`}
          {row.threshold !== null && ` · ${view.word("thresholdIs")} ${number(row.threshold!)}`}
        </p>
      )}
      {counted
        .filter((it) => it.judged_count !== null)
        .map((it) => (
          <p>
            {`${showCell("integer", "", it.flagged_count!, language)} ${view.word("of")} ${showCell("integer", "", it.judged_count!, language)} ${view.word("amongJudged")}`}
            {counted.length > 1 && it.currency !== null && ` (${codeText("currency", it.currency!, language)})`}
          </p>
        ))}
    </>
  );
};

const Reply = ({ view, reviews, replies }: { view: View; reviews: Row[]; replies: Row[] }) => {
  const asked = reviews.filter(({ verb }) => verb === "ask");
  return (
    <>
      <p>
        {asked.length
          ? asked.map(({ at }) => `${view.word("askedOn")} ${showDay(String(at), view.language)}`).join(" · ")
          : view.word("notAsked")}
      </p>
      {replies.map(({ received_on, said }) => (
        <p>
          {`${showDay(String(received_on), view.language)}: `}
          <Said text={String(said)} language={view.language} />
        </p>
      ))}
      {view.filled.stamp.status === "for_reply" && <p class="reply">{view.word("replyHere")}</p>}
    </>
  );
};

const History = ({ view, reviews }: { view: View; reviews: Row[] }) =>
  reviews.length === 0 ? (
    <p>{view.word("notReviewed")}</p>
  ) : (
    <ol>
      {reviews.map((it) => (
        <li>
          {[
            showDay(String(it.at), view.language),
            codeText("verb", it.verb!, view.language),
            it.verdict !== null && codeText("verdict", it.verdict!, view.language),
            it.actor,
            it.said,
          ]
            .filter(Boolean)
            .join(" · ")}
        </li>
      ))}
    </ol>
  );

/** Facts of the evidence, and where each was read. */
const Evidence = ({ view, rows }: { view: View; rows: Row[] }) => (
  <>
    <ul class="evidence">
      {rows
        .filter(({ file }) => file === null)
        .map(({ field, value_text }) => (
          <li>
            {`${cellText({ name: "field", kind: "text" }, field!, view.language)}: `}
            <Said text={factText(String(field), value_text!, view)} language={view.language} />
          </li>
        ))}
    </ul>
    {rows
      .filter(({ file }) => file !== null)
      .slice(0, 5)
      .map(({ file, place, sha256 }) => (
        <p class="small">{`${view.word("readIn")} ${file}, ${view.word("line")} ${place} (sha256 ${String(sha256).slice(0, 16)}…)`}</p>
      ))}
  </>
);

function factText(field: string, value: Cell, { language }: View): string {
  const type = field.slice(field.lastIndexOf("_") + 1);
  if (value === null) return "–";
  if (type === "amount") return showAmount(String(value));
  if (type === "on" && /^\d{4}-\d\d-\d\d/.test(String(value))) return showDay(String(value), language);
  if (type === "share") return showCell("share", field, Number(value), language);
  if (type === "code") return codeText(field, value, language);
  if (type === "year") return showCell("year", field, Number(value), language);
  return /^-?\d+(\.\d+)?$/.test(String(value)) && type !== "id" ? showAmount(String(value)) : String(value);
}

const Lead = ({ view, row, beside }: { view: View; row: Row; beside: Beside }) => {
  const { language } = view;
  const spec = view.filled.ground.indicators.get(String(row.indicator));
  const reviews = beside.reviews.get(String(row.flag_id)) ?? [];
  const evidence = beside.evidence.get(String(row.flag_id)) ?? [];
  const said = String(row[`says_${language}`] ?? "");
  const title = String(row[`title_${language}`] ?? row.indicator);
  return (
    <article class="finding">
      <h3>{`${showCell("integer", "", row.lead_count!, language)}. ${row.indicator} ${title}`}</h3>
      <p class="who">
        {[
          [view.word("process"), row.process_id],
          [view.word("contract"), row.contract_id],
          [view.word("buyer"), row.buyer_name],
          [view.word("supplier"), row.supplier_name],
        ]
          .filter(([, value]) => value !== null)
          .map(([label, value], index) => (
            <>
              {index > 0 && " · "}
              {`${label} `}
              <Said text={String(value)} language={language} />
            </>
          ))}
      </p>
      {row.process_title !== null && (
        <p class="who">
          <Said text={String(row.process_title)} language={language} />
        </p>
      )}
      <dl class="elements">
        <Element label={view.word("criteria")}>
          <Criteria view={view} spec={spec} />
        </Element>
        <Element label={view.word("condition")}>
          <p>
            <Said text={said} language={language} />
          </p>
          <Evidence view={view} rows={evidence} />
        </Element>
        <Element label={view.word("measure")}>
          <Measure view={view} row={row} counted={beside.counted.get(String(row.indicator)) ?? []} evidence={evidence} />
          {row.maturity === "trial" && <p class="small">{view.word("trial")}</p>}
        </Element>
        <Element label={view.word("effect")}>
          <p>
            {row.amount === null
              ? view.word("effectUnknown")
              : `${view.word("effectIs")} ${showAmount(String(row.amount))} ${codeText("currency", row.currency!, language)}`}
          </p>
        </Element>
        <Element label={view.word("cause")}>
          <p>{view.word("causeLeft")}</p>
        </Element>
        <Element label={view.word("ordinary")}>
          <ul>
            {(spec?.innocent ?? []).map((one) => (
              <li>{view.text(one)}</li>
            ))}
          </ul>
        </Element>
        <Element label={view.word("checks")}>
          <ul>
            {(spec?.checks ?? []).map((one) => (
              <li>{view.text(one)}</li>
            ))}
          </ul>
        </Element>
        <Element label={view.word("reply")}>
          <Reply view={view} reviews={reviews} replies={beside.replies.get(String(row.flag_id)) ?? []} />
        </Element>
        <Element label={view.word("history")}>
          <History view={view} reviews={reviews} />
        </Element>
      </dl>
    </article>
  );
};

/** Leads printed in the list before those laid out in full. */
const LISTED = 100;

/** A list of leads, and as many of them in full as the report's setting says. */
export const Leads = ({ view }: { view: View }) => {
  const most = Number(view.setting("most_leads"));
  const table = view.table("leads");
  const beside: Beside = {
    evidence: grouped(records(view.table("evidence")), "flag_id"),
    reviews: grouped(records(view.table("reviews")), "flag_id"),
    replies: grouped(records(view.table("replies")), "flag_id"),
    counted: grouped(records(view.table("by_indicator")), "indicator"),
  };
  const shown = { ...table, rows: table.rows.slice(0, most) };
  return (
    <section>
      <h2>{view.word("leads")}</h2>
      {table.size === 0 ? (
        <p class="none">{view.word("noLeads")}</p>
      ) : (
        <>
          <p>{view.word("leadsIntro")}</p>
          <Grid
            view={view}
            of="leads"
            caption={view.word("leads")}
            only={["lead_count", "indicator", "process_title", "buyer_name", "supplier_name", "amount", "contract_id"]}
            most={LISTED}
          />
          {table.size > most && (
            <p class="cut">{`${view.word("leadsCut")} ${showCell("integer", "", most, view.language)} ${view.word("shownOf")} ${showCell("integer", "", table.size, view.language)}`}</p>
          )}
          {records(shown).map((row) => (
            <Lead view={view} row={row} beside={beside} />
          ))}
        </>
      )}
    </section>
  );
};
