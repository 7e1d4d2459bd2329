// What reports select from: the contracts and flags in scope, what people said of them, the files and settings behind the run.
import { readFileSync } from "node:fs";
import type { Indicator } from "../catalogue/indicator.ts";
import { type Db, identifier, literal, type Params } from "../db.ts";
import { packaged } from "../package-root.ts";
import { resultTable } from "../run/result-table.ts";
import { codelist } from "../text/codelist.ts";
import type { Report } from "./definition.ts";
import type { Ground } from "./fill.ts";
import type { Request } from "./request.ts";

/** Conditions of the filters over flags and over contracts. */
export interface Scope {
  leads: { where: string; params: Params };
  contracts: { where: string; params: Params };
}

/** A file behind the run, as received. */
export interface Input {
  file: string;
  source: string;
  layout: string;
  as_of: string;
  received_on: string;
  read_count: number;
  accepted_count: number;
  quarantined_count: number;
  sha256: string;
}

/** Rows that go into the engine at once. */
const AT_ONCE = 5000;

/** Lays rows that come from outside the run as a table; null where a row has nothing. */
async function layRows(db: Db, name: string, types: Readonly<Record<string, string>>, rows: readonly object[]): Promise<void> {
  const columns = Object.entries(types).map(([column, type]) => `${identifier(column)} ${type}`);
  await db.run(`create or replace temp table ${name} (${columns.join(", ")})`);
  const names = Object.keys(types);
  const texts = (row: Record<string, unknown>) =>
    Object.fromEntries(names.map((column) => [column, row[column] === null || row[column] === undefined ? null : String(row[column])]));
  const shape = literal(JSON.stringify([Object.fromEntries(names.map((column) => [column, "VARCHAR"]))]));
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const block = rows.slice(at, at + AT_ONCE).map((row) => texts(row as Record<string, unknown>));
    await db.run(`insert into ${name} select unnest(cells) from (select unnest(from_json($rows, ${shape})) as cells)`, {
      rows: { type: "text", value: JSON.stringify(block) },
    });
  }
}

async function laySettings(ground: Ground): Promise<void> {
  const { db, indicators, profiled } = ground;
  const ran = new Set((await db.rows<{ indicator: string }>("select indicator from run.outcome")).map(({ indicator }) => indicator));
  const all = [...indicators.values()].filter(({ id }) => ran.has(id));
  await layRows(
    db,
    "report_title",
    { indicator: "varchar", en: "varchar", th: "varchar" },
    all.map(({ id, title }) => ({ indicator: id, ...title })),
  );
  await layRows(
    db,
    "report_setting",
    { indicator: "varchar", setting: "varchar", value_text: "varchar", default_text: "varchar", means_en: "varchar", means_th: "varchar" },
    all.flatMap(({ id, params }) =>
      Object.entries(params).map(([setting, param]) => ({
        indicator: id,
        setting,
        value_text: JSON.stringify(profiled[id]?.[setting] ?? param.default),
        default_text: JSON.stringify(param.default),
        means_en: param.means.en,
        means_th: param.means.th,
      })),
    ),
  );
}

/** How many subjects of each indicator could not be judged, and why: over the whole run, whatever the filters. */
async function layUnjudged({ db }: Ground): Promise<void> {
  const ran = await db.rows<{ indicator: string; kind: string }>("select indicator, kind from run.outcome order by indicator");
  const each = ran.map(
    ({ indicator, kind }) =>
      `select '${indicator}' as indicator, '${kind}' as kind, code, count(*)::integer as subjects_count from run.${resultTable(indicator)} group by code`,
  );
  await db.run(`create or replace temp table report_unjudged as
    select each.indicator, each.kind, code.status, code.reason, each.subjects_count
    from (${each.join(" union all ") || "select '' as indicator, '' as kind, 0::utinyint as code, 0 as subjects_count where false"}) as each
    join run.code as code on code.indicator = each.indicator and code.code = each.code`);
}

/** Flags that touch a contract in scope, or its purchase as a whole. */
const TOUCHING = `flag_id in (
    select flag_id from run.touch where contract_key in (select contract_key from in_scope)
    union all select flag_id from run.flag where process_key in (select process_key from in_scope)
)`;

/** Those of them that are about a project or about a purchase for one. */
const OF_PROJECTS = `(subject_kind = 'project' or process_id in (
    select process_id from in_scope where process_key in (select process_key from canon.project_process)
))`;

const FILLABLE = ["process", "tender", "contract", "award", "bid", "lot", "amendment", "project"];

