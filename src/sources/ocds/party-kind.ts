// What kind of party an identifier declares, by data/codelists/ocds_party_kind.csv: registers of companies, of offices, of people.

import type { PartyKind } from "../../canon/release.ts";
import { codelist } from "../../text/codelist.ts";
import { remembered } from "../remembered.ts";
import type { Raw } from "./cleaning.ts";
import { elementsOf, objectOf, textValue } from "./loose-value.ts";

let rules: { field: string; word: string; pattern: RegExp | undefined; kind: PartyKind }[] | undefined;

const fold = remembered((word) => word.normalize("NFC").toLowerCase());

/** The scheme under which releases written here say what a party is, which the standard has no field for. */
const OWN_SCHEME = "x-party-kind";
const KINDS: readonly string[] = ["juristic", "natural", "public", "joint_venture", "unknown"] satisfies PartyKind[];

function classifiedKind(organisation: Raw): PartyKind | undefined {
  const classifications = elementsOf(objectOf(organisation.details)?.classifications, "").map(({ element }) => element);
  const own = textValue(classifications.find(({ scheme }) => scheme === OWN_SCHEME)?.id);
  return own && KINDS.includes(own) ? (own as PartyKind) : undefined;
}

/** The kind an organisation's classification or identifier makes evident, or undefined. */
export function declaredKind(organisation: Raw): PartyKind | undefined {
  const classified = classifiedKind(organisation);
  if (classified) return classified;
  rules ??= codelist("ocds_party_kind").map((row) => ({
    field: row.field!.replace(/^identifier\./, ""),
    word: fold(row.word!),
    pattern: row.pattern ? new RegExp(row.pattern) : undefined,
    kind: row.kind as PartyKind,
  }));
  const identifier = objectOf(organisation.identifier);
  if (!identifier) return undefined;
  const number = (textValue(identifier.id) ?? "").replace(/[\s.-]/g, "").toUpperCase();
  // What the publisher says of the person goes before what a register usually holds.
  const fields = ["juridicalPersonhood", "tipo_de_parte", "scheme"];
  for (const field of fields) {
    const printed = textValue(identifier[field]);
    const word = printed && fold(printed);
    const rule =
      word && rules.find((known) => known.field === field && known.word === word && (!known.pattern || known.pattern.test(number)));
    if (rule) return rule.kind;
  }
  return undefined;
}
