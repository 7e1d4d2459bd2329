// The command `sanity`: a look at a run before anybody relies on it.
import type { Command } from "commander";
import { openGeneration } from "../app/generation.ts";
import { askedOf, measureSensitivity, type Panel, type Sanity, sanity, WARNINGS } from "../app/sanity.ts";
import { type Language, showAmount, showShare } from "../text/text.ts";
import { perform } from "./context.ts";
import { examples } from "./option.ts";
import { table } from "./table.ts";
import { word } from "./words.ts";

const count = (value: number): string => showAmount(String(value));
const share = (value: number | null, language: Language): string =>
  value === null ? "–" : showShare(Math.round(value * 1000) / 1000, language);

function sensitivityText(it: Sanity, language: Language): string[] {
  return (it.sensitivity ?? []).map(({ param, value, flagged, lower, higher }) => {
    const at = (moved: typeof lower) => (moved === null ? "–" : `${moved.value} → ${count(moved.flagged)}`);
    return `  ${it.indicator} ${param} = ${value} → ${count(flagged)} ${word("flagged", language)}; ${at(lower)}; ${at(higher)}`;
  });
}

function panelText(panel: Panel, language: Language): string {
  const th = language === "th";
  return [
    table<Sanity>(panel.indicators, [
      { head: word("indicator", language), of: (it) => it.indicator },
      { head: word("flagged", language), of: (it) => count(it.flagged), right: true },
      { head: word("clear", language), of: (it) => count(it.clear), right: true },
      { head: word("share", language), of: (it) => share(it.share, language), right: true },
      { head: word("no_data", language), of: (it) => `${count(it.no_data)} (${share(it.no_data_share, language)})`, right: true },
      {
        head: word("drift", language),
        of: (it) => (it.drift === null ? "–" : `${it.drift > 0 ? "+" : ""}${share(it.drift, language)}`),
        right: true,
      },
      {
        head: word("worstFields", language),
        of: (it) => it.worst.map(({ reason, subjects }) => `${reason} (${count(subjects)})`).join(", "),
        most: 60,
      },
      { head: word("warning", language), of: (it) => it.warnings.map((name) => WARNINGS[name][language]).join("; "), most: 70 },
    ]),
    "",
    ...panel.indicators.flatMap((it) => sensitivityText(it, language)),
    panel.before === null
      ? th
        ? "ไม่มีรอบก่อนหน้าให้เปรียบเทียบ"
        : "no run before it to compare with"
      : `${th ? "เทียบกับ" : "compared with"} ${panel.before}`,
  ].join("\n");
}

export function addSanity(program: Command): void {
  program
    .command("sanity")
    .description("whether what a run found can be right: shares, drift, worst fields, what the settings decide")
    .addHelpText("before", examples("sanity", "sanity R011 X107 --sensitivity", "sanity --against 20250930T080000Z-1a2b3c4d"))
    .argument("[code...]", "only these indicators")
    .option("--sensitivity", "judge again with each parameter a quarter lower and higher (kept for the page and the API)")
    .option("--against <run>", "compare with this run; the one before, of other inputs, unless told")
    .option("--run <id>", "another run than the current one")
    .action(async (codes: string[], options: { sensitivity?: boolean; against?: string; run?: string }, command: Command) => {
      await perform(command, async (context) => {
        const workspace = context.workspace();
        const generation = await openGeneration(workspace, options.run);
        try {
          askedOf(generation.manifest, codes);
          if (options.sensitivity) await measureSensitivity(workspace, generation, codes, context.progress);
          const whole = await sanity(workspace, generation, context.global.lang, options.against);
          const panel = codes.length
            ? { ...whole, indicators: whole.indicators.filter(({ indicator }) => codes.includes(indicator)) }
            : whole;
          context.answer(panel, () => panelText(panel, context.global.lang));
        } finally {
          generation.close();
        }
      });
    });
}
