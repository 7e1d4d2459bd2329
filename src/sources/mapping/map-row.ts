// Fills a raw OCDS release from one row of a table, as a mapping says.

import { canonical } from "../../text/canonical.ts";
import { parseThaiDate } from "../thai-date.ts";
import { arabicDigits, parseMoney, printed } from "../thai-number.ts";
import type { FieldSource, Mapping } from "./mapping-file.ts";

export type Row = Readonly<Record<string, unknown>>;

/** A cell that could not be read as the mapping asks, and was left out. */
interface CellProblem {
  path: string;
  heading: string;
  problem: "amount_unreadable" | "date_unreadable" | "word_unmapped";
  word: string;
}

type Node = Record<string, unknown>;

const LAST_CHRISTIAN_YEAR = 2400;
const BUDDHIST_OFFSET = 543;

/** The raw release of a row. Constants come last and make no object of their own: a currency needs an amount beside it. */
export function mapRow(row: Row, mapping: Mapping, problem: (problem: CellProblem) => void): Node {
  const release: Node = {};
  const fields = [...mapping.fields];
  for (const [path, field] of fields) {
    if ("constant" in field) continue;
    const value = cellValue(row, path, field, problem);
    if (value !== null) parentOf(release, path, true)![lastOf(path)] = value;
  }
  for (const [path, field] of fields) {
    if (!("constant" in field)) continue;
    const parent = parentOf(release, path, false);
    if (parent) parent[lastOf(path)] = field.constant;
  }
  return release;
}

function cellValue(
  row: Row,
  path: string,
  field: Exclude<FieldSource, { constant: unknown }>,
  problem: (problem: CellProblem) => void,
): unknown {
  const holds = Object.entries(field.when ?? {}).every(([heading, words]) => [words].flat().includes(printed(row[heading]) ?? ""));
  if (!holds) return null;
  const cells = field.columns.map((heading) => printed(row[heading]));
  // An id made of several cells is none when one of them is missing.
  if (cells.some((cell) => cell === null)) return null;
  const text = cells.join(field.separator);
  const fault = (kind: CellProblem["problem"]) => {
    problem({ path, heading: field.columns[0]!, problem: kind, word: text });
    return null;
  };
  if (field.values) return Object.hasOwn(field.values, text) ? field.values[text] : fault("word_unmapped");
  if (field.as === "text") return text;
  if (field.as === "id") return arabicDigits(canonical(text));
  if (field.as === "date") {
    const day = parseThaiDate(text);
    return typeof day === "string" ? day : fault("date_unreadable");
  }
  if (field.as === "year") {
    const year = Number(/^\d{4}$/.exec(arabicDigits(text))?.[0] ?? Number.NaN);
    if (Number.isNaN(year)) return fault("date_unreadable");
    return year > LAST_CHRISTIAN_YEAR ? year - BUDDHIST_OFFSET : year;
  }
  const amount = parseMoney(text.replace(/\s*(?:%|ร้อยละ)\s*/g, ""));
  if (typeof amount !== "string") return fault("amount_unreadable");
  if (field.as !== "percent") return amount;
  return Number(amount) >= 0 && Number(amount) <= 100 ? (Number(amount) / 100).toFixed(6) : fault("amount_unreadable");
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The object that holds the last name of a path; numbers are positions in lists. */
function parentOf(release: Node, path: string, make: boolean): Node | undefined {
  const names = path.split("/").slice(0, -1);
  let node = release;
  for (const [depth, name] of names.entries()) {
    if (!Object.hasOwn(node, name)) {
      if (!make) return undefined;
      const next = names[depth + 1] ?? lastOf(path);
      node[name] = /^\d+$/.test(next) ? [] : {};
    }
    node = node[name] as Node;
  }
  return node;
}
