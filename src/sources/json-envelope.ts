// What stands beside the records of a package: kept where it is small, joined where it stood on both sides of them.

import { LIMITS } from "./limits.ts";

/** The members that fit the budget together. */
export function small(members: Record<string, unknown>, budget: number = LIMITS.envelopeBytes): Record<string, unknown> {
  const kept: [string, unknown][] = [];
  for (const [key, member] of Object.entries(members)) {
    // CKAN keeps what describes the records beside them, inside `result`.
    const fits = key === "result" && isObject(member) ? small(member, budget) : member;
    const size = JSON.stringify(fits).length;
    if (size > budget) continue;
    budget -= size;
    kept.push([key, fits]);
  }
  return Object.fromEntries(kept);
}

/** What stood before the records and what stood after them. */
export function joined(one: Record<string, unknown>, more: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(more).map(([key, member]): [string, unknown] => {
    const before = key === "result" ? one[key] : undefined;
    return [key, isObject(before) && isObject(member) ? joined(before, member) : member];
  });
  return entries.length === 0 ? one : Object.fromEntries([...Object.entries(one), ...entries]);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
