// A package of made-up OC4IDS projects, and the truth about them.

import { Market } from "./market.ts";
import { ocidOf } from "./ocds-party.ts";
import { type ProjectScheme, projectOf } from "./project.ts";
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

const CODES: Readonly<Record<ProjectScheme, { all: string[]; weak: string[] }>> = {
  overrun: { all: ["D301", "D302"], weak: [] },
  extension: { all: ["D304", "D305"], weak: ["D305"] },
};
const PACKAGE = {
  uri: "https://example.org/oc4ids/sample.json",
  version: "0.9",
  publishedDate: "2026-04-01T00:00:00Z",
  publisher: { name: "Made-up records of the jabta sample generator" },
  license: "https://creativecommons.org/publicdomain/zero/1.0/",
};

/** The text of a package of so many projects; of ten, the second grows in value and the third in time when planting. */
export function* projectText(
  rows: number,
  seed: number,
  planting: { strength: Strength; truth: ProjectTruth[] } | undefined,
): Generator<string> {
  const market = new Market(rows * 4, false);
  const setting = { seed, fiscalYear: 2567 };
  yield `${JSON.stringify(PACKAGE).slice(0, -1)},"projects":[\n`;
  for (let number = 0; number < rows; number += 1) {
    const scheme = planting && ({ 1: "overrun", 2: "extension" } as const)[number % 10];
    const strength = planting?.strength ?? "medium";
    const { id, json, construction, facts } = projectOf(number, market, setting, scheme, strength);
    if (planting && scheme) {
      const { all, weak } = CODES[scheme];
      const expects = strength === "weak" ? weak : all;
      planting.truth.push({
        ...{
          id: `${scheme}-${planting.truth.filter((other) => other.scheme === scheme).length + 1}`,
          scheme,
          strength,
          indicators: all,
          expects,
        },
        ...{ projects: [id], processes: [ocidOf(construction)], facts },
      });
    }
    yield `${number === 0 ? "" : ",\n"}${JSON.stringify(json)}`;
  }
  yield "\n]}\n";
}
