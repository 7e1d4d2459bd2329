// What happens under a contract after it is signed: changes, payments, completion.

import { type Baht, partsOfAmount, plusPermille } from "./money.ts";
import { horizonOf, type Purchase, type Setting, STREAM } from "./purchase.ts";
import { Random } from "./random.ts";

/** One change of value or end. */
export interface Change {
  on: number;
  rationale: Rationale;
  value?: { old: Baht; new: Baht };
  endsOn?: { old: number; new: number };
}

export interface Rationale {
  thai: string;
  english: string;
}

/** An instalment: when it is due, and when it was paid if it was. */
export interface Instalment {
  dueOn: number;
  paidOn: number | null;
  value: Baht;
}

export interface Delivery {
  changes: readonly Change[];
  instalments: readonly Instalment[];
  completedOn: number | null;
  /** What was paid in the end, where the record says so. */
  finalValue: Baht | null;
}

/** Why contracts are changed, in words of section 97 and section 102 of the Act. */
export const RATIONALES: Readonly<Record<"value" | "duration", readonly Rationale[]>> = {
  value: [
    { thai: "เพิ่มเนื้องานตามสภาพหน้างานจริง", english: "Work added after the state of the site was known" },
    { thai: "แก้ไขรูปแบบรายการเพื่อประโยชน์ของทางราชการ", english: "Design changed in the interest of the State" },
  ],
  duration: [
    { thai: "ขยายระยะเวลาเนื่องจากเหตุสุดวิสัย อุทกภัย", english: "Extended because of flood" },
    { thai: "ขยายระยะเวลาเนื่องจากรื้อย้ายสาธารณูปโภคล่าช้า", english: "Extended because utilities were moved late" },
  ],
};

/** Value and end of a contract after its changes. */
export function changed(deal: { value: Baht; endsOn: number }, changes: readonly Change[]): { value: Baht; endsOn: number } {
  return changes.reduce((state, change) => ({ value: change.value?.new ?? state.value, endsOn: change.endsOn?.new ?? state.endsOn }), deal);
}

/** Payments and completion of a contract with these changes: what is due before the records end, on `seenOn`, is done in time and costs what was agreed. */
export function delivered(
  deal: { value: Baht; signedOn: number; endsOn: number },
  changes: readonly Change[],
  seenOn: number,
  overpaidPermille = 0,
): Delivery {
  const last = changed(deal, changes);
  const days = last.endsOn - deal.signedOn;
  const count = days < 60 ? 1 : Math.min(6, Math.ceil(days / 60));
  const paid = overpaidPermille === 0 ? last.value : plusPermille(last.value, overpaidPermille);
  const instalments = partsOfAmount(paid, count).map((value, place) => {
    const dueOn = deal.signedOn + Math.floor((days * (place + 1)) / count);
    return { dueOn, value, paidOn: dueOn + 7 <= seenOn ? dueOn + 7 : null };
  });
  const isComplete = last.endsOn + 7 <= seenOn;
  return {
    changes,
    instalments,
    completedOn: isComplete ? last.endsOn : null,
    // Where more was paid, the record has only the payments to say so.
    finalValue: isComplete && overpaidPermille === 0 ? last.value : null,
  };
}

/**
 * What happens to a purchase in which nothing is planted: few contracts change, each once, by at most 5 % of the value or 15 % of the time.
 */
export function usualDeliveries(purchase: Purchase, { seed, fiscalYear }: Setting): readonly Delivery[] {
  if (purchase.deliveries) return purchase.deliveries;
  const chance = new Random(seed, STREAM.delivery, purchase.serial);
  const { seenOn } = horizonOf(fiscalYear);
  return purchase.deals.map((deal) => {
    const endsOn = deal.endsOn ?? deal.signedOn + 30;
    const days = endsOn - deal.signedOn;
    const on = deal.signedOn + Math.floor((days * chance.between(50, 90)) / 100);
    const lot = chance.below(1000);
    const changes: Change[] = [];
    if (purchase.method !== "direct" && deal.endsOn !== null && on <= seenOn && days >= 30) {
      if (lot < 60) {
        const rationale = chance.pick(RATIONALES.value);
        changes.push({ on, rationale, value: { old: deal.value, new: plusPermille(deal.value, chance.between(5, 50)) } });
      } else if (lot < 180) {
        const rationale = chance.pick(RATIONALES.duration);
        changes.push({
          on,
          rationale,
          endsOn: { old: endsOn, new: endsOn + Math.min(60, Math.max(1, Math.floor((days * chance.between(30, 150)) / 1000))) },
        });
      }
    }
    return delivered({ ...deal, endsOn }, changes, seenOn);
  });
}
