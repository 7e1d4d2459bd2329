// Turns what an e-GP row says of the purchase as a whole into a release: everything but its contract.

import type { Money, Party, Release } from "../../canon/release.ts";
import { canonical } from "../../text/canonical.ts";
import { type Mask, maskNameIn, maskPersonsIn } from "../person.ts";
import { siteAt } from "../site.ts";
import { parseThaiDate } from "../thai-date.ts";
import { arabicDigits, parseMoney, printed } from "../thai-number.ts";
import type { Field } from "./headings.ts";
import type { Columns } from "./sheet.ts";
import { noteUnmapped, noteUnreadable, type Tally } from "./tally.ts";
import { categoryOf, isMethodGroup, methodOf } from "./words.ts";

const DEGREES = /^-?\d{1,3}(\.\d+)?$/;

/** One row with its columns found, and where trouble with it is noted. */
export interface Row {
  at: string;
  record: Record<string, unknown>;
  columns: Columns;
  tally: Tally;
  mask: Mask;
}

/** The cell of a field: its text, null when it is blank, undefined when the layout has no such column. */
export function cellOf(row: Row, field: Field): string | null | undefined {
  const key = row.columns[field];
  return key === undefined ? undefined : printed(row.record[key]);
}

/** A cell as an amount in baht: null when it is blank or cannot be read, undefined when the layout has no such column. */
export function moneyOf(row: Row, field: Field): Money | null | undefined {
  const key = row.columns[field];
  if (key === undefined) return undefined;
  const amount = parseMoney(row.record[key]);
  if (amount !== null && typeof amount === "object") noteUnreadable(row.tally, row.at, field, amount.error);
  return typeof amount === "string" ? { amount, currency: "THB" } : null;
}

/** A file holds few days many times. */
const daysRead = new Map<unknown, ReturnType<typeof parseThaiDate>>();
const DAYS_KEPT = 20_000;

function dayIn(value: unknown): ReturnType<typeof parseThaiDate> {
  let day = daysRead.get(value);
  if (day === undefined) {
    day = parseThaiDate(value);
    if (daysRead.size >= DAYS_KEPT) daysRead.clear();
    daysRead.set(value, day);
  }
  return day;
}

/** A cell as a day, likewise. */
export function dayOf(row: Row, field: Field): string | null | undefined {
  const key = row.columns[field];
  if (key === undefined) return undefined;
  const day = dayIn(row.record[key]);
  if (day !== null && typeof day === "object") noteUnreadable(row.tally, row.at, field, day.error);
  return typeof day === "string" ? day : null;
}

/** The e-GP project number, or why the row has none that can be trusted. */
export function projectIdOf(row: Row): { id: string } | { quarantined: string; detail: string } {
  const cell = cellOf(row, "projectId") ?? null;
  if (cell === null) return { quarantined: "project_id_missing", detail: "no e-GP project number" };
  const id = arabicDigits(cell);
  if (/^\d{11}$/.test(id)) return { id };
  const detail = /e\+?\d+$/i.test(id) ? "a spreadsheet has rounded the project number" : "an e-GP project number has 11 digits";
  return { quarantined: "project_id_unreadable", detail };
}

/** Members left out where the layout has no such column: on merging, null would delete what another record says. */
function present<T extends object>(members: { [K in keyof T]: T[K] | undefined }): T {
  for (const key in members) if (members[key] === undefined) delete members[key];
  return members as T;
}

function buyerOf(row: Row): Party | undefined {
  const department = cellOf(row, "department") ?? null;
  const unit = cellOf(row, "unit") ?? null;
  const names = [department, unit].filter((name) => name !== null);
  if (names.length === 2 && canonical(names[0]!) === canonical(names[1]!)) names.pop();
  if (names.length === 0) return undefined;
  const unitCode = cellOf(row, "unitCode");
  const code = unitCode ?? (names.length === 1 ? cellOf(row, "departmentCode") : null) ?? null;
  const province = cellOf(row, "province") ?? null;
  // Many units bear the same name; the province of their address tells most of them apart.
  const key = `${names.map(canonical).join("/")}${province === null ? "" : ` (${canonical(province)})`}`;
  return {
    id: code === null ? `name:${key}` : `TH-EGP:${code}`,
    kind: "public",
    name: names.join(" / "),
    country: "TH",
    region: province,
    ...(row.columns.district !== undefined && { locality: cellOf(row, "district") ?? null }),
  };
}

