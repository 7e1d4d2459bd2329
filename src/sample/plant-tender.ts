// Schemes that only bids and awards can show: single bids, rotation, all others disqualified, a contract of another value than the award.

import { type Bid, competitionOf, pricesAbove } from "./competition.ts";
import { plusPermille, roundedTo } from "./money.ts";
import type { Purchase } from "./purchase.ts";
import { dayAt, type Ground, hostOf, planted, plantedPurchase, type Scheme, type Strength, sumOf } from "./scheme.ts";
import type { Supplier } from "./supplier.ts";

type Losers = readonly { bidder: Supplier; permille: number; status?: Bid["status"] }[];

/** An open tender for works with these bids. */
function tender(ground: Ground, buyer: Purchase["buyer"], winner: Supplier, losers: Losers, value: number, permille: number): Purchase {
  const deal = { suppliers: [winner], value, signedOn: dayAt(ground, permille), days: 120 };
  const purchase = plantedPurchase(ground, { buyer, method: "open", category: "works" }, deal);
  return { ...purchase, competition: competitionOf(purchase, [losers], ground.chance) };
}

/** Losing bids of new bidders who reckon for themselves. */
function newLosers({ market, chance }: Ground, count: number, status: Bid["status"] = "valid"): Losers {
  return pricesAbove(count, chance).map((permille) => ({ bidder: market.newSupplier(), permille, status }));
}

const STEERED: Readonly<Record<Strength, { full: number; small: number }>> = {
  weak: { full: 6, small: 3 },
  medium: { full: 10, small: 5 },
  strong: { full: 12, small: 6 },
};

/** One unit's open tenders draw one bid, time after time. */
export const singleBidSteering: Scheme = {
  name: "single_bid_steering",
  formats: ["ocds"],
  contracts: (_, small) => (small ? 6 : 12),
  plant(ground, strength) {
    const count = this.contracts(strength, ground.small);
    const singles = ground.small ? STEERED[strength].small : STEERED[strength].full;
    const buyer = ground.market.newBuyer();
    // Several winners, so that none of them is a repeat winner besides.
    const winners = Array.from({ length: 3 }, () => ground.market.newSupplier());
    const purchases = Array.from({ length: count }, (_, place) => {
      const isSingle = Math.floor(((place + 1) * singles) / count) > Math.floor((place * singles) / count);
      const value = roundedTo(2_400_000 + ground.chance.below(300_000), 1000);
      const losers = isSingle ? [] : newLosers(ground, 3);
      return tender(ground, buyer, winners[place % 3]!, losers, value, 60 + Math.floor((place * 900) / count));
    });
    const expects = ["R018", ...(ground.compares.buyers && !ground.small ? ["X119"] : [])];
    const shows = purchases.filter(({ competition }) => competition!.bids.length === 1);
    return planted(this, strength, ["R018", "X119"], expects, purchases, { tenders: count, singles }, shows);
  },
};

/** Three bidders of one unit's market meet in every tender and take turns. */
export const rotation: Scheme = {
  name: "rotation",
  formats: ["ocds"],
  // Nine turns of three can be chance; eighteen cannot.
  contracts: (_, small) => (small ? 9 : 18),
  plant(ground, strength) {
    const { market, chance, small } = ground;
    const count = this.contracts(strength, small);
    const buyer = market.newBuyer();
    const ring = Array.from({ length: 3 }, () => market.newSupplier());
    let shift = 0;
    const purchases = Array.from({ length: count }, (_, place) => {
      // The weak form keeps the equal shares and not the order.
      if (strength === "weak" && place % 3 === 0) shift = chance.below(3);
      const turn = (place + shift) % 3;
      const value = roundedTo(3_000_000 + chance.below(strength === "strong" ? 60_000 : 900_000), 1000);
      const losers = [1, 2].map((step) => ({
        bidder: ring[(turn + step) % 3]!,
        permille: strength === "strong" ? 15 * step : chance.between(10, 40) * step,
      }));
      return tender(ground, buyer, ring[turn]!, losers, value, 60 + Math.floor((place * 900) / count));
    });
    return planted(this, strength, ["R057"], strength === "weak" || small ? [] : ["R057"], purchases, { tenders: count, bidders: 3 });
  },
};

const DISQUALIFIED: Readonly<Record<Strength, number>> = { weak: 1, medium: 2, strong: 4 };

/** All bids but the winner's are disqualified. */
export const disqualification: Scheme = {
  name: "disqualification",
  formats: ["ocds"],
  contracts: () => 1,
  plant(ground, strength) {
    const others = DISQUALIFIED[strength];
    const value = roundedTo(4_000_000 + ground.chance.below(5_000_000), 1000);
    const losers = newLosers(ground, others, "disqualified");
    const purchase = tender(ground, hostOf(ground), ground.market.newSupplier(), losers, value, 200 + ground.chance.below(600));
    return planted(this, strength, ["R035"], ["R035"], [purchase], { bids: others + 1, disqualified: others });
  },
};

/** In thousandths of the winner's price: how far the first cover bid lies above it, and the others above one another at most. */
const COVER: Readonly<Record<Strength, { apart: number; step: number }>> = {
  weak: { apart: 40, step: 30 },
  medium: { apart: 100, step: 4 },
  strong: { apart: 160, step: 1 },
};

/** Five bidders cover for the winner: safely apart from it, and close to each other. */
export const coverBids: Scheme = {
  name: "cover_bids",
  formats: ["ocds"],
  contracts: () => 1,
  plant(ground, strength) {
    const { market, chance } = ground;
    const { apart, step } = COVER[strength];
    let permille = apart;
    const losers = Array.from({ length: 5 }, (_, place) => {
      if (place > 0) permille += (step * chance.between(250, 1000)) / 1000;
      return { bidder: market.newSupplier(), permille };
    });
    const value = roundedTo(3_000_000 + chance.below(4_000_000), 1000);
    const purchase = tender(ground, hostOf(ground), market.newSupplier(), losers, value, 150 + chance.below(600));
    const screens = ["C202", "C203", "C205", "C206", "C207", "C208", "C209"];
    return planted(this, strength, [...screens, "C201", "R058"], strength === "weak" ? [] : screens, [purchase], { bids: 6, apart });
  },
};

const GAP: Readonly<Record<Strength, number>> = { weak: 100, medium: 250, strong: 550 };

/** The contract is signed for more than was awarded. */
export const awardGap: Scheme = {
  name: "award_gap",
  formats: ["ocds"],
  contracts: () => 1,
  plant(ground, strength) {
    const { chance, market } = ground;
    const awarded = roundedTo(3_000_000 + chance.below(4_000_000), 1000);
    const value = plusPermille(awarded, GAP[strength] + chance.below(20));
    const purchase = plantedPurchase(
      ground,
      { buyer: hostOf(ground), method: "open", category: "works" },
      { suppliers: [market.newSupplier()], value, awarded, signedOn: dayAt(ground, 200 + chance.below(500)), days: 150 },
    );
    const whole = { ...purchase, competition: competitionOf(purchase, [newLosers(ground, 3)], chance) };
    return planted(this, strength, ["R059"], strength === "weak" ? [] : ["R059"], [whole], { awarded, contracted: sumOf([whole]) });
  },
};