/** How often each field that indicators ask for is there, over the processes in scope. */
async function layFillRates({ db, indicators }: Ground): Promise<void> {
  const needed = [...indicators.values()].filter((it: Indicator) => it.sql !== null).flatMap(({ requires }) => requires);
  const known = new Set(
    (
      await db.rows<{ field: string }>(
        "select table_name || '.' || column_name as field from duckdb_columns() where database_name = 'canon'",
      )
    ).map(({ field }) => field),
  );
  const selects = [...new Set(needed)]
    .sort()
    .filter((field) => known.has(field) && FILLABLE.includes(field.split(".")[0]!))
    .map((field) => {
      const [table, column] = field.split(".") as [string, string];
      const inScope =
        table === "contract" || table === "amendment"
          ? "contract_key in (select contract_key from in_scope)"
          : table === "project"
            ? "true"
            : "process_key in (select process_key from in_scope)";
      return `select '${field}' as field, count(${column})::integer as present_count, count(*)::integer as rows_count from canon.${table} where ${inScope}`;
    });
  await db.run(
    `create or replace temp table report_fill as ${selects.join(" union all ") || "select '' as field, 0 as present_count, 0 as rows_count where false"}`,
  );
}

/** The answer of every question about a contract, a purchase or a lot in scope. */
async function layAnswers({ db }: Ground, { status }: Request): Promise<void> {
  const ids: Record<string, string> = {
    contract: "select contract_key as subject, contract_id as subject_id from in_scope where contract_key is not null",
    process: "select distinct process_key as subject, process_id as subject_id from in_scope",
    lot: "select lot_key as subject, lot_id as subject_id from canon.lot where process_key in (select process_key from in_scope)",
  };
  const ran = await db.rows<{ indicator: string; kind: string }>("select indicator, kind from run.outcome order by indicator");
  const each = ran
    .filter(({ kind }) => kind in ids)
    .map(
      ({ indicator, kind }) =>
        `select '${indicator}' as indicator, '${kind}' as kind, scope.subject_id, result.code from run.${resultTable(indicator)} as result join (${ids[kind]}) as scope on scope.subject = result.subject`,
    );
  // Outside the house an answer that flags stands only where its flag is published.
  const shown =
    status === "published"
      ? "where code.status <> 'flagged' or (each.indicator, each.subject_id) in (select (indicator, subject_id) from lead)"
      : "";
  await db.run(`create or replace temp table report_answer as
    select each.indicator, each.kind, each.subject_id, code.status, code.reason
    from (${each.join(" union all ") || "select '' as indicator, '' as kind, '' as subject_id, 0::utinyint as code where false"}) as each
    join run.code as code on code.indicator = each.indicator and code.code = each.code
    ${shown}`);
}

/** What only some reports select from, laid when their SQL names it. */
const LAID_WHEN_NAMED: Record<string, (ground: Ground, request: Request) => Promise<void>> = {
  report_answer: layAnswers,
  report_change: ({ db, changes }) =>
    layRows(
      db,
      "report_change",
      Object.fromEntries(
        [
          "change",
          "indicator",
          "subject_kind",
          "subject_id",
          "flag_id",
          "cause_en",
          "cause_th",
          "old_en",
          "old_th",
          "new_en",
          "new_th",
        ].map((name) => [name, "varchar"]),
      ),
      changes,
    ),
  report_cost_item: ({ db }) =>
    layRows(
      db,
      "report_cost_item",
      { item: "varchar", disclosure: "varchar", en: "varchar", th: "varchar" },
      codelist("cost_item").map(({ code, ...row }) => ({ item: code, ...row })),
    ),
  report_filter: ({ db }, { filter }) =>
    layRows(
      db,
      "report_filter",
      { name: "varchar" },
      Object.keys(filter).map((name) => ({ name })),
    ),
};

/**
 * Which questions judged and flagged each contract in scope: a view, since lists of them beside every contract would fill the memory.
 * What is published counts only flags that are published, and names no natural person.
 */
