// Who buys from whom: spreads purchases over buying units of different size, and suppliers so that no pair comes to stand out by chance.

import { type Buyer, buyer } from "./buyer.ts";
import { contractor, type Supplier, smallSupplier } from "./supplier.ts";

/** Purchases in sixteen that go to each of the four units of a group. */
const WEIGHTS = [8, 4, 2, 2] as const;
const TURN = 16;
/** Purchases of a group in a year; real units have about as many. */
const GROUP = 400;
/** Places for bidders in one tender: winners first. */
const BIDDERS = 8;

/** Where a purchase stands: with which unit, as which of how many of that unit's year. */
export interface Stand {
  unit: number;
  place: number;
  of: number;
}

function isPrime(number: number): boolean {
  for (let factor = 2; factor * factor <= number; factor += 1) if (number % factor === 0) return false;
  return number > 1;
}

function primeFrom(number: number): number {
  return isPrime(number) ? number : primeFrom(number + 1);
}

/** Whether a direct purchase here is made from one of the unit's regular suppliers. */
export function isRegular({ place, of }: Stand): boolean {
  return of >= 40 && place % 4 === 3;
}

/** The buying units and suppliers of one file. */
export class Market {
  /** Units of the background. */
  readonly units: number;
  /** Purchases of the largest unit. */
  readonly largest: number;
  private readonly oneDepartment: boolean;
  private readonly groups: number;
  private readonly turns: number;
  private readonly small: number;
  private readonly contractors: number;
  private readonly known = new Map<number, Buyer>();
  private taken = 0;
  private opened = 0;

  /** `purchases` is how many the background has at most. */
  constructor(purchases: number, oneDepartment: boolean) {
    this.oneDepartment = oneDepartment;
    this.groups = Math.max(1, Math.round(purchases / GROUP));
    this.units = this.groups * WEIGHTS.length;
    this.turns = Math.max(1, Math.ceil(purchases / (TURN * this.groups)));
    this.largest = WEIGHTS[0] * this.turns;
    // A prime, so that steps through them come back to the same one only after all others.
    this.small = primeFrom(Math.max(97, Math.ceil(purchases / 4), 2 * this.largest));
    this.contractors = primeFrom(Math.max(89, Math.ceil(purchases / 40), BIDDERS * this.largest));
  }

  /** Where the purchase with this number stands. */
  stand(purchase: number): Stand {
    const group = Math.floor(purchase / TURN) % this.groups;
    const turn = Math.floor(purchase / (TURN * this.groups));
    let within = purchase % TURN;
    let unit = 0;
    while (within >= WEIGHTS[unit]!) {
      within -= WEIGHTS[unit]!;
      unit += 1;
    }
    const weight = WEIGHTS[unit]!;
    return { unit: group * WEIGHTS.length + unit, place: turn * weight + within, of: this.turns * weight };
  }

  buyer(unit: number): Buyer {
    const known = this.known.get(unit) ?? buyer(unit, this.oneDepartment);
    this.known.set(unit, known);
    return known;
  }

  /** A unit of its own, which the background never uses. */
  newBuyer(): Buyer {
    this.opened += 1;
    return this.buyer(this.units + this.opened - 1);
  }

  /** One of the largest units of the background. */
  largeBuyer(choice: number): Buyer {
    return this.buyer((choice % this.groups) * WEIGHTS.length);
  }

  /**
   * Who a unit makes a direct purchase from. Every fourth is made from one that supplies the unit up to three times a year, the others from one
   * that does so once. Small units have no regular suppliers.
   */
  supplierOf(stand: Stand): { supplier: Supplier; regular: boolean } {
    const { unit, place, of } = stand;
    const regular = isRegular(stand);
    const slot = regular ? of + (Math.floor(place / 4) % Math.ceil(of / 12)) : place;
    return { supplier: smallSupplier((unit * 7919 + slot * 31) % this.small), regular };
  }

  /** Who bids for a tender of a unit, by place; the same bidders meet there twice a year at most. */
  contractorOf({ unit, place, of }: Stand, bidder: number): Supplier {
    const slot = (place % Math.ceil(of / 2)) * BIDDERS + bidder;
    return contractor(this.small + ((unit * 104_729 + slot * 37) % this.contractors));
  }

  /** A contractor of its own, which the background never uses. */
  newSupplier(): Supplier {
    this.taken += 1;
    return contractor(this.small + this.contractors + this.taken - 1);
  }

  /** The index of a person of its own. */
  newPersonIndex(): number {
    this.taken += 1;
    return this.small + this.contractors + this.taken - 1;
  }
}
