// Words of reports that people read, in both languages.
import type { Language, Text } from "../text/text.ts";

const WORDS = {
  internal: { en: "INTERNAL", th: "ใช้ภายใน" },
  for_reply: { en: "FOR REPLY", th: "เพื่อขอคำชี้แจง" },
  published: { en: "PUBLISHED", th: "เผยแพร่" },
  internalMeans: {
    en: "Working paper of the reviewing office. Not to be passed on.",
    th: "เอกสารปฏิบัติงานของหน่วยงานผู้ตรวจทาน ห้ามส่งต่อ",
  },
  for_replyMeans: {
    en: "Sent to the agency so that it can reply. Nothing in it has been concluded.",
    th: "จัดส่งให้หน่วยงานเพื่อชี้แจง ยังไม่มีข้อสรุปใดในเอกสารนี้",
  },
  publishedMeans: {
    en: "Holds only flags that one person referred and proposed and another approved, with the reply of whoever is named.",
    th: "แสดงเฉพาะข้อสังเกตที่มีผู้ส่งต่อและเสนอเผยแพร่ และมีบุคคลอื่นอนุมัติ พร้อมคำชี้แจงของผู้ที่เกี่ยวข้อง",
  },
  scope: { en: "Scope", th: "ขอบเขต" },
  everything: { en: "all records of the run", th: "ระเบียนทั้งหมดในรอบการประเมิน" },
  period: { en: "Period", th: "ช่วงเวลา" },
  signedFromTo: { en: "Contracts signed", th: "วันลงนามสัญญา" },
  fiscalYear: { en: "Fiscal year", th: "ปีงบประมาณ" },
  dataTo: { en: "Data to", th: "ข้อมูลถึงวันที่" },
  status: { en: "Status", th: "สถานะเอกสาร" },
  forWhom: { en: "For", th: "สำหรับ" },
  answers: { en: "Question", th: "คำถาม" },
  settings: { en: "Settings", th: "ค่ากำหนด" },
  run: { en: "Run", th: "รอบการประเมิน" },
  resultHash: { en: "Result hash (SHA-256)", th: "ค่าแฮชผลการประเมิน (SHA-256)" },
  contentHash: { en: "Content hash of this report (SHA-256)", th: "ค่าแฮชเนื้อหารายงานนี้ (SHA-256)" },
  auditHead: { en: "Audit log up to entry", th: "บันทึกการตรวจสอบถึงรายการที่" },
  verify: { en: "To verify", th: "วิธีตรวจสอบ" },
  verifyHow: { en: "jabta report-check FILE", th: "jabta report-check FILE" },
  qr: { en: "Run, hashes and audit head as a code to scan", th: "รหัสสแกน: รอบการประเมิน ค่าแฮช และบันทึกการตรวจสอบ" },
  what: { en: "What this is and what it is not", th: "เอกสารนี้คืออะไร และไม่ใช่อะไร" },
  is: {
    en: "This report lists what public procurement records show when fixed questions are asked of every contract in the same way. Each answer can be recomputed from the records named in the annex.",
    th: "รายงานนี้แสดงสิ่งที่ปรากฏในข้อมูลการจัดซื้อจัดจ้างภาครัฐ เมื่อตั้งคำถามชุดเดียวกันกับทุกสัญญาด้วยวิธีเดียวกัน คำตอบทุกข้อคำนวณซ้ำได้จากข้อมูลต้นทางที่ระบุไว้ในภาคผนวก",
  },
  isNot: {
    en: "It is not a finding about any person, company or agency. A flag is a reason to look, not a verdict: it marks a risk and does not mean that anything wrong was done. Ordinary explanations stand beside every flag and come first.",
    th: "รายงานนี้มิใช่ข้อสรุปเกี่ยวกับบุคคล บริษัท หรือหน่วยงานใด ข้อสังเกตเป็นเพียงเหตุให้ตรวจทานและระบุความเสี่ยง มิได้หมายความว่ามีการกระทำผิดหรือการทุจริต คำอธิบายตามปกติระบุไว้คู่กับข้อสังเกตทุกข้อและควรพิจารณาก่อน",
  },
  moneyAtIssue: {
    en: "Money at issue is the value of the contracts that a flag touches. It is not a loss and not an estimate of one.",
    th: "มูลค่าที่เกี่ยวข้อง หมายถึงมูลค่าของสัญญาที่มีข้อสังเกต มิใช่ความเสียหาย และมิใช่ประมาณการความเสียหาย",
  },
  notSeen: {
    en: "What the records do not carry could not be judged. It is counted as not judged, never as clear.",
    th: "เรื่องที่ข้อมูลไม่ครอบคลุมไม่สามารถประเมินได้ และนับเป็นประเมินไม่ได้ ไม่นับว่าไม่พบข้อสังเกต",
  },
  amountsIn: { en: "amounts in", th: "จำนวนเงินเป็น" },
  allInScope: { en: "All contracts in scope", th: "สัญญาทั้งหมดในขอบเขต" },
  reviewStates: { en: "How far the leads are reviewed", th: "ความคืบหน้าของการตรวจทาน" },
  countsMean: {
    en: "Leads are the flags laid out in this report. Flagged counts the contracts in scope that a flag touches, one about their agency or supplier as a whole among them; so the two differ. A dash: the question is not about contracts.",
    th: "ประเด็น คือข้อสังเกตที่แสดงในรายงานนี้ มีข้อสังเกต นับสัญญาในขอบเขตที่เกี่ยวข้องกับข้อสังเกต รวมถึงข้อสังเกตเกี่ยวกับหน่วยงานหรือคู่สัญญาโดยรวม สองจำนวนนี้จึงต่างกันได้ ขีดหมายถึงคำถามที่ไม่เกี่ยวกับสัญญา",
  },
  otherLanguage: { en: "In Thai", th: "ภาษาอังกฤษ" },
  summary: { en: "Summary", th: "สรุป" },
  byIndicator: { en: "By question", th: "จำแนกตามคำถาม" },
  ofJudged: { en: "contracts judged have a flag", th: "สัญญาที่ประเมินได้มีข้อสังเกต" },
  nothingInScope: {
    en: "No contract is in this scope. The report is complete: there is nothing to show.",
    th: "ไม่มีสัญญาในขอบเขตนี้ รายงานนี้สมบูรณ์และไม่มีรายการที่จะแสดง",
  },
  noLeads: { en: "No flag is in this scope.", th: "ไม่มีข้อสังเกตในขอบเขตนี้" },
  withheld: { en: "Flags found in this scope, and shown here", th: "ข้อสังเกตที่พบในขอบเขต และที่แสดงในรายงาน" },
  leads: { en: "Leads", th: "ประเด็นที่ควรตรวจทาน" },
  leadsIntro: {
    en: "In the order in which a review is worth most: level, then amount. First the list, then one by one.",
    th: "เรียงตามลำดับความสำคัญของการตรวจทาน: ระดับ แล้วจึงจำนวนเงิน เริ่มด้วยบัญชีรายการ ตามด้วยรายละเอียดทีละรายการ",
  },
  criteria: { en: "Criteria", th: "หลักเกณฑ์" },
  condition: { en: "Condition", th: "ข้อเท็จจริงที่พบ" },
  measure: { en: "Measure", th: "ค่าที่วัดได้" },
  effect: { en: "Effect", th: "ผลกระทบที่อาจเกิดขึ้น" },
  cause: { en: "Cause", th: "สาเหตุ" },
  causeLeft: { en: "Left to the auditor.", th: "ให้ผู้ตรวจสอบเป็นผู้พิจารณา" },
  ordinary: { en: "Ordinary explanations", th: "คำอธิบายตามปกติที่ควรพิจารณาก่อน" },
  checks: { en: "Checks to do", th: "สิ่งที่ควรตรวจ" },
  reply: { en: "Reply", th: "คำชี้แจง" },
  notAsked: { en: "Not asked.", th: "ยังไม่ได้ขอคำชี้แจง" },
  askedOn: { en: "Asked on", th: "ขอคำชี้แจงเมื่อ" },
  replyHere: { en: "The agency's reply:", th: "คำชี้แจงของหน่วยงาน:" },
  history: { en: "Review history", th: "ประวัติการตรวจทาน" },
  notReviewed: { en: "Nobody has reviewed it yet.", th: "ยังไม่มีผู้ตรวจทาน" },
  benchmark: { en: "Benchmark of the indicator; no rule of law is on file.", th: "เกณฑ์เปรียบเทียบของตัวชี้วัด ยังไม่มีข้อกฎหมายในระบบ" },
  unverifiedLaw: { en: "not yet confirmed by a lawyer", th: "ยังไม่ได้รับการยืนยันจากนักกฎหมาย" },
  trial: {
    en: "This indicator is on trial: its formula has hand-worked cases, its base rate on real records is not settled.",
    th: "ตัวชี้วัดนี้อยู่ระหว่างทดลองใช้ มีกรณีตรวจสอบด้วยมือแล้ว แต่อัตราพื้นฐานจากข้อมูลจริงยังไม่ยุติ",
  },
  valueIs: { en: "value", th: "ค่า" },
  thresholdIs: { en: "threshold", th: "เกณฑ์" },
  amongJudged: { en: "among contracts judged in this scope", th: "ในสัญญาที่ประเมินได้ในขอบเขตนี้" },
  effectIs: {
    en: "If the condition is confirmed, it concerns contracts worth this much; that is not a loss:",
    th: "หากยืนยันข้อเท็จจริงดังกล่าวแล้ว จะเกี่ยวข้องกับสัญญามูลค่าต่อไปนี้ ซึ่งมิใช่ความเสียหาย:",
  },
  effectUnknown: { en: "The records carry no amount.", th: "ข้อมูลไม่ระบุจำนวนเงิน" },
  readIn: { en: "Read in", th: "อ่านจาก" },
  line: { en: "record", th: "ระเบียนที่" },
  buyer: { en: "Agency", th: "หน่วยงาน" },
  supplier: { en: "Supplier", th: "คู่สัญญา" },
  contract: { en: "Contract", th: "สัญญา" },
  process: { en: "Purchase", th: "เลขที่โครงการ" },
  subject: { en: "Subject", th: "สิ่งที่ประเมิน" },
  leadsCut: {
    en: "The most important are shown in full; all are in the XLSX, CSV and JSON of this report.",
    th: "แสดงรายละเอียดเฉพาะรายการสำคัญที่สุด รายการทั้งหมดอยู่ในแฟ้ม XLSX, CSV และ JSON ของรายงานนี้ แสดง",
  },
  shownOf: { en: "shown of", th: "จากทั้งหมด" },
  rowsCut: {
    en: "Rows shown here, of all; the others are in the XLSX, CSV and JSON",
    th: "จำนวนแถวที่แสดงจากทั้งหมด แถวอื่นอยู่ในแฟ้ม XLSX, CSV และ JSON",
  },
  method: { en: "Annex A. Method", th: "ภาคผนวก ก วิธีการ" },
  methodIntro: {
    en: "Each question is a folder of the catalogue with its claim, its SQL and its hand-worked cases. Those that judged anything in this scope:",
    th: "คำถามแต่ละข้อเป็นโฟลเดอร์หนึ่งในบัญชีตัวชี้วัด ประกอบด้วยคำอธิบาย คำสั่ง SQL และกรณีตรวจสอบด้วยมือ คำถามที่ประเมินได้ในขอบเขตนี้ ได้แก่",
  },
  methodAll: {
    en: "Each question is a folder of the catalogue with its claim, its SQL and its hand-worked cases. All that the run asked:",
    th: "คำถามแต่ละข้อเป็นโฟลเดอร์หนึ่งในบัญชีตัวชี้วัด ประกอบด้วยคำอธิบาย คำสั่ง SQL และกรณีตรวจสอบด้วยมือ คำถามทั้งหมดในรอบการประเมินนี้ ได้แก่",
  },
  asks: { en: "Asks", th: "คำถาม" },
  requires: { en: "Needs", th: "ข้อมูลที่ต้องใช้" },
  mapsTo: { en: "Corresponds to", th: "เทียบเคียง" },
  differs: { en: "Differs from its source", th: "ข้อแตกต่างจากต้นฉบับ" },
  version: { en: "version", th: "รุ่น" },
  wordsOf: {
    en: "The run kept no words of its own; what stands here is of version",
    th: "รอบการประเมินนี้มิได้เก็บคำอธิบายไว้ ข้อความที่แสดงเป็นของรุ่น",
  },
  quality: { en: "Annex B. Data quality", th: "ภาคผนวก ข คุณภาพข้อมูล" },
  sourcesTitle: { en: "Files behind the run", th: "แฟ้มข้อมูลของรอบการประเมิน" },
  sourcesIntro: {
    en: "Records read = accepted (including those known before) + quarantined, for each file.",
    th: "จำนวนระเบียนที่อ่าน = รับไว้ (รวมที่มีอยู่แล้ว) + กันไว้ สำหรับแต่ละแฟ้ม",
  },
  fieldsTitle: { en: "How often each field that the questions need is there, in this scope", th: "ความครบถ้วนของข้อมูลที่คำถามต้องใช้ ในขอบเขตนี้" },
  unjudgedTitle: { en: "What could not be judged and why, over the whole run", th: "สิ่งที่ประเมินไม่ได้และเหตุผล ทั้งรอบการประเมิน" },
  reproduction: { en: "Annex C. Reproduction", th: "ภาคผนวก ค การทำซ้ำ" },
  reproductionIntro: {
    en: "The same records, catalogue, profile, law and day give the same results on any machine. With the workspace at hand:",
    th: "ข้อมูล บัญชีตัวชี้วัด ชุดค่ากำหนด กฎหมาย และวันเดียวกัน ให้ผลเดียวกันบนทุกเครื่อง เมื่อมีพื้นที่ทำงานแล้วให้ใช้คำสั่ง",
  },
  glossary: { en: "Glossary", th: "อภิธานศัพท์" },
  term: { en: "Term", th: "คำ" },
  meaning: { en: "Meaning", th: "ความหมาย" },
  page: { en: "page", th: "หน้า" },
  of: { en: "of", th: "จาก" },
  total: { en: "total", th: "รวม" },
  none: { en: "none", th: "ไม่มี" },
  unknown: { en: "not known", th: "ไม่ทราบ" },
  contents: { en: "Contents", th: "สารบัญ" },
  chart: { en: "Chart of the table that follows", th: "แผนภูมิของตารางถัดไป" },
  flaggedPart: { en: "flagged", th: "มีข้อสังเกต" },
  otherPart: { en: "other contracts in scope", th: "สัญญาอื่นในขอบเขต" },
  table: { en: "table", th: "ตาราง" },
  row: { en: "row", th: "แถวที่" },
  sheet: { en: "Sheet", th: "แผ่นงาน" },
  rows: { en: "rows", th: "แถว" },
  column: { en: "Column", th: "คอลัมน์" },
  longSheets: { en: "Long tables", th: "ตารางยาว" },
  longSheetsMeans: {
    en: "A sheet holds 1,048,576 rows. A longer table goes on in a sheet of the same name with (2), (3) behind it; the CSV and JSON of this report hold it in one piece.",
    th: "แผ่นงานหนึ่งบรรจุได้ 1,048,576 แถว ตารางที่ยาวกว่านั้นต่อในแผ่นงานชื่อเดียวกันที่มี (2), (3) ต่อท้าย แฟ้ม CSV และ JSON ของรายงานนี้มีตารางครบในแฟ้มเดียว",
  },
  cutText: { en: "cut", th: "ตัดข้อความ" },
} as const satisfies Record<string, Text>;

