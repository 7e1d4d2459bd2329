// Words in titles and names, found however they were typed: in one spelling, without case, Thai digits as Arabic ones, and by their threes of letters where nothing holds them whole.
import type { Db, Params } from "../db.ts";
import { arabicDigits } from "../sources/thai-number.ts";
import { canonical } from "../text/canonical.ts";

/** Text as it is searched and sought: น้ำ in three ways of typing is one. */
export const soughtIn = (text: string): string => arabicDigits(canonical(text)).toLowerCase();

/** Shorter words are either there or not: too few threes to tell a slip from another word. */
const LEAST_LETTERS = 6;
/** Of the threes of what is sought, so many must stand in a text. */
const LEAST_SHARE = 0.7;

/** Every three letters that follow each other, once. */
export function threesOf(text: string): string[] {
  return [...new Set(Array.from({ length: Math.max(0, text.length - 2) }, (_, at) => text.slice(at, at + 3)))];
}

const taught = new WeakSet<Db>();

/** Teaches SQL `sought_in(text)`, once for each connection. */
export function teachSearch(db: Db): void {
  if (taught.has(db)) return;
  db.define("sought_in", 1, soughtIn);
  taught.add(db);
}

/**
 * What a name, as it is sought, asks of rows of run.party_sought. Units stand behind their agency, "agency / unit": whoever gives an agency's
 * whole name means it and its units, and none of the others whose names hold the same words, as offices that other agencies keep in its province do.
 */
export function partyNamed(role: "buyer" | "supplier", name: string): string {
  const part = `contains(sought, ${name})`;
  if (role === "supplier") return part;
  const whole = `(sought = ${name} or starts_with(sought, ${name} || ' / '))`;
  return `if((select count(*) from run.party_sought where ${whole}) > 0, ${whole}, ${part})`;
}

/** A condition over the column `sought` of a list, and its parameters. */
export async function seeking(db: Db, list: string, q: string): Promise<{ condition: string; params: Params }> {
  const sought = soughtIn(q);
  const params: Params = { q: { type: "text", value: sought } };
  const whole = { condition: "contains(sought, $q)", params };
  const threes = threesOf(sought);
  if (sought.length < LEAST_LETTERS) return whole;
  const [found] = await db.rows(`select 1 from ${list} where contains(sought, $q) limit 1`, params);
  if (found) return whole;
  return {
    condition: `len(list_filter($threes, lambda three: contains(sought, three))) >= ${Math.ceil(threes.length * LEAST_SHARE)}`,
    params: { threes: { type: "list", value: threes } },
  };
}
