// What differs between two runs in how an indicator was asked: its method, its settings, the law, the day.
import type { Indicator } from "../catalogue/indicator.ts";
import { peersReadBy, peersScript } from "../peers/peers.ts";
import { subjectOf } from "../run/subject.ts";
import type { Manifest } from "./run.ts";

/** Why a flag differs. `scope`: only one of the runs asked the indicator. `peers`: nothing of its own and no rule changed. */
export const CAUSES = ["scope", "method", "setting", "law", "day", "data", "peers"] as const;
export type Cause = (typeof CAUSES)[number];

/** What differs in how an indicator was asked. */
export interface RuleChange {
  indicator: string;
  scope: "before" | "after" | null;
  version: { old: number; new: number } | null;
  sql_hash: { old: string; new: string } | null;
  settings: { name: string; old: unknown; new: unknown }[];
  law: boolean;
  day: boolean;
}

/** Everything a method reads, its shared tables included. */
export const textOf = (indicator: Indicator): string => {
  const { from, contracts } = subjectOf(indicator.subject);
  const sql = indicator.sql ?? "";
  return [sql, ...peersReadBy([sql, from, contracts]).map(peersScript)].join("\n");
};

const settingsOf = (manifest: Manifest, code: string): Record<string, unknown> =>
  manifest.results.find(({ indicator }) => indicator === code)?.params ??
  (manifest.settings.settings as Record<string, Record<string, unknown>> | undefined)?.[code] ??
  {};

/** Compares how two runs asked an indicator; `text` is everything its method reads. */
export function ruleChange(code: string, before: Manifest, after: Manifest, text: string): RuleChange {
  const [old, now] = [before, after].map((manifest) => manifest.results.find(({ indicator }) => indicator === code));
  const [was, is] = [settingsOf(before, code), settingsOf(after, code)];
  const names = old && now ? [...new Set([...Object.keys(was), ...Object.keys(is)])].sort() : [];
  return {
    indicator: code,
    scope: old && now ? null : old ? "before" : "after",
    version: old && now && old.version !== now.version ? { old: old.version, new: now.version } : null,
    sql_hash: old && now && old.sql_hash !== now.sql_hash ? { old: old.sql_hash, new: now.sql_hash } : null,
    settings: names
      .filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]))
      .map((name) => ({ name, old: was[name] ?? null, new: is[name] ?? null })),
    law: before.law_hash !== after.law_hash && /\blaw\./.test(text),
    day: before.as_of !== after.as_of && /\bas_of\(\)/.test(text),
  };
}

/** The causes that lie in the rules and not in the records. */
export const causesOf = (rule: RuleChange): Cause[] => {
  if (rule.scope) return ["scope"];
  const found: Cause[] = [];
  if (rule.version || rule.sql_hash) found.push("method");
  if (rule.settings.length) found.push("setting");
  if (rule.law) found.push("law");
  if (rule.day) found.push("day");
  return found;
};
