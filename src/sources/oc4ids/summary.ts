// A contracting process as an OC4IDS project sums it up, turned into a release of that process. Pointers are relative to the summary.

import type { Amendment, Bid, Contract, Money, Release } from "../../canon/release.ts";
import type { Organisations } from "../ocds/clean-party.ts";
import { type Cleaning, compact, type Raw } from "../ocds/cleaning.ts";
import { documentTypes } from "../ocds/document.ts";
import { freeText, idOf, united } from "../ocds/element.ts";
import { countValue, dayValue, elementsOf, moneyValue, objectOf, textValue } from "../ocds/loose-value.ts";
import { statusWord } from "../ocds/status-word.ts";
import { milestonesOf, periodOf, transactionsOf } from "./part.ts";

/** The release that a summary amounts to; the parties stand with the project. Where it names no procuring entity, the only party in such a role buys, else the public authority. */
export function releaseOfSummary(summary: Raw, ocid: string, project: Release, organisations: Organisations, cleaning: Cleaning): Release {
  const tender = objectOf(summary.tender) ?? {};
  const sole = (role: "buyer" | "procuringEntity") => (organisations.inRole(role).length === 1 ? organisations.inRole(role)[0] : undefined);
  const buyer = organisations.reference(tender.procuringEntity) ?? sole("buyer") ?? sole("procuringEntity") ?? project.buyer;
  const administrative = textValue(objectOf(tender.administrativeEntity)?.name);
  return compact<Release>({
    ocid,
    date: project.date,
    title: freeText(summary.title, cleaning),
    description: freeText(summary.description, cleaning),
    buyer,
    buyerProvince: buyer ? organisations.partyOf(buyer)?.region : undefined,
    siteProvince: project.project?.region,
    site: project.project?.site,
    tender: compact<NonNullable<Release["tender"]>>({
      at: objectOf(summary.tender) ? "/tender" : "",
      procurementMethod: statusWord(tender.procurementMethod, "/tender/procurementMethod", "tender.procurementMethod", cleaning),
      procurementMethodDetails: textValue(tender.procurementMethodDetails),
      mainProcurementCategory: categoryOf(summary.nature),
      publishedOn: dayValue(tender.datePublished, "/tender/datePublished", "tender.datePublished", cleaning),
      numberOfTenderers: countValue(tender.numberOfTenderers),
      value: moneyValue(tender.costEstimate, "/tender/costEstimate", "tender.costEstimate", cleaning),
    }),
    bids: bidsOf(tender, organisations),
    contracts: contractsOf(summary, organisations, cleaning),
    documents: documentTypes([{ at: "/documents", value: summary.documents }], cleaning),
    disclosed: administrative ? [{ id: "contract_administrative_entity", at: "/tender/administrativeEntity" }] : undefined,
    ofProject: project.project?.id,
  });
}

/** Construction is works; design and supervision are services. */
function categoryOf(nature: unknown): "works" | "services" | undefined {
  const words = [nature].flat();
  if (words.includes("construction")) return "works";
  return words.includes("design") || words.includes("supervision") ? "services" : undefined;
}

function bidsOf(tender: Raw, organisations: Organisations): Bid[] | undefined {
  const tenderers = organisations.references(tender.tenderers);
  return tenderers?.map((tenderer) => ({
    id: `tenderer:${tenderer.id}`,
    at: "/tender/tenderers",
    status: "submitted",
    tenderers: [tenderer],
  }));
}

/** The summary tells of all contracts of a process as one; before an award there is none. */
function contractsOf(summary: Raw, organisations: Organisations, cleaning: Cleaning): Contract[] | undefined {
  const status = statusWord<"pending" | "active" | "terminated">(summary.status, "/status", "summary.status", cleaning);
  const suppliers = organisations.references(summary.suppliers);
  const value = moneyValue(summary.contractValue, "/contractValue", "summary.contractValue", cleaning);
  if (!suppliers && !value?.amount) return undefined;
  const amendments = modificationsOf(summary, cleaning);
  const finalValue = moneyValue(summary.finalValue, "/finalValue", "summary.finalValue", cleaning);
  const period = periodOf(summary.contractPeriod, "/contractPeriod", cleaning);
  const number = textValue(summary.externalReference);
  const moneyChanges = amendments.filter(({ type }) => type === "value");
  const endChanges = amendments.filter(({ type }) => type === "duration");
  // What was signed is told by the first change, else by the summary. Where no change and no end is published, nothing tells whether there was any.
  const told = amendments.length > 0;
  const first = compact<NonNullable<Contract["first"]>>({
    amount: inOrder(moneyChanges)[0]?.oldAmount ?? (told || finalValue?.amount ? value?.amount : undefined),
    endDate: inOrder(endChanges)[0]?.oldEndDate ?? (told ? period?.endDate : undefined),
  });
  return [
    compact<Contract>({
      id: number ?? "-",
      at: "",
      number,
      title: freeText(summary.title, cleaning),
      status,
      statusDetails: textValue(summary.status),
      period: period && { ...period, endDate: inOrder(endChanges).at(-1)?.newEndDate ?? period.endDate ?? null },
      value: latest(value, inOrder(moneyChanges).at(-1)),
      first: Object.keys(first).length > 0 ? first : undefined,
      finalValue,
      suppliers,
      amendments: told ? amendments : undefined,
      transactions: transactionsOf(summary, cleaning),
      milestones: milestonesOf(summary, cleaning),
    }),
  ];
}

function latest(value: Money | null | undefined, change: Amendment | undefined): Money | null | undefined {
  return change?.newAmount ? { amount: change.newAmount, currency: change.currency ?? value?.currency ?? null } : value;
}

/** Changes in the order of their days; without a day on each, nobody knows which came first. */
function inOrder(changes: readonly Amendment[]): Amendment[] {
  if (changes.length > 1 && changes.some(({ date }) => !date)) return [];
  return [...changes].sort((a, b) => (`${a.date} ${a.id}` < `${b.date} ${b.id}` ? -1 : 1));
}

function modificationsOf(summary: Raw, cleaning: Cleaning): Amendment[] {
  return united(
    elementsOf(summary.modifications, "/modifications").map(({ element, at, position }) => {
      const money = (name: string) => moneyValue(element[name], `${at}/${name}`, `modification.${name}`, cleaning);
      const [before, after] = [money("oldContractValue"), money("newContractValue")];
      return compact<Amendment>({
        id: idOf(element, position),
        at,
        type: statusWord(element.type, `${at}/type`, "modification.type", cleaning),
        date: dayValue(element.date, `${at}/date`, "modification.date", cleaning),
        description: freeText(element.description, cleaning),
        rationale: freeText(element.rationale, cleaning),
        oldEndDate: periodOf(element.oldContractPeriod, `${at}/oldContractPeriod`, cleaning)?.endDate,
        newEndDate: periodOf(element.newContractPeriod, `${at}/newContractPeriod`, cleaning)?.endDate,
        oldAmount: before?.amount,
        newAmount: after?.amount,
        currency: after?.currency ?? before?.currency,
      });
    }),
  );
}
