// The commands `indicators` (the catalogue, one indicator whole, or its method as a script) and `new` (a working draft of one).
import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { Command } from "commander";
import type { Coverage } from "../app/coverage.ts";
import { openGeneration } from "../app/generation.ts";
import { type Method, methodAlone, methodOf } from "../app/method.ts";
import { allIndicators } from "../app/own.ts";
import { scriptOf } from "../app/script.ts";
import { type Indicator, isOwn } from "../catalogue/indicator.ts";
import { loadProfile } from "../catalogue/profile.ts";
import { type Draft, scaffold } from "../catalogue/scaffold.ts";
import { UserError } from "../error.ts";
import { labelOf } from "../text/codelist.ts";
import { type Language, showAmount, showDay, showFact, showShare } from "../text/text.ts";
import { fieldLabel, wordsOf } from "../text/words.ts";
import { type Context, perform } from "./context.ts";
import { examples, ownFolder } from "./option.ts";
import { table } from "./table.ts";
import { word } from "./words.ts";

export function addIndicators(program: Command): void {
  program
    .command("indicators")
    .description("the catalogue, or one indicator whole")
    .addHelpText(
      "before",
      examples("indicators", "indicators R018", "indicators R018 --sql > r018.sql", "indicators --indicators my-indicators"),
    )
    .argument("[code]", "such as R018")
    .addOption(ownFolder())
    .option("--profile <name>", "with the indicators that come with a profile", "default")
    .option("--sql", "the method as a script that runs alone over the canon")
    .action(async (code: string | undefined, options: { sql?: boolean; indicators?: string; profile: string }, command: Command) => {
      await perform(command, async (context) => {
        const { lang } = context.global;
        const catalogue = allIndicators(loadProfile(options.profile), options.indicators);
        const chosen = code ? catalogue.filter(({ id }) => id === code) : catalogue;
        if (!chosen.length)
          throw new UserError("indicator-unknown", {
            what: { en: `there is no indicator ${code}`, th: `ไม่มีตัวชี้วัด ${code}` },
            remedy: { en: "jabta indicators lists them", th: "ดูรายการด้วยคำสั่ง jabta indicators" },
            exit: "usage",
          });
        const whole = chosen.map(({ folder: _, ...indicator }) => indicator);
        if (options.sql && code) {
          const script = scriptOf(context.workspace(), chosen[0]!);
          context.answer({ id: code, sql: chosen[0]!.sql, script }, () => script);
        } else if (code) {
          const method = await methodHere(context, chosen[0]!);
          context.answer({ ...whole[0], method }, () => indicatorText(chosen[0]!, method, lang));
        } else {
          context.answer({ indicators: whole }, () =>
            table<Indicator>(chosen, [
              { head: word("indicator", lang), of: (it) => it.id },
              { head: word("title", lang), of: (it) => it.title[lang], most: 50 },
              { head: word("subject", lang), of: (it) => it.subject },
              { head: word("level", lang), of: (it) => labelOf("level", it.level, lang) },
              { head: word("maturity", lang), of: (it) => labelOf("maturity", it.maturity, lang) },
            ]),
          );
        }
      });
    });

  program
    .command("new")
    .description("a working draft of an indicator: SQL that runs, cases that pass, and ✎ where your words belong")
    .addHelpText(
      "before",
      examples('new X199 "Contract signed before award"', 'new mine:X901 "Contract of some size" --indicators my-indicators'),
    )
    .argument("<code>", "a code of the catalogue (X199), or of your own (mine:X901)")
    .argument("<title>", "at most five words in English")
    .addOption(ownFolder())
    .action(async (code: string, title: string, options: { indicators?: string }, command: Command) => {
      await perform(command, async (context) => {
        const draft = scaffold(code, title, options.indicators);
        context.answer(draft, () => draftText(draft, context.global.lang));
      });
    });
}

function draftText({ id, folder, marks }: Draft, language: Language): string {
  const tests = isOwn(id) ? `JABTA_INDICATORS=${dirname(folder)} ` : "";
  return [
    `${relative(".", folder)}/`,
    `  indicator.yaml  ${word("marksWait", language)}: ${marks} ✎`,
    `  indicator.sql   ${word("sqlRuns", language)}`,
    `  cases.yaml      ${word("casesPass", language)}`,
    "",
    `${tests}npx vitest run test/cases.test.ts test/catalogue.test.ts -t ${id}`,
    `npx jabta run --draft --indicator ${id}${isOwn(id) ? ` --indicators ${relative(".", dirname(folder))}` : ""}`,
    "CONTRIBUTING.md",
  ].join("\n");
}

/** The method for readers, with rates of the run in force where there is one. */
async function methodHere(context: Context, indicator: Indicator): Promise<Method> {
  const { workspace, lang } = context.global;
  if (existsSync(join(workspace, "runs/current.json"))) {
    const generation = await openGeneration(context.workspace());
    try {
      return await methodOf(generation.db, indicator, lang, generation);
    } finally {
      generation.close();
    }
  }
  return await methodAlone(indicator, lang);
}

function indicatorText(it: Indicator, method: Method, language: Language): string {
  const words = wordsOf(language).indicators;
  const section = (title: string, lines: readonly string[]) => (lines.length ? [`${title}:`, ...lines.map((line) => `  ${line}`), ""] : []);
  const { example, sources } = method;
  const share = (of: Coverage) => (of.flagged + of.clear ? showShare(of.flagged / (of.flagged + of.clear), language) : "–");
  return [
    `${it.id} ${it.title[language]} · ${labelOf("maturity", it.maturity, language)} · v${it.version}`,
    "",
    it.asks[language],
    it.why[language],
    "",
    ...(it.needs ? section(words.needs, [it.needs[language]]) : []),
    ...section(
      words.notAsked,
      method.not_applicable.map(({ says }) => `- ${says}`),
    ),
    ...section(
      words.notTold,
      method.no_data.map(({ says }) => `- ${says}`),
    ),
    ...(example
      ? section(words.example, [
          example.says[language],
          ...Object.entries(example.evidence)
            .filter(([, value]) => value !== null)
            .map(([name, value]) => `${fieldLabel(name, language)}: ${showFact(name, value, language, labelOf)}`),
        ])
      : []),
    ...section(
      word("innocent", language),
      it.innocent.map((one) => `- ${one[language]}`),
    ),
    ...section(
      word("check", language),
      it.checks.map((one) => `- ${one[language]}`),
    ),
    ...section(
      words.params,
      Object.entries(it.params).map(([name, param]) => `${name} = ${JSON.stringify(param.default)}  ${param.means[language]}`),
    ),
    ...section(
      words.rates,
      sources.map((of) => `${of.source}: ${showAmount(String(of.flagged))} / ${showAmount(String(of.flagged + of.clear))} (${share(of)})`),
    ),
    ...section(words.versions, [
      `${labelOf("maturity", it.maturity, language)}: ${words.maturityMeans[it.maturity]}`,
      ...[...it.history].reverse().map((one) => `v${one.version} (${showDay(one.on, language)}): ${one.results[language]}`),
      `v1: ${words.firstVersion}`,
    ]),
    ...it.references.map(({ title, url }) => `${title} <${url}>`),
  ].join("\n");
}
