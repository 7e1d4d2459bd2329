// Parts that a project and the summary of a process share: periods, payments, milestones.

import type { Period } from "../../canon/project.ts";
import type { Contract } from "../../canon/release.ts";
import { type Cleaning, compact, type Raw } from "../ocds/cleaning.ts";
import { freeText, idOf, united } from "../ocds/element.ts";
import { dayValue, elementsOf, moneyValue, objectOf, textValue } from "../ocds/loose-value.ts";

/** A period, or undefined where there is none. */
export function periodOf(value: unknown, at: string, cleaning: Cleaning): Period | undefined {
  const period = objectOf(value);
  if (!period) return undefined;
  const day = (name: string) => dayValue(period[name], `${at}/${name}`, "period", cleaning);
  return compact<Period>({ startDate: day("startDate"), endDate: day("endDate") });
}

/** Payments. */
export function transactionsOf(holder: Raw, cleaning: Cleaning): Contract["transactions"] {
  if (!holder.transactions) return undefined;
  return united(
    elementsOf(holder.transactions, "/transactions").map(({ element, at, position }) =>
      compact<NonNullable<Contract["transactions"]>[number]>({
        id: idOf(element, position),
        at,
        date: dayValue(element.date, `${at}/date`, "transaction.date", cleaning),
        value: moneyValue(element.value, `${at}/value`, "transaction.value", cleaning),
      }),
    ),
  );
}

/** Milestones. */
export function milestonesOf(holder: Raw, cleaning: Cleaning): Contract["milestones"] {
  if (!holder.milestones) return undefined;
  return united(
    elementsOf(holder.milestones, "/milestones").map(({ element, at, position }) =>
      compact<NonNullable<Contract["milestones"]>[number]>({
        id: idOf(element, position),
        at,
        title: freeText(element.title, cleaning),
        status: textValue(element.status),
        dueDate: dayValue(element.dueDate, `${at}/dueDate`, "milestone.dueDate", cleaning),
        dateMet: dayValue(element.dateMet, `${at}/dateMet`, "milestone.dateMet", cleaning),
      }),
    ),
  );
}
