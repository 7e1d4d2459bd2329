// The command `rates`: how rare flags are.
import type { Command } from "commander";
import { openGeneration } from "../app/generation.ts";
import { type Rate, type Rates, rates } from "../app/rates.ts";
import { type Language, showAmount, showShare } from "../text/text.ts";
import { perform } from "./context.ts";
import { examples } from "./option.ts";
import { table } from "./table.ts";
import { word } from "./words.ts";

function ratesText({ rates: all }: Rates, language: Language): string {
  const judged = all.filter(({ judged }) => judged > 0);
  return [
    table<Rate>(judged, [
      { head: word("indicator", language), of: (it) => it.indicator },
      { head: word("title", language), of: (it) => it.title, most: 40 },
      { head: word("subject", language), of: (it) => it.subject_kind },
      { head: word("judged", language), of: (it) => showAmount(String(it.judged)), right: true },
      { head: word("flagged", language), of: (it) => showAmount(String(it.flagged)), right: true },
      { head: word("share", language), of: (it) => showShare(it.share!, language), right: true },
      { head: word("contractsTouched", language), of: (it) => showAmount(String(it.contracts)), right: true },
      { head: word("scored", language), of: (it) => (it.scored ? "✓" : "") },
    ]),
    ...judged
      .filter(({ is_frequent }) => is_frequent)
      .flatMap((it) => ["", `${it.indicator} · ${word("because", language)}: ${it.because ?? word("tooMany", language)}`]),
  ].join("\n");
}

export function addRates(program: Command): void {
  program
    .command("rates")
    .description("how rare each flag is among those judged, and why where it is not")
    .addHelpText("before", examples("rates", "rates --json --lang th"))
    .option("--run <id>", "another run than the current one")
    .action(async (options: { run?: string }, command: Command) => {
      await perform(command, async (context) => {
        const generation = await openGeneration(context.workspace(), options.run);
        try {
          const found = await rates(generation, context.global.lang);
          context.answer({ run_id: generation.run_id, ...found }, () => ratesText(found, context.global.lang));
        } finally {
          generation.close();
        }
      });
    });
}
