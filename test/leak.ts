// Looks for made-up persons and their numbers in whatever the program gives: text, pages, tables, databases, archives and names of files.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { tableFromIPC } from "apache-arrow";
import { unzipSync } from "fflate";
import { readXlsx } from "hucre";
import { identifier, literal, openDb } from "../src/db.ts";

/** Family names that only made-up persons bear (src/sample/supplier.ts), in both scripts. */
const FAMILY = /สมมติ(?:กุล|วงศ์)|ตัวอย่างสกุล|sommotti(?:kun|wong)|tuayangsakun/i;

const ascii = (text: string): string => text.replace(/[๐-๙]/g, (digit) => String("๐๑๒๓๔๕๖๗๘๙".indexOf(digit)));

/** Text as it may be written in an address, a JSON document or a page, beside how it stands. */
function readings(text: string): string[] {
  const decoded = text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
  const plain = decoded
    .replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/&#(x[0-9a-f]+|\d+);/gi, (_, code: string) => String.fromCodePoint(Number(code.startsWith("x") ? `0${code}` : code)));
  return [plain, plain.normalize("NFC").replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, "")];
}

/** What of the secrets a text shows: the first hits, each with what stands around it. */
export function leaksIn(text: string, numbers: readonly string[]): string[] {
  const found: string[] = [];
  for (const reading of readings(text)) {
    const name = FAMILY.exec(reading);
    if (name) found.push(`name: ${reading.slice(Math.max(0, name.index - 60), name.index + 20)}`);
    // Digits as a reader would join them: in any script, with spaces, dashes and dots between.
    const digits = ascii(reading).replace(/(?<=\d)[\s\-–.·]{1,2}(?=\d)/g, "");
    for (const number of numbers) {
      const at = digits.indexOf(number);
      if (at >= 0) found.push(`number: ${digits.slice(Math.max(0, at - 60), at + 20)}`);
    }
  }
  return found;
}

const PARQUET = "PAR1";

/** All the text that bytes hold, whatever they are. */
export async function textOf(bytes: Buffer, path: string): Promise<string> {
  if (bytes.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b]))) return await textOf(gunzipSync(bytes), path);
  if (bytes.subarray(0, 4).toString("latin1") === PARQUET) return await textOfTables(`select * from read_parquet(${literal(path)})`);
  if (bytes.subarray(8, 12).toString("latin1") === "DUCK") return await textOfDatabase(path);
  if (bytes.subarray(0, 2).toString("latin1") === "PK") {
    // The parts as they are packed, and the cells as a reader joins them.
    const parts = Object.entries(unzipSync(bytes)).map(([name, part]) => `${name}\n${Buffer.from(part).toString("utf8")}`);
    if (!parts.some((part) => part.startsWith("xl/"))) return parts.join("\n");
    const { sheets } = await readXlsx(bytes);
    return `${parts.join("\n")}\n${sheets.map(({ name, rows }) => `${name}\n${rows.map((row) => row.join("\t")).join("\n")}`).join("\n")}`;
  }
  if (bytes.subarray(0, 5).toString("latin1") === "%PDF-") return execFileSync("pdftotext", ["-layout", path, "-"], { encoding: "utf8" });
  if (bytes.subarray(0, 4).equals(Buffer.from([0xff, 0xff, 0xff, 0xff]))) return JSON.stringify(tableFromIPC(bytes).toArray(), big);
  return bytes.toString("utf8");
}

const big = (_: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);

async function textOfTables(...selects: string[]): Promise<string> {
  const db = await openDb();
  try {
    const texts: string[] = [];
    for (const select of selects) texts.push(JSON.stringify(await db.rows(select)));
    return texts.join("\n");
  } finally {
    db.close();
  }
}

async function textOfDatabase(path: string): Promise<string> {
  const db = await openDb();
  try {
    await db.run(`attach ${literal(path)} as it (read_only)`);
    const tables = await db.rows<{ name: string }>(
      "select schema_name || '.' || table_name as name from duckdb_tables() where database_name = 'it'",
    );
    const texts: string[] = [];
    for (const { name } of tables) {
      const [schema, table] = name.split(".") as [string, string];
      texts.push(JSON.stringify(await db.rows(`from it.${identifier(schema)}.${identifier(table)}`)));
    }
    return texts.join("\n");
  } finally {
    db.close();
  }
}

/** Every file of a folder with what it shows; the paths themselves are looked at too. */
export async function leaksInFolder(folder: string, numbers: readonly string[], leave: (path: string) => boolean = () => false) {
  const names = (readdirSync(folder, { recursive: true }) as string[]).filter((name) => !leave(name)).sort();
  const found: string[] = [];
  let files = 0;
  for (const name of names) {
    for (const leak of leaksIn(name, numbers)) found.push(`a file's name: ${leak}`);
    const path = join(folder, name);
    if (!statSync(path).isFile()) continue;
    files++;
    for (const leak of leaksIn(await textOf(readFileSync(path), path), numbers)) found.push(`${name}: ${leak}`);
  }
  return { files, found };
}
