// Merging of releases of one process into what is known now, or into the history of every field, by the rules of OCDS 1.1.

import { instantOf } from "./instant.ts";

/** Which fields are metadata of one release, and which arrays are replaced whole, by path without positions (`parties/roles`). */
export interface MergeRules {
  discarded: ReadonlySet<string>;
  whole: ReadonlySet<string>;
}

type Fields = Record<string, unknown>;

/** What the release schema of OCDS 1.1.5 declares. `versionId` needs no entry: only the id of an array's element is kept unversioned. */
export const OCDS_RULES: MergeRules = {
  discarded: new Set(["id", "date", "tag"]),
  whole: new Set([
    "parties/additionalIdentifiers",
    "parties/roles",
    "buyer/additionalIdentifiers",
    "tender/procuringEntity/additionalIdentifiers",
    "tender/items/additionalClassifications",
    "tender/additionalProcurementCategories",
    "tender/submissionMethod",
    "tender/tenderers/additionalIdentifiers",
    "tender/amendments/changes",
    "tender/amendment/changes",
    "awards/suppliers/additionalIdentifiers",
    "awards/items/additionalClassifications",
    "awards/amendments/changes",
    "awards/amendment/changes",
    "contracts/items/additionalClassifications",
    "contracts/implementation/transactions/payer/additionalIdentifiers",
    "contracts/implementation/transactions/payee/additionalIdentifiers",
    "contracts/relatedProcesses/relationship",
    "contracts/amendments/changes",
    "contracts/amendment/changes",
    "relatedProcesses/relationship",
  ]),
};

/** The same for the reduced release of release.ts. */
export const RELEASE_RULES: MergeRules = {
  discarded: new Set(["id", "date", "tag"]),
  whole: new Set(["parties/members", "bids/relatedLots", "awards/relatedLots"]),
};

/**
 * The same for a snapshot, which tells the whole state of what it names: who is in it now takes the place of who was before.
 * The releases of a publisher only add to such lists, by the standard.
 */
export const SNAPSHOT_RULES: MergeRules = {
  ...RELEASE_RULES,
  whole: new Set([...RELEASE_RULES.whole, "bids/tenderers", "awards/suppliers", "contracts/suppliers"]),
};

/** Merges releases of one process into the compiled release. Releases of equal date keep the order in which they are given. */
export function mergeReleases<T extends { ocid: string; date?: string | null }>(
  releases: readonly T[],
  rules: MergeRules | ((release: T) => MergeRules),
): T {
  const ordered = byDate(releases);
  const newest = ordered.at(-1);
  if (!newest) throw new RangeError("no release to merge");
  const date = newest.date ?? null;
  const compiled: Fields = { tag: ["compiled"], id: `${newest.ocid}-${date}`, date, ocid: newest.ocid };
  const rulesOf = typeof rules === "function" ? rules : () => rules;
  for (const release of ordered) mergeFields(compiled, release as unknown as Fields, "", rulesOf(release));
  return compiled as unknown as T;
}

/** Merges releases of one process into the versioned release: each value with the release it came from, oldest first. */
export function mergeVersioned<T extends { ocid: string; date?: string | null }>(releases: readonly T[], rules: MergeRules): Fields {
  const versioned: Fields = {};
  const histories = new Set<unknown>();
  for (const release of byDate(releases)) {
    const { ocid, id, date, tag, ...fields } = release as unknown as Fields;
    versioned.ocid = ocid;
    const origin = { releaseID: id ?? null, releaseDate: date ?? null, releaseTag: tag ?? null };
    versionFields(versioned, fields, "", { rules, origin, histories });
  }
  return versioned;
}

function mergeFields(output: Fields, input: Fields, path: string, rules: MergeRules): void {
  for (const [name, value] of Object.entries(input)) {
    const at = path ? `${path}/${name}` : name;
    if (rules.discarded.has(at)) continue;
    if (value === undefined) continue;
    if (value === null) delete output[name];
    else if (isElements(value) && !rules.whole.has(at)) {
      const into = isElements(output[name]) ? output[name] : [];
      const elementOf = byId(into);
      for (const element of value) mergeFields(elementOf(element.id), element, at, rules);
      if (into.length > 0) output[name] = into;
    } else if (isObject(value) && !rules.whole.has(at)) {
      const into = isObject(output[name]) ? output[name] : {};
      mergeFields(into, value, at, rules);
      if (into === output[name] || Object.keys(into).length > 0) output[name] = into;
    } else output[name] = structuredClone(value);
  }
}

interface Versioning {
  rules: MergeRules;
  origin: { releaseID: unknown; releaseDate: unknown; releaseTag: unknown };
  /** Which arrays of the output are histories of a value, not elements. */
  histories: Set<unknown>;
}

function versionFields(output: Fields, input: Fields, path: string, versioning: Versioning): void {
  for (const [name, value] of Object.entries(input)) {
    const at = path ? `${path}/${name}` : name;
    if (versioning.rules.discarded.has(at) || value === undefined) continue;
    const known = output[name];
    const history = versioning.histories.has(known);
    const whole = versioning.rules.whole.has(at);
    if (isElements(value) && !whole) {
      const into = Array.isArray(known) && !history ? (known as Fields[]) : [];
      const elementOf = byId(into);
      for (const { id, ...fields } of value) versionFields(elementOf(id), fields, at, versioning);
      if (into.length > 0) output[name] = into;
    } else if (isObject(value) && !whole) {
      const into = isObject(known) ? known : {};
      versionFields(into, value, at, versioning);
      if (into === known || Object.keys(into).length > 0) output[name] = into;
    } else if (value === null && known !== undefined && !history) {
      closeFields(known, at, versioning);
    } else {
      const into: Fields[] = history ? (known as Fields[]) : [];
      const last = into.at(-1);
      if (!last || !equal(last.value, value)) into.push({ ...versioning.origin, value: structuredClone(value) });
      versioning.histories.add(into);
      output[name] = into;
    }
  }
}

/** A null for a whole object or array ends the history of every value in it. */
function closeFields(output: unknown, path: string, versioning: Versioning): void {
  for (const part of Array.isArray(output) ? (output as Fields[]) : [output as Fields]) {
    const known = Object.keys(part).filter((name) => name !== "id" || versioning.histories.has(part[name]));
    versionFields(part, Object.fromEntries(known.map((name) => [name, null])), path, versioning);
  }
}

/** Finds the element of an id, numbers and texts alike, or makes a new one at the end; one without id is always new. */
function byId(elements: Fields[]): (id: unknown) => Fields {
  const known = new Map(elements.filter(({ id }) => id !== undefined && id !== null).map((element) => [String(element.id), element]));
  return (id) => {
    const anonymous = id === undefined || id === null;
    const found = anonymous ? undefined : known.get(String(id));
    if (found) return found;
    const created: Fields = anonymous ? {} : { id };
    elements.push(created);
    if (!anonymous) known.set(String(id), created);
    return created;
  };
}

function byDate<T extends { date?: string | null }>(releases: readonly T[]): T[] {
  const instants = new Map(releases.map((release) => [release, instantOf(release.date ?? "")]));
  const instant = (release: T) => instants.get(release) ?? Number.NEGATIVE_INFINITY;
  return [...releases].sort((a, b) => (instant(a) === instant(b) ? 0 : instant(a) < instant(b) ? -1 : 1));
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isElements(value: unknown): value is Fields[] {
  return Array.isArray(value) && value.every(isObject);
}

function equal(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, position) => equal(item, b[position]));
  if (!isObject(a) || !isObject(b)) return a === b;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => equal(a[name], b[name]));
}
