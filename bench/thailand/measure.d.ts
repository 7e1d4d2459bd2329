// What measure.js gives to those who read types.
import type { Rates } from "../../src/app/rates.ts";
import type { Db } from "../../src/db.ts";

export interface Line {
  section: string;
  figure: string;
  measured: string | undefined;
  known: string | undefined;
  /** What the rows themselves give. */
  rows: string | undefined;
  /** Why that is not what the canon gives. */
  because: string | undefined;
}

export function measure(db: Pick<Db, "rows">): Promise<Line[]>;
export function figureLines(lines: readonly Line[]): string[];
export function rateLines(rates: Rates): string[];
