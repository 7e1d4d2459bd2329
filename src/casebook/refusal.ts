// What is said when an act of review cannot be done, in both languages: what, and what to do instead.
import { type ExitName, UserError } from "../error.ts";

interface Refusal {
  what: { en: string; th: string };
  remedy: { en: string; th: string };
  exit?: ExitName;
}

const REFUSALS = {
  "reason-missing": {
    what: { en: "A reason is missing.", th: "ยังไม่ได้ระบุเหตุผลประกอบ" },
    remedy: { en: "Say in a sentence why.", th: "โปรดระบุเหตุผลประกอบหนึ่งประโยค" },
  },
  "reason-too-long": {
    what: { en: "The text has more than 5,000 characters.", th: "ข้อความยาวเกิน 5,000 อักขระ" },
    remedy: { en: "Shorten it.", th: "โปรดย่อข้อความ" },
  },
  "verdict-missing": {
    what: { en: "A verdict is missing.", th: "ยังไม่ได้เลือกคำวินิจฉัย" },
    remedy: { en: "Choose refer, explained or bad_data.", th: "โปรดเลือก refer, explained หรือ bad_data" },
  },
  "explanation-missing": {
    what: { en: "No explanation was chosen.", th: "ยังไม่ได้เลือกเหตุผลที่อธิบายได้" },
    remedy: { en: "Choose which one explains it.", th: "โปรดเลือกเหตุผลที่อธิบายได้" },
  },
  "explanation-unknown": {
    what: { en: "This indicator has no such explanation.", th: "ตัวชี้วัดนี้ไม่มีเหตุผลดังกล่าว" },
    remedy: { en: "Choose one from its list, or other.", th: "โปรดเลือกจากรายการ หรือเลือกเหตุผลอื่น" },
  },
  "field-missing": {
    what: { en: "No field was named.", th: "ยังไม่ได้ระบุข้อมูลที่ไม่ถูกต้อง" },
    remedy: { en: "Name the field that is wrong.", th: "โปรดระบุข้อมูลที่ไม่ถูกต้อง" },
  },
  "field-unknown": {
    what: { en: "This indicator shows no such field.", th: "ตัวชี้วัดนี้ไม่มีข้อมูลดังกล่าว" },
    remedy: { en: "Name one that it shows, or other.", th: "โปรดระบุข้อมูลที่แสดงไว้ หรือเลือกข้อมูลอื่น" },
  },
  "already-decided": {
    what: { en: "This flag has been decided.", th: "ข้อสังเกตนี้วินิจฉัยแล้ว" },
    remedy: { en: "Reopen it first, with a reason.", th: "โปรดเปิดตรวจทานใหม่พร้อมระบุเหตุผลก่อน" },
  },
  "not-decided": {
    what: { en: "Only a decided flag can be reopened.", th: "เปิดตรวจทานใหม่ได้เฉพาะข้อสังเกตที่วินิจฉัยแล้ว" },
    remedy: { en: "Decide it, or leave a note.", th: "โปรดวินิจฉัย หรือเพิ่มบันทึก" },
  },
  "own-account": {
    what: { en: "Nobody changes their own role or shuts themselves out.", th: "เปลี่ยนบทบาทหรือปิดใช้บัญชีของตนเองไม่ได้" },
    remedy: {
      en: "Another administrator can; one's own password is changed under one's account.",
      th: "โปรดให้ผู้ดูแลระบบคนอื่นดำเนินการ ส่วนรหัสผ่านของตนเปลี่ยนได้ที่หน้าบัญชี",
    },
  },
  "first-user": {
    what: { en: "The first user is added on the machine that runs this page.", th: "ผู้ใช้คนแรกต้องเพิ่มบนเครื่องที่ให้บริการหน้านี้" },
    remedy: { en: "jabta user add NAME --role admin", th: "ใช้คำสั่ง jabta user add NAME --role admin" },
  },
  "key-days": {
    what: { en: "A key is good for 1 to 366 days.", th: "คีย์มีอายุได้ 1 ถึง 366 วัน" },
    remedy: { en: "Say for how many days.", th: "โปรดระบุจำนวนวัน" },
  },
  "mapping-unknown": {
    what: { en: "There is no such mapping.", th: "ไม่มีแผนผังข้อมูลนี้" },
    remedy: { en: "Choose one from the list, or send a file.", th: "โปรดเลือกจากรายการ หรือส่งแฟ้ม" },
  },
  "no-flag": {
    what: { en: "No flag was named.", th: "ไม่ได้ระบุข้อสังเกต" },
    remedy: { en: "Name at least one flag.", th: "โปรดระบุข้อสังเกตอย่างน้อยหนึ่งรายการ" },
  },
  "too-many": {
    what: { en: "More than 200 flags at once.", th: "ระบุข้อสังเกตเกิน 200 รายการ" },
    remedy: { en: "Work in smaller groups.", th: "โปรดแบ่งดำเนินการเป็นกลุ่มย่อย" },
  },
  "flag-unknown": {
    what: { en: "This flag is not in the run in force.", th: "รอบประเมินปัจจุบันไม่มีข้อสังเกตนี้" },
    remedy: { en: "Load the page again.", th: "โปรดโหลดหน้าใหม่" },
    exit: "noInput",
  },
  "evidence-changed": {
    what: { en: "The evidence of this flag has changed since it was shown.", th: "หลักฐานของข้อสังเกตนี้เปลี่ยนแปลงหลังจากที่แสดง" },
    remedy: { en: "Look at the new evidence, then decide.", th: "โปรดดูหลักฐานใหม่แล้วจึงวินิจฉัย" },
    exit: "tryAgain",
  },
  "review-conflict": {
    what: { en: "Somebody else worked on this meanwhile.", th: "มีผู้อื่นดำเนินการกับรายการนี้ในระหว่างนั้น" },
    remedy: { en: "Look at what they left, then decide again.", th: "โปรดดูสิ่งที่บันทึกไว้แล้วจึงวินิจฉัยอีกครั้ง" },
    exit: "tryAgain",
  },
  "verb-unknown": {
    what: { en: "There is no such act.", th: "ไม่มีการดำเนินการนี้" },
    remedy: { en: "Load the page again.", th: "โปรดโหลดหน้าใหม่" },
  },
  "act-unknown": {
    what: { en: "There is no such act to take back.", th: "ไม่มีการดำเนินการนี้ให้ยกเลิก" },
    remedy: { en: "Choose one from the history.", th: "โปรดเลือกจากประวัติ" },
    exit: "noInput",
  },
  "not-yours": {
    what: { en: "Only the one who did it can take it back.", th: "ผู้ดำเนินการเท่านั้นที่ยกเลิกได้" },
    remedy: { en: "Reopen it, with a reason.", th: "โปรดเปิดตรวจทานใหม่พร้อมระบุเหตุผล" },
  },
  "not-undoable": {
    what: { en: "This cannot be taken back.", th: "รายการนี้ยกเลิกไม่ได้" },
    remedy: { en: "Add a note that corrects it.", th: "โปรดเพิ่มบันทึกแก้ไข" },
  },
  "too-late": {
    what: { en: "Only the last ten minutes can be taken back.", th: "ยกเลิกได้ภายในสิบนาทีเท่านั้น" },
    remedy: { en: "Reopen it, with a reason.", th: "โปรดเปิดตรวจทานใหม่พร้อมระบุเหตุผล" },
  },
  "view-name": {
    what: { en: "A view needs a name of at most 100 characters.", th: "ชื่อมุมมองต้องมีไม่เกิน 100 อักขระ" },
    remedy: { en: "Give it a short name.", th: "โปรดตั้งชื่อสั้น ๆ" },
  },
  "view-unknown": {
    what: { en: "There is no such view.", th: "ไม่มีมุมมองนี้" },
    remedy: { en: "Choose one from the list.", th: "โปรดเลือกจากรายการ" },
    exit: "noInput",
  },
  "user-name": {
    what: {
      en: "A user's name has 2 to 40 small letters, digits, dots or dashes, and begins with a letter.",
      th: "ชื่อผู้ใช้ต้องเป็นอักษรอังกฤษตัวเล็ก ตัวเลข จุด หรือขีด 2 ถึง 40 อักขระ และขึ้นต้นด้วยตัวอักษร",
    },
    remedy: { en: "Choose such a name, for example somchai.k", th: "โปรดตั้งชื่อตามรูปแบบ เช่น somchai.k" },
  },
  "user-there": {
    what: { en: "There is a user of this name.", th: "มีผู้ใช้ชื่อนี้แล้ว" },
    remedy: { en: "Choose another name, or jabta user role.", th: "โปรดใช้ชื่ออื่น หรือใช้คำสั่ง jabta user role" },
  },
  "user-unknown": {
    what: { en: "There is no user of this name.", th: "ไม่มีผู้ใช้ชื่อนี้" },
    remedy: { en: "jabta user list names them.", th: "ใช้คำสั่ง jabta user list เพื่อดูรายชื่อ" },
    exit: "noInput",
  },
  "role-unknown": {
    what: { en: "There is no such role.", th: "ไม่มีบทบาทนี้" },
    remedy: { en: "Choose viewer, reviewer, auditor or admin.", th: "โปรดเลือก viewer, reviewer, auditor หรือ admin" },
  },
  "password-short": {
    what: { en: "A password has 15 to 200 characters.", th: "รหัสผ่านต้องมี 15 ถึง 200 อักขระ" },
    remedy: { en: "Use a sentence, or several words.", th: "โปรดใช้ประโยคหรือหลายคำประกอบกัน" },
  },
  "password-wrong": {
    what: { en: "The present password is not right.", th: "รหัสผ่านปัจจุบันไม่ถูกต้อง" },
    remedy: { en: "Type it again.", th: "โปรดพิมพ์ใหม่" },
  },
  "webhook-unknown": {
    what: { en: "There is no such webhook.", th: "ไม่มีเว็บฮุกนี้" },
    remedy: { en: "jabta webhook list names them.", th: "ใช้คำสั่ง jabta webhook list เพื่อดูรายการ" },
    exit: "noInput",
  },
  "view-query": {
    what: { en: "The filters are not those of the queue.", th: "เงื่อนไขไม่ใช่เงื่อนไขของรายการตรวจทาน" },
    remedy: { en: "Copy what follows ? in the address of the queue.", th: "โปรดคัดลอกส่วนหลัง ? จากที่อยู่ของรายการตรวจทาน" },
  },
  "own-decision": {
    what: { en: "This takes another person than the one who decided or proposed it.", th: "ต้องเป็นบุคคลอื่นที่มิใช่ผู้วินิจฉัยหรือผู้เสนอ" },
    remedy: { en: "Ask a colleague.", th: "โปรดให้ผู้ร่วมงานดำเนินการ" },
    exit: "notPermitted",
  },
  "second-there": {
    what: { en: "There is a second decision on this evidence.", th: "มีคำวินิจฉัยครั้งที่สองบนหลักฐานนี้แล้ว" },
    remedy: { en: "Choose another flag.", th: "โปรดเลือกข้อสังเกตอื่น" },
  },
  "second-missing": {
    what: { en: "No second reviewer has come to the same decision.", th: "ยังไม่มีผู้ตรวจทานคนที่สองที่วินิจฉัยตรงกัน" },
    remedy: { en: "Wait for the second review.", th: "โปรดรอการตรวจทานครั้งที่สอง" },
  },
  "not-referred": {
    what: {
      en: "Only a flag that was referred on the evidence it has now can be published.",
      th: "เผยแพร่ได้เฉพาะข้อสังเกตที่ส่งต่อตามหลักฐานปัจจุบัน",
    },
    remedy: { en: "Review it first.", th: "โปรดตรวจทานก่อน" },
  },
  suppressed: {
    what: { en: "This flag may not be published.", th: "ข้อสังเกตนี้ถูกระงับมิให้เผยแพร่" },
    remedy: { en: "See why with jabta suppress list.", th: "ดูเหตุผลด้วย jabta suppress list" },
  },
  "not-suppressed": {
    what: { en: "This flag is not kept from being published.", th: "ข้อสังเกตนี้มิได้ถูกระงับการเผยแพร่" },
    remedy: { en: "See which are with jabta suppress list.", th: "ดูรายการที่ระงับด้วย jabta suppress list" },
  },
  "proposed-already": {
    what: { en: "This flag was proposed or published before.", th: "ข้อสังเกตนี้เสนอหรือเผยแพร่แล้ว" },
    remedy: { en: "Look at the list of publications.", th: "โปรดดูรายการเผยแพร่" },
  },
  "publication-unknown": {
    what: { en: "There is no such publication.", th: "ไม่มีรายการเผยแพร่นี้" },
    remedy: { en: "Choose one from the list.", th: "โปรดเลือกจากรายการ" },
    exit: "noInput",
  },
  "publication-settled": {
    what: { en: "This was approved or withdrawn meanwhile.", th: "รายการนี้อนุมัติหรือถอนแล้ว" },
    remedy: { en: "Load the page again.", th: "โปรดโหลดหน้าใหม่" },
  },
  "reply-incomplete": {
    what: { en: "A reply needs who said it and the day it was received.", th: "คำชี้แจงต้องระบุผู้ชี้แจงและวันที่ได้รับ" },
    remedy: { en: "Fill in both.", th: "โปรดกรอกให้ครบ" },
  },
  "upload-unknown": {
    what: { en: "There is no such file here.", th: "ไม่มีแฟ้มนี้" },
    remedy: { en: "Choose one from the list.", th: "โปรดเลือกจากรายการ" },
    exit: "noInput",
  },
  "upload-missing": {
    what: { en: "No file was sent.", th: "ไม่ได้ส่งแฟ้ม" },
    remedy: { en: "Choose a file.", th: "โปรดเลือกแฟ้ม" },
  },
  "upload-settled": {
    what: { en: "This file was taken or dropped before.", th: "แฟ้มนี้นำเข้าหรือยกเลิกแล้ว" },
    remedy: { en: "Load the page again.", th: "โปรดโหลดหน้าใหม่" },
  },
  "upload-unread": {
    what: { en: "No record of this file could be read.", th: "อ่านระเบียนจากแฟ้มนี้ไม่ได้" },
    remedy: { en: "Look at what its preview says.", th: "โปรดดูผลการอ่านเบื้องต้น" },
  },
  "assignee-unknown": {
    what: { en: "There is no reviewer of this name.", th: "ไม่มีผู้ตรวจทานชื่อนี้" },
    remedy: { en: "Choose one from the list.", th: "โปรดเลือกจากรายการ" },
  },
  "key-name": {
    what: { en: "A key needs a name of at most 100 characters.", th: "คีย์ต้องมีชื่อไม่เกิน 100 อักขระ" },
    remedy: { en: "Name the program that uses it.", th: "โปรดระบุชื่อโปรแกรมที่ใช้คีย์" },
  },
  "key-unknown": {
    what: { en: "There is no such key.", th: "ไม่มีคีย์นี้" },
    remedy: { en: "jabta key list names them.", th: "ใช้คำสั่ง jabta key list เพื่อดูรายการ" },
    exit: "noInput",
  },
  "scope-unknown": {
    what: { en: "There is no such scope.", th: "ไม่มีขอบเขตสิทธิ์นี้" },
    remedy: { en: "jabta key add --help names them.", th: "ใช้คำสั่ง jabta key add --help เพื่อดูรายการ" },
  },
} as const satisfies Record<string, Refusal>;

export type RefusalCode = keyof typeof REFUSALS;

/** Whether a trouble is one of these. */
export const isRefusal = (code: string): code is RefusalCode => code in REFUSALS;

/** What a refusal says. */
export const refusalOf = (code: RefusalCode): Refusal => REFUSALS[code];

/** Refuses an act. */
export function refuse(code: RefusalCode): never {
  const { what, remedy, exit = "usage" }: Refusal = REFUSALS[code];
  throw new UserError(code, { what, remedy, exit });
}
