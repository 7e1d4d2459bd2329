// Files that are almost e-GP records: what is wrong with them, and what to do. Each ends in a UserError, before anything is read.

import { UserError } from "../../error.ts";
import { printed } from "../thai-number.ts";
import type { NearMiss, Sheet } from "./sheet.ts";

/** รหัสโครงการ after the three ways of opening a file with the wrong encoding and saving it again. */
const MOJIBAKE: readonly { seen: string; how: string }[] = [
  { seen: "เธฃเธซเธฑเธช", how: "UTF-8 was opened as Thai (windows-874) and saved again" },
  { seen: "ÃËÑÊâ¤Ã§¡ÒÃ", how: "Thai (windows-874) was opened as Western European and saved again" },
  { seen: "à¸£à¸«à¸±à¸ª", how: "UTF-8 was opened as Western European and saved again" },
];

/** Refuses text whose headings were garbled by a wrong encoding; the letters behind them cannot all be won back. */
export function refuseMojibake(head: string, name: string): void {
  const found = MOJIBAKE.find(({ seen }) => head.includes(seen));
  if (!found) return;
  throw new UserError("text-garbled", {
    what: `the Thai text of this file is garbled: ${found.how}`,
    where: `${name}, "${found.seen}…" stands where รหัสโครงการ should`,
    remedy:
      "take the file from the publisher again and import it as downloaded, or save it as CSV UTF-8 from the program that still shows it rightly",
    exit: "unusable",
  });
}

function listed(headings: readonly string[]): string {
  const shown = headings.slice(0, 5).map((heading) => `"${heading}"`);
  return shown.join(", ") + (headings.length > shown.length ? ` and ${headings.length - shown.length} more` : "");
}

/** The refusal of headings that are close to a layout and not it. */
export function nearMiss(near: NearMiss, name: string, at: string): UserError {
  const parts = [
    ...(near.repeated.length > 0 ? [`${listed(near.repeated)} stands twice`] : []),
    ...(near.missing.length > 0 ? [`${listed(near.missing)} is missing`] : []),
    ...(near.unknown.length > 0 ? [`${listed(near.unknown)} is not one of its columns`] : []),
  ];
  return new UserError("columns-unexpected", {
    what: `the columns are close to the e-GP layout ${near.layout} but not the same: ${parts.join("; ")}`,
    where: `${name}, ${at}`,
    remedy:
      "import the file as the portal gives it, without columns added, removed or renamed; for a table of your own give a mapping file with --mapping",
    exit: "unusable",
  });
}

/** The kind of characters a cell holds, not the cell: it may be a person's name or number. */
function shape(value: unknown): string {
  const text = printed(value) ?? "";
  return text === ""
    ? "blank"
    : `"${text
        .replace(/[\d๐-๙]/g, "9")
        .replace(/[ก-๎]+/g, "ก")
        .replace(/[A-Za-z]+/g, "a")
        .slice(0, 24)}"`;
}

/** The refusal of a file of 31 headings whose values stand neither under them nor three columns to the left. */
export function misaligned(sheet: Sheet, row: Record<string, unknown>, name: string, at: string): UserError {
  const keys = [sheet.shifted?.winnerNumber, sheet.columns.winnerNumber, sheet.columns.signed].filter((key) => key !== undefined);
  return new UserError("columns-misaligned", {
    what: "the values of this file stand neither under their headings nor three columns to the left of them, as the portal's do",
    where: `${name}, ${at}: ${keys.map((key) => `${key} holds ${shape(row[key])}`).join(", ")}`,
    remedy: "take the file from the portal again; if a spreadsheet has moved its columns, undo that",
    exit: "unusable",
  });
}
