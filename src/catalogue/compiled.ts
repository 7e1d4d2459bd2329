// Indicators as they were read and checked when the program was built: reading their YAML anew takes half a second of every start.
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { packaged } from "../package-root.ts";
import type { IndicatorSpec } from "./indicator.ts";

export const COMPILED = packaged("dist/catalogue.json");

/** What the meaning of an indicator's text rests on beside it. */
const RULES = ["src/catalogue/indicator.ts", "src/catalogue/load.ts", "src/text/text.ts", "data/texts/innocent.yaml"];

/** Names texts by what they say under the rules of today: a name that is known was read from the same text by the same rules. */
export function naming(): (text: string) => string {
  const rules = createHash("sha256");
  for (const path of RULES) rules.update(readFileSync(packaged(path)));
  return (text) => rules.copy().update(text).digest("hex");
}

/** What was read at the last build, by name; nothing where the program runs unbuilt. */
export const compiled = (): Readonly<Record<string, IndicatorSpec>> =>
  existsSync(COMPILED) ? (JSON.parse(readFileSync(COMPILED, "utf8")) as Record<string, IndicatorSpec>) : {};
