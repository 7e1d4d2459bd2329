// Names and citizen numbers of natural persons: how they are recognised, and what stands in their place.

import { canonical } from "../text/canonical.ts";
import { arabicDigits } from "./thai-number.ts";
import { bareNumber, checkDigitHolds } from "./thai-tin.ts";

/** Masks an identity with the workspace's key: at least sixteen letters a to p, no digit. */
export type Mask = (identity: string) => string;

/** What is shown for a natural person: the kind of person and six letters, the same for the same identity. */
export function maskedName(letters: string): string {
  return `บุคคลธรรมดา · ${letters.slice(0, 6)}`;
}

const RANK_WORDS =
  "พลตำรวจ(?:เอก|โท|ตรี)|พันตำรวจ(?:เอก|โท|ตรี)|ร้อยตำรวจ(?:เอก|โท|ตรี)|จ่าสิบตำรวจ|สิบตำรวจ(?:เอก|โท|ตรี)|ดาบตำรวจ|พันจ่า(?:อากาศ)?(?:เอก|โท|ตรี)|จ่าสิบ(?:เอก|โท|ตรี)|จ่าอากาศ(?:เอก|โท|ตรี)|จ่า(?:เอก|โท|ตรี)|นาวา(?:อากาศ)?(?:เอก|โท|ตรี)|เรือ(?:อากาศ)?(?:เอก|โท|ตรี)|พัน(?:เอก|โท|ตรี)|ร้อย(?:เอก|โท|ตรี)|สิบ(?:เอก|โท|ตรี)";
const RANK_LETTERS =
  "พล\\.?\\s?ต\\.?\\s?[อทต]\\.|พ\\.\\s?ต\\.\\s?[อทต]\\.|ร\\.\\s?ต\\.\\s?[อทต]\\.|จ\\.\\s?ส\\.\\s?[อทต]\\.|ส\\.\\s?ต\\.\\s?[อทต]\\.|พ\\.\\s?จ\\.\\s?[อทต]\\.|จ\\.\\s?ส\\.\\s?ต\\.|ด\\.\\s?ต\\.|[พรส]\\.\\s?[อทต]\\.|[นจ]\\.\\s?[อทต]\\.";
/** Longest first: นางสาว before นาง. */
const TITLE_WORDS = "นางสาว|นาย|นาง";
const TITLE_WORDS_APART = "เด็กชาย|เด็กหญิง|หม่อมหลวง|หม่อมราชวงศ์";
const TITLE_LETTERS = "น\\.\\s?ส\\.|นส\\.|ด\\.\\s?[ชญ]\\.|ม\\.\\s?ล\\.|ม\\.\\s?ร\\.\\s?ว\\.";
/** Ms needs its point: without one it is a mass spectrometer. */
const FOREIGN_TITLE = "(?:(?:MISTER|Mister|MISS|Miss|miss|MRS|Mrs|mrs|MR|Mr|mr)(?:\\.\\s*|\\s+)|(?:MS|Ms|ms)\\.\\s*)";

/** Words that begin with a person's title and are none: offices, ranks and trades. */
const OFFICE =
  "นาย(?:กฯ|ก(?=$|[\\s).,/]|รัฐ|เทศ|องค์|อบ|ให้|เมือง|สมาคม|สภา|เหล่า|กิตติ|พัทยา|หญิง|ชาย|คน|และ|ใน)|อำเภอ|ทะเบียน|ช่าง|ทหาร|ตำรวจ|ตรวจ|จ้าง|หน้า|ประตู|สถานี|ด่าน|ไปรษณีย์|อากร|สัตวแพทย์|แพทย์|ท้าย|ทุน|ประกัน(?![ก-ฮ])|หมวด|หมู่|หนัง|ฮ้อย|ยาม|วง|เวร|กองเอก|พราน|สนาม|สิบ|ร้อย|พล(?=$|[\\s)]|ทหาร|ตำรวจ)|เรือ(?![งน])|เงิน|คลัง|ช้าง|ควาญ|รอง)|นาง(?:รอง|เลิ้ง|ลิ้นจี่|คนิก|แค(?=$|[\\s)])|พญา|บวช|แล(?=$|[\\s)])|ลือ|ฟ้า|รม|เอก|งาม|สงกรานต์|นพมาศ|พยาบาล|สนม|กำนัล|ใน|รำ|แบบ|แอ่น|นวล(?=$|[\\s)])|นาค|แก้ว|เจ้า|เธอ|สาวไทย)";
