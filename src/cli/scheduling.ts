// Commands of the timetable: schedule add, list, remove, run-due, history, retry, cancel, mute.
import { type Command, Option } from "commander";
import { callJabta } from "../app/call.ts";
import { postFromEnvironment } from "../app/deliver.ts";
import { LOCAL } from "../app/person.ts";
import { FORMATS, STATUSES } from "../app/report.ts";
import {
  cancelSlot,
  DEFAULT_ZONE,
  dropSchedule,
  type Listed,
  listSchedules,
  MISFIRES,
  type Misfire,
  mute,
  type Past,
  pastSlots,
  planSchedule,
  retrySlot,
  TRIGGERS,
} from "../app/schedule.ts";
import { runDue } from "../app/timetable.ts";
import type { Language } from "../text/text.ts";
import { perform } from "./context.ts";
import { filterOf, withFilterOptions } from "./filters.ts";
import { day, examples, wholeNumber } from "./option.ts";
import { setting } from "./reporting.ts";
import { table } from "./table.ts";

/** Who acts on the command line. */

const more = (text: string, before: string[]): string[] => [...before, text];
const dashed = (names: readonly string[]) => names.map((name) => name.replaceAll("_", "-"));

/** A moment in the schedule's own zone, with the zone. */
const moment = (at: string, zone: string, language: Language): string =>
  `${new Intl.DateTimeFormat(language === "th" ? "th-TH-u-ca-buddhist" : "en-GB", { timeZone: zone, weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" }).format(new Date(at))} ${zone}`;

function listedText(it: Listed, language: Language): string {
  const th = language === "th";
  return [
    `${it.schedule_id}  ${it.name}`,
    `  ${it.cron} · ${it.zone} · ${it.misfire.replaceAll("_", "-")}`,
    `  ${th ? "ครั้งถัดไป" : "next"}: ${it.next.map((at) => moment(at, it.zone, language)).join(" · ")}`,
    ...(it.last ? [`  ${th ? "ครั้งล่าสุด" : "last"}: ${moment(it.last.due_at, it.zone, language)} · ${it.last.state}`] : []),
    ...(it.task.to.length ? [`  → ${it.task.to.join(", ")}`] : []),
    ...(it.muted_until ? [`  ${th ? "พักการแจ้งถึง" : "muted until"} ${it.muted_until}`] : []),
  ].join("\n");
}

const pastText = (rows: readonly Past[]): string =>
  table<Past>(rows, [
    { head: "schedule", of: (row) => row.schedule_id },
    { head: "due (UTC)", of: (row) => row.due_at.slice(0, 16) },
    { head: "state", of: (row) => row.state },
    { head: "late s", of: (row) => row.late_seconds, right: true },
    { head: "sent", of: (row) => row.deliveries.map(({ target, state }) => `${target} ${state}`).join("; "), most: 70 },
  ]);

interface Adding extends Record<string, unknown> {
  cron: string;
  zone: string;
  misfire: string;
  window: number;
  name?: string;
  deliver: string[];
  after?: string;
  format: string;
  status: string;
  set: Record<string, string>;
  attach?: boolean;
  skipEmpty?: boolean;
  profile?: string;
  source?: string;
  view?: string;
  trigger: string;
  lateDays: number;
}

function taskOf(kind: string, what: string[], options: Adding, language: Language): Record<string, unknown> {
  const common = { kind, to: options.deliver, language, ...(options.after === undefined ? {} : { after: options.after }) };
  if (kind === "report")
    return {
      ...common,
      report: what[0],
      format: options.format,
      filter: filterOf(options),
      settings: options.set,
      status: options.status.replaceAll("-", "_"),
      attach: options.attach ?? false,
      skip_empty: options.skipEmpty ?? false,
    };
  if (kind === "import") return { ...common, paths: what, ...(options.source === undefined ? {} : { source: options.source }) };
  if (kind === "run") return { ...common, ...(options.profile === undefined ? {} : { profile: options.profile }) };
  if (kind === "retention") return { ...common, lives: options.set };
  return {
    ...common,
    trigger: options.trigger.replaceAll("-", "_"),
    filter: filterOf(options),
    late_days: options.lateDays,
    ...(options.view === undefined ? {} : { view: options.view }),
  };
}

