// What was met while reading e-GP rows that a person should know and that quarantines nothing.

/** Counts kept beside the releases of one file. */
export interface Tally {
  /** Words the codelists do not have, by codelist: their number. */
  unmapped: { method: Record<string, number>; category: Record<string, number>; status: Record<string, number> };
  /** Cells that could not be read and became null, by field and reason (`ends no_such_day`): how many and where the first stands. */
  unreadable: Record<string, { count: number; first: string }>;
  /** NUL characters taken out. */
  nuls: number;
  /** For CSV: lines after the heading, rows made of them, rows whose quotes had to be read another way, last running number. */
  csv?: { lines: number; rows: number; requoted: number; lastRunning: number | null };
}

/** A tally with nothing in it yet. */
export function newTally(): Tally {
  return { unmapped: { method: {}, category: {}, status: {} }, unreadable: {}, nuls: 0 };
}

/** Notes a word that no codelist has. */
export function noteUnmapped(tally: Tally, list: keyof Tally["unmapped"], word: string): void {
  tally.unmapped[list][word] = (tally.unmapped[list][word] ?? 0) + 1;
}

/** Notes a cell that could not be read. */
export function noteUnreadable(tally: Tally, at: string, field: string, why: string): void {
  const key = `${field} ${why}`;
  const noted = tally.unreadable[key];
  if (noted) noted.count += 1;
  else tally.unreadable[key] = { count: 1, first: at };
}

/** The counts as one list, without the words: a word in the wrong column may be a person's name. */
export function notedIn({ unmapped, unreadable, nuls }: Tally): Record<string, number> {
  const words = Object.entries(unmapped).map(
    ([list, found]) => [`${list} word_unmapped`, Object.values(found).reduce((a, b) => a + b, 0)] as const,
  );
  const cells = Object.entries(unreadable).map(([key, { count }]) => [key, count] as const);
  return Object.fromEntries([...words, ...cells, ["record nul_removed", nuls] as const].filter(([, count]) => count > 0));
}

/** Where the first of what could not be read stands, under the same names. */
export const firstIn = ({ unreadable }: Tally): Record<string, string> =>
  Object.fromEntries(Object.entries(unreadable).map(([key, { first }]) => [key, first]));
