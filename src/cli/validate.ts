// The command `validate`: planted schemes found again, or the screens of collusion on a labelled table.
import { type Command, InvalidArgumentError, Option } from "commander";
import { NEEDED } from "../app/bid-table.ts";
import { type Counted, type FalseFlags, type Found, type Validation, validate } from "../app/validate.ts";
import { type TableReport, validateTable } from "../app/validate-table.ts";
import { loadProfile } from "../catalogue/profile.ts";
import { type Language, showAmount, showShare } from "../text/text.ts";
import { backtestText } from "./backtest.ts";
import { perform } from "./context.ts";
import { examples, wholeNumber } from "./option.ts";
import { table } from "./table.ts";
import { word } from "./words.ts";

const count = (value: number): string => showAmount(String(value));

function told({ k, n, low, high }: Counted, language: Language): string {
  if (low === null || high === null) return "–";
  const share = (value: number) => showShare(Math.round(value * 1000) / 1000, language);
  return `${count(k)} ${word("of", language)} ${count(n)} (${share(low)}–${share(high)})`;
}

function validationText(it: Validation, language: Language): string {
  const th = language === "th";
  return [
    table<Found>(it.found, [
      { head: word("source", language), of: (row) => row.format },
      { head: word("strength", language), of: (row) => row.strength },
      { head: word("scheme", language), of: (row) => row.scheme },
      { head: word("indicator", language), of: (row) => row.indicator },
      { head: word("recall", language), of: (row) => told(row.recall, language), right: true },
      { head: word("precision", language), of: (row) => told(row.precision, language), right: true },
    ]),
    "",
    th ? "ข้อสังเกตในข้อมูลที่ไม่มีสิ่งผิดปกติปลูกไว้" : "Flags on records where nothing was planted",
    table<FalseFlags>(
      it.clean.filter(({ flags }) => flags.k > 0),
      [
        { head: word("source", language), of: (row) => row.format },
        { head: word("indicator", language), of: (row) => row.indicator },
        { head: word("flagged", language), of: (row) => told(row.flags, language), right: true },
        { head: word("stated", language), of: (row) => showShare(row.stated, language), right: true },
        { head: word("warning", language), of: (row) => (row.is_above ? `> ${showShare(row.stated, language)}` : "") },
      ],
    ),
    `${count(it.clean.filter(({ flags }) => flags.k === 0).length)} ${th ? "ตัวชี้วัดไม่มีข้อสังเกตเลย" : "indicators flag none of them"}`,
    ...(it.lead ? ["", backtestText(it.lead, language)] : []),
  ].join("\n");
}

function tableText(it: TableReport, language: Language): string {
  const th = language === "th";
  const number = (value: number) => value.toFixed(3);
  return [
    th
      ? `${count(it.tenders)} การประกวดราคา มีป้ายกำกับว่าใช่ ${count(it.positives)} รายการ ไม่ใช่ ${count(it.negatives)} รายการ`
      : `${count(it.tenders)} tenders, ${count(it.positives)} labelled yes, ${count(it.negatives)} no`,
    ...it.left_out.map(({ reason, rows }) => `${th ? "ไม่ใช้" : "left out"}: ${count(rows)} (${reason[language]})`),
    "",
    table<TableReport["screens"][number]>(it.screens, [
      { head: word("indicator", language), of: (row) => row.name },
      { head: word("title", language), of: (row) => row.title[language], most: 50 },
      { head: th ? "จำนวน" : "tenders", of: (row) => count(row.tenders), right: true },
      { head: "AUC", of: (row) => (row.auc === null ? "–" : number(row.auc)), right: true },
      { head: "95 %", of: (row) => (row.auc === null ? "–" : `${number(row.low)}–${number(row.high)}`), right: true },
    ]),
  ].join("\n");
}

/** `tender=auction_id` as a pair; names are ours. */
function column(text: string, before: Record<string, string> = {}): Record<string, string> {
  const [name = "", theirs = ""] = text.split("=", 2);
  if (![...NEEDED, "estimate", "date"].includes(name as "date") || !theirs)
    throw new InvalidArgumentError(`Give one of ${NEEDED.join(", ")}, estimate, date, and the column of the table: tender=auction_id.`);
  return { ...before, [name]: theirs };
}

interface Options {
  column?: Record<string, string>;
  strength?: "weak" | "medium" | "strong";
  rows: number;
  seed: number;
  lead?: boolean;
  draws: number;
  yes?: string;
  labelOf: "tender" | "bid";
}

export function addValidate(program: Command): void {
  program
    .command("validate")
    .description("planted schemes found again; or, for a labelled table of bids, how well each collusion screen tells them apart")
    .addHelpText("before", examples("validate", "validate --strength strong --lead", "validate auctions.csv --column tender=auction_id"))
    .argument("[table]", "a CSV or Parquet file, one row a bid: tender, bidder, price, winner, label; estimate and date if known")
    .option("--column <name=column>", "how the table calls a column", column)
    .option("--yes <word>", "the label that means yes; every other means no")
    .addOption(new Option("--label-of <what>", "what a label is of").choices(["tender", "bid"]).default("tender"))
    .addOption(new Option("--strength <strength>", "only this strength of planting").choices(["weak", "medium", "strong"]))
    .option(
      "--rows <n>",
      "OCDS processes to plant among; six times as many e-GP rows, an eighth as many projects",
      wholeNumber(100, 100_000),
      500,
    )
    .option("--seed <n>", "another seed makes other records", wholeNumber(0, 4_294_967_294), 7)
    .option("--lead", "follow the planted contracts over time too")
    .option("--draws <n>", "how often a table is drawn again for intervals", wholeNumber(100, 100_000), 1000)
    .action(async (path: string | undefined, options: Options, command: Command) => {
      await perform(command, async (context) => {
        const { lang } = context.global;
        if (path !== undefined) {
          const report = await validateTable(path, options.column, options.draws, {
            yes: options.yes,
            ofBid: options.labelOf === "bid",
          });
          context.answer(report, () => tableText(report, lang));
          return;
        }
        const found = await validate(loadProfile("thailand").rare.max_share, {
          ...(options.strength ? { strengths: [options.strength] } : {}),
          rows: { egp: options.rows * 6, ocds: options.rows, oc4ids: Math.ceil(options.rows / 8) },
          seed: options.seed,
          ...(options.lead ? { lead: true } : {}),
          progress: context.progress,
        });
        context.answer(found, () => validationText(found, lang));
      });
    });
}