const isOffice = new RegExp(`^(?:${OFFICE})`);

const STARTS_WITH_TITLE = new RegExp(
  `^(?:ว่าที่\\s*(?:${RANK_WORDS}|${RANK_LETTERS})?|(?:${RANK_WORDS}|${RANK_LETTERS})|(?:${TITLE_WORDS}|${TITLE_WORDS_APART}|${TITLE_LETTERS}))\\s*(?:หญิง\\s*)?(?=[ก-ฮเ-ไ])|^${FOREIGN_TITLE}(?=\\p{L})`,
  "u",
);

/** Whether a party's name begins as a person's does: with นาย, นาง, นางสาว, a rank, or Mr and its kin. */
export function startsAsPerson(name: string): boolean {
  return STARTS_WITH_TITLE.test(name) && !isOffice.test(name);
}

const WORD = "[ก-ฮเ-ไ][ก-ฺเ-๎]{1,39}";
/** What follows a first name that is not a family name: the sentence has gone on. */
const SENTENCE =
  "(?:โดย|ด้วย|ตาม|เพื่อ|ที่|และ|หรือ|ถึง|จาก|ใน|สาย|ซอย|ถนน|ตรอก|ประจำ|จำนวน|ขนาด|ระยะ|กว้าง|ยาว|หนา|พร้อม|ตำแหน่ง|หมู่|ตำบล|อำเภอ|จังหวัด|แขวง|เขต|บ้าน|ณ(?=\\s|$)|เป็น|ให้|ได้|ของ|แบบ|ภายใน|ตั้งแต่|ระหว่าง|งาน|โครงการ|กองทุน|วันที่|เดือน|ปี|ครั้ง|รวม|ราย|ผู้|บริเวณ|ทั้ง|กับ|เข้า|ไป|สำหรับ|สังกัด|กอง|สำนัก|โรงเรียน|วัด|ศูนย์|กลุ่ม|ต่อ|ซึ่ง|ขอ|อัน|เนื่อง|ภายใต้|พื้นที่|พระบาท|พระราช|ปราบ|ฯ)";
/** Where a family name written without a space after it ends. */
const RUN_ON = "(?:โดยวิธี|ด้วยวิธี|โดยวิธ|จำนวน|ตำแหน่ง|หมู่ที่|ตำบล|อำเภอ|จังหวัด|ประจำ|เพื่อ|ตั้งแต่|และนา|ผู้รับ|ผู้ขาย|เป็นผู้|ถึงบ้าน|บ้านเลขที่)";
/** Even before a bracket or the end these go on with the sentence. */
const NEVER_A_NAME = "(?:โดย|ด้วย|ตาม|เพื่อ|จำนวน|ประจำ|ตำแหน่ง|หมู่ที่|ตำบล|อำเภอ|จังหวัด|โครงการ|โรงเรียน|และ|พร้อม|ฯ)";
const LETTERS = `[ก-ฮเ-ไ](?:(?!${RUN_ON})[ก-ฺเ-๎]){1,39}`;
const FAMILY_NAME = `(?:(?!${SENTENCE})${LETTERS}|(?!${NEVER_A_NAME})${LETTERS}(?=\\s*(?:[)/]|$|โดยวิธี|ด้วยวิธี)))(?:\\s+ณ\\s+${WORD})?`;
const LINKED = "(?:ณ|บิน|บินติ|เบ็ญ|เบญ|แม|เจ๊ะ)\\s+";
/** Thai text runs on without spaces, so that a title may stand inside another word. */
const NOT_INSIDE =
  "(?<!พัฒ|ทำ|[ก-ฮ]ท|ทะ|เจ้า|มิถุ|ขุน|พระ|น้อง|หนอง|คลอง|สนาม|ท่า|ภู|ปาก|เขา|โนน|โคก|ดอน|ห้วย|เห็ด|หุ่น|ตำบล|อำเภอ|แขวง|บาง|ลำ|คอย|ยา|โรงเรียน|(?:^|[^ก-๎])[ก-ฮ])";
