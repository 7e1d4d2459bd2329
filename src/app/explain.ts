// The verb `explain`: everything known and judged about one subject, with the address of every fact.
import type { Row } from "../db.ts";
import { UserError } from "../error.ts";
import type { Language } from "../text/text.ts";
import { type Answer, answersOf, type ExplainedKind, type Found } from "./answers.ts";
import { type Address, addressesOf, type Flag, flagsAt } from "./flags.ts";
import type { Generation } from "./generation.ts";
import { CONTRACTS_OF_PROJECT, PROJECT_FACTS } from "./project-facts.ts";

export interface Fact extends Row {
  seen_in: Address | null;
  /** Where the record stands that said otherwise before; only changes have it. */
  seen_before?: Address;
}

export interface Explanation {
  subject_kind: ExplainedKind;
  subject_id: string;
  run_id: string;
  as_of: string;
  facts: Record<string, Fact[]>;
  score: {
    score: number | null;
    judged: number;
    flagged: number;
    no_data: number;
    rank: number;
    rank_low: number;
    rank_high: number;
    of: number;
  } | null;
  flags: Flag[];
  answers: Answer[];
  /** Contracts of this buyer with this supplier, newest first. */
  history: Row[];
}

/** What was found, and the process of a contract. */
interface Named extends Found {
  process: number | null;
}

async function find(generation: Generation, id: string, kind?: Found["kind"]): Promise<Named> {
  const text = { id: { type: "text" as const, value: id } };
  const rows = await generation.db.rows<Named>(
    `select 'contract' as kind, contract_key as key, process_key as process from canon.contract where contract_id = $id
     union all select 'process', process_key, process_key from canon.process where process_id = $id
     union all select 'project', project_key, null from canon.project where project_id = $id
     union all select 'party', party_key, null from canon.party where party_id = $id`,
    text,
  );
  const row = kind === undefined ? rows[0] : rows.find((it) => it.kind === kind);
  if (row) return row;
  throw new UserError("subject-unknown", {
    what: { en: `nothing here is called "${id}"`, th: `ไม่พบสิ่งใดที่มีรหัส "${id}"` },
    remedy: {
      en: "give a contract id (project/number), a process id, the id of an infrastructure project, or a party id as the lists show them",
      th: "ระบุรหัสสัญญา (เลขที่โครงการ/เลขที่สัญญา) รหัสกระบวนการ รหัสโครงการโครงสร้างพื้นฐาน หรือรหัสผู้เกี่ยวข้องตามที่แสดงในรายการ",
    },
    exit: "noInput",
  });
}

/** Tables whose rows tell of a process, with the text ids put back for keys. */
const PROCESS_FACTS: Record<string, string> = {
  process:
    "select process.* exclude (process_key, buyer_key), party_id as buyer_id, party.name as buyer_name, process.source_row as row from canon.process left join (select * from canon.party where party_key = (select buyer_key from canon.process where process_key = $key)) as party on party_key = buyer_key where process_key = $key",
  project:
    "select project_id, project.title, project.status, project.source_row as row from canon.project join canon.project_process using (project_key) where process_key = $key order by project_id",
  tender: "select * exclude (process_key), source_row as row from canon.tender where process_key = $key",
  lot: "select lot_id, status, title, value_amount, currency, source_row as row from canon.lot where process_key = $key and not is_whole order by lot_id",
  bid: "select bid_id, lot_id, party_id as tenderer_id, party.name as tenderer_name, submitted_on, bid.status, bid.value_amount, bid.currency, bid.source_row as row from canon.bid left join canon.lot using (lot_key) left join canon.party on party_key = tenderer_key where bid.process_key = $key order by bid.value_amount nulls last, bid_id, lot_id",
  award:
    "select award_id, lot_id, party_id as supplier_id, party.name as supplier_name, award.status, awarded_on, award.value_amount, award.currency, award.source_row as row from canon.award left join canon.lot using (lot_key) left join canon.party on party_key = supplier_key where award.process_key = $key order by award_id, lot_id",
};
/** What registers tell of a party, beside what the records say. */
const PARTY_FACTS: Record<string, string> = {
  party: "select * exclude (party_key, hash_id), source_row as row from canon.party where party_key = $key",
  registration: "select * exclude (party_key), source_row as row from canon.registration where party_key = $key",
  holding:
    "select holder.party_id as holder_id, holder.name as holder_name, holding.kind, share, from_on, to_on, holding.known_from, holding.source_row as row from canon.holding join canon.party as holder on holder.party_key = holder_key where holding.party_key = $key order by holder.party_id, holding.kind, from_on, holding.source_row",
  held: "select held.party_id, held.name, holding.kind, share, from_on, to_on, holding.known_from, holding.source_row as row from canon.holding join canon.party as held using (party_key) where holder_key = $key order by held.party_id, holding.kind, from_on, holding.source_row",
  debarment: "select * exclude (party_key), source_row as row from canon.debarment where party_key = $key order by from_on, source_row",
  office:
    "select body.party_id, body.name, position, from_on, to_on, office.known_from, office.source_row as row from canon.office join canon.party as body using (party_key) where person_key = $key order by from_on, body.party_id, office.source_row",
};
const CONTRACT_FACTS: Record<string, string> = {
  contract:
    "select contract.* exclude (contract_key, process_key, award_key, supplier_key), party_id as supplier_id, party.name as supplier_name, party.kind as supplier_kind, contract.source_row as row from canon.contract left join (select * from canon.party where party_key in (select supplier_key from canon.contract where CONTRACTS)) as party on party_key = supplier_key where CONTRACTS order by contract_id",
  amendment:
    "select contract_id, amendment.* exclude (contract_key), amendment.source_row as row from canon.amendment join canon.contract using (contract_key) where CONTRACTS order by contract_id, coalesce(agreed_on, seen_to), amendment_id, amendment.kind",
  transaction:
    "select contract_id, transaction.* exclude (contract_key), transaction.source_row as row from canon.transaction join canon.contract using (contract_key) where CONTRACTS order by contract_id, paid_on, transaction_id limit 500",
  milestone:
    "select contract_id, milestone.* exclude (contract_key), milestone.source_row as row from canon.milestone join canon.contract using (contract_key) where CONTRACTS order by contract_id, due_on, milestone_id limit 500",
};

