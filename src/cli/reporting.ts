// Commands of reports: report, report-check.
import { type Command, InvalidArgumentError, Option } from "commander";
import {
  type CheckedFile,
  checkReport,
  FORMATS,
  type Format,
  listReports,
  type Made,
  makeReport,
  type Report,
  STATUSES,
  type Status,
} from "../app/report.ts";
import { UserError } from "../error.ts";
import { type Language, showAmount } from "../text/text.ts";
import { perform } from "./context.ts";
import { filterOf, withFilterOptions } from "./filters.ts";
import { examples, wholeNumber } from "./option.ts";
import { table } from "./table.ts";
import { word } from "./words.ts";

const count = (value: number): string => showAmount(String(value));

/** `--set name=value`, as often as needed. */
export function setting(text: string, before: Record<string, string>): Record<string, string> {
  const at = text.indexOf("=");
  if (at < 1) throw new InvalidArgumentError("Give a setting as name=value.");
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}

function listText(reports: readonly Report[], language: Language): string {
  return table<Report>(reports, [
    { head: language === "th" ? "รายงาน" : "report", of: ({ name }) => name },
    { head: word("title", language), of: ({ title }) => title[language] },
    { head: language === "th" ? "ต้องระบุ" : "needs", of: ({ needs }) => needs.map((name) => `--${name}`).join(" | ") || "–" },
    {
      head: language === "th" ? "ค่ากำหนด (--set)" : "settings (--set)",
      of: ({ settings }) => Object.keys(settings).join(", ") || "–",
      most: 60,
    },
  ]);
}

function madeText(it: Made, language: Language): string {
  const th = language === "th";
  return [
    it.path,
    `sha256 ${it.sha256}`,
    `content ${it.content_hash}`,
    th
      ? `${count(it.contracts)} สัญญาในขอบเขต ${count(it.leads)} ประเด็น`
      : `${count(it.contracts)} contracts in scope, ${count(it.leads)} leads`,
    ...it.beside,
    `${th ? "ตรวจสอบ" : "to check it"}: jabta report-check ${it.path}`,
  ].join("\n");
}

function checkedText(it: CheckedFile, language: Language): string {
  const th = language === "th";
  const lines = [
    `${it.report} · ${it.run_id} · ${it.format}`,
    th
      ? `เปรียบเทียบ ${count(it.compared)} ค่า ไม่ตรงกัน ${count(it.mismatch_count)} ค่า`
      : `${count(it.compared)} values compared, ${count(it.mismatch_count)} differ`,
  ];
  if (it.rebuilt)
    lines.push(
      th
        ? "ตารางของรอบการประเมินนี้ไม่อยู่แล้วหรือเป็นของจับตารุ่นอื่น จึงประเมินใหม่จากข้อมูลที่ได้รับ"
        : "the tables of this run are gone or of another version of jabta: it was judged again from the bytes received",
    );
  for (const trouble of it.troubles) lines.push(`  ${trouble[language]}`);
  if (!it.pages_read)
    lines.push(
      th
        ? "อ่านข้อความในหน้า PDF ไม่ได้ เพราะไม่มี pdftotext ในเครื่องนี้ จึงยังไม่ได้ตรวจหน้า"
        : "the words on the pages were not read: pdftotext is not on this machine, so the pages are unchecked",
    );
  for (const { where, in_file, recomputed } of it.mismatches.slice(0, 20)) lines.push(`  ${where}: ${in_file} ≠ ${recomputed}`);
  return lines.join("\n");
}

interface Options extends Record<string, unknown> {
  format: Format;
  out?: string;
  run?: string;
  status: string;
  set: Record<string, string>;
  audit?: number;
}

export function addReporting(program: Command): void {
  withFilterOptions(
    program.command("report").description("one report as HTML, PDF, XLSX, CSV or JSON; without a name, the list of reports"),
  )
    .argument("[name]", "which report")
    .addHelpText(
      "before",
      examples(
        "report",
        "report buyer-risk --buyer กรุงเทพมหานคร --year 2568 --format pdf --out bma.pdf --lang th",
        "report contract-case --contract 68069016906/1 --format html --out case.html",
      ),
    )
    .addOption(new Option("--format <format>", "how to write it").choices([...FORMATS]).default("pdf"))
    .option("--out <path>", "where to write it")
    .option("--run <id>", "another run than the current one")
    .addOption(
      new Option("--status <status>", "whom it is for").choices(STATUSES.map((status) => status.replaceAll("_", "-"))).default("internal"),
    )
    .option("--set <name=value>", "a setting of the report, as often as needed", setting, {})
    .option("--audit <n>", "reviews up to this entry of the audit log", wholeNumber(0, Number.MAX_SAFE_INTEGER))
    .action(async (name: string | undefined, options: Options, command: Command) => {
      await perform(command, async (context) => {
        const { lang } = context.global;
        if (name === undefined) {
          const reports = listReports();
          context.answer({ reports: reports.map(({ queries, ...report }) => ({ ...report, tables: queries.map((it) => it.name) })) }, () =>
            listText(reports, lang),
          );
          return;
        }
        if (options.out === undefined)
          throw new UserError("out-missing", {
            what: { en: "say where to write the report", th: "โปรดระบุที่เขียนรายงาน" },
            remedy: {
              en: `jabta report ${name} --format ${options.format} --out ${name}.${options.format}`,
              th: `jabta report ${name} --format ${options.format} --out ${name}.${options.format}`,
            },
            exit: "usage",
          });
        const stopping = new AbortController();
        const made = await makeReport(context.workspace(), name, {
          filter: filterOf(options),
          settings: options.set,
          status: options.status.replaceAll("-", "_") as Status,
          audit: options.audit,
          run: options.run,
          format: options.format,
          out: options.out,
          language: lang,
          signal: stopping.signal,
          progress: context.progress,
        });
        context.answer(made, () => madeText(made, lang));
      });
    });

  program
    .command("report-check")
    .description("makes the report of a file again, from the bytes received where need be, and compares every value in the file")
    .argument("<file>", "a report made by jabta")
    .action(async (file: string, _: unknown, command: Command) => {
      await perform(command, async (context) => {
        const checked = await checkReport(context.workspace(), file, context.progress);
        context.answer(checked, () => checkedText(checked, context.global.lang));
        if (!checked.ok) context.exit("failed");
      });
    });
}
