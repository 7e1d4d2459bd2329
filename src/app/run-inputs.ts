// What a run is a function of, as hashes: the records received, the methods and their settings, the profile, the law, the day.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { Indicator } from "../catalogue/indicator.ts";
import type { Profile } from "../catalogue/profile.ts";
import { packaged } from "../package-root.ts";
import { peersReadBy, peersScript } from "../peers/peers.ts";
import { lawFiles } from "../run/lay.ts";
import { subjectOf } from "../run/subject.ts";
import type { Receipt } from "../sources/raw.ts";
import { fingerprint } from "../workspace.ts";

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Files of the package whose text takes part in judging, whatever the indicator. */
const SHARED = ["src/canon/macros.sql", "data/codelists/reason.csv", "src/score/schema.sql"];

/** What methods share: macros, reasons, and the peers tables that these methods read. */
export function sharedText(indicators: readonly Indicator[]): string {
  const sqls = indicators.flatMap(({ sql, subject }) => {
    const { from, contracts } = subjectOf(subject);
    return [sql ?? "", from, contracts];
  });
  return [...SHARED.map((path) => readFileSync(packaged(path), "utf8")), ...peersReadBy(sqls).map(peersScript)].join("\n");
}

/** All of the catalogue that decides a result or a score: methods with the defaults of their parameters, and what they share. Texts for people are left out. */
export const catalogueText = (indicators: readonly Indicator[]): string =>
  [
    ...indicators.map(({ id, version, maturity, subject, family, level, requires, params, sql }) =>
      JSON.stringify({
        id,
        version,
        maturity,
        subject,
        family,
        level,
        requires,
        params: Object.entries(params).map(([name, { type, default: value }]) => [name, type, value]),
        sql,
      }),
    ),
    sharedText(indicators),
  ].join("\n");

/** SHA-256 of each law table. */
export const lawHashes = (): Record<string, string> =>
  Object.fromEntries(lawFiles().map((path) => [basename(path), sha256(readFileSync(packaged(path), "utf8"))]));

/** One hash of the law tables. */
export const lawHash = (): string => fingerprint(...Object.entries(lawHashes()).flat());

/** The profile as it judges and weighs; its title and what it says of rarity decide nothing. */
export const settingsOf = ({ title: _, rare: __, ...settings }: Profile): Omit<Profile, "title" | "rare"> => settings;

const received = ({ sha256, source, layout, mapping, as_of }: Receipt): string => [sha256, source, layout, mapping ?? "", as_of].join(" ");

/** Changes with any byte received, parameter, token of SQL, setting, law table or day. */
export function inputsHash(
  receipts: readonly Receipt[],
  indicators: readonly Indicator[],
  profile: Profile,
  asOf: string,
  law: string = lawHash(),
): string {
  return fingerprint(
    ...receipts.map(received).sort(),
    fingerprint(catalogueText(indicators)),
    JSON.stringify(settingsOf(profile)),
    law,
    asOf,
  );
}
