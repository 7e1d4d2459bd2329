// Who is held, owned or led by the same: pairs of parties around some of them, with what they have in common.
import type { Generation } from "./generation.ts";

export interface Shared {
  from: string;
  to: string;
  /** Who holds, owns or leads both. */
  holder: string;
  holder_name: string | null;
  holder_kind: string;
  kind: string;
}

const MOST = 100;

/** Pairs of which one is among these ids. Registers say it of the day they were read; only what lasts is told. */
export async function sharedOwners({ db }: Generation, ids: readonly string[]): Promise<Shared[]> {
  return await db.rows<Shared>(
    `with near as (select party_key from canon.party where party_id in (select unnest($ids)))
     select distinct one.party_id as from, other.party_id as to, holder.party_id as holder, holder.name as holder_name, holder.kind as holder_kind, own.kind
     from canon.holding as own
     join canon.holding as theirs on theirs.holder_key = own.holder_key and theirs.party_key <> own.party_key and theirs.to_on is null
     join canon.party as one on one.party_key = own.party_key
     join canon.party as other on other.party_key = theirs.party_key
     join canon.party as holder on holder.party_key = own.holder_key
     where own.to_on is null and own.party_key in (select party_key from near)
         -- A pair of two that are both near is told once.
         and (own.party_key < theirs.party_key or theirs.party_key not in (select party_key from near))
     order by all limit ${MOST}`,
    { ids: { type: "list", value: ids } },
  );
}
