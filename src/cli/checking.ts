// The command for a publishing officer: check.
import type { Command } from "commander";
import { type Checked, check } from "../app/check.ts";
import { type Language, showAmount } from "../text/text.ts";
import { perform } from "./context.ts";
import { fieldsText, unlocksText } from "./dataset-text.ts";
import { examples, sourceName } from "./option.ts";
import { table } from "./table.ts";
import { troublesOf } from "./troubles.ts";
import { word } from "./words.ts";

const count = (value: number): string => showAmount(String(value));

type Set = Checked["datasets"][number];

function answersText({ source, supported, unsupported, judged }: Set, language: Language): string[] {
  const answered = judged.filter(({ flagged, clear }) => flagged + clear > 0);
  return [
    "",
    `${word("answers", language)} · ${source}: ${count(supported.length)} ${word("of", language)} ${count(supported.length + unsupported.length)}`,
    table(answered, [
      { head: word("indicator", language), of: (it) => it.indicator },
      { head: word("title", language), of: (it) => it.title, most: 50 },
      { head: word("judged", language), of: (it) => count(it.flagged + it.clear), right: true },
      { head: word("no_data", language), of: (it) => count(it.no_data), right: true },
    ]),
  ];
}

function checkText({ files, skipped, holds, findings, datasets }: Checked, language: Language): string {
  const lines = [
    table(files, [
      { head: word("file", language), of: (file) => file.name },
      { head: word("source", language), of: (file) => file.source },
      { head: word("read", language), of: (file) => count(file.read), right: true },
      { head: word("accepted", language), of: (file) => count(file.accepted), right: true },
      { head: word("duplicate", language), of: (file) => count(file.duplicate), right: true },
      { head: word("quarantined", language), of: (file) => count(file.quarantined), right: true },
    ]),
    "",
    word("wrong", language),
  ];
  const troubles = files.flatMap((file) => troublesOf(file, language));
  for (const { indicator, title, flagged, examples } of findings) {
    troubles.push(`${indicator} ${title}: ${count(flagged)}`);
    for (const { subject_id, says, seen_in } of examples)
      troubles.push(`  ${subject_id}: ${says}  (${seen_in.map(({ file, place }) => `${file} ${place}`).join(", ")})`);
  }
  lines.push(...(troubles.length > 0 ? troubles : [word("nothingWrong", language)]));
  if (skipped.length) lines.push(`${word("skipped", language)}: ${skipped.join(", ")}`);
  const held = Object.entries(holds).filter(([, rows]) => rows > 0);
  if (held.length) lines.push("", `${word("holds", language)}: ${held.map(([name, rows]) => `${count(rows)} ${name}`).join(", ")}`);
  for (const set of datasets) lines.push(...fieldsText(set, language), ...answersText(set, language), ...unlocksText(set, language));
  return lines.join("\n");
}

export function addChecking(program: Command): void {
  program
    .command("check")
    .description("before publishing: what is wrong in a file, what it can answer, and which field would answer more; nothing is kept")
    .addHelpText("before", examples("check releases.json", "check contracts.csv --lang th", "check releases/ --json > quality.json"))
    .argument("<path...>", "files or folders; what they are is seen from their content")
    .option("--source <name>", "whose record set this is, when the layout does not tell", sourceName)
    .option("--mapping <file>", "a mapping file for a table of another layout")
    .option("--profile <name>", "which settings")
    .action(async (paths: string[], options: { source?: string; mapping?: string; profile?: string }, command: Command) => {
      await perform(command, async (context) => {
        const { lang } = context.global;
        const found = await check(paths, { ...options, language: lang, progress: context.progress });
        context.answer(found, () => checkText(found, lang));
        if (found.files.every((file) => file.accepted + file.duplicate === 0)) context.exit("unusable");
        else if (found.files.some((file) => file.refused || file.quarantined > 0)) context.exit("quarantined");
      });
    });
}
