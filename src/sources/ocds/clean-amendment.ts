// Cleans published amendments of a contract. A shell that says nothing is no amendment; a new value is taken only where it is certain.

import type { Amendment } from "../../canon/release.ts";
import { type Cleaning, compact, type Raw } from "./cleaning.ts";
import { freeText, idOf, united } from "./element.ts";
import { dayValue, decimalValue, elementsOf, moneyValue, objectOf, textValue } from "./loose-value.ts";

const AMOUNT = /^(?:contracts?[./\d]*)?value(?:[./]amount)?$/;
const END = /^(?:contracts?[./\d]*)?period[./]endDate$/;

/** The amendments of one contract: OCDS 1.1 `amendments` and the single `amendment` of 1.0. */
export function cleanAmendments(contract: Raw, contractAt: string, cleaning: Cleaning): Amendment[] | undefined {
  const found = [
    ...elementsOf(contract.amendments, `${contractAt}/amendments`),
    ...elementsOf(contract.amendment, `${contractAt}/amendment`),
  ]
    .map((placed, ordinal) => ({ ...placed, position: ordinal }))
    .filter(({ element }) => saysSomething(element));
  if (found.length === 0) return undefined;
  const changing = (property: RegExp) => found.filter(({ element }) => former(element, property) !== undefined).length;
  // Only one amendment that changed it leads to the value the contract has now.
  const current = { amount: changing(AMOUNT) === 1, end: changing(END) === 1 };
  const value = objectOf(contract.value);
  const amendments = found.map(({ element, at, position }) => {
    const day = (of: unknown, name: string) => dayValue(of, `${at}/${name}`, `amendment.${name}`, cleaning);
    const oldAmount = former(element, AMOUNT);
    const oldEnd = former(element, END);
    const amended = moneyValue(element.amendedValue, `${at}/amendedValue`, "amendment.amendedValue", cleaning);
    const oldMoney = objectOf(oldAmount);
    return compact<Amendment>({
      id: idOf(element, position),
      at,
      date: day(element.date, "date"),
      rationale: freeText(textValue(element.rationale) ?? element.description, cleaning),
      oldEndDate: day(oldEnd, "changes"),
      newEndDate:
        day(objectOf(element.amendedPeriod)?.endDate, "amendedPeriod") ??
        (oldEnd !== undefined && current.end ? day(objectOf(contract.period)?.endDate, "period") : undefined),
      oldAmount: decimalValue(oldMoney ? oldMoney.amount : oldAmount),
      newAmount: amended?.amount ?? (oldAmount !== undefined && current.amount ? decimalValue(value?.amount) : undefined),
      currency:
        amended?.currency ?? (oldAmount === undefined ? undefined : textValue(oldMoney?.currency ?? value?.currency)?.toUpperCase()),
    });
  });
  return united(amendments);
}

function saysSomething(amendment: Raw): boolean {
  const { date, rationale, description, changes, amendedValue, amendedPeriod } = amendment;
  return (
    [date, rationale, description].some((text) => textValue(text)) ||
    elementsOf(changes, "").some(({ element }) => Object.keys(element).length > 0) ||
    [amendedValue, amendedPeriod].some((value) => Object.keys(objectOf(value) ?? {}).length > 0)
  );
}

/** What a property was before, by the amendment's list of changes. */
function former(amendment: Raw, property: RegExp): unknown {
  const change = elementsOf(amendment.changes, "").find(({ element }) => property.test(String(element.property ?? "")));
  return change?.element.former_value ?? change?.element.formerValue ?? undefined;
}
