// The headings of e-GP files as publishers write them, and the field each stands for.

/** What an e-GP row says, whatever its headings are called. */
export type Field =
  | (
      | "running"
      | "projectId"
      | "title"
      | "type"
      | "department"
      | "unit"
      | "method"
      | "group"
      | "announced"
      | "budget"
      | "reference"
      | "agreed"
    )
  | ("fiscalYear" | "recorded" | "province" | "district" | "subdistrict" | "projectStatus" | "geometry" | "latitude" | "longitude")
  | ("winnerNumber" | "winner" | "contractNumber" | "signed" | "ends" | "contractValue" | "contractStatus" | "departmentCode" | "unitCode");

/** The order of values in every layout that is whole. */
export const VALUES: readonly Field[] = [
  ...([
    "running",
    "projectId",
    "title",
    "type",
    "department",
    "unit",
    "method",
    "group",
    "announced",
    "budget",
    "reference",
    "agreed",
  ] as const),
  ...(["fiscalYear", "recorded", "province", "district", "subdistrict", "projectStatus", "geometry", "latitude", "longitude"] as const),
  ...(["winnerNumber", "winner", "contractNumber", "signed", "ends", "contractValue", "contractStatus"] as const),
];

/** Headings of FY2568 up to จังหวัด: alone the short layout, and the part of the long one that is never shifted. */
export const TO_PROVINCE: readonly string[] =
  "ลำดับ,รหัสโครงการ,ชื่อโครงการ,ชื่อประเภทโครงการ,ชื่อหน่วยงาน,ชื่อหน่วยงานย่อย,วิธีจัดซื้อฯ,กลุ่มวิธีจัดซื้อฯ,วันที่ประกาศ,งบประมาณ(บาท),ราคากลาง(บาท),ราคาตกลงซื้อ/จ้าง,ปีงบประมาณ,วันที่เกิดรายการ,จังหวัด".split(
    ",",
  );
/** Headings of FY2568 after จังหวัด; the three in English have no values in the file. */
export const AFTER_PROVINCE: readonly string[] =
  "จังหวัด(Eng),เขต/อำเภอ,เขต/อำเภอ(Eng),แขวง/ตำบล,แขวง/ตำบล(Eng),สถานะโครงการ,พิกัดของโครงการ,ละติจูดโครงการ,ลองจิจูดโครงการ,เลขนิติบุคคล,ชื่อผู้ชนะ,เลขที่สัญญา,วันที่ลงนามสัญญา,วันที่สิ้นสุดสัญญา,งบสัญญา(บาท),สถานะสัญญา".split(
    ",",
  );
/** Headings of the bulk files since FY2569. */
export const CORRECTED: readonly string[] =
  "ลำดับ,รหัสโครงการ,ชื่อโครงการจัดซื้อจัดจ้าง,ชื่อประเภทโครงการ,ชื่อหน่วยงาน,ชื่อหน่วยงานย่อย,ชื่อวิธีการจัดซื้อจัดจ้าง,ชื่อกลุ่มวิธีการจัดซื้อจัดจ้าง,วันที่ประกาศจัดซื้อจัดจ้าง,วงเงินงบประมาณ (บาท),ราคากลาง (บาท),ราคาที่ตกลงซื้อ / จ้าง ซึ่งรวมทุกสัญญาในโครงการ (บาท),ปีงบประมาณ,วันที่เกิดรายการ,จังหวัด,เขต/อำเภอ,แขวง/ตำบล,สถานะโครงการ,พิกัดของโครงการ,ละติจูดของโครงการ,ลองจิจูดของโครงการ,เลขประจำตัวนิติบุคคล 13 หลัก,ชื่อผู้ชนะการเสนอราคา,เลขที่สัญญา,วันที่ลงนามในสัญญา,วันที่สิ้นสุดสัญญา,วงเงินงบประมาณในสัญญา (บาท),สถานะสัญญา".split(
    ",",
  );

/** A harvester's own form of shifted rows: winner and contract put right, sub-unit and contract price lost, อำเภอ holding a ตำบล. */
export const REPAIRED: Readonly<Record<string, Field | null>> = {
  รหัสโครงการ: "projectId",
  ชื่อโครงการ: "title",
  "งบประมาณ(บาท)": "budget",
  กลุ่มวิธีจัดซื้อฯ: "group",
  วิธีจัดซื้อฯ: "method",
  ชื่อหน่วยงาน: "department",
  จังหวัด: "province",
  "เขต/อำเภอ": null,
  ปีงบประมาณ: "fiscalYear",
  ชื่อผู้ชนะ: "winner",
  เลขนิติบุคคล: "winnerNumber",
  "ราคาตกลงซื้อ/จ้าง": "agreed",
  "งบสัญญา(บาท)": null,
  วันที่ลงนามสัญญา: "signed",
  วันที่ประกาศ: "announced",
  เลขที่สัญญา: "contractNumber",
  วันที่สิ้นสุดสัญญา: "ends",
  สถานะสัญญา: "contractStatus",
};

/** Field names of the Comptroller General's interface and of the flat files made from it. */
export const ENGLISH: Readonly<Record<string, Field>> = {
  project_id: "projectId",
  project_name: "title",
  project_type_name: "type",
  dept_name: "department",
  dept_sub_name: "unit",
  dept_code: "departmentCode",
  sub_dept_code: "unitCode",
  dept_sub_code: "unitCode",
  purchase_method_name: "method",
  purchase_method_group_name: "group",
  announce_date: "announced",
  project_money: "budget",
  price_build: "reference",
  sum_price_agree: "agreed",
  budget_year: "fiscalYear",
  transaction_date: "recorded",
  province: "province",
  district: "district",
  subdistrict: "subdistrict",
  project_status: "projectStatus",
  geom: "geometry",
  winner_tin: "winnerNumber",
  winner: "winner",
  winner_name: "winner",
  contract_no: "contractNumber",
  contract_date: "signed",
  contract_finish_date: "ends",
  price_agree: "contractValue",
  contract_price_agree: "contractValue",
  status: "contractStatus",
  contract_status: "contractStatus",
};
/** Without these an English-named row says too little to be an e-GP record. */
export const ENGLISH_NEEDS: readonly string[] = ["project_id", "project_name", "dept_name", "project_money"];
