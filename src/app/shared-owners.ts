// Who is held, owned or led by the same: pairs of parties around some of them, with what they have in common.
import type { PartyRef } from "./flags.ts";
import type { Generation } from "./generation.ts";

export interface SharedHolder {
  one: number;
  other: number;
  /** How it holds, owns or leads the first; a word of the list holding_kind. */
  holding: string;
  /** Who holds, owns or leads both; null for natural persons, who are not named. */
  holder: PartyRef | null;
}

/** Pairs of parties of which one is among these keys. Registers say it of the day they were read; only what lasts is told. */
export async function sharedHolders({ db }: Generation, keys: readonly number[], most: number): Promise<SharedHolder[]> {
  const rows = await db.rows<Omit<SharedHolder, "holder"> & PartyRef>(
    `select distinct own.party_key as one, theirs.party_key as other, own.kind as holding, holder.party_id as id, holder.name, holder.kind
     from canon.holding as own
     join canon.holding as theirs on theirs.holder_key = own.holder_key and theirs.party_key <> own.party_key and theirs.to_on is null
     join canon.party as holder on holder.party_key = own.holder_key
     where own.to_on is null and own.party_key in (${keys.join(", ")})
         -- A pair of two that are both among them is told once.
         and (own.party_key < theirs.party_key or theirs.party_key not in (${keys.join(", ")}))
     order by all limit ${most}`,
  );
  return rows.map(({ one, other, holding, ...holder }) => ({ one, other, holding, holder: holder.kind === "natural" ? null : holder }));
}
