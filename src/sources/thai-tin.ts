// The thirteen-digit number of persons and bodies in Thailand: its check digit, and what its digits say about who holds it.

import type { PartyKind } from "../canon/release.ts";
import { arabicDigits } from "./thai-number.ts";

const THIRTEEN = /^\d{13}$/;
const MASKED = /^\d{9}[xX]{4}$/;
const PLACEHOLDER = /^D\d{12}$/;

/** Whether the last of thirteen digits follows from the twelve before it. */
export function checkDigitHolds(number: string): boolean {
  if (!THIRTEEN.test(number)) return false;
  let sum = 0;
  for (let place = 0; place < 12; place += 1) sum += (number.charCodeAt(place) - 48) * (13 - place);
  return (11 - (sum % 11)) % 10 === number.charCodeAt(12) - 48;
}

/** A printed number with its separators gone and its digits Arabic; other text comes back as printed. */
export function bareNumber(printed: string): string {
  // Most are printed so, and taking characters out is slow.
  if (THIRTEEN.test(printed)) return printed;
  const bare = arabicDigits(printed).replace(/[\s.\-–]/g, "");
  return THIRTEEN.test(bare) || MASKED.test(bare) || PLACEHOLDER.test(bare) ? bare : printed.trim();
}

/** A number whose first zero a spreadsheet has dropped, with it again; the check digit must bear that out. Anything else as it is. */
export function withLostZero<T extends string | null | undefined>(printed: T): T | string {
  if (!printed || !/^\d{12}$/.test(printed)) return printed;
  return checkDigitHolds(`0${printed}`) ? `0${printed}` : printed;
}

/** Whether a number is of thirteen digits that stand for a person or body of their own, not a placeholder. */
export function isIdentifying(number: string): boolean {
  return THIRTEEN.test(number) && !number.startsWith("9");
}

/** What the number alone says about its holder; undefined when it says nothing (placeholders, masked whole, old numbers). */
export function kindOfNumber(number: string): Exclude<PartyKind, "unknown"> | undefined {
  if (MASKED.test(number)) return number.startsWith("9") ? undefined : number.startsWith("0") ? kindOfJuristic(number) : "natural";
  if (!THIRTEEN.test(number) || number.startsWith("9")) return undefined;
  return number.startsWith("0") ? kindOfJuristic(number) : "natural";
}

function kindOfJuristic(number: string): Exclude<PartyKind, "unknown"> {
  if (number.startsWith("0994")) return "public";
  if (number.startsWith("0993")) return "joint_venture";
  // Tax numbers given to people without a Thai citizen number: foreigners above all.
  if (number.startsWith("0991")) return "natural";
  return "juristic";
}

/** Where and when a juristic person was registered, as its number says; undefined for tax numbers (099…) and others. */
export function registrationOf(number: string): { provinceCode: string; year: number } | undefined {
  if (!/^0[1-9]\d[2357]\d{9}$/.test(number) || number.startsWith("099")) return undefined;
  return { provinceCode: number.slice(1, 3), year: 2000 + Number(number.slice(4, 7)) - 543 };
}
