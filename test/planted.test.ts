// Schemes planted by the generator, found again: recall and precision for each, counted from the truth file and printed.
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { openGeneration } from "../src/app/generation.ts";
import { importFiles } from "../src/app/import.ts";
import { runIndicators } from "../src/app/run.ts";
import { table } from "../src/cli/table.ts";
import type { ProjectTruth } from "../src/sample/project-text.ts";
import { makeSample } from "../src/sample/sample.ts";
import type { PlantedTruth } from "../src/sample/truth.ts";
import { freshWorkspace } from "./real-records.ts";

interface Line {
  format: string;
  scheme: string;
  indicator: string;
  planted: number;
  /** Null where the indicator is only described yet. */
  found: number | null;
  flags: number;
  right: number;
}
const lines: Line[] = [];

/** Flags of each indicator with the processes they touch, or the project they are about. */
async function flagsOf(file: string): Promise<{ judged: Set<string>; flags: Map<string, Set<string>[]> }> {
  const workspace = freshWorkspace();
  await importFiles(workspace, [file]);
  const generation = await openGeneration(workspace, (await runIndicators(workspace, { profile: "thailand" })).run_id);
  const rows = await generation.db.rows<{ indicator: string; processes: string[] }>(`
    select flag.indicator, list_distinct(list_concat(
        coalesce((select list(process.process_id) from run.touch as t join canon.contract using (contract_key) join canon.process as process using (process_key) where t.flag_id = flag.flag_id), []),
        coalesce((select list(process.process_id) from canon.process as process where process.process_key = flag.process_key), []),
        if(flag.kind = 'project', [flag.subject_id], []))) as processes
    from run.flag as flag order by flag.indicator, flag.flag_id`);
  generation.close();
  const flags = new Map<string, Set<string>[]>();
  for (const { indicator, processes } of rows) flags.set(indicator, [...(flags.get(indicator) ?? []), new Set(processes)]);
  return { judged: new Set(generation.manifest.results.map((it) => it.indicator)), flags };
}

describe.each([
  { format: "egp" as const, rows: 4000 },
  { format: "ocds" as const, rows: 500 },
  { format: "oc4ids" as const, rows: 40 },
])("planted in $format", ({ format, rows }) => {
  test("what is strong enough to be expected is found, and nothing else is taken for it", async () => {
    const folder = mkdtempSync(join(tmpdir(), "jabta-planted-"));
    const plant = join(folder, "truth.json");
    const out = join(folder, { egp: "rows.csv", ocds: "releases.jsonl", oc4ids: "projects.json" }[format]);
    await makeSample({ format, rows, seed: 7, out, plant, strength: "strong" });
    const truth = JSON.parse(readFileSync(plant, "utf8")) as { planted: (PlantedTruth | ProjectTruth)[] };
    const { judged, flags } = await flagsOf(out);
    const touches = (flag: Set<string>, processes: readonly string[]) => processes.some((id) => flag.has(id));
    for (const scheme of [...new Set(truth.planted.map((it) => it.scheme))].sort()) {
      const cases = truth.planted.filter((it) => it.scheme === scheme);
      for (const indicator of [...new Set(cases.flatMap((it) => it.expects))].sort()) {
        const planted = cases.filter((it) => it.expects.includes(indicator)).length;
        if (!judged.has(indicator)) {
          lines.push({ format, scheme, indicator, planted, found: null, flags: 0, right: 0 });
          continue;
        }
        const expected = cases.filter((it) => it.expects.includes(indicator));
        const all = flags.get(indicator) ?? [];
        const found = expected.filter((it) =>
          all.some((flag) => touches(flag, [...it.processes, ...("projects" in it ? it.projects : [])])),
        );
        // Several schemes may rightly raise one indicator: right is a flag on any process planted for it.
        const home = truth.planted
          .filter((it) => it.indicators.includes(indicator))
          .flatMap((it) => [...it.processes, ...("projects" in it ? it.projects : it.others)]);
        const right = all.filter((flag) => touches(flag, home));
        lines.push({ format, scheme, indicator, planted: expected.length, found: found.length, flags: all.length, right: right.length });
        expect(found.length, `${scheme} by ${indicator}: found of planted`).toBe(expected.length);
      }
    }
  }, 300_000);
});

afterAll(() => {
  const share = (k: number, n: number) => `${k} of ${n}`;
  process.stdout.write(
    `\n${table(lines, [
      { head: "format", of: (it) => it.format },
      { head: "scheme", of: (it) => it.scheme },
      { head: "indicator", of: (it) => it.indicator },
      { head: "recall", of: (it) => (it.found === null ? "not computed" : share(it.found, it.planted)), right: true },
      { head: "precision", of: (it) => share(it.right, it.flags), right: true },
    ])}\n`,
  );
});
