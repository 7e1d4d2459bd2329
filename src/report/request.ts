// What is asked of a report: filters, settings, status. Everything that decides its numbers, and nothing else.
import { UserError } from "../error.ts";
import type { Report } from "./definition.ts";

/** Whom a report is for: it says so on every page, and decides what it may name. */
export const STATUSES = ["internal", "for_reply", "published"] as const;
export type Status = (typeof STATUSES)[number];

export interface Request {
  status: Status;
  filter: Readonly<Record<string, string | number>>;
  settings: Readonly<Record<string, string | number>>;
  /** Acts of review up to this entry of the audit log are in it; later ones are not. */
  audit_seq: number;
}

const refuse = (en: string, th: string, report: Report): UserError =>
  new UserError("report-setting", {
    what: { en, th },
    remedy: {
      en: `settings of ${report.name}: ${Object.keys(report.settings).join(", ") || "none"}`,
      th: `ค่ากำหนดของ ${report.name}: ${Object.keys(report.settings).join(", ") || "ไม่มี"}`,
    },
    exit: "usage",
  });

/** Checks settings given as texts against what the report declares; those not given take their default. */
export function settingsOf(report: Report, given: Readonly<Record<string, string>>): Record<string, string | number> {
  const unknown = Object.keys(given).find((name) => !(name in report.settings));
  if (unknown) throw refuse(`this report has no setting ${unknown}`, `รายงานนี้ไม่มีค่ากำหนด ${unknown}`, report);
  return Object.fromEntries(
    Object.entries(report.settings).map(([name, setting]) => {
      const text = given[name];
      if (text === undefined) return [name, setting.default];
      if (setting.type === "text") return [name, text];
      if (setting.type === "choice") {
        if (!setting.of.includes(text))
          throw refuse(`${name} is one of: ${setting.of.join(", ")}`, `${name} เป็นค่าใดค่าหนึ่ง: ${setting.of.join(", ")}`, report);
        return [name, text];
      }
      const number = /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
      if (!(number >= setting.min && number <= setting.max))
        throw refuse(
          `${name} is a whole number from ${setting.min} to ${setting.max}`,
          `${name} เป็นจำนวนเต็มตั้งแต่ ${setting.min} ถึง ${setting.max}`,
          report,
        );
      return [name, number];
    }),
  );
}

/** Refuses a report that was asked for without the filter it is about. */
export function requireFilters(report: Report, filter: Readonly<Record<string, unknown>>): void {
  if (!report.needs.length || report.needs.some((name) => filter[name] !== undefined)) return;
  const options = report.needs.map((name) => `--${name.replaceAll("_", "-")}`);
  throw new UserError("report-about", {
    what: { en: `report ${report.name} needs ${options.join(" or ")}`, th: `รายงาน ${report.name} ต้องระบุ ${options.join(" หรือ ")}` },
    remedy: {
      en: `jabta report ${report.name} ${options[0]} … --out report.pdf`,
      th: `jabta report ${report.name} ${options[0]} … --out report.pdf`,
    },
    exit: "usage",
  });
}
