// Who can be reached alike: pairs of parties around some of them that give one address or one telephone number. Natural persons are left out.
import type { Generation } from "./generation.ts";

export interface SharedContact {
  one: number;
  other: number;
  /** What both give; a word of the list of labels. The number itself may be a person's and is not told. */
  contact: "one_address" | "one_phone";
  /** How many parties give it, these two among them: what many share, such as an office building, says little. */
  parties: number;
}

/** Pairs of parties of which one is among these keys; what the fewest share comes first. */
export async function sharedContacts(generation: Generation, keys: readonly number[], most: number): Promise<SharedContact[]> {
  await generation.peers();
  const centre = keys.join(", ");
  const alike = (contact: SharedContact["contact"], column: "address" | "phone") => `
      select own.party_key as one, other.party_key as other, '${contact}' as contact, own.${column} as given
      from reached as own
      join reached as other on other.${column} = own.${column} and other.party_key <> own.party_key
      where own.party_key in (${centre})
          -- A pair of two that are both among them is told once.
          and (own.party_key < other.party_key or other.party_key not in (${centre}))`;
  return await generation.db.rows<SharedContact>(
    `with reached as materialized (
        select party_key, address, phone from peers.contact where kind <> 'natural' and coalesce(address, phone) is not null
    ),
    pair as (${alike("one_address", "address")}
        union all ${alike("one_phone", "phone")}
    )
    select one, other, contact,
        if(contact = 'one_address', (select count(*) from reached where address = given), (select count(*) from reached where phone = given))::integer as parties
    from pair
    order by parties, contact, one, other limit ${most}`,
  );
}
