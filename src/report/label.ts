// Labels of report columns and of codes that only reports show, in both languages.
import { codelist } from "../text/codelist.ts";
import type { Language } from "../text/text.ts";
import { fieldLabel } from "../text/words.ts";

interface Labelled {
  label: Record<Language, string>;
  means: Record<Language, string>;
}

let columns: Map<string, Labelled> | undefined;
let codes: Map<string, Record<Language, string>> | undefined;

const labelled = (): Map<string, Labelled> => {
  columns ??= new Map(
    codelist("report_column").map((row) => [
      row.column!,
      { label: { en: row.en!, th: row.th! }, means: { en: row.means_en ?? "", th: row.means_th ?? "" } },
    ]),
  );
  return columns;
};

/** The heading of a column, of its own in a table where it is listed as `table.column`; columns of one language are headed alike in both. */
export function columnLabel(name: string, language: Language, table?: string): string {
  const stem = name.replace(/_(en|th)$/, "");
  const own = table && labelled().get(`${table}.${stem}`);
  if (own) return own.label[language];
  return labelled().get(name)?.label[language] ?? labelled().get(stem)?.label[language] ?? fieldLabel(stem, language);
}

/** What a column holds, for the data dictionary; empty where its heading says it all. */
export const columnMeans = (name: string, language: Language): string =>
  (labelled().get(name) ?? labelled().get(name.replace(/_(en|th)$/, "")))?.means[language] ?? "";

/** The label of a code that has one in reports; undefined otherwise. */
export function codeLabel(column: string, code: string, language: Language): string | undefined {
  codes ??= new Map(codelist("report_label").map((row) => [`${row.column} ${row.code}`, { en: row.en!, th: row.th! }]));
  return codes.get(`${column} ${code}`)?.[language];
}
