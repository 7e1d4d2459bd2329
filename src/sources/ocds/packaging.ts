// What of a packaged value is a release: releases inside records, the compiled release where only that is given, links that are no data.
// Read counts each embedded release; of a record without any, its compiled release, else the newest state of its versioned release.

import type { Raw } from "./cleaning.ts";
import { objectOf, textValue } from "./loose-value.ts";

/** A release found in a package, with its pointer below the value it was found in; or why there is none. */
type Unpacked = { at: string; release: Raw } | { at: string; quarantined: string; detail: string };

const SECTIONS = ["ocid", "tag", "tender", "buyer", "parties", "planning", "bids", "awards", "contracts"];

/** Whether a value looks like an OCDS release or record, of whatever version. */
export function looksLikeOcds(value: unknown): boolean {
  const object = objectOf(value);
  return object !== undefined && (isRecord(object) || isRelease(object) || isLink(object) || isOlder(object));
}

/** Whether a release is of a draft before OCDS 1.0, whose fields mean other things. */
export function isOlder(value: unknown): boolean {
  const release = objectOf(value);
  return release !== undefined && ("formation" in release || "releaseID" in release) && !("tender" in release) && !("tag" in release);
}

/** The releases of one value of a package. */
export function unpack(value: unknown): Unpacked[] {
  const object = objectOf(value);
  if (!object)
    return [{ at: "", quarantined: "not_a_release", detail: `a ${Array.isArray(value) ? "list" : typeof value} where a release belongs` }];
  if (isRecord(object)) return unpackRecord(object);
  if (isOlder(object)) return [{ at: "", quarantined: "before_1_0", detail: "a release of a draft before OCDS 1.0" }];
  if (isLink(object)) return [{ at: "", quarantined: "links_only", detail: textValue(object.url) ?? "" }];
  return [release(object, "", object.ocid)];
}

function unpackRecord(record: Raw): Unpacked[] {
  const listed = Array.isArray(record.releases) ? record.releases : [];
  const embedded = listed.flatMap((item, position) => {
    const found = objectOf(item);
    return found && !isLink(found) ? [release(found, `/releases/${position}`, found.ocid ?? record.ocid)] : [];
  });
  if (embedded.length > 0) return embedded;
  const compiled = objectOf(record.compiledRelease);
  if (compiled) return [release(compiled, "/compiledRelease", compiled.ocid ?? record.ocid)];
  const versioned = objectOf(record.versionedRelease);
  if (versioned) return [release(newestState(versioned), "/versionedRelease", versioned.ocid ?? record.ocid)];
  const detail = `${textValue(record.ocid) ?? "no ocid"}: ${listed.length} links, no release`;
  return [{ at: "", quarantined: listed.length > 0 ? "links_only" : "record_empty", detail }];
}

function release(found: Raw, at: string, ocid: unknown): Unpacked {
  if (!textValue(ocid))
    return { at, quarantined: "ocid_missing", detail: `release ${textValue(found.id) ?? "without id"} names no process` };
  return { at, release: textValue(found.ocid) ? found : { ...found, ocid } };
}

function isRecord(object: Raw): boolean {
  return "compiledRelease" in object || "versionedRelease" in object || ("releases" in object && !("tender" in object));
}

function isRelease(object: Raw): boolean {
  return SECTIONS.filter((name) => name in object).length >= 2;
}

/** Whether a value only points to a release elsewhere. */
export function isLink(value: unknown): boolean {
  const object = objectOf(value) ?? {};
  return typeof object.url === "string" && !SECTIONS.some((name) => name !== "tag" && name in object);
}

/** The state in which a versioned release ends: of each history the last value, and nothing where that is null. */
function newestState(versioned: Raw): Raw {
  return Object.fromEntries(
    Object.entries(versioned).flatMap(([name, value]) => {
      const newest = newestOf(value);
      return newest === undefined ? [] : [[name, newest]];
    }),
  );
}

function newestOf(value: unknown): unknown {
  if (Array.isArray(value)) {
    const versions = value.map(objectOf);
    if (value.length > 0 && versions.every((version) => version && "releaseDate" in version && "value" in version)) {
      return versions.at(-1)!.value ?? undefined;
    }
    return value.map(newestOf).filter((item) => item !== undefined);
  }
  const object = objectOf(value);
  return object ? newestState(object) : (value ?? undefined);
}
