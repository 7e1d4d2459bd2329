// Which flags a person means who names some: flags by their ids, or a contract or process whose flags are meant.
import { UserError } from "../error.ts";
import { caseFlags } from "./case-flags.ts";
import type { Generation } from "./generation.ts";
import { seenFlags } from "./review.ts";

/** A flag of the run in force with what an act of review is bound to. */
export interface NamedFlag {
  flag_id: string;
  evidence_hash: string;
  indicator: string;
  subject_kind: string;
  subject_id: string;
}

const FLAG_ID = /^[0-9a-f]{16}$/;

async function idsOf(generation: Generation, name: string): Promise<string[]> {
  if (FLAG_ID.test(name)) return [name];
  const [found] = await generation.db.rows<{ kind: "contract" | "process" }>(
    `select 'contract' as kind from canon.contract where contract_id = $id
     union all select 'process' from canon.process where process_id = $id limit 1`,
    { id: { type: "text", value: name } },
  );
  return (await caseFlags(generation, found?.kind ?? "process", name)).flag_ids;
}

/** The flags of the run in force that the names mean; of some indicators only, where these are given. */
export async function namedFlags(
  generation: Generation,
  names: readonly string[],
  indicators: readonly string[] = [],
): Promise<NamedFlag[]> {
  const ids = new Set<string>();
  for (const name of names) for (const id of await idsOf(generation, name)) ids.add(id);
  const seen = await seenFlags(generation, [...ids]);
  const flags = [...seen.values()].filter(({ indicator }) => !indicators.length || indicators.includes(indicator));
  if (!flags.length)
    throw new UserError("flag-unknown", {
      what: { en: "the run in force has no such flag", th: "รอบการประเมินปัจจุบันไม่มีข้อสังเกตดังกล่าว" },
      where: [...names, ...indicators].join(" "),
      remedy: { en: "jabta explain SUBJECT tells which there are", th: "ใช้คำสั่ง jabta explain เพื่อดูข้อสังเกตที่มี" },
      exit: "noInput",
    });
  return flags.map(({ flag_id, evidence_hash, indicator, subject_kind, subject_id }) => ({
    flag_id,
    evidence_hash,
    indicator,
    subject_kind,
    subject_id,
  }));
}
