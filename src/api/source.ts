// What an export reads: a table of one run, from a place on, with how it is called.

import type { House } from "../app/house.ts";
import { type Block, blocks } from "../app/page.ts";
import type { Table } from "../app/table.ts";

export interface Source {
  house: House;
  runId: string;
  table: Table;
  /** The rank after which it begins, and the most rows it may hold. */
  after: number;
  limit: number;
  /** What its file or sheet is called. */
  title: string;
  signal: AbortSignal;
}

/** Seconds one block may take. */
const PATIENCE = 30;

/** The blocks of a source, each of so many rows, each expression packed. */
export const blocksOf = (
  { house, runId, table, after, limit, signal }: Source,
  expressions: readonly string[],
  size: number,
): AsyncGenerator<Block> => blocks(house, { runId, signal, seconds: PATIENCE }, table, expressions, { after, limit, size });
