// What of one record of a file is read: the releases in it, cleaned, each with the hash of its content.

import { contentHash } from "../content-hash.ts";
import type { JsonRecord } from "../json-records.ts";
import type { Context, Reading } from "../source.ts";
import { addFromBudgetCode, BANGKOK, isStaffHire } from "./bangkok.ts";
import { cleanRelease } from "./clean.ts";
import type { Problem, Raw } from "./cleaning.ts";
import { objectOf } from "./loose-value.ts";
import { isLink, unpack } from "./packaging.ts";
import type { Publisher } from "./publisher.ts";

/** A reading that also says what of the record could not be read and was left out. */
export type OcdsReading = Reading & { problems?: Problem[] };

/** The readings of a record. `unlinked` holds the packages of links whose own data were read before. */
export function readingsOf(record: JsonRecord, unlinked: Set<unknown>, publisher: Publisher, context: Context): OcdsReading[] {
  if ("quarantined" in record) return [{ at: record.at, quarantined: record.quarantined, detail: record.detail }];
  let { at, value } = record;
  // A record without a package lists its links where a package has its releases; its data stand beside them.
  const compiled = record.container === "releases" && isLink(value) ? objectOf(record.envelope.compiledRelease) : undefined;
  if (compiled) {
    if (unlinked.has(record.envelope)) return [];
    unlinked.add(record.envelope);
    [at, value] = [at.replace(/\/releases\/\d+$/, "/compiledRelease"), compiled];
  }
  const problems: Problem[] = record.nuls > 0 ? [{ at: "", problem: "nul_removed", field: "record", word: String(record.nuls) }] : [];
  return unpack(value).map((found) => {
    const place = `${at}${found.at}`;
    return "quarantined" in found ? { ...found, at: place } : readingOf(found.release, place, publisher, context, problems.splice(0));
  });
}

function readingOf(raw: Raw, at: string, publisher: Publisher, context: Context, problems: Problem[]): OcdsReading {
  const bangkok = publisher.source === BANGKOK;
  if (bangkok && isStaffHire(raw)) return { at, quarantined: "staff_hire", detail: "the hire of one person as staff, not a purchase" };
  const release = cleanRelease(raw, { ...publisher, mask: context.mask, problem: (problem) => problems.push(problem) });
  if (bangkok) addFromBudgetCode(release, raw);
  const content = contentHash(publisher.datesRewritten ? { ...raw, date: undefined } : raw);
  return { at, release, content, ...(problems.length > 0 && { problems }) };
}
