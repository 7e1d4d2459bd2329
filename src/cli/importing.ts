// Commands that bring records in and judge them: import, run, verify, reproduce, sample.
import type { Command } from "commander";
import { currentRunId } from "../app/generation.ts";
import { type ImportReport, importFiles } from "../app/import.ts";
import { type Manifest, runIndicators } from "../app/run.ts";
import type { FileReport } from "../app/take.ts";
import { verify } from "../app/verify.ts";
import { type Language, showAmount } from "../text/text.ts";
import { perform } from "./context.ts";
import { addSample } from "./sample.ts";
import { table } from "./table.ts";
import { word } from "./words.ts";

const count = (value: number): string => showAmount(String(value));

function importText(report: ImportReport, language: Language): string {
  const lines = [
    table<FileReport>(report.files, [
      { head: word("file", language), of: (file) => file.name },
      { head: word("source", language), of: (file) => file.source },
      { head: word("read", language), of: (file) => count(file.read), right: true },
      { head: word("accepted", language), of: (file) => count(file.accepted), right: true },
      { head: word("duplicate", language), of: (file) => count(file.duplicate), right: true },
      { head: word("quarantined", language), of: (file) => count(file.quarantined), right: true },
    ]),
  ];
  for (const file of report.files) {
    for (const [reason, records] of Object.entries(file.reasons))
      lines.push(`${file.name}: ${count(records)} ${word("quarantined", language)}: ${reason}`);
    if (file.refused)
      lines.push(
        `✖ ${file.name}: ${word("refused", language)}: ${file.refused.what}${file.refused.remedy ? `\n  → ${file.refused.remedy}` : ""}`,
      );
  }
  if (report.skipped.length) lines.push(`${word("skipped", language)}: ${report.skipped.join(", ")}`);
  lines.push("");
  if (report.snapshot === null && report.files.some((file) => file.read > 0)) lines.push(word("nothingNew", language));
  const held = Object.entries(report.canon).filter(([, rows]) => rows > 0);
  if (held.length) lines.push(`${word("knows", language)}: ${held.map(([name, rows]) => `${count(rows)} ${name}`).join(", ")}`);
  return lines.join("\n");
}

function runText(manifest: Manifest, language: Language): string {
  return [
    table(manifest.results, [
      { head: word("indicator", language), of: (it) => it.indicator },
      { head: word("flagged", language), of: (it) => count(it.flagged), right: true },
      { head: word("clear", language), of: (it) => count(it.clear), right: true },
      { head: word("not_applicable", language), of: (it) => count(it.not_applicable), right: true },
      { head: word("no_data", language), of: (it) => count(it.no_data), right: true },
      { head: word("seconds", language), of: (it) => it.seconds.toFixed(2), right: true },
    ]),
    "",
    `run_id ${manifest.run_id}`,
    `as_of ${manifest.as_of}`,
    `inputs_hash ${manifest.inputs_hash}`,
    `result_hash ${manifest.result_hash}`,
    "",
    word("disclaimer", language),
  ].join("\n");
}

export function addImporting(program: Command): void {
  program
    .command("import")
    .description("read files or folders into the canon as one snapshot")
    .argument("<path...>", "files or folders; what they are is seen from their content")
    .option("--source <name>", "whose record set this is, when the layout does not tell")
    .option("--as-of <date>", "the day from which the records count as known (YYYY-MM-DD)")
    .option("--mapping <file>", "a mapping file for a table of another layout")
    .action(async (paths: string[], options: { source?: string; asOf?: string; mapping?: string }, command: Command) => {
      await perform(command, async (context) => {
        const report = await importFiles(context.workspace(), paths, { ...options, progress: context.progress });
        context.answer(report, () => importText(report, context.global.lang));
        if (report.files.every((file) => file.refused)) context.exit("unusable");
        else if (report.files.some((file) => file.refused || file.quarantined > 0)) context.exit("quarantined");
      });
    });

  program
    .command("run")
    .description("judge everything in the canon")
    .option("--profile <name>", "which settings", "default")
    .option("--as-of <date>", "judge with what was known on this day (YYYY-MM-DD)")
    .option("--indicator <code...>", "only these indicators")
    .option("--draft", "drafts too")
    .option("--threads <n>", "worker threads; results do not depend on it", Number)
    .option("--memory <size>", "budget of the engine, such as 2GB")
    .option("--fail-on <level>", "exit 4 if there are flags of this level or above")
    .action(
      async (
        options: {
          profile: string;
          asOf?: string;
          indicator?: string[];
          draft?: boolean;
          threads?: number;
          memory?: string;
          failOn?: string;
        },
        command: Command,
      ) => {
        await perform(command, async (context) => {
          const { indicator, draft, failOn, ...rest } = options;
          const manifest = await runIndicators(context.workspace(), {
            ...rest,
            ...(indicator ? { indicators: indicator } : {}),
            drafts: Boolean(draft),
            progress: context.progress,
          });
          context.answer(manifest, () => runText(manifest, context.global.lang));
          if (failOn && manifest.results.some((it) => it.flagged > 0)) context.exit("flagsFound");
        });
      },
    );

  for (const [name, about] of [
    ["verify", "recompute the hashes a run promises, from the bytes up"],
    ["reproduce", "judge a run again and compare the results"],
  ] as const) {
    program
      .command(name)
      .description(about)
      .argument(name === "verify" ? "[run]" : "<run>", "a run id; the current run when left out")
      .action(async (runId: string | undefined, _options: object, command: Command) => {
        await perform(command, async (context) => {
          const workspace = context.workspace();
          const verified = await verify(workspace, runId ?? currentRunId(workspace));
          context.answer(verified, () =>
            [verified.ok ? `✔ ${verified.run_id}: ${verified.result_hash}` : `✖ ${verified.run_id}`, ...verified.troubles].join("\n"),
          );
          if (!verified.ok) context.exit("failed");
        });
      });
  }
  addSample(program);
}
