// Titles as buyers write them in e-GP: the method at the end, digits sometimes Thai, spaces sometimes doubled.

import type { Buyer } from "./buyer.ts";
import { thaiDigits } from "./calendar.ts";
import type { Category, Item } from "./item.ts";
import type { Method } from "./purchase.ts";
import type { Random } from "./random.ts";
import type { Syllable } from "./syllables.ts";

/** The words with which e-GP prints the method at the end of a title. */
export const BY_METHOD: Readonly<Record<Method, string>> = {
  open: "ด้วยวิธีประกวดราคาอิเล็กทรอนิกส์ (e-bidding)",
  selective: "โดยวิธีคัดเลือก",
  direct: "โดยวิธีเฉพาะเจาะจง",
};
const VERB: Readonly<Record<Category, string>> = { goods: "ซื้อ", services: "จ้าง", works: "จ้าง" };

/** The title of a purchase, and the same in English. */
export function titleOf(
  {
    item,
    method,
    category,
    buyer,
    fiscalYear,
    place,
  }: { item: Item; method: Method; category: Category; buyer: Buyer; fiscalYear: number; place: Syllable },
  chance: Random,
): { thai: string; english: string } {
  const count = chance.between(1, 24);
  const start = `${method === "open" ? "ประกวดราคา" : ""}${VERB[category]}${item.thai}`;
  const what =
    category === "works"
      ? `${start}${place[0]} ${chance.between(1, 99)} ระยะทาง ${chance.between(120, 4800)} เมตร`
      : `${start} จำนวน ${count} ${item.unit[0]} สำหรับ${buyer.name}`;
  const year = chance.permille(250) ? ` ประจำปีงบประมาณ พ.ศ. ${fiscalYear}` : "";
  const plain = `${what}${year} ${BY_METHOD[method]}`;
  const spaced = chance.permille(210) ? plain.replace(" ", "  ") : plain;
  const english =
    category === "works"
      ? `Works: ${item.english} ${place[1]}`
      : `${category === "goods" ? "Purchase" : "Hire"}: ${item.english}, ${count} ${item.unit[1]}`;
  return { thai: chance.permille(280) ? thaiDigits(spaced) : spaced, english };
}
