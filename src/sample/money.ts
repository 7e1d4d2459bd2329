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

/** What is due with this one of so many equal parts and those before it: whole baht, and with the last one all. */
export function dueWith(amount: Baht, place: number, count: number): Baht {
  return place === count - 1 ? amount : Math.floor((amount * (place + 1)) / count);
}
