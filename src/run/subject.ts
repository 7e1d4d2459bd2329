// The kinds of subject: where each stands, its key, how it is called, and which contracts it touches.
import type { IndicatorSpec } from "../catalogue/indicator.ts";

export type SubjectKind = IndicatorSpec["subject"];

export interface Subject {
  /** Relation with one row per subject. */
  from: string;
  /** Its dense key. */
  key: string;
  /** SQL of the id for people, over `from`. */
  id: string;
  /** SQL of the id for result hashes: the same, but natural persons by a name that no key enters. */
  hash: string;
  /** A select of (subject, contract_key) over the canon and peers. */
  contracts: string;
}

const party = (key: string) => `(select party_id from canon.party where party_key = ${key})`;
const partyHash = (key: string) => `(select hash_id from canon.party where party_key = ${key})`;

const ofRole = (role: "buyer" | "supplier", relation: string, contracts: string): Subject => ({
  from: `(select distinct ${role}_key from ${relation} where ${role}_key is not null)`,
  key: `${role}_key`,
  id: party(`${role}_key`),
  hash: partyHash(`${role}_key`),
  contracts,
});

const composite = (kind: string, parts: readonly string[], contracts: string): Subject => {
  const text = (ofParty: (key: string) => string) =>
    `concat_ws('|', ${parts.map((part) => (part.endsWith("_key") ? ofParty(part) : `coalesce(${part}::varchar, '-')`)).join(", ")})`;
  return {
    from: `peers.${kind}`,
    key: `${kind}_key`,
    id: text(party),
    hash: text(partyHash),
    contracts,
  };
};

/** A kind whose contracts are the wins that have all its parts. */
const group = (kind: string, parts: readonly string[]): Subject => {
  const same = parts.map((part) => `win.${part} is not distinct from ${kind}.${part}`).join(" and ");
  return composite(
    kind,
    parts,
    `select ${kind}.${kind}_key as subject, win.contract_key from peers.${kind} as ${kind} join peers.win as win on ${same} where win.contract_key is not null`,
  );
};

const plain = (name: string, contracts: string): Subject => ({
  from: `canon.${name}`,
  key: `${name}_key`,
  id: `${name}_id`,
  hash: name === "party" ? "hash_id" : `${name}_id`,
  contracts,
});

const throughProcess = (name: string) =>
  `select ${name}.${name}_key as subject, contract.contract_key from canon.${name} as ${name} join canon.contract as contract using (process_key)`;

/** Every kind that can be judged today. */
export const SUBJECTS: Partial<Record<SubjectKind, Subject>> = {
  process: plain("process", "select process_key as subject, contract_key from canon.contract"),
  lot: plain("lot", throughProcess("lot")),
  bid: plain("bid", throughProcess("bid")),
  award: plain("award", throughProcess("award")),
  contract: plain("contract", "select contract_key as subject, contract_key from canon.contract"),
  party: plain("party", "select supplier_key as subject, contract_key from canon.contract where supplier_key is not null"),
  buyer: ofRole(
    "buyer",
    "canon.process",
    "select buyer_key as subject, contract_key from canon.contract join canon.process using (process_key) where buyer_key is not null",
  ),
  supplier: ofRole(
    "supplier",
    "canon.contract",
    "select supplier_key as subject, contract_key from canon.contract where supplier_key is not null",
  ),
  project: plain(
    "project",
    "select project_process.project_key as subject, contract.contract_key from canon.project_process as project_process join canon.contract as contract using (process_key)",
  ),
  buyer_year: group("buyer_year", ["buyer_key", "fiscal_year"]),
  buyer_class: group("buyer_class", ["buyer_key", "class"]),
  buyer_supplier: group("buyer_supplier", ["buyer_key", "supplier_key"]),
  buyer_supplier_year: group("buyer_supplier_year", ["buyer_key", "supplier_key", "fiscal_year"]),
  buyer_supplier_class: group("buyer_supplier_class", ["buyer_key", "supplier_key", "class"]),
  // What either of the two won where both had bid.
  bidder_pair: composite(
    "bidder_pair",
    ["first_key", "second_key"],
    "select distinct pair_lot.bidder_pair_key as subject, contract.contract_key from peers.pair_lot as pair_lot join canon.contract as contract using (process_key) where contract.supplier_key in (pair_lot.first_key, pair_lot.second_key)",
  ),
  // Two bidders for one lot: what came of the whole process.
  lot_pair: composite(
    "lot_pair",
    ["lot_id", "first_key", "second_key"],
    "select lot_pair.lot_pair_key as subject, contract.contract_key from peers.lot_pair as lot_pair join canon.contract as contract using (process_key)",
  ),
  market_year: group("market_year", ["country", "class", "fiscal_year"]),
  province_market_year: group("province_market_year", ["country", "class", "province", "fiscal_year"]),
  supplier_market_year: group("supplier_market_year", ["supplier_key", "country", "class", "province", "fiscal_year"]),
};

/** How a kind is judged; a kind without a table here cannot be the subject of a method yet. */
export function subjectOf(kind: SubjectKind): Subject {
  const subject = SUBJECTS[kind];
  if (!subject) throw new Error(`subjects of kind ${kind} have no table yet`);
  return subject;
}
