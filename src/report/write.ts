// Writes a filled report in one of its formats; a file has its final name only when it is whole.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import type { Language } from "../text/text.ts";
import { csvOf, dictionaryOf } from "./csv.ts";
import type { Filled } from "./fill.ts";
import { jsonOf } from "./json.ts";
import { htmlOf } from "./page.tsx";
import { chromiumPath, noBrowser, pdfOf } from "./pdf.ts";
import { xlsxOf } from "./sheets.ts";
import { writeFileWhole } from "./whole.ts";

export const FORMATS = ["html", "pdf", "xlsx", "csv", "json"] as const;
export type Format = (typeof FORMATS)[number];

/** What a report's file says of itself, for whoever checks it. */
export const stampJson = (filled: Filled, language: Language): string => JSON.stringify({ language, stamp: filled.stamp });

async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

export interface Written {
  path: string;
  sha256: string;
  /** Files that lie beside it: the dictionary and the stamp of a CSV. */
  beside: string[];
}

/** Where the files beside a CSV lie. */
export const besideCsv = (path: string): { dictionary: string; stamp: string } => {
  const stem = path.replace(/\.csv$/i, "");
  return { dictionary: `${stem}.dictionary.csv`, stamp: `${stem}.stamp.json` };
};

async function pdf(filled: Filled, language: Language, path: string, signal?: AbortSignal): Promise<void> {
  const html = await htmlOf(filled, language);
  const browser = chromiumPath();
  if (!browser) {
    const instead = `${path.replace(/\.pdf$/i, "")}.html`;
    await writeFileWhole(instead, [html]);
    throw noBrowser(instead);
  }
  await writeFileWhole(path, [await pdfOf(html, browser, stampJson(filled, language), signal)]);
}

/** Writes it. */
export async function writeReport(
  filled: Filled,
  format: Format,
  language: Language,
  path: string,
  signal?: AbortSignal,
): Promise<Written> {
  const beside: string[] = [];
  switch (format) {
    case "html":
      await writeFileWhole(path, [await htmlOf(filled, language)]);
      break;
    case "pdf":
      await pdf(filled, language, path, signal);
      break;
    case "xlsx":
      await writeFileWhole(path, xlsxOf(filled, language));
      break;
    case "json":
      await writeFileWhole(path, jsonOf(filled));
      break;
    case "csv": {
      const table = filled.tables.get(filled.report.main)!;
      const { dictionary, stamp } = besideCsv(path);
      await writeFileWhole(dictionary, dictionaryOf(table));
      await writeFileWhole(stamp, [`${stampJson(filled, language)}\n`]);
      await writeFileWhole(path, csvOf(filled, table));
      beside.push(dictionary, stamp);
    }
  }
  return { path, sha256: await hashOf(path), beside };
}