function addAdd(schedule: Command): void {
  withFilterOptions(schedule.command("add").description("put a report, an import, a run, retention or an alert on the timetable"))
    .argument("<kind>", "report, import, run, retention or alert")
    .argument("[what...]", "the report's name, or what to import")
    .addHelpText(
      "before",
      examples(
        'schedule add import https://example.org/egp.csv.gz --cron "0 5 * * 1"',
        'schedule add run --cron "30 5 * * 1" --after 1a2b3c4d',
        'schedule add retention --set runs=10 --cron "0 3 1 * *"',
        'schedule add report buyer-risk --buyer กรุงเทพมหานคร --format pdf --cron "0 7 * * 1" --after 5e6f7a8b --deliver mailto:audit@example.org',
        'schedule add alert --view "Bangkok, large" --trigger new --cron "0 8 * * *" --deliver mailto:me@example.org',
      ),
    )
    .requiredOption("--cron <expression>", "when: minute, hour, day, month, weekday")
    .option("--zone <name>", "the time zone of the expression", DEFAULT_ZONE)
    .addOption(new Option("--misfire <policy>", "what becomes of times that were missed").choices(dashed(MISFIRES)).default("run-once"))
    .option("--window <hours>", "run-once: let a missed time go that is older", wholeNumber(1, 24 * 366), 24)
    .option("--name <name>", "what it is called")
    .option("--deliver <target>", "folder:PATH, mailto:NAME@HOST or https://…, as often as needed", more, [])
    .option("--after <id>", "wait until that schedule's last due time is done")
    .addOption(new Option("--format <format>", "of a report").choices([...FORMATS]).default("pdf"))
    .addOption(new Option("--status <status>", "of a report").choices(dashed(STATUSES)).default("internal"))
    .option("--set <name=value>", "a setting of the report, or of retention: runs, exports, messages, sessions or requests", setting, {})
    .option("--attach", "send the file along; an internal report never is")
    .option("--skip-empty", "send nothing of a report without a lead")
    .option("--profile <name>", "of a run")
    .option("--source <name>", "of an import")
    .option("--view <name>", "of an alert: a saved view")
    .addOption(new Option("--trigger <trigger>", "of an alert").choices(dashed(TRIGGERS)).default("new"))
    .option("--late-days <n>", "of an alert on sources", wholeNumber(1, 3650), 45)
    .action(async (kind: string, what: string[], options: Adding, command: Command) => {
      await perform(command, async (context) => {
        const { lang } = context.global;
        const added = planSchedule(context.workspace(), {
          name: options.name ?? [kind, ...what].join(" "),
          task: taskOf(kind, what, options, lang),
          cron: options.cron,
          zone: options.zone,
          misfire: options.misfire.replaceAll("-", "_") as Misfire,
          window_hours: options.window,
          actor: LOCAL.name,
        });
        context.answer(added, () => listedText(added, lang));
      });
    });
}

export function addScheduling(program: Command): void {
  const schedule = program.command("schedule").description("reports, imports, runs, retention and alerts on a timetable");
  addAdd(schedule);
  schedule
    .command("list")
    .description("what stands on the timetable, with the next three times")
    .action(async (_: unknown, command: Command) => {
      await perform(command, async (context) => {
        const all = listSchedules(context.workspace());
        const { lang } = context.global;
        context.answer(
          { schedules: all },
          () => all.map((it) => listedText(it, lang)).join("\n") || (lang === "th" ? "ไม่มีกำหนดการ" : "nothing stands on the timetable"),
        );
      });
    });
  schedule
    .command("remove")
    .description("take a schedule off; its history stays")
    .argument("<id>")
    .action(async (id: string, _: unknown, command: Command) => {
      await perform(command, async (context) => {
        dropSchedule(context.workspace(), id, LOCAL.name);
        context.answer({ removed: id }, () => id);
      });
    });
  schedule
    .command("run-due")
    .description("do everything that is due now, once, and send what came of it")
    .option("--address <url>", "where the page is reached, for links", "http://127.0.0.1:8080")
    .action(async ({ address }: { address: string }, command: Command) => {
      await perform(command, async (context) => {
        const worked = await runDue(context.workspace(), {
          now: () => new Date(),
          call: (args, signal, came) =>
            callJabta(args, signal, (progress) => {
              came(progress);
              context.progress(args.slice(2, 4).join(" "), progress.done, progress.total);
            }),
          post: postFromEnvironment(),
          address,
        });
        context.answer(worked, () => JSON.stringify(worked));
        if (!worked.held) context.exit("tryAgain");
        else if (worked.failed) context.exit("failed");
      });
    });
  schedule
    .command("history")
    .description("what was due and what came of it")
    .argument("[id]")
    .option("--limit <n>", "at most so many", wholeNumber(1, 100_000), 30)
    .action(async (id: string | undefined, { limit }: { limit: number }, command: Command) => {
      await perform(command, async (context) => {
        const past = pastSlots(context.workspace(), limit, id);
        context.answer({ slots: past }, () => pastText(past));
      });
    });
  for (const [name, work, says] of [
    ["retry", retrySlot, "do again what failed, and send what was not sent"],
    ["cancel", cancelSlot, "let go what is due, or stop what is under way"],
  ] as const)
    schedule
      .command(name)
      .description(says)
      .argument("<id>")
      .argument("<due>", "the due time in UTC, as history shows it")
      .action(async (id: string, due: string, _: unknown, command: Command) => {
        await perform(command, async (context) => {
          const at = new Date(/Z$/.test(due) ? due : `${due}Z`).toISOString();
          work(context.workspace(), id, at, LOCAL.name);
          context.answer({ schedule_id: id, due_at: at }, () => `${id} ${at}`);
        });
      });
  schedule
    .command("mute")
    .description("send nothing of a schedule until a day; what it finds meanwhile is not told later")
    .argument("<id>")
    .option("--until <day>", "until this day; without it, no longer mute", day)
    .action(async (id: string, { until }: { until?: string }, command: Command) => {
      await perform(command, async (context) => {
        mute(context.workspace(), id, until === undefined ? null : `${until}T00:00:00.000Z`, LOCAL.name);
        context.answer({ schedule_id: id, muted_until: until ?? null }, () => id);
      });
    });
}
