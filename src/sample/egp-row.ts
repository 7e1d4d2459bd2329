// A contract of a purchase as the 28 values of a national e-GP row.

import { thaiDate } from "./calendar.ts";
import { type Method, type Purchase, STREAM } from "./purchase.ts";
import { Random } from "./random.ts";
import { jointVenture, type Supplier } from "./supplier.ts";

/** A value of a row, as JSON would hold it. */
export type Cell = string | number | null;

const KINDS = { goods: "ซื้อ", services: "จ้างทำของ/จ้างเหมาบริการ", works: "จ้างก่อสร้าง" } as const;
const METHODS: Readonly<Record<Method, string>> = {
  open: "ประกวดราคาอิเล็กทรอนิกส์ (e-bidding)",
  selective: "คัดเลือก",
  direct: "เฉพาะเจาะจง",
};
const CONSULTANTS = "จ้างที่ปรึกษาโดยวิธีคัดเลือก";
const GROUP = "วิธีการจัดหา ประกาศเชิญชวนทั่วไป คัดเลือก เฉพาะเจาะจง";
const CONSULTANTS_GROUP = "งานจ้างที่ปรึกษา";
const RUNNING = "ระหว่างดำเนินการ";
const ENDED = "สิ้นสุดสัญญา";

/** The method of a purchase as publishers print it. */
export function methodText({ method, consultants }: Purchase): string {
  return consultants ? CONSULTANTS : METHODS[method];
}

/** Several suppliers as the one party national records print. */
export function asOneParty(suppliers: readonly Supplier[]): Supplier {
  return suppliers.length === 1 ? suppliers[0]! : jointVenture(suppliers);
}

/** The place of the works: a point or a line, whose text holds a comma, with the latitude and longitude of its middle. */
function siteOf(chance: Random): [geometry: string, latitude: number, longitude: number] {
  // Degrees in millionths, so that they are printed alike everywhere.
  const [latitude, longitude] = [13_500_000 + chance.below(400_000), 100_300_000 + chance.below(500_000)];
  const point = (north: number, east: number) => `${(longitude + east) / 1e6} ${(latitude + north) / 1e6}`;
  const geometry = chance.permille(500)
    ? `POINT(${point(0, 0)})`
    : `LINESTRING(${point(-chance.below(900), -chance.below(900))},${point(chance.below(900), chance.below(900))})`;
  return [geometry, latitude / 1e6, longitude / 1e6];
}

/**
 * The rows of a purchase, one for each contract; budget, reference price and agreed sum are the project's and stand on each.
 * Group comes before method, as in the files of FY2568.
 */
export function rowsOf(purchase: Purchase, running: number, { seed, fiscalYear }: { seed: number; fiscalYear: number }): Cell[][] {
  const chance = new Random(seed, STREAM.print, purchase.serial);
  const { buyer, category, consultants } = purchase;
  const site = category === "works" && chance.permille(840) ? siteOf(chance) : (["", null, null] as const);
  const status = chance.permille(120) ? ENDED : RUNNING;
  const isBackground = !purchase.isPlanted;
  const withoutName = isBackground && purchase.method === "direct" && chance.permille(4);
  const withoutReference = isBackground && purchase.method === "direct" && chance.permille(6);
  const agreed = purchase.deals.reduce((sum, { value }) => sum + value, 0);
  return purchase.deals.map((deal, place) => {
    const supplier = asOneParty(deal.suppliers);
    return [
      ...[running + place, Number(purchase.projectId), purchase.title, consultants ? "จ้างที่ปรึกษา" : KINDS[category]],
      ...[buyer.department, buyer.name, consultants ? CONSULTANTS_GROUP : GROUP, methodText(purchase)],
      ...[purchase.announcedOn === null ? "-" : thaiDate(purchase.announcedOn), purchase.budget],
      ...[withoutReference ? null : purchase.reference, agreed, fiscalYear, thaiDate(deal.signedOn)],
      ...[buyer.place.province, buyer.place.district, buyer.place.subdistrict, status, ...site],
      ...[supplier.number, withoutName ? "" : supplier.name, deal.number, thaiDate(deal.signedOn)],
      ...[deal.endsOn === null ? "-" : thaiDate(deal.endsOn), deal.value, status],
    ];
  });
}
