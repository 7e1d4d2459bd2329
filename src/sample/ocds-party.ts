// The ids by which a made-up OCDS file names processes, contracts and parties, and its parties.

import type { Buyer } from "./buyer.ts";
import type { Purchase } from "./purchase.ts";
import type { Supplier } from "./supplier.ts";

/** The prefix of made-up processes; nobody has registered it. */
export const OCID_PREFIX = "ocds-sample";

/** A JSON object under way. */
export type Json = Record<string, unknown>;

/** The id of a purchase's contracting process. */
export function ocidOf({ projectId }: { projectId: string }): string {
  return `${OCID_PREFIX}-${projectId}`;
}

/** The id of a contract by its place in the purchase. */
export function contractIdOf({ projectId }: { projectId: string }, place: number): string {
  return `${projectId}-${place + 1}`;
}

/** The id of an organisation or person: the register's number; for a person with a masked one, an id of the file's own. */
export function partyIdOf(party: Buyer | Supplier): string {
  if ("unit" in party) return `TH-SMP-${party.departmentCode}-${party.unit}`;
  return party.number.endsWith("xxxx") ? `TH-SMP-P${party.index}` : `TH-TIN-${party.number}`;
}

/** A party as other sections name it. */
export function referenceTo(party: Buyer | Supplier): Json {
  return { id: partyIdOf(party), name: "unit" in party ? `${party.department} / ${party.name}` : party.name };
}

/** The parties of a purchase with their roles; `rich` adds how to reach them. */
export function partiesOf({ buyer }: Purchase, suppliers: readonly Supplier[], tenderers: readonly Supplier[], rich: boolean): Json[] {
  const { province } = buyer.place;
  const found = new Map<number, { supplier: Supplier; roles: string[] }>();
  for (const [role, list] of [
    ["tenderer", tenderers],
    ["supplier", suppliers],
  ] as const) {
    for (const supplier of list) {
      const known = found.get(supplier.index) ?? { supplier, roles: [] };
      if (!known.roles.includes(role)) known.roles.push(role);
      found.set(supplier.index, known);
    }
  }
  const others = [...found.values()].map(({ supplier, roles }) => ({
    ...referenceTo(supplier),
    identifier: { scheme: "TH-TIN", id: supplier.number, ...(rich && { legalName: supplier.name }) },
    ...(rich && { name_en: supplier.english, ...reachOf(supplier.index, province) }),
    roles,
  }));
  return [
    {
      ...referenceTo(buyer),
      name_en: `${buyer.departmentEnglish} / ${buyer.english}`,
      address: { ...(rich && { streetAddress: "ถนนตัวอย่าง" }), locality: buyer.place.district, region: province, countryName: "ไทย" },
      ...(rich && { contactPoint: { name: "งานพัสดุ", email: `unit${buyer.unit}@example.org` } }),
      roles: ["buyer", "procuringEntity"],
    },
    ...others,
  ];
}

/** Where a supplier is and how it is reached: like no other's, and not in use. */
function reachOf(index: number, province: string): Json {
  const line = String(Math.abs(index) % 1_000_000).padStart(6, "0");
  return {
    address: {
      streetAddress: `เลขที่ ${1 + Math.floor(index / 60)} ซอยตัวอย่าง ${1 + (index % 60)}`,
      region: province,
      postalCode: "10999",
      countryName: "ไทย",
    },
    contactPoint: { name: "ฝ่ายประสานงาน", telephone: `02-0${line.slice(0, 2)}-${line.slice(2)}`, email: `s${index}@example.org` },
    details: { scale: "sme" },
  };
}
