// A report as JSON: every table whole, with the name, kind and headings of each column. Language decides nothing in it.
import type { Filled } from "./fill.ts";
import { columnLabel } from "./label.ts";

/** The document, a piece at a time. */
export async function* jsonOf(filled: Filled): AsyncGenerator<string> {
  const { report, stamp } = filled;
  yield `{"format":"jabta-report-1","title":${JSON.stringify(report.title)},"stamp":${JSON.stringify(stamp)},"tables":{`;
  let first = true;
  for (const table of filled.tables.values()) {
    const columns = table.columns.map(({ name, kind }) => ({ name, kind, en: columnLabel(name, "en"), th: columnLabel(name, "th") }));
    yield `${first ? "" : ","}\n${JSON.stringify(table.name)}:{"columns":${JSON.stringify(columns)},"rows":[`;
    first = false;
    let begun = false;
    for await (const block of filled.stream(table.name)) {
      if (!block.length) continue;
      yield `${begun ? "," : ""}\n${block.map((row) => JSON.stringify(row)).join(",\n")}`;
      begun = true;
    }
    yield "]}";
  }
  yield "}}\n";
}
