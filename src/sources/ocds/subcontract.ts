// What is subcontracted, as the subcontracting extension tells it of an award; a contract may tell the same, or name the processes in which it was let.

import type { Subcontract } from "../../canon/release.ts";
import type { Organisations } from "./clean-party.ts";
import { type Cleaning, compact, type Raw } from "./cleaning.ts";
import { idOf, repeatedId, united } from "./element.ts";
import { decimalValue, elementsOf, moneyValue, objectOf, textValue } from "./loose-value.ts";
import { normalOcid } from "./publisher.ts";

/** The subcontracts of an award or contract; undefined where it names none. */
export function subcontractsOf(element: Raw, at: string, organisations: Organisations, cleaning: Cleaning): Subcontract[] | undefined {
  const place = `${at}/subcontracting/subcontracts`;
  const found = elementsOf(objectOf(element.subcontracting)?.subcontracts, place).map(({ element: one, at: own, position }) =>
    compact<Subcontract>({
      id: idOf(one, position),
      at: own,
      subcontractor: organisations.reference(one.subcontractor),
      value: moneyValue(one.value, `${own}/value`, "subcontract.value", cleaning),
    }),
  );
  const all = [...found, ...letElsewhere(element, at)];
  return all.length > 0 ? united(all, repeatedId("subcontract", cleaning)) : undefined;
}

/** Processes that the publisher names as subcontracts: their own records tell who was hired. */
function letElsewhere(element: Raw, at: string): Subcontract[] {
  return elementsOf(element.relatedProcesses, `${at}/relatedProcesses`).flatMap(({ element: one, at: own }) => {
    const named = [one.relationship].flat().includes("subContract") ? textValue(one.identifier) : undefined;
    const scheme = textValue(one.scheme) ?? "ocid";
    if (!named || scheme.toLowerCase() !== "ocid") return [];
    const process = normalOcid(named);
    return [{ id: process, at: own, process }];
  });
}

/** Whether a part is subcontracted, and the least share of the value that is; where subcontracts are named, one is. */
export function subcontractingOf(award: Raw, subcontracts: readonly Subcontract[] | undefined) {
  const share = decimalValue(objectOf(award.subcontracting)?.minimumPercentage);
  const told = typeof award.hasSubcontracting === "boolean" ? award.hasSubcontracting : undefined;
  return {
    hasSubcontracting: told ?? (subcontracts || Number(share) > 0 ? true : undefined),
    subcontractedShare: share ?? undefined,
  };
}
