// Made-up suppliers. Numbers of juristic persons have serials from 90000, which no province's register has reached; citizen numbers
// begin with a province 00 that does not exist; family names of persons say that they are made up.

import { scramble } from "./random.ts";
import { madeUpWord, type Syllable } from "./syllables.ts";

/** A supplier as records print it. */
export interface Supplier {
  /** Which of the made-up suppliers; joint ventures have the index of their first member, negative. */
  index: number;
  form: Form;
  /** Thirteen digits; nine and `xxxx` for a person. */
  number: string;
  name: string;
  english: string;
}

/** What kind of party a supplier is; a shop is a person who trades under a name. */
export type Form = "company" | "public_company" | "partnership" | "cooperative" | "community" | "person" | "shop" | "joint_venture";

const GOODS_AND_SERVICES: readonly Syllable[] = [
  ...([
    ["ซัพพลาย", "Supply"],
    ["เทรดดิ้ง", "Trading"],
    ["เมดิคอล", "Medical"],
    ["คอมพิวเตอร์", "Computer"],
  ] as const),
  ...([
    ["ออโตเมชั่น", "Automation"],
    ["อินเตอร์เทค", "Intertech"],
    ["เซอร์วิส", "Service"],
    ["คลีนนิ่ง", "Cleaning"],
  ] as const),
  ...([
    ["โซลูชั่น", "Solutions"],
    ["กรุ๊ป", "Group"],
  ] as const),
];
const WORKS: readonly Syllable[] = [
  ...([
    ["ก่อสร้าง", "Construction"],
    ["การโยธา", "Civil Works"],
    ["วิศวกรรม", "Engineering"],
  ] as const),
  ...([
    ["คอนสตรัคชั่น", "Builders"],
    ["การช่าง", "Contracting"],
  ] as const),
];
const SHOPS: readonly Syllable[] = [
  ...([
    ["พาณิชย์", "Phanit"],
    ["ก๊อปปี้", "Copy"],
    ["วัสดุภัณฑ์", "Materials"],
    ["เฟอร์นิเจอร์", "Furniture"],
  ] as const),
];
const TITLES: readonly Syllable[] = [
  ["นาย", "Mr. "],
  ["นาง", "Mrs. "],
  ["นางสาว", "Miss "],
];
const GIVEN: readonly Syllable[] = [
  ...([
    ["ก้อง", "Kong"],
    ["ขวัญ", "Khwan"],
    ["จันทร์", "Chan"],
    ["ชบา", "Chaba"],
    ["ดวงแก้ว", "Duangkaeo"],
    ["ตะวัน", "Tawan"],
  ] as const),
  ...([
    ["ทองดี", "Thongdi"],
    ["น้ำฝน", "Namfon"],
    ["บุญมา", "Bunma"],
    ["ปรีดา", "Prida"],
    ["มะลิ", "Mali"],
    ["สายใจ", "Saichai"],
  ] as const),
];
/** The ends of family names that mark them as made up. */
export const FAMILY_MARKS: readonly Syllable[] = [
  ["สมมติกุล", "sommottikun"],
  ["สมมติวงศ์", "sommottiwong"],
  ["ตัวอย่างสกุล", "tuayangsakun"],
];
const PROVINCES = ["10", "10", "10", "11", "12", "13", "20", "24", "30", "40", "50", "65", "73", "74", "84", "90"];

/** The number with the check digit of a Thai thirteen-digit number after its twelve. */
export function withCheckDigit(twelve: string): string {
  let sum = 0;
  for (let place = 0; place < 12; place += 1) sum += Number(twelve[place]) * (13 - place);
  return `${twelve}${(11 - (sum % 11)) % 10}`;
}

function registered(type: string, index: number): string {
  const serial = index % 10_000;
  const turn = Math.floor(index / 10_000);
  const year = 530 + ((serial * 7 + turn) % 36);
  const province = PROVINCES[(serial + Math.floor(turn / 36)) % PROVINCES.length]!;
  return withCheckDigit(`0${province}${type}${year}${90_000 + serial}`);
}

