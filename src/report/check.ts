// Checks a report's file: reads its stamp, makes the same report again from the run, and compares every value that stands in the file.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { z } from "zod";
import { UserError } from "../error.ts";
import { LANGUAGES, type Language } from "../text/text.ts";
import { csvOf } from "./csv.ts";
import type { Filled, Stamp } from "./fill.ts";
import { jsonOf } from "./json.ts";
import { htmlOf } from "./page.tsx";
import { keywordsOf } from "./pdf-stamp.ts";
import { stampLine } from "./qr.ts";
import { STATUSES } from "./request.ts";
import { sheetsOf } from "./sheets.ts";
import { bare, textOfHtml, textOfTags } from "./text-of.ts";
import { word } from "./words.ts";
import { besideCsv, type Format } from "./write.ts";

const Values = z.record(z.string(), z.union([z.string(), z.number()]));
const Stamped = z.object({
  language: z.enum(LANGUAGES),
  stamp: z.object({
    report: z.string(),
    status: z.enum(STATUSES),
    run_id: z.string(),
    audit_seq: z.number(),
    filter: Values,
    settings: Values,
    content_hash: z.string(),
    jabta: z.string().default(""),
  }),
});
type Stamped = {
  language: Language;
  stamp: Pick<Stamp, "report" | "status" | "run_id" | "audit_seq" | "filter" | "settings" | "content_hash" | "jabta">;
};

export interface Read extends Stamped {
  format: Format;
  bytes: Buffer;
}

const notOurs = (path: string): UserError =>
  new UserError("report-unstamped", {
    what: { en: "this file carries no stamp of a report", th: "แฟ้มนี้ไม่มีตราประทับของรายงาน" },
    where: path,
    remedy: {
      en: "give a report made by jabta as HTML, PDF, XLSX, CSV (with its .stamp.json) or JSON",
      th: "ระบุรายงานที่สร้างด้วย jabta ในรูปแบบ HTML, PDF, XLSX, CSV (พร้อม .stamp.json) หรือ JSON",
    },
    exit: "unusable",
  });

function stampIn(path: string, format: Format, bytes: Buffer, sheets: readonly Grid[]): unknown {
  switch (format) {
    case "json":
      return { language: "en", ...(JSON.parse(bytes.toString()) as object) };
    case "csv":
      return JSON.parse(readFileSync(besideCsv(path).stamp, "utf8"));
    case "pdf":
      return JSON.parse(keywordsOf(bytes) ?? "null");
    case "xlsx":
      return JSON.parse(String(sheets.find(({ name }) => name === "Manifest")?.rows.find(([name]) => name === "stamp")?.[1] ?? "null"));
    default:
      return JSON.parse(/<script type="application\/json" id="jabta-stamp">(.*?)<\/script>/s.exec(bytes.toString())?.[1] ?? "null");
  }
}

interface Grid {
  name: string;
  rows: readonly (readonly unknown[])[];
}

const formatOf = (bytes: Buffer, path: string): Format => {
  const head = bytes.subarray(0, 15).toString("latin1");
  if (head.startsWith("%PDF")) return "pdf";
  if (head.startsWith("PK")) return "xlsx";
  if (head.startsWith("<!DOCTYPE html")) return "html";
  return head.startsWith("{") ? "json" : path.toLowerCase().endsWith(".json") ? "json" : "csv";
};

/** Reads what a file says of itself. */
export async function readStamp(path: string): Promise<Read & { sheets: readonly Grid[] }> {
  const bytes = readFileSync(path);
  const format = formatOf(bytes, path);
  try {
    const sheets =
      format === "xlsx" ? ((await (await import("hucre/xlsx")).readXlsx(new Uint8Array(bytes))).sheets as unknown as Grid[]) : [];
    const read = Stamped.safeParse(stampIn(path, format, bytes, sheets));
    if (!read.success) throw notOurs(path);
    return { ...(read.data as Stamped), format, bytes, sheets };
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw notOurs(path);
  }
}

export interface Mismatch {
  where: string;
  in_file: string;
  recomputed: string;
}

export interface Checked {
  ok: boolean;
  format: Format;
  report: string;
  run_id: string;
  content_hash: string;
  recomputed_hash: string;
  /** Values of the file that were compared. */
  compared: number;
  mismatches: Mismatch[];
  mismatch_count: number;
  /** False where the words on the pages of a PDF could not be read on this machine. */
  pages_read: boolean;
}

const LISTED = 50;

/** Collects differences; keeps the first ones. */
class Comparison {
  compared = 0;
  count = 0;
  readonly listed: Mismatch[] = [];

  equal(where: string, inFile: unknown, recomputed: unknown): void {
    this.compared++;
    const [a, b] = [asText(inFile), asText(recomputed)];
    if (a === b) return;
    this.count++;
    if (this.listed.length < LISTED) this.listed.push({ where, in_file: a.slice(0, 200), recomputed: b.slice(0, 200) });
  }
}

const asText = (value: unknown): string =>
  value === null || value === undefined ? "" : value instanceof Date ? value.toISOString().slice(0, 10) : String(value);

