// The files in which national e-GP rows come: shifted and bulk CSV, CKAN answers, and an agency's rows as a harvester keeps them.

import type { Cell } from "./egp-row.ts";

export type EgpLayout = "shifted" | "bulk" | "ckan" | "agency";

/** Thirty-one headings of FY2568, over twenty-eight values: from the sixteenth on they say what another value is. */
export const SHIFTED =
  "ลำดับ,รหัสโครงการ,ชื่อโครงการ,ชื่อประเภทโครงการ,ชื่อหน่วยงาน,ชื่อหน่วยงานย่อย,วิธีจัดซื้อฯ,กลุ่มวิธีจัดซื้อฯ,วันที่ประกาศ,งบประมาณ(บาท),ราคากลาง(บาท),ราคาตกลงซื้อ/จ้าง,ปีงบประมาณ,วันที่เกิดรายการ,จังหวัด,จังหวัด(Eng),เขต/อำเภอ,เขต/อำเภอ(Eng),แขวง/ตำบล,แขวง/ตำบล(Eng),สถานะโครงการ,พิกัดของโครงการ,ละติจูดโครงการ,ลองจิจูดโครงการ,เลขนิติบุคคล,ชื่อผู้ชนะ,เลขที่สัญญา,วันที่ลงนามสัญญา,วันที่สิ้นสุดสัญญา,งบสัญญา(บาท),สถานะสัญญา".split(
    ",",
  );
/** Twenty-eight headings of FY2569. */
export const BULK =
  "ลำดับ,รหัสโครงการ,ชื่อโครงการจัดซื้อจัดจ้าง,ชื่อประเภทโครงการ,ชื่อหน่วยงาน,ชื่อหน่วยงานย่อย,ชื่อวิธีการจัดซื้อจัดจ้าง,ชื่อกลุ่มวิธีการจัดซื้อจัดจ้าง,วันที่ประกาศจัดซื้อจัดจ้าง,วงเงินงบประมาณ (บาท),ราคากลาง (บาท),ราคาที่ตกลงซื้อ / จ้าง ซึ่งรวมทุกสัญญาในโครงการ (บาท),ปีงบประมาณ,วันที่เกิดรายการ,จังหวัด,เขต/อำเภอ,แขวง/ตำบล,สถานะโครงการ,พิกัดของโครงการ,ละติจูดของโครงการ,ลองจิจูดของโครงการ,เลขประจำตัวนิติบุคคล 13 หลัก,ชื่อผู้ชนะการเสนอราคา,เลขที่สัญญา,วันที่ลงนามในสัญญา,วันที่สิ้นสุดสัญญา,วงเงินงบประมาณในสัญญา (บาท),สถานะสัญญา".split(
    ",",
  );
/** Places of values in a row before the layout orders them. */
export const AT = {
  title: 2,
  group: 6,
  method: 7,
  agreed: 11,
  projectStatus: 17,
  winnerNumber: 21,
  winner: 22,
  ends: 25,
  value: 26,
  status: 27,
} as const;

const BOM = "\uFEFF";
/** Records of one CKAN answer. */
const PAGE = 1000;
const RESOURCE = "00000000-0000-4000-8000-000000000000";

/** The text of a file in the layout, piece by piece; `total` is how many rows there are. */
export function* egpText(
  rows: Iterable<Cell[]>,
  layout: EgpLayout,
  total: number,
  agency: { name: string; code: string },
): Generator<string> {
  if (layout === "shifted" || layout === "bulk") yield* csv(rows, layout);
  else if (layout === "ckan") yield* ckan(rows, total);
  else yield* harvest(rows, total, agency);
}

function* csv(rows: Iterable<Cell[]>, layout: "shifted" | "bulk"): Generator<string> {
  yield `${BOM}${(layout === "shifted" ? SHIFTED : BULK).join(",")}\r\n`;
  for (const row of rows) yield `${(layout === "shifted" ? row : asBulk(row)).map(cellText).join(",")}\r\n`;
}

/** Words with quotes that buyers put into titles: a pair, and the single one of an inch. */
const QUOTED = [' โครงการ "เมืองน่าอยู่"', ' ขนาด 55"'];
/** One row in so many has them. */
const RARE = 29;

function asBulk(row: Cell[]): Cell[] {
  const straight = methodFirst(row);
  const running = Number(row[0]);
  if (running % RARE === 3) straight[AT.title] = String(row[AT.title]).replace(" ", `${QUOTED[running % 2]} `);
  return straight;
}

function methodFirst(row: Cell[]): Cell[] {
  const straight = [...row];
  [straight[AT.group], straight[AT.method]] = [row[AT.method]!, row[AT.group]!];
  return straight;
}

/** A quote inside a cell stays bare, as in the bulk files; only a comma or a leading quote makes a cell quoted. */
function cellText(cell: Cell): string {
  const text = cell === null ? "" : String(cell);
  return text.includes(",") || text.startsWith('"') ? `"${text.replaceAll('"', '""')}"` : text;
}

function recordOf(row: Cell[], id: number): string {
  const record: Record<string, Cell> = { _id: id };
  for (const [place, heading] of SHIFTED.entries()) record[heading] = row[place] ?? null;
  return JSON.stringify(record);
}

const FIELDS = JSON.stringify(["_id", ...SHIFTED].map((id) => ({ id, type: id === "_id" ? "int" : "text" })));

/** One `datastore_search` answer a line. */
function* ckan(rows: Iterable<Cell[]>, total: number): Generator<string> {
  const link = (offset: number) => `/api/3/action/datastore_search?resource_id=${RESOURCE}&limit=${PAGE}&offset=${offset}`;
  const end = (offset: number) =>
    `],"fields":${FIELDS},"_links":${JSON.stringify({ start: link(0), next: link(offset) })},"total":${total},"total_was_estimated":false}}\n`;
  let count = 0;
  for (const row of rows) {
    if (count % PAGE === 0) {
      if (count > 0) yield end(count);
      yield `{"help":"https://example.org/api/3/action/help_show?name=datastore_search","success":true,"result":{"include_total":true,"limit":${PAGE},"offset":${count},"records_format":"objects","resource_id":"${RESOURCE}","total_estimation_threshold":null,"records":[`;
    }
    yield `${count % PAGE === 0 ? "" : ","}${recordOf(row, count + 1)}`;
    count += 1;
  }
  yield end(Math.ceil(count / PAGE) * PAGE);
}

function* harvest(rows: Iterable<Cell[]>, total: number, agency: { name: string; code: string }): Generator<string> {
  yield `{"agencyId":"egp-${agency.code}","keyword":${JSON.stringify(agency.name)},"province":"","code":"${agency.code}","fetchedAt":"2026-04-01T00:00:00.000Z","source":"sample","count":${total},"rows":[`;
  let count = 0;
  for (const row of rows) {
    count += 1;
    yield `${count === 1 ? "" : ","}${recordOf(row, count)}`;
  }
  yield "]}\n";
}
