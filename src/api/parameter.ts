// The parameters of the API: what each means, in both languages, and those that every reading shares.
import { z } from "zod";
import { Filter } from "../app/filter.ts";
import { LANGUAGES, type Text } from "../text/text.ts";

/** Parameters of every answer that is read from a run. */
export const OfRun = z.strictObject({
  lang: z.enum(LANGUAGES).optional(),
  run: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .optional(),
});

/** Parameters of every list. */
export const Paged = z.strictObject({
  ...OfRun.shape,
  limit: z.coerce.number().int().min(1).max(1000).optional(),
  cursor: z
    .string()
    .regex(/^[\w-]+\.[\w-]+$/)
    .max(2000)
    .optional(),
  csv: z.enum(["guarded", "raw", "excel"]).optional(),
});

/** Parameters of every list that the filters narrow. */
export const Filtered = z.strictObject({ ...Filter.shape, ...Paged.shape });

/** What each parameter means. */
export const PARAMETERS: Record<
  | keyof z.infer<typeof Filtered>
  | "id"
  | "code"
  | "kind"
  | "order"
  | "format"
  | "by"
  | "metric"
  | "around"
  | "role"
  | "left"
  | "right"
  | "name"
  | "source"
  | "as_of"
  | "status"
  | "page"
  | "before"
  | "Idempotency-Key",
  Text
