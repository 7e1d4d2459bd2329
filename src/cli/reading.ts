// Commands that read a finished run: flags, queue, explain, coverage, indicators.
import { type Command, Option } from "commander";
import { type Coverage, coverage } from "../app/coverage.ts";
import { explain } from "../app/explain.ts";
import { datasets } from "../app/fields.ts";
import { countFlags, type Flag, listFlags } from "../app/flags.ts";
import { labelOf } from "../text/codelist.ts";
import { showAmount } from "../text/text.ts";
import { fieldsText, unlocksText } from "./dataset-text.ts";
import { explainText } from "./explain-text.ts";
import { examples } from "./option.ts";
import { addQueue } from "./queue.ts";
import { money, reading, withFilters } from "./reading-run.ts";
import { table } from "./table.ts";
import { word } from "./words.ts";

export function addReading(program: Command): void {
  withFilters(program.command("flags").description("flags with evidence, worst first"))
    .addHelpText("before", examples("flags --indicator R010 --min-amount 1000000", "flags --year 2568 --format jsonl > flags.jsonl"))
    .addOption(new Option("--format <format>", "how to write them").choices(["json", "jsonl"]))
    .action(async (options: Record<string, unknown> & { limit: number; run?: string; format?: string }, command: Command) => {
      await reading(command, options, async (generation, context, filter) => {
        const { lang } = context.global;
        const flags = await listFlags(generation, filter, lang, { limit: options.limit });
        if (options.format === "jsonl") {
          for (const flag of flags) process.stdout.write(`${JSON.stringify(flag)}\n`);
          return;
        }
        if (options.format === "json") context.global.json = true;
        const total = await countFlags(generation, filter);
        context.answer({ run_id: generation.run_id, total, flags }, () =>
          [
            table<Flag>(flags, [
              { head: word("indicator", lang), of: (flag) => flag.indicator },
              { head: word("level", lang), of: (flag) => labelOf("level", flag.level, lang) },
              { head: word("subject", lang), of: (flag) => flag.subject_id, most: 44 },
              { head: word("amount", lang), of: (flag) => money(flag.amount, flag.currency), right: true },
              { head: word("buyer", lang), of: (flag) => flag.buyer?.name, most: 28 },
              { head: word("says", lang), of: (flag) => flag.says, most: 90 },
            ]),
            "",
            `${showAmount(String(total))} ${word("matching", lang)} · ${generation.run_id}`,
            word("disclaimer", lang),
          ].join("\n"),
        );
      });
    });

  addQueue(program);

  program
    .command("explain")
    .description("everything known and judged about one contract, process or party")
    .addHelpText("before", examples("explain 68069016906", "explain 68069016906/1 --lang th"))
    .argument("<subject>", "a contract id (project/number), a process id, an infrastructure project, or a party id")
    .option("--run <id>", "another run than the current one")
    .action(async (id: string, options: { run?: string }, command: Command) => {
      await reading(command, options, async (generation, context) => {
        const explanation = await explain(generation, id, context.global.lang);
        context.answer(explanation, () => explainText(explanation, generation.indicators, context.global.lang));
      });
    });

  program
    .command("coverage")
    .description("what could not be judged, and which field would mend it")
    .option("--fields", "what each record set fills in, and which missing field would unlock which indicators")
    .option("--run <id>", "another run than the current one")
    .action(async (options: { run?: string; fields?: boolean }, command: Command) => {
      await reading(command, options, async (generation, context) => {
        const { lang } = context.global;
        if (options.fields) {
          const sets = await datasets(generation.db, [...generation.indicators.values()], lang);
          context.answer({ run_id: generation.run_id, datasets: sets }, () =>
            sets.flatMap((set) => [...fieldsText(set, lang), ...unlocksText(set, lang)]).join("\n"),
          );
          return;
        }
        const rows = await coverage(generation, lang);
        context.answer({ run_id: generation.run_id, coverage: rows }, () =>
          table<Coverage>(rows, [
            { head: word("indicator", lang), of: (it) => it.indicator },
            { head: word("source", lang), of: (it) => it.source, most: 20 },
            { head: word("flagged", lang), of: (it) => showAmount(String(it.flagged)), right: true },
            { head: word("clear", lang), of: (it) => showAmount(String(it.clear)), right: true },
            { head: word("not_applicable", lang), of: (it) => showAmount(String(it.not_applicable)), right: true },
            { head: word("no_data", lang), of: (it) => showAmount(String(it.no_data)), right: true },
            {
              head: word("lacking", lang),
              of: (it) => it.lacking.map(({ reason, subjects }) => `${reason} (${showAmount(String(subjects))})`).join(", "),
              most: 90,
            },
          ]),
        );
      });
    });
}