/** The method and its group are printed under each other's headings in some layouts; a group is known by its words. */
function methodCell(row: Row): string | null | undefined {
  const [method, group] = [cellOf(row, "method"), cellOf(row, "group")];
  return method && group && isMethodGroup(method) && !isMethodGroup(group) ? group : method;
}

function coded<Code>(
  row: Row,
  list: "method" | "category",
  word: string | null | undefined,
  codeOf: (word: string) => Code | undefined,
): Code | null | undefined {
  if (word === undefined || word === null) return word;
  const code = codeOf(word);
  if (code === undefined) noteUnmapped(row.tally, list, word);
  return code ?? null;
}

function titleOf(row: Row, named: readonly { name: string; shown: string }[]): string | null | undefined {
  let title = cellOf(row, "title");
  if (!title) return title;
  for (const { name, shown } of named) title = maskNameIn(title, name, shown);
  return maskPersonsIn(title, row.mask);
}

function fiscalYearOf(row: Row): number | null | undefined {
  const cell = cellOf(row, "fiscalYear");
  if (cell === undefined || cell === null) return cell;
  const year = /^\d{4}$/.test(arabicDigits(cell)) ? Number(arabicDigits(cell)) : 0;
  if (year > 2400) return year - 543;
  if (year > 1900) return year;
  noteUnreadable(row.tally, row.at, "fiscalYear", "not_a_year");
  return null;
}

/** Where the row keeps the point of the work: in columns of its own, or in the object of the interface. */
function pointIn({ columns, record }: Row): [latitude: unknown, longitude: unknown] | undefined {
  const { latitude, longitude } = columns;
  if (latitude !== undefined && longitude !== undefined) return [record[latitude], record[longitude]];
  const location = record.project_location;
  if (typeof location !== "object") return undefined;
  const { lat, lon, lng } = (location ?? {}) as Record<string, unknown>;
  return [lat, lon ?? lng];
}

/** The point of the work: null where the row leaves it blank or it cannot be, undefined when the layout has no such column. */
function siteOf(row: Row): Release["site"] {
  const point = pointIn(row);
  if (!point) return undefined;
  const [latitude, longitude] = [printed(point[0]), printed(point[1])];
  if (latitude === null && longitude === null) return null;
  const found = latitude && longitude && DEGREES.test(latitude) && DEGREES.test(longitude) ? siteAt(latitude, longitude, "TH") : undefined;
  if (!found || found.swapped) noteUnreadable(row.tally, row.at, "site", found ? "coordinates_swapped" : "coordinates_impossible");
  return found?.site ?? null;
}

/** The purchase of a row. `named` are natural persons of the record, whose names may stand in its title. */
export function processOf(row: Row, ocid: string, named: readonly { name: string; shown: string }[]): Release {
  const buyer = buyerOf(row);
  const word = methodCell(row);
  const reference = moneyOf(row, "reference");
  return present<Release>({
    ocid,
    title: titleOf(row, named),
    fiscalYear: fiscalYearOf(row),
    agreedValue: moneyOf(row, "agreed"),
    buyer: buyer && { id: buyer.id, name: buyer.name ?? null },
    buyerProvince: cellOf(row, "province"),
    site: siteOf(row),
    parties: buyer ? [buyer] : [],
    planning: row.columns.budget === undefined ? undefined : { budget: moneyOf(row, "budget") ?? null },
    tender: present<NonNullable<Release["tender"]>>({
      at: "",
      procurementMethod: coded(row, "method", word, methodOf),
      procurementMethodDetails: word,
      mainProcurementCategory: coded(row, "category", cellOf(row, "type"), categoryOf),
      publishedOn: dayOf(row, "announced"),
      // A reference price of nothing is none.
      value: reference?.amount === "0.00" ? null : reference,
    }),
  });
}