async function layAsked({ db }: Ground, { status }: Request): Promise<void> {
  const asked = (told: string, more = "") =>
    db.run(`create or replace temp view asked_in_scope as
      select in_scope.*, pattern.judged as asked, ${told} as told from in_scope join run.pattern as pattern using (pattern) ${more}`);
  if (status !== "published") {
    await asked("pattern.flagged");
    return;
  }
  await db.run(`create or replace temp table told_in_scope as
    select subject_id, list(distinct indicator order by indicator) as told
    from (
        select subject.subject_id, flag.indicator
        from lead as flag join run.touch as touch on touch.flag_id = flag.flag_id join in_scope as subject on subject.contract_key = touch.contract_key
        union all
        select subject.subject_id, flag.indicator
        from lead as flag join in_scope as subject on subject.process_id = flag.process_id where flag.contract_id is null
    )
    group by subject_id`);
  await db.run(`create or replace temp table in_scope as
    select in_scope.* replace (coalesce(len(shown.told), 0) as flagged, if(supplier_kind = 'natural', null, supplier_name) as supplier_name)
    from in_scope left join told_in_scope as shown using (subject_id)`);
  await asked("coalesce(shown.told, [])", "left join told_in_scope as shown using (subject_id)");
}

/** Lays everything for one request. */
export async function layScope(ground: Ground, report: Report, request: Request): Promise<void> {
  const { db, scope, reviews, inputs } = ground;
  await layRows(
    db,
    "review_event",
    {
      seq: "integer",
      at: "varchar",
      actor: "varchar",
      verb: "varchar",
      flag_id: "varchar",
      verdict: "varchar",
      explanation: "varchar",
      field: "varchar",
      said: "varchar",
    },
    // Outside the house acts stand without names and without the words that reviewers left each other.
    reviews.events.map(({ reason, actor, ...event }) => (request.status === "internal" ? { ...event, actor, said: reason } : event)),
  );
  await layRows(
    db,
    "review_standing",
    { flag_id: "varchar", state: "varchar", verdict: "varchar", evidence_hash: "varchar" },
    reviews.standings,
  );
  await layRows(db, "report_published", { flag_id: "varchar", evidence_hash: "varchar" }, reviews.published);
  await layRows(db, "report_reply", { flag_id: "varchar", received_on: "date", said: "varchar" }, reviews.replies);
  await layRows(
    db,
    "report_input",
    {
      file: "varchar",
      source: "varchar",
      layout: "varchar",
      as_of: "date",
      received_on: "date",
      read_count: "integer",
      accepted_count: "integer",
      quarantined_count: "integer",
      sha256: "varchar",
    },
    inputs,
  );
  await db.run(
    `create or replace temp table in_scope as select * from (
        select
            subject.*, process.process_id, contract.contract_id, contract.number as contract_number, process.title,
            coalesce(contract.contract_id, process.process_id) as subject_id, contract.ends_on,
            buyer.party_id as buyer_id, buyer.name as buyer_name, supplier.party_id as supplier_id, supplier.name as supplier_name,
            supplier.kind as supplier_kind
        from run.subject as subject
        join canon.process as process using (process_key)
        left join canon.contract as contract on contract.contract_key = subject.contract_key
        left join canon.party as buyer on buyer.party_key = subject.buyer_key
        left join canon.party as supplier on supplier.party_key = subject.supplier_key
    ) where ${scope.contracts.where}`,
    scope.contracts.params,
  );
  await db.run(readFileSync(packaged("src/report/split.sql"), "utf8"));
  const leads = { own: scope.leads, touching: { where: TOUCHING, params: {} }, projects: { where: OF_PROJECTS, params: {} } }[report.leads];
  // What is published of a flag is what one person proposed and another approved, on this evidence; no natural person is named, masked or not.
  const shown =
    request.status === "published" ? "(flag_id, sha256(evidence)) in (select (flag_id, evidence_hash) from report_published)" : "true";
  const named = request.status === "published" ? "* replace (if(supplier_kind = 'natural', null, supplier_name) as supplier_name)" : "*";
  await db.run(
    `create or replace temp table lead_found as
     select flag_list.*,
        case when standing.state = 'decided' and standing.evidence_hash <> sha256(flag_list.evidence) then 'reopened' else coalesce(standing.state, 'new') end as review_state,
        standing.verdict
     from (select * from run.flag_list where ${leads.where}) as flag_list
     left join review_standing as standing on standing.flag_id = flag_list.flag_id`,
    leads.params,
  );
  await db.run(`create or replace temp table lead as select ${named} from lead_found where ${shown}`);
  await layAsked(ground, request);
  await laySettings(ground);
  await layUnjudged(ground);
  await layFillRates(ground);
  const selected = report.queries.map(({ sql }) => sql).join("\n");
  for (const [name, lay] of Object.entries(LAID_WHEN_NAMED)) if (new RegExp(`\\b${name}\\b`).test(selected)) await lay(ground, request);
}
