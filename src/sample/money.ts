// Amounts in baht: whole numbers, or hundredths where a record prints satang. A number holds them exactly enough to be printed.

/** Baht. */
export type Baht = number;

/** The amount changed by so many thousandths, to the whole baht. */
export function plusPermille(amount: Baht, permille: number): Baht {
  return Math.round((amount * (1000 + permille)) / 1000);
}

/** The amount rounded to tens, hundreds or thousands. */
export function roundedTo(amount: Baht, step: number): Baht {
  return Math.max(step, Math.round(amount / step) * step);
}

/** The amount in equal parts of whole baht; the last takes what is left. */
export function partsOfAmount(amount: Baht, count: number): Baht[] {
  const part = Math.floor(amount / count);
  return Array.from({ length: count }, (_, place) => (place === count - 1 ? Math.round((amount - part * (count - 1)) * 100) / 100 : part));
}
