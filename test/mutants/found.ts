// What the mutation check found, kept for each indicator beside a hash of all that decides it, so that what has not changed is not hunted again.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { parse } from "yaml";
import type { Indicator } from "../../src/catalogue/indicator.ts";
import { packaged } from "../../src/package-root.ts";
import { peersReadBy, peersScript } from "../../src/peers/peers.ts";
import { type Case, casesOf } from "../cases.ts";

export interface Found {
  /** A hash of the method, its parameters, the peers it reads, and the changes that are tried. */
  of: string;
  /** A hash of each case. */
  cases: string;
  mutants: number;
  survivors: string[];
}

const FOUND = packaged("test/mutants/found.json");
const PAGE = packaged("docs/mutants.md");
const EQUIVALENT = packaged("test/mutants/equivalent.yaml");

/** Changes that cannot be told from the method, whatever the world, each with the reason why. */
export const EQUIVALENTS = parse(readFileSync(EQUIVALENT, "utf8")) as Record<string, Record<string, string>>;

/** Of any method: rows are told of flags only, and who is flagged has rows, so that the empty list never stands for them there. */
const ROWS = /^guard left out: COALESCE\((?=.*(?:source_rows?|seen_in|_rows)\b).*, list_value\(\)\) → /;

/** Why a change changes nothing; undefined where it may change something. */
export const whyEquivalent = (code: string, change: string): string | undefined =>
  EQUIVALENTS[code]?.[change] ?? (ROWS.test(change) ? "Rows are told of flags only, and who is flagged has rows." : undefined);

const read = (): Record<string, Found> => (existsSync(FOUND) ? (JSON.parse(readFileSync(FOUND, "utf8")) as Record<string, Found>) : {});

export const found = read();

const hash = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 16);

/** What decides what a hunt finds. */
export function basisOf(indicator: Indicator & { sql: string }): Pick<Found, "of" | "cases"> {
  const texts = [
    indicator.sql,
    JSON.stringify(indicator.params),
    ...peersReadBy([indicator.sql]).map(peersScript),
    readFileSync(packaged("test/mutants/mutate.ts"), "utf8"),
  ];
  return { of: hash(texts.join("\n")), cases: casesOf(indicator).map(hashOfCase).join(" ") };
}

const hashOfCase = (it: Case): string => hash(JSON.stringify(it)).slice(0, 6);

export function isFound(indicator: Indicator & { sql: string }): boolean {
  const { of, cases } = basisOf(indicator);
  const known = found[indicator.id];
  return known?.of === of && known.cases === cases;
}

/** What is to be hunted: everything, or, where the method is as it was and no case is gone, what was left. */
export interface Left {
  cases: readonly Case[];
  known?: Found;
}

export function leftOf(indicator: Indicator & { sql: string }): Left {
  const cases = casesOf(indicator);
  const known = found[indicator.id];
  if (known?.of !== basisOf(indicator).of) return { cases };
  const before = known.cases.split(" ");
  const added = cases.filter((it) => !before.includes(hashOfCase(it)));
  const onlyMore = before.every((one) => cases.some((it) => hashOfCase(it) === one));
  return onlyMore ? { cases: added.length ? added : cases, known } : { cases };
}

export function keep(code: string, one: Found): void {
  // Another hunt may have written since.
  Object.assign(found, read(), { [code]: one });
  const sorted = Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(FOUND, `${JSON.stringify(sorted, null, 1)}\n`);
}

export interface Tally {
  mutants: number;
  killed: number;
  /** Survivors that are named as changing nothing. */
  equivalent: number;
}

export function tallyOf(codes: readonly string[]): Tally {
  const tally = { mutants: 0, killed: 0, equivalent: 0 };
  for (const code of codes) {
    const { mutants, survivors } = found[code]!;
    tally.mutants += mutants;
    tally.killed += mutants - survivors.length;
    tally.equivalent += survivors.filter((change) => whyEquivalent(code, change)).length;
  }
  return tally;
}

/** Killed of those that change something. */
export const shareOf = ({ mutants, killed, equivalent }: Tally): number => killed / Math.max(mutants - equivalent, 1);

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const rowOf = (name: string, codes: readonly string[]): string => {
  const tally = tallyOf(codes);
  return `| ${[name, tally.mutants, tally.killed, tally.equivalent, tally.mutants - tally.killed - tally.equivalent, percent(shareOf(tally))].join(" | ")} |`;
};

const FAMILIES = { R: "OCP's", X: "others' and our own", C: "collusion screens", D: "delivery", Q: "quality of data" };

/** The page of all that is known of the methods of today. */
export function writePage(methods: readonly (Indicator & { sql: string })[]): void {
  const codes = methods.map(({ id }) => id);
  const changed = methods.filter((it) => it.id in found && !isFound(it)).map(({ id }) => id);
  const known = codes.filter((code) => code in found);
  const unknown = codes.filter((code) => !(code in found));
  const head = "| | mutants | killed | change nothing | survive | killed of those that change something |\n|---|--:|--:|--:|--:|--:|";
  const letters = Object.entries(FAMILIES).map(([letter, name]) =>
    rowOf(
      `${letter}, ${name}`,
      known.filter((code) => code.startsWith(letter)),
    ),
  );
  const survivors = known.flatMap((code) => {
    const left = found[code]!.survivors.filter((change) => !whyEquivalent(code, change));
    return left.length ? [`- **${code}**`, ...left.map((change) => `  - \`${change.replaceAll("`", "'").replaceAll("\n", " ")}\``)] : [];
  });
  const named = known.flatMap((code) => {
    const reasons = found[code]!.survivors.flatMap((change) => {
      const why = whyEquivalent(code, change);
      return why ? [`  - \`${change.replaceAll("`", "'").replaceAll("\n", " ")}\`: ${why.trim()}`] : [];
    });
    return reasons.length ? [`- **${code}**`, ...reasons] : [];
  });
  writeFileSync(
    PAGE,
    `# The mutation check

\`npm run mutants\` changes every method in small ways (a comparison, a constant, a guard left out, a column swapped, a condition dropped) and tells which
changes neither a case nor the answers kept of it in \`test/golden/cases\` notice. What has not changed since is not hunted again; codes or beginnings of codes
after \`--\` are: of a method that is as it was and has lost no case, those changes that were left. A survivor is a case that is missing, or a part of the method that does nothing; one that provably changes nothing is named with its reason in
\`test/mutants/equivalent.yaml\`. The command fails below 95 %.

${head}
${letters.join("\n")}
${rowOf("all", known)}
${unknown.length ? `\nNot hunted yet: ${unknown.join(", ")}.\n` : ""}${changed.length ? `\nHunted before the method, its cases or its peers last changed: ${changed.join(", ")}.\n` : ""}
${head}
${known.map((code) => rowOf(code, [code])).join("\n")}

## Survivors

${survivors.join("\n") || "None."}

## Changes that change nothing

${named.join("\n") || "None."}
`,
  );
}
