// The sections of an OCDS release: tender, bids, awards, contracts.

import { isoDate, isoInstant } from "./calendar.ts";
import type { Competition } from "./competition.ts";
import { type Change, changed, type Delivery } from "./delivery.ts";
import { methodText } from "./egp-row.ts";
import type { Baht } from "./money.ts";
import { contractIdOf, type Json, partyIdOf, referenceTo } from "./ocds-party.ts";
import type { Deal, Purchase } from "./purchase.ts";

/** Baht as OCDS has them. */
export const money = (amount: Baht): Json => ({ amount, currency: "THB" });

const lotId = (place: number) => `lot-${place + 1}`;
const relatedLots = ({ deals }: Purchase, place: number) => (deals.length > 1 ? { relatedLots: [lotId(place)] } : {});

function document(id: string, type: string, title: string, on: number): Json {
  return {
    id,
    documentType: type,
    title,
    url: `https://example.org/documents/${id}.pdf`,
    datePublished: isoInstant(on),
    format: "application/pdf",
    language: "th",
  };
}

function itemOf({ item, deals }: Purchase, place: number, rich: boolean): Json {
  return {
    id: String(place + 1),
    description: item.thai,
    classification: { scheme: "UNSPSC", id: item.segment },
    ...(rich && {
      description_en: item.english,
      quantity: 1,
      unit: { name: item.unit[0], name_en: item.unit[1], value: money(deals[place]!.value) },
    }),
  };
}

/** The tender as it stood when it was open, or closed with this number of bidders. */
export function tenderOf(purchase: Purchase, closedWith: number | null, rich: boolean): Json {
  const { projectId, buyer, opensOn, closesOn, awardedOn, deals } = purchase;
  const days = { startDate: isoInstant(opensOn ?? awardedOn - 10), endDate: isoInstant(closesOn ?? awardedOn, 16) };
  return {
    id: projectId,
    title: purchase.title,
    title_en: purchase.english,
    status: closedWith === null ? "active" : "complete",
    ...(rich && { procuringEntity: referenceTo(buyer) }),
    mainProcurementCategory: purchase.category,
    procurementMethod: purchase.method,
    procurementMethodDetails: methodText(purchase),
    value: money(purchase.reference),
    ...(opensOn !== null && { tenderPeriod: days }),
    ...(closedWith !== null && purchase.method !== "direct" && { numberOfTenderers: closedWith }),
    ...(deals.length > 1 && {
      lots: deals.map((_, place) => ({
        id: lotId(place),
        title: `ส่วนที่ ${place + 1}`,
        title_en: `Lot ${place + 1}`,
        status: closedWith === null ? "active" : "complete",
      })),
    }),
    items: deals.map((_, place) => ({ ...itemOf(purchase, place, rich), ...(deals.length > 1 && { relatedLot: lotId(place) }) })),
    ...(rich && {
      description: `${purchase.title} ตามขอบเขตของงานที่แนบ`,
      description_en: `${purchase.english}, as set out in the terms of reference`,
      awardCriteria: "priceOnly",
      submissionMethod: ["electronicSubmission"],
      documents: [
        document(`${projectId}-tor`, "technicalSpecifications", "ขอบเขตของงาน (TOR)", opensOn ?? awardedOn - 10),
        document(`${projectId}-notice`, "tenderNotice", "ประกาศเชิญชวน", opensOn ?? awardedOn - 10),
        document(`${projectId}-price`, "x_referencePrice", "ตารางแสดงวงเงินงบประมาณและราคากลาง", opensOn ?? awardedOn - 10),
      ],
    }),
  };
}

/** The bids; undefined where nobody was asked for any. */
export function bidsOf(purchase: Purchase, { bids }: Competition, rich: boolean): Json | undefined {
  if (bids.length === 0) return undefined;
  const { projectId } = purchase;
  return {
    details: bids.map(({ bidders, value, submittedOn, hour, status, part }, place) => ({
      id: `${projectId}-b${place + 1}`,
      date: isoInstant(submittedOn, hour),
      status,
      tenderers: bidders.map((bidder) => (rich ? referenceTo(bidder) : { id: partyIdOf(bidder) })),
      value: money(value),
      ...relatedLots(purchase, part),
      ...(rich && { documents: [document(`${projectId}-b${place + 1}`, "submissionDocuments", "เอกสารเสนอราคา", submittedOn)] }),
    })),
  };
}

/** How many submitted a bid and did not take it back; a consortium is one. */
export function countOfTenderers({ bids }: Competition): number {
  const submitted = bids.filter(({ status }) => status !== "withdrawn");
  return new Set(submitted.map(({ bidders }) => bidders.map(({ index }) => index).join("+"))).size;
}

