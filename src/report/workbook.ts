// A workbook written as it comes: sheet after sheet, row after row, in memory that does not grow. Texts are texts whatever they begin with; no cell computes.
import { Zip, ZipDeflate, ZipPassThrough } from "fflate";

export type BookCell = string | number | Date | null;
/** How numbers of a column are shown. */
export type Format = "text" | "integer" | "number" | "share" | "amount" | "day";

export interface Sheet {
  name: string;
  columns: readonly { heading: string; format: Format; width: number }[];
  rows: AsyncIterable<readonly BookCell[]> | Iterable<readonly BookCell[]>;
}

/** Excel's last row, and the most letters of a cell. */
export const LAST_ROW = 1_048_576;
const LONGEST = 32_767;
const STYLE: Record<Format, number> = { text: 0, integer: 1, number: 2, share: 3, amount: 4, day: 5 };
const HEADING = 6;
const EPOCH = Date.UTC(1899, 11, 30);
const NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const STYLES = `${XML}<styleSheet ${NS}><numFmts count="3"><numFmt numFmtId="164" formatCode="#,##0.00"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="166" formatCode="#,##0.####"/></numFmts>
<fonts count="2"><font><sz val="11"/><name val="Sarabun"/></font><font><b/><sz val="11"/><name val="Sarabun"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="7">${[49, 3, 166, 10, 164, 165].map((id) => `<xf numFmtId="${id}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"><alignment vertical="top"/></xf>`).join("")}<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>`;

/** Letters that XML cannot hold at all are shown as the mark for what is missing. */
const xmlText = (text: string): string =>
  text
    .replace(
      /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g,
      "\uFFFD",
    )
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\r", "&#13;");

const letters = (index: number): string => (index < 26 ? "" : letters(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));

const inline = (text: string, style: number, ref: string): string =>
  `<c r="${ref}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;

function cellXml(value: BookCell, format: Format, ref: string): string {
  if (value === null) return "";
  if (typeof value === "number") return `<c r="${ref}" s="${STYLE[format]}"><v>${value}</v></c>`;
  if (value instanceof Date) return `<c r="${ref}" s="${STYLE.day}"><v>${(value.getTime() - EPOCH) / 86_400_000}</v></c>`;
  return inline(value, STYLE.text, ref);
}

/** A name a sheet may have, unlike the others. */
function sheetName(name: string, taken: ReadonlySet<string>): string {
  const plain =
    name
      .replaceAll(/[[\]:*?/\\]/g, " ")
      .trim()
      .slice(0, 27) || "Sheet";
  let free = plain;
  for (let nth = 2; taken.has(free); nth++) free = `${plain} (${nth})`;
  return free;
}

interface Made {
  name: string;
  columns: number;
  rows: number;
}

/** A text longer than a cell can hold is cut and says so; it is whole in the CSV and JSON. */
const fitted = (value: BookCell, cut: string): BookCell =>
  typeof value === "string" && value.length > LONGEST ? `${value.slice(0, LONGEST - cut.length - 3)} [${cut}]` : value;

export interface BookOptions {
  /** Rows after which a table goes on in another sheet. */
  lastRow?: number;
  /** What a cell says whose text was cut. */
  cut: string;
}

/** The workbook, a piece at a time. A table of more rows than a sheet holds goes on in the next, headed again. */
export async function* workbook(
  sheets: AsyncIterable<Sheet> | Iterable<Sheet>,
  { lastRow = LAST_ROW, cut }: BookOptions,
): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  let trouble: Error | undefined;
  const zip = new Zip((error, chunk) => {
    if (error) trouble = error;
    ready.push(chunk);
  });
  const encoder = new TextEncoder();
  const whole = (name: string, text: string) => {
    const part = new ZipPassThrough(name);
    zip.add(part);
    part.push(encoder.encode(text), true);
  };
  function* drained(): Generator<Uint8Array> {
    if (trouble) throw trouble;
    yield* ready.splice(0);
  }

  const made: Made[] = [];
  for await (const sheet of sheets) {
    let part: ZipDeflate | undefined;
    let now: Made = { name: "", columns: 0, rows: 0 };
    const write = (text: string, last = false) => part!.push(encoder.encode(text), last);
    const open = () => {
      now = { name: sheetName(sheet.name, new Set(made.map(({ name }) => name))), columns: sheet.columns.length, rows: 1 };
      made.push(now);
      part = new ZipDeflate(`xl/worksheets/sheet${made.length}.xml`, { level: 3 });
      zip.add(part);
      const widths = sheet.columns.map(
        ({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
      );
      const heads = sheet.columns.map(({ heading }, index) => inline(heading, HEADING, `${letters(index)}1`));
      write(
        `${XML}<worksheet ${NS}><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join("")}</cols><sheetData><row r="1">${heads.join("")}</row>`,
      );
    };
    const close = () => {
      const filter = now.rows > 1 ? `<autoFilter ref="A1:${letters(now.columns - 1)}${now.rows}"/>` : "";
      write(`</sheetData>${filter}</worksheet>`, true);
    };
    open();
    let block = "";
    for await (const row of sheet.rows) {
      if (now.rows === lastRow) {
        write(block);
        block = "";
        close();
        open();
      }
      const at = ++now.rows;
      block += `<row r="${at}">${row.map((value, index) => cellXml(fitted(value, cut), sheet.columns[index]!.format, `${letters(index)}${at}`)).join("")}</row>`;
      if (block.length > 200_000) {
        write(block);
        block = "";
        yield* drained();
      }
    }
    write(block);
    close();
    yield* drained();
  }

  const each = (text: (it: Made, nth: number) => string): string => made.map((it, index) => text(it, index + 1)).join("");
  const filters = made
    .map((it, index) =>
      it.rows > 1
        ? `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">'${xmlText(it.name.replaceAll("'", "''"))}'!$A$1:$${letters(it.columns - 1)}$${it.rows}</definedName>`
        : "",
    )
    .join("");
  whole("xl/styles.xml", STYLES);
  whole(
    "xl/workbook.xml",
    `${XML}<workbook ${NS} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>${each(({ name }, nth) => `<sheet name="${xmlText(name).replaceAll('"', "&quot;")}" sheetId="${nth}" r:id="rId${nth}"/>`)}</sheets>${filters ? `<definedNames>${filters}</definedNames>` : ""}</workbook>`,
  );
  const rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const rels = "http://schemas.openxmlformats.org/package/2006/relationships";
  whole(
    "xl/_rels/workbook.xml.rels",
    `${XML}<Relationships xmlns="${rels}">${each((_, nth) => `<Relationship Id="rId${nth}" Type="${rel}/worksheet" Target="worksheets/sheet${nth}.xml"/>`)}<Relationship Id="rId${made.length + 1}" Type="${rel}/styles" Target="styles.xml"/></Relationships>`,
  );
  whole(
    "_rels/.rels",
    `${XML}<Relationships xmlns="${rels}"><Relationship Id="rId1" Type="${rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  );
  const type = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  whole(
    "[Content_Types].xml",
    `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/>${each((_, nth) => `<Override PartName="/xl/worksheets/sheet${nth}.xml" ContentType="${type}.worksheet+xml"/>`)}<Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/></Types>`,
  );
  zip.end();
  yield* drained();
}
