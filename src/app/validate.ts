// The verb `validate`: schemes planted at several strengths and found again, and what is flagged where nothing was planted.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { requireCatalogue } from "../catalogue/load.ts";
import { makeSample } from "../sample/sample.ts";
import { STRENGTHS, type Strength } from "../sample/scheme.ts";
import type { PlantedTruth } from "../sample/truth.ts";
import { wilson } from "../score/rate.ts";
import { openWorkspace } from "../workspace.ts";
import { type Backtest, backtest } from "./backtest.ts";
import { openGeneration } from "./generation.ts";
import { importFiles } from "./import.ts";
import { runIndicators } from "./run.ts";

const FORMATS = ["egp", "ocds", "oc4ids"] as const;
type Format = (typeof FORMATS)[number];

export interface Counted {
  k: number;
  n: number;
  low: number | null;
  high: number | null;
}

export interface Found {
  format: Format;
  strength: Strength;
  scheme: string;
  indicator: string;
  /** Schemes found of those planted strongly enough to reach the indicator's threshold. */
  recall: Counted;
  /** Flags on what was planted for the indicator, of all its flags. */
  precision: Counted;
}

export interface FalseFlags {
  format: Format;
  indicator: string;
  /** Flags on clean records, of those judged. */
  flags: Counted;
  /** The share that may be flagged where nothing is amiss: what the indicator states, else what the profile means by rare. */
  stated: number;
  /** Certainly above it: the interval lies wholly beyond. */
  is_above: boolean;
}

export interface Validation {
  seed: number;
  rows: Record<Format, number>;
  max_share: number;
  found: Found[];
  clean: FalseFlags[];
  lead: Backtest | null;
}

export interface ValidateOptions {
  formats?: readonly Format[];
  strengths?: readonly Strength[];
  rows?: Record<Format, number>;
  seed?: number;
  /** Follow planted contracts and projects over time as well: slow. */
  lead?: boolean;
  progress?: (message: string, done: number, total: number) => void;
}

const counted = (k: number, n: number): Counted => ({ k, n, low: wilson({ k, n })?.low ?? null, high: wilson({ k, n })?.high ?? null });

/** Flags of each indicator as the processes they touch, and how many each judged. */
async function flagsIn(file: string, folder: string) {
  const workspace = openWorkspace(folder);
  await importFiles(workspace, [file]);
  const { run_id, results } = await runIndicators(workspace, { profile: "thailand" });
  const generation = await openGeneration(workspace, run_id);
  try {
    const rows = await generation.db.rows<{ indicator: string; processes: string[] }>(`
      with touched as (
          select touch.flag_id, list(distinct process.process_id) as processes
          from run.touch as touch
          join canon.contract as contract using (contract_key)
          join canon.process as process on process.process_key = contract.process_key
          group by touch.flag_id
      )
      select flag.indicator, list_distinct(list_concat(coalesce(touched.processes, []), if(process.process_id is null, [], [process.process_id]))) as processes
      from run.flag as flag
      left join touched on touched.flag_id = flag.flag_id
      left join canon.process as process on process.process_key = flag.process_key
      order by flag.indicator, flag.flag_id`);
    const flags = new Map<string, Set<string>[]>();
    for (const { indicator, processes } of rows) flags.set(indicator, [...(flags.get(indicator) ?? []), new Set(processes)]);
    return { workspace, results, flags };
  } finally {
    generation.close();
  }
}

/** What a truth file says that is needed here; projects have no others. */
interface Truth {
  planted: (Pick<PlantedTruth, "indicators" | "expects" | "processes"> & { scheme: string; others?: string[] })[];
}

