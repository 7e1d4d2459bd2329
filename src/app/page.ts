// Reading a table: one page as JSON, how many rows pass, or everything block by block.
import type { Db, Packed, Params } from "../db.ts";
import type { Bounds, House } from "./house.ts";
import { jsonRow, type Table } from "./table.ts";

/** Counts are exact up to here; beyond, "at least". */
export const EXACT = 10_000;

export interface JsonPage {
  /** The items of the page as JSON, commas between them. */
  items: string;
  count: number;
  /** The rank of the last item. */
  last: number;
  /** Whether more follow. */
  more: boolean;
}

// Lists stand on disk in the order of `rank`. The engine keeps the order of a table through `where` and `limit`, and says so
// (preserve_insertion_order); asked to sort, it would read them whole for every page.
const window = ({ params }: Table, after: number, limit: number): Params => ({
  ...params,
  after: { type: "integer", value: after },
  limit: { type: "integer", value: limit },
});

/** The first rows after a rank, as JSON made by the engine. */
export async function jsonPage(db: Db, table: Table, after: number, limit: number): Promise<JsonPage> {
  return await db.one<JsonPage>(
    `select
         coalesce(string_agg(item, ',' order by rank) filter (where nth <= $limit), '') as items,
         count(*) filter (where nth <= $limit)::integer as count,
         coalesce(max(rank) filter (where nth <= $limit), 0)::integer as last,
         count(*) > $limit as more
     from (
         select rank, ${jsonRow(table)} as item, row_number() over () as nth
         from (select * from ${table.from} where rank > $after and ${table.where} limit $limit + 1)
     )`,
    window(table, after, limit),
  );
}

/** How many rows pass, counted no further than one beyond `most`. */
export async function countRows(db: Db, table: Table, most = EXACT): Promise<number> {
  const { n } = await db.one<{ n: number }>(
    `select count(*)::integer as n from (select 1 from ${table.from} where ${table.where} limit ${most + 1})`,
    table.params,
  );
  return n;
}

/** The first rows of a table as objects; amounts and days are texts. */
export async function firstRows<T>(db: Db, table: Table, limit: number, offset = 0): Promise<T[]> {
  const rows = await db.rows<{ item: string }>(
    `select ${jsonRow(table)} as item from ${table.from} where ${table.where} order by rank limit ${limit} offset ${offset}`,
    table.params,
  );
  return rows.map(({ item }) => JSON.parse(item) as T);
}

/** Rows of a first block, small so that it comes at once. */
const FIRST = 1000;

/** Which part of a table is read, and in blocks of how many rows: larger ones are read faster and held longer. */
export interface Span {
  after: number;
  limit: number;
  size: number;
}

export interface Block {
  rows: number;
  columns: Packed[];
}

/**
 * Reads a table from a rank on, block by block, each expression packed over the block. Every block is a query and a connection of its own,
 * so that a slow reader holds neither; while one is written out, the next is read.
 */
export async function* blocks(
  house: House,
  bounds: Bounds & { runId: string },
  table: Table,
  expressions: readonly string[],
  { after, limit, size }: Span,
): AsyncGenerator<Block> {
  const sql = `select [count(*)::integer, coalesce(max(rank), 0)::integer] as counted, ${expressions.join(", ")}
    from (select * from ${table.from} where rank > $after and ${table.where} limit $limit)`;
  const read = async (place: number, wanted: number) => {
    const [counted, ...columns] = await house.with(({ db }) => db.packed(sql, window(table, place, wanted)), bounds);
    const [rows, last] = (counted as { numbers: Int32Array }).numbers as unknown as [number, number];
    return { rows, last, columns, wanted };
  };
  let left = limit;
  let next: ReturnType<typeof read> | undefined = left > 0 ? read(after, Math.min(FIRST, left)) : undefined;
  while (next) {
    const { rows, last, columns, wanted } = await next;
    left -= rows;
    next = rows === wanted && left > 0 ? read(last, Math.min(size, left)) : undefined;
    // A trouble of the next block is told when it is that block's turn, even if by then nobody asks for it.
    next?.catch(() => {});
    if (rows) yield { rows, columns };
  }
}
