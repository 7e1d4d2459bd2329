// Cleans the organisations of a release: one id for each, their roles, and natural persons masked wherever they are named.

import type { OrganizationReference, Party, Release } from "../../canon/release.ts";
import { canonical } from "../../text/canonical.ts";
import { kindOfName, nameKey, partyOf } from "../party.ts";
import { maskedName, maskPersonsIn } from "../person.ts";
import { bareNumber, checkDigitHolds } from "../thai-tin.ts";
import { type Cleaning, compact, type Raw } from "./cleaning.ts";
import { united } from "./element.ts";
import { elementsOf, objectOf, textValue } from "./loose-value.ts";
import { declaredKind } from "./party-kind.ts";
import { listedWord } from "./status-word.ts";

type Role = "buyer" | "procuringEntity" | "supplier" | "tenderer";

const MASKED = /^natural:([a-p]{20})$/;

/** The organisations of one release, found by the ids and names its other sections use for them. */
export class Organisations {
  readonly #cleaning: Cleaning;
  /** By the publisher's id, or what stands for it. */
  readonly #known = new Map<string, Party>();
  readonly #inRole = new Map<Role, OrganizationReference[]>();

  constructor(raw: Raw, cleaning: Cleaning) {
    this.#cleaning = cleaning;
    for (const { element } of elementsOf(raw.parties, "/parties")) {
      const party = this.#add(element);
      for (const role of party ? rolesOf(element, cleaning) : []) {
        const others = this.#inRole.get(role) ?? [];
        if (!others.some((other) => other.id === party!.id)) others.push(referenceTo(party!));
        this.#inRole.set(role, others);
      }
    }
  }

