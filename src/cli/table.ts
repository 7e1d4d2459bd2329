// Plain tables for the terminal; Thai marks stand above their letters and take no column.

const width = (text: string): number => [...new Intl.Segmenter("th", { granularity: "grapheme" }).segment(text)].length;

const cut = (text: string, most: number): string => {
  const letters = [...new Intl.Segmenter("th", { granularity: "grapheme" }).segment(text)].map(({ segment }) => segment);
  return letters.length > most ? `${letters.slice(0, most - 1).join("")}…` : text;
};

export interface Column<T> {
  head: string;
  of: (row: T) => string | number | null | undefined;
  right?: boolean;
  most?: number;
}

/** Lays rows out in columns. */
export function table<T>(rows: readonly T[], columns: readonly Column<T>[]): string {
  const cells = rows.map((row) => columns.map((column) => cut(String(column.of(row) ?? "–").replaceAll(/\s+/g, " "), column.most ?? 60)));
  const widths = columns.map((column, index) => Math.max(width(column.head), ...cells.map((line) => width(line[index]!))));
  const line = (texts: readonly string[]) =>
    texts
      .map((text, index) => {
        const space = " ".repeat(widths[index]! - width(text));
        return columns[index]!.right ? space + text : text + space;
      })
      .join("  ")
      .trimEnd();
  return [line(columns.map(({ head }) => head)), line(widths.map((size) => "─".repeat(size))), ...cells.map(line)].join("\n");
}
