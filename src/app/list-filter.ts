// The filters as conditions over the lists of a finished run.
import type { Param, Params } from "../db.ts";
import { type Filter, processesOf } from "./filter.ts";
import type { Generation } from "./generation.ts";
import { partyNamed, seeking, soughtIn, teachSearch } from "./search.ts";

/** Beyond this many parties that a name could mean, the names themselves are searched. */
const FEW = 1000;

async function ofParty({ db }: Pick<Generation, "db">, role: "buyer" | "supplier", name: string): Promise<string> {
  const called = async (condition: string, value: string): Promise<number[]> =>
    (
      await db.rows<{ party_key: number }>(`select party_key from run.party_sought where ${condition} limit ${FEW + 1}`, {
        name: { type: "text", value },
      })
    ).map((row) => row.party_key);
  const byId = await called("party_id = $name", name);
  const keys = byId.length ? byId : await called(partyNamed(role, "$name"), soughtIn(name));
  if (keys.length <= FEW) return keys.length ? `${role}_key in (${keys.join(", ")})` : "false";
  return `${role}_key in (select party_key from run.party_sought where ${partyNamed(role, `$${role}`)})`;
}

async function ofWords({ db }: Pick<Generation, "db">, q: string, { seek }: Named): Promise<{ condition: string; params: Params }> {
  if (!seek) throw new Error("this list seeks no words");
  if ("list" in seek) return await seeking(db, seek.list, q);
  teachSearch(db);
  return {
    condition: `contains(sought_in(concat_ws(' | ', ${seek.texts.join(", ")})), $q)`,
    params: { q: { type: "text", value: soughtIn(q) } },
  };
}

/** What a list calls the things filters ask for, where it differs from the filter's own name. */
export interface Named {
  /** Condition for one indicator, over `$indicator`. */
  indicator: string;
  /** Condition for a level, over `$level`. */
  level: string;
  contract_status: string;
  /** Where a list tells of projects themselves: the column of its subject's id. */
  subject?: string;
  /** Where `q` is sought: in the column `sought` of a list, laid ready for it, or in texts made ready as they are read. */
  seek?: { list: string } | { texts: readonly string[] };
}

const corner = (nth: number): string => `split_part($bbox, ',', ${nth})::decimal(9, 6)`;
/** Sites within the corners given, those on the western and southern edge among them, so that none is in two neighbouring areas. */
const SITED = `process_id in (select process_id from canon.process
    where site_longitude >= ${corner(1)} and site_latitude >= ${corner(2)} and site_longitude < ${corner(3)} and site_latitude < ${corner(4)})`;

/** A condition over a list and its parameters; values are only ever bound. A Thai year is taken for what it means: 2568 is 2025. */
export async function listCondition(
  generation: Pick<Generation, "db">,
  filter: Filter,
  named: Named,
): Promise<{ where: string; params: Params }> {
  const sql: { [Name in keyof Filter]-?: string } = {
    indicator: named.indicator,
    level: named.level,
    contract_status: `${named.contract_status} = $contract_status`,
    buyer: "",
    supplier: "",
    process: "process_id = $process",
    contract: "contract_id = $contract",
    project: `(process_id in (${processesOf("$project")})${named.subject ? ` or ${named.subject} = $project` : ""})`,
    year: "fiscal_year = $year",
    province: "province = $province",
    bbox: SITED,
    method: "method = $method",
    category: "category = $category",
    min_amount: "amount >= $min_amount::decimal(18, 2)",
    max_amount: "amount <= $max_amount::decimal(18, 2)",
    from: "signed_on >= $from::date",
    to: "signed_on <= $to::date",
    q: "",
  };
  const conditions: string[] = [];
  const params: Record<string, Param> = {};
  for (const [name, value] of Object.entries(filter) as [keyof Filter, string | number | undefined][]) {
    if (value === undefined) continue;
    if (name === "q") {
      const { condition, params: also } = await ofWords(generation, String(value), named);
      conditions.push(condition);
      Object.assign(params, also);
      continue;
    }
    const isParty = name === "buyer" || name === "supplier";
    const condition = isParty ? await ofParty(generation, name, String(value)) : sql[name];
    conditions.push(condition);
    if (!condition.includes(`$${name}`)) continue;
    params[name] =
      typeof value === "number"
        ? { type: "integer", value: value > 2400 ? value - 543 : value }
        : { type: "text", value: isParty ? soughtIn(value) : value };
  }
  return { where: conditions.join(" and ") || "true", params };
}