/** One award for each contract. */
export function awardsOf(purchase: Purchase, rich: boolean): Json[] {
  return purchase.deals.map((deal, place) => ({
    id: `${purchase.projectId}-a${place + 1}`,
    ...(rich && { title: purchase.title, title_en: purchase.english, items: [itemOf(purchase, place, rich)] }),
    status: "active",
    date: isoInstant(purchase.awardedOn),
    value: money(deal.awarded ?? deal.value),
    suppliers: deal.suppliers.map(referenceTo),
    ...relatedLots(purchase, place),
    ...(rich && {
      documents: [document(`${purchase.projectId}-a${place + 1}`, "awardNotice", "ประกาศผู้ชนะการเสนอราคา", purchase.awardedOn)],
    }),
  }));
}

/** The days of a contract; the end may not be on record. */
export function periodOf(deal: Deal, endsOn: number | null): Json {
  return { startDate: isoInstant(deal.signedOn), ...(endsOn !== null && { endDate: isoInstant(endsOn, 16) }) };
}

/** A contract as it stands after these of its changes; completed when `delivery` is and all changes are in. */
export function contractOf(purchase: Purchase, place: number, changes: readonly Change[], rich: boolean): Json {
  const deal = purchase.deals[place]!;
  const now = changed({ value: deal.value, endsOn: deal.endsOn ?? deal.signedOn }, changes);
  return {
    ...link(purchase, place),
    title: `สัญญาเลขที่ ${deal.number}`,
    ...(rich && { title_en: `Contract no. ${place + 1} of process ${purchase.projectId}`, items: [itemOf(purchase, place, rich)] }),
    status: "active",
    dateSigned: isoInstant(deal.signedOn),
    period: periodOf(deal, deal.endsOn === null ? null : now.endsOn),
    value: money(now.value),
    ...(rich && { documents: [document(`${contractIdOf(purchase, place)}-signed`, "contractSigned", "สาระสำคัญของสัญญา", deal.signedOn)] }),
  };
}

/** What every release that speaks of a contract must say of it. */
export function link(purchase: Purchase, place: number): Json {
  return { id: contractIdOf(purchase, place), awardID: `${purchase.projectId}-a${place + 1}` };
}

/** A change as an amendment that names its day and reason; `structured` adds what it changed. */
export function amendmentOf(change: Change, number: number, deal: Deal, structured: boolean): Json {
  const { value, endsOn, on, rationale } = change;
  return {
    id: String(number),
    date: isoInstant(on),
    rationale: rationale.thai,
    rationale_en: rationale.english,
    description: value ? `แก้ไขวงเงินตามสัญญา ครั้งที่ ${number}` : `ขยายระยะเวลาทำการตามสัญญา ครั้งที่ ${number}`,
    ...(structured && {
      changes: [
        ...(value ? [{ property: "value.amount", former_value: value.old }] : []),
        ...(endsOn ? [{ property: "period.endDate", former_value: isoInstant(endsOn.old, 16) }] : []),
      ],
      ...(value && { amendedValue: money(value.new) }),
      ...(endsOn && { amendedPeriod: periodOf(deal, endsOn.new) }),
    }),
  };
}

/** Payments, instalments and completion of a contract as it is known; with \`on\`, only what the report of that day adds, of which the first has the plan. */
export function implementationOf(
  purchase: Purchase,
  place: number,
  { instalments, completedOn, finalValue }: Delivery,
  rich: boolean,
  report?: { on: number; isFirst: boolean; isLast: boolean },
): Json {
  const id = contractIdOf(purchase, place);
  const parts = instalments.map((it, number) => ({ ...it, number: number + 1 }));
  const isNew = (day: number | null) => day !== null && (report === undefined || day === report.on);
  const paid = parts.filter(({ paidOn }) => isNew(paidOn));
  const planned = parts.filter(
    ({ dueOn, paidOn }) => !report || report.isFirst || isNew(paidOn) || (dueOn < report.on && !wasPaid(paidOn)),
  );
  function wasPaid(paidOn: number | null): boolean {
    return paidOn !== null && (report === undefined || paidOn <= report.on);
  }
  return {
    ...((!report || report.isFirst || paid.length > 0) && {
      transactions: paid.map(({ number, paidOn, value }) => ({
        id: `${id}-p${number}`,
        date: isoInstant(paidOn!),
        value: money(value),
        ...(rich && { payer: referenceTo(purchase.buyer), payee: referenceTo(purchase.deals[place]!.suppliers[0]!) }),
      })),
    }),
    milestones: planned.map(({ number, dueOn, doneOn, paidOn }) => ({
      id: `${id}-m${number}`,
      ...(rich && { title: `งวดงานที่ ${number}`, title_en: `Instalment ${number}`, type: "delivery" }),
      dueDate: isoDate(dueOn),
      ...(wasPaid(paidOn) && { dateMet: isoDate(doneOn!) }),
      status: wasPaid(paidOn) ? "met" : "scheduled",
    })),
    ...(completedOn !== null && report?.isLast !== false && { endDate: isoDate(completedOn) }),
    ...(finalValue !== null && report?.isLast !== false && { finalValue: money(finalValue) }),
  };
}
