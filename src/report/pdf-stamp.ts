// Writes the stamp of a report into a finished PDF and reads it back: an update appended to the file, as the format provides for.

const utf16 = (text: string): string => `<FEFF${Buffer.from(text, "utf16le").swap16().toString("hex").toUpperCase()}>`;

/** The number that stands last after a word. */
function lastNumber(tail: string, pattern: RegExp): number {
  const found = [...tail.matchAll(pattern)].at(-1);
  if (!found) throw new Error(`not a PDF that can be stamped: no ${pattern.source}`);
  return Number(found[1]);
}

/** The file with `keywords` in its document information. Nothing of what was there is changed. */
export function stampedPdf(pdf: Buffer, keywords: string): Buffer {
  const text = pdf.toString("latin1");
  const tail = text.slice(-2048);
  const table = lastNumber(tail, /startxref\s+(\d+)/g);
  const size = lastNumber(tail, /\/Size (\d+)/g);
  const root = lastNumber(tail, /\/Root (\d+) 0 R/g);
  const info = lastNumber(tail, /\/Info (\d+) 0 R/g);
  const at = text.indexOf(`\n${info} 0 obj`);
  const body = text.slice(at, text.indexOf("endobj", at));
  const kept = body.slice(body.indexOf("<<") + 2, body.lastIndexOf(">>"));
  const start = pdf.length + 1;
  const object = `${info} 0 obj\n<<${kept}\n/Keywords ${utf16(keywords)}>>\nendobj\n`;
  const update = `\n${object}xref\n${info} 1\n${String(start).padStart(10, "0")} 00000 n \ntrailer\n<</Size ${size}\n/Root ${root} 0 R\n/Info ${info} 0 R\n/Prev ${table}>>\nstartxref\n${start + object.length}\n%%EOF\n`;
  return Buffer.concat([pdf, Buffer.from(update, "latin1")]);
}

/** The keywords of a PDF that was stamped here; undefined when it was not. */
export function keywordsOf(pdf: Buffer): string | undefined {
  const found = [...pdf.toString("latin1").matchAll(/\/Keywords <FEFF([0-9A-F]*)>/g)].at(-1);
  return found && Buffer.from(found[1]!, "hex").swap16().toString("utf16le");
}
