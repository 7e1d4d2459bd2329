// Makes the party of a release from a printed number and name, and decides by which key it is known elsewhere.

import type { Party, PartyKind } from "../canon/release.ts";
import { canonical } from "../text/canonical.ts";
import { type Mask, maskedName, maskPersonsIn, startsAsPerson } from "./person.ts";
import { remembered } from "./remembered.ts";
import { arabicDigits, printed } from "./thai-number.ts";
import { bareNumber, isIdentifying, kindOfNumber } from "./thai-tin.ts";

const FORM_BEFORE =
  /^(?:บริษัท(?:มหาชน)?จำกัด\s*(?=บริษัท)|บริษัท(?:หลักทรัพย์(?=\s))?|ห้างหุ้นส่วนจำกัด|ห้างหุ้นส่วนสามัญนิติบุคคล|ห้างหุ้นส่วนสามัญ|บจก\.?|บมจ\.?|บจ\.|หจก\.?|หสน\.?|หสม\.?)\s*/;
const FORM_AFTER =
  /\s*(?:\((?:มหาชน|สำนักงานใหญ่|สาขา[^)]*|ไทยแลนด์|ประเทศไทย|สัญญากิจการค้าร่วม|head office|thailand)\)|จำกัด|จํากัด|มหาชน|(?:,\s*|\s)(?:public company limited|company limited|co\.?,?\s*ltd\.?|limited|ltd\.?|inc\.?|plc\.?))$/i;
