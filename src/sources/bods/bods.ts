// The source of beneficial ownership statements (BODS 0.1 to 0.3): who owns or controls which company, recognised by content.

import { UserError } from "../../error.ts";
import { contentHash } from "../content-hash.ts";
import { jsonRecords } from "../json-records.ts";
import type { Problem, Raw } from "../ocds/cleaning.ts";
import { elementsOf, objectOf, textValue } from "../ocds/loose-value.ts";
import type { OcdsReading } from "../ocds/reading.ts";
import { cleanRegister } from "../register/register.ts";
import type { Context, Opened, Source } from "../source.ts";

const STATEMENTS = ["entityStatement", "personStatement", "ownershipOrControlStatement"];

/** Interests that are shares or votes; everything else is control by other means. */
const KINDS: Record<string, string> = { shareholding: "shareholder", "voting-rights": "voter", votingRights: "voter" };

/** Reads BODS. */
export const bods: Source = {
  async recognise(file, context) {
    if (!/"(?:statementType|recordType)"\s*:/.test(file.head.toString("utf8"))) return undefined;
    for await (const record of jsonRecords(file.bytes(), file.name)) {
      if ("quarantined" in record) continue;
      const statement = objectOf(record.value);
      if (statement && "recordType" in statement && "declarationSubject" in statement) throw tooNew(file.name);
      if (!STATEMENTS.includes(textValue(statement?.statementType) ?? "")) return undefined;
      return { source: "bods", country: null, layout: "bods-0.2", read: (opened) => readAll(opened, context) };
    }
    return undefined;
  },
};

function tooNew(name: string): UserError {
  return new UserError("bods-too-new", {
    what: {
      en: `${name} holds statements of BODS 0.4, which are laid out in another way and not read yet.`,
      th: `${name} เป็นข้อมูลตามมาตรฐาน BODS 0.4 ซึ่งมีโครงสร้างต่างออกไปและยังอ่านไม่ได้`,
    },
    where: name,
    remedy: {
      en: "Ask the publisher for BODS 0.2 or 0.3, or write the owners into data/templates/holdings.csv.",
      th: "ขอข้อมูลรุ่น BODS 0.2 หรือ 0.3 จากผู้เผยแพร่ หรือกรอกผู้ถือหุ้นในแบบ data/templates/holdings.csv",
    },
    exit: "unusable",
  });
}

/** Statements point to each other anywhere in a file, so the parties are read first; they are small. */
async function* readAll(file: Opened, context: Context): AsyncGenerator<OcdsReading> {
  const parties = new Map<string, Raw>();
  const replaced = new Set<string>();
  for await (const record of jsonRecords(file.bytes(), file.name)) {
    const statement = "quarantined" in record ? undefined : objectOf(record.value);
    for (const id of [statement?.replacesStatements].flat()) if (typeof id === "string") replaced.add(id);
    const [id, party] = [textValue(statement?.statementID), statement && partyOf(statement)];
    if (id && party) parties.set(id, party);
  }
  for await (const record of jsonRecords(file.bytes(), file.name)) {
    if ("quarantined" in record) yield { at: record.at, quarantined: record.quarantined, detail: record.detail };
    else yield reading(record.at, objectOf(record.value) ?? {}, parties, replaced, context);
  }
}

function reading(at: string, statement: Raw, parties: Map<string, Raw>, replaced: Set<string>, context: Context): OcdsReading {
  const id = textValue(statement.statementID) ?? "";
  if (replaced.has(id)) return { at, quarantined: "statement_replaced", detail: id };
  const register = parties.get(id) ?? holdingOf(statement, parties);
  if (!register) return { at, quarantined: "statement_without_party", detail: id };
  const problems: Problem[] = [];
  const { mask } = context;
  const cleaning = { source: "bods", country: null, datesRewritten: false, mask, problem: (it: Problem) => problems.push(it) };
  const release = cleanRegister({ register }, cleaning);
  if (!release) return { at, quarantined: "statement_without_party", detail: id };
  const date = textValue(statement.statementDate);
  if (date && /^\d{4}-\d{2}-\d{2}/.test(date)) release.date = date.slice(0, 10);
  return { at, release, content: contentHash(statement), ...(problems.length > 0 && { problems }) };
}

/** The person or organisation a statement describes, in the words of a register; undefined for other statements. */
function partyOf(statement: Raw): Raw | undefined {
  const identifiers = elementsOf(statement.identifiers, "").map(({ element }) => element);
  const address = objectOf([statement.addresses].flat()[0]);
  if (statement.statementType === "entityStatement") {
    // An identifier of a register of organisations goes before those of whoever collected the statements.
    const identifier = identifiers.find((it) => textValue(it.scheme)) ?? identifiers[0];
    const country = textValue(objectOf(statement.incorporatedInJurisdiction)?.code) ?? textValue(address?.country);
    return {
      name: statement.name,
      ...(identifier ? { identifier } : !textValue(statement.name) && { id: statement.statementID }),
      address: { streetAddress: address?.address, countryName: country },
      foundingDate: statement.foundingDate,
      dissolutionDate: statement.dissolutionDate,
    };
  }
  if (statement.statementType !== "personStatement") return undefined;
  const name = objectOf([statement.names].flat()[0])?.fullName;
  // One company's number for a person is another's next; an address on the web names the person wherever it stands.
  const identifier = identifiers.find((it) => textValue(it.uri)) ?? identifiers.find((it) => textValue(it.scheme));
  const known = textValue(name) || identifier;
  return {
    kind: "natural",
    name,
    birthDate: statement.birthDate,
    ...(identifier ? { identifier } : !known && { id: statement.statementID }),
  };
}

/** The company of a statement of ownership, with what the interested party holds in it. */
function holdingOf(statement: Raw, parties: Map<string, Raw>): Raw | undefined {
  const subject = parties.get(textValue(objectOf(statement.subject)?.describedByEntityStatement) ?? "");
  if (!subject) return undefined;
  const interested = objectOf(statement.interestedParty) ?? {};
  const holder = parties.get(textValue(interested.describedByPersonStatement) ?? textValue(interested.describedByEntityStatement) ?? "");
  const { name, identifier, id } = subject;
  const holdings = holder ? elementsOf(statement.interests, "").map(({ element }) => ({ holder, ...interest(element) })) : [];
  return { name, identifier, id, holdings };
}

function interest(element: Raw): Raw {
  const share = objectOf(element.share);
  const percent = Number(share?.exact ?? share?.minimum ?? Number.NaN);
  return {
    kind: KINDS[textValue(element.type) ?? ""] ?? "controller",
    // From hundredths, exactly: the shares of a register have at most two decimals.
    ...(percent >= 0 && percent <= 100 && { share: (percent / 100).toFixed(6) }),
    startDate: element.startDate,
    endDate: element.endDate,
  };
}
