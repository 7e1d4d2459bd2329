// Parquet as JSON lines. The bytes meet DuckDB's reader in a child process.
import { childLines, headOfLines } from "./child-lines.ts";
import { LIMITS } from "./limits.ts";
import type { Opened } from "./source.ts";

const UNREADABLE = {
  code: "parquet-unreadable",
  what: (why: string) => ({ en: `the Parquet file cannot be read: ${why}`, th: `อ่านแฟ้ม Parquet ไม่ได้: ${why}` }),
  remedy: {
    en: "fetch the file again; a download that was cut short looks like this",
    th: "ดาวน์โหลดแฟ้มใหม่ แฟ้มที่ดาวน์โหลดไม่ครบจะเป็นเช่นนี้",
  },
};

/** Dresses a Parquet file as a file of JSON lines, so that every source reads it without knowing; line numbers are row numbers. */
export async function parquetAsLines(opened: Opened, most: number = LIMITS.inflatedBytes): Promise<Opened> {
  const { path, name } = opened;
  const bytes = () => childLines({ script: "dist/sources/parquet-child.js", path, name, most, memory: 1024, unreadable: UNREADABLE });
  return { ...opened, head: await headOfLines(bytes(), 65_536), bytes };
}
