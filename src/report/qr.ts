// The stamp as a code to scan, and as the line that stands on every page.
import encodeQR from "qr";
import { type Language, showDay } from "../text/text.ts";
import type { Stamp } from "./fill.ts";
import { word } from "./words.ts";

/** What a scanner reads: everything needed to ask for the same report again and compare it. */
export const stampText = (stamp: Stamp): string =>
  `jabta ${stamp.jabta} report ${stamp.report} run ${stamp.run_id} result ${stamp.result_hash} content ${stamp.content_hash} audit ${stamp.audit_seq}:${stamp.audit_hash.slice(0, 16)}`;

export const qrSvg = (stamp: Stamp): string => encodeQR(stampText(stamp), "svg", { ecc: "medium", border: 2 });

/** The code on every page, small: the run and what this report holds. */
export const smallQr = (stamp: Stamp): string =>
  encodeQR(`jabta run ${stamp.run_id} content ${stamp.content_hash}`, "svg", { ecc: "low", border: 1 }).replace(
    "<svg ",
    '<svg width="17mm" height="17mm" ',
  );

/** The line on every page. */
export function stampLine(stamp: Stamp, language: Language): string {
  return [
    `${word("run", language)} ${stamp.run_id}`,
    `${word("dataTo", language)} ${showDay(stamp.as_of, language)}`,
    `result sha256 ${stamp.result_hash.slice(0, 16)}`,
    `jabta ${stamp.jabta}`,
    `audit #${stamp.audit_seq} ${stamp.audit_hash.slice(0, 8)}`,
    `${word("verify", language)}: jabta report-check`,
  ].join(" · ");
}
