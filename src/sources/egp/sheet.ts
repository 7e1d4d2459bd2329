// Recognises the layout of e-GP records by their headings alone, and binds each field to the key that holds it.

import { canonical } from "../../text/canonical.ts";
import { AFTER_PROVINCE, CORRECTED, ENGLISH, ENGLISH_NEEDS, type Field, REPAIRED, TO_PROVINCE, VALUES } from "./headings.ts";

/** Where each field of a row is found: the key it has in the record. */
export type Columns = Partial<Record<Field, string>>;

/** One layout bound to the keys of actual records. */
export interface Sheet {
  layout: string;
  columns: Columns;
  /** The same when the values stand three columns to the left of their headings, for the layout that can be so. */
  shifted?: Columns;
}

/** How headings that are not quite a layout differ from the nearest one. */
export interface NearMiss {
  layout: string;
  missing: string[];
  unknown: string[];
  repeated: string[];
}

/** A heading as it is compared: without spaces, so that `จังหวัด (Eng)` is `จังหวัด(Eng)`. */
function plain(heading: string): string {
  return canonical(heading).replaceAll(" ", "").toLowerCase();
}

interface Known {
  layout: string;
  headings: readonly string[];
  fields: readonly (Field | null)[];
  shifted?: readonly (Field | null)[];
}

const WHOLE = [...TO_PROVINCE, ...AFTER_PROVINCE];
const AS_HEADED: (Field | null)[] = [...VALUES.slice(0, 15), null, "district", null, "subdistrict", null, ...VALUES.slice(17)];
const KNOWN: readonly Known[] = [
  { layout: "egp-31", headings: WHOLE, fields: AS_HEADED, shifted: VALUES },
  { layout: "egp-28", headings: CORRECTED, fields: VALUES },
  { layout: "egp-15", headings: TO_PROVINCE, fields: VALUES },
  { layout: "egp-18-repaired", headings: Object.keys(REPAIRED), fields: Object.values(REPAIRED) },
];
/** A file that shares fewer headings with a layout is not of this source at all. */
const SHARED_BY_CHANCE = 3;

function bind(headings: readonly string[], fields: readonly (Field | null)[], keys: ReadonlyMap<string, string>): Columns {
  const columns: Columns = {};
  for (const [place, heading] of headings.entries()) {
    const field = fields[place];
    const key = keys.get(plain(heading));
    if (field && key !== undefined) columns[field] ??= key;
  }
  return columns;
}

/** Recognises a layout by its headings, in any order; else says how they differ from the nearest, or that they are of no e-GP file. */
export function matchSheet(headings: readonly string[]): { sheet: Sheet } | { near: NearMiss } | undefined {
  // CKAN and harvesters put keys of their own beside the publisher's, with a line before them.
  const given = headings.filter((heading) => !heading.startsWith("_"));
  const keys = new Map(given.map((heading) => [plain(heading), heading]));
  const repeated = given.filter((heading, place) => given.findIndex((other) => plain(other) === plain(heading)) !== place);
  let near: NearMiss | undefined;
  for (const { layout, headings: known, fields, shifted } of KNOWN) {
    const plainKnown = known.map(plain);
    const missing = known.filter((heading) => !keys.has(plain(heading)));
    const unknown = given.filter((heading) => !plainKnown.includes(plain(heading)));
    if (missing.length + unknown.length + repeated.length === 0) {
      return { sheet: { layout, columns: bind(known, fields, keys), ...(shifted && { shifted: bind(known, shifted, keys) }) } };
    }
    const nearer = !near || missing.length + unknown.length < near.missing.length + near.unknown.length;
    if (known.length - missing.length > SHARED_BY_CHANCE && nearer) near = { layout, missing, unknown, repeated };
  }
  const english = bind(Object.keys(ENGLISH), Object.values(ENGLISH), keys);
  if (Object.keys(english).length > SHARED_BY_CHANCE && english.projectId !== undefined) {
    // Analysts' flat files carry columns of their own; what is needed must be there, the rest is not read.
    const missing = ENGLISH_NEEDS.filter((heading) => !keys.has(heading));
    if (missing.length + repeated.length === 0) return { sheet: { layout: "egp-english", columns: english } };
    near ??= { layout: "egp-english", missing, unknown: [], repeated };
  }
  return near && { near };
}

/** The columns of a contract inside a project of the Comptroller General's interface, whichever spellings it uses. */
export function contractColumns(contract: Record<string, unknown>): Columns {
  return bind(Object.keys(ENGLISH), Object.values(ENGLISH), new Map(Object.keys(contract).map((key) => [plain(key), key])));
}
