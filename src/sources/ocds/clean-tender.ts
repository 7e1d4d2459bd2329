// Cleans the invitation of a release: the tender with its lots, and the bids that answered it.

import type { Bid, Tender } from "../../canon/release.ts";
import type { Organisations } from "./clean-party.ts";
import { type Cleaning, compact, type Raw } from "./cleaning.ts";
import { freeText, idOf, repeatedId, united } from "./element.ts";
import { itemsOf } from "./item.ts";
import { countValue, dayValue, elementsOf, instantValue, moneyValue, objectOf, textValue } from "./loose-value.ts";
import { methodNamed, statusWord } from "./status-word.ts";

/** The tender of a release, or undefined when it says nothing of one. */
export function cleanTender(raw: Raw, cleaning: Cleaning): Tender | null | undefined {
  if (raw.tender === null) return null;
  const tender = objectOf(raw.tender);
  if (!tender) return undefined;
  const at = "/tender";
  const field = (name: string) => ({ at: `${at}/${name}`, field: `tender.${name}` });
  const word = <T extends string>(name: string) => statusWord<T>(tender[name], field(name).at, field(name).field, cleaning);
  const details = textValue(tender.procurementMethodDetails);
  const listed = details ? (methodNamed(details, cleaning) as Tender["procurementMethod"]) : undefined;
  const method = word<NonNullable<Tender["procurementMethod"]>>("procurementMethod");
  const period = objectOf(tender.tenderPeriod);
  const periodDate = (name: string) => instantValue(period?.[name], `${at}/tenderPeriod/${name}`, `tender.tenderPeriod.${name}`, cleaning);
  return compact<Tender>({
    at,
    status: word("status"),
    procurementMethod: method ?? listed ?? method,
    // The publisher's own word stays readable where it stands in the place of our four.
    procurementMethodDetails: details ?? (method === null ? textValue(tender.procurementMethod) : undefined),
    procurementMethodRationale: freeText(tender.procurementMethodRationale, cleaning),
    mainProcurementCategory: word("mainProcurementCategory"),
    items: itemsOf(tender),
    publishedOn: dayValue(tender.datePublished, field("datePublished").at, field("datePublished").field, cleaning),
    tenderPeriod: period && compact({ startDate: periodDate("startDate"), endDate: periodDate("endDate") }),
    numberOfTenderers: countValue(tender.numberOfTenderers) ?? declaredBids(raw),
    value: moneyValue(tender.value, `${at}/value`, "tender.value", cleaning),
    lots: cleanLots(tender, cleaning),
  });
}

function cleanLots(tender: Raw, cleaning: Cleaning): Tender["lots"] {
  if (tender.lots === undefined || tender.lots === null) return undefined;
  const lots = elementsOf(tender.lots, "/tender/lots").map(({ element, at, position }) =>
    compact<NonNullable<Tender["lots"]>[number]>({
      id: idOf(element, position),
      at,
      status: statusWord(element.status, `${at}/status`, "tender.status", cleaning),
      title: freeText(element.title, cleaning),
      value: moneyValue(element.value, `${at}/value`, "lot.value", cleaning),
    }),
  );
  return united(lots, repeatedId("lot", cleaning));
}

/** How many bids the statistics of the bids extension declare for the whole tender. */
function declaredBids(raw: Raw): number | null | undefined {
  const whole = elementsOf(objectOf(raw.bids)?.statistics, "").filter(({ element }) => !element.relatedLot && !element.relatedLots);
  const declared = (measure: string) => whole.find(({ element }) => element.measure === measure)?.element.value;
  return countValue(declared("bidders") ?? declared("bids"));
}

/**
 * The bids of a release. Where the publisher lists only who submitted one (`tender.tenderers`, or parties in that role),
 * each named tenderer stands for a bid of unknown price; its id begins with `tenderer:`.
 */
export function cleanBids(raw: Raw, organisations: Organisations, cleaning: Cleaning): Bid[] | undefined {
  const details = elementsOf(objectOf(raw.bids)?.details ?? (Array.isArray(raw.bids) ? raw.bids : undefined), "/bids/details");
  if (details.length === 0) return impliedBids(raw, organisations);
  const bids = details.map(({ element, at, position }) =>
    compact<Bid>({
      id: idOf(element, position),
      at,
      date: instantValue(element.date, `${at}/date`, "bid.date", cleaning),
      status: statusWord(element.status, `${at}/status`, "bid.status", cleaning),
      tenderers: organisations.references(element.tenderers ?? element.tenderer),
      relatedLots: lotsNamedBy(element),
      value: moneyValue(element.value, `${at}/value`, "bid.value", cleaning),
    }),
  );
  return united(bids, repeatedId("bid", cleaning));
}

function impliedBids(raw: Raw, organisations: Organisations): Bid[] | undefined {
  const tender = objectOf(raw.tender);
  const listed = organisations.references(tender?.tenderers);
  const tenderers = listed ?? (tender ? organisations.inRole("tenderer") : []);
  // A publisher that fills the list with blanks has not said that anybody submitted a bid.
  const named = tenderers.filter((tenderer) => organisations.nameOf(tenderer));
  if (named.length === 0) return undefined;
  return named.map((tenderer) => ({
    id: `tenderer:${tenderer.id}`,
    at: listed ? "/tender/tenderers" : "/parties",
    status: "submitted" as const,
    tenderers: [tenderer],
  }));
}

/** The lots an element names: `relatedLots`, the older `relatedLot`, objects that hold an id, or the lots of its items. */
export function lotsNamedBy(element: Raw): string[] | undefined {
  const own = lotIds(element.relatedLots) ?? lotIds(element.relatedLot);
  if (own) return own;
  const ofItems = elementsOf(element.items, "").flatMap(({ element: item }) => lotIds(item.relatedLots) ?? lotIds(item.relatedLot) ?? []);
  return ofItems.length > 0 ? [...new Set(ofItems)] : undefined;
}

function lotIds(value: unknown): string[] | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  const ids = (Array.isArray(value) ? value : [value]).flatMap(
    (item) => textValue(objectOf(item)?.lotId ?? objectOf(item)?.id ?? item) ?? [],
  );
  return ids.length > 0 ? [...new Set(ids)] : undefined;
}