const TITLE_IN_TEXT = `(?:ว่าที่\\s*(?:${RANK_WORDS}|${RANK_LETTERS})\\s*(?:หญิง)?|(?<![ก-๎.])(?:${RANK_WORDS}|${RANK_LETTERS}|${TITLE_LETTERS}|${TITLE_WORDS_APART})|${NOT_INSIDE}(?:${TITLE_WORDS}))`;
const PERSON_IN_TEXT = new RegExp(`${TITLE_IN_TEXT}\\s{0,3}(?!${NEVER_A_NAME}|ระหว่าง|หญิง)${WORD}\\s{1,4}(?:${LINKED})?${FAMILY_NAME}`, "g");
const FOREIGN_PERSON_IN_TEXT = new RegExp(`(?<!\\p{L})${FOREIGN_TITLE}\\p{Lu}[\\p{L}'’-]+(?:\\s+\\p{Lu}[\\p{L}'’-]+){1,3}`, "gu");
const MAY_NAME_A_PERSON = /นาย|นาง|น\.\s?ส|นส\.|ด\.\s?[ชญต]|เด็ก|หม่อม|ม\.\s?[ลร]|ว่าที่|ต\.|อ\.|ท\.|ตรี|เอก|โท|ตำรวจ|\bm(?:r|s|is)/i;

const SEPARATOR = "[\\s\\-–.]?";
const NUMBER_IN_TEXT = new RegExp(
  `(?<![\\dA-Za-z๐-๙])(?:[1-8๑-๘]${SEPARATOR}[\\d๐-๙]{4}${SEPARATOR}[\\d๐-๙]{5}${SEPARATOR}[\\d๐-๙]{2}${SEPARATOR}[\\d๐-๙]|[1-8]\\d{8}[xX]{4})(?![\\d๐-๙])`,
  "g",
);
const MAY_HOLD_NUMBER = /[1-8๑-๘][\d๐-๙]/;
const MARKS = "•••••••••••••";

/** นาย is also how men are counted: จำนวน 4 นาย. */
const COUNTED = /^นาย\s/;
const AFTER_COUNT = /[\d๐-๙]\s*$/;

function maskNumber(found: string): string {
  const digits = arabicDigits(found).replace(/[^\dxX]/g, "");
  return /[xX]/.test(digits) || checkDigitHolds(digits) ? MARKS : found;
}

/**
 * The name of a person without the title, as it may stand elsewhere; undefined when it is too short to be told from other words.
 * A name of one word, such as a shop's, is no safe thing to look for.
 */
function namePattern(name: string, text: string): RegExp | undefined {
  const words = name.replace(STARTS_WITH_TITLE, "").trim().split(/\s+/);
  if (words.length < 2 || words.length > 4 || !text.includes(words[0]!) || words.some((word) => !/^[\p{L}\p{M}.'’-]+$/u.test(word)))
    return undefined;
  return new RegExp(`(?:(?:${TITLE_WORDS}|${TITLE_LETTERS})\\s*)?${words.map((word) => word.replaceAll(".", "\\.")).join("\\s+")}`, "g");
}

/** Free text in which one known person, a supplier of the record, is replaced wherever the full name stands. */
export function maskNameIn(text: string, name: string, shown: string): string {
  const pattern = namePattern(canonical(name), text);
  return pattern ? text.replace(pattern, shown) : text;
}

/** Free text in which one known citizen number, however it is spaced, shows no digit. */
export function maskNumberIn(text: string, number: string): string {
  return text.replace(NUMBER_IN_TEXT, (found) => (bareNumber(found) === number ? MARKS : found));
}

/** Free text without citizen numbers and without the names that follow a person's title: each becomes what is shown for a person. */
export function maskPersonsIn(text: string, mask: Mask): string {
  let shown = MAY_HOLD_NUMBER.test(text) ? text.replace(NUMBER_IN_TEXT, maskNumber) : text;
  if (!MAY_NAME_A_PERSON.test(shown)) return shown;
  shown = shown.replace(PERSON_IN_TEXT, (found: string, at: number, whole: string) =>
    isOffice.test(found) || (COUNTED.test(found) && AFTER_COUNT.test(whole.slice(0, at)))
      ? found
      : maskedName(mask(`|${canonical(found)}`)),
  );
  return shown.replace(FOREIGN_PERSON_IN_TEXT, (found) => maskedName(mask(`|${canonical(found)}`)));
}
