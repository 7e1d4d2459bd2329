// The verb `check`: what a publishing officer should mend in a file, and what mending would make possible. Nothing of it is kept.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Language } from "../text/text.ts";
import { openWorkspace } from "../workspace.ts";
import { type Coverage, coverage } from "./coverage.ts";
import { type Dataset, datasets } from "./fields.ts";
import { type Flag, listFlags } from "./flags.ts";
import { openGeneration } from "./generation.ts";
import { type ImportReport, importFiles } from "./import.ts";
import { runIndicators } from "./run.ts";

export interface CheckOptions {
  source?: string;
  mapping?: string;
  profile?: string;
  language: Language;
  progress?: (message: string, done: number, total: number) => void;
}

/** A question about the quality of the data that found something, with a few places to look at. */
export interface Finding {
  indicator: string;
  title: string;
  flagged: number;
  examples: Pick<Flag, "subject_id" | "says" | "seen_in">[];
}

export interface Checked {
  files: ImportReport["files"];
  skipped: string[];
  /** Rows by table of the canon. */
  holds: Record<string, number>;
  findings: Finding[];
  datasets: (Dataset & {
    judged: Pick<Coverage, "indicator" | "title" | "judged_share" | "flagged" | "clear" | "no_data" | "lacking">[];
  })[];
}

const EXAMPLES = 3;

/** Reads the files as an import would, judges them by themselves, and tells what is wrong, filled, answered and lacking. */
export async function check(paths: readonly string[], options: CheckOptions): Promise<Checked> {
  const root = mkdtempSync(join(tmpdir(), "jabta-check-"));
  try {
    const workspace = openWorkspace(root);
    const { progress, language, source, mapping, profile } = options;
    const following = progress ? { progress } : {};
    const report = await importFiles(workspace, paths, {
      ...following,
      ...(source ? { source } : {}),
      ...(mapping ? { mapping } : {}),
    });
    const nothing = { files: report.files, skipped: report.skipped, holds: report.canon, findings: [], datasets: [] };
    if (!report.canon.process) return nothing;
    const { run_id } = await runIndicators(workspace, { ...following, ...(profile ? { profile } : {}) });
    const generation = await openGeneration(workspace, run_id);
    try {
      const answers = await coverage(generation, language);
      const sets = await datasets(generation.db, [...generation.indicators.values()], language);
      const judged = sets.map((set) => ({ ...set, judged: answers.filter((it) => it.source === set.source) }));
      const findings: Finding[] = [];
      for (const { indicator, flagged } of generation.manifest.results) {
        const spec = generation.indicators.get(indicator);
        if (!flagged || spec?.family !== "quality") continue;
        const flags = await listFlags(generation, { indicator }, language, { limit: EXAMPLES });
        findings.push({
          indicator,
          title: spec.title[language],
          flagged,
          examples: flags.map(({ subject_id, says, seen_in }) => ({ subject_id, says, seen_in })),
        });
      }
      return { ...nothing, findings, datasets: judged };
    } finally {
      generation.close();
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