const whole = async (chunks: AsyncIterable<string>): Promise<string> => {
  const parts: string[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return parts.join("");
};

type Document = { tables: Record<string, { columns: unknown[]; rows: unknown[][] }> };

async function compareJson(it: Comparison, bytes: Buffer, filled: Filled): Promise<void> {
  const [a, b] = [JSON.parse(bytes.toString()), JSON.parse(await whole(jsonOf(filled)))] as [Document, Document];
  it.equal("/tables", Object.keys(a.tables).join(), Object.keys(b.tables).join());
  for (const [name, table] of Object.entries(b.tables)) {
    const theirs = a.tables[name] ?? { columns: [], rows: [] };
    it.equal(`/tables/${name}/columns`, JSON.stringify(theirs.columns), JSON.stringify(table.columns));
    it.equal(`/tables/${name}/rows`, theirs.rows.length, table.rows.length);
    for (const [at, row] of table.rows.entries())
      for (const [column, value] of row.entries()) it.equal(`/tables/${name}/rows/${at}/${column}`, theirs.rows[at]?.[column], value);
  }
}

async function compareSheets(it: Comparison, sheets: readonly Grid[], filled: Filled, language: Language): Promise<void> {
  for (const sheet of sheetsOf(filled, language)) {
    // A long table goes on in sheets of its name with (2), (3) …, each headed again.
    const parts = sheets.filter(({ name }) => name === sheet.name || name.startsWith(`${sheet.name} (`));
    const theirs = parts.flatMap(({ rows }) => rows.slice(1));
    it.equal(`${sheet.name}!1`, parts[0]?.rows[0]?.join("|"), sheet.columns.map(({ heading }) => heading).join("|"));
    let at = 0;
    for await (const row of sheet.rows) {
      for (const [column, value] of row.entries()) it.equal(`${sheet.name}!${at + 2}:${column + 1}`, theirs[at]?.[column], value);
      at++;
    }
    it.equal(`${sheet.name} rows`, theirs.length, at);
  }
}

/** Words and figures, in order. */
const tokens = (text: string): string[] => text.split(/\s+/).filter(Boolean);

function compareTexts(it: Comparison, inFile: string, recomputed: string): void {
  const [a, b] = [tokens(inFile), tokens(recomputed)];
  it.equal("words", a.length, b.length);
  for (const [at, token] of b.entries()) it.equal(`word ${at + 1}, after "${b.slice(Math.max(0, at - 3), at).join(" ")}"`, a[at], token);
}

/** Text of a PDF as poppler reads it; undefined where there is none on this machine. */
export function textOfPdf(path: string): string | undefined {
  const ran = spawnSync("pdftotext", ["-raw", path, "-"], { encoding: "utf8", maxBuffer: 1 << 30 });
  return ran.status === 0 ? ran.stdout : undefined;
}

/** Heads of tables, longest first: they stand again on each page that a table goes on to. */
const headsOf = (html: string): string[] =>
  [...new Set([...html.matchAll(/<thead>(.*?)<\/thead>/gs)].map(([, head]) => bare(textOfTags(head!))))].sort(
    (a, b) => b.length - a.length,
  );

/** The text of the pages without what stands in their margins and without heads that are repeated. */
export function pagesText(pdfText: string, html: string, filled: Filled, language: Language): string {
  const margin = [stampLine(filled.stamp, language), filled.report.title[language] + word(filled.stamp.status, language)].map(bare);
  const number = new RegExp(`${bare(word("page", language))}\\d+${bare(word("of", language))}\\d+`, "g");
  const heads = headsOf(html);
  return pdfText
    .split("\f")
    .map((page) => {
      let text = bare(page).replace(number, "");
      for (const one of margin) text = text.replace(one, "");
      const again = heads.find((head) => text.startsWith(head));
      return again ? text.slice(again.length) : text;
    })
    .join("");
}

/** Compares a file with the report made again. */
export async function compare(path: string, read: Read & { sheets: readonly Grid[] }, filled: Filled): Promise<Checked> {
  const it = new Comparison();
  const { language, format, bytes } = read;
  let pagesRead = true;
  it.equal("content_hash", read.stamp.content_hash, filled.stamp.content_hash);
  if (format === "json") await compareJson(it, bytes, filled);
  else if (format === "xlsx") await compareSheets(it, read.sheets, filled, language);
  else if (format === "csv") compareTexts(it, bytes.toString(), await whole(csvOf(filled, filled.tables.get(filled.report.main)!)));
  else if (format === "html") compareTexts(it, textOfHtml(bytes.toString()), textOfHtml(await htmlOf(filled, language)));
  else {
    const text = textOfPdf(path);
    pagesRead = text !== undefined;
    const html = await htmlOf(filled, language);
    if (text !== undefined) comparePages(it, pagesText(text, html, filled, language), bare(textOfHtml(html)));
  }
  return {
    ok: it.count === 0 && pagesRead,
    format,
    report: read.stamp.report,
    run_id: read.stamp.run_id,
    content_hash: read.stamp.content_hash,
    recomputed_hash: filled.stamp.content_hash,
    compared: it.compared,
    mismatches: it.listed,
    mismatch_count: it.count,
    pages_read: pagesRead,
  };
}

/** Compares what is printed with what was laid out, sign for sign in pieces; white space and breaks do not count. */
function comparePages(it: Comparison, printed: string, laid: string): void {
  const size = 40;
  it.equal("signs", printed.length, laid.length);
  for (let at = 0; at < laid.length; at += size) it.equal(`sign ${at + 1}`, printed.slice(at, at + size), laid.slice(at, at + size));
}
