// Who bid for a purchase, for which part of it, at what price, and what became of the bid.

import { type Baht, plusPermille } from "./money.ts";
import { type Purchase, STREAM } from "./purchase.ts";
import { Random } from "./random.ts";
import type { Supplier } from "./supplier.ts";

/** A bid by one bidder or by several together. */
export interface Bid {
  bidders: readonly Supplier[];
  value: Baht;
  /** Day and hour. */
  submittedOn: number;
  hour: number;
  status: "valid" | "disqualified" | "withdrawn";
  /** The place of the contract it is for, where there are several. */
  part: number;
}

export interface Competition {
  bids: readonly Bid[];
}

/** The winner's bid of each contract and these losing ones. */
export function competitionOf(
  purchase: Pick<Purchase, "deals" | "opensOn" | "closesOn">,
  losers: readonly (readonly { bidder: Supplier; permille: number; status?: Bid["status"] }[])[],
  chance: Random,
): Competition {
  const when = () => {
    const span = purchase.closesOn! - purchase.opensOn!;
    return { submittedOn: purchase.closesOn! - chance.below(Math.max(1, Math.min(4, span))), hour: chance.between(9, 15) };
  };
  const bids = purchase.deals.flatMap((deal, part): Bid[] => [
    { bidders: deal.suppliers, value: deal.awarded ?? deal.value, ...when(), status: "valid", part },
    ...(losers[part] ?? []).map(({ bidder, permille, status }) => ({
      bidders: [bidder],
      value: plusPermille(deal.awarded ?? deal.value, permille),
      ...when(),
      status: status ?? ("valid" as const),
      part,
    })),
  ]);
  return { bids };
}

/** How wide firms that reckon for themselves spread, in thousandths of the least: coefficients of variation from 0.05 to 0.15. */
const SPREAD = { least: 190, most: 700 } as const;

/** How far the prices of so many losers lie above the winner's, in thousandths, in order: each firm reckons its own price, and the lowest wins. */
export function pricesAbove(count: number, chance: Random): number[] {
  const width = chance.between(SPREAD.least, SPREAD.most) * 1000;
  const prices = Array.from({ length: count + 1 }, () => 1_000_000 + chance.below(width)).sort((a, b) => a - b);
  return prices.slice(1).map((price) => ((price - prices[0]!) * 1000) / prices[0]!);
}

/**
 * The bids of a purchase in which nothing is planted: three to six a contract, the lowest wins, and where one is disqualified, it was not
 * the lowest and at least two others are valid. Direct purchases have none.
 */
export function usualCompetition(purchase: Purchase, seed: number): Competition {
  if (purchase.competition) return purchase.competition;
  if (purchase.method === "direct" || !purchase.rival) return { bids: [] };
  const chance = new Random(seed, STREAM.competition, purchase.serial);
  const parts = purchase.deals.length;
  const losers = purchase.deals.map(() => {
    // Winners have the first places, the last is a consortium's second member.
    const first = parts === 1 ? 1 : 3;
    const count = chance.between(2, parts === 1 ? 5 : 4);
    const found = pricesAbove(count, chance).map((permille, place) => ({ bidder: purchase.rival!(first + place), permille }));
    if (count < 3 || !chance.permille(150)) return found;
    const last = found.length - 1;
    return found.map(
      (loser, place) => ({ ...loser, status: place === last ? (chance.permille(800) ? "disqualified" : "withdrawn") : "valid" }) as const,
    );
  });
  return competitionOf(purchase, losers, chance);
}
