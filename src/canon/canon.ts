// Builds the canon from staged records: a pure function of them, whatever the order of import, threads or time zone.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { attachNew, type Db, literal, openDb, type Settings } from "../db.ts";
import { UserError } from "../error.ts";
import { packaged } from "../package-root.ts";
import { fingerprint, type Workspace } from "../workspace.ts";
import { compile, type Known } from "./compile.ts";
import { buildMemory, explained } from "./memory.ts";
import { layParts } from "./parts.ts";
import { RELEASE } from "./structure.ts";

/** A staged file as the canon needs it. */
export interface CanonFile {
  sha256: string;
  name: string;
  source: string;
  country: string | null;
  layout: string;
  known_from: string;
  /** Folder with received-*.parquet. */
  folder: string;
}

export interface Built {
  /** Where the finished file was written. */
  path: string;
  canon_hash: string;
  rows: Record<string, number>;
}

/** Tables of the canon whose content is hashed, with what is left out: where and when it was read. */
const HASHED: Record<string, string> = {
  process:
    "process_key, process_id, buyer_key, title, category, item_class, class_basis, fiscal_year, budget_amount, agreed_amount, currency, buyer_province, site_province, site_latitude, site_longitude",
  party: "party_key, hash_id, kind, name, registry_number, country, region, locality, address, phone",
  member: "party_key, member_key",
  tender:
    "process_key, status, procurement_method, method_text, rationale, published_on, opens_on, closes_on, opens_text, closes_text, bids_received, reference_amount, currency, lots_count",
  lot: "lot_key, lot_id, process_key, is_whole, status, title, value_amount, currency",
  bid: "bid_key, bid_id, process_key, lot_key, tenderer_key, submitted_at, submitted_on, submitted_text, status, value_amount, currency",
  award:
    "award_key, award_id, process_key, lot_key, supplier_key, related_bid, item_classes, status, awarded_on, value_amount, currency, has_subcontracting, subcontracted_share",
  contract:
    "contract_key, contract_id, process_key, award_key, supplier_key, number, status, status_text, signed_on, starts_on, first_ends_on, ends_on, completed_on, first_amount, value_amount, final_amount, currency",
  amendment:
    "contract_key, amendment_id, agreed_on, seen_from, seen_to, kind, old_ends_on, new_ends_on, old_amount, new_amount, old_text, new_text, currency, description, rationale, basis",
  subcontract: "process_key, award_id, contract_key, subcontract_id, subcontractor_key, value_amount, currency",
  transaction: "contract_key, transaction_id, paid_on, value_amount, currency",
  milestone: "contract_key, milestone_id, kind, title, status, due_on, met_on",
  project:
    "project_key, project_id, title, description, purpose, type, sector, region, site_latitude, site_longitude, status, starts_on, ends_on, works_start_on, works_end_on, first_budget_amount, budget_amount, currency, budget_approved_on, completed_on, end_details, final_amount, final_currency, value_details, final_scope, scope_details",
  project_process: "project_key, link_id, process_key, is_carried",
  budget_breakdown: "project_key, budget_breakdown_id, description, source_party, starts_on, ends_on, value_amount, currency",
  cost_measurement: "project_key, cost_id, measured_on, category, value_amount, currency",
  observation: "project_key, series, metric, observation_id, starts_on, ends_on, measure, unit, value_amount, currency",
  project_milestone: "project_key, milestone_id, title, status, due_on, met_on",
  project_transaction: "project_key, transaction_id, paid_on, value_amount, currency",
  document: "project_key, process_key, document_id, document_type, title, url, published_on",
  disclosure: "project_key, process_key, item",
  registration: "party_key, status, registered_on, ended_on",
  holding: "party_key, holder_key, kind, share, from_on, to_on",
  debarment: "party_key, from_on, to_on, authority, ground",
  office: "party_key, person_key, position, from_on, to_on",
  listing: "country, list, from_on, to_on",
  rate: "currency, into_currency, rate_on, value, origin",
};

/** What a table without rows hashes to, so that small imports need not ask: SHA-256 of no bytes. */
const NOTHING = createHash("sha256").digest("hex");

