// What changed about one case since the run before: flags that are new, gone, or stand on other evidence.
import { UserError } from "../error.ts";
import { caseFlags } from "./case-flags.ts";
import { type Generation, runIds } from "./generation.ts";
import type { House } from "./house.ts";

export interface Since {
  run_id: string;
  as_of: string;
  /** Whether the run before knew the case at all. */
  known: boolean;
  /** Codes of indicators, in order. */
  added: string[];
  removed: string[];
  changed: string[];
  same: number;
}

interface FlagRow {
  flag_id: string;
  indicator: string;
  evidence: string;
}

const flagsOf = ({ db }: Generation, ids: readonly string[]): Promise<FlagRow[]> =>
  db.rows<FlagRow>(
    `select flag_id, indicator, concat_ws('|', value, threshold, evidence) as evidence
     from run.flag where flag_id in (select unnest($ids)) order by indicator, flag_id`,
    { ids: { type: "list", value: ids } },
  );

/** Compares a case with the run before; null where there is none that can still be read. */
export async function sinceBefore(
  house: House,
  generation: Generation,
  { kind, id }: { kind: "contract" | "process"; id: string },
  flagIds: readonly string[],
): Promise<Since | null> {
  const runId = runIds(house.workspace).find((it) => it < generation.run_id);
  if (!runId) return null;
  const now = await flagsOf(generation, flagIds);
  try {
    return await house.with(
      async (before) => {
        const { run_id, manifest } = before;
        const told = { run_id, as_of: manifest.as_of };
        const ids = await caseFlags(before, kind, id).then(
          ({ flag_ids }) => flag_ids,
          (error: unknown) => {
            if (error instanceof UserError && error.exit === "noInput") return undefined;
            throw error;
          },
        );
        if (!ids) return { ...told, known: false, added: now.map(({ indicator }) => indicator), removed: [], changed: [], same: 0 };
        const then = new Map((await flagsOf(before, ids)).map((flag) => [flag.flag_id, flag]));
        const kept = now.filter(({ flag_id }) => then.has(flag_id));
        const changed = kept.filter(({ flag_id, evidence }) => then.get(flag_id)!.evidence !== evidence);
        const here = new Set(now.map(({ flag_id }) => flag_id));
        return {
          ...told,
          known: true,
          added: now.filter(({ flag_id }) => !then.has(flag_id)).map(({ indicator }) => indicator),
          removed: [...then.values()].filter(({ flag_id }) => !here.has(flag_id)).map(({ indicator }) => indicator),
          changed: changed.map(({ indicator }) => indicator),
          same: kept.length - changed.length,
        };
      },
      { runId },
    );
  } catch (error) {
    // Its records are no longer kept, or another version made them.
    if (error instanceof UserError && (error.exit === "unavailable" || error.exit === "noInput")) return null;
    throw error;
  }
}
