// Who is meant by an id, a number or a name: the parties of the records, the user, and the words under which somebody may stand here.
import type { PartyKind } from "../canon/release.ts";
import type { Casebook } from "../casebook/casebook.ts";
import { users } from "../casebook/user.ts";
import type { Params, Row } from "../db.ts";
import { UserError } from "../error.ts";
import { kindOfName } from "../sources/party.ts";
import { maskedName, maskNameIn, maskNumberIn } from "../sources/person.ts";
import { bareNumber, kindOfNumber } from "../sources/thai-tin.ts";
import { canonical } from "../text/canonical.ts";
import type { Workspace } from "../workspace.ts";
import type { Generation } from "./generation.ts";
import { soughtIn } from "./search.ts";

export interface Subject {
  /** What the log calls it: the id of a party, a user's name or a keyed hash; never the name of a natural person. */
  id: string;
  kind: PartyKind | "user";
  /** Ids of parties that are one and the same. */
  ids: string[];
  user: string | null;
  /** Whether a name or number was given that people may have written; an id alone says nothing of it. */
  named: boolean;
  /** What stands in the place of a natural person in titles and other texts. */
  shown: string[];
  /** Whether a text that somebody wrote names it in clear. */
  names(text: string): boolean;
  /** The same text with the masked name, or marks for a number, in its place. */
  masked(text: string): string;
}

interface Found {
  id: string;
  name: string | null;
  kind: PartyKind;
}

/** The last four may be printed as x. */
const NUMBER = /^\d{9}(?:\d{4}|[xX]{4})$/;
const LISTED = 20;
/** Shorter parts of a name are found in too many others. */
const LEAST_LETTERS = 3;
const TITLES = ["", "นาย", "นาง", "นางสาว"];

/** Ids under which records that print these numbers and names know a natural person (sources/party.ts). */
function naturalIds(workspace: Workspace, numbers: readonly string[], names: readonly string[]): string[] {
  const printed = [...numbers.flatMap((number) => [number, `${number.slice(0, 9)}xxxx`, `${number.slice(0, 9)}XXXX`]), ""];
  return printed.flatMap((number) =>
    [...names, ""].filter((name) => name || number).map((name) => `natural:${workspace.mask(`${number}|${name}`)}`),
  );
}

const several = (found: readonly Found[]): UserError =>
  new UserError("subject-several", {
    what: { en: `${found.length} parties are meant by this`, th: `มีผู้เกี่ยวข้องที่ตรงกัน ${found.length} ราย` },
    where: [
      ...found.slice(0, LISTED).map(({ id, name }) => `${id} · ${name ?? "–"}`),
      ...(found.length > LISTED ? [`… ${found.length - LISTED}`] : []),
    ].join("\n     "),
    remedy: { en: "name one of them by its id", th: "โปรดระบุรหัสของรายที่ต้องการ" },
    exit: "usage",
  });

const unknown = (): UserError =>
  new UserError("subject-unknown", {
    what: { en: "nobody here is known by this", th: "ไม่พบบุคคลหรือนิติบุคคลนี้ในพื้นที่ทำงาน" },
    remedy: {
      en: "give the id of a page, the 13 digits or the whole name; for a natural person whose number the records print, number and name: --also",
      th: "โปรดระบุรหัสในหน้าเว็บ เลข 13 หลัก หรือชื่อเต็ม หากระเบียนพิมพ์เลขของบุคคลธรรมดาไว้ ให้ระบุทั้งเลขและชื่อด้วย --also",
    },
    exit: "noInput",
  });

const partiesIn = async ({ db }: Generation, condition: string, params: Params): Promise<Found[]> =>
  await db.rows<Found & Row>(`select distinct party_id as id, name, kind from canon.party where ${condition} order by id`, params);

/** The parties that are meant: by their ids, else by a number they are registered under, else by name, whole or in part. */
async function partiesMeant(generation: Generation, ids: readonly string[], given: readonly string[]): Promise<Found[]> {
  for (const [column, values] of [
    ["party_id", ids],
    ["registry_number", given],
  ] as const) {
    const found = await partiesIn(generation, `${column} in (select unnest($values))`, { values: { type: "list", value: [...values] } });
    if (found.length) return found;
  }
  for (const text of given) {
    const sought = soughtIn(text);
    if (sought.length < LEAST_LETTERS) continue;
    for (const condition of ["sought = $sought", "contains(sought, $sought)"]) {
      const named = `party_key in (select party_key from run.party_sought where ${condition})`;
      const found = await partiesIn(generation, named, { sought: { type: "text", value: sought } });
      if (found.length) return found;
    }
  }
  return [];
}

/** Finds who is meant; without a run only users and texts are looked through. `standsHere` looks for whoever is no party of the records. */
export async function findSubject(
  workspace: Workspace,
  casebook: Casebook,
  generation: Generation | undefined,
  given: readonly string[],
  standsHere: (subject: Subject) => Promise<boolean>,
): Promise<Subject> {
  const plain = given.map((text) => canonical(text).trim()).filter(Boolean);
  const numbers = plain.map(bareNumber).filter((text) => NUMBER.test(text));
  const words = plain.filter((text) => !NUMBER.test(bareNumber(text)));
  const names = [
    ...new Set(words.flatMap((name) => (/^(?:นาย|นาง|[A-Za-z]|natural:)/.test(name) ? [name] : TITLES.map((title) => title + name)))),
  ];
  const ids = [...plain, ...numbers.map((number) => `TH-TIN:${number}`), ...naturalIds(workspace, numbers, names)];
  const parties = generation ? await partiesMeant(generation, ids, plain) : [];
  // Records that print the number, a part of it or none of it know one person by several ids; two firms are never one.
  if (parties.length > 1 && !parties.every(({ id, kind }) => kind === "natural" && ids.includes(id))) throw several(parties);
  const user = users(casebook).find(({ name }) => plain.includes(name))?.name ?? null;

  const [party] = parties;
  const kind: Subject["kind"] =
    party?.kind ??
    (user
      ? "user"
      : (numbers.map(kindOfNumber).find((it) => it !== undefined) ?? words.map(kindOfName).find((it) => it !== "unknown") ?? "unknown"));
  const isNatural = kind === "natural";
  const shownFor = (name: string) => maskedName(workspace.mask(`|${name}`));
  const masked = (text: string): string =>
    words.reduce(
      (left, name) => maskNameIn(left, name, shownFor(name)),
      numbers.reduce((left, number) => maskNumberIn(left, number), text),
    );
  const said = [...plain, ...parties.flatMap(({ name }) => name ?? [])].filter((text) => text !== user && text.length >= LEAST_LETTERS);
  const subject: Subject = {
    id: party?.id ?? user ?? `${isNatural ? "natural" : "asked"}:${workspace.mask(`|${plain.join("|")}`)}`,
    kind,
    ids: parties.map(({ id }) => id),
    user,
    named: plain.some((text) => masked(text) !== text),
    shown: isNatural ? [...new Set([...parties.flatMap(({ name }) => name ?? []), ...names.map(shownFor)])] : [],
    names: (text) => (isNatural ? masked(text) !== text : said.some((word) => text.includes(word))),
    masked: (text) => (isNatural ? masked(text) : text),
  };
  if (!parties.length && !user && !(await standsHere(subject))) throw unknown();
  return subject;
}
