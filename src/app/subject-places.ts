// Every place of a workspace where somebody stands: records and where they were read, flags, and what people and the program wrote.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Casebook } from "../casebook/casebook.ts";
import { holds as heldRuns } from "../casebook/hold.ts";
import { namingRows } from "../casebook/words.ts";
import { identifier, type Params } from "../db.ts";
import type { Workspace } from "../workspace.ts";
import { canBeRead, exportFolder, type Generation, openGeneration, runIds } from "./generation.ts";
import type { Subject } from "./subject-find.ts";

/** Records as received, records as read, flags of the run in force, flags of runs before it, what people did, and files that were made. */
export const PLACE_KINDS = ["received", "record", "flag", "run", "casebook", "file"] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

export interface Place {
  kind: PlaceKind;
  /** A table, a file, a flag or a run. */
  name: string;
  /** Which row, place in the file or indicator. */
  at: string;
}

/** Columns of records that say who somebody is to a purchase, a body or a firm. */
const PARTY_KEYS = [
  "party_key",
  "member_key",
  "holder_key",
  "person_key",
  "buyer_key",
  "supplier_key",
  "public_authority_key",
  "subcontractor_key",
  "tenderer_key",
];

const list = (value: readonly string[]) => ({ type: "list" as const, value: [...value] });

async function keysOf({ db }: Generation, { ids }: Subject): Promise<number[]> {
  const rows = await db.rows<{ key: number }>("select party_key::integer as key from canon.party where party_id in (select unnest($ids))", {
    ids: list(ids),
  });
  return rows.map(({ key }) => key);
}

/** Rows of records in which somebody stands by a key, or by what a text shows in the place of a natural person. */
export async function recordPlaces(generation: Generation, subject: Subject): Promise<Place[]> {
  const { db } = generation;
  const keys = (await keysOf(generation, subject)).join(", ");
  const params: Params = Object.fromEntries(subject.shown.map((value, nth) => [`shown${nth}`, { type: "text" as const, value }]));
  const columns = await db.rows<{ name: string; columns: string[]; texts: string[]; is_read: boolean }>(`
    select table_name as name, list(column_name order by column_index) as columns,
        coalesce(list(column_name order by column_index) filter (where data_type = 'VARCHAR'), []) as texts,
        bool_or(column_name = 'source_row') as is_read
    from duckdb_columns() where database_name = 'canon' group by all order by all`);
  const found: Place[] = [];
  const read: string[] = [];
  for (const { name, columns: all, texts, is_read } of columns) {
    const conditions = [
      ...(keys ? all.filter((column) => PARTY_KEYS.includes(column)).map((column) => `${identifier(column)} in (${keys})`) : []),
      ...texts.flatMap((column) => Object.keys(params).map((shown) => `contains(${identifier(column)}, $${shown})`)),
    ];
    if (!conditions.length) continue;
    const where = conditions.join(" or ");
    const used: Params = Object.fromEntries(Object.entries(params).filter(([shown]) => where.includes(`$${shown})`)));
    const [counted] = await db.rows<{ n: number }>(`select count(*)::integer as n from canon.${identifier(name)} where ${where}`, used);
    if (!counted!.n) continue;
    found.push({ kind: "record", name, at: String(counted!.n) });
    if (is_read) read.push(`select source_row from canon.${identifier(name)} where ${where}`);
  }
  if (!read.length) return [];
  const places = await db.rows<{ sha256: string; place: string }>(
    `select distinct sha256, place from (${read.join(" union ")}) join canon.source_row using (source_row) join canon.source_file using (file_key)
     order by sha256, try_cast(place as integer), place`,
    read.some((select) => select.includes("$shown")) ? params : {},
  );
  return [...places.map(({ sha256, place }): Place => ({ kind: "received", name: sha256, at: place })), ...found];
}

/** Flags of a run on somebody, on what is theirs, and on contracts of which they are a side. */
export async function flagsOn(generation: Generation, subject: Subject): Promise<{ flag_id: string; indicator: string }[]> {
  const keys = (await keysOf(generation, subject)).join(", ");
  if (!keys) return [];
  return await generation.db.rows<{ flag_id: string; indicator: string }>(
    `select distinct flag_id, indicator from run.flag
     where buyer_key in (${keys}) or supplier_key in (${keys}) or subject_id in (select unnest($ids))
       or (select bool_or(contains(evidence, '"' || id || '"')) from (select unnest($ids) as id))
       or flag_id in (select flag_id from run.touch join canon.contract using (contract_key) where supplier_key in (${keys}))
     order by indicator, flag_id`,
    { ids: list(subject.ids) },
  );
}

