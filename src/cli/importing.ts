// The command that brings records in.
import type { Command } from "commander";
import { type ImportReport, importFiles } from "../app/import.ts";
import type { FileReport } from "../app/take.ts";
import { type Language, showAmount } from "../text/text.ts";
import { perform } from "./context.ts";
import { day, examples, sourceName } from "./option.ts";
import { table } from "./table.ts";
import { troublesOf } from "./troubles.ts";
import { word } from "./words.ts";

const count = (value: number): string => showAmount(String(value));

/** What an import brought. */
export function importText(report: ImportReport, language: Language): string {
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
  for (const file of report.files) lines.push(...troublesOf(file, language));
  if (report.skipped.length) lines.push(`${word("skipped", language)}: ${report.skipped.join(", ")}`);
  lines.push("");
  if (report.snapshot === null && report.files.some((file) => file.duplicate > 0)) lines.push(word("nothingNew", language));
  const held = Object.entries(report.canon).filter(([, rows]) => rows > 0);
  if (held.length) lines.push(`${word("knows", language)}: ${held.map(([name, rows]) => `${count(rows)} ${name}`).join(", ")}`);
  return lines.join("\n");
}

export function addImporting(program: Command): void {
  program
    .command("import")
    .description("read files, folders or addresses into the canon as one snapshot")
    .addHelpText(
      "before",
      examples(
        "import contracts.csv.gz",
        "import ocds-releases/ --source md-mtender",
        "import bids.csv --mapping data/mappings/bidders.yaml",
        "import https://data.go.th/…/egp2568.csv --source th-cgd",
      ),
    )
    .argument("<path...>", "files, folders or https addresses; what they are is seen from their content")
    .option("--source <name>", "whose record set this is, when the layout does not tell", sourceName)
    .option("--as-of <date>", "the day from which the records count as known (YYYY-MM-DD)", day)
    .option("--mapping <file>", "a mapping file for a table of another layout")
    .option("--private", "the addresses are in your own network")
    .action(async (paths: string[], options: { source?: string; asOf?: string; mapping?: string; private?: boolean }, command: Command) => {
      await perform(command, async (context) => {
        const report = await importFiles(context.workspace(), paths, { ...options, progress: context.progress });
        context.answer(report, () => importText(report, context.global.lang));
        if (report.files.every((file) => file.accepted + file.duplicate === 0)) context.exit("unusable");
        else if (report.files.some((file) => file.refused || file.quarantined > 0)) context.exit("quarantined");
      });
    });
}