const UNHEARD = /[\s.,'"“”‘’()[\]{}·\-–—_/]/g;

/** What is left of a company's name when its legal form, spacing and punctuation are taken away: for finding the same firm, never for showing. */
export const nameKey = remembered((name: string): string => {
  const whole = arabicDigits(canonical(name)).toLowerCase();
  let core = whole;
  for (let before = ""; before !== core; ) {
    before = core;
    core = core.replace(FORM_BEFORE, "").replace(FORM_AFTER, "");
  }
  return core.replace(UNHEARD, "") || whole.replace(UNHEARD, "");
});

const JOINT = /กิจการ(?:ร่วม|รวม)ค้า|กิจการค้าร่วม|คอนซ[อร์]*เ[ตท]ี?ยม|consortium|joint\s*venture|\sร่วมกับ\s|กลุ่มบริษัท.*บริษัท.*บริษัท/i;

/** Whether a name is that of a joint venture or consortium. */
export function isJointName(name: string): boolean {
  return JOINT.test(name);
}

const JURISTIC_NAME =
  /^(?:บริษัท|ห้างหุ้นส่วน|บจก|บมจ|หจก|หสน|หสม|สหกรณ์|มูลนิธิ|สมาคม|ชุมนุมสหกรณ์)|จำกัด(?:\s*\(มหาชน\))?$|(?:^|[\s,])(?:co\.|company|ltd\.?|limited|inc\.?|plc|gmbh|corp(?:oration|\.)?|llc|pte\.?|b\.?v\.?|s\.?a\.?)(?:$|[\s,.])/i;
const PUBLIC_NAME = /^(?:กระทรวง|กรม(?=[ก-ฮเ-ไ])|เทศบาล|องค์การบริหารส่วน|การไฟฟ้า(?:นครหลวง|ส่วนภูมิภาค|ฝ่ายผลิต)|การประปา(?:นครหลวง|ส่วนภูมิภาค))/;
/** Words of trades, shops and bodies: a name that holds one is not only a person's. */
const TRADE =
  /^วัด|ห้าง|ร้าน|อู่|โรง|สถานี|เรือนจำ|โครงการ|ศูนย์|สำนัก|ห้อง|กลุ่ม|คณะ|ชุมชน|วิสาหกิจ|มหาวิทยาลัย|วิทยาลัย|สถาบัน|องค์การ|เซอร์วิส|เซอวิส|ซัพพลาย|พา[ณน]ิช|การช่าง|ช่าง|การไฟฟ้า|แอร์|คอม|วัสดุ|ก่อสร้าง|เครื่อง|สเตชั่น|การพิมพ์|[พป]ริ้น|ก๊อปปี้|ดีไซน์|เฟอร์นิเจอร์|เทรดดิ้ง|กรุ๊ป|ยนต์|มอเตอร์|อะไหล่|ฟาร์ม|เกษตร|พันธุ์|อลูมิ|อิเล[็]?ก|ไอที|เน็[ตท]|มีเดีย|คลินิก|เภสัช|แบตเตอรี่|โฟน|ออโต้|เซ็นเตอร์|เซนเตอร์|มาร์เก็|ภัณฑ์|ไซน์|ป้าย|อิงค์|ผ้า|กระจก|แทร[คก]|คาร์|โซล่า|พลัส|โฮม|เดคอร์|แอนด์|เทค|ซาวด์|สปอร์ต|กีฬา|ก๊าซ|แก๊ส|น้ำดื่ม|ขนส่ง|ทัวร์|อาหาร|เบเกอรี่|ครัว|ค้า|ปิโตรเลียม|เอ็นจิเนีย|ยูไนเต็ด|ทราเวล|แทรเวล|เคมี|บริการ|การโยธา|ออยล์|อุปกรณ์|โซลูชั่น/;
const BARE_NAME = /^[ก-ฮเ-ไ][ก-ฺเ-๎]{2,} (?:ณ )?[ก-ฮเ-ไ][ก-ฺเ-๎]{2,}$/;

/** A trade name with its owner: … โดย and a first and family name. */
const RUN_BY = /โดย\s?[ก-ฮเ-ไ][ก-ฺเ-๎]+ [ก-ฮเ-ไ][ก-ฺเ-๎]+$/;

/** What a name alone says about who bears it; a shop's name says nothing. */
export const kindOfName = remembered((name: string): PartyKind => {
  const plain = canonical(name);
  if (startsAsPerson(plain)) return "natural";
  if (isJointName(plain)) return "joint_venture";
  if (JURISTIC_NAME.test(plain)) return "juristic";
  if (PUBLIC_NAME.test(plain)) return "public";
  // Publishers drop a person's number and sometimes the title too: what looks like a first and a family name is treated as one.
  if (BARE_NAME.test(plain) && !TRADE.test(plain)) return "natural";
  return RUN_BY.test(plain) || maskPersonsIn(plain, () => "") !== plain ? "natural" : "unknown";
});

/** A party as printed. */
export interface PrintedParty {
  number?: unknown;
  name?: unknown;
  address?: string | null;
  phone?: string | null;
}

/** The party of a release, masked when it is a natural person; undefined when nothing printed says who it is. */
export function partyOf(source: PrintedParty, mask: Mask): Party | undefined {
  const cell = printed(source.number);
  const number = cell === null || /^[xX]+$/.test(cell) ? null : bareNumber(cell);
  const name = printed(source.name);
  const byNumber = number === null ? undefined : kindOfNumber(number);
  // Ordinary partnerships and joint ventures share the numbers 0992.
  const joint = number?.startsWith("0992") && name !== null && isJointName(name) ? "joint_venture" : undefined;
  const kind = joint ?? byNumber ?? (name === null ? "unknown" : kindOfName(name));

  if (kind === "natural") {
    // Nine digits are shared by a thousand people: without a name they identify nobody.
    if (name === null && !isIdentifying(number ?? "")) return undefined;
    const letters = mask(`${number ?? ""}|${name === null ? "" : canonical(name)}`);
    return { id: `natural:${letters}`, kind, name: maskedName(letters), registry_number: null };
  }
  const shown = name === null ? null : withoutPersons(name, mask);
  const rest = {
    ...(source.address !== undefined && { address: source.address }),
    ...(source.phone !== undefined && { phone: source.phone }),
  };
  if (number !== null && isIdentifying(number)) {
    return { id: `TH-TIN:${number}`, kind, name: shown, registry_number: cell, country: "TH", ...rest };
  }
  if (name === null) return undefined;
  return { id: `name:${nameKey(shown ?? name)}`, kind, name: shown, registry_number: number === null ? null : cell, ...rest };
}

const SIGNED_BY = /(?<=โดย\s{0,4}|[(/]\s{0,4})(?:นาย|นาง|น\.\s?ส\.|ว่าที่|mr|mrs|miss|ms\.)/i;

/** A body may be printed under, or with, the name of the person who acts for it. Elsewhere นาย is part of a firm's own name. */
function withoutPersons(name: string, mask: Mask): string {
  if (startsAsPerson(canonical(name))) return maskedName(mask(`|${canonical(name)}`));
  const signatory = name.search(SIGNED_BY);
  return signatory < 0 ? name : name.slice(0, signatory) + maskPersonsIn(name.slice(signatory), mask);
}
