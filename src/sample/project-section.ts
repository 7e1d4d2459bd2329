// Sections of an OC4IDS project: its contracting processes with what was changed, its progress, its completion.

import { isoInstant } from "./calendar.ts";
import type { Competition } from "./competition.ts";
import type { Change, Delivery } from "./delivery.ts";
import { methodText } from "./egp-row.ts";
import { type Json, ocidOf, partyIdOf, referenceTo } from "./ocds-party.ts";
import { countOfTenderers, money, periodOf } from "./ocds-section.ts";
import type { Deal, Purchase } from "./purchase.ts";

/** How far works and spending are on a day, in hundredths. */
export interface Progress {
  on: number;
  physical: number;
  financial: number;
}

/** Physical and financial progress as measured or foreseen. */
export function progressOf(steps: readonly Progress[]): Json[] {
  return (["physical", "financial"] as const).map((kind) => ({
    id: `${kind}Progress`,
    title: kind === "physical" ? "ความก้าวหน้าของงาน" : "ความก้าวหน้าของการเบิกจ่าย",
    observations: steps.map(({ on, [kind]: percent }, place) => ({
      id: String(place + 1),
      measure: String(percent),
      unit: { name: "percent", id: "P1", scheme: "UNCEFACT" },
      period: { startDate: isoInstant(on), endDate: isoInstant(on) },
    })),
  }));
}

/** A contracting process of the project in summary. */
export function processOf(
  purchase: Purchase & { competition: Competition },
  delivery: Delivery,
  nature: "construction" | "supervision",
): Json {
  const deal = purchase.deals[0]!;
  const ocid = ocidOf(purchase);
  const bidders = purchase.competition.bids.flatMap((bid) => bid.bidders);
  return {
    id: ocid,
    summary: {
      ...{
        ocid,
        externalReference: deal.number,
        nature: [nature],
        title: purchase.title,
        status: delivery.completedOn === null ? "active" : "closed",
      },
      tender: {
        ...{
          procurementMethod: purchase.method,
          procurementMethodDetails: methodText(purchase),
          datePublished: isoInstant(purchase.opensOn!),
        },
        ...{
          costEstimate: money(purchase.reference),
          numberOfTenderers: countOfTenderers(purchase.competition),
          tenderers: bidders.map((bidder) => ({ id: partyIdOf(bidder) })),
        },
        procuringEntity: referenceTo(purchase.buyer),
      },
      suppliers: deal.suppliers.map(referenceTo),
      contractValue: money(deal.value),
      contractPeriod: periodOf(deal, deal.endsOn),
      ...(delivery.finalValue !== null && { finalValue: money(delivery.finalValue) }),
      ...(delivery.changes.length > 0 && {
        modifications: delivery.changes.flatMap((change, place) => modificationsOf(change, place, deal)),
      }),
      transactions: delivery.instalments.flatMap(({ paidOn, value }, place) =>
        paidOn === null
          ? []
          : [
              {
                id: `${ocid}-p${place + 1}`,
                date: isoInstant(paidOn),
                value: money(value),
                payer: { id: partyIdOf(purchase.buyer) },
                payee: { id: partyIdOf(deal.suppliers[0]!) },
              },
            ],
      ),
    },
  };
}

/** A change as OC4IDS tells it; with a greater value goes a wider scope. */
function modificationsOf({ on, rationale, value, endsOn }: Change, place: number, deal: Deal): Json[] {
  const common = (part: string) => ({
    id: `${place + 1}${part}`,
    date: isoInstant(on),
    rationale: rationale.thai,
    rationale_en: rationale.english,
  });
  if (endsOn) {
    const periods = { oldContractPeriod: periodOf(deal, endsOn.old), newContractPeriod: periodOf(deal, endsOn.new) };
    return [{ ...common(""), type: "duration", description: "ขยายระยะเวลาทำการตามสัญญา", ...periods }];
  }
  const values = { oldContractValue: money(value!.old), newContractValue: money(value!.new) };
  return [
    { ...common("a"), type: "scope", description: "เพิ่มขอบเขตของงาน" },
    { ...common("b"), type: "value", description: "แก้ไขวงเงินตามสัญญา", ...values },
  ];
}

/** What came of the project in the end. */
export function completionOf(construction: Purchase, last: { value: number; endsOn: number }, supervision: number): Json {
  const { value, endsOn } = construction.deals[0]!;
  return {
    endDate: isoInstant(last.endsOn),
    endDateDetails: last.endsOn > endsOn! ? "ขยายระยะเวลาตามการแก้ไขสัญญา" : "แล้วเสร็จตามกำหนด",
    finalValue: money(last.value + supervision),
    finalValueDetails: last.value > value ? "วงเงินเพิ่มขึ้นตามการแก้ไขสัญญา" : "เป็นไปตามสัญญา",
    finalScope: construction.item.thai,
    finalScopeDetails: "เป็นไปตามขอบเขตของงาน",
  };
}
