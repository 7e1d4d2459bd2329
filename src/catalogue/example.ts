// An example worked by hand: the first case of an indicator that says its sentence.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Text } from "../text/text.ts";
import type { Indicator } from "./indicator.ts";

export interface Example {
  /** The sentence of the flag. */
  says: Text;
  value: number | null;
  threshold: number | null;
  evidence: Record<string, unknown>;
}

interface Flagged {
  value?: number;
  threshold?: number;
  evidence?: Record<string, unknown>;
}

/** The worked example of an indicator; none where its folder is not at hand. */
export function exampleOf({ folder }: Indicator): Example | undefined {
  const file = join(folder, "cases.yaml");
  if (!folder || !existsSync(file)) return undefined;
  const cases = parse(readFileSync(file, "utf8")) as { says?: Text; expect: Flagged | Flagged[] }[];
  const told = cases.find(({ says }) => says);
  if (!told?.says) return undefined;
  const { value = null, threshold = null, evidence = {} } = Array.isArray(told.expect) ? told.expect[0]! : told.expect;
  return { says: told.says, value, threshold, evidence };
}
