// Reads the indicator folders and collects every problem, so that one broken file hides no other.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { UserError } from "../error.ts";
import { packaged } from "../package-root.ts";
import { type Indicator, IndicatorSpec } from "./indicator.ts";

export interface Catalogue {
  readonly indicators: readonly Indicator[];
  readonly problems: readonly string[];
}

type Words = Record<string, { en: string; th: string }>;

/** Texts that several indicators share: `- id: niche_market` alone takes its words from data/texts/innocent.yaml. */
function withSharedWords(raw: unknown, shared: Words): unknown {
  if (typeof raw !== "object" || raw === null || !("innocent" in raw) || !Array.isArray(raw.innocent)) return raw;
  const filled = raw.innocent.map((item) =>
    item && typeof item === "object" && !("en" in item) ? { ...shared[item.id as string], ...item } : item,
  );
  return { ...raw, innocent: filled };
}

/** Loads every folder of `directory` whose name starts with a code. */
export function loadCatalogue(directory = packaged("indicators")): Catalogue {
  const indicators: Indicator[] = [];
  const problems: string[] = [];
  const shared = parse(readFileSync(packaged("data/texts/innocent.yaml"), "utf8")) as Words;
  const names = readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^[A-Z]\d{3}-/.test(entry.name))
    .map((entry) => entry.name)
    .sort();
  for (const name of names) {
    const folder = join(directory, name);
    const file = join(folder, "indicator.yaml");
    try {
      const result = IndicatorSpec.safeParse(withSharedWords(parse(readFileSync(file, "utf8")), shared));
      if (!result.success) {
        problems.push(`${file}\n${z.prettifyError(result.error)}`);
        continue;
      }
      const sqlFile = join(folder, "indicator.sql");
      const sql = existsSync(sqlFile) ? readFileSync(sqlFile, "utf8").trim().replace(/;$/, "") : null;
      if (!name.startsWith(`${result.data.id}-`)) problems.push(`${folder}: the folder's name does not start with ${result.data.id}-`);
      if ((sql === null) !== (result.data.maturity === "described")) {
        problems.push(`${folder}: ${sql === null ? "indicator.sql is missing" : "a described indicator has no indicator.sql"}`);
      }
      if (result.data.maturity === "described" && !result.data.needs) problems.push(`${file}: a described indicator says what it needs`);
      indicators.push({ ...result.data, folder, sql });
    } catch (error) {
      problems.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  for (const [index, indicator] of indicators.entries()) {
    if (indicators.findIndex((other) => other.id === indicator.id) !== index)
      problems.push(`${indicator.folder}: ${indicator.id} stands twice`);
  }
  return { indicators, problems };
}

/** The catalogue, or a sentence for its author that names every problem. */
export function requireCatalogue(directory?: string): readonly Indicator[] {
  const { indicators, problems } = loadCatalogue(directory);
  if (problems.length) {
    throw new UserError("catalogue-invalid", { what: problems.join("\n"), remedy: "mend the files named above", exit: "configuration" });
  }
  return indicators;
}
