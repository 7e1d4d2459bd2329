// A made-up infrastructure project as OC4IDS 0.9 publishes it, with its contracting processes, what changed and how far it came.

import { dayOf, isoInstant } from "./calendar.ts";
import { competitionOf } from "./competition.ts";
import { type Change, changed, delivered, everyDays, knownOn, RATIONALES } from "./delivery.ts";
import type { Market } from "./market.ts";
import { plusPermille, roundedTo } from "./money.ts";
import { type Json, partiesOf, referenceTo } from "./ocds-party.ts";
import { money } from "./ocds-section.ts";
import { completionOf, type Progress, processOf, progressOf } from "./project-section.ts";
import { type Purchase, purchaseOf, type Setting, STREAM } from "./purchase.ts";
import { Random } from "./random.ts";
import type { Strength } from "./scheme.ts";

/** What may be planted in a project. */
export type ProjectScheme = "overrun" | "extension";

/** A project, and the sizes of what was planted in it. */
export interface Project {
  id: string;
  construction: Purchase;
  facts: Record<string, number>;
  /** The days on which it is published: every quarter from the signature of its works until it is completed or the records end. */
  publishedOn: readonly number[];
  /** What is published of it on a day. */
  asOf(day: number): Json;
}

/** The day on which the records end. */
export const SEEN_ON = dayOf(2026, 3, 31);
const QUARTER = 91;
/** Thousandths by which each step raises the value; of three, the first comes soon after signature. */
const GROWTH: Readonly<Record<Strength, readonly number[]>> = { weak: [110], medium: [60, 100, 150], strong: [60, 280, 320] };
const SOON = 50;
const LATER: Readonly<Record<Strength, readonly number[]>> = { weak: [90, 90], medium: [220, 200], strong: [500, 600] };
/** Hundredths by which spending runs ahead of works, and works behind their plan. */
const AHEAD = 35;
const BEHIND = 20;
/** Of a thousand ordinary projects: those whose end moves, and whose measurements tell of works behind or of spending ahead for a time. */
const USUAL = { moves: 120, behind: 60, behindBefore: 350, ahead: 60 } as const;

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
  // Every fourth planting comes without a sign.
  const isSilent = scheme !== undefined && Math.floor(number / 10) % 4 === 3;
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
  const changes = changesOf(deal, days, scheme, strength, isSilent, chance);
  const isSlow = scheme === "extension" && !isSilent;
  const deliveryOf = (of: Purchase, all: readonly Change[]) => {
    const signed = of.deals[0]!;
    return delivered({ ...signed, endsOn: signed.endsOn! }, all, SEEN_ON, { every: everyDays(of.category), isSlow });
  };
  const whole = { construction: deliveryOf(construction, changes), supervision: deliveryOf(supervision, []) };
  const supervised = supervision.deals[0]!;
  const measured = measurements(deal, changes, { isSlow, isAhead: scheme === "overrun" && !isSilent, isUsual: !scheme }, chance);
  const id = `oc4ids-sample-${String(number + 1).padStart(6, "0")}`;
  const winners = [...supervised.suppliers, ...deal.suppliers];
  const bidders = [supervision, construction].flatMap(({ competition }) => competition.bids.flatMap((bid) => bid.bidders));
  const location = {
    id: "1",
    description: construction.item.thai,
    geometry: { type: "Point", coordinates: [(100_300_000 + chance.below(500_000)) / 1e6, (13_500_000 + chance.below(400_000)) / 1e6] },
    address: { locality: buyer.place.district, region: buyer.place.province, countryName: "ไทย" },
  };
  const asOf = (day: number): Json => {
    const delivery = knownOn(whole.construction, day);
    const last = changed({ value, endsOn: deal.endsOn! }, delivery.changes);
    const isComplete = delivery.completedOn !== null;
    return {
      ...{ id, updated: isoInstant(day), title: `โครงการ${construction.item.thai}ของ${buyer.department}`, description: construction.title },
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
      locations: [location],
      budget: {
        amount: money(plusPermille(value + supervised.value, 40)),
        requestDate: isoInstant(signedOn - 290),
        approvalDate: isoInstant(signedOn - 200),
      },
      parties: partiesOf(construction, winners, bidders, false).map((party, place) =>
        place === 0 ? { ...party, roles: ["buyer", "procuringEntity", "publicAuthority"] } : party,
      ),
      publicAuthority: referenceTo(buyer),
      forecasts: progressOf(quarters(deal.signedOn, deal.endsOn!)),
      metrics: progressOf(measured.filter(({ on }) => on <= day)),
      contractingProcesses: [
        processOf(supervision, knownOn(whole.supervision, day), "supervision"),
        processOf(construction, delivery, "construction"),
      ],
      ...(isComplete && { completion: completionOf(construction, last, supervised.value) }),
    };
  };
  const last = changed({ value, endsOn: deal.endsOn! }, changes);
  const facts = { signed: value, latest: last.value, agreedDays: days, daysLater: last.endsOn - deal.endsOn!, changes: changes.length };
  const closedOn = whole.construction.completedOn === null ? SEEN_ON : whole.construction.completedOn + QUARTER;
  const count = Math.ceil((Math.min(SEEN_ON, closedOn) - deal.signedOn) / QUARTER);
  const publishedOn = [
    ...Array.from({ length: count }, (_, nth) => deal.signedOn + 7 + nth * QUARTER).filter((on) => on < SEEN_ON),
    SEEN_ON,
  ];
  return { id, construction, facts, publishedOn, asOf };
}

