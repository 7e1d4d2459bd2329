// Cleans published amendments of a contract. A shell that says nothing is no amendment; a new value is taken only where it is certain.

import type { Amendment } from "../../canon/release.ts";
import { type Cleaning, compact, type Raw } from "./cleaning.ts";
import { freeText, idOf, united } from "./element.ts";
import { dayValue, elementsOf, moneyValue, objectOf, textValue } from "./loose-value.ts";

const AMOUNT = /^(?:contracts?[./\d]*)?value(?:[./]amount)?$/;
const END = /^(?:contracts?[./\d]*)?period[./]endDate$/;

/** The amendments of one contract: `amendments` of OCDS 1.1, the single `amendment` of 1.0, and the `contractAmendments` some publishers add. */
export function cleanAmendments(contract: Raw, contractAt: string, cleaning: Cleaning): Amendment[] | undefined {
  const found = ["amendments", "contractAmendments", "amendment"]
    .flatMap((name) => elementsOf(contract[name], `${contractAt}/${name}`))
    .map((placed, ordinal) => ({ ...placed, position: ordinal }))
    .filter(({ element }) => saysSomething(element));
  if (found.length === 0) return undefined;
  const changing = (property: RegExp) => found.filter(({ element }) => former(element, property) !== undefined).length;
  // Only of the one amendment that changed it is it certain that it led to what the contract says now.
  const only = { amount: changing(AMOUNT) === 1, end: changing(END) === 1 };
  const amendments = found.map(({ element, at, position }) => {
    const day = (of: unknown, name: string) => dayValue(of, `${at}/${name}`, `amendment.${name}`, cleaning);
    const money = (of: unknown, name: string) => moneyValue(of, `${at}/${name}`, `amendment.${name}`, cleaning);
    const endOf = (name: string) => day(objectOf(element[name])?.endDate, `${name}/endDate`);
    const [formerAmount, formerEnd] = [former(element, AMOUNT), former(element, END)];
    const before = money(formerAmount, "changes") ?? money(element.previousValue, "previousValue");
    const current = formerAmount !== undefined && only.amount ? money(contract.value, "value") : undefined;
    const after = money(element.amendedValue, "amendedValue") ?? money(element.actualValue, "actualValue") ?? current;
    // Zero before and after stands for amounts that were not filled in.
    const known = [before, after].some((value) => /[1-9]/.test(value?.amount ?? "0"));
    const period = formerEnd !== undefined && only.end ? day(objectOf(contract.period)?.endDate, "period") : undefined;
    return compact<Amendment>({
      id: idOf(element, position),
      at,
      date: day(element.date, "date"),
      rationale: freeText(RATIONALE.map((name) => textValue(element[name])).find(Boolean), cleaning),
      oldEndDate: formerEnd === undefined ? endOf("previousPeriod") : day(formerEnd, "changes"),
      newEndDate: endOf("amendedPeriod") ?? endOf("actualPeriod") ?? period,
      oldAmount: known ? before?.amount : undefined,
      newAmount: known ? after?.amount : undefined,
      currency: known ? (after?.currency ?? before?.currency ?? money(contract.value, "value")?.currency) : undefined,
    });
  });
  return united(toldApart(amendments));
}

const RATIONALE = ["rationale", "description", "contractAmendmentType"];

/** Some publishers number amendments by kind: those of one id and other days are not the same. */
function toldApart(amendments: readonly Amendment[]): Amendment[] {
  const dates = new Map<string, Set<string>>();
  for (const { id, date } of amendments) dates.set(id, (dates.get(id) ?? new Set()).add(date ?? ""));
  return amendments.map((amendment) =>
    dates.get(amendment.id)!.size > 1 ? { ...amendment, id: `${amendment.id} ${amendment.date ?? ""}` } : amendment,
  );
}

function saysSomething(amendment: Raw): boolean {
  const { date, changes, amendedValue, amendedPeriod } = amendment;
  return (
    [date, ...RATIONALE.map((name) => amendment[name])].some((text) => textValue(text)) ||
    elementsOf(changes, "").some(({ element }) => Object.keys(element).length > 0) ||
    [amendedValue, amendedPeriod].some((value) => Object.keys(objectOf(value) ?? {}).length > 0)
  );
}

/** What a property was before, by the amendment's list of changes. */
function former(amendment: Raw, property: RegExp): unknown {
  const change = elementsOf(amendment.changes, "").find(({ element }) => property.test(String(element.property ?? "")));
  return change?.element.former_value ?? change?.element.formerValue ?? undefined;
}
