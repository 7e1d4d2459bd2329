// One announcement of e-GP as a release of its process: what was announced, when, and where the document is.

import type { Release, TenderStatus } from "../../canon/release.ts";
import { codelist } from "../../text/codelist.ts";
import { methodOf } from "../egp/words.ts";
import { type Mask, maskPersonsIn } from "../person.ts";
import type { Note } from "../source.ts";
import { parseThaiDate } from "../thai-date.ts";
import { arabicDigits, printed } from "../thai-number.ts";

type Row = Readonly<Record<string, unknown>>;
type Made = Release | { quarantined: string; detail: string };

interface Kind {
  status: TenderStatus | undefined;
  document: string;
}

const kinds: ReadonlyMap<string, Kind> = new Map(
  codelist("egp_announcement").map(({ code, status, document }) => [
    code!,
    { status: (status || undefined) as TenderStatus | undefined, document: document! },
  ]),
);

/** What an announcement says; words it uses that nobody mapped are noted, never guessed. */
export function announced(row: Row, mask: Mask, note: (note: Note) => void): Made {
  const link = printed(row.link)?.replaceAll("&amp;", "&") ?? null;
  const id = projectIn(row, link);
  if (!id) return { quarantined: "project_id_missing", detail: "no e-GP project number" };
  const word = typeIn(row, link);
  const kind = word === null ? undefined : kinds.get(word);
  if (!kind) note({ field: "tender.status", problem: "word_unmapped" });
  const date = dayIn(row.pubDate);
  if (date === undefined) note({ field: "date", problem: "date_unreadable" });
  const title = printed(row.title);
  const method = title === null ? undefined : methodIn(title);
  const department = printed(row.deptId);
  return {
    ocid: id,
    date: date ?? null,
    ...(title !== null && { title: maskPersonsIn(title, mask) }),
    ...(department && {
      buyer: { id: `TH-EGP:${department}` },
      parties: [{ id: `TH-EGP:${department}`, kind: "public" as const, country: "TH" }],
    }),
    tender: {
      at: "",
      ...(kind?.status && { status: kind.status }),
      ...(method && { procurementMethod: methodOf(method)!, procurementMethodDetails: method }),
      ...(word === "D0" && date && { publishedOn: date }),
    },
    ...(kind && { documents: [{ id: kind.document, at: "", documentType: kind.document, ...(link && { url: link }) }] }),
  };
}

function projectIn(row: Row, link: string | null): string | undefined {
  const own = printed(row.projectId) ?? printed(row.projectid) ?? printed(row.project_id);
  if (own !== null) return /^\d{11}$/.exec(arabicDigits(own))?.[0];
  return /[?&]projectId=(\d{11})(?!\d)/i.exec(link ?? "")?.[1];
}

function typeIn(row: Row, link: string | null): string | null {
  // e-GP writes `anounce`.
  const own = printed(row.anounce_type) ?? printed(row.anounceType) ?? printed(row.announceType);
  return own ?? /[?&]ann?ounceType=(\w\w)\b/i.exec(link ?? "")?.[1] ?? null;
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** A day as RSS writes it (`Tue, 26 May 2026 00:00:00 +0700`), or in any way of the Thai files; the day where it was published. */
function dayIn(value: unknown): string | null | undefined {
  const text = printed(value);
  if (text === null) return null;
  const [, day, month, year] = /^(?:\w{3},\s*)?(\d{1,2})\s+([A-Za-z]{3})\w*\s+(\d{4})\b/.exec(text) ?? [];
  const place = MONTHS.indexOf(month?.toLowerCase() ?? "");
  const read = parseThaiDate(
    place >= 0 ? `${year}-${String(place + 1).padStart(2, "0")}-${day!.padStart(2, "0")}` : text.replace(/[T ]\d\d:\d\d.*$/, ""),
  );
  return typeof read === "string" || read === null ? read : undefined;
}

/** Titles end with the method, in words of the codelist. */
function methodIn(title: string): string | undefined {
  const said = /(?:โดย|ด้วย)วิธี(.+?)\s*$/.exec(title)?.[1];
  return said && methodOf(said) ? said : undefined;
}
