// Writes rows as parts of Parquet in a folder: while the engine writes one part, the next is being filled.
import { type Cells, type Db, literal } from "../db.ts";

/** A part holds about this many characters, so that memory stays bounded. */
const PART = 16 * 1024 * 1024;

/** Writes rows in the order in which they come to `<name>-00000.parquet` and on. `columns` are the engine's, as in a table. */
export async function writeParts(
  db: Db,
  folder: string,
  name: string,
  columns: string,
  rows: AsyncIterable<Cells> | Iterable<Cells>,
): Promise<void> {
  const source = (async function* () {
    yield* rows;
  })();
  const writer = await db.sibling();
  let written = Promise.resolve();
  try {
    for (let part = 0, more = true; more; part++) {
      const table = `${name}_${part % 2}`;
      await db.run(`create or replace table ${table} (${columns})`);
      more = await fill(db, table, source);
      await written;
      const path = `${folder}/${name}-${String(part).padStart(5, "0")}.parquet`;
      written = writer.run(`copy ${table} to ${literal(path)} (format parquet, compression zstd, compression_level 1)`);
      // A failure is told when it is waited for.
      written.catch(() => {});
    }
    await written;
  } finally {
    await Promise.allSettled([written, source.return()]);
    writer.close();
    for (const part of [0, 1]) await db.run(`drop table if exists ${name}_${part}`);
  }
}

/** Fills a part, and says whether more rows may come. */
async function fill(db: Db, table: string, source: AsyncGenerator<Cells>): Promise<boolean> {
  let more = true;
  await db.append(
    table,
    (async function* () {
      for (let size = 0; size < PART; ) {
        const next = await source.next();
        if (next.done) {
          more = false;
          return;
        }
        for (const cell of next.value) if (typeof cell === "string") size += cell.length;
        yield next.value;
      }
    })(),
  );
  return more;
}
