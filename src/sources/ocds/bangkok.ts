// What only the releases of Bangkok say in a way of their own: people hired as staff, and a budget code that holds year and kind.

import type { Release } from "../../canon/release.ts";
import { canonical } from "../../text/canonical.ts";
import { codelist } from "../../text/codelist.ts";
import { arabicDigits } from "../thai-number.ts";
import type { Raw } from "./cleaning.ts";
import { objectOf, textValue } from "./loose-value.ts";

/** The record set of the Bangkok Metropolitan Administration. */
export const BANGKOK = "th-bma-ocds";

/** How the hire of one person as staff is titled: a wage by another name, of which there are more than of purchases. */
const STAFF_HIRE = "จ้างเหมาบริการเป็นรายบุคคล";
/** Two digits of the Buddhist fiscal year at the beginning, nine of the type of expense at the end. */
const BUDGET_CODE = /^(\d{2}).*?(\d{9})$/;

/** Whether a release tells of the hire of a person as staff, which is no purchase to compare others with. */
export function isStaffHire(raw: Raw): boolean {
  const budget = objectOf(objectOf(raw.planning)?.budget);
  return [objectOf(raw.tender)?.title, raw.title, budget?.project].some((title) => {
    const text = textValue(title);
    return text !== undefined && text !== null && canonical(text).replaceAll(" ", "").includes(STAFF_HIRE);
  });
}

/** Adds what the budget code says where the release itself does not: the fiscal year, and goods, services or works. */
export function addFromBudgetCode(release: Release, raw: Raw): void {
  const code = textValue(objectOf(objectOf(raw.planning)?.budget)?.id);
  const parts = code ? BUDGET_CODE.exec(arabicDigits(code).replaceAll(/[\s-]/g, "")) : null;
  if (!parts) return;
  release.fiscalYear ??= 2500 + Number(parts[1]) - 543;
  const category = codelist("bma_budget_type").find(({ prefix }) => parts[2]!.startsWith(prefix!))?.category;
  if (category && release.tender) {
    release.tender.mainProcurementCategory ??= category as NonNullable<NonNullable<Release["tender"]>["mainProcurementCategory"]>;
  }
}
