// Reads the rows of an e-GP CSV file, whose quotes cannot be trusted: bare ones stand in names, and an open one must not swallow the next row.

import { parse } from "csv-parse/sync";
import { LIMITS } from "../limits.ts";

/** One row as its cells, or why it is put aside. */
export type CsvRow = { line: number; cells: string[] } | { line: number; quarantined: string; detail: string };

/** What is known of a file before its rows are read. */
export interface CsvShape {
  delimiter: string;
  headings: readonly string[];
  /** Numbers of values a row may have. The shifted layout has 28 under 31 headings. */
  widths: readonly number[];
  /** How a row begins, where the first columns tell. */
  start?: RegExp;
}

/** A quoted cell may run over a few lines; more is a quote that was never closed. */
const LINES_OF_A_ROW = 60;

/** Cells of one row; undefined while a quoted cell is open. A quote opens a cell only as its first character, elsewhere it is a letter. */
export function splitRow(row: string, delimiter: string): string[] | undefined {
  try {
    const rows = parse(row, { delimiter, relax_quotes: true, relax_column_count: true }) as string[][];
    return rows.length === 1 ? rows[0] : undefined;
  } catch {
    return undefined;
  }
}

/** Doubles the quotes inside cells that were quoted without doubling them: `"Plan "B", two",` */
function withInnerQuotesDoubled(row: string, delimiter: string): string {
  return row.replace(/"+/g, (quotes, at: number) => {
    const before = at === 0 || row.startsWith(delimiter, at - delimiter.length);
    const after = at + quotes.length === row.length || row.startsWith(delimiter, at + quotes.length);
    return before || after || quotes.length % 2 === 0 ? quotes : `${quotes}"`;
  });
}

/** Assembles rows from lines. */
export class CsvRows {
  /** Rows whose quotes had to be read another way than the standard's. */
  requoted = 0;
  private readonly shape: CsvShape;
  private line: number;
  private open: string[] = [];

  /** `line` is the number of the line after the heading. */
  constructor(shape: CsvShape, line: number) {
    this.shape = shape;
    this.line = line;
  }

  /** Takes the next line; returns the rows that are complete with it. */
  take(text: string): CsvRow[] {
    const line = this.line;
    this.line += 1;
    return this.feed(text, line);
  }

  /** Returns what is left when the file ends. */
  end(): CsvRow[] {
    const rows: CsvRow[] = [];
    while (this.open.length > 0) rows.push(...this.giveUp(this.line));
    return rows;
  }

  private feed(text: string, line: number): CsvRow[] {
    if (this.open.length > 0 && this.shape.start?.test(text)) {
      const rows: CsvRow[] = [];
      while (this.open.length > 0) rows.push(...this.giveUp(line));
      return [...rows, ...this.feed(text, line)];
    }
    if (this.open.length > 0) return this.goOn(text, line);
    if (!text.includes('"')) return this.row(text.split(this.shape.delimiter), line);
    const cells = this.splitQuoted(text);
    if (cells) return this.row(cells, line);
    this.open = [text];
    return [];
  }

  private goOn(text: string, line: number): CsvRow[] {
    this.open.push(text);
    const whole = this.open.join("\n");
    const cells = text.includes('"') ? splitRow(whole, this.shape.delimiter) : undefined;
    if (cells && this.fits(cells)) {
      const first = line - this.open.length + 1;
      this.open = [];
      return this.row(cells, first);
    }
    return this.open.length >= LINES_OF_A_ROW || whole.length > LIMITS.csvCellBytes ? this.giveUp(line + 1) : [];
  }

  /** Reads the first open line again with its quotes as letters, and the lines after it, which were taken for its continuation, anew. */
  private giveUp(next: number): CsvRow[] {
    const [text, ...others] = this.open;
    const first = next - this.open.length;
    this.open = [];
    this.requoted += 1;
    return [
      ...this.row(text!.split(this.shape.delimiter), first),
      ...others.flatMap((other, place) => this.feed(other, first + 1 + place)),
    ];
  }

  private splitQuoted(text: string): string[] | undefined {
    const { delimiter } = this.shape;
    const cells = splitRow(text, delimiter);
    if (!cells || this.fits(cells)) return cells;
    const others = [splitRow(withInnerQuotesDoubled(text, delimiter), delimiter), text.split(delimiter)];
    const better = others.find((other) => other && this.fits(other));
    if (better) this.requoted += 1;
    return better ?? cells;
  }

  private fits(cells: readonly string[]): boolean {
    return this.shape.widths.includes(cells.length) || this.shape.widths.some((width) => blankAfter(cells, width));
  }

  private row(cells: string[], line: number): CsvRow[] {
    if (cells.every((cell) => cell.trim() === "")) return [];
    const { headings, widths } = this.shape;
    const width = widths.find((known) => cells.length === known) ?? widths.find((known) => blankAfter(cells, known));
    if (width !== undefined) return [{ line, cells: cells.slice(0, width) }];
    const detail = `${cells.length} values under ${headings.length} headings`;
    return [{ line, quarantined: cells.length < Math.min(...widths) ? "row_too_short" : "row_too_long", detail }];
  }
}

function blankAfter(cells: readonly string[], width: number): boolean {
  return cells.length > width && cells.slice(width).every((cell) => cell.trim() === "");
}
