// The truth about a made-up file: what was planted in it, under the ids that a reader of the file will find.

import { arabicDigits } from "../sources/thai-number.ts";
import { isoDate } from "./calendar.ts";
import { contractIdOf, ocidOf, partyIdOf } from "./ocds-party.ts";
import type { Plan, PlantedPerson } from "./plant.ts";
import type { Purchase } from "./purchase.ts";
import type { Planted, SchemeName, Strength } from "./scheme.ts";

/** One planted scheme as it stands in the truth file. */
export interface PlantedTruth {
  id: string;
  scheme: SchemeName;
  strength: Strength;
  /** Codes of the indicators that ask this question. */
  indicators: string[];
  /** Those of them whose default threshold it reaches. */
  expects: string[];
  processes: string[];
  contracts: string[];
  buyers: string[];
  suppliers: string[];
  /** Processes planted to give the scheme its background: others of the same buyer. */
  others: string[];
  signedOn: string[];
  facts: Record<string, number>;
}

/** What a truth file says. */
export interface Truth {
  planted: PlantedTruth[];
  omitted: { scheme: SchemeName; contracts: number }[];
  /** Made-up citizens whose whole number stands in a record. No output may show it. */
  persons: { process: string; name: string; number: string; written: string }[];
  /** All other records hold none of the schemes, by the way they are made. */
  background: { clean: true; contracts: number };
}

interface Naming {
  process(purchase: Purchase): string;
  contracts(purchase: Purchase): string[];
  buyer(purchase: Purchase): string;
}

/** How readers of each format know processes, contracts and buyers; suppliers are known by number. */
const NAMING: Readonly<Record<"egp" | "ocds", Naming>> = {
  egp: {
    process: ({ projectId }) => projectId,
    contracts: ({ projectId, deals }) => deals.map(({ number }) => `${projectId}/${arabicDigits(number)}`),
    buyer: ({ buyer }) => `${buyer.department} / ${buyer.name}`,
  },
  ocds: {
    process: ocidOf,
    contracts: (purchase) => purchase.deals.map((_, place) => `${ocidOf(purchase)}/${contractIdOf(purchase, place)}`),
    buyer: ({ buyer }) => partyIdOf(buyer),
  },
};

/** The truth of a file in this format. */
export function truthOf(plan: Plan, planted: readonly Planted[], persons: readonly PlantedPerson[], background: number): Truth {
  const naming = NAMING[plan.format];
  const counts = new Map<string, number>();
  return {
    planted: planted.map(({ scheme, strength, indicators, expects, purchases, shows, suppliers, facts }) => {
      const count = (counts.get(scheme) ?? 0) + 1;
      counts.set(scheme, count);
      return {
        ...{ id: `${scheme}-${count}`, scheme, strength, indicators, expects },
        processes: shows.map(naming.process),
        contracts: shows.flatMap(naming.contracts),
        buyers: [...new Set(shows.map(naming.buyer))],
        suppliers: suppliers.map(({ number }) => number),
        others: purchases.filter((purchase) => !shows.includes(purchase)).map(naming.process),
        signedOn: shows.flatMap(({ deals }) => deals.map((deal) => isoDate(deal.signedOn))),
        facts,
      };
    }),
    omitted: plan.omitted,
    persons: persons.map(({ purchase, name, number, written }) => ({ process: naming.process(purchase), name, number, written })),
    background: { clean: true, contracts: background },
  };
}
