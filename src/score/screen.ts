// The collusion screens over the prices of one tender, each turned so that a higher number is the more suspicious; null where it cannot be computed.

export interface Tender {
  /** Prices above zero. */
  prices: readonly number[];
  /** The winner's price; the lowest where nobody says who won. */
  winning: number | null;
  estimate: number | null;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;

function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(sum(values.map((value) => (value - middle) ** 2)) / (values.length - 1));
}

const divided = (a: number, b: number): number | null => (b > 0 ? a / b : null);

function moments(values: readonly number[]) {
  const middle = mean(values);
  const about = (power: number) => sum(values.map((value) => (value - middle) ** power)) / values.length;
  return { second: about(2), third: about(3), fourth: about(4) };
}

/** Sample skewness and excess kurtosis as DuckDB and spreadsheets give them. */
function skewness(values: readonly number[]): number | null {
  const n = values.length;
  const { second, third } = moments(values);
  return n >= 3 && second > 0 ? (third / second ** 1.5) * (Math.sqrt(n * (n - 1)) / (n - 2)) : null;
}
function kurtosis(values: readonly number[]): number | null {
  const n = values.length;
  const { second, fourth } = moments(values);
  return n >= 4 && second > 0 ? ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * (fourth / second ** 2 - 3) + 6) : null;
}

function uneven(sorted: readonly number[]): number | null {
  const [least, most] = [sorted[0]!, sorted.at(-1)!];
  if (sorted.length < 3 || most === least) return null;
  return Math.max(
    ...sorted.map((price, index) => {
      const place = (price - least) / (most - least);
      return Math.max((index + 1) / sorted.length - place, place - index / sorted.length);
    }),
  );
}

type Screen = (sorted: readonly number[], tender: Tender) => number | null;
const negated = (value: number | null): number | null => (value === null ? null : -value);
const gaps = (sorted: readonly number[]): number[] => sorted.slice(1).map((price, index) => price - sorted[index]!);
const enough =
  (least: number, screen: Screen): Screen =>
  (sorted, tender) =>
    sorted.length >= least ? screen(sorted, tender) : null;

/** By the code of the indicator that asks the same. */
export const SCREENS: Readonly<Record<string, Screen>> = {
  C201: enough(2, (sorted) => negated(deviation(sorted) / mean(sorted))),
  C202: (sorted) => kurtosis(sorted),
  C203: (sorted) => negated(skewness(sorted)),
  C204: enough(2, (sorted) => negated((sorted.at(-1)! - sorted[0]!) / sorted[0]!)),
  C205: enough(2, (sorted) => (sorted[1]! - sorted[0]!) / sorted[0]!),
  C206: enough(3, (sorted) => divided(sorted[1]! - sorted[0]!, deviation(sorted.slice(1)))),
  C207: enough(3, (sorted) => divided(sorted[1]! - sorted[0]!, mean(gaps(sorted.slice(1))))),
  C208: enough(3, (sorted) => divided(sorted[1]! - sorted[0]!, mean(gaps(sorted)))),
  C209: (sorted) => uneven(sorted),
  R031: (sorted, { winning, estimate }) => (estimate ? divided(winning ?? sorted[0]!, estimate) : null),
};

/** All screens of one tender. */
export function screensOf(tender: Tender): Record<string, number | null> {
  const sorted = [...tender.prices].sort((a, b) => a - b);
  return Object.fromEntries(Object.entries(SCREENS).map(([code, screen]) => [code, sorted.length ? screen(sorted, tender) : null]));
}