/** Does something with a run that is still here; undefined where its tables are not. */
export async function withRun<T>(
  workspace: Workspace,
  runId: string,
  work: (generation: Generation) => Promise<T>,
): Promise<T | undefined> {
  if (!canBeRead(workspace, runId)) return undefined;
  const generation = await openGeneration(workspace, runId);
  try {
    return await work(generation);
  } finally {
    generation.close();
  }
}

/** Files of these kinds hold their words as they are. */
const PLAIN = /\.(?:html|csv|json|jsonl|txt|md)$/;

const filesUnder = (folder: string): string[] =>
  existsSync(folder)
    ? (readdirSync(folder, { recursive: true }) as string[])
        .sort()
        .map((name) => join(folder, name))
        .filter((path) => statSync(path).isFile())
    : [];

/** Files that were made in the workspace for somebody: those that are meant, and how many only a person can look into. */
export function filesMade(workspace: Workspace, isMeant: (text: string) => boolean): { found: string[]; unread: number } {
  const all = [exportFolder(workspace), workspace.path("reports")].flatMap(filesUnder);
  const plain = all.filter((path) => PLAIN.test(path));
  return { found: plain.filter((path) => isMeant(readFileSync(path, "utf8"))), unread: all.length - plain.length };
}

const GOES_ON = /^[\p{L}\p{M}\p{N}]/u;

/** Whether a text holds an id that does not go on: the id of one firm may begin that of another. */
function holds(text: string, id: string): boolean {
  for (let at = text.indexOf(id); at >= 0; at = text.indexOf(id, at + 1))
    if (!GOES_ON.test(text.slice(at + id.length, at + id.length + 2))) return true;
  return false;
}

export interface Places {
  places: Place[];
  /** Files made as PDF, XLSX or Parquet, into which only a person can look. */
  unread: number;
  held: { run_id: string; reason: string }[];
}

/** Runs that are held, for a reason that stands against taking anything out: somebody stands in them or in what is written of their flags, or it can no longer be told. */
export async function heldWith(workspace: Workspace, casebook: Casebook, subject: Subject): Promise<{ run_id: string; reason: string }[]> {
  const flagIds = namingRows(casebook, subject.names).flatMap(({ table, row }) =>
    table === "event" ? casebook.one<{ flag_id: string }>("select flag_id from event where rowid = ?", row)!.flag_id : [],
  );
  const found: { run_id: string; reason: string }[] = [];
  for (const { run_id, reason } of heldRuns(casebook)) {
    const stands = await withRun(workspace, run_id, async (generation) => {
      const [flag] = await generation.db.rows("select 1 from run.flag where flag_id in (select unnest($ids)) limit 1", {
        ids: list(flagIds),
      });
      return flag !== undefined || (await recordPlaces(generation, subject)).length > 0;
    });
    if ((stands ?? true) || subject.names(reason)) found.push({ run_id, reason: subject.masked(reason) });
  }
  return found;
}

/** Everything of a workspace that is about somebody. */
export async function placesOf(
  workspace: Workspace,
  casebook: Casebook,
  generation: Generation | undefined,
  subject: Subject,
): Promise<Places> {
  const records = generation ? await recordPlaces(generation, subject) : [];
  const flags = generation ? await flagsOn(generation, subject) : [];
  const runs: Place[] = [];
  for (const id of runIds(workspace).filter((it) => it !== generation?.run_id)) {
    const before = await withRun(workspace, id, (it) => flagsOn(it, subject));
    if (before?.length) runs.push({ kind: "run", name: id, at: String(before.length) });
  }
  // Work on a flag names the flag; a reply names the publication.
  const flagIds = flags.map(({ flag_id }) => flag_id);
  const published = casebook.all<{ publication_id: string }>(
    "select publication_id from publication where flag_id in (select value from json_each(?))",
    JSON.stringify(flagIds),
  );
  const whole = new Set([...flagIds, ...published.map(({ publication_id }) => publication_id), ...(subject.user ? [subject.user] : [])]);
  const parts = [...subject.ids, ...subject.shown];
  const isMeant = (text: string) => whole.has(text) || parts.some((part) => holds(text, part)) || subject.names(text);
  const rows = namingRows(casebook, isMeant);
  const files = filesMade(workspace, isMeant);
  return {
    places: [
      ...records,
      ...flags.map(({ flag_id, indicator }): Place => ({ kind: "flag", name: flag_id, at: indicator })),
      ...runs,
      ...rows.map(({ table, row, columns }): Place => ({ kind: "casebook", name: table, at: `${row}: ${columns.join(", ")}` })),
      ...files.found.map((path): Place => ({ kind: "file", name: path.slice(workspace.root.length + 1), at: "" })),
    ],
    unread: files.unread,
    held: await heldWith(workspace, casebook, subject),
  };
}
