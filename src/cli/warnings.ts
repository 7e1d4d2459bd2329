// The command `warnings`: contracts and projects that still run, while acting still helps.
import { type Command, Option } from "commander";
import { countRows, firstRows } from "../app/page.ts";
import { WARNED_KINDS, type WarnedKind, warningTable } from "../app/warning-table.ts";
import { labelOf } from "../text/codelist.ts";
import { type Language, showAmount, showDay, showShare } from "../text/text.ts";
import { examples } from "./option.ts";
import { money, reading, withFilters } from "./reading-run.ts";
import { table } from "./table.ts";
import { word } from "./words.ts";

interface Item {
  subject_id: string;
  title: string | null;
  amount: string | null;
  currency: string | null;
  ends_on: string | null;
  days_left: number | null;
  elapsed_share: number | null;
  spent_share: number | null;
  progress_share: number | null;
  slippage_days: number | null;
  end_low_on?: string | null;
  end_high_on?: string | null;
  cost_low_amount?: string | null;
  cost_high_amount?: string | null;
  signals: string[];
  lacking: string[];
}

const share = (value: number | null, language: Language): string =>
  value === null ? "–" : showShare(Math.round(value * 100) / 100, language);
const day = (value: string | null | undefined, language: Language): string => (value ? showDay(value, language) : "–");
const range = (low: string | null | undefined, high: string | null | undefined, show: (it: string) => string): string =>
  low && high ? `${show(low)} – ${show(high)}` : "–";

export function addWarnings(program: Command): void {
  withFilters(
    program.command("warnings").description("contracts and projects that still run: what can be seen early, and the days left to act"),
  )
    .addHelpText("before", examples("warnings --limit 20", "warnings --kind project", "warnings --buyer กรุงเทพมหานคร --json"))
    .addOption(new Option("--kind <kind>", "contracts or projects").choices(WARNED_KINDS).default("contract"))
    .action(async (options: Record<string, unknown> & { limit: number; run?: string; kind: WarnedKind }, command: Command) => {
      await reading(command, options, async (generation, context, filter) => {
        const { lang } = context.global;
        const list = await warningTable(generation, filter, options.kind);
        const items = await firstRows<Item>(generation.db, list, options.limit);
        const matching = await countRows(generation.db, list);
        const signs = { ...list, where: `(${list.where}) and len(signals) > 0` };
        const warned = await countRows(generation.db, signs);
        context.answer({ run_id: generation.run_id, as_of: generation.manifest.as_of, kind: options.kind, matching, warned, items }, () =>
          [
            table<Item>(items, [
              { head: word("subject", lang), of: (it) => it.subject_id, most: 36 },
              { head: word("amount", lang), of: (it) => money(it.amount, it.currency), right: true },
              { head: word("endsOn", lang), of: (it) => day(it.ends_on, lang), right: true },
              { head: word("daysLeft", lang), of: (it) => it.days_left, right: true },
              { head: word("elapsed", lang), of: (it) => share(it.elapsed_share, lang), right: true },
              { head: word("spent", lang), of: (it) => share(it.spent_share, lang), right: true },
              { head: word("progress", lang), of: (it) => share(it.progress_share, lang), right: true },
              { head: word("forecastEnd", lang), of: (it) => range(it.end_low_on, it.end_high_on, (on) => showDay(on, lang)), right: true },
              { head: word("forecastCost", lang), of: (it) => range(it.cost_low_amount, it.cost_high_amount, showAmount), right: true },
              { head: word("signs", lang), of: (it) => it.signals.map((code) => labelOf("signal", code, lang)).join("; "), most: 70 },
              { head: word("lacking", lang), of: (it) => it.lacking.join(" "), most: 60 },
            ]),
            "",
            `${showAmount(String(warned))} ${word("of", lang)} ${showAmount(String(matching))} · ${generation.run_id}`,
            word("disclaimer", lang),
          ].join("\n"),
        );
      });
    });
}