/** A number of the revenue department's own series: joint ventures 0993, cooperatives 0994, community enterprises 0992. */
function ofRevenue(series: string, index: number): string {
  return withCheckDigit(`${series}9${String(index % 10_000_000).padStart(7, "0")}`);
}

function nameOf(form: Form, index: number): Syllable {
  const [thai, english] = madeUpWord(index);
  const trades = form === "shop" ? SHOPS : index % 3 === 0 ? WORKS : GOODS_AND_SERVICES;
  const [trade, inEnglish] = trades[(index + Math.floor(index / 1000)) % trades.length]!;
  switch (form) {
    case "company":
      return [`บริษัท ${thai} ${trade} จำกัด`, `${english} ${inEnglish} Co., Ltd.`];
    case "public_company":
      return [`บริษัท ${thai} ${trade} จำกัด (มหาชน)`, `${english} ${inEnglish} Public Company Limited`];
    case "partnership":
      return [`ห้างหุ้นส่วนจำกัด ${thai} ${trade}`, `${english} ${inEnglish} Limited Partnership`];
    case "cooperative":
      return [`สหกรณ์การเกษตร${thai} จำกัด`, `${english} Agricultural Cooperative Limited`];
    case "community":
      return [`วิสาหกิจชุมชน${thai}`, `${english} Community Enterprise`];
    case "shop":
      return [`ร้าน${thai}${trade}`, `${english} ${inEnglish} Shop`];
    default:
      return personName(index);
  }
}

function personName(index: number): Syllable {
  const [title, inEnglish] = TITLES[index % TITLES.length]!;
  const given = GIVEN[Math.floor(index / TITLES.length) % GIVEN.length]!;
  const [family, familyEnglish] = madeUpWord(index + 11);
  const mark = FAMILY_MARKS[index % FAMILY_MARKS.length]!;
  return [`${title}${given[0]} ${family}${mark[0]}`, `${inEnglish}${given[1]} ${familyEnglish}${mark[1]}`];
}

/** The whole number of a made-up citizen, which e-GP files never print. */
export function citizenNumber(index: number): string {
  return withCheckDigit(`${1 + (index % 8)}00${String((index * 7919 + 1_000_003) % 1_000_000_000).padStart(9, "0")}`);
}

function numberOf(form: Form, index: number): string {
  const types: Partial<Record<Form, string>> = { company: "5", public_company: "7", partnership: "3" };
  if (types[form]) return registered(types[form], index);
  if (form === "cooperative") return ofRevenue("0994", index);
  if (form === "community") return ofRevenue("0992", index);
  return `${citizenNumber(index).slice(0, 9)}xxxx`;
}

function supplier(form: Form, index: number): Supplier {
  const [name, english] = nameOf(form, index);
  return { index, form, number: numberOf(form, index), name, english };
}

/** Who small purchases are made from: companies and partnerships, one in four a person or shop. */
export function smallSupplier(index: number): Supplier {
  const lot = scramble(index + 17) % 1000;
  const form =
    lot < 530 ? "company" : lot < 730 ? "partnership" : lot < 880 ? "person" : lot < 970 ? "shop" : lot < 985 ? "cooperative" : "community";
  return supplier(form, index);
}

/** Who bids for tenders: always a juristic person. */
export function contractor(index: number): Supplier {
  const lot = scramble(index + 29) % 1000;
  return supplier(lot < 700 ? "company" : lot < 970 ? "partnership" : "public_company", index);
}

/** A natural person who is hired. */
export function person(index: number): Supplier {
  return supplier("person", index);
}

/** The joint venture of several, as national records print it: one party with a number of its own. */
export function jointVenture(members: readonly Supplier[]): Supplier {
  const names = members.map(({ index }) => madeUpWord(index));
  return {
    index: -members[0]!.index,
    form: "joint_venture",
    number: ofRevenue("0993", members[0]!.index),
    name: `กิจการร่วมค้า ${names.map(([thai]) => thai).join("-")}`,
    english: `${names.map(([, english]) => english).join("-")} Joint Venture`,
  };
}
