// A made-up infrastructure project as OC4IDS 0.9 publishes it, with its contracting processes, what changed and how far it came.

import { dayOf, isoInstant } from "./calendar.ts";
import { competitionOf } from "./competition.ts";
import { type Change, changed, delivered, RATIONALES } from "./delivery.ts";
import type { Market } from "./market.ts";
import { plusPermille, roundedTo } from "./money.ts";
import { type Json, partiesOf, referenceTo } from "./ocds-party.ts";
import { money } from "./ocds-section.ts";
import { completionOf, processOf, progress } from "./project-section.ts";
import { type Purchase, purchaseOf, type Setting, STREAM } from "./purchase.ts";
import { Random } from "./random.ts";
import type { Strength } from "./scheme.ts";

/** What may be planted in a project. */
export type ProjectScheme = "overrun" | "extension";

/** A project, and the sizes of what was planted in it. */
export interface Project {
  id: string;
  json: Json;
  construction: Purchase;
  facts: Record<string, number>;
}

const SEEN_ON = dayOf(2026, 3, 31);
const GROWTH: Readonly<Record<Strength, readonly number[]>> = { weak: [110], medium: [150, 150], strong: [280, 320] };
const LATER: Readonly<Record<Strength, readonly number[]>> = { weak: [90, 90], medium: [220, 200], strong: [500, 600] };

/** The project with this number. */
export function projectOf(
  number: number,
  market: Market,
  setting: Setting,
  scheme: ProjectScheme | undefined,
  strength: Strength,
): Project {
  const chance = new Random(setting.seed, STREAM.project, number);
  const buyer = market.buyer(number % market.units);
  // Where something is planted, all of it happens before the records end.
  const days = chance.between(12, scheme ? 16 : 30) * 30;
  const signedOn = dayOf(2023, 11, 1) + chance.below(200);
  const make = (step: number, category: "works" | "services", value: number, signed: number) => {
    const purchase = purchaseOf(
      {
        ...{
          serial: number * 2 + step,
          buyer,
          method: step === 0 ? "selective" : "open",
          category,
          consultants: step === 0,
          running: number + 1,
        },
        deals: [{ suppliers: [market.newSupplier()], value, signedOn: signed, days }],
        isPlanted: true,
      },
      setting,
    );
    const losers = Array.from({ length: chance.between(2, 4) }, (_, place) => ({
      bidder: market.newSupplier(),
      permille: 12 + 20 * place,
    }));
    return { ...purchase, competition: competitionOf(purchase, [losers], chance) };
  };
  const value = roundedTo(chance.between(20_000, 400_000) * 1000, 10_000);
  const supervision = make(0, "services", roundedTo(value / 40, 1000), signedOn);
  const construction = make(1, "works", value, signedOn + 14);
  const deal = construction.deals[0]!;
  const changes = changesOf(deal, days, scheme, strength, chance);
  const delivery = delivered({ ...deal, endsOn: deal.endsOn! }, changes, SEEN_ON);
  const supervised = supervision.deals[0]!;
  const supervisionDelivery = delivered({ ...supervised, endsOn: supervised.endsOn! }, [], SEEN_ON);
  const last = changed({ value, endsOn: deal.endsOn! }, changes);
  const id = `oc4ids-sample-${String(number + 1).padStart(6, "0")}`;
  const winners = [...supervised.suppliers, ...deal.suppliers];
  const bidders = [supervision, construction].flatMap(({ competition }) => competition.bids.flatMap((bid) => bid.bidders));
  const isComplete = delivery.completedOn !== null;
  const json: Json = {
    ...{
      id,
      updated: isoInstant(SEEN_ON),
      title: `โครงการ${construction.item.thai}ของ${buyer.department}`,
      description: construction.title,
    },
    ...{
      status: isComplete ? "completion" : "implementation",
      type: "construction",
      sector: ["transport", "transport.road"],
      purpose: "เพื่อประโยชน์ของประชาชนในพื้นที่",
    },
    period: { startDate: isoInstant(signedOn - 300), endDate: isoInstant(last.endsOn) },
    identificationPeriod: { startDate: isoInstant(signedOn - 300), endDate: isoInstant(signedOn - 181) },
    preparationPeriod: { startDate: isoInstant(signedOn - 180), endDate: isoInstant(signedOn - 1) },
    implementationPeriod: { startDate: isoInstant(deal.signedOn), endDate: isoInstant(last.endsOn) },
    locations: [
      {
        id: "1",
        description: construction.item.thai,
        geometry: { type: "Point", coordinates: [(100_300_000 + chance.below(500_000)) / 1e6, (13_500_000 + chance.below(400_000)) / 1e6] },
        address: { locality: buyer.place.district, region: buyer.place.province, countryName: "ไทย" },
      },
    ],
    budget: {
      amount: money(plusPermille(value + supervised.value, 40)),
      requestDate: isoInstant(signedOn - 290),
      approvalDate: isoInstant(signedOn - 200),
    },
    parties: partiesOf(construction, winners, bidders, false).map((party, place) =>
      place === 0 ? { ...party, roles: ["buyer", "procuringEntity", "publicAuthority"] } : party,
    ),
    publicAuthority: referenceTo(buyer),
    forecasts: progress(deal.signedOn, deal.endsOn!, deal.endsOn!),
    metrics: progress(deal.signedOn, last.endsOn, Math.min(SEEN_ON, last.endsOn)),
    contractingProcesses: [processOf(supervision, supervisionDelivery, "supervision"), processOf(construction, delivery, "construction")],
    ...(isComplete && { completion: completionOf(construction, last, supervised.value) }),
  };
  const facts = { signed: value, latest: last.value, agreedDays: days, daysLater: last.endsOn - deal.endsOn!, changes: changes.length };
  return { id, json, construction, facts };
}

function changesOf(
  deal: Purchase["deals"][number],
  days: number,
  scheme: ProjectScheme | undefined,
  strength: Strength,
  chance: Random,
): Change[] {
  let { value } = deal;
  let endsOn = deal.endsOn!;
  if (scheme === "overrun") {
    return GROWTH[strength].map((permille, step) => {
      const before = value;
      value = plusPermille(before, permille);
      return {
        on: deal.signedOn + Math.floor((days * (2 + 3 * step)) / 8),
        rationale: RATIONALES.value[step % 2]!,
        value: { old: before, new: value },
      };
    });
  }
  // Without a scheme the end moves once, by at most 30 days.
  const steps = scheme === "extension" ? LATER[strength].map((permille) => Math.floor((days * permille) / 1000)) : [chance.between(5, 30)];
  const changes = steps.map((later, step) => {
    const before = endsOn;
    endsOn += later;
    return { on: before - 20, rationale: RATIONALES.duration[step % 2]!, endsOn: { old: before, new: endsOn } };
  });
  return changes.filter(({ on }) => on <= SEEN_ON);
}
