// Who reads: language, choices and address of one request. What the page may know of a reader, and nothing more.
import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { may, type Person } from "../app/person.ts";
import type { Action } from "../app/role.ts";
import type { Words } from "../text/en.ts";
import { LANGUAGES, type Language } from "../text/text.ts";
import { wordsOf } from "../text/words.ts";

/** What facts are told in: all that what is the same for every reader may ask of one. */
export interface Tongue {
  language: Language;
  words: Words;
}

export interface Reader extends Tongue {
  /** Whether single-key shortcuts are on (WCAG 2.1.4 asks for a switch). */
  keys: boolean;
  person: Person;
  /** The name under which this reader's work is recorded. */
  actor: string;
  /** Whether this reader may do something, to what somebody did where that matters. */
  may(action: Action, doneBy?: string): boolean;
  url: URL;
}

const YEAR = 365 * 24 * 3600;
const isLanguage = (text: string | undefined): text is Language => LANGUAGES.some((language) => language === text);

/** The first language of an Accept-Language header that we speak; English when there is none. */
export function languageOf(header: string | undefined): Language {
  const wishes = (header ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...params] = part.trim().split(";");
      const quality = params.map((param) => /^\s*q=([\d.]+)$/.exec(param)?.[1]).find(Boolean);
      return { language: tag.toLowerCase().split("-")[0], quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return wishes.map(({ language }) => language).find(isLanguage) ?? "en";
}

/** Remembers a choice for a year. */
export function remember(c: Context, name: "lang" | "keys", value: string): void {
  setCookie(c, name, value, { path: "/", maxAge: YEAR, sameSite: "Lax", httpOnly: true });
}

/** Reads who asks: `?lang=` wins and is remembered, then the cookie, then the browser. */
export function readerOf(c: Context, person: Person): Reader {
  const url = new URL(c.req.url);
  const asked = url.searchParams.get("lang") ?? undefined;
  const kept = getCookie(c, "lang");
  const language = isLanguage(asked) ? asked : isLanguage(kept) ? kept : languageOf(c.req.header("accept-language"));
  if (isLanguage(asked) && asked !== kept) remember(c, "lang", asked);
  return {
    language,
    words: wordsOf(language),
    keys: getCookie(c, "keys") !== "off",
    person,
    actor: person.name,
    may: (action, doneBy) => may(person, action, doneBy),
    url,
  };
}
