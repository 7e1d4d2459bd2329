// One made-up purchase with its contracts, from what is decided about it to everything a record can say of it.

import type { Buyer } from "./buyer.ts";
import { buddhistYear, fiscalYearDays, partsOf, thaiDigits, weekdaysBefore } from "./calendar.ts";
import type { Competition } from "./competition.ts";
import type { Delivery } from "./delivery.ts";
import { type Category, consultancy, DURATIONS, type Item, itemsOf } from "./item.ts";
import { type Baht, plusPermille, roundedTo } from "./money.ts";
import { Random, scramble } from "./random.ts";
import type { Supplier } from "./supplier.ts";
import { madeUpWord } from "./syllables.ts";
import { titleOf } from "./title.ts";

export type Method = "open" | "selective" | "direct";

/** A contract: with whom, when and for how much. Several suppliers are a consortium. */
export interface Deal {
  number: string;
  suppliers: readonly Supplier[];
  value: Baht;
  signedOn: number;
  /** Null where the record leaves the end out. */
  endsOn: number | null;
  /** What was awarded, where the contract is of another value. */
  awarded?: Baht;
}

/** What is decided about a purchase; the rest follows by chance from seed and serial. */
export interface Decided {
  /** Which purchase of the file. */
  serial: number;
  buyer: Buyer;
  method: Method;
  category: Category;
  item?: Item;
  consultants?: boolean;
  deals: readonly { suppliers: readonly Supplier[]; value: Baht; signedOn: number; days?: number; awarded?: Baht }[];
  /** The buyer's running number of its first contract. */
  running: number;
  /** Instead of a budget that follows from the value. */
  budget?: Baht;
  /** Instead of the title that follows from the item. */
  title?: string;
  /** Others that may bid, by place from 1. */
  rival?: (place: number) => Supplier;
  /** Planted purchases leave nothing out. */
  isPlanted?: boolean;
}

/** A whole purchase. Days are numbers, null where nothing is printed. */
export interface Purchase extends Decided {
  projectId: string;
  item: Item;
  title: string;
  english: string;
  announcedOn: number | null;
  opensOn: number | null;
  closesOn: number | null;
  awardedOn: number;
  budget: Baht;
  reference: Baht;
  deals: readonly Deal[];
  /** Set for planted purchases; else it follows by chance. */
  competition?: Competition;
  deliveries?: readonly Delivery[];
}

/** What all purchases of a file have in common. */
export interface Setting {
  seed: number;
  /** Buddhist year in which the fiscal year ends. */
  fiscalYear: number;
}

/** Streams of chance, so that one more question about a purchase changes no other answer. */
export const STREAM = { purchase: 1, background: 2, competition: 3, delivery: 4, print: 5, plant: 6, project: 7 } as const;

/**
 * Least weekdays of advertisement by budget (Regulation B.E. 2560, clause 51: 5, 10, 12, 20), as made-up buyers keep them: never fewer
 * than fifteen days of the calendar either, which is what is asked where no law is known.
 */
function advertisement(budget: Baht): number {
  return budget > 50_000_000 ? 20 : 12;
}

/** Median discounts from the reference price by its size, as e-bidding of FY2568 shows them. */
function discountPermille(value: Baht, chance: Random): number {
  if (chance.permille(33)) return 0;
  const usual = value > 10_000_000 ? 6 : value > 5_000_000 ? 39 : 53;
  return chance.between(1, 2 * usual);
}

/** The purchase that follows from what is decided. */
export function purchaseOf(decided: Decided, { seed, fiscalYear }: Setting): Purchase {
  const chance = new Random(seed, STREAM.purchase, decided.serial);
  const { method, category } = decided;
  const agreed = decided.deals.reduce((sum, { awarded, value }) => sum + (awarded ?? value), 0);
  const signedOn = Math.min(...decided.deals.map((deal) => deal.signedOn));

  const direct = method === "direct";
  const off = direct ? (chance.permille(900) ? 0 : chance.between(2, 50)) : discountPermille(agreed, chance);
  const reference = off === 0 ? agreed : roundedTo(plusPermille(agreed, off), agreed > 1_000_000 ? 1000 : 10);
  const sameBudget = direct ? chance.permille(960) : chance.permille(428);
  const spare = sameBudget ? reference : roundedTo(plusPermille(reference, chance.between(1, 60)), 100);
  // A direct purchase within the limit has a budget within it.
  const budget = decided.budget ?? (direct && agreed <= 500_000 ? Math.min(spare, 500_000) : spare);

  const awardedOn = weekdaysBefore(signedOn, direct ? chance.between(1, 4) : chance.between(9, 18));
  const closesOn = direct ? null : weekdaysBefore(awardedOn, chance.between(6, 15));
  const opensOn = closesOn === null ? null : weekdaysBefore(closesOn, advertisement(budget) + chance.between(2, 8));
  const item = decided.item ?? (decided.consultants ? consultancy() : chance.pick(itemsOf(category)));
  const words = titleOf({ item, method, category, buyer: decided.buyer, fiscalYear, place: madeUpWord(chance.below(20_000)) }, chance);
  const createdOn = (opensOn ?? awardedOn) - chance.between(3, 20);
  return {
    ...decided,
    projectId: projectNumber(createdOn, decided.serial, seed),
    item,
    title: decided.title ?? words.thai,
    english: words.english,
    announcedOn: method === "open" ? opensOn : null,
    opensOn,
    closesOn,
    awardedOn,
    budget,
    reference: Math.min(reference, budget),
    deals: decided.deals.map((deal, place) => dealOf(deal, place, decided, chance)),
  };
}

/** Year and month of its creation, then a serial that begins with 0 to 8: real ones begin with 9 (and seven of 202,362 with 6 or 7). */
function projectNumber(createdOn: number, serial: number, seed: number): string {
  const { month } = partsOf(createdOn);
  const year = String(buddhistYear(createdOn) % 100).padStart(2, "0");
  return `${year}${String(month).padStart(2, "0")}${String((serial * 7_654_321 + scramble(seed)) % 5_999_999).padStart(7, "0")}`;
}

function dealOf(deal: Decided["deals"][number], place: number, { buyer, category, running }: Decided, chance: Random): Deal {
  const number = running + place;
  const year = buddhistYear(deal.signedOn);
  // Each unit writes its numbers in its own way.
  const written = [`${number}/${year}`, `${buyer.letters}.${number}/${year}`, `${buyer.letters}-${number}-${year % 100}`][buyer.unit % 3]!;
  const endsOn = deal.signedOn + (deal.days ?? chance.pick(DURATIONS[category]));
  const dash = deal.days === undefined && chance.permille(3);
  return { ...deal, number: chance.permille(26) ? thaiDigits(written) : written, endsOn: dash ? null : endsOn };
}

/** First and last weekday on which a purchase of the fiscal year may be signed, and how far records of it reach. */
export function horizonOf(fiscalYear: number): { first: number; last: number; seenOn: number } {
  const { first, last } = fiscalYearDays(fiscalYear);
  return { first, last, seenOn: last + 182 };
}
