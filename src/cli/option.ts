// Options of commands: examples shown first, and values that cannot be meant refused before anything is done.
import { InvalidArgumentError, Option } from "commander";
import { z } from "zod";

/** Shows how a command is used before it says what its options are. */
export function examples(...calls: readonly string[]): string {
  return `Examples:\n${calls.map((call) => `  jabta ${call}\n`).join("")}`;
}

/** A whole number within bounds. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (!(number >= least && number <= most)) throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
    return number;
  };
}

/** A day that exists, as YYYY-MM-DD. */
export function day(text: string): string {
  if (!z.iso.date().safeParse(text).success) throw new InvalidArgumentError("Give a day as YYYY-MM-DD, in the Christian era.");
  return text;
}

/** A size as the engine reads it. */
export function size(text: string): string {
  if (!/^[1-9]\d{0,6}(\.\d+)?\s*[KMGT]i?B$/i.test(text)) throw new InvalidArgumentError("Give a size such as 512MB or 2GB.");
  return text;
}

/** The name of a record set. */
export function sourceName(text: string): string {
  if (!/^[A-Za-z0-9][\w.-]{0,63}$/.test(text)) throw new InvalidArgumentError("Give a short name such as th-cgd: letters, digits, - . _");
  return text;
}

/** The folder of indicators of one's own. */
export const ownFolder = (): Option =>
  new Option("--indicators <dir>", "a folder of indicators of your own, beside those of the house").env("JABTA_INDICATORS");
