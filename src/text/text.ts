// Texts for people: both languages side by side, and evidence put into sentences.
import { z } from "zod";

/** Every sentence a person reads exists in both languages. */
export const Text = z.strictObject({ en: z.string().min(1), th: z.string().min(1) });
export type Text = z.infer<typeof Text>;
export type Language = keyof Text;
export const LANGUAGES = ["en", "th"] as const satisfies readonly Language[];

const THAI_MONTHS = ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Shows a day: `11 เม.ย. 2566` in Thai, `11 Apr 2023` in English. */
export function showDay(day: string, language: Language): string {
  const [year, month, date] = day.slice(0, 10).split("-").map(Number) as [number, number, number];
  return language === "th" ? `${date} ${THAI_MONTHS[month - 1]} ${year + 543}` : `${date} ${MONTHS[month - 1]} ${year}`;
}

/** Groups the digits of a decimal text: `160600000.00` gives `160,600,000.00`. */
export function showAmount(amount: string): string {
  const [whole = "", fraction] = amount.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** Shows a share: `ร้อยละ 50` in Thai, `50%` in English; at most two decimals, none that are zero. */
export function showShare(share: number, language: Language): string {
  const percent = showAmount(String(Number((share * 100).toFixed(2))));
  return language === "th" ? `ร้อยละ ${percent}` : `${percent}%`;
}

/** Finds the label of a code in the reader's language; the code itself when there is none. */
export type Labels = (field: string, code: string, language: Language) => string;

/**
 * Shows one fact of the evidence. The last word of its name is its type:
 * `_amount`, `_on`, `_share`, `_code`; anything else is a number or a text and is shown as it is.
 */
export function showFact(name: string, value: unknown, language: Language, labels: Labels): string {
  if (value === null || value === undefined) return language === "th" ? "ไม่ทราบ" : "unknown";
  if (Array.isArray(value)) return value.map((item) => showFact(name, item, language, labels)).join(", ");
  const type = name.slice(name.lastIndexOf("_") + 1);
  if (type === "amount") return showAmount(String(value));
  if (type === "on") return showDay(String(value), language);
  if (type === "share") return showShare(Number(value), language);
  if (type === "code") return labels(name, String(value), language);
  if (type === "year") return String(language === "th" ? Number(value) + 543 : value);
  return typeof value === "number" ? showAmount(String(value)) : String(value);
}

/** The names in braces that a sentence asks for. */
export function placeholders(sentence: string): string[] {
  return [...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
}

/** Fills a sentence with evidence: "Bids received: {bids_count}." and { bids_count: 1 } give "Bids received: 1." */
export function say(text: Text, evidence: Readonly<Record<string, unknown>>, language: Language, labels: Labels): string {
  return text[language].replace(/\{(\w+)\}/g, (_, name: string) => showFact(name, evidence[name], language, labels));
}