function comparedTo(truth: Truth, format: Format, strength: Strength, found: Awaited<ReturnType<typeof flagsIn>>): Found[] {
  const touches = (flag: Set<string>, processes: readonly string[]) => processes.some((id) => flag.has(id));
  const lines: Found[] = [];
  for (const scheme of [...new Set(truth.planted.map((it) => it.scheme))].sort()) {
    const cases = truth.planted.filter((it) => it.scheme === scheme);
    for (const indicator of [...new Set(cases.flatMap((it) => it.expects))].sort()) {
      if (!found.results.some((it) => it.indicator === indicator)) continue;
      const all = found.flags.get(indicator) ?? [];
      const expected = cases.filter((it) => it.expects.includes(indicator));
      // Several schemes may rightly raise one indicator.
      const home = truth.planted.filter((it) => it.indicators.includes(indicator)).flatMap((it) => [...it.processes, ...(it.others ?? [])]);
      lines.push({
        format,
        strength,
        scheme,
        indicator,
        recall: counted(expected.filter((it) => all.some((flag) => touches(flag, it.processes))).length, expected.length),
        precision: counted(all.filter((flag) => touches(flag, home)).length, all.length),
      });
    }
  }
  return lines;
}

const EXTENSION: Readonly<Record<Format, string>> = { egp: "csv", ocds: "jsonl", oc4ids: "json" };

/** What is followed over time: schemes that show after signature, often enough for a rate to have some weight. */
const FOLLOWED_SCHEMES = ["overrun", "extension", "paid_over"] as const;

/** Plants, judges and counts, in places of its own that are gone afterwards. */
export async function validate(maxShare: number, options: ValidateOptions = {}): Promise<Validation> {
  const { formats = FORMATS, strengths = STRENGTHS, rows = { egp: 3000, ocds: 500, oc4ids: 60 }, seed = 7, progress = () => {} } = options;
  const root = mkdtempSync(join(tmpdir(), "jabta-validate-"));
  const found: Found[] = [];
  const clean: FalseFlags[] = [];
  let lead: Backtest | null = null;
  const total = (strengths.length + 1) * formats.length + (options.lead ? 1 : 0);
  let done = 0;
  try {
    const ordinary = new Map(requireCatalogue().map((it) => [it.id, it.ordinary?.max_share ?? 0]));
    for (const format of formats) {
      const file = (name: string) => join(root, `${format}-${name}.${EXTENSION[format]}`);
      for (const strength of strengths) {
        progress(`planting ${strength} in ${format}`, done++, total);
        const plant = join(root, `${format}-${strength}.truth.json`);
        await makeSample({ format, rows: rows[format], seed, out: file(strength), plant, strength });
        const truth = JSON.parse(readFileSync(plant, "utf8")) as Truth;
        found.push(...comparedTo(truth, format, strength, await flagsIn(file(strength), join(root, `${format}-${strength}`))));
      }
      progress(`judging clean ${format}`, done++, total);
      await makeSample({ format, rows: rows[format], seed: seed + 1, out: file("clean") });
      const { results } = await flagsIn(file("clean"), join(root, `${format}-clean`));
      for (const { indicator, flagged, clear } of results) {
        if (!(flagged + clear)) continue;
        const flags = counted(flagged, flagged + clear);
        const stated = Math.max(maxShare, ordinary.get(indicator) ?? 0);
        clean.push({ format, indicator, flags, stated, is_above: flags.low !== null && flags.low > stated });
      }
    }
    if (options.lead) {
      progress("following planted contracts and projects over time", done++, total);
      const workspace = openWorkspace(join(root, "history"));
      // In one import: a second would take the place of made-up records.
      const files = [];
      for (const { format, layout, count } of [
        { format: "ocds", layout: "releases-history", count: rows.ocds },
        { format: "oc4ids", layout: "history", count: 2 * rows.oc4ids },
      ] as const) {
        const out = join(root, `history.${EXTENSION[format]}`);
        const schemes = format === "ocds" ? { schemes: FOLLOWED_SCHEMES } : {};
        await makeSample({ format, layout, rows: count, seed, out, plant: `${out}.truth`, strength: "strong", ...schemes });
        files.push(out);
      }
      await importFiles(workspace, files);
      // Monthly, since an end is moved two weeks before it comes; and any indicator may foretell what another was planted for.
      lead = await backtest(workspace, { months: 1, profile: "thailand", progress });
    }
    return { seed, rows, max_share: maxShare, found, clean, lead };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