async function factsOf(generation: Generation, found: Named): Promise<Record<string, Fact[]>> {
  const queries: [string, string][] =
    found.kind === "party"
      ? Object.entries(PARTY_FACTS)
      : found.kind === "project"
        ? [
            ...Object.entries(PROJECT_FACTS),
            ...Object.entries(CONTRACT_FACTS).map(([name, sql]): [string, string] => [
              name,
              sql.replaceAll("CONTRACTS", CONTRACTS_OF_PROJECT),
            ]),
          ]
        : [
            ...Object.entries(PROCESS_FACTS).map(([name, sql]): [string, string] => [name, sql.replaceAll("$key", `${found.process}`)]),
            ...Object.entries(CONTRACT_FACTS).map(([name, sql]): [string, string] => [
              name,
              sql.replaceAll("CONTRACTS", found.kind === "contract" ? "contract.contract_key = $key" : "contract.process_key = $key"),
            ]),
          ];
  const facts: Record<string, Row[]> = {};
  for (const [name, sql] of queries) {
    // Keys are numbers of our own. Written out, they tell the engine beforehand which part of a table can hold them.
    const rows = await generation.db.rows(sql.replaceAll("$key", `${found.key}`));
    if (rows.length) facts[name] = rows;
  }
  const addresses = await addressesOf(
    generation,
    Object.values(facts)
      .flat()
      .flatMap((row) => [row.row, row.old_source_row])
      .flatMap((key) => (key === null || key === undefined ? [] : Number(key))),
  );
  return Object.fromEntries(
    Object.entries(facts).map(([name, rows]) => [
      name,
      rows.map(({ row, source_row: _, old_source_row: before, ...rest }): Fact => {
        const seen_before = typeof before === "number" ? addresses.get(before) : undefined;
        return { ...rest, seen_in: addresses.get(Number(row)) ?? null, ...(seen_before ? { seen_before } : {}) };
      }),
    ]),
  );
}

/** The newest contracts of a party, or between the same buyer and supplier; keys stand in the order of ids. */
const HISTORY = `
    with near as (
        select subject.contract_key, subject.process_key, subject.method
        from run.subject as subject WHICH
        order by subject.signed_on desc nulls last, subject.contract_key
        limit 50
    )
    select contract.contract_id, process.title, contract.signed_on, contract.value_amount, contract.currency, near.method
    from near
    join canon.contract as contract on contract.contract_key = near.contract_key
    join canon.process as process on process.process_key = near.process_key
    order by contract.signed_on desc nulls last, contract.contract_key`;

/** Explains a contract, a process, a project or a party by its id; with a kind, nothing else of the same id. */
export async function explain(generation: Generation, id: string, language: Language, kind?: Found["kind"]): Promise<Explanation> {
  await generation.peers();
  const found = await find(generation, id, kind);
  const { answers, flags: places } = await answersOf(generation, found, language);
  const flags = await flagsAt(generation, places, language);
  const isCase = found.kind === "contract" || found.kind === "process";
  const which =
    found.kind === "party"
      ? `where subject.contract_key is not null and (subject.supplier_key = ${found.key} or subject.buyer_key = ${found.key})`
      : `join (select distinct buyer_key, supplier_key from run.subject where ${found.kind}_key = ${found.key}) as own
             on subject.buyer_key = own.buyer_key and subject.supplier_key = own.supplier_key`;
  const scores = !isCase
    ? []
    : await generation.db.rows<NonNullable<Explanation["score"]>>(
        `select score, judged, flagged, no_data, rank, rank_low, rank_high, (select count(*)::integer from run.score) as of
           from run.score where ${found.kind === "contract" ? `kind = 'contract' and subject = ${found.key}` : `(kind = 'process' and subject = ${found.key}) or (kind = 'contract' and subject in (select contract_key from canon.contract where process_key = ${found.key}))`}
           order by rank limit 1`,
      );
  return {
    subject_kind: found.kind,
    subject_id: id,
    run_id: generation.run_id,
    as_of: generation.manifest.as_of,
    facts: await factsOf(generation, found),
    score: scores[0] ?? null,
    flags,
    answers,
    history: found.kind === "project" ? [] : await generation.db.rows(HISTORY.replace("WHICH", which)),
  };
}
