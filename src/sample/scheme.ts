// What a planted scheme is, and how strongly each is planted: thresholds of indicators lie between weak and medium where strength is a size.

import type { Buyer } from "./buyer.ts";
import { weekdayFrom } from "./calendar.ts";
import type { Category } from "./item.ts";
import type { Market } from "./market.ts";
import { type Decided, horizonOf, type Purchase, purchaseOf, type Setting } from "./purchase.ts";
import type { Random } from "./random.ts";
import type { Supplier } from "./supplier.ts";

export const STRENGTHS = ["weak", "medium", "strong"] as const;
export type Strength = (typeof STRENGTHS)[number];

export type SchemeName =
  | ("single_bid_steering" | "splitting" | "rotation" | "overrun" | "extension" | "lock_in")
  | ("disqualification" | "paid_over" | "award_gap" | "above_limit" | "year_end_rush" | "cover_bids");

/** One planted scheme: its purchases, and what a reader should find. */
export interface Planted {
  scheme: SchemeName;
  strength: Strength;
  /** Codes of the indicators that ask this question. */
  indicators: string[];
  /** Those of them whose default threshold it reaches. */
  expects: string[];
  purchases: Purchase[];
  /** Those of the purchases in which it shows; the others give it its background. */
  shows: Purchase[];
  buyers: Buyer[];
  suppliers: Supplier[];
  /** The sizes planted, for a recount. */
  facts: Record<string, number>;
}

/** How a scheme is planted once. */
export interface Scheme {
  name: SchemeName;
  /** Formats whose records can show it. */
  formats: readonly ("egp" | "ocds")[];
  /** Contracts it takes. */
  contracts(strength: Strength, small: boolean): number;
  plant(ground: Ground, strength: Strength): Planted;
}

/** What a scheme is planted into. */
export interface Ground {
  market: Market;
  setting: Setting;
  chance: Random;
  /** Which time this scheme is planted, from 0. */
  instance: number;
  /** Whether the file is too small for the full size. */
  small: boolean;
  /** Whether the background is large enough for a comparison with the whole class of purchases elsewhere (30 contracts), and with 20 other buyers. */
  compares: { class: boolean; buyers: boolean };
  nextSerial(): number;
}

/** A weekday at this thousandth of the fiscal year. */
export function dayAt({ setting }: Ground, permille: number): number {
  const { first, last } = horizonOf(setting.fiscalYear);
  return weekdayFrom(first + Math.floor(((last - first - 3) * permille) / 1000));
}

/** A unit of the background where one more purchase does not stand out, else a unit of its own. */
export function hostOf({ market, instance }: Ground): Buyer {
  return market.largest >= 60 ? market.largeBuyer(instance) : market.newBuyer();
}

/** A planted purchase with one contract. */
export function plantedPurchase(
  ground: Ground,
  decided: Pick<Decided, "buyer" | "method" | "category"> & Partial<Pick<Decided, "item" | "budget" | "title" | "rival">>,
  deal: Decided["deals"][number],
): Purchase {
  const serial = ground.nextSerial();
  // Running numbers above those of the background, so that no contract number stands twice in a unit.
  return purchaseOf({ serial, running: 10_000 + (serial % 10_000), isPlanted: true, ...decided, deals: [deal] }, ground.setting);
}

/** A direct purchase. */
export function plantedDirect(
  ground: Ground,
  { buyer, category, item }: { buyer: Buyer; category: Category; item?: Decided["item"] },
  supplier: Supplier,
  value: number,
  signedOn: number,
): Purchase {
  return plantedPurchase(
    ground,
    { buyer, method: "direct", category, ...(item && { item }) },
    { suppliers: [supplier], value, signedOn, days: 30 },
  );
}

/** What all contracts of purchases are worth together. */
export function sumOf(purchases: readonly Purchase[]): number {
  return purchases.reduce((sum, { deals }) => sum + deals.reduce((part, { value }) => part + value, 0), 0);
}

/** A planted scheme with the buyers and suppliers of its purchases. */
export function planted(
  { name }: Scheme,
  strength: Strength,
  indicators: string[],
  expects: string[],
  purchases: Purchase[],
  facts: Record<string, number>,
  shows = purchases,
): Planted {
  const buyers = [...new Map(purchases.map(({ buyer }) => [buyer.unit, buyer])).values()];
  const winners = shows.flatMap(({ deals }) => deals.flatMap((deal) => deal.suppliers));
  const suppliers = [...new Map(winners.map((supplier) => [supplier.index, supplier])).values()];
  return { scheme: name, strength, indicators, expects, purchases, shows, buyers, suppliers, facts };
}