/** At each quarter of the way, as much of works and money. */
function quarters(startsOn: number, endsOn: number): Progress[] {
  return [25, 50, 75, 100].map((percent) => ({
    on: startsOn + Math.floor(((endsOn - startsOn) * percent) / 100),
    physical: percent,
    financial: percent,
  }));
}

/** What was measured of works and spending over the time that the works took. */
function measurements(
  { signedOn, endsOn }: { signedOn: number; endsOn: number | null },
  changes: readonly Change[],
  { isSlow, isAhead, isUsual }: { isSlow: boolean; isAhead: boolean; isUsual: boolean },
  chance: Random,
): Progress[] {
  const end = changed({ value: 0, endsOn: endsOn! }, changes).endsOn;
  const moves = changes.some((change) => change.endsOn);
  const isBehind = chance.permille(moves ? USUAL.behindBefore : USUAL.behind) && isUsual;
  const isUsuallyAhead = chance.permille(USUAL.ahead) && isUsual;
  const steps = quarters(signedOn, isSlow || isUsual ? end : endsOn!);
  return steps.map(({ on, physical, financial }) => {
    const isMiddle = physical === 50;
    const done = physical - (isBehind && isMiddle ? BEHIND : 0);
    const spent = Math.min(100, financial + ((isAhead && physical < 100) || (isUsuallyAhead && isMiddle) ? AHEAD : 0));
    return { on: physical === 100 ? end : on, physical: done, financial: spent };
  });
}

function changesOf(
  deal: Purchase["deals"][number],
  days: number,
  scheme: ProjectScheme | undefined,
  strength: Strength,
  isSilent: boolean,
  chance: Random,
): Change[] {
  let { value } = deal;
  let endsOn = deal.endsOn!;
  if (scheme === "overrun") {
    const steps = GROWTH[strength].map((permille, step, all) => ({
      permille,
      on: deal.signedOn + (all.length > 1 && step === 0 ? SOON : Math.floor((days * (2 + Math.max(step, 1))) / 6)),
    }));
    // Without a sign, the large steps alone.
    return (isSilent && steps.length > 1 ? steps.slice(1) : steps).map(({ permille, on }, step) => {
      const before = value;
      value = plusPermille(before, permille);
      return { on, rationale: RATIONALES.value[step % 2]!, value: { old: before, new: value } };
    });
  }
  const steps =
    scheme === "extension"
      ? LATER[strength].map((permille) => Math.floor((days * permille) / 1000))
      : chance.permille(USUAL.moves)
        ? [chance.between(5, 30)]
        : [];
  const changes = steps.map((later, step) => {
    const before = endsOn;
    endsOn += later;
    return { on: before - 20, rationale: RATIONALES.duration[step % 2]!, endsOn: { old: before, new: endsOn } };
  });
  return changes.filter(({ on }) => on <= SEEN_ON);
}
