// What happens under a contract after it is signed: changes, payments, completion.

import { type Baht, dueWith, plusPermille } from "./money.ts";
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

/** An instalment: when it is due by what was signed, and when its work was done and paid if it was. */
export interface Instalment {
  dueOn: number;
  doneOn: number | null;
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

/** How a contract goes; as agreed where nothing is said. */
export interface Course {
  /** Thousandths of the value that are paid beyond it. */
  overpaid?: number;
  /** Days from one instalment to the next, and the most of them. */
  every?: number;
  /** Whether works go from their first day at the pace that the latest end leaves them, so that instalments fall behind before the end is moved. */
  isSlow?: boolean;
  /** Thousandth of the agreed time before which nothing but the first instalment is done. */
  standsUntil?: number;
  /** Days from the latest agreed end to the real one, for which nobody moves the end. */
  daysLate?: number;
}

/** Days from the work of an instalment to its payment, and from the day it was due to the day on which its state is published. */
const PUBLISHED_AFTER = 7;

/** Payments and completion of a contract with these changes, as far as the records reach: to \`seenOn\`. */
export function delivered(
  deal: { value: Baht; signedOn: number; endsOn: number },
  changes: readonly Change[],
  seenOn: number,
  { overpaid = 0, every = 60, isSlow = false, standsUntil = 0, daysLate = 0 }: Course = {},
): Delivery {
  const last = changed(deal, changes);
  const endedOn = last.endsOn + daysLate;
  const agreed = deal.endsOn - deal.signedOn;
  const count = agreed < 60 ? 1 : Math.min(6, Math.ceil(agreed / every));
  const dayAt = (days: number, place: number) => deal.signedOn + Math.floor((days * (place + 1)) / count);
  const restart = deal.signedOn + Math.floor((agreed * standsUntil) / 1000);
  let before = 0;
  const instalments = Array.from({ length: count }, (_, place): Instalment => {
    const isLast = place === count - 1;
    const pace = dayAt(isSlow ? endedOn - deal.signedOn : agreed, place);
    const doneOn = isLast ? endedOn : place === 0 ? pace : Math.max(pace, restart);
    const paidOn = doneOn + PUBLISHED_AFTER;
    // What was agreed by then is the whole of which a part is due.
    const { value: whole } = isLast
      ? last
      : changed(
          deal,
          changes.filter(({ on }) => on <= paidOn),
        );
    const due = overpaid === 0 ? whole : plusPermille(whole, overpaid);
    const value = Math.round((dueWith(due, place, count) - before) * 100) / 100;
    before += value;
    return { dueOn: dayAt(agreed, place), value, ...(paidOn <= seenOn ? { doneOn, paidOn } : { doneOn: null, paidOn: null }) };
  });
  const isComplete = endedOn + PUBLISHED_AFTER <= seenOn;
  return {
    changes,
    instalments,
    completedOn: isComplete ? endedOn : null,
    // Where more was paid, the record has only the payments to say so.
    finalValue: isComplete && overpaid === 0 ? last.value : null,
  };
}

/** The days on which a publisher tells how far a contract is: some days after each instalment was due, paid or not, and when one is paid. */
export function reportDays({ instalments }: Delivery, seenOn: number): number[] {
  const days = instalments.flatMap(({ dueOn, paidOn }) => [dueOn + PUBLISHED_AFTER, ...(paidOn === null ? [] : [paidOn])]);
  return [...new Set(days)].filter((day) => day <= seenOn).sort((a, b) => a - b);
}

/** What is known of it on a day. */
export function knownOn({ changes, instalments, completedOn, finalValue }: Delivery, day: number): Delivery {
  const isComplete = completedOn !== null && completedOn + PUBLISHED_AFTER <= day;
  return {
    changes: changes.filter(({ on }) => on <= day),
    instalments: instalments.map((it) => (it.paidOn !== null && it.paidOn > day ? { ...it, doneOn: null, paidOn: null } : it)),
    completedOn: isComplete ? completedOn : null,
    finalValue: isComplete ? finalValue : null,
  };
}

/** Works are paid by the month, other things by two. */
export const everyDays = (category: string): number => (category === "works" ? 30 : 60);

/** Of a thousand contracts in which nothing is planted, those to which each of these happens, as it does in ordinary business. */
const USUAL = {
  /** The value changes, by at most 5 %. */
  value: 60,
  /** The end moves once, by at most 15 % of the time. */
  duration: 120,
  /** Works stand still and catch up; of those whose end will move, many more. */
  stands: 120,
  standsBefore: 350,
  /** Of changes of value: soon after signature by up to 8 %, and followed by another of at most 2 %. */
  soon: 250,
  again: 120,
  /** Of moves of the end: signed some days after the end. */
  after: 50,
  /** The end passes by more than a month without a word. */
  late: 15,
} as const;

/** What happens to a purchase in which nothing is planted: few contracts change, by little, and some show the signs of a larger change without one. */
export function usualDeliveries(purchase: Purchase, { seed, fiscalYear }: Setting): readonly Delivery[] {
  if (purchase.deliveries) return purchase.deliveries;
  const chance = new Random(seed, STREAM.delivery, purchase.serial);
  const { seenOn } = horizonOf(fiscalYear);
  return purchase.deals.map((deal) => {
    const endsOn = deal.endsOn ?? deal.signedOn + 30;
    const whole = { ...deal, endsOn };
    const days = endsOn - deal.signedOn;
    const course = { every: everyDays(purchase.category) };
    const on = deal.signedOn + Math.floor((days * chance.between(50, 90)) / 100);
    const lot = chance.below(1000);
    if (purchase.method === "direct" || deal.endsOn === null || on > seenOn || days < 30) return delivered(whole, [], seenOn, course);
    const standsUntil = chance.between(700, 900);
    if (lot < USUAL.value) return delivered(whole, usualGrowth(whole, on, chance), seenOn, course);
    if (lot < USUAL.value + USUAL.duration) {
      const later = Math.min(60, Math.max(1, Math.floor((days * chance.between(30, 150)) / 1000)));
      const agreedOn = chance.permille(USUAL.after) ? endsOn + chance.between(1, later) : on;
      const change = { on: agreedOn, rationale: chance.pick(RATIONALES.duration), endsOn: { old: endsOn, new: endsOn + later } };
      const stands = chance.permille(USUAL.standsBefore) ? { standsUntil } : {};
      return delivered(whole, agreedOn <= seenOn ? [change] : [], seenOn, { ...course, ...stands });
    }
    const stands = chance.permille(USUAL.stands) ? { standsUntil } : {};
    const late = chance.permille(USUAL.late) ? { daysLate: chance.between(35, 75) } : {};
    return delivered(whole, [], seenOn, { ...course, ...stands, ...late });
  });
}

/** One small change of value, or a larger one soon after signature, and seldom a second. */
function usualGrowth(deal: { value: Baht; signedOn: number; endsOn: number }, usualOn: number, chance: Random): Change[] {
  const isSoon = chance.permille(USUAL.soon);
  const first = isSoon ? deal.signedOn + chance.between(15, 28) : usualOn;
  const days = [first, ...(chance.permille(USUAL.again) ? [first + chance.between(1, 40)] : [])].filter((on) => on <= deal.endsOn);
  let { value } = deal;
  return days.map((on, place) => {
    const old = value;
    value = plusPermille(old, place > 0 ? chance.between(5, 20) : isSoon ? chance.between(50, 80) : chance.between(5, 50));
    return { on, rationale: chance.pick(RATIONALES.value), value: { old, new: value } };
  });
}
