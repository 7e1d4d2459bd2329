// A purchase as OCDS 1.1 publishes it: one compiled release, or the releases by which it became known.

import { isoInstant } from "./calendar.ts";
import { usualCompetition } from "./competition.ts";
import { type Change, type Delivery, reportDays, usualDeliveries } from "./delivery.ts";
import { type Json, ocidOf, partiesOf, referenceTo } from "./ocds-party.ts";
import {
  amendmentOf,
  awardsOf,
  bidsOf,
  contractOf,
  countOfTenderers,
  implementationOf,
  link,
  money,
  periodOf,
  tenderOf,
} from "./ocds-section.ts";
import { horizonOf, type Purchase, type Setting } from "./purchase.ts";

function head(purchase: Purchase, id: string, on: number, tag: string[], hour = 10): Json {
  return {
    ocid: ocidOf(purchase),
    id: `${ocidOf(purchase)}-${id}`,
    date: isoInstant(on, hour),
    tag,
    initiationType: "tender",
    language: "th",
    buyer: referenceTo(purchase.buyer),
  };
}

function planning({ budget, projectId }: Purchase): Json {
  return { budget: { id: `B-${projectId}`, amount: money(budget) } };
}

const ended = ({ completedOn }: Delivery) => (completedOn === null ? {} : { status: "terminated" });
const lastDay = ({ changes, instalments, completedOn }: Delivery, signedOn: number) =>
  Math.max(signedOn, completedOn ?? 0, ...changes.map(({ on }) => on), ...instalments.map(({ paidOn }) => paidOn ?? 0));

/** All that is known of a purchase in one release; its amendments say what they changed. */
export function compiledRelease(purchase: Purchase, setting: Setting, rich: boolean): Json {
  const competition = usualCompetition(purchase, setting.seed);
  const deliveries = usualDeliveries(purchase, setting);
  const suppliers = purchase.deals.flatMap((deal) => deal.suppliers);
  const tenderers = competition.bids.flatMap(({ bidders }) => bidders);
  const bids = bidsOf(purchase, competition, rich);
  const until = Math.max(...deliveries.map((delivery, place) => lastDay(delivery, purchase.deals[place]!.signedOn)));
  return {
    ...head(purchase, "compiled", until, ["compiled"]),
    parties: partiesOf(purchase, suppliers, tenderers, rich),
    planning: planning(purchase),
    tender: tenderOf(purchase, countOfTenderers(competition), rich),
    ...(bids && { bids }),
    awards: awardsOf(purchase, rich),
    contracts: deliveries.map((delivery, place) => {
      const amendments = delivery.changes.map((change, number) => amendmentOf(change, number + 1, purchase.deals[place]!, true));
      return {
        ...contractOf(purchase, place, delivery.changes, rich),
        ...ended(delivery),
        ...(amendments.length > 0 && { amendments }),
        implementation: implementationOf(purchase, place, delivery, rich),
      };
    }),
  };
}

/** The releases of a purchase in the order of their days: tender, award, contract, each change, and how far it is at each instalment. */
export function releaseHistory(purchase: Purchase, setting: Setting, rich: boolean): Json[] {
  const competition = usualCompetition(purchase, setting.seed);
  const deliveries = usualDeliveries(purchase, setting);
  const suppliers = purchase.deals.flatMap((deal) => deal.suppliers);
  const tenderers = competition.bids.flatMap(({ bidders }) => bidders);
  const signedOn = Math.min(...purchase.deals.map((deal) => deal.signedOn));
  const bids = bidsOf(purchase, competition, rich);

  const invited: Json[] =
    purchase.opensOn === null
      ? []
      : [
          {
            ...head(purchase, "tender", purchase.opensOn, ["planning", "tender"]),
            parties: partiesOf(purchase, [], [], rich),
            planning: planning(purchase),
            tender: tenderOf(purchase, null, rich),
          },
        ];
  const closed = tenderOf(purchase, countOfTenderers(competition), rich);
  const all = partiesOf(purchase, suppliers, tenderers, rich);
  const awarded: Json = {
    ...head(purchase, "award", purchase.awardedOn, ["award"]),
    ...(invited.length === 0
      ? { parties: all, planning: planning(purchase), tender: closed }
      : // What the first release said stands; the lots are closed with the tender.
        {
          parties: all.slice(1),
          tender: {
            id: closed.id,
            status: closed.status,
            numberOfTenderers: closed.numberOfTenderers,
            ...(closed.lots !== undefined && { lots: closed.lots }),
          },
        }),
    ...(bids && { bids }),
    awards: awardsOf(purchase, rich),
  };
  const signed: Json = {
    ...head(purchase, "contract", signedOn, ["contract"]),
    contracts: purchase.deals.map((_, place) => contractOf(purchase, place, [], rich)),
  };
  const { seenOn } = horizonOf(setting.fiscalYear);
  const later = deliveries.flatMap((delivery, place) => deliveryReleases(purchase, delivery, place, seenOn, rich));
  return [...invited, awarded, signed, ...later.sort((a, b) => (String(a.date) < String(b.date) ? -1 : 1))];
}

/** Releases of different contracts come at different hours, reports after changes. */
function deliveryReleases(purchase: Purchase, delivery: Delivery, place: number, seenOn: number, rich: boolean): Json[] {
  const deal = purchase.deals[place]!;
  const state = (change: Change): Json => ({
    ...(change.value && { value: money(change.value.new) }),
    ...(change.endsOn && { period: periodOf(deal, change.endsOn.new) }),
  });
  const changes = delivery.changes.map((change, number) => ({
    ...head(purchase, `amendment-${place + 1}-${number + 1}`, change.on, ["contractAmendment"], 11 + place),
    contracts: [{ ...link(purchase, place), ...state(change), amendments: [amendmentOf(change, number + 1, deal, false)] }],
  }));
  const days = reportDays(delivery, seenOn);
  const reports = days.map((on, nth) => {
    const isLast = nth === days.length - 1;
    const isOver = isLast && delivery.completedOn !== null;
    const implementation = implementationOf(purchase, place, delivery, rich, { on, isFirst: nth === 0, isLast });
    return {
      ...head(purchase, `implementation-${place + 1}-${nth + 1}`, on, [isOver ? "contractTermination" : "implementation"], 16 + place),
      contracts: [{ ...link(purchase, place), ...(isOver && ended(delivery)), implementation }],
    };
  });
  return [...changes, ...reports];
}