/** Tables whose first column is no key: their rows are hashed in the order of all they say. */
const UNKEYED: ReadonlySet<string> = new Set([
  "member",
  "subcontract",
  "transaction",
  "milestone",
  "amendment",
  "project_process",
  "budget_breakdown",
  "cost_measurement",
  "observation",
  "project_milestone",
  "project_transaction",
  "document",
  "disclosure",
  "holding",
  "debarment",
  "office",
  "listing",
  "rate",
]);

/** Lays the staged records known by `asOf` and numbers them in an order that only their content decides. */
async function layRecords(db: Db, files: readonly CanonFile[], asOf: string | null): Promise<void> {
  await db.run(
    "create table file (file_key uinteger, sha256 varchar, name varchar, source varchar, country varchar, layout varchar, known_from date, folder varchar)",
  );
  const values = files.map(
    (file, index) =>
      `(${index}, ${[file.sha256, file.name, file.source, file.country, file.layout, file.known_from, file.folder].map((it) => (it === null ? "null" : literal(it))).join(", ")})`,
  );
  if (values.length) await db.run(`insert into file values ${values.join(", ")}`);
  await layParts(
    db,
    files.map(({ folder }) => folder),
  );
  await db.run(`
    create table seen as
    select
        received.*,
        file.source,
        -- A release counts as known from its own day, a row without one from the day of its snapshot; a day to come is a slip.
        least(coalesce(try_cast(received.released[:10] as date), file.known_from), file.known_from) as known_from
    from (select part_of as file_key, * exclude (doc, part_of, is_part) from staged) as received
    join file using (file_key)
    ${asOf ? `where least(coalesce(try_cast(received.released[:10] as date), file.known_from), file.known_from) <= date ${literal(asOf)}` : ""}`);
  await db.run(`
    create table record as
    with ranked as (
        select *, row_number() over same as place_in_group, max(known_from) over (partition by source, ocid, content) as last_seen
        from seen
        window same as (partition by source, ocid, content order by known_from, file_key, ordinal)
    )
    select
        (row_number() over (order by ranked.known_from, ranked.source, ocid, content))::uinteger as record,
        ranked.file_key, ordinal, place, ocid, release_id, released, content, ranked.source, file.country, ranked.known_from, last_seen,
        count(*) over (partition by ocid) as companions
    from ranked join file using (file_key)
    where place_in_group = 1`);
}

/** Merges the processes that have several records, in TypeScript, one process at a time. */
async function compileMany(db: Db): Promise<void> {
  await db.run("create table merged (record integer, known_from varchar, doc varchar)");
  await db.run("create table conflict_doc_staged (ocid varchar, release_id varchar, record integer, other integer)");
  const reader = await db.sibling();
  const conflicts: [string, string, number, number][] = [];
  try {
    const rows = reader.stream<Omit<Known, "release"> & { ocid: string; doc: string }>(`
      select record, record.ocid, source, release_id, released, known_from::varchar as known_from, last_seen::varchar as last_seen, content, doc
      from record join (select part_of as file_key, ordinal, doc from staged) as doc using (file_key, ordinal)
      where companions > 1
      order by record.ocid, record`);
    await db.append(
      "merged",
      (async function* () {
        let group: Known[] = [];
        const done = (): [number, string, string] => {
          const { release, conflicts: found } = compile(group);
          for (const it of found) conflicts.push([release.ocid, it.release_id, it.kept, it.other]);
          // A process is of the source that says who buys, not of one that only adds to it.
          const telling = group.filter((it) => (it.release.buyer ?? it.release.entity) && !it.release.ofProject);
          const newest = (telling.length ? telling : group).reduce((a, b) => (b.record > a.record ? b : a));
          // What its source told last is known from that day, whether or not it named the buyer again.
          const latest = group
            .filter((it) => it.source === newest.source && !it.release.ofProject === !newest.release.ofProject)
            .reduce((a, b) => (b.record > a.record ? b : a));
          return [newest.record, latest.known_from, JSON.stringify(release)];
        };
        for await (const chunk of rows) {
          for (const { doc, ocid, ...known } of chunk) {
            if (group.length && group[0]!.release.ocid !== ocid) {
              yield done();
              group = [];
            }
            group.push({ ...known, release: JSON.parse(doc) });
          }
        }
        if (group.length) yield done();
      })(),
    );
    await db.append("conflict_doc_staged", conflicts);
  } finally {
    reader.close();
  }
}

