// Schemes that rows of direct purchases can show: splitting, one above the limit, a rush at the end of the year, one supplier for nearly all.

import { itemsOf } from "./item.ts";
import { roundedTo } from "./money.ts";
import { horizonOf } from "./purchase.ts";
import { dayAt, hostOf, planted, plantedDirect, plantedPurchase, type Scheme, type Strength, sumOf } from "./scheme.ts";

const LIMIT = 500_000;

const SPLIT: Readonly<Record<Strength, { parts: number; least: number; most: number }>> = {
  weak: { parts: 2, least: 262_000, most: 300_000 },
  medium: { parts: 3, least: 380_000, most: 470_000 },
  strong: { parts: 4, least: 450_000, most: 499_000 },
};

/** One unit buys from one supplier within a few days what together is beyond the limit of the direct method. */
export const splitting: Scheme = {
  name: "splitting",
  formats: ["egp", "ocds"],
  contracts: (strength) => SPLIT[strength].parts,
  plant(ground, strength) {
    const { parts, least, most } = SPLIT[strength];
    const { chance, market, instance } = ground;
    const buyer = hostOf(ground);
    const supplier = market.newSupplier();
    const item = itemsOf("goods")[instance % itemsOf("goods").length]!;
    // Monday to Friday of one week, so that all stand within seven days.
    const day = weekFrom(dayAt(ground, 150 + chance.below(600)));
    const purchases = Array.from({ length: parts }, (_, place) =>
      plantedDirect(
        ground,
        { buyer, category: "goods", item },
        supplier,
        roundedTo(chance.between(least, most), 100),
        day + Math.floor((place * 5) / parts),
      ),
    );
    return planted(this, strength, ["R011", "R055"], ["R011", "R055"], purchases, {
      contracts: parts,
      days: Math.floor(((parts - 1) * 5) / parts) + 1,
      sum: sumOf(purchases),
      limit: LIMIT,
    });
  },
};

/** The Monday on or after a day. */
function weekFrom(day: number): number {
  return day + ((7 - ((day + 3) % 7)) % 7);
}

const ABOVE: Readonly<Record<Strength, number>> = { weak: 540_000, medium: 1_600_000, strong: 8_400_000 };

/** A direct purchase whose budget is beyond the limit, without a ground. */
export const aboveLimit: Scheme = {
  name: "above_limit",
  formats: ["egp", "ocds"],
  contracts: () => 1,
  plant(ground, strength) {
    const value = roundedTo(ABOVE[strength] + ground.chance.below(20_000), 1000);
    const purchase = plantedPurchase(
      ground,
      { buyer: hostOf(ground), method: "direct", category: "goods", budget: value },
      { suppliers: [ground.market.newSupplier()], value, signedOn: dayAt(ground, 300 + ground.chance.below(400)), days: 60 },
    );
    return planted(this, strength, ["R010"], ["R010"], [purchase], { budget: value, limit: LIMIT });
  },
};

const RUSH: Readonly<Record<Strength, { late: number; lateValue: number; value: number }>> = {
  weak: { late: 10, lateValue: 320_000, value: 330_000 },
  medium: { late: 12, lateValue: 420_000, value: 340_000 },
  strong: { late: 18, lateValue: 450_000, value: 290_000 },
};
const RUSH_CONTRACTS = 30;

/** A unit signs far more of its direct purchases in the last month than units do. */
export const yearEndRush: Scheme = {
  name: "year_end_rush",
  formats: ["egp", "ocds"],
  contracts: () => RUSH_CONTRACTS,
  plant(ground, strength) {
    const { late, lateValue, value } = RUSH[strength];
    const { chance, market, setting } = ground;
    const buyer = market.newBuyer();
    const { last } = horizonOf(setting.fiscalYear);
    const purchases = Array.from({ length: RUSH_CONTRACTS }, (_, place) => {
      const isLate = place >= RUSH_CONTRACTS - late;
      const day = isLate ? last - chance.between(0, 28) : dayAt(ground, Math.floor((place * 880) / (RUSH_CONTRACTS - late)));
      const amount = roundedTo((isLate ? lateValue : value) + chance.between(-9_000, 9_000), 100);
      return plantedDirect(ground, { buyer, category: "goods" }, market.newSupplier(), amount, day);
    });
    const shows = purchases.slice(RUSH_CONTRACTS - late);
    const facts = { contracts: RUSH_CONTRACTS, lastMonthContracts: late, lastMonthSum: sumOf(shows), sum: sumOf(purchases) };
    return planted(this, strength, ["X107"], ground.compares.buyers ? ["X107"] : [], purchases, facts, shows);
  },
};

const LOCK: Readonly<Record<Strength, { full: number; small: number; value: number; other: number }>> = {
  weak: { full: 7, small: 5, value: 150_000, other: 240_000 },
  medium: { full: 11, small: 8, value: 310_000, other: 200_000 },
  strong: { full: 16, small: 10, value: 450_000, other: 180_000 },
};
const LOCK_CONTRACTS = { full: 20, small: 12 };

/** One supplier takes most of one unit's contracts, each within the limit and far apart. */
export const lockIn: Scheme = {
  name: "lock_in",
  formats: ["egp", "ocds"],
  contracts: (_, small) => (small ? LOCK_CONTRACTS.small : LOCK_CONTRACTS.full),
  plant(ground, strength) {
    const { chance, market, small } = ground;
    const count = this.contracts(strength, small);
    const wins = small ? LOCK[strength].small : LOCK[strength].full;
    const buyer = market.newBuyer();
    const supplier = market.newSupplier();
    const purchases = Array.from({ length: count }, (_, place) => {
      const isTheirs = Math.floor(((place + 1) * wins) / count) > Math.floor((place * wins) / count);
      const amount = roundedTo((isTheirs ? LOCK[strength].value : LOCK[strength].other) + chance.between(-9_000, 9_000), 100);
      const day = dayAt(ground, Math.floor((place * 950) / count) + 20);
      return plantedDirect(
        ground,
        { buyer, category: "goods", item: itemsOf("goods")[0]! },
        isTheirs ? supplier : market.newSupplier(),
        amount,
        day,
      );
    });
    const theirs = purchases.filter(({ deals }) => deals[0]!.suppliers[0] === supplier);
    const expects = [...(strength === "weak" ? [] : ["R040"]), "R055", ...(ground.compares.class ? ["X121"] : [])];
    const facts = { contracts: count, wins, sum: sumOf(purchases), won: sumOf(theirs) };
    return planted(this, strength, ["R040", "R055", "X121"], expects, purchases, facts, theirs);
  },
};
