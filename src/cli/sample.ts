// The command that writes made-up records.
import { type Command, Option } from "commander";
import { makeSample, type SampleOptions } from "../sample/sample.ts";
import { perform } from "./context.ts";
import { wholeNumber } from "./option.ts";

export function addSample(program: Command): void {
  program
    .command("sample")
    .description("write deterministic made-up records, and the truth of every scheme planted in them")
    .addOption(new Option("--format <format>", "what to write").choices(["egp", "ocds", "oc4ids"]).default("egp"))
    .option("--layout <layout>", "a layout of the format, such as shifted, bulk, ckan, agency; jsonl, package, releases-history, history")
    .option("--rows <n>", "how many records", wholeNumber(1, 5_500_000), 1000)
    .option("--seed <n>", "the same seed writes the same bytes", wholeNumber(0, Number.MAX_SAFE_INTEGER), 1)
    .requiredOption("--out <path>", "where to write")
    .option("--plant <file>", "plant schemes and write their truth here")
    .addOption(new Option("--strength <strength>", "how strongly the schemes show").choices(["weak", "medium", "strong"]))
    .action(async (options: SampleOptions, command: Command) => {
      await perform(command, async (context) => {
        const made = await makeSample(options);
        context.answer(made, () => `${made.rows} records, sha256 ${made.sha256}`);
      });
    });
}
