// What is new: flags of the run in force that pass the filters and that the runs before it did not show there, or showed on other evidence.
import { type Db, literal, openDb } from "../db.ts";
import { UserError } from "../error.ts";
import type { Language } from "../text/text.ts";
import type { Workspace } from "../workspace.ts";
import { hasShapeHere } from "./canon.ts";
import type { Filter } from "./filter.ts";
import type { FlagItem } from "./flag-item.ts";
import { flagTable } from "./flag-table.ts";
import { canonOf, hasTables, readManifest, runFileOf, runIds } from "./generation.ts";
import type { House } from "./house.ts";
import type { Manifest } from "./run.ts";
import { columns, jsonRow } from "./table.ts";

/** Runs that are compared: readers who come less often than runs do see what each of these brought. */
const RUNS = 3;
/** Seconds a comparison may take. */
const PATIENCE = 60;

export interface NewFlag {
  flag: FlagItem;
  /** The run that first showed it on this evidence, of those compared. */
  since: Manifest;
}

export interface News {
  /** Those asked for: the newest first, then the worst first. */
  flags: NewFlag[];
  /** How many there are. */
  count: number;
}

interface Wanted {
  filter: Filter;
  language: Language;
  /** So many, after so many. */
  limit: number;
  offset?: number;
  /** Only what the run in force brought. */
  newest?: boolean;
}

/** The run in force, and those before it as far back as their records are here. */
function compared(workspace: Workspace, current: string): [Manifest, ...Manifest[]] {
  const before = runIds(workspace)
    .filter((id) => id < current)
    .slice(0, RUNS - 1)
    .map((id) => readManifest(workspace, id));
  const gone = before.findIndex((run) => !hasTables(workspace, run) || !hasShapeHere(workspace.path("canon", run.canon_file)));
  return [readManifest(workspace, current), ...(gone === -1 ? before : before.slice(0, gone))];
}

/** Lets `work` read one run under the names that conditions over its lists use. */
async function inRun<T>(db: Db, workspace: Workspace, manifest: Manifest, work: () => Promise<T>): Promise<T> {
  await db.run(`attach ${literal(canonOf(workspace, manifest))} as canon (read_only)`);
  await db.run(`attach ${literal(runFileOf(workspace, manifest.run_id))} as run (read_only)`);
  const done = await work();
  await db.run("detach run");
  await db.run("detach canon");
  return done;
}

async function compare(db: Db, { workspace, current }: House, { filter, language, limit, offset = 0, newest }: Wanted): Promise<News> {
  const [now, ...before] = compared(workspace, current());
  // Each run is narrowed by its own records: what passes a filter now may not have passed it then.
  await db.run("create temp table shown (nth integer, flag_id varchar, evidence varchar)");
  for (const [index, manifest] of before.entries()) {
    await inRun(db, workspace, manifest, async () => {
      const { from, where, params } = await flagTable({ db }, filter, language);
      await db.run(`insert into shown select ${index + 1}, flag_id, evidence::varchar from ${from} where ${where}`, params);
    });
  }
  return await inRun(db, workspace, now, async () => {
    const table = await flagTable({ db }, filter, language);
    // `since` counts runs back from the one in force: the last one up to which each run compared shows the flag.
    await db.run(
      `create temp table news as
       with seen as (select flag_id, evidence, list(nth) as runs from shown group by all)
       select flag.rank, ${before.length ? `coalesce(list_first(list_filter(range(1, ${before.length + 1}), lambda nth: not list_contains(seen.runs, nth))) - 1, if(seen.runs is null, 0, ${before.length}))` : "0"}::integer as since
       from (select * from ${table.from} where ${table.where}) as flag
       left join seen on seen.flag_id = flag.flag_id and seen.evidence = flag.evidence::varchar`,
      table.params,
    );
    const which = newest ? "where since = 0" : "";
    const { count } = await db.one<{ count: number }>(`select count(*)::integer as count from news ${which}`);
    const listed = { ...table, columns: [...table.columns, ...columns({ since: "integer" })] };
    const rows = await db.rows<{ item: string }>(
      `select ${jsonRow(listed)} as item
       from ${table.from} join (select * from news ${which} order by since, rank limit ${limit} offset ${offset}) as news using (rank)
       order by since, rank`,
    );
    const flags = rows.map(({ item }) => {
      const { since, ...flag } = JSON.parse(item) as FlagItem & { since: number };
      return { flag, since: [now, ...before][since]! };
    });
    return { flags, count };
  });
}

/** What is new among the flags that pass the filters, all of it counted; of the first run everything is. */
export async function newFlags(house: House, wanted: Wanted): Promise<News> {
  const db = await openDb({ threads: 1 });
  let late = false;
  const clock = setTimeout(() => {
    late = true;
    db.interrupt();
  }, PATIENCE * 1000);
  try {
    return await compare(db, house, wanted);
  } catch (error) {
    if (!late) throw error;
    throw new UserError("too-slow", {
      what: { en: `comparing runs took longer than ${PATIENCE} seconds`, th: `การเปรียบเทียบรอบการประเมินใช้เวลานานกว่า ${PATIENCE} วินาที` },
      exit: "unavailable",
    });
  } finally {
    clearTimeout(clock);
    db.close();
  }
}