> = {
  kind: { en: "What the queue is made of; contracts unless said.", th: "รายการประกอบด้วยสิ่งใด หากไม่ระบุคือสัญญา" },
  order: {
    en: "By score, or by what a review is worth: score × amount × novelty × time left to act.",
    th: "เรียงตามคะแนน หรือตามความคุ้มค่าของการตรวจทาน: คะแนน × วงเงิน × ความใหม่ × เวลาที่เหลือให้ดำเนินการ",
  },
  by: { en: "What totals are divided by.", th: "มิติที่ใช้แยกยอดรวม" },
  metric: { en: "What is measured.", th: "ค่าที่วัด" },
  format: { en: "Format of the answer.", th: "รูปแบบของคำตอบ" },
  around: { en: "Id of a party, a process or a contract.", th: "รหัสหน่วยงาน คู่สัญญา โครงการ หรือสัญญา" },
  role: { en: "Whether buyers or suppliers are compared.", th: "เปรียบเทียบหน่วยงานหรือคู่สัญญา" },
  left: { en: "Id of the one.", th: "รหัสรายแรก" },
  right: { en: "Id of the other.", th: "รหัสรายที่สอง" },
  name: { en: "What the file is called.", th: "ชื่อแฟ้ม" },
  source: { en: "Whose record set this is, when the layout does not tell.", th: "แหล่งข้อมูล เมื่อรูปแบบแฟ้มไม่บอก" },
  as_of: { en: "The day from which the records count as known (ISO).", th: "วันที่ถือว่าทราบข้อมูล (ISO)" },
  status: {
    en: "For whom the report is: internal, for_reply or published; internal unless said.",
    th: "สถานะของรายงาน: internal (ใช้ภายใน) for_reply (เพื่อชี้แจง) หรือ published (เผยแพร่) หากไม่ระบุคือใช้ภายใน",
  },
  page: { en: "Which page of the feed, from its link to the next.", th: "หน้าของฟีด ตามลิงก์ไปยังหน้าถัดไป" },
  id: { en: "The id as lists show it; `/` as it is or as %2F.", th: "รหัสตามที่แสดงในรายการ เครื่องหมาย / ใช้ตามเดิมหรือเข้ารหัสเป็น %2F" },
  code: { en: "The indicator's code, such as R018.", th: "รหัสตัวชี้วัด เช่น R018" },
  lang: { en: "Language of sentences and titles; without it, Accept-Language.", th: "ภาษาของข้อความ หากไม่ระบุจะใช้ตาม Accept-Language" },
  run: { en: "Read from this run instead of the one in force.", th: "อ่านจากรอบการประเมินนี้แทนรอบปัจจุบัน" },
  before: {
    en: "The run to compare with; unless said the newest before it that can still be read.",
    th: "รอบการประเมินที่ใช้เปรียบเทียบ หากไม่ระบุคือรอบก่อนหน้าล่าสุดที่ยังอ่านได้",
  },
  "Idempotency-Key": {
    en: "A header of 1 to 200 visible characters: what is sent again with the same one is done once.",
    th: "ส่วนหัวความยาว 1 ถึง 200 อักขระที่มองเห็น คำขอที่ส่งซ้ำด้วยค่าเดิมจะดำเนินการเพียงครั้งเดียว",
  },
  limit: {
    en: "Items on a page of JSON, 1 to 1,000, 50 unless said; of other formats at most so many rows, all unless said.",
    th: "จำนวนรายการต่อหน้าสำหรับ JSON 1 ถึง 1,000 หากไม่ระบุคือ 50 ส่วนรูปแบบอื่นหากไม่ระบุคือทั้งหมด",
  },
  csv: {
    en: "How CSV is written: guarded (a text that a spreadsheet would run begins with an apostrophe), raw, or excel (guarded, with the mark by which Excel reads Thai).",
    th: "วิธีเขียน CSV: guarded (ข้อความที่โปรแกรมตารางอาจประมวลผลจะขึ้นต้นด้วยอะพอสทรอฟี) raw (ตามต้นฉบับ) หรือ excel (guarded พร้อมเครื่องหมายให้ Excel อ่านภาษาไทยได้)",
  },
  cursor: { en: "Where the next page begins, from links.next.", th: "ตำแหน่งเริ่มต้นของหน้าถัดไป จาก links.next" },
  indicator: { en: "Code of an indicator, such as R018.", th: "รหัสตัวชี้วัด เช่น R018" },
  buyer: { en: "A buyer's id, or part of its name.", th: "รหัสหน่วยงานผู้จัดซื้อจัดจ้าง หรือบางส่วนของชื่อ" },
  supplier: { en: "A supplier's id, or part of its name.", th: "รหัสคู่สัญญา หรือบางส่วนของชื่อ" },
  process: { en: "A contracting process (the e-GP project number).", th: "เลขที่โครงการ" },
  contract: { en: "A contract, as project/number.", th: "เลขที่โครงการ/เลขที่สัญญา" },
  project: { en: "An infrastructure project, by its id: what belongs to it.", th: "รหัสโครงการโครงสร้างพื้นฐาน แสดงสิ่งที่เป็นของโครงการ" },
  year: {
    en: "Fiscal year, Christian era; a Buddhist year is understood.",
    th: "ปีงบประมาณ ระบุเป็นคริสต์ศักราชหรือพุทธศักราชก็ได้",
  },
  province: { en: "Province of the buyer's address.", th: "จังหวัดที่ตั้งของหน่วยงาน" },
  bbox: {
    en: "Corners of an area in which the work or delivery lies, west,south,east,north in degrees; the western and southern edge belong to it.",
    th: "ขอบเขตพื้นที่ที่งานหรือการส่งมอบตั้งอยู่ ระบุเป็นองศา ตะวันตก,ใต้,ตะวันออก,เหนือ โดยรวมขอบด้านตะวันตกและด้านใต้",
  },
  method: { en: "Procurement method.", th: "วิธีการจัดซื้อจัดจ้าง" },
  category: { en: "What is bought.", th: "ประเภทการจัดซื้อจัดจ้าง" },
  level: { en: "Level of the flag.", th: "ระดับของข้อสังเกต" },
  contract_status: { en: "Status of the contract.", th: "สถานะสัญญา" },
  min_amount: { en: "At least this amount, such as 500000.00.", th: "จำนวนเงินตั้งแต่ เช่น 500000.00" },
  max_amount: { en: "At most this amount, such as 500000.00.", th: "จำนวนเงินไม่เกิน เช่น 500000.00" },
  from: { en: "Signed on this day or later (ISO).", th: "ลงนามตั้งแต่วันที่ (ISO)" },
  to: { en: "Signed on this day or earlier (ISO).", th: "ลงนามถึงวันที่ (ISO)" },
  q: {
    en: "Text in the process id, title, buyer, supplier or contract number.",
    th: "ข้อความในเลขที่โครงการ ชื่อโครงการ หน่วยงาน คู่สัญญา หรือเลขที่สัญญา",
  },
};
