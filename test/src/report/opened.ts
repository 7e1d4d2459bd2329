// What LibreOffice makes of workbooks: every cell that holds something, its type, its value, and whether it computes.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { BookCell } from "../../../src/report/workbook.ts";

export const hasOffice = spawnSync("soffice", ["--version"]).status === 0;

export interface OpenedCell {
  type: string;
  value: string;
  formula: boolean;
}
/** Rows of a sheet that hold anything; null where a cell is empty. */
export type OpenedSheet = (OpenedCell | null)[][];

const plain = (text: string): string =>
  text
    .replaceAll(/<text:tab\/>/g, "\t")
    .replaceAll(/<text:s(?: text:c="(\d+)")?\/>/g, (_, n?: string) => " ".repeat(Number(n ?? 1)))
    .replaceAll(/<[^>]+>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&");

const repeated = (head: string): number => Number(/repeated="(\d+)"/.exec(head)?.[1] ?? 1);

function cellsOf(row: string): OpenedSheet[number] {
  const cells: OpenedSheet[number] = [];
  let empty = 0;
  for (const [, head, body] of row.matchAll(/<table:table-cell([^>]*?)(?:\/>|>(.*?)<\/table:table-cell>)/gs)) {
    const type = /office:value-type="(\w+)"/.exec(head!)?.[1];
    if (type === undefined) {
      empty += repeated(head!);
      continue;
    }
    cells.push(...new Array<null>(empty).fill(null));
    empty = 0;
    const value =
      /office:(?:date-)?value="([^"]*)"/.exec(head!)?.[1] ??
      [...(body ?? "").matchAll(/<text:p[^>]*?(?:\/>|>(.*?)<\/text:p>)/gs)].map(([, text]) => plain(text ?? "")).join("\n");
    for (let nth = 0; nth < repeated(head!); nth++) cells.push({ type, value, formula: head!.includes("table:formula") });
  }
  return cells;
}

function sheetsOf(xml: string): Map<string, OpenedSheet> {
  const sheets = new Map<string, OpenedSheet>();
  for (const [, name, body] of xml.matchAll(/<table:table table:name="([^"]*)"[^>]*>(.*?)<\/table:table>/gs)) {
    const rows: OpenedSheet = [];
    for (const [, head, row] of body!.matchAll(/<table:table-row([^>]*?)(?:\/>|>(.*?)<\/table:table-row>)/gs)) {
      const cells = cellsOf(row ?? "");
      if (cells.length) for (let nth = 0; nth < repeated(head!); nth++) rows.push(cells);
    }
    sheets.set(plain(name!), rows);
  }
  return sheets;
}

/** Opens workbooks, all in one go, and gives their sheets by file and name. */
export function opened(files: readonly string[]): Map<string, Map<string, OpenedSheet>> {
  const folder = mkdtempSync(join(tmpdir(), "opened-"));
  try {
    const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
    spawnSync("soffice", [profile, "--headless", "--convert-to", "fods", "--outdir", folder, ...files], { timeout: 240_000 });
    return new Map(
      files.map((file) => [file, sheetsOf(readFileSync(join(folder, `${basename(file).replace(/\.xlsx$/, "")}.fods`), "utf8"))]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A cell's type and value, numbers to the last digit that a workbook keeps of them. */
type Read = [type: string, value: string] | null;

/** A cell as LibreOffice should read it. */
export const asOpened = (cell: BookCell): Read => {
  if (cell === null || cell === "") return null;
  if (cell instanceof Date) return ["date", cell.toISOString().slice(0, 10)];
  if (typeof cell === "number") return ["number", cell.toPrecision(15)];
  return ["string", cell.replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/g, "\uFFFD").replaceAll("\r\n", "\n")];
};

/** A cell as it did. */
export const readAs = (cell: OpenedCell | null): Read =>
  cell && (/^(float|percentage)$/.test(cell.type) ? ["number", Number(cell.value).toPrecision(15)] : [cell.type, cell.value]);
