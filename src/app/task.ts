// What can stand on the timetable: a report, an import, a run, putting away what is due, an alert; each as checked data, and each but the alert as a call of the command line.
import { z } from "zod";
import { LANGUAGES } from "../text/text.ts";
import { Filter } from "./filter.ts";
import { FORMATS, STATUSES } from "./report.ts";

export const TRIGGERS = ["new", "reopened", "score_rise", "source_late", "assertion_failed", "run_failed"] as const;
export type Trigger = (typeof TRIGGERS)[number];

/** Where results go: a folder, a mailbox, an address that takes a POST. */
export const Target = z
  .string()
  .regex(/^(folder:.+|mailto:[^\s@,;<>]+@[^\s@,;<>]+|https?:\/\/\S+)$/, "folder:PATH, mailto:NAME@HOST or https://…");

const Common = {
  to: z.array(Target).default([]),
  language: z.enum(LANGUAGES).default("en"),
  /** Another schedule whose last due time must be done first. */
  after: z.string().optional(),
};

/** How many runs keep their tables, or for how many days all else is kept. */
const life = (least: number) => z.coerce.number().int().min(least).max(36_500).optional();

export const Task = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("report"),
    report: z.string(),
    format: z.enum(FORMATS),
    filter: Filter,
    settings: z.record(z.string(), z.string()).default({}),
    status: z.enum(STATUSES).default("internal"),
    /** The file itself goes along; never for an internal report. */
    attach: z.boolean().default(false),
    /** Nothing is sent of a report without a lead. */
    skip_empty: z.boolean().default(false),
    ...Common,
  }),
  z.strictObject({ kind: z.literal("import"), paths: z.array(z.string()).min(1), source: z.string().optional(), ...Common }),
  z.strictObject({ kind: z.literal("run"), profile: z.string().optional(), ...Common }),
  z.strictObject({
    kind: z.literal("retention"),
    /** How long each kind is kept, where it is not as the house keeps it. */
    lives: z.strictObject({ runs: life(2), exports: life(0), messages: life(0), sessions: life(1), requests: life(1) }).default({}),
    ...Common,
  }),
  z.strictObject({
    kind: z.literal("alert"),
    trigger: z.enum(TRIGGERS),
    /** A saved view by its name; its query is read when the alert is due. */
    view: z.string().optional(),
    filter: Filter,
    /** source_late: days after which a source without anything newer is late. */
    late_days: z.int().min(1).max(3650).default(45),
    ...Common,
  }),
]);
export type Task = z.infer<typeof Task>;

const options = (values: Readonly<Record<string, unknown>>): string[] =>
  Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [`--${name.replaceAll("_", "-")}`, String(value)]));

/** The call that does a task, whose answer is one JSON document. */
export function callOf(task: Exclude<Task, { kind: "alert" }>, out: string | undefined): string[] {
  switch (task.kind) {
    case "report":
      return [
        "report",
        task.report,
        ...options(task.filter),
        ...Object.entries(task.settings).flatMap(([name, value]) => ["--set", `${name}=${value}`]),
        ...options({ status: task.status.replaceAll("_", "-"), format: task.format, out, lang: task.language }),
        "--json",
      ];
    case "import":
      return ["import", ...task.paths, ...options({ source: task.source }), "--json"];
    case "retention":
      return ["retention", "run", ...options(task.lives), "--json"];
    default:
      return ["run", ...options({ profile: task.profile }), "--json"];
  }
}
