// Schemes that only what happens after signature can show: a value that grows, an end that moves, payments beyond the value.

import { competitionOf } from "./competition.ts";
import { type Change, type Course, delivered, everyDays, RATIONALES } from "./delivery.ts";
import { plusPermille, roundedTo } from "./money.ts";
import { horizonOf, type Purchase } from "./purchase.ts";
import { dayAt, type Ground, hostOf, planted, plantedPurchase, type Scheme, type Strength } from "./scheme.ts";

/** A contract for works, won against three others and signed in the first half of the year, so that its delivery is on record. */
function works(ground: Ground, days: number): Purchase {
  const { chance, market } = ground;
  const value = roundedTo(6_000_000 + chance.below(2_000_000) * 10, 1000);
  const deal = { suppliers: [market.newSupplier()], value, signedOn: dayAt(ground, 60 + chance.below(250)), days };
  const purchase = plantedPurchase(ground, { buyer: hostOf(ground), method: "open", category: "works" }, deal);
  const losers = [20, 45, 70].map((permille) => ({ bidder: market.newSupplier(), permille: permille + chance.below(15) }));
  return { ...purchase, competition: competitionOf(purchase, [losers], chance) };
}

function withDelivery(ground: Ground, purchase: Purchase, changes: readonly Change[], course: Course = {}): Purchase {
  const { seenOn } = horizonOf(ground.setting.fiscalYear);
  const deal = purchase.deals[0]!;
  const every = everyDays(purchase.category);
  return { ...purchase, deliveries: [delivered({ ...deal, endsOn: deal.endsOn! }, changes, seenOn, { every, ...course })] };
}

/** Every fourth comes without a sign: not all trouble announces itself. */
const isSilent = ({ instance }: Ground): boolean => instance % 4 === 3;

/** Thousandths by which each step raises the value, and its day after signature: small and early ones come before the large. */
const GROWTH: Readonly<Record<Strength, readonly (readonly [permille: number, day: number])[]>> = {
  weak: [[120, 70]],
  medium: [
    [60, 45],
    [110, 130],
    [110, 200],
  ],
  strong: [
    [60, 40],
    [70, 85],
    [250, 140],
    [200, 190],
  ],
};
const AT_ONCE = [
  [250, 90],
  [320, 180],
] as const;

/** The value of a contract grows after it is signed. */
export const overrun: Scheme = {
  name: "overrun",
  formats: ["ocds"],
  contracts: () => 1,
  plant(ground, strength) {
    const purchase = works(ground, 240);
    const deal = purchase.deals[0]!;
    const isAtOnce = strength === "strong" && isSilent(ground);
    let value = deal.value;
    const changes = (isAtOnce ? AT_ONCE : GROWTH[strength]).map(([permille, day], step): Change => {
      const before = value;
      value = plusPermille(before, permille + ground.chance.below(10));
      return { on: deal.signedOn + day, rationale: RATIONALES.value[step % 2]!, value: { old: before, new: value } };
    });
    const whole = withDelivery(ground, purchase, changes);
    const early = { weak: [], medium: ["D303", "D309"], strong: isAtOnce ? [] : ["D303", "D309"] }[strength];
    const expects = strength === "weak" ? [] : ["D301", "R069", ...early];
    // A contract that grew is also above its award.
    return planted(this, strength, ["D301", "R069", "R059", "D303", "D309"], expects, [whole], {
      signed: deal.value,
      latest: value,
      changes: changes.length,
    });
  },
};

/** Thousandths of the time first agreed that each of two steps adds. */
const LATER: Readonly<Record<Strength, readonly [number, number]>> = { weak: [80, 100], medium: [200, 200], strong: [500, 600] };
const AGREED_DAYS = 150;
/** Days before the end at which a step is signed; the first of every third strong planting is signed after the end, when nobody had moved it. */
const BEFORE_THE_END = 14;
const AFTER_THE_END = 60;
/** Days from one step to the next, at least. */
const BETWEEN = 21;

/** The end of a contract moves twice, which its payments tell before: works that need more time are behind from the first instalment on. */
export const extension: Scheme = {
  name: "extension",
  formats: ["ocds"],
  contracts: () => 1,
  plant(ground, strength) {
    const purchase = works(ground, AGREED_DAYS);
    const deal = purchase.deals[0]!;
    const isLate = strength === "strong" && ground.instance % 3 === 2;
    let endsOn = deal.endsOn!;
    let on = 0;
    const changes = LATER[strength].map((permille, step): Change => {
      const before = endsOn;
      endsOn += Math.floor((AGREED_DAYS * permille) / 1000) + ground.chance.below(4);
      on = Math.max(before + (isLate && step === 0 ? AFTER_THE_END : -BEFORE_THE_END), on + BETWEEN);
      return { on, rationale: RATIONALES.duration[step]!, endsOn: { old: before, new: endsOn } };
    });
    const whole = withDelivery(ground, purchase, changes, { isSlow: !isSilent(ground) });
    const facts = { agreedDays: AGREED_DAYS, daysLater: endsOn - deal.endsOn!, changes: changes.length };
    // Releases tell when an end was moved, but not in words of an amendment, which D310 asks for.
    const expects = [...(strength === "weak" ? [] : ["D304"]), "D305"];
    return planted(this, strength, ["D304", "D305", "D310"], expects, [whole], facts);
  },
};

const OVERPAID: Readonly<Record<Strength, number>> = { weak: 30, medium: 80, strong: 200 };

/** More is paid than the contract is worth. */
export const paidOver: Scheme = {
  name: "paid_over",
  formats: ["ocds"],
  contracts: () => 1,
  plant(ground, strength) {
    const purchase = withDelivery(ground, works(ground, 120), [], { overpaid: OVERPAID[strength] });
    const paid = purchase.deliveries![0]!.instalments.reduce((sum, { value, paidOn }) => sum + (paidOn === null ? 0 : value), 0);
    return planted(this, strength, ["R068"], ["R068"], [purchase], { contracted: purchase.deals[0]!.value, paid });
  },
};
