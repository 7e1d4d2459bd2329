// Text from records as a terminal may show it: what would steer the terminal or turn the reading order is shown as a mark.

const STEERING = /(?![\n\t])[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** The same text with steering characters as `⟨U+202E⟩`. */
export function visible(text: string): string {
  return text.replace(STEERING, (sign) => `⟨U+${sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}⟩`);
}
