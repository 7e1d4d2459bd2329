// The command `backtest`.
import type { Command } from "commander";
import { type Backtest, backtest, type Followed, type Foretold, type Outcome } from "../app/backtest.ts";
import { type Language, showAmount, showShare, type Text } from "../text/text.ts";
import { perform } from "./context.ts";
import { day, examples, wholeNumber } from "./option.ts";
import { table } from "./table.ts";
import { word } from "./words.ts";

const OUTCOME: Record<Outcome, Text> = {
  overrun: { en: "overrun", th: "มูลค่าเพิ่ม" },
  extension: { en: "extension", th: "ขยายเวลา" },
  termination: { en: "termination", th: "เลิกสัญญา" },
  cancelled: { en: "cancelled", th: "ยกเลิก" },
};

const SUBJECT: Record<Followed, Text> = { contract: { en: "contract", th: "สัญญา" }, project: { en: "project", th: "โครงการ" } };

const count = (value: number): string => showAmount(String(value));

/** k of n with its interval: never a bare share. */
function told({ k, n, low, high }: Foretold["recall"], language: Language): string {
  if (low === null || high === null) return "–";
  const share = (value: number) => showShare(Math.round(value * 1000) / 1000, language);
  return `${count(k)} ${word("of", language)} ${count(n)} (${share(low)}–${share(high)})`;
}

export function backtestText(it: Backtest, language: Language): string {
  const th = language === "th";
  const shown = it.indicators.filter(({ precision, recall }) => precision.k > 0 || recall.k > 0);
  const followed = [
    `${count(it.contracts)} ${th ? "สัญญา" : "contracts"}`,
    ...(it.projects ? [`${count(it.projects)} ${th ? "โครงการ" : "projects"}`] : []),
  ];
  return [
    `${it.days[0]} … ${it.days.at(-1)} (${count(it.days.length)}) · ${followed.join(" · ")}`,
    ...it.outcomes.map(
      ({ subject, outcome, base, known_at_once }) =>
        `${SUBJECT[subject][language]}, ${OUTCOME[outcome][language]}: ${told(base, language)}${known_at_once ? `; ${count(known_at_once)} ${th ? "ทราบพร้อมกับข้อมูลครั้งแรก" : "known from the first"}` : ""}`,
    ),
    "",
    table<Foretold>(shown, [
      { head: th ? "ประเภท" : "of", of: (row) => SUBJECT[row.subject][language] },
      { head: word("indicator", language), of: (row) => row.indicator },
      { head: word("outcome", language), of: (row) => OUTCOME[row.outcome][language] },
      { head: word("precision", language), of: (row) => told(row.precision, language), right: true },
      { head: word("recall", language), of: (row) => told(row.recall, language), right: true },
      {
        head: word("leadDays", language),
        of: (row) => (row.lead_days ? `${row.lead_days.middle} (${row.lead_days.low}–${row.lead_days.high})` : "–"),
        right: true,
      },
      { head: "", of: (row) => (row.is_beyond_chance ? "*" : "") },
    ]),
    th
      ? "* แม่นยำกว่าสัดส่วนที่เกิดผลอยู่แล้วอย่างแน่ชัด ช่วงความเชื่อมั่นไม่ซ้อนกัน"
      : "* certainly more often right than the share that came to it anyway: the intervals do not overlap",
    "",
    word("disclaimer", language),
  ].join("\n");
}

export function addBacktest(program: Command): void {
  program
    .command("backtest")
    .description(
      "judge on a series of days and tell how long before overruns, extensions and terminations of contracts and projects a flag stood",
    )
    .addHelpText("before", examples("backtest", "backtest --from 2024-01-01 --months 3 --indicator R018 D305"))
    .option("--from <date>", "the first day (YYYY-MM-DD); when anything was first known unless told", day)
    .option("--to <date>", "the last day; the newest known unless told", day)
    .option("--months <n>", "months between the days", wholeNumber(1, 60), 1)
    .option("--profile <name>", "which settings", "default")
    .option("--indicator <code...>", "only these indicators")
    .action(async (options: { from?: string; to?: string; months: number; profile: string; indicator?: string[] }, command: Command) => {
      await perform(command, async (context) => {
        const { indicator, ...rest } = options;
        const found = await backtest(context.workspace(), {
          ...rest,
          ...(indicator ? { indicators: indicator } : {}),
          progress: context.progress,
        });
        context.answer(found, () => backtestText(found, context.global.lang));
      });
    });
}
