// What the page's form asks to be put on the timetable, read and checked. Folders and files of this machine are named on the command line only.
import { UserError } from "../error.ts";
import { word } from "../report/words.ts";
import type { Language } from "../text/text.ts";
import type { Workspace } from "../workspace.ts";
import { isAddress } from "./fetched.ts";
import { Filter } from "./filter.ts";
import { STATUSES, type Status } from "./report.ts";
import type { View } from "./review.ts";
import { type Listed, MISFIRES, type Misfire, planSchedule } from "./schedule.ts";

/** How a status of a document is called, and the word for status itself. */
export const labelledStatus = (status: Status | "label", language: Language): string =>
  word(status === "label" ? "status" : status, language);

type Given = Readonly<Record<string, string>>;

const refuse = (en: string, th: string): never => {
  throw new UserError("schedule-invalid", { what: { en, th }, exit: "usage" });
};

/** Filters among what was typed; empty fields ask nothing. */
export function filterIn(given: Given): Filter {
  const known = Object.entries(given).filter(([name, value]) => name in Filter.shape && value.trim() !== "");
  const parsed = Filter.safeParse(Object.fromEntries(known));
  if (!parsed.success) return refuse("a filter cannot be read", "อ่านตัวกรองไม่ได้");
  return parsed.data;
}

function targetsIn(text: string): string[] {
  return text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map((target) => {
      if (/^https:\/\//.test(target)) return target;
      if (/^[^\s@:/]+@[^\s@:/]+$/.test(target)) return `mailto:${target}`;
      return refuse(`"${target}" is neither a mail address nor an https address`, `"${target}" มิใช่ที่อยู่อีเมลหรือที่อยู่ https`);
    });
}

/** Filters that a saved view asks for; what else its address says, such as a review state, is of the queue alone. */
export const filterOfView = ({ query }: Pick<View, "query">): Filter => filterIn(Object.fromEntries(new URLSearchParams(query)));

/** What a form starts from where a saved view is to become an alert, which follows the view, or a report, which takes its filters. */
export function wishOfView(view: View, kind: string): Given {
  if (kind === "alert") return { what: "alert:new", name: view.name, view: view.view_id, cron: "0 7 * * *" };
  const filters = Object.entries(filterOfView(view)).map(([name, value]) => [name, String(value)]);
  return { what: "report:what-changed", name: view.name, ...Object.fromEntries(filters) };
}

function taskIn(given: Given, language: Language, known: readonly View[]): unknown {
  const [kind = "", what = ""] = (given.what ?? "").split(":");
  const view = known.find(({ view_id }) => view_id === given.view);
  const common = { kind, language, to: targetsIn(given.send_to ?? ""), ...(given.after ? { after: given.after } : {}) };
  switch (kind) {
    case "report":
      return {
        ...common,
        report: what,
        format: given.format ?? "pdf",
        filter: { ...(view ? filterOfView(view) : {}), ...filterIn(given) },
        status: STATUSES.find((it) => it === given.status) ?? "internal",
        skip_empty: given.skip_empty === "1",
      };
    case "alert":
      return { ...common, trigger: what, filter: filterIn(given), ...(given.view ? { view: given.view } : {}) };
    case "import":
      if (!isAddress(given.address ?? "")) return refuse("an import needs an https address", "การนำเข้าต้องระบุที่อยู่ https");
      return { ...common, paths: [given.address] };
    default:
      return common;
  }
}

/** Puts on the timetable what the form says. */
export const planWish = (workspace: Workspace, given: Given, actor: string, language: Language, known: readonly View[]): Listed =>
  planSchedule(workspace, {
    name: (given.name ?? "").trim().slice(0, 200) || refuse("it needs a name", "ต้องระบุชื่อ"),
    task: taskIn(given, language, known),
    cron: given.cron ?? "",
    zone: given.zone ?? "",
    misfire: MISFIRES.find((it) => it === given.misfire) ?? ("run_once" as Misfire),
    window_hours: 24,
    actor,
  });
