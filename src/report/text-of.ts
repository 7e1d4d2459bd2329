// The text of a document as a reader sees it, so that what is printed can be compared with what was laid out.
const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

const unescaped = (text: string): string =>
  text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (decimal) return String.fromCodePoint(Number(decimal));
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
    return ENTITIES[name!] ?? whole;
  });

/** The text between tags. */
export const textOfTags = (html: string): string => unescaped(html.replace(/<[^>]+>/g, " "));

/** The text inside an HTML document's body, tags, style and drawings' shapes left out. */
export function textOfHtml(html: string): string {
  return textOfTags(html.slice(html.indexOf("<body"), html.lastIndexOf("</body>")));
}

/** What remains of a text when it does not matter how lines were broken: white space gone, and the vowel am in one piece. */
export const bare = (text: string): string =>
  text
    .normalize("NFC")
    .replace(/[\s\u00A0\u200B\u00AD\uFEFF]+/g, "")
    .replace(/\u0E4D([\u0E48-\u0E4B]?)\u0E32/g, "$1\u0E33")
    .replace(/([\u0E48-\u0E4B])\u0E4D\u0E32/g, "$1\u0E33");
