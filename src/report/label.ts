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

/** The heading of a column; columns of one language are headed alike in both. */
export function columnLabel(name: string, language: Language): string {
  const stem = name.replace(/_(en|th)$/, "");
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
