// Who published a release: the record set and country, from the prefix of its process ids or the publisher's name; and the id itself, spelled one way.

import { codelist } from "../../text/codelist.ts";

export interface Publisher {
  source: string;
  country: string | null;
  /** Whether release dates are those of the file, written anew each time, and say nothing of a change. */
  datesRewritten: boolean;
}

const REGISTERED = /^ocds-[a-z0-9]{6}/i;
const UNKNOWN: Publisher = { source: "ocds", country: null, datesRewritten: false };

/** The record set a process belongs to: its registered prefix decides, then the publisher's name, then the bare prefix. */
export function publisherOf(ocid: string | null, name: string | null): Publisher {
  const spelled = ocid ? normalOcid(ocid).toLowerCase() : "";
  const rows = codelist("publisher");
  const prefixed = rows
    .filter((row) => row.prefix && spelled.startsWith(row.prefix.toLowerCase()))
    .sort((a, b) => b.prefix!.length - a.prefix!.length);
  const row = prefixed[0] ?? rows.find((candidate) => name && candidate.publisher && fold(candidate.publisher) === fold(name));
  if (row) return { source: row.source!, country: row.country || null, datesRewritten: row.dates === "rewritten" };
  const prefix = REGISTERED.exec(spelled);
  return prefix ? { ...UNKNOWN, source: prefix[0] } : UNKNOWN;
}

/** The id of a process as it is compared: prefix in lower case, and restored where a known publisher left `ocds-` out. */
export function normalOcid(ocid: string): string {
  const trimmed = ocid.trim();
  const registered = REGISTERED.exec(trimmed);
  if (registered) return registered[0].toLowerCase() + trimmed.slice(registered[0].length);
  const bare = /^[a-z0-9]{6}(?=-)/i.exec(trimmed)?.[0].toLowerCase();
  return bare && codelist("publisher").some((row) => row.prefix === `ocds-${bare}`) ? `ocds-${bare}${trimmed.slice(6)}` : trimmed;
}

function fold(text: string): string {
  return text.normalize("NFC").replace(/\s+/g, " ").trim().toLowerCase();
}
