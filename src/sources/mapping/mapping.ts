// The source of any table: its rows become releases as a mapping file says, and merge by their ids afterwards like published ones.

import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { UserError } from "../../error.ts";
import { contentHash } from "../content-hash.ts";
import { cleanRelease, ocidOf } from "../ocds/clean.ts";
import type { Problem } from "../ocds/cleaning.ts";
import type { OcdsReading } from "../ocds/reading.ts";
import { cleanRegister } from "../register/register.ts";
import type { Context, Source } from "../source.ts";
import { printed } from "../thai-number.ts";
import { mapRow, type Row } from "./map-row.ts";
import { headingsOf, type Mapping, readMapping } from "./mapping-file.ts";
import { headingsIn, type PlacedRow, rowsOf } from "./table-rows.ts";

/** The source that a mapping file describes; it reads any CSV, JSON rows or Parquet that has the columns the mapping names. */
export function mapping(path: string): Source {
  const read = readMapping(textOfMapping(path), basename(path));
  return {
    async recognise(file, context) {
      const needed = headingsOf(read);
      const found = await headingsIn(file, needed);
      const missing = [...needed].filter((heading) => !found.includes(heading));
      if (missing.length > 0) throw missingColumns(read, file.name, missing, found);
      const layout = `mapping-${read.name.replace(/\.ya?ml$/, "")}`;
      return { source: read.source, country: read.country, layout, read: (opened) => mapRows(rowsOf(opened, needed), read, context) };
    },
  };
}

/** The reading of each row. Rows that name no process are put aside. */
export async function* mapRows(
  rows: AsyncIterable<PlacedRow> | Iterable<PlacedRow>,
  mapping: Mapping,
  context: Context,
): AsyncGenerator<OcdsReading> {
  for await (const placed of rows) yield "quarantined" in placed ? placed : readingOf(placed.at, placed.row, mapping, context);
}

function readingOf(at: string, row: Row, mapping: Mapping, context: Context): OcdsReading {
  const empty = mapping.required.filter((heading) => printed(row[heading]) === null);
  if (empty.length > 0) return { at, quarantined: "cell_missing", detail: `nothing stands under ${empty.join(", ")}` };
  const problems: Problem[] = [];
  const raw = mapRow(row, mapping, ({ heading, path, problem, word }) =>
    problems.push({ at: heading, problem, field: path.replaceAll("/", "."), word }),
  );
  const { source, country } = mapping;
  const cleaning = { source, country, datesRewritten: false, mask: context.mask, problem: (problem: Problem) => problems.push(problem) };
  if (mapping.isRegister) {
    const release = cleanRegister(raw, cleaning);
    const noted = problems.length > 0 && { problems };
    return release
      ? { at, release, content: contentHash(row), ...noted }
      : { at, quarantined: "party_missing", detail: "this row names nobody it is about" };
  }
  if (ocidOf(raw) === undefined) {
    return { at, quarantined: "ocid_missing", detail: `the columns for \`ocid\` are empty in this row` };
  }
  const release = cleanRelease(raw, cleaning);
  if (typeof raw.fiscalYear === "number") release.fiscalYear = raw.fiscalYear;
  return { at, release, content: contentHash(row), ...(problems.length > 0 && { problems }) };
}

function textOfMapping(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw new UserError("no-such-input", {
      what: { en: "The mapping file cannot be read.", th: "อ่านแฟ้มจับคู่คอลัมน์ไม่ได้" },
      where: path,
      remedy: { en: "Check the path given with --mapping.", th: "ตรวจสอบที่อยู่ของแฟ้มที่ระบุด้วย --mapping" },
      exit: "noInput",
    });
  }
}

function missingColumns(mapping: Mapping, file: string, missing: readonly string[], found: readonly string[]): UserError {
  const named = (headings: readonly string[]) => headings.map((heading) => `“${heading}”`).join(", ");
  return new UserError("mapping-column-missing", {
    what: {
      en: `The mapping ${mapping.name} asks for columns that ${file} does not have: ${named(missing)}.`,
      th: `แฟ้มจับคู่ ${mapping.name} ต้องการคอลัมน์ที่ ${file} ไม่มี: ${named(missing)}`,
    },
    where: file,
    remedy:
      found.length > 0
        ? { en: `Its columns are ${named(found.slice(0, 50))}.`, th: `คอลัมน์ที่มีคือ ${named(found.slice(0, 50))}` }
        : { en: "The file has no row of headings that could be read.", th: "ไม่พบแถวหัวคอลัมน์ที่อ่านได้ในแฟ้ม" },
    exit: "unusable",
  });
}
