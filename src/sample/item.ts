// What is bought: kinds of e-GP, things and works with their English, their UNSPSC segment, and how long they take.

export type Category = "goods" | "services" | "works";

/** Something that can be bought. */
export interface Item {
  thai: string;
  english: string;
  /** Counting word, with its English; works are counted as one place. */
  unit: readonly [thai: string, english: string];
  /** UNSPSC code of the segment. */
  segment: string;
}

const item = (segment: string, thai: string, english: string, unit: string, inEnglish: string): Item => ({
  segment,
  thai,
  english,
  unit: [unit, inEnglish],
});

const ITEMS: Readonly<Record<Category, readonly Item[]>> = {
  goods: [
    item("43000000", "เครื่องคอมพิวเตอร์สำหรับงานประมวลผล", "desktop computers", "เครื่อง", "units"),
    item("43000000", "เครื่องพิมพ์เลเซอร์ชนิดขาวดำ", "laser printers", "เครื่อง", "units"),
    item("43000000", "วัสดุคอมพิวเตอร์", "computer supplies", "รายการ", "items"),
    item("42000000", "เวชภัณฑ์ที่มิใช่ยา", "medical supplies", "รายการ", "items"),
    item("42000000", "ครุภัณฑ์การแพทย์", "medical equipment", "รายการ", "items"),
    item("42000000", "ถุงมือตรวจโรค", "examination gloves", "กล่อง", "boxes"),
    item("44000000", "วัสดุสำนักงาน", "office supplies", "รายการ", "items"),
    item("44000000", "ครุภัณฑ์สำนักงาน", "office furniture", "รายการ", "items"),
  ],
  services: [
    item("76000000", "เหมาทำความสะอาดอาคารสำนักงาน", "office cleaning", "เดือน", "months"),
    item("76000000", "เหมาเก็บขนมูลฝอย", "waste collection", "เดือน", "months"),
    item("92000000", "เหมารักษาความปลอดภัย", "security guards", "เดือน", "months"),
    item("92000000", "ซ่อมแซมรถยนต์ราชการ", "repair of official vehicles", "คัน", "vehicles"),
    item("92000000", "เหมาจัดกิจกรรมส่งเสริมการเรียนรู้", "learning activities", "ครั้ง", "times"),
  ],
  works: [
    item("72000000", "ปรับปรุงผิวจราจรถนน", "resurfacing of road", "แห่ง", "place"),
    item("72000000", "ก่อสร้างเขื่อน ค.ส.ล. ริมคลอง", "concrete embankment of canal", "แห่ง", "place"),
    item("72000000", "ก่อสร้างอาคารเรียน 4 ชั้น", "four-storey school building", "แห่ง", "place"),
    item("72000000", "ปรับปรุงระบบระบายน้ำซอย", "drainage of lane", "แห่ง", "place"),
    item("72000000", "ก่อสร้างสะพานข้ามคลอง", "bridge over canal", "แห่ง", "place"),
  ],
};
const STUDY = item("80000000", "ที่ปรึกษาศึกษาความเหมาะสม", "consultants for a feasibility study", "โครงการ", "project");

/** The things of a category. */
export function itemsOf(category: Category): readonly Item[] {
  return ITEMS[category];
}

/** What consultants are hired for. */
export function consultancy(): Item {
  return STUDY;
}

/** Days a contract of the category usually runs; common ones stand several times. */
export const DURATIONS: Readonly<Record<Category, readonly number[]>> = {
  goods: [7, 7, 15, 15, 30, 30, 30, 45, 60, 60, 90, 120],
  services: [7, 15, 30, 30, 60, 90, 180, 365],
  works: [30, 60, 60, 90, 90, 90, 90, 120, 120, 150, 180, 240],
};
