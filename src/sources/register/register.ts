// One entry of a register, such as a row about a company, a director, a debarment or an official, as a release that is no process.

import type { Party, Release } from "../../canon/release.ts";
import { canonical } from "../../text/canonical.ts";
import { cleanParty, keyOf } from "../ocds/clean-party.ts";
import { type Cleaning, compact, type Raw } from "../ocds/cleaning.ts";
import { united } from "../ocds/element.ts";
import { dayValue, decimalValue, elementsOf, objectOf, textValue } from "../ocds/loose-value.ts";
import { maskedName } from "../person.ts";

const HOLDINGS = ["shareholder", "voter", "controller", "owner", "director"] as const;
const STATUSES = ["active", "dissolved", "suspended"] as const;

/** The release of an entry, or undefined when it does not say whom or what it is about. */
export function cleanRegister(raw: Raw, cleaning: Cleaning): Release | undefined {
  const listings = elementsOf(raw.listings, "").flatMap(({ element }) => listing(element, cleaning) ?? []);
  const rates = elementsOf(raw.rates, "").flatMap(({ element }) => rate(element, cleaning) ?? []);
  if (listings[0]) return { ocid: `register:country:${listings[0].country}`, register: true, listings };
  if (rates[0]) return { ocid: `register:currency:${rates[0].currency}`, register: true, rates };
  const register = objectOf(raw.register);
  const about = entity(register, cleaning, register?.kind === "natural" ? "natural" : undefined);
  if (!about) return undefined;
  const { told, others } = factsOf(register!, cleaning);
  return {
    // No id of a person may stand in that of a record: it follows from the masking key.
    ocid: about.kind === "natural" ? `register:persons:${cleaning.source}` : `register:${about.id}`,
    register: true,
    parties: united([...others, { ...about, ...told }]),
  };
}

/** What an entry tells of the organisation, and the others it names. */
export function factsOf(register: Raw, cleaning: Cleaning): { told: Partial<Party>; others: Party[] } {
  const others: Party[] = [];
  const named = (value: unknown, kind?: "natural"): string | undefined => {
    const party = entity(objectOf(value), cleaning, kind);
    if (party) others.push(party);
    return party?.id;
  };
  const holdings = elementsOf(register.holdings, "").flatMap(({ element }): NonNullable<Party["holdings"]> => {
    const kind = HOLDINGS.find((word) => word === element.kind);
    const holder = kind && named(element.holder, personal(element.holder, kind));
    if (!kind || !holder) return [];
    const { from, to } = span(element, cleaning);
    return [compact({ id: [kind, holder, from].join(" "), at: "", holder, kind, share: decimalValue(element.share), from, to })];
  });
  const debarments = elementsOf(register.debarments, "").map(({ element }): NonNullable<Party["debarments"]>[number] => {
    const { from, to } = span(element, cleaning);
    const authority = textValue(element.authority);
    return compact({ id: [authority, from].join(" "), at: "", from, to, authority, ground: textValue(element.ground) });
  });
  const offices = elementsOf(register.offices, "").flatMap(({ element }): NonNullable<Party["offices"]> => {
    const person = named(element.person, "natural");
    if (!person) return [];
    const { from, to } = span(element, cleaning);
    const position = textValue(element.position);
    return [compact({ id: [person, position, from].join(" "), at: "", person, position, from, to })];
  });
  const status = STATUSES.find((word) => word === register.status);
  const registeredOn = day(register.foundingDate, "foundingDate", cleaning);
  const endedOn = day(register.dissolutionDate, "dissolutionDate", cleaning);
  const told = compact<Partial<Party>>({
    registration: status || registeredOn || endedOn ? compact({ at: "", status, registeredOn, endedOn }) : undefined,
    holdings: holdings.length > 0 ? holdings : undefined,
    debarments: debarments.length > 0 ? debarments : undefined,
    offices: offices.length > 0 ? offices : undefined,
  });
  return { told, others };
}

/** Directors and beneficial owners are persons unless their number or form says otherwise. */
function personal(holder: unknown, kind: (typeof HOLDINGS)[number]): "natural" | undefined {
  const declared = objectOf(holder)?.kind;
  if (declared === "natural" || declared === "juristic") return declared === "natural" ? "natural" : undefined;
  return kind === "director" || kind === "owner" ? "natural" : undefined;
}

/** A person or organisation of a register. What identifies a person goes through the mask and nowhere else. */
export function entity(raw: Raw | undefined, cleaning: Cleaning, kind?: "natural"): Party | undefined {
  const key = raw && keyOf(raw);
  if (!raw || key === undefined) return undefined;
  const party = cleanParty(raw, key, cleaning);
  if (!party || party.kind === "natural" || kind !== "natural" || party.kind === "juristic" || party.kind === "public") return party;
  const name = textValue(raw.name);
  const number = textValue(objectOf(raw.identifier)?.id);
  const born = textValue(raw.birthDate)?.slice(0, 4);
  const letters = cleaning.mask(number ? `${number}|` : [`|${name ? canonical(name) : key}`, born].filter(Boolean).join("|"));
  return { id: `natural:${letters}`, kind: "natural", name: maskedName(letters), registry_number: null };
}

function listing(element: Raw, cleaning: Cleaning): NonNullable<Release["listings"]>[number] | undefined {
  const country = textValue(element.country)?.toUpperCase();
  const list = textValue(element.list);
  if (!country || !/^[A-Z]{2}$/.test(country) || !list) return undefined;
  const { from, to } = span(element, cleaning);
  return compact({ id: [list, from].join(" "), at: "", country, list, from, to });
}

function rate(element: Raw, cleaning: Cleaning): NonNullable<Release["rates"]>[number] | undefined {
  const [currency, into] = [textValue(element.currency), textValue(element.into)];
  const on = day(element.date, "rates.date", cleaning);
  const value = decimalValue(element.value);
  if (!currency || !into || !on || value === undefined || !(Number(value) > 0)) return undefined;
  return compact({ id: `${into} ${on}`, at: "", currency, into, on, value, source: textValue(element.source) });
}

const span = (element: Raw, cleaning: Cleaning) => ({
  from: day(element.startDate, "startDate", cleaning),
  to: day(element.endDate, "endDate", cleaning),
});

const day = (value: unknown, field: string, cleaning: Cleaning) => dayValue(value, `/register/${field}`, `register.${field}`, cleaning);
