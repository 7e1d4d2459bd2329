// Turns one raw OCDS release of version 1.0, 1.1 or 1.2 into the reduced release, with types made right and nothing guessed.

import type { Release } from "../../canon/release.ts";
import { cleanAwards, cleanContracts } from "./clean-contract.ts";
import { buyerOf, entityOf, Organisations } from "./clean-party.ts";
import { cleanBids, cleanTender } from "./clean-tender.ts";
import { type Cleaning, compact, type Raw } from "./cleaning.ts";
import { documentsOf } from "./document.ts";
import { freeText } from "./element.ts";
import { partiesWithHolders } from "./holders.ts";
import { elementsOf, instantValue, moneyValue, objectOf, onlyObject, textValue } from "./loose-value.ts";
import { pointOf } from "./place.ts";
import { normalOcid } from "./publisher.ts";

/** The process id of a raw release, or undefined when it has none. */
export function ocidOf(raw: Raw): string | undefined {
  const ocid = textValue(raw.ocid);
  return ocid ? normalOcid(ocid) : undefined;
}

/** The reduced release of a raw one that has an `ocid`. */
export function cleanRelease(published: Raw, cleaning: Cleaning): Release {
  const raw = withObjects(published, cleaning);
  const organisations = new Organisations(raw, cleaning);
  const tender = objectOf(raw.tender);
  const buyer = buyerOf(raw, organisations);
  const bids = cleanBids(raw, organisations, cleaning);
  const awards = cleanAwards(raw, organisations, cleaning);
  const contracts = cleanContracts(raw, organisations, cleaning);
  const parties = partiesWithHolders(raw, organisations, cleaning);
  return compact<Release>({
    ocid: ocidOf(raw) ?? "",
    id: textValue(raw.id),
    date: cleaning.datesRewritten ? null : instantValue(raw.date, "/date", "date", cleaning),
    tag: tagsOf(raw.tag),
    // Publishers of budgets name the purchase only there.
    title: freeText(textValue(tender?.title) ?? objectOf(objectOf(raw.planning)?.budget)?.project, cleaning),
    description: freeText(tender?.description, cleaning),
    buyer,
    entity: buyer === undefined ? entityOf(raw, organisations) : undefined,
    buyerProvince: buyer ? organisations.partyOf(buyer)?.region : undefined,
    site: siteOf(raw, cleaning),
    parties: parties.length > 0 ? parties : undefined,
    planning: cleanPlanning(raw, cleaning),
    tender: cleanTender(raw, cleaning),
    bids,
    awards,
    contracts,
    documents: documentsOf(raw, cleaning),
    disclosed: administeredBy(raw),
  });
}

/** An entity that administers the contract is an item of CoST's standard, and no other field carries it. */
function administeredBy(raw: Raw): Release["disclosed"] {
  const found = elementsOf(raw.parties, "/parties").find(({ element }) => [element.roles].flat().includes("administrativeEntity"));
  return found && [{ id: "contract_administrative_entity", at: found.at }];
}

/** Where the first item that gives a point is delivered or made, of the tender or else of what was awarded or signed. */
function siteOf(raw: Raw, cleaning: Cleaning): Release["site"] {
  const sections = [...elementsOf(raw.tender, "/tender"), ...elementsOf(raw.awards, "/awards"), ...elementsOf(raw.contracts, "/contracts")];
  for (const section of sections)
    for (const item of elementsOf(section.element.items, `${section.at}/items`)) {
      const point = pointOf(objectOf(item.element.deliveryLocation), `${item.at}/deliveryLocation`, "deliveryLocation", cleaning);
      if (point) return point;
    }
  return undefined;
}

/** The release with one object where the standard has one and the publisher wrote a list of one. */
function withObjects(raw: Raw, cleaning: Cleaning): Raw {
  const listed = ["tender", "planning", "buyer"].filter((name) => Array.isArray(raw[name]));
  return { ...raw, ...Object.fromEntries(listed.map((name) => [name, onlyObject(raw[name], `/${name}`, name, cleaning)])) };
}

function tagsOf(value: unknown): string[] | undefined {
  if (value === undefined || value === null) return undefined;
  return [value].flat().flatMap((tag) => textValue(tag) ?? []);
}

function cleanPlanning(raw: Raw, cleaning: Cleaning): Release["planning"] | undefined {
  if (raw.planning === null) return null;
  const budget = objectOf(objectOf(raw.planning)?.budget);
  if (!budget) return undefined;
  const name = budget.amount === undefined && budget.value !== undefined ? "value" : "amount";
  const amount = moneyValue(budget[name], `/planning/budget/${name}`, "planning.budget.amount", cleaning);
  return amount === undefined ? undefined : { budget: amount };
}
