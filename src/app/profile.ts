// One buyer or supplier in numbers: its totals, by year, method and indicator, and with whom; the same for two of them side by side.
import { UserError } from "../error.ts";
import type { PartyRef } from "./flags.ts";
import type { Generation } from "./generation.ts";
import { type Stat, stats } from "./stat-table.ts";

export type Role = "buyer" | "supplier";

export interface Profile {
  party: PartyRef;
  role: Role;
  totals: Stat[];
  by_year: Stat[];
  by_method: Stat[];
  by_indicator: Stat[];
  /** Suppliers of a buyer, buyers of a supplier; natural persons among them are not named. */
  others: Stat[];
}

const MOST = 50;

/** The profile of a party in one role. */
export async function profile(generation: Generation, role: Role, id: string): Promise<Profile> {
  const [party] = await generation.db.rows<PartyRef>("select party_id as id, name, kind from canon.party where party_id = $id", {
    id: { type: "text", value: id },
  });
  const filter = { [role]: id };
  const totals = party ? await stats(generation, role, filter, MOST) : [];
  if (!party || !totals.length) {
    throw new UserError("subject-unknown", {
      what: { en: `no ${role} here has this id`, th: "ไม่พบหน่วยงานหรือคู่สัญญาที่มีรหัสนี้" },
      exit: "noInput",
    });
  }
  return {
    party,
    role,
    totals,
    by_year: await stats(generation, "year", filter, MOST),
    by_method: await stats(generation, "method", filter, MOST),
    by_indicator: await stats(generation, "indicator", filter, 200),
    others: await stats(generation, role === "buyer" ? "supplier" : "buyer", filter, MOST),
  };
}
