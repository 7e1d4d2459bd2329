// The indicators of a run as they stood when it judged: kept whole beside it, so that what is told of it stays true after their words, settings or methods have changed.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { gunzipSync, gzipSync } from "node:zlib";
import type { Indicator } from "../catalogue/indicator.ts";
import { requireCatalogue } from "../catalogue/load.ts";
import type { Workspace } from "../workspace.ts";
import { readOwn } from "./own.ts";

const FILE = "catalogue.json.gz";

/** Writes the house's indicators that a run judged into its folder. */
export function keepCatalogue(folder: string, indicators: readonly Indicator[]): void {
  // Where the folder lay is of this machine and no part of the run.
  const kept = indicators.map((indicator) => ({ ...indicator, folder: "" }));
  writeFileSync(`${folder}/${FILE}`, gzipSync(JSON.stringify(kept)), { flush: true });
}

/** The house's indicators of a finished run as they stood then; undefined where an earlier version of jabta kept none. */
export function keptCatalogue(workspace: Workspace, runId: string): readonly Indicator[] | undefined {
  const path = workspace.path("runs", runId, FILE);
  return existsSync(path) ? (JSON.parse(gunzipSync(readFileSync(path)).toString()) as Indicator[]) : undefined;
}

/** Indicators by code: what a run judged as it stood then, the house's own and those of somebody's folder; all others as they are today. */
export const indicatorsOf = (workspace: Workspace, runId: string): ReadonlyMap<string, Indicator> =>
  new Map(
    [...requireCatalogue(), ...(keptCatalogue(workspace, runId) ?? []), ...readOwn(workspace, runId).indicators].map((indicator) => [
      indicator.id,
      indicator,
    ]),
  );
