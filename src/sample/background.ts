// The purchases in which nothing is planted: distributed as in real records of FY2568, and clear of every scheme by the way they are made.

import { weekdayFrom } from "./calendar.ts";
import type { Category } from "./item.ts";
import { isRegular, type Market, type Stand } from "./market.ts";
import { type Baht, roundedTo } from "./money.ts";
import { horizonOf, type Method, type Purchase, purchaseOf, type Setting, STREAM } from "./purchase.ts";
import { quantile, Random, scramble, spread } from "./random.ts";

/** Purchases in a thousand by the open and by the selective method. National rows are direct for 94 in 100. */
export interface Mixture {
  open: number;
  selective: number;
}

/** Direct purchases by amount. The step up to 500,000 is the limit of the direct method. */
const DIRECT: readonly (readonly [number, Baht])[] = [
  ...([
    [0, 3_000],
    [100, 12_000],
    [250, 35_000],
    [500, 98_000],
    [750, 260_000],
    [900, 435_000],
  ] as const),
  ...([
    [960, 482_000],
    [990, 499_800],
    [1000, 500_000],
  ] as const),
];
const EXACTLY_THE_LIMIT = 5;
/** A regular supplier's three purchases stay together below the limit. */
const REGULAR: readonly (readonly [number, Baht])[] = [
  ...([
    [0, 4_000],
    [500, 60_000],
    [1000, 158_000],
  ] as const),
];
const TENDERED: Readonly<Record<Category, readonly (readonly [number, Baht])[]>> = {
  goods: [
    ...([
      [0, 520_000],
      [500, 1_900_000],
      [800, 6_000_000],
      [950, 24_000_000],
      [1000, 60_000_000],
    ] as const),
  ],
  services: [
    ...([
      [0, 520_000],
      [500, 2_400_000],
      [800, 7_000_000],
      [950, 26_000_000],
      [1000, 90_000_000],
    ] as const),
  ],
  works: [
    ...([
      [0, 600_000],
      [400, 4_100_000],
      [600, 9_000_000],
      [850, 34_000_000],
      [960, 80_000_000],
      [1000, 700_000_000],
    ] as const),
  ],
};
/** Contracts signed in a thousand, from October to September: real units sign most at the end of the fiscal year. */
const MONTHS = [72, 74, 70, 75, 65, 78, 72, 80, 84, 92, 118, 120];

/** The day of a unit's contract that is this one of so many, in the order of the year. */
function signedOn({ place, of }: Stand, first: number, last: number, chance: Random): number {
  const at = ((place + chance.below(1000) / 1000) * 1000) / of;
  let month = 0;
  let before = 0;
  while (month < 11 && before + MONTHS[month]! <= at) {
    before += MONTHS[month]!;
    month += 1;
  }
  const days = (last - first + 1) / 12;
  const day = first + Math.floor(days * month + (days * (at - before)) / MONTHS[month]!);
  const weekday = chance.permille(2) ? day : weekdayFrom(day);
  return Math.min(weekday, last);
}

function categoryOf(method: Method, chance: Random): Category {
  const lot = chance.below(1000);
  if (method === "direct") return lot < 640 ? "goods" : lot < 985 ? "services" : "works";
  return lot < 240 ? "goods" : lot < 400 ? "services" : "works";
}

/** The purchases of the background: as many contracts as asked for, exactly, or as many purchases. */
export function* background(
  { rows, counted }: { rows: number; counted: "contracts" | "purchases" },
  market: Market,
  mixture: Mixture,
  setting: Setting,
): Generator<Purchase> {
  const { first, last } = horizonOf(setting.fiscalYear);
  let left = rows;
  for (let serial = 0; left > 0; serial += 1) {
    const chance = new Random(setting.seed, STREAM.background, serial);
    const stand = market.stand(serial);
    // The third purchase has several contracts, so that the smallest file shows one.
    const shown = serial === 2 && left > 2;
    const method = shown ? "open" : methodAt(stand, mixture, setting);
    const several = shown || (method !== "direct" && chance.permille(100));
    const parts = several ? Math.min(chance.between(2, 3), counted === "contracts" ? left : 3) : 1;
    const day = signedOn(stand, first, last, chance);
    const category = categoryOf(method, chance);
    const base = { serial, buyer: market.buyer(stand.unit), method, category, running: stand.place + 1 };
    left -= counted === "contracts" ? parts : 1;
    if (method === "direct") {
      const { supplier, regular } = market.supplierOf(stand);
      yield purchaseOf(
        { ...base, deals: [{ suppliers: [supplier], value: directValue(stand, regular, mixture, setting, chance), signedOn: day }] },
        setting,
      );
      continue;
    }
    const rival = (place: number) => market.contractorOf(stand, place);
    const consortium = parts === 1 && category === "works" && chance.permille(60);
    yield purchaseOf(
      {
        ...base,
        consultants: category === "services" && method === "selective",
        rival,
        deals: Array.from({ length: parts }, (_, place) => ({
          suppliers: consortium ? [rival(0), rival(7)] : [rival(place)],
          value: roundedTo(quantile(TENDERED[category], chance.word()), 1000),
          signedOn: day,
        })),
      },
      setting,
    );
  }
}

/** Methods are mixed evenly along the year of a unit, so that no month has an undue share of direct purchases by chance. */
function methodAt({ unit, place }: Stand, mixture: Mixture, { seed }: Setting): Method {
  const lot = Math.floor((spread(scramble(seed ^ scramble(unit)), place, 0) * 1000) / 0x100000000);
  return lot < mixture.open ? "open" : lot < mixture.open + mixture.selective ? "selective" : "direct";
}

/** Amounts, too, fill their distribution evenly along the year. */
function directValue(stand: Stand, regular: boolean, mixture: Mixture, setting: Setting, chance: Random): Baht {
  const word = spread(scramble(setting.seed + stand.unit), stand.place, 1);
  const exactly = chance.permille(EXACTLY_THE_LIMIT);
  if (regular) return roundedTo(quantile(REGULAR, word), 10);
  const late = lastMonthWord(stand, mixture, setting);
  if (exactly && late === undefined) return 500_000;
  const value = quantile(DIRECT, late ?? word);
  return chance.permille(150) ? (value * 100 - chance.between(1, 99)) / 100 : roundedTo(value, value > 20_000 ? 100 : 10);
}

/** What units leave out of the last month of their largest amounts, in thousandths: in a small unit a few of them would be a rush. */
const leftOut = (of: number) => (of < 130 ? 500 : 150);

/** In the last month, which has few contracts, each amount has its own part of the distribution; undefined in other months. */
function lastMonthWord({ unit, place, of }: Stand, mixture: Mixture, setting: Setting): number | undefined {
  // One more than the share of the month, since days are shaken.
  const from = Math.floor((of * (1000 - MONTHS[11]!)) / 1000) - 1;
  if (place < from) return undefined;
  let count = 0;
  let before = 0;
  for (let other = from; other < of; other += 1) {
    const stand = { unit, place: other, of };
    if (isRegular(stand) || methodAt(stand, mixture, setting) !== "direct") continue;
    count += 1;
    if (other < place) before += 1;
  }
  const share = (((before * mixing(count)) % count) + 0.5) / count;
  return Math.floor((share * 0x100000000 * (1000 - leftOut(of))) / 1000);
}

/** A step that visits all of so many places, large and small ones in turn. */
function mixing(count: number): number {
  const divides = (a: number, b: number): number => (b === 0 ? a : divides(b, a % b));
  for (let step = Math.max(1, Math.floor(count * 0.618)); step > 1; step -= 1) if (divides(count, step) === 1) return step;
  return 1;
}
