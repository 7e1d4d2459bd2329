// How many an indicator would flag if one of its parameters stood a quarter lower or higher: what the choice of a number decides.
import { type Indicator, isOwn } from "../catalogue/indicator.ts";
import type { Profile } from "../catalogue/profile.ts";
import type { Db, Params, Settings } from "../db.ts";
import { openGround } from "./run.ts";
import { paramsOf } from "./run-indicator.ts";

export interface Moved {
  value: number;
  flagged: number;
  judged: number;
}

export interface Sensitivity {
  indicator: string;
  param: string;
  /** As it ran. */
  value: number;
  flagged: number;
  judged: number;
  /** A quarter lower and higher; null where the method cannot run so. */
  lower: Moved | null;
  higher: Moved | null;
}

async function count(db: Db, sql: string, params: Params): Promise<{ flagged: number; judged: number }> {
  const { flagged, judged } = await db.one<{ flagged: string; judged: string }>(
    `select count(*) filter (where status = 'flagged') as flagged, count(*) filter (where status in ('flagged', 'clear')) as judged from (${sql})`,
    params,
  );
  return { flagged: Number(flagged), judged: Number(judged) };
}

/** A quarter lower or higher; a whole number moves by at least 1. */
function move(value: number, type: "integer" | "number", up: boolean): number {
  const moved = value * (up ? 1.25 : 0.75);
  if (type === "number") return moved;
  return up ? Math.max(Math.ceil(moved), value + 1) : Math.max(0, Math.min(Math.floor(moved), value - 1));
}

/** Judges again with one parameter moved at a time; `db` is never written. */
export async function sensitivity(
  canonPath: string,
  indicators: readonly Indicator[],
  profile: Profile,
  asOf: string,
  settings: Settings,
  progress: (indicator: string, done: number, total: number) => void = () => {},
): Promise<Sensitivity[]> {
  const asked = indicators.filter(({ id, sql }) => sql !== null && !isOwn(id));
  const db = await openGround(canonPath, asked, asOf, settings);
  const found: Sensitivity[] = [];
  try {
    await db.run("set enable_external_access = false");
    for (const [index, indicator] of asked.entries()) {
      progress(indicator.id, index, asked.length);
      const params = paramsOf(indicator, profile.settings[indicator.id]);
      const numbers = Object.entries(params).flatMap(([name, { type, value }]) =>
        (type === "integer" || type === "number") && typeof value === "number" ? [{ name, type, value }] : [],
      );
      if (!numbers.length) continue;
      const now = await count(db, indicator.sql!, params);
      for (const { name, type, value } of numbers) {
        const at = async (moved: number): Promise<Moved | null> => {
          if (moved === value) return null;
          try {
            return { value: moved, ...(await count(db, indicator.sql!, { ...params, [name]: { type, value: moved } })) };
          } catch {
            // Some numbers make no sense beyond a border, such as a quantile above 1.
            return null;
          }
        };
        found.push({
          indicator: indicator.id,
          param: name,
          value,
          ...now,
          lower: await at(move(value, type, false)),
          higher: await at(move(value, type, true)),
        });
      }
    }
    return found;
  } finally {
    db.close();
  }
}
