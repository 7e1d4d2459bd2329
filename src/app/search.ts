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
/** Texts from which it is told which threes are rare. */
const SAMPLE = 1000;

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
  return found ? whole : await byThrees(db, list, threes);
}

const holding = (nth: number): string => `contains(sought, $three${nth})`;

/**
 * So many of the threes. A text that lacks all of some few threes cannot hold enough of them: those that fewest texts hold are
 * looked for first, and the others only where one of these was found.
 */
async function byThrees(db: Db, list: string, threes: readonly string[]): Promise<{ condition: string; params: Params }> {
  const least = Math.ceil(threes.length * LEAST_SHARE);
  const params: Params = Object.fromEntries(threes.map((three, nth) => [`three${nth}`, { type: "text" as const, value: three }]));
  const counts = threes.map((_, nth) => `count(*) filter (where ${holding(nth)})::integer as n${nth}`);
  const [held] = await db.rows<Record<string, number>>(
    `select ${counts.join(", ")} from (select sought from ${list} limit ${SAMPLE})`,
    params,
  );
  const rare = threes
    .map((_, nth) => nth)
    .sort((a, b) => held![`n${a}`]! - held![`n${b}`]! || a - b)
    .slice(0, threes.length - least + 1);
  const some = rare.map(holding).join(" or ");
  const enough = `${threes.map((_, nth) => `${holding(nth)}::integer`).join(" + ")} >= ${least}`;
  return { condition: `(case when ${some} then ${enough} else false end)`, params };
}
