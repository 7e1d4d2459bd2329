// The codelists of data/codelists: words of the world, their codes, and labels in both languages.
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { packaged } from "../package-root.ts";
import type { Labels, Text } from "./text.ts";

const lists = new Map<string, Record<string, string>[]>();

/** Rows of data/codelists/<name>.csv, read once. */
export function codelist(name: string): readonly Record<string, string>[] {
  let rows = lists.get(name);
  if (!rows) {
    rows = parse(readFileSync(packaged(`data/codelists/${name}.csv`), "utf8"), { columns: true, bom: true, skip_empty_lines: true });
    lists.set(name, rows as Record<string, string>[]);
  }
  return rows as Record<string, string>[];
}

let labelled: Map<string, Text> | undefined;

/** The label of a code anywhere in `label.csv`, among the reasons or the items of CoST: `open` is "open invitation" and "ประกาศเชิญชวนทั่วไป". */
export const labelOf: Labels = (_field, code, language) => {
  labelled ??= new Map(
    [...codelist("record_problem"), ...codelist("label"), ...codelist("reason"), ...codelist("cost_item")].map((row) => [
      row.code!,
      { en: row.en!, th: row.th! },
    ]),
  );
  return labelled.get(code)?.[language] ?? code;
};
