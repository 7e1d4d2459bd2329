// Charts drawn here as SVG, always beside the table they are drawn from: bars of a total and the part of it that is flagged.
import { cellText } from "./grid.tsx";
import { reading } from "./table.ts";
import type { View } from "./view.ts";

interface BarsProps {
  view: View;
  of: string;
  title: string;
  label: string;
  /** The whole bar. */
  total: string;
  /** The part of it that is dark. */
  part: string;
  most?: number;
  /** What the dark part and the whole are, where they are not flagged contracts among others. */
  legend?: readonly [dark: string, whole: string];
}

const WIDTH = 680;
const LABEL = 250;
const VALUE = 120;
const LINE = 22;

const graphemes = new Intl.Segmenter("th", { granularity: "grapheme" });

/** The first letters of a label, never parting a letter from its marks. */
function short(text: string, most: number): string {
  const letters = [...graphemes.segment(text)].map(({ segment }) => segment);
  return letters.length > most ? `${letters.slice(0, most - 1).join("")}…` : text;
}

/** Horizontal bars. Told apart by fill and by the figures that stand at their end, not by colour alone. */
export const Bars = ({ view, of, title, label, total, part, most = 24, legend }: BarsProps) => {
  const table = view.table(of);
  const rows = table.rows.slice(0, most);
  if (rows.length < 2) return null;
  const read = reading(table);
  const own = table.columns.find(({ name }) => name === label) ?? table.columns.find(({ name }) => name === `${label}_${view.language}`)!;
  const largest = Math.max(...rows.map((row) => Number(read(row, total) ?? 0)), 1);
  const scale = (value: number) => Math.round(((WIDTH - LABEL - VALUE) * value * 100) / largest) / 100;
  return (
    <figure>
      <figcaption>{`${title} · ${view.word("chart")}`}</figcaption>
      <svg role="img" aria-label={title} viewBox={`0 0 ${WIDTH} ${rows.length * LINE + 6}`} width="100%">
        {rows.map((row, at) => {
          const [whole, dark] = [Number(read(row, total) ?? 0), Number(read(row, part) ?? 0)];
          const y = at * LINE + 4;
          const told = (name: string) => cellText(table.columns.find((column) => column.name === name)!, read(row, name), view.language);
          return (
            <g>
              <text x={LABEL - 8} y={y + 12} text-anchor="end" class="bar-label">
                {short(cellText(own, read(row, own.name), view.language), 38)}
              </text>
              <rect x={LABEL} y={y} width={scale(whole)} height="14" class="bar-whole" />
              <rect x={LABEL} y={y} width={scale(dark)} height="14" class="bar-part" />
              <text x={LABEL + scale(whole) + 6} y={y + 12} class="bar-label">
                {part === total ? told(total) : `${told(part)} / ${told(total)}`}
              </text>
            </g>
          );
        })}
      </svg>
      {part !== total && (
        <p class="legend">
          <span class="swatch part" /> {legend?.[0] ?? view.word("flaggedPart")} <span class="swatch whole" />{" "}
          {legend?.[1] ?? view.word("otherPart")}
        </p>
      )}
    </figure>
  );
};
