// A package of made-up OC4IDS projects, and the truth about them.

import { Market } from "./market.ts";
import { ocidOf } from "./ocds-party.ts";
import { type ProjectScheme, projectOf, SEEN_ON } from "./project.ts";
import type { Strength } from "./scheme.ts";

/** A project in which something was planted. */
export interface ProjectTruth {
  id: string;
  scheme: ProjectScheme;
  strength: Strength;
  indicators: string[];
  expects: string[];
  projects: string[];
  processes: string[];
  facts: Record<string, number>;
}

/** Codes that ask the question, those that weak planting reaches, and those that only planting with a sign before it does. */
const CODES: Readonly<Record<ProjectScheme, { asks: string[]; weak: string[]; strong: string[]; early: string[] }>> = {
  overrun: { asks: ["D301", "D302", "D303", "D309", "D311"], weak: [], strong: ["D301", "D302"], early: ["D303", "D309"] },
  extension: { asks: ["D304", "D305", "D313"], weak: ["D305"], strong: ["D304", "D305"], early: [] },
};
const PACKAGE = {
  uri: "https://example.org/oc4ids/sample.json",
  version: "0.9",
  publishedDate: "2026-04-01T00:00:00Z",
  publisher: { name: "Made-up records of the jabta sample generator" },
  license: "https://creativecommons.org/publicdomain/zero/1.0/",
};

/** How projects come: a package in which each stands once, or one with every publication of each. */
export type ProjectPackaging = "package" | "history";

/** The text of a package of so many projects; of ten, the second grows in value and the third in time when planting. */
export function* projectText(
  rows: number,
  seed: number,
  packaging: ProjectPackaging,
  planting: { strength: Strength; truth: ProjectTruth[] } | undefined,
): Generator<string> {
  const market = new Market(rows * 4, false);
  const setting = { seed, fiscalYear: 2567 };
  yield `${JSON.stringify(PACKAGE).slice(0, -1)},"projects":[\n`;
  let separator = "";
  for (let number = 0; number < rows; number += 1) {
    const scheme = planting && ({ 1: "overrun", 2: "extension" } as const)[number % 10];
    const strength = planting?.strength ?? "medium";
    const { id, construction, facts, publishedOn, asOf } = projectOf(number, market, setting, scheme, strength);
    if (planting && scheme) {
      const { asks, weak, strong, early } = CODES[scheme];
      const hasSign = facts.changes! > 2;
      planting.truth.push({
        id: `${scheme}-${planting.truth.filter((other) => other.scheme === scheme).length + 1}`,
        scheme,
        strength,
        indicators: asks,
        expects: strength === "weak" ? weak : [...strong, ...(hasSign ? early : [])],
        ...{ projects: [id], processes: [ocidOf(construction)], facts },
      });
    }
    for (const day of packaging === "history" ? publishedOn : [SEEN_ON]) {
      yield `${separator}${JSON.stringify(asOf(day))}`;
      separator = ",\n";
    }
  }
  yield "\n]}\n";
}
