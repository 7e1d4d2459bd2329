// Makes a file of made-up records: deterministic, streamed, with the truth about what was planted in it.

import { UserError } from "../error.ts";
import { background } from "./background.ts";
import { type Changes, type ChangeTruth, writeChanged } from "./changes.ts";
import { type EgpLayout, egpText } from "./egp-layout.ts";
import { type Cell, rowsOf } from "./egp-row.ts";
import { Market } from "./market.ts";
import { ocdsText, type Packaging } from "./ocds-text.ts";
import { interleaved, planFor, plant, SCHEME_NAMES } from "./plant.ts";
import { type ProjectPackaging, type ProjectTruth, projectText } from "./project-text.ts";
import type { Purchase, Setting } from "./purchase.ts";
import { type SchemeName, STRENGTHS, type Strength } from "./scheme.ts";
import { writeText } from "./sink.ts";
import { type Truth, truthOf } from "./truth.ts";

/** The layouts of each format. */
const LAYOUTS = {
  egp: ["shifted", "bulk", "ckan", "agency"],
  ocds: ["releases-history", "jsonl", "package"],
  oc4ids: ["package", "history"],
} as const satisfies Record<SampleOptions["format"], readonly Layout[]>;

type Layout = EgpLayout | Packaging | ProjectPackaging;

/** What to make. Equal requests make equal bytes, wherever and whenever. */
export interface SampleOptions {
  format: "egp" | "ocds" | "oc4ids";
  /** Contract rows (e-GP), contracting processes (OCDS) or projects (OC4IDS). Not used for a second snapshot. */
  rows?: number;
  seed: number;
  out: string;
  /** Where to write the truth; schemes are planted only when it is given. */
  plant?: string;
  /** How the records are laid out in the file; the first of its format unless told. */
  layout?: Layout;
  /** OCDS: about 3 kB a process, or 12 kB when rich. */
  detail?: "plain" | "rich";
  /** `medium` unless told. */
  strength?: Strength;
  /** All unless told. */
  schemes?: readonly SchemeName[];
  /** e-GP: a second snapshot of this file instead of a new one. */
  changes?: Changes;
}

/** What was made: rows as asked for, the hash of the file, and the truth if any was planted. */
export interface SampleResult {
  rows: number;
  sha256: string;
  planted?: Truth | { planted: ProjectTruth[] } | { changed: ChangeTruth[] };
}

const MIXTURE = { egp: { open: 48, selective: 10 }, ocds: { open: 450, selective: 80 } } as const;
/** Serials of purchases do not come twice below this. */
const MOST_ROWS = 5_500_000;

/** Makes the file. */
export async function makeSample(options: SampleOptions): Promise<SampleResult> {
  const { format, seed, out, plant: truthPath } = options;
  if (!(format in LAYOUTS)) throw unusable("format", format, `one of ${Object.keys(LAYOUTS).join(", ")}`);
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) throw unusable("seed", seed, "a whole number from 0 to 4294967295");
  if (options.strength !== undefined && !STRENGTHS.includes(options.strength))
    throw unusable("strength", options.strength, `one of ${STRENGTHS.join(", ")}`);
  const made = options.changes
    ? await ofChanges(options.changes, seed, out)
    : format === "oc4ids"
      ? await ofProjects(options)
      : await ofPurchases(format, options);
  if (truthPath !== undefined && made.planted) {
    const { rows, sha256, planted } = made;
    await writeText(truthPath, [`${JSON.stringify({ format, seed, rows, sha256, ...planted }, null, 1)}\n`]);
  }
  return made;
}

async function ofChanges(changes: Changes, seed: number, out: string): Promise<SampleResult> {
  const { rows, sha256, changed } = await writeChanged(changes, seed, out);
  return { rows, sha256, planted: { changed } };
}

async function ofProjects(options: SampleOptions): Promise<SampleResult> {
  const rows = rowsIn(options);
  const packaging = layoutIn(options) as ProjectPackaging;
  const { seed, out, plant: truthPath, strength = "medium" } = options;
  const truth: ProjectTruth[] = [];
  const sha256 = await writeText(out, projectText(rows, seed, packaging, truthPath === undefined ? undefined : { strength, truth }));
  return { rows, sha256, ...(truthPath !== undefined && { planted: { planted: truth } }) };
}

async function ofPurchases(format: "egp" | "ocds", options: SampleOptions): Promise<SampleResult> {
  const rows = rowsIn(options);
  const { seed, out, detail = "plain", strength = "medium" } = options;
  const layout = layoutIn(options);
  const setting: Setting = { seed, fiscalYear: layout === "bulk" ? 2569 : 2568 };
  const plan = planFor({ rows, format, strength, wanted: options.plant === undefined ? undefined : (options.schemes ?? SCHEME_NAMES) });
  const left = rows - plan.contracts;
  const market = new Market(left, layout === "agency");
  const { planted, persons } = plant(plan, market, setting, left);
  const base = background({ rows: left, counted: format === "egp" ? "contracts" : "purchases" }, market, MIXTURE[format], setting);
  const purchases = interleaved(base, [...planted.flatMap((scheme) => scheme.purchases), ...persons.map(({ purchase }) => purchase)], left);
  const agency = market.buyer(0);
  const pieces =
    format === "ocds"
      ? ocdsText(purchases, layout as Packaging, setting, detail === "rich")
      : egpText(numbered(purchases, setting), layout as EgpLayout, rows, { name: agency.department, code: agency.departmentCode });
  const sha256 = await writeText(out, pieces);
  return { rows, sha256, ...(options.plant !== undefined && { planted: truthOf(plan, planted, persons, left) }) };
}

/** The rows of purchases with their running numbers. */
function* numbered(purchases: Iterable<Purchase>, setting: Setting): Generator<Cell[]> {
  let running = 1;
  for (const purchase of purchases) {
    for (const row of rowsOf(purchase, running, setting)) yield row;
    running += purchase.deals.length;
  }
}

function layoutIn({ format, layout }: SampleOptions): Layout {
  const known: readonly Layout[] = LAYOUTS[format];
  if (layout !== undefined && !known.includes(layout))
    throw unusable("layout", layout, `one of ${known.join(", ")} with --format ${format}`);
  return layout ?? known[0]!;
}

function rowsIn({ rows }: SampleOptions): number {
  if (rows === undefined || !Number.isInteger(rows) || rows < 1 || rows > MOST_ROWS)
    throw unusable("rows", rows, `a whole number from 1 to ${MOST_ROWS}`);
  return rows;
}

function unusable(option: string, given: unknown, needed: string): UserError {
  return new UserError("sample-option", { what: `--${option} ${given} cannot be used.`, remedy: `Use ${needed}.`, exit: "usage" });
}
