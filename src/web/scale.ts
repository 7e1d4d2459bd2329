// Positions on a drawing, in percent of its width: drawings stretch with the page and their letters do not.

/** A linear scale from a span to percent, with a margin on both sides. */
export function linear(from: number, to: number, margin = 4): (value: number) => number {
  const span = to - from || 1;
  return (value) => margin + ((value - from) / span) * (100 - 2 * margin);
}

/** A logarithmic scale for positive amounts. */
export function logarithmic(from: number, to: number, margin = 4): (value: number) => number {
  const scale = linear(Math.log10(from), Math.log10(to), margin);
  return (value) => scale(Math.log10(value));
}

export const percent = (value: number): string => `${Math.round(value * 100) / 100}%`;

/** Powers of ten within a span; with ones between when there are few. */
export function decades(from: number, to: number): number[] {
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(from)); power <= Math.ceil(Math.log10(to)); power++)
    for (const step of Math.log10(to / from) < 1.2 ? [1, 2, 5] : [1]) ticks.push(step * 10 ** power);
  return ticks.filter((tick) => tick >= from && tick <= to);
}

/** Days since 1970 of an ISO day. */
export const dayNumber = (day: string): number => Date.parse(`${day.slice(0, 10)}T00:00:00Z`) / 86_400_000;
