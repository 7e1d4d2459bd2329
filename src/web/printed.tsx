// How single facts are shown: texts as printed, days, amounts, addresses. Whatever comes from a record is text and stays text.
import type { Address } from "../app/flags.ts";
import { labelOf } from "../text/codelist.ts";
import { type Language, showAmount, showDay } from "../text/text.ts";
import type { Tongue } from "./reader.ts";

const segmenter = new Intl.Segmenter("th", { granularity: "grapheme" });

/** The first characters of a text, never splitting a letter from its marks; the length of what was left out. */
export function shorten(text: string, most: number): { text: string; left: number } {
  if (text.length <= most) return { text, left: 0 };
  let end = 0;
  for (const { index, segment } of segmenter.segment(text.slice(0, most + 64))) {
    if (index + segment.length > most) break;
    end = index + segment.length;
  }
  return { text: text.slice(0, end), left: text.length - end };
}

const languageOf = (text: string, language: Language): Language | undefined =>
  language === "en" && /[\u0E01-\u0E5B]/.test(text) ? "th" : undefined;

interface PrintedProps {
  text: string;
  reader: Tongue;
  most?: number;
  /** In lists a cut is only marked; elsewhere it is said how much is missing. */
  listed?: boolean;
}

/** A text of a record: isolated, so that its direction cannot disturb the page, marked with its language, and cut where it is endless. */
export const Printed = ({ text, reader, most = 240, listed }: PrintedProps) => {
  const short = shorten(text, most);
  return (
    <>
      <bdi lang={languageOf(text, reader.language)}>{short.text}</bdi>
      {short.left > 0 && (listed ? "…" : <span class="cut">{reader.words.subject.cut(short.left)}</span>)}
    </>
  );
};

export const Day = ({ day, reader }: { day: string; reader: Tongue }) => (
  <time datetime={day.slice(0, 10)}>{showDay(day, reader.language)}</time>
);

/** An amount in full, with its currency; never rounded, never without. */
export const Amount = ({ amount, currency, reader }: { amount: string; currency: string | null | undefined; reader: Tongue }) => (
  <span class="amount">
    {showAmount(amount)} <span class="currency">{currency ? labelOf("currency_code", currency, reader.language) : "?"}</span>
  </span>
);

/** A link outside; anything but http is shown as text. */
export const Outside = ({ url, title }: { url: string; title: string }) =>
  /^https?:\/\//.test(url) ? (
    <a href={url} rel="noreferrer noopener external">
      {title}
    </a>
  ) : (
    title
  );

/** Where a fact was read: file, place and hash, with a link to the record. */
export const ReadAt = ({ address, reader }: { address: Address; reader: Tongue }) => (
  <span class="read-at">
    <Printed text={address.file} reader={reader} most={80} /> <a href={recordHref(address)}>{placeOf(address.place, reader)}</a>{" "}
    <code class="hash" title={address.sha256}>
      {address.sha256.slice(0, 12)}
    </code>
  </span>
);

/** The place in words: a plain number is a line. */
export const placeOf = (place: string, { words }: Tongue): string =>
  /^\d+$/.test(place) ? words.subject.line(place) : shorten(place || "#", 120).text;

export const recordHref = ({ sha256, place }: Address): string => `/records/${sha256}?${new URLSearchParams({ place })}`;

const THAI_TIME = "Asia/Bangkok";
const MOMENT = { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" } as const;

/** A point in time, in Thai time or the zone that is given, and said which. */
export const Moment = ({ at, reader, zone = THAI_TIME }: { at: string; reader: Tongue; zone?: string | undefined }) => (
  <time datetime={at}>
    {new Intl.DateTimeFormat(reader.language === "th" ? "th-TH-u-ca-buddhist" : "en-GB", { ...MOMENT, timeZone: zone }).format(
      new Date(at),
    )}{" "}
    {zone === THAI_TIME ? reader.words.thaiTime : zone}
  </time>
);
