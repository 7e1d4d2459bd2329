// Days as whole numbers since 1970, and how they are printed: ISO, and Thai with the last two digits of the Buddhist year.

const MONTHS = ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."];
const OF_A_DAY = 86_400_000;
const BUDDHIST = 543;

/** The number of a day of the Christian era; `month` counts from 1. */
export function dayOf(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / OF_A_DAY;
}

/** Year, month from 1 and day of a numbered day. */
export function partsOf(day: number): { year: number; month: number; day: number } {
  const date = new Date(day * OF_A_DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** `2024-06-21` */
export function isoDate(day: number): string {
  return new Date(day * OF_A_DAY).toISOString().slice(0, 10);
}

/** The instant at which offices open on a day, in Thai time. */
export function isoInstant(day: number, hour = 9): string {
  return `${isoDate(day)}T${String(hour).padStart(2, "0")}:00:00+07:00`;
}

/** `21 มิ.ย. 67` */
export function thaiDate(day: number): string {
  const { year, month, day: date } = partsOf(day);
  return `${date} ${MONTHS[month - 1]} ${String((year + BUDDHIST) % 100).padStart(2, "0")}`;
}

/** The day of a Thai date with a two-digit Buddhist year; undefined for anything else. */
export function dayOfThai(text: string): number | undefined {
  const [, date, word, year] = /^(\d{1,2}) (\S+) (\d{2})$/.exec(text) ?? [];
  const month = MONTHS.indexOf(word ?? "") + 1;
  if (month === 0) return undefined;
  const day = dayOf(2500 - BUDDHIST + Number(year), month, Number(date));
  return thaiDate(day) === `${Number(date)} ${word} ${year}` ? day : undefined;
}

/** Whether a day is no Saturday or Sunday. */
function isWeekday(day: number): boolean {
  return (day + 3) % 7 < 5;
}

/** The day itself, or the first weekday after it. */
export function weekdayFrom(day: number): number {
  return isWeekday(day) ? day : weekdayFrom(day + 1);
}

/** So many weekdays earlier or, for a negative count, later. */
export function weekdaysBefore(day: number, count: number): number {
  const step = count < 0 ? 1 : -1;
  let found = day;
  for (let left = Math.abs(count); left > 0; ) {
    found += step;
    if (isWeekday(found)) left -= 1;
  }
  return found;
}

/** First and last day of a Thai fiscal year, named by the Buddhist year in which it ends. */
export function fiscalYearDays(buddhistYear: number): { first: number; last: number } {
  const year = buddhistYear - BUDDHIST;
  return { first: dayOf(year - 1, 10, 1), last: dayOf(year, 9, 30) };
}

/** The year of a day in the Buddhist era. */
export function buddhistYear(day: number): number {
  return partsOf(day).year + BUDDHIST;
}

/** Digits of a text as Thai digits. */
export function thaiDigits(text: string): string {
  return text.replace(/\d/g, (digit) => String.fromCharCode(0x0e50 + Number(digit)));
}