  /** Every organisation met so far, once each. */
  parties(): Party[] {
    return united([...this.#known.values()]);
  }

  /** The organisation a section names; undefined when it names none. */
  reference(value: unknown): OrganizationReference | undefined {
    const organisation = objectOf(value);
    const key = organisation && keyOf(organisation);
    if (!organisation || key === undefined) return undefined;
    const party = this.#known.get(key) ?? this.#add(organisation);
    if (!party) return undefined;
    const name = textValue(organisation.name);
    return referenceTo(party, name && party.kind !== "natural" ? maskPersonsIn(name, this.#cleaning.mask) : party.name);
  }

  /** The organisations of a list, once each; undefined when the field is absent or names nobody. */
  references(value: unknown): OrganizationReference[] | undefined {
    const found = elementsOf(value, "").flatMap(({ element }) => this.reference(element) ?? []);
    return found.length > 0 ? united(found) : undefined;
  }

  inRole(role: Role): OrganizationReference[] {
    return this.#inRole.get(role) ?? [];
  }

  /** The parties in a role where it is certain which of `count` elements they belong to: the element or the party is the only one. */
  certainly(role: Role, count: number): OrganizationReference[] | undefined {
    const found = this.inRole(role);
    return found.length === 1 || (found.length > 0 && count === 1) ? found : undefined;
  }

  /** The name by which an organisation is known, in the reference or among the parties. */
  nameOf(reference: OrganizationReference): string | null {
    return reference.name ?? [...this.#known.values()].find((party) => party.id === reference.id)?.name ?? null;
  }

  /** The party of the release that bears this id and this name: an id alone may only count the elements of a list. */
  sameAs(organisation: Raw): Party | undefined {
    const party = this.#known.get(textValue(organisation.id) ?? "");
    return party?.name && party.name === textValue(organisation.name) ? party : undefined;
  }

  /** The party a reference points to. */
  partyOf(reference: OrganizationReference): Party | undefined {
    return [...this.#known.values()].find((party) => party.id === reference.id);
  }

  #add(organisation: Raw): Party | undefined {
    const key = keyOf(organisation);
    const party = key === undefined ? undefined : cleanParty(organisation, key, this.#cleaning);
    if (!party) return undefined;
    const before = this.#known.get(key!);
    const whole = before ? united([{ ...before, id: party.id }, party])[0]! : party;
    this.#known.set(key!, whole);
    return whole;
  }
}

/** The buyer of a release: the field, else the only party in that role. */
export function buyerOf(raw: Raw, organisations: Organisations): OrganizationReference | null | undefined {
  if (raw.buyer === null) return null;
  return organisations.reference(raw.buyer) ?? soleIn("buyer", organisations);
}

/** The entity that runs the procurement. Whether it stands for the buyer only all releases together can tell. */
export function entityOf(raw: Raw, organisations: Organisations): Release["entity"] {
  const entity = organisations.reference(objectOf(raw.tender)?.procuringEntity) ?? soleIn("procuringEntity", organisations);
  const name = entity && organisations.nameOf(entity);
  return (
    entity && compact({ ...entity, named: name ? `name:${nameKey(name)}` : undefined, province: organisations.partyOf(entity)?.region })
  );
}

function soleIn(role: Role, organisations: Organisations): OrganizationReference | undefined {
  const found = organisations.inRole(role);
  return found.length === 1 ? found[0] : undefined;
}

function rolesOf(party: Raw, cleaning: Cleaning): Role[] {
  const words = Array.isArray(party.roles) ? party.roles : [party.roles];
  return words.flatMap((word) =>
    typeof word === "string" ? ((listedWord(cleaning.source, "party.role", word) as Role | undefined) ?? []) : [],
  );
}

function referenceTo(party: Party, name = party.name): OrganizationReference {
  return compact<OrganizationReference>({ id: party.id, name });
}

/** The publisher's id, else scheme and number of the identifier (the id that OCDS 1.1 asks for), else the key of the name. */
export function keyOf(organisation: Raw): string | undefined {
  const id = textValue(organisation.id);
  if (id) return id;
  const identifier = objectOf(organisation.identifier);
  const number = textValue(identifier?.id);
  if (number) return [textValue(identifier?.scheme), number].filter(Boolean).join("-");
  const name = textValue(organisation.name) ?? textValue(identifier?.legalName);
  const named = name ? nameKey(name) : "";
  return named ? `name:${named}` : undefined;
}

/** Whoever was masked before stays who that is; undefined for any other id. */
export function maskedBefore(id: string | null | undefined): Party | undefined {
  const letters = id ? MASKED.exec(id)?.[1] : undefined;
  return letters === undefined ? undefined : { id: id!, kind: "natural", name: maskedName(letters), registry_number: null };
}

export function cleanParty(organisation: Raw, key: string, cleaning: Cleaning): Party | undefined {
  const masked = maskedBefore(key);
  if (masked) return masked;
  const identifier = objectOf(organisation.identifier);
  const name = textValue(organisation.name) ?? textValue(identifier?.legalName) ?? null;
  const number = textValue(identifier?.id) ?? null;
  const thai = thaiNumber(organisation, cleaning);
  const printed = thai ? partyOf({ number: thai, name }, cleaning.mask) : undefined;
  const kind =
    printed?.kind === "natural" ? "natural" : (declaredKind(organisation) ?? printed?.kind ?? (name ? kindOfName(name) : "unknown"));
  if (kind === "natural") {
    if (printed?.kind === "natural") return printed;
    // The publisher's id may hold the person's number, so it goes where the number goes.
    const letters = cleaning.mask(`${number ?? key}|${name === null ? "" : canonical(name)}`);
    return { id: `natural:${letters}`, kind, name: maskedName(letters), registry_number: null };
  }
  const address = objectOf(organisation.address);
  const shown = name === null ? name : maskPersonsIn(name, cleaning.mask);
  const id = printed?.id.startsWith("TH-TIN:") ? printed.id : idBeyond(organisation, key);
  const scheme = textValue(identifier?.scheme);
  const identified = scheme && number && !printed ? `${scheme}-${number}` : id;
  return compact<Party>({
    id,
    name: shown ?? undefined,
    kind,
    registry_number: thai ?? number ?? undefined,
    identifier: identified === id ? undefined : identified,
    country: textValue(address?.countryName) ?? textValue(address?.country),
    region: textValue(address?.region),
    locality: textValue(address?.locality),
    address: textValue(address?.streetAddress),
    phone: textValue(objectOf(organisation.contactPoint)?.telephone),
  });
}

/** A publisher may count the parties of each release anew: such an id tells nobody apart outside it, so scheme and number, or the name, take its place. */
const COUNTED = /^\d{1,4}$/;

function idBeyond(organisation: Raw, key: string): string {
  if (!COUNTED.test(key)) return key;
  return keyOf({ ...organisation, id: undefined }) ?? key;
}

/** The thirteen-digit number of a Thai organisation or person, where scheme, country or check digit show that it is one. */
function thaiNumber(organisation: Raw, cleaning: Cleaning): string | undefined {
  const identifier = objectOf(organisation.identifier);
  const scheme = textValue(identifier?.scheme) ?? "";
  const id = textValue(organisation.id) ?? "";
  const number = bareNumber(textValue(identifier?.id) ?? id.replace(/^TH-[A-Z_]+-/i, ""));
  if (!/^\d{13}$|^\d{9}[xX]{4}$/.test(number)) return undefined;
  const thai = /^TH\b/i.test(scheme) || /^TH-/i.test(id) || cleaning.country === "TH";
  return thai || (cleaning.country === null && scheme === "" && checkDigitHolds(number)) ? number : undefined;
}
