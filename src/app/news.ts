// What is new: flags of the run in force that the runs before it did not raise, or raised on other evidence.

import { UserError } from "../error.ts";
import type { Language } from "../text/text.ts";
import { fingerprint } from "../workspace.ts";
import type { Filter } from "./filter.ts";
import type { FlagItem } from "./flag-item.ts";
import { flagTable } from "./flag-table.ts";
import { readManifest, runIds } from "./generation.ts";
import type { House } from "./house.ts";
import { jsonPage } from "./page.ts";
import type { Manifest } from "./run.ts";

/** Flags that are looked at, worst first, in each run. */
const DEPTH = 1000;
/** Runs that are compared: readers who come less often than runs do see what each of these brought. */
const RUNS = 3;

export interface NewFlag {
  flag: FlagItem;
  /** The run that first raised it on this evidence, of those compared. */
  since: Manifest;
}

const markOf = ({ flag_id, evidence }: FlagItem): string => fingerprint(flag_id, JSON.stringify(evidence));

async function worst(house: House, runId: string, filter: Filter, language: Language): Promise<Map<string, FlagItem>> {
  return await house.with(
    async (generation) => {
      const { items } = await jsonPage(generation.db, await flagTable(generation, filter, language), 0, DEPTH);
      return new Map((JSON.parse(`[${items}]`) as FlagItem[]).map((flag) => [markOf(flag), flag]));
    },
    { runId, seconds: 10 },
  );
}

/** Flags that pass the filters, the newest first; of the first run all are new. */
export async function newFlags(house: House, filter: Filter, language: Language, most: number): Promise<NewFlag[]> {
  const current = house.current();
  const ids = [current, ...runIds(house.workspace).filter((id) => id < current)].slice(0, RUNS);
  const found: { manifest: Manifest; flags: Map<string, FlagItem> }[] = [];
  for (const id of ids) {
    try {
      found.push({ manifest: readManifest(house.workspace, id), flags: await worst(house, id, filter, language) });
    } catch (error) {
      // A run whose records are gone ends the comparison; the run in force must be there.
      if (id === current || !(error instanceof UserError)) throw error;
      break;
    }
  }
  const now = found[0]!.flags;
  const news = [...now].map(([mark, flag]) => {
    const absent = found.findIndex(({ flags }) => !flags.has(mark));
    return { flag, since: found[absent === -1 ? found.length - 1 : absent - 1]!.manifest };
  });
  return news.sort((a, b) => b.since.started_at.localeCompare(a.since.started_at) || a.flag.rank - b.flag.rank).slice(0, most);
}
