// The flags of one case and its rank, without explaining it: what is needed to know what is left to do.
import { UserError } from "../error.ts";
import type { Generation } from "./generation.ts";

export interface CaseFlags {
  title: string | null;
  flag_ids: string[];
  /** Rank in the queue; null where nothing scored could judge it. */
  rank: number | null;
}

/** Flags that touch a contract, or those of a process and of its contracts. */
export async function caseFlags({ db }: Generation, kind: "contract" | "process", id: string): Promise<CaseFlags> {
  const named = { id: { type: "text" as const, value: id } };
  const [found] = await db.rows<{ key: number; title: string | null }>(
    kind === "process"
      ? "select process_key as key, title from canon.process where process_id = $id"
      : "select contract_key as key, title from canon.contract join canon.process using (process_key) where contract_id = $id",
    named,
  );
  if (!found)
    throw new UserError("subject-unknown", {
      what: { en: `nothing here is called "${id}"`, th: `ไม่มีรายการชื่อหรือรหัส "${id}"` },
      exit: "noInput",
    });
  const contracts = kind === "contract" ? `${found.key}` : `select contract_key from canon.contract where process_key = ${found.key}`;
  const flags = await db.rows<{ flag_id: string }>(
    `select distinct flag_id from run.touch where contract_key in (${contracts})
     ${kind === "process" ? `union select flag_id from run.flag where process_key = ${found.key}` : ""} order by flag_id`,
  );
  const [scored] = await db.rows<{ rank: number }>(
    `select rank from run.score where (kind = '${kind}' and subject = ${found.key}) or (kind = 'contract' and subject in (${contracts})) order by rank limit 1`,
  );
  return { title: found.title, flag_ids: flags.map(({ flag_id }) => flag_id), rank: scored?.rank ?? null };
}
