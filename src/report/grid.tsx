// A table in print: caption, headings with their scope, cells as the language writes them. Each says from which select it comes.
import { labelOf } from "../text/codelist.ts";
import type { Language } from "../text/text.ts";
import { codeLabel, columnLabel } from "./label.ts";
import { showCell } from "./show.ts";
import type { Cell, Column, Table } from "./table.ts";
import type { View } from "./view.ts";

const NUMERIC = new Set(["integer", "number", "share", "amount"]);
/** Columns whose words are never parted. */
const SHORT = new Set(["indicator", "level", "currency", "month", "version", "setting", "province"]);

const classOf = ({ name, kind }: Column): string | undefined =>
  NUMERIC.has(kind) ? "number" : kind === "day" || SHORT.has(name) ? "whole" : kind === "code" ? "code" : undefined;

/** Columns that a reader of one language sees: those of the other are left out. */
export const readBy = (columns: readonly Column[], language: Language): Column[] =>
  columns.filter(({ name }) => !name.endsWith(language === "en" ? "_th" : "_en"));

/** A cell as text. */
export function cellText(column: Column, value: Cell, language: Language): string {
  if (value !== null && column.kind === "code") {
    const own = codeLabel(column.name, String(value), language);
    if (own !== undefined) return own;
  }
  if (value !== null && column.name === "reason" && String(value).includes(".")) return showCell("text", "field", value, language);
  return showCell(column.kind, column.name, value, language);
}

const isThai = (text: string): boolean => /[\u0E01-\u0E5B]/.test(text);

/** A text of a record: isolated, and marked with its language where it is not the page's. */
export const Said = ({ text, language }: { text: string; language: Language }) =>
  language === "en" && isThai(text) ? (
    <bdi lang="th">{text}</bdi>
  ) : language === "th" && !isThai(text) && /[A-Za-z]{3}/.test(text) ? (
    <bdi lang="en">{text}</bdi>
  ) : (
    <bdi>{text}</bdi>
  );

/** Tables of no more rows than this are not parted between pages. */
const SHORT_TABLE = 12;

interface GridProps {
  view: View;
  /** The select. */
  of: string;
  caption: string;
  /** Columns to show, in order; all that the language reads unless given. */
  only?: readonly string[];
  most?: number;
  /** Instead of the select's own rows. */
  rows?: Table["rows"];
}

/** The currency of all amounts, where they have but one: it is said once, over the table. */
function oneCurrency({ columns }: Table, rows: Table["rows"]): string | undefined {
  const at = columns.findIndex(({ name }) => name === "currency");
  const amounts = columns.flatMap(({ kind }, index) => (kind === "amount" ? [index] : []));
  const found = new Set(at < 0 ? [] : rows.filter((row) => amounts.some((place) => row[place] !== null)).map((row) => row[at]));
  const [only] = found;
  return found.size === 1 && typeof only === "string" ? only : undefined;
}

/** The table of a select. What is not shown is counted; an amount never stands without its currency. */
export const Grid = ({ view, of, caption, only, most = 200, rows }: GridProps) => {
  const { language } = view;
  const table = view.table(of);
  const all = rows ?? table.rows;
  const read = readBy(table.columns, language);
  const called = (wanted: string) => read.find(({ name }) => name === wanted || name.replace(/_(en|th)$/, "") === wanted);
  const asked = only ? [...new Set([...only, "currency"])].flatMap((wanted) => called(wanted) ?? []) : read;
  const currency = oneCurrency(table, all.slice(0, most));
  const amounts = asked.some(({ kind }) => kind === "amount");
  const seen = asked.filter(({ name }) => name !== "currency" || (currency === undefined && amounts));
  const place = new Map(table.columns.map(({ name }, index) => [name, index]));
  const size = rows ? rows.length : table.size;
  if (!all.length) return <p class="none">{`${caption}: ${view.word("none")}`}</p>;
  return (
    <>
      <table data-select={of} class={Math.min(all.length, most) <= SHORT_TABLE ? "short" : undefined}>
        <caption>
          {caption}
          {currency !== undefined &&
            amounts &&
            ` (${view.word("amountsIn")}${isThai(codeText("currency", currency, language)) ? "" : " "}${codeText("currency", currency, language)})`}
        </caption>
        <thead>
          <tr>
            {seen.map((column) => (
              <th scope="col" class={classOf(column)}>
                {columnLabel(column.name, language, of)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {all.slice(0, most).map((row) => (
            <tr>
              {seen.map((column) => {
                const text = cellText(column, row[place.get(column.name)!] ?? null, language);
                return (
                  <td class={classOf(column)} data-column={column.name}>
                    {column.kind === "text" ? <Said text={text} language={language} /> : text}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {size > most && (
        <p class="cut">
          {view.word("rowsCut")}: {showCell("integer", "", most, language)} / {showCell("integer", "", size, language)}
        </p>
      )}
    </>
  );
};

/** The label of a code anywhere. */
export const codeText = (column: string, code: Cell, language: Language): string =>
  code === null ? "–" : (codeLabel(column, String(code), language) ?? labelOf(column, String(code), language));
