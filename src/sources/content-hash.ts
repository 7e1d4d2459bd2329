// The hash that tells whether two records say the same: keys sorted, packaging and order of keys left out.

import { hash } from "node:crypto";

/** SHA-256 (hex) of a JSON value in canonical form: keys by code unit at every level, arrays in their order, members that are undefined left out. */
export function contentHash(value: unknown): string {
  return hash("sha256", canonical(value));
}

function canonical(value: unknown): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value !== "object" || value === null) return String(value ?? null);
  if (Array.isArray(value)) {
    let text = "[";
    for (let i = 0; i < value.length; i++) text += (i === 0 ? "" : ",") + canonical(value[i]);
    return `${text}]`;
  }
  const members = value as Record<string, unknown>;
  let text = "";
  for (const key of sorted(Object.keys(members))) {
    const member = members[key];
    if (member !== undefined) text += (text === "" ? "{" : ",") + named(key) + canonical(member);
  }
  return text === "" ? "{}" : `${text}}`;
}

/** What JSON must escape, and half characters. */
const ESCAPED = /["\\\u0000-\u001f\ud800-\udfff]/;

// Twice as fast as JSON.stringify for the short strings of records.
function quoted(text: string): string {
  return ESCAPED.test(text) ? JSON.stringify(text) : `"${text}"`;
}

/** The same few hundred keys come in every record. */
const names = new Map<string, string>();

function named(key: string): string {
  let name = names.get(key);
  if (name === undefined) {
    name = `${quoted(key)}:`;
    if (names.size < 5_000) names.set(key, name);
  }
  return name;
}

// Insertion beats Array.sort on a handful of keys; on many it would be quadratic.
function sorted(keys: string[]): string[] {
  if (keys.length > 40) return keys.sort();
  for (let i = 1; i < keys.length; i++) {
    const key = keys[i]!;
    let at = i;
    for (; at > 0 && keys[at - 1]! > key; at--) keys[at] = keys[at - 1]!;
    keys[at] = key;
  }
  return keys;
}
