// One spelling for text that looks the same: the form used in keys, matching and search, never in place of what was printed.

const INVISIBLE = /[\u200B-\u200D\u2060\uFEFF\u00AD]/g;
const SPACE = /[\u00A0\u2000-\u200A\u202F\u3000\t\r\n]/g;
const DOUBLE_SARA_E = /\u0E40\u0E40/g;
const SPLIT_SARA_AM = /\u0E4D([\u0E48-\u0E4B]?)\u0E32/g;
const TONE_SPLIT_SARA_AM = /([\u0E48-\u0E4B])\u0E4D\u0E32/g;
const TONE_AFTER_SARA_AM = /\u0E33([\u0E48-\u0E4B])/g;
const TONE_BEFORE_VOWEL = /([\u0E48-\u0E4C])([\u0E31\u0E34-\u0E3A])/g;
const REPEATED_MARK = /([\u0E31\u0E34-\u0E3A\u0E47-\u0E4E])\1+/g;
const SPACES = / {2,}/g;

/** Nothing outside these needs work: letters and single spaces of plain text, which most records are. */
const NEEDS_WORK =
  /[^\u0020-\u007E\u0E01-\u0E3A\u0E3F-\u0E5B]|\u0E40\u0E40|\u0E4D|\u0E33[\u0E48-\u0E4B]|[\u0E48-\u0E4C][\u0E31\u0E34-\u0E3A]|([\u0E31\u0E34-\u0E3A\u0E47-\u0E4E])\1|[\u0E38-\u0E3A]{2}|^ | $| {2}/;

function once(text: string): string {
  // NFC, never NFKC: the compatibility forms take sara am apart.
  return text
    .normalize("NFC")
    .replace(INVISIBLE, "")
    .replace(SPACE, " ")
    .replace(DOUBLE_SARA_E, "\u0E41")
    .replace(SPLIT_SARA_AM, "$1\u0E33")
    .replace(TONE_SPLIT_SARA_AM, "$1\u0E33")
    .replace(TONE_AFTER_SARA_AM, "$1\u0E33")
    .replace(TONE_BEFORE_VOWEL, "$2$1")
    .replace(REPEATED_MARK, "$1")
    .replace(SPACES, " ")
    .trim();
}

/** The canonical spelling of a text: equal for texts that look equal, and unchanged when made canonical again. */
export function canonical(text: string): string {
  let before = text;
  while (NEEDS_WORK.test(before)) {
    const after = once(before);
    if (after === before) break;
    before = after;
  }
  return before;
}
