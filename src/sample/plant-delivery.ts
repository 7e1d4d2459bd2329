// Schemes that only what happens after signature can show: a value that grows, an end that moves, payments beyond the value.

import { competitionOf } from "./competition.ts";
import { type Change, delivered, RATIONALES } from "./delivery.ts";
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

function withDelivery(ground: Ground, purchase: Purchase, changes: readonly Change[], overpaidPermille = 0): Purchase {
  const { seenOn } = horizonOf(ground.setting.fiscalYear);
  const deal = purchase.deals[0]!;
  return { ...purchase, deliveries: [delivered({ ...deal, endsOn: deal.endsOn! }, changes, seenOn, overpaidPermille)] };
}

const GROWTH: Readonly<Record<Strength, readonly number[]>> = { weak: [120], medium: [140, 140], strong: [250, 320] };

/** The value of a contract grows after it is signed. */
export const overrun: Scheme = {
  name: "overrun",
  formats: ["ocds"],
  contracts: () => 1,
  plant(ground, strength) {
    const purchase = works(ground, 240);
    const deal = purchase.deals[0]!;
    let value = deal.value;
    const changes = GROWTH[strength].map((permille, step): Change => {
      const before = value;
      value = plusPermille(before, permille + ground.chance.below(10));
      return { on: deal.signedOn + 70 + step * 100, rationale: RATIONALES.value[step % 2]!, value: { old: before, new: value } };
    });
    const whole = withDelivery(ground, purchase, changes);
    const expects = strength === "weak" ? [] : ["D301", "R069"];
    // A contract that grew is also above its award.
    return planted(this, strength, ["D301", "R069", "R059"], expects, [whole], {
      signed: deal.value,
      latest: value,
      changes: changes.length,
    });
  },
};

/** Thousandths of the time first agreed that each of two steps adds. */
const LATER: Readonly<Record<Strength, readonly [number, number]>> = { weak: [80, 100], medium: [200, 200], strong: [500, 600] };
const AGREED_DAYS = 150;

/** The end of a contract moves twice. */
export const extension: Scheme = {
  name: "extension",
  formats: ["ocds"],
  contracts: () => 1,
  plant(ground, strength) {
    const purchase = works(ground, AGREED_DAYS);
    const deal = purchase.deals[0]!;
    let endsOn = deal.endsOn!;
    const changes = LATER[strength].map((permille, step): Change => {
      const before = endsOn;
      endsOn += Math.floor((AGREED_DAYS * permille) / 1000) + ground.chance.below(4);
      return { on: before - 14, rationale: RATIONALES.duration[step]!, endsOn: { old: before, new: endsOn } };
    });
    const whole = withDelivery(ground, purchase, changes);
    const facts = { agreedDays: AGREED_DAYS, daysLater: endsOn - deal.endsOn!, changes: changes.length };
    return planted(this, strength, ["D304", "D305"], [...(strength === "weak" ? [] : ["D304"]), "D305"], [whole], facts);
  },
};

const OVERPAID: Readonly<Record<Strength, number>> = { weak: 30, medium: 80, strong: 200 };

/** More is paid than the contract is worth. */
export const paidOver: Scheme = {
  name: "paid_over",
  formats: ["ocds"],
  contracts: () => 1,
  plant(ground, strength) {
    const purchase = withDelivery(ground, works(ground, 120), [], OVERPAID[strength]);
    const paid = purchase.deliveries![0]!.instalments.reduce((sum, { value, paidOn }) => sum + (paidOn === null ? 0 : value), 0);
    return planted(this, strength, ["R068"], ["R068"], [purchase], { contracted: purchase.deals[0]!.value, paid });
  },
};
