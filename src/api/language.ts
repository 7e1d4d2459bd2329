// The language of an answer: `lang=` when asked for, else what the reader's program accepts, else English.
import type { Context } from "hono";
import { accepts } from "hono/accepts";
import { LANGUAGES, type Language } from "../text/text.ts";

const isLanguage = (word: string | undefined): word is Language => LANGUAGES.includes(word as Language);

/** The language of the answer to a request. */
export function languageOf(c: Context): Language {
  const asked = c.req.query("lang");
  if (isLanguage(asked)) return asked;
  return accepts(c, {
    header: "Accept-Language",
    supports: [...LANGUAGES],
    default: "en",
    match: (accepted, { default: fallback }) =>
      [...accepted]
        .filter(({ q }) => q > 0)
        .sort((a, b) => b.q - a.q)
        .map(({ type }) => type.split("-")[0]!.toLowerCase())
        .find(isLanguage) ?? fallback,
  }) as Language;
}