export type WordName = keyof typeof WORDS;

export const word = (name: WordName, language: Language): string => WORDS[name][language];

/** Terms that readers outside the trade meet, in both languages. */
export const GLOSSARY: readonly { term: Text; means: Text }[] = [
  {
    term: { en: "flag", th: "ข้อสังเกต" },
    means: { en: "An answer of an indicator that is a reason to look.", th: "คำตอบของตัวชี้วัดที่เป็นเหตุให้ควรตรวจทาน" },
  },
  {
    term: { en: "lead", th: "ประเด็นที่ควรตรวจทาน" },
    means: { en: "A flag laid out for a reader who may follow it up.", th: "ข้อสังเกตที่จัดไว้ให้ผู้อ่านติดตามต่อ" },
  },
  {
    term: { en: "indicator", th: "ตัวชี้วัด" },
    means: {
      en: "A question with a published method, asked of every subject of its kind.",
      th: "คำถามที่มีวิธีการเปิดเผย และใช้กับสิ่งที่ประเมินทุกรายการ",
    },
  },
  {
    term: { en: "judged", th: "ประเมินได้" },
    means: {
      en: "The records carried what the question needs. The denominator of every share.",
      th: "ข้อมูลมีสิ่งที่คำถามต้องใช้ เป็นตัวหารของทุกสัดส่วน",
    },
  },
  {
    term: { en: "not testable", th: "ไม่สามารถตรวจสอบได้" },
    means: { en: "The records lack what the question needs; never counted as clear.", th: "ข้อมูลไม่มีสิ่งที่คำถามต้องใช้ ไม่นับว่าไม่พบข้อสังเกต" },
  },
  {
    term: { en: "money at issue", th: "มูลค่าที่เกี่ยวข้อง" },
    means: { en: "Value of the contracts that a flag touches; not a loss.", th: "มูลค่าของสัญญาที่มีข้อสังเกต มิใช่ความเสียหาย" },
  },
  {
    term: { en: "fiscal year", th: "ปีงบประมาณ" },
    means: { en: "From 1 October to 30 September, named after the year in which it ends.", th: "ตั้งแต่ 1 ตุลาคม ถึง 30 กันยายน เรียกตามปีที่สิ้นสุด" },
  },
  {
    term: { en: "run", th: "รอบการประเมิน" },
    means: { en: "One asking of all questions over one state of the records.", th: "การประเมินทุกคำถามหนึ่งครั้งกับข้อมูลสถานะหนึ่ง" },
  },
  {
    term: { en: "natural person", th: "บุคคลธรรมดา" },
    means: {
      en: "Shown by letters that stand for the person; name and number are not shown.",
      th: "แสดงด้วยอักษรแทนตัว ไม่แสดงชื่อและเลขประจำตัว",
    },
  },
];
