// A party of a run by its id.
import type { Generation } from "./generation.ts";

/** The party, or nothing where the run knows none of this id. */
export async function partyRef({ db }: Generation, id: string): Promise<{ id: string; name: string | null; kind: string } | undefined> {
  const rows = await db.rows<{ id: string; name: string | null; kind: string }>(
    "select party_id as id, name, kind from canon.party where party_id = $id limit 1",
    { id: { type: "text", value: id } },
  );
  return rows[0];
}
