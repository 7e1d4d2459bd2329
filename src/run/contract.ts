// What a method must give back, checked on the types the engine tells before a row is read: the columns of the row contract,
// facts whose names tell their types, and a sentence that says only these.
import type { Indicator } from "../catalogue/indicator.ts";
import type { Db, Params } from "../db.ts";
import { placeholders } from "../text/text.ts";

/** Columns of a result in their order, with what may stand in them; money is decimal and so has no place in value or threshold. */
const NUMBER = /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE)$/;
const COLUMNS: readonly (readonly [name: string, type: RegExp])[] = [
  ["subject", /^UINTEGER$/],
  ["status", /^VARCHAR$/],
  ["reason", /^VARCHAR$/],
  ["value", NUMBER],
  ["threshold", NUMBER],
  ["evidence", /^STRUCT\(/],
  ["seen_in", /^UINTEGER\[\]$/],
];

/** What the last word of a fact's name says about its type. A count may be a fraction where a consortium's members share one contract. */
const FACTS: Readonly<Record<string, RegExp>> = {
  amount: /^DECIMAL/,
  on: /^DATE$/,
  share: /^DOUBLE$/,
  days: NUMBER,
  count: NUMBER,
  year: NUMBER,
  code: /^VARCHAR(\[\])?$/,
  text: /^VARCHAR$/,
};

/** Everything in which a method's columns, facts or sentence break the row contract; empty when nothing does. */
export async function contractProblems(db: Db, indicator: Indicator & { sql: string }, params: Params): Promise<string[]> {
  const { sql, says } = indicator;
  const problems: string[] = [];
  const used = (await db.inspectSelect(sql)).sort();
  const declared = Object.keys(indicator.params).sort();
  if (used.join() !== declared.join()) return [`uses the parameters [${used.join(", ")}] and declares [${declared.join(", ")}]`];

  const columns = await db.columns(sql, params);
  const names = COLUMNS.slice(0, columns.length === 6 ? 6 : 7).map(([name]) => name);
  if (columns.map(([name]) => name).join() !== names.join()) {
    return [`gives the columns ${columns.map(([name]) => name).join(", ")}; the contract is ${names.join(", ")}`];
  }
  for (const [index, [name, type]] of columns.entries()) if (!COLUMNS[index]![1].test(type)) problems.push(`the column ${name} is ${type}`);
  if (problems.length) return problems;

  const facts = await db.columns(`select unnest(evidence) from (${sql}\n)`, params);
  for (const [name, type] of facts) {
    const word = name.slice(name.lastIndexOf("_") + 1);
    if (!FACTS[word]) problems.push(`the fact ${name} ends with none of ${Object.keys(FACTS).join(", ")}`);
    else if (!FACTS[word].test(type)) problems.push(`the fact ${name} is ${type}, which its last word does not say`);
  }
  const known = new Set(facts.map(([name]) => name));
  for (const name of placeholders(says.en)) if (!known.has(name)) problems.push(`the sentence says {${name}}, which is no fact`);
  if (placeholders(says.th).sort().join() !== placeholders(says.en).sort().join())
    problems.push("the sentence does not say the same facts in both languages");
  return problems;
}
