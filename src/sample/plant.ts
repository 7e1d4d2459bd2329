// Decides which schemes a file of this size can hold, how often, and plants them.

import { thaiDigits } from "./calendar.ts";
import { delivered } from "./delivery.ts";
import type { Market } from "./market.ts";
import { extension, overrun, paidOver } from "./plant-delivery.ts";
import { aboveLimit, lockIn, splitting, yearEndRush } from "./plant-direct.ts";
import { awardGap, coverBids, disqualification, rotation, singleBidSteering } from "./plant-tender.ts";
import { horizonOf, type Purchase, purchaseOf, type Setting, STREAM } from "./purchase.ts";
import { Random } from "./random.ts";
import { dayAt, type Ground, hostOf, type Planted, type Scheme, type SchemeName, type Strength } from "./scheme.ts";
import { citizenNumber, person } from "./supplier.ts";
import { BY_METHOD } from "./title.ts";

/** In the order in which a small file makes room for them. */
const SCHEMES: readonly Scheme[] = [
  ...[overrun, extension, splitting, aboveLimit, disqualification, paidOver, awardGap],
  ...[singleBidSteering, lockIn, rotation, yearEndRush, coverBids],
];
/** The names of all schemes. */
export const SCHEME_NAMES: readonly SchemeName[] = SCHEMES.map(({ name }) => name);

/** Files of fewer contracts get small forms of the schemes. */
const SMALL = 500;
const MOST_TIMES = 25;

/** A made-up citizen whose whole number stands in a title, as it must never be shown. */
export interface PlantedPerson {
  purchase: Purchase;
  name: string;
  number: string;
  /** As the title has it. */
  written: string;
}

/** What is to be planted in a file. */
export interface Plan {
  format: "egp" | "ocds";
  small: boolean;
  strength: Strength;
  rounds: readonly { scheme: Scheme; times: number }[];
  persons: number;
  /** Contracts that all of it takes. */
  contracts: number;
  /** Schemes for which the file is too small, and the contracts each would take. */
  omitted: { scheme: SchemeName; contracts: number }[];
}

/** Chooses what fits: six in ten contracts of a small file may be planted, half of a larger one, one in twenty of a large one. */
export function planFor({
  rows,
  format,
  strength,
  wanted,
}: {
  rows: number;
  format: "egp" | "ocds";
  strength: Strength;
  /** Undefined when nothing is to be planted, not even persons. */
  wanted: readonly SchemeName[] | undefined;
}): Plan {
  const small = rows < SMALL;
  const schemes = SCHEMES.filter(({ name, formats }) => formats.includes(format) && wanted?.includes(name));
  const persons = wanted === undefined || rows < 40 ? 0 : WRITTEN.length;
  const all = schemes.reduce((sum, scheme) => sum + scheme.contracts(strength, small), 0);
  const times = Math.min(MOST_TIMES, Math.max(1, Math.floor(rows / 20 / Math.max(1, all))));
  const most = Math.floor(rows * (rows < 200 ? 0.6 : 0.5));
  let contracts = persons;
  const rounds: { scheme: Scheme; times: number }[] = [];
  const omitted: Plan["omitted"] = [];
  for (const scheme of schemes) {
    const each = scheme.contracts(strength, small);
    // Schemes of one contract are planted more often, for a count to have some weight.
    const often = each === 1 && rows >= 200 ? 3 * times : times;
    if (contracts + each * often > most) omitted.push({ scheme: scheme.name, contracts: each });
    else {
      contracts += each * often;
      rounds.push({ scheme, times: often });
    }
  }
  return { format, small, strength, rounds, persons, contracts, omitted };
}

/** Plants what the plan says; `background` is how many contracts are not planted. */
export function plant(plan: Plan, market: Market, setting: Setting, background: number): { planted: Planted[]; persons: PlantedPerson[] } {
  // Serials of planted purchases come after all that the background may use.
  let serial = background;
  const nextSerial = () => serial++;
  // Rows of e-GP do not say what is bought, so that no market can be told.
  const compares = { class: plan.format === "ocds" && background >= 800, buyers: background >= 2800 };
  const groundOf = (instance: number, place: number): Ground => ({
    ...{ market, setting, instance, small: plan.small, compares, nextSerial },
    chance: new Random(setting.seed, STREAM.plant, place, instance),
  });
  const planted = plan.rounds.flatMap(({ scheme, times }) =>
    Array.from({ length: times }, (_, instance) => scheme.plant(groundOf(instance, SCHEMES.indexOf(scheme)), plan.strength)),
  );
  const persons = Array.from({ length: plan.persons }, (_, place) => plantedPerson(groundOf(place, SCHEMES.length), place, plan.format));
  return { planted, persons };
}

const grouped = (number: string, mark: string) => number.replace(/^(.)(.{4})(.{5})(.{2})(.)$/, ["$1", "$2", "$3", "$4", "$5"].join(mark));
/** Ways in which buyers write a citizen number. */
const WRITTEN: readonly ((number: string) => string)[] = [
  (number) => number,
  (number) => grouped(number, " "),
  thaiDigits,
  (number) => grouped(number, "-"),
];

/** A person is hired, and the buyer writes name and number into the title. OCDS files name persons by their whole number besides. */
function plantedPerson(ground: Ground, place: number, format: Plan["format"]): PlantedPerson {
  const index = ground.market.newPersonIndex();
  const number = citizenNumber(index);
  const hired = format === "ocds" ? { ...person(index), number } : person(index);
  const written = WRITTEN[place]!(number);
  const title = `จ้างเหมาบริการ${hired.name} เลขประจำตัวประชาชน ${written} ${BY_METHOD.direct}`;
  const serial = ground.nextSerial();
  const deal = { suppliers: [hired], value: 9_000 + 500 * place, signedOn: dayAt(ground, 100 + 150 * place), days: 30 };
  const decided = { serial, buyer: hostOf(ground), method: "direct", category: "services", running: 10_000 + (serial % 10_000) } as const;
  const purchase = purchaseOf({ ...decided, title, isPlanted: true, deals: [deal] }, ground.setting);
  return {
    purchase: format === "ocds" ? noted(purchase, hired.name, written, ground.setting) : purchase,
    name: hired.name,
    number,
    written,
  };
}

/** The note of a change names the person too; rows of e-GP have no place for notes. */
function noted(purchase: Purchase, name: string, written: string, setting: Setting): Purchase {
  const deal = purchase.deals[0]!;
  const endsOn = deal.endsOn!;
  const rationale = {
    thai: `ขยายระยะเวลาตามคำขอของ${name} เลขประจำตัวประชาชน ${written}`,
    english: `Extended at the request of ${name}, citizen number ${written}`,
  };
  const changes = [{ on: deal.signedOn + 10, rationale, endsOn: { old: endsOn, new: endsOn + 3 } }];
  return { ...purchase, deliveries: [delivered({ ...deal, endsOn }, changes, horizonOf(setting.fiscalYear).seenOn)] };
}

/** The background with the planted purchases put evenly between. */
export function* interleaved(background: Iterable<Purchase>, planted: readonly Purchase[], purchases: number): Generator<Purchase> {
  const gap = Math.max(1, Math.floor(purchases / (planted.length + 1)));
  let next = 0;
  let count = 0;
  for (const purchase of background) {
    yield purchase;
    count += 1;
    if (count % gap === 0 && next < planted.length) yield planted[next++]!;
  }
  while (next < planted.length) yield planted[next++]!;
}
