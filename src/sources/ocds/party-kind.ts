// What kind of party an identifier declares, by data/codelists/ocds_party_kind.csv: registers of companies, of offices, of people.

import type { PartyKind } from "../../canon/release.ts";
import { codelist } from "../../text/codelist.ts";
import type { Raw } from "./cleaning.ts";
import { objectOf, textValue } from "./loose-value.ts";

let rules: { field: string; word: string; pattern: RegExp | undefined; kind: PartyKind }[] | undefined;

const fold = (word: string) => word.normalize("NFC").toLowerCase();

/** The kind an organisation's identifier makes evident, or undefined. */
export function declaredKind(organisation: Raw): PartyKind | undefined {
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
    const word = textValue(identifier[field]);
    const rule =
      word && rules.find((known) => known.field === field && known.word === fold(word) && (!known.pattern || known.pattern.test(number)));
    if (rule) return rule.kind;
  }
  return undefined;
}
