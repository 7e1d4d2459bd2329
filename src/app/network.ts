// Who is tied to whom around a party, a process or a contract: by contracts, by bidding for the same, by owners and directors, and by address and telephone.
import { UserError } from "../error.ts";
import type { PartyRef } from "./flags.ts";
import type { Generation } from "./generation.ts";
import { type SharedContact, sharedContacts } from "./shared-contacts.ts";
import { type SharedHolder, sharedHolders } from "./shared-owners.ts";

export interface ContractTie {
  kind: "contracts";
  /** The buyer and the supplier. */
  from: string;
  to: string;
  subjects: number;
  judged: number;
  flagged: number;
  currency: string | null;
  amount: string | null;
}

export interface BidTie {
  kind: "bids_with";
  from: string;
  to: string;
  /** Processes in which both bid. */
  processes: number;
}

export interface HolderTie extends Omit<SharedHolder, "one" | "other"> {
  kind: "held_alike";
  from: string;
  to: string;
}

export interface ContactTie extends Omit<SharedContact, "one" | "other"> {
  kind: "reached_alike";
  from: string;
  to: string;
}

export interface Network {
  centre: string[];
  nodes: PartyRef[];
  ties: (ContractTie | BidTie | HolderTie | ContactTie)[];
  /** Whether there are more ties than are shown. */
  cut: boolean;
}

/** Ties of each kind that are shown, the heaviest first. */
const MOST = 100;

async function centreOf({ db }: Generation, id: string): Promise<number[]> {
  const rows = await db.rows<{ key: number | null }>(
    `select party_key as key from canon.party where party_id = $id
     union select buyer_key from run.subject where process_key in (select process_key from canon.process where process_id = $id)
     union select supplier_key from run.subject where process_key in (select process_key from canon.process where process_id = $id)
     union select buyer_key from run.subject where contract_key in (select contract_key from canon.contract where contract_id = $id)
     union select supplier_key from run.subject where contract_key in (select contract_key from canon.contract where contract_id = $id)`,
    { id: { type: "text", value: id } },
  );
  const keys = rows.flatMap(({ key }) => (key === null ? [] : [key]));
  if (keys.length) return keys;
  throw new UserError("subject-unknown", { what: { en: "nothing here has this id", th: "ไม่พบรายการที่มีรหัสนี้" }, exit: "noInput" });
}

/** The ties around an id. */
export async function network(generation: Generation, id: string): Promise<Network> {
  const { db } = generation;
  const centreKeys = await centreOf(generation, id);
  const centre = centreKeys.join(", ");
  const contracts = await db.rows<Omit<ContractTie, "kind" | "from" | "to"> & { buyer_key: number; supplier_key: number }>(
    `select buyer_key, supplier_key, currency, count(*)::integer as subjects, count(*) filter (where judged > 0)::integer as judged,
         count(*) filter (where flagged > 0)::integer as flagged, sum(amount)::decimal(38, 2) as amount
     from run.subject where (buyer_key in (${centre}) or supplier_key in (${centre})) and buyer_key is not null and supplier_key is not null
     group by all order by subjects desc, buyer_key, supplier_key, currency limit ${MOST + 1}`,
  );
  const near = [...new Set([centre, ...contracts.slice(0, MOST).map((tie) => tie.supplier_key)])].join(", ");
  const bids = await db.rows<{ one: number; other: number; processes: number }>(
    `with bidder as (select distinct process_key, tenderer_key from canon.bid where tenderer_key is not null)
     select one.tenderer_key as one, other.tenderer_key as other, count(*)::integer as processes
     from bidder as one join bidder as other on other.process_key = one.process_key and other.tenderer_key > one.tenderer_key
     where (one.tenderer_key in (${centre}) or other.tenderer_key in (${centre})) or (one.tenderer_key in (${near}) and other.tenderer_key in (${near}))
     group by all order by processes desc, one, other limit ${MOST + 1}`,
  );
  const held = await sharedHolders(generation, centreKeys, MOST + 1);
  const reached = await sharedContacts(generation, centreKeys, MOST + 1);
  const shown = {
    contracts: contracts.slice(0, MOST),
    bids: bids.slice(0, MOST),
    held: held.slice(0, MOST),
    reached: reached.slice(0, MOST),
  };
  const keys = [
    ...new Set([
      centre,
      ...shown.contracts.flatMap((it) => [it.buyer_key, it.supplier_key]),
      ...[...shown.bids, ...shown.held, ...shown.reached].flatMap((it) => [it.one, it.other]),
    ]),
  ];
  const parties = await db.rows<PartyRef & { party_key: number }>(
    `select party_key, party_id as id, name, kind from canon.party where party_key in (${keys.join(", ")}) order by party_id`,
  );
  const called = new Map(parties.map((party) => [party.party_key, party.id]));
  return {
    centre: centre.split(", ").map((key) => called.get(Number(key))!),
    nodes: parties.map(({ id, name, kind }) => ({ id, name, kind })),
    ties: [
      ...shown.contracts.map(({ buyer_key, supplier_key, ...tie }) => ({
        kind: "contracts" as const,
        from: called.get(buyer_key)!,
        to: called.get(supplier_key)!,
        ...tie,
      })),
      ...shown.bids.map(({ one, other, processes }) => ({
        kind: "bids_with" as const,
        from: called.get(one)!,
        to: called.get(other)!,
        processes,
      })),
      ...shown.held.map(({ one, other, ...tie }) => ({
        kind: "held_alike" as const,
        from: called.get(one)!,
        to: called.get(other)!,
        ...tie,
      })),
      ...shown.reached.map(({ one, other, ...tie }) => ({
        kind: "reached_alike" as const,
        from: called.get(one)!,
        to: called.get(other)!,
        ...tie,
      })),
    ],
    cut: [contracts, bids, held, reached].some(({ length }) => length > MOST),
  };
}