/** SQL of one hash over a table's rows in key order: blocks are hashed in parallel, then their hashes in order. */
const tableHash = (name: string, columns: string): string => `
    select sha256(coalesce(string_agg(block_hash, '' order by block), '')) as hash
    from (
        select row_index // 8192 as block, sha256(string_agg(line, chr(10) order by row_index)) as block_hash
        from (select row_number() over (order by ${UNKEYED.has(name) ? "all_columns" : columns.split(",")[0]}) - 1 as row_index, all_columns as line
              from (select without_masks(to_json(row(${columns}))::varchar) as all_columns, * from canon.${name}))
        group by block
    )`;

/** Builds a canon file at `path` from the files' records known by `asOf` (all of them when null). */
export async function buildCanon(
  workspace: Workspace,
  files: readonly CanonFile[],
  path: string,
  asOf: string | null,
  settings: Settings = {},
): Promise<Built> {
  const memory = settings.memory ?? buildMemory(files.map(({ folder }) => folder));
  const db = await openDb({ spill: workspace.path("tmp"), ...settings, memory });
  try {
    await db.run(attachNew(path, "canon"));
    await db.run("use canon");
    await db.run(readFileSync(packaged("src/canon/schema.sql"), "utf8"));
    await db.run("use memory");
    await db.run(readFileSync(packaged("src/canon/macros.sql"), "utf8"));
    await layRecords(db, files, asOf);
    await compileMany(db);
    const structure = JSON.stringify(RELEASE);
    await db.run(`
      create table document as
      select record, known_from, companions = 1 and last_seen > known_from as seen_again, json_transform(doc, ${literal(structure)}) as r
      from (
          select record, known_from, last_seen, companions, doc from record join (select part_of as file_key, ordinal, doc from staged) as doc using (file_key, ordinal) where companions = 1
          union all
          select record.record, merged.known_from::date, merged.known_from::date, companions, doc from merged join record on record.record = merged.record
      )`);
    await db.run(
      "create table conflict_doc as select ocid, release_id, record::uinteger as record, other::uinteger as other from conflict_doc_staged",
    );
    await db.run(readFileSync(packaged("src/canon/map.sql"), "utf8"));
    const { projects } = await db.one<{ projects: string }>("select count(*) as projects from project_key");
    if (Number(projects) > 0) await db.run(readFileSync(packaged("src/canon/project.sql"), "utf8"));
    const broken = (await db.rows<{ promise: string; broken: string }>(readFileSync(packaged("src/canon/checks.sql"), "utf8"))).filter(
      (row) => Number(row.broken) !== 0,
    );
    if (broken.length)
      throw new UserError("promise-broken", {
        what: {
          en: `the compiled records break what is promised of them: ${broken.map((row) => `${row.promise} (${row.broken})`).join("; ")}`,
          th: `ข้อมูลที่ประมวลผลแล้วไม่เป็นไปตามเงื่อนไขที่รับรองไว้: ${broken.map((row) => `${row.promise} (${row.broken})`).join("; ")}`,
        },
        remedy: {
          en: "what was served before stays; please report this with the files' names",
          th: "ผลเดิมยังใช้งานอยู่ โปรดแจ้งผู้พัฒนาพร้อมชื่อแฟ้มข้อมูล",
        },
      });

    const rows: Record<string, number> = {};
    const hashes: string[] = [];
    for (const [name, columns] of Object.entries(HASHED)) {
      rows[name] = Number((await db.one<{ n: string }>(`select count(*) as n from canon.${name}`)).n);
      hashes.push(name, rows[name] === 0 ? NOTHING : (await db.one<{ hash: string }>(tableHash(name, columns))).hash);
    }
    await db.run("checkpoint canon");
    await db.run("detach canon");
    return { path, canon_hash: fingerprint(...hashes), rows };
  } catch (error) {
    throw explained(error, memory);
  } finally {
    db.close();
  }
}
