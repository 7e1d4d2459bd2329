// Indicators of one's own beside those of the house, and those of a run, kept whole beside it: a run is read, explained and reproduced whatever became of their folder.
import { existsSync, readFileSync } from "node:fs";
import type { Indicator } from "../catalogue/indicator.ts";
import { requireCatalogue, requireOwn } from "../catalogue/load.ts";
import type { Profile } from "../catalogue/profile.ts";
import { packaged } from "../package-root.ts";
import { LIMITS, type Limits } from "../run/own.ts";
import { type Workspace, writeWhole } from "../workspace.ts";

export interface Own {
  limits: Limits;
  indicators: readonly Indicator[];
}

/** What can be judged under a profile: the house's, unless it says no, those that come with it, and those of a folder of one's own. */
export const allIndicators = (profile: Profile, folder?: string): readonly Indicator[] => [
  ...(profile.house ? requireCatalogue() : []),
  ...requireOwn([...profile.folders.map((name) => packaged(`data/profiles/${name}`)), ...(folder ? [folder] : [])]),
];

/** Writes what a run judged of one's own into its folder. */
export function writeOwn(folder: string, own: Own): void {
  // Where the folder lay is of this machine and no part of the run.
  const indicators = own.indicators.map((indicator) => ({ ...indicator, folder: "" }));
  writeWhole(`${folder}/own.json`, `${JSON.stringify({ limits: own.limits, indicators }, null, 2)}\n`);
}

/** The own indicators of a finished run as they stood then; none where it had none. */
export function readOwn(workspace: Workspace, runId: string): Own {
  const path = workspace.path("runs", runId, "own.json");
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Own) : { limits: LIMITS, indicators: [] };
}
