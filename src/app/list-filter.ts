// The filters as conditions over the lists of a finished run.
import type { Param, Params } from "../db.ts";
import { canonical } from "../text/canonical.ts";
import { type Filter, processesOf } from "./filter.ts";
import type { Generation } from "./generation.ts";
import { seeking } from "./search.ts";

/** Beyond this many parties that a name could mean, the names themselves are searched. */
const FEW = 1000;

/** A condition that a text holds another. Where what is sought has no case (Thai, digits), the dear folding of every text is left out. */
export const holds = (text: string, sought: string, value: string): string =>
  value.toLowerCase() === value.toUpperCase() ? `contains(${text}, ${sought})` : `contains(lower(${text}), lower(${sought}))`;

/**
 * What a name asks of the names of parties. Units stand behind their agency, "agency / unit": whoever gives an agency's whole name means it
 * and its units, and none of the others whose names hold the same words, as offices that other agencies keep in its province do.
 */
async function naming(
  { db }: Pick<Generation, "db">,
  role: "buyer" | "supplier",
  name: string,
): Promise<(column: string, sought: string) => string> {
  const whole = (column: string, sought: string) => `(${column} = ${sought} or starts_with(${column}, ${sought} || ' / '))`;
  const params: Params = { name: { type: "text", value: name } };
  if (role === "buyer" && (await db.rows(`select 1 from canon.party where ${whole("name", "$name")} limit 1`, params)).length) return whole;
  return (column, sought) => holds(column, sought, name);
}

async function ofParty(generation: Pick<Generation, "db">, role: "buyer" | "supplier", name: string, { texts }: Named): Promise<string> {
  const called = async (condition: string): Promise<number[]> =>
    (
      await generation.db.rows<{ party_key: number }>(`select party_key from canon.party where ${condition} limit ${FEW + 1}`, {
        name: { type: "text", value: name },
      })
    ).map((row) => row.party_key);
  const named = await naming(generation, role, name);
  const byId = await called("party_id = $name");
  const keys = byId.length ? byId : await called(named("name", "$name"));
  if (keys.length <= FEW) return keys.length ? `${role}_key in (${keys.join(", ")})` : "false";
  if (texts.includes(`${role}_name`)) return named(`${role}_name`, `$${role}`);
  return `${role}_key in (select party_key from canon.party where ${named("name", `$${role}`)})`;
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
  /** What `q` searches. */
  texts: readonly string[];
  /** The list whose column `sought` holds those texts, ready to be searched. */
  list?: string;
}

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
    method: "method = $method",
    category: "category = $category",
    min_amount: "amount >= $min_amount::decimal(18, 2)",
    max_amount: "amount <= $max_amount::decimal(18, 2)",
    from: "signed_on >= $from::date",
    to: "signed_on <= $to::date",
    q: `(${named.texts.map((text) => holds(text, "$q", canonical(filter.q ?? ""))).join(" or ")})`,
  };
  const conditions: string[] = [];
  const params: Record<string, Param> = {};
  for (const [name, value] of Object.entries(filter) as [keyof Filter, string | number | undefined][]) {
    if (value === undefined) continue;
    if (name === "q" && named.list) {
      const { condition, params: also } = await seeking(generation.db, named.list, String(value));
      conditions.push(condition);
      Object.assign(params, also);
      continue;
    }
    const condition = name === "buyer" || name === "supplier" ? await ofParty(generation, name, String(value), named) : sql[name];
    conditions.push(condition);
    if (!condition.includes(`$${name}`)) continue;
    params[name] =
      typeof value === "number"
        ? { type: "integer", value: value > 2400 ? value - 543 : value }
        : { type: "text", value: name === "q" ? canonical(value) : value };
  }
  return { where: conditions.join(" and ") || "true", params };
}
