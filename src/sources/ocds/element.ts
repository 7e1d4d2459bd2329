// Elements of arrays: their ids, several of one id as one, and the free texts in them.

import { maskPersonsIn } from "../person.ts";
import type { Cleaning, Raw } from "./cleaning.ts";
import { textValue } from "./loose-value.ts";

/** The id of an element; its position where the publisher gives none. */
export function idOf(element: Raw, position: number): string {
  return textValue(element.id) ?? `#${position}`;
}

/** Free text without the names and numbers of natural persons. */
export function freeText(value: unknown, cleaning: Cleaning): string | null | undefined {
  const text = textValue(value);
  return text ? maskPersonsIn(text, cleaning.mask) : text;
}

/**
 * Elements of one id as one, as on merging: later values go before earlier ones, what is missing or null replaces nothing.
 * `contradicted` is told of elements that share an id and say different things.
 */
export function united<T extends { id: string }>(elements: readonly T[], contradicted?: (element: T) => void): T[] {
  const byId = new Map<string, T>();
  for (const element of elements) {
    const known = byId.get(element.id);
    if (known && contradicted && contradicts(known, element)) contradicted(element);
    byId.set(element.id, known ? combined(known, element) : element);
  }
  return [...byId.values()];
}

/** For `united`: says that elements of one id say different things. */
export function repeatedId(field: string, cleaning: Cleaning): (element: { id: string; at: string }) => void {
  return ({ id, at }) => cleaning.problem({ at, problem: "id_repeated", field, word: id });
}

function contradicts(known: object, added: object): boolean {
  return Object.entries(added).some(([name, value]) => {
    const before = (known as Raw)[name];
    if (name === "at" || value == null || before == null || Array.isArray(value)) return false;
    return typeof value === "object" ? contradicts(before as object, value) : value !== before;
  });
}

function combined<T extends { id: string }>(known: T, added: T): T {
  const result: Record<string, unknown> = { ...known };
  for (const [name, value] of Object.entries(added)) {
    const before = result[name];
    if (name === "at" || value === undefined || (value === null && before !== undefined)) continue;
    result[name] = Array.isArray(before) && Array.isArray(value) ? joined(before, value) : value;
  }
  return result as T;
}

function joined(known: readonly unknown[], added: readonly unknown[]): unknown[] {
  const all = [...known, ...added];
  return all.every((item) => typeof item === "object") ? united(all as { id: string }[]) : [...new Set(all)];
}
