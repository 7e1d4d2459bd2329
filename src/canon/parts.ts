// The staged parts of many files as one view, so that thousands of small files cost one scan.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type Db, literal } from "../db.ts";

/** Lays `staged`: all staged records, each with `part_of`, the position of its folder in the list. */
export async function layParts(db: Db, folders: readonly string[]): Promise<void> {
  const parts = folders.flatMap((folder, index) =>
    readdirSync(folder)
      .filter((name) => name.startsWith("received-"))
      .sort()
      .map((name) => ({ path: join(folder, name), index })),
  );
  await db.run("create or replace table part (path varchar, part_of uinteger)");
  if (parts.length) await db.run(`insert into part values ${parts.map(({ path, index }) => `(${literal(path)}, ${index})`).join(", ")}`);
  const columns = "ordinal, place, ocid, release_id, released, content, is_part, doc";
  await db.run(
    parts.length
      ? `create or replace view staged as select part.part_of, ${columns} from read_parquet([${parts.map(({ path }) => literal(path)).join(", ")}], filename = 'read_from') as rows join part on part.path = rows.read_from`
      : "create or replace view staged as select 0::uinteger as part_of, 0 as ordinal, '' as place, '' as ocid, '' as release_id, '' as released, '' as content, 0 as is_part, '' as doc where false",
  );
}
