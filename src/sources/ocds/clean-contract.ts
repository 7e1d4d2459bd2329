// Cleans what came of a tender: awards, contracts, and what happened under them.

import type { Award, Contract } from "../../canon/release.ts";
import { cleanAmendments } from "./clean-amendment.ts";
import type { Organisations } from "./clean-party.ts";
import { lotsNamedBy } from "./clean-tender.ts";
import { type Cleaning, compact, type Raw } from "./cleaning.ts";
import { freeText, idOf, repeatedId, united } from "./element.ts";
import { itemsOf } from "./item.ts";
import { dayValue, elementsOf, instantValue, moneyValue, objectOf, textValue } from "./loose-value.ts";
import { statusWord } from "./status-word.ts";
import { subcontractingOf, subcontractsOf } from "./subcontract.ts";

/** The awards of a release. */
export function cleanAwards(raw: Raw, organisations: Organisations, cleaning: Cleaning): Award[] | undefined {
  if (raw.awards === undefined || raw.awards === null) return undefined;
  const found = elementsOf(raw.awards, "/awards");
  const awards = found.map(({ element, at, position }) => {
    const subcontracts = subcontractsOf(element, at, organisations, cleaning);
    return compact<Award>({
      id: idOf(element, position),
      at,
      status: statusWord(element.status, `${at}/status`, "award.status", cleaning),
      date: instantValue(element.date, `${at}/date`, "award.date", cleaning),
      value: moneyValue(element.value, `${at}/value`, "award.value", cleaning),
      suppliers: organisations.references(element.suppliers) ?? organisations.certainly("supplier", found.length),
      relatedLots: lotsNamedBy(element),
      relatedBid: relatedBid(element),
      items: itemsOf(element),
      ...subcontractingOf(element, subcontracts),
      subcontracts,
    });
  });
  return united(awards, repeatedId("award", cleaning));
}

function relatedBid(award: Raw): string | null | undefined {
  const several = Array.isArray(award.relatedBids) ? award.relatedBids : [];
  return textValue(award.relatedBid ?? (several.length === 1 ? several[0] : undefined));
}

/** The contracts of a release. */
export function cleanContracts(raw: Raw, organisations: Organisations, cleaning: Cleaning): Contract[] | undefined {
  if (raw.contracts === undefined || raw.contracts === null) return undefined;
  const found = elementsOf(raw.contracts, "/contracts");
  const awarded = elementsOf(raw.awards, "").length > 0;
  const contracts = found.map(({ element, at, position }) => {
    const day = (value: unknown, name: string) => dayValue(value, `${at}/${name}`, `contract.${name.replaceAll("/", ".")}`, cleaning);
    const period = objectOf(element.period);
    const implementation = objectOf(element.implementation);
    const completion = objectOf(element.completion);
    const subcontracts = subcontractsOf(element, at, organisations, cleaning);
    const money = (value: unknown, name: string) => moneyValue(value, `${at}/${name}`, `contract.${name.replaceAll("/", ".")}`, cleaning);
    return compact<Contract>({
      id: idOf(element, position),
      at,
      awardID: textValue(element.awardID),
      title: freeText(element.title, cleaning),
      status: statusWord(element.status, `${at}/status`, "contract.status", cleaning),
      statusDetails: textValue(element.statusDetails),
      dateSigned: day(element.dateSigned, "dateSigned"),
      period: period && compact({ startDate: day(period.startDate, "period/startDate"), endDate: day(period.endDate, "period/endDate") }),
      value: money(element.value, "value"),
      finalValue:
        money(implementation?.finalValue, "implementation/finalValue") ??
        money(element.finalValue, "finalValue") ??
        money(completion?.finalValue, "completion/finalValue"),
      completedOn: day(implementation?.endDate, "implementation/endDate") ?? day(completion?.endDate, "completion/endDate"),
      suppliers: organisations.references(element.suppliers) ?? (awarded ? undefined : organisations.certainly("supplier", found.length)),
      items: itemsOf(element),
      hasSubcontracting: subcontractingOf(element, subcontracts).hasSubcontracting,
      subcontracts,
      amendments: cleanAmendments(element, at, cleaning),
      transactions: cleanTransactions(implementation, `${at}/implementation`, cleaning),
      milestones: cleanMilestones(element, implementation, at, cleaning),
    });
  });
  return united(contracts, repeatedId("contract", cleaning));
}

function cleanTransactions(implementation: Raw | undefined, at: string, cleaning: Cleaning): Contract["transactions"] {
  if (!implementation) return undefined;
  if (!implementation.transactions) return totalSpent(implementation, at, cleaning);
  const transactions = elementsOf(implementation.transactions, `${at}/transactions`).map(({ element, at, position }) =>
    compact<NonNullable<Contract["transactions"]>[number]>({
      id: idOf(element, position),
      at,
      date: dayValue(element.date, `${at}/date`, "transaction.date", cleaning),
      value:
        moneyValue(element.value, `${at}/value`, "transaction.value", cleaning) ??
        moneyValue(element.amount, `${at}/amount`, "transaction.amount", cleaning),
    }),
  );
  return united(transactions, repeatedId("transaction", cleaning));
}

/** What was spent so far, where the publisher gives only the total: it stands as one transaction, which later totals replace. */
function totalSpent(implementation: Raw, at: string, cleaning: Cleaning): Contract["transactions"] {
  const place = `${at}/financialProgress/totalSpend`;
  const total = moneyValue(objectOf(implementation.financialProgress)?.totalSpend, place, "implementation.totalSpend", cleaning);
  return total ? [{ id: "totalSpend", at: place, value: total }] : undefined;
}

function cleanMilestones(contract: Raw, implementation: Raw | undefined, at: string, cleaning: Cleaning): Contract["milestones"] {
  const found = [
    ...elementsOf(contract.milestones, `${at}/milestones`),
    ...elementsOf(implementation?.milestones, `${at}/implementation/milestones`),
  ];
  if (found.length === 0) return undefined;
  const milestones = found.map(({ element, at }, ordinal) =>
    compact<NonNullable<Contract["milestones"]>[number]>({
      id: idOf(element, ordinal),
      at,
      kind: textValue(element.type),
      title: freeText(element.title, cleaning),
      status: textValue(element.status),
      dueDate: dayValue(element.dueDate, `${at}/dueDate`, "milestone.dueDate", cleaning),
      dateMet: dayValue(element.dateMet, `${at}/dateMet`, "milestone.dateMet", cleaning),
    }),
  );
  return united(milestones);
}
