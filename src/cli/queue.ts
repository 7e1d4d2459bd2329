// The command `queue`: what to review first, of contracts, processes, buyers, suppliers or projects.
import { type Command, Option } from "commander";
import { countRows, firstRows } from "../app/page.ts";
import { QUEUE_KINDS, QUEUE_ORDERS, type QueueKind, type QueueOrder, queueTable } from "../app/queue-table.ts";
import { type Language, showAmount, showShare } from "../text/text.ts";
import { examples } from "./option.ts";
import { money, reading, withFilters } from "./reading-run.ts";
import { type Column, table } from "./table.ts";
import { word } from "./words.ts";

/** What items of every kind have; the rest depends on the kind. */
interface Item {
  rank: number | null;
  rank_low: number | null;
  rank_high: number | null;
  subject_id: string;
  title: string | null;
  score: number | null;
  judged: number;
  flagged: number;
  no_data: number;
  indicators: string[];
  amount: string | null;
  currency: string | null;
  worth: number | null;
  amount_times: number | null;
  novelty: number | null;
  time_left: number | null;
  days_left: number | null;
  buyer?: { name: string | null } | null;
  share_low?: number | null;
  share_high?: number | null;
  shrunken_share?: number | null;
}

const share = (value: number | null | undefined, language: Language): string =>
  value === null || value === undefined ? "–" : showShare(Math.round(value * 1000) / 1000, language);
const short = (value: number | null | undefined): string =>
  value === null || value === undefined ? "–" : String(Number(value.toPrecision(3)));

/** Each part of the worth of a review beside it. */
const worthParts = (it: Item): string =>
  `${short(it.worth)} = ${[it.score, it.amount_times, it.novelty, it.time_left].map(short).join(" × ")}`;

function columnsOf(kind: QueueKind, lang: Language): Column<Item>[] {
  const isEntity = kind !== "contract" && kind !== "process";
  return [
    { head: word("rank", lang), of: (it) => it.rank ?? "–", right: true },
    { head: word("between", lang), of: (it) => (it.rank_low === null ? "–" : `${it.rank_low}–${it.rank_high}`), right: true },
    { head: word("subject", lang), of: (it) => (isEntity ? (it.title ?? it.subject_id) : it.subject_id), most: 44 },
    { head: word("score", lang), of: (it) => share(it.score, lang), right: true },
    {
      head: word("judged", lang),
      of: (it) => `${showAmount(String(it.flagged))} ${word("of", lang)} ${showAmount(String(it.judged))}`,
      right: true,
    },
    ...(isEntity
      ? [
          { head: "95 %", of: (it: Item) => `${share(it.share_low, lang)}–${share(it.share_high, lang)}`, right: true },
          { head: word("shrunken", lang), of: (it: Item) => share(it.shrunken_share, lang), right: true },
        ]
      : []),
    { head: word("no_data", lang), of: (it) => it.no_data, right: true },
    { head: word("amount", lang), of: (it) => money(it.amount, it.currency), right: true },
    { head: word("worth", lang), of: worthParts, right: true },
    { head: word("daysLeft", lang), of: (it) => it.days_left, right: true },
    ...(isEntity ? [] : [{ head: word("buyer", lang), of: (it: Item) => it.buyer?.name, most: 28 }]),
    { head: word("indicator", lang), of: (it) => it.indicators.join(" "), most: 40 },
  ];
}

const COUNTED: Record<QueueKind, string> = {
  contract: "select count(*) as n from run.score",
  process: "select count(*) as n from run.process_score",
  buyer: "select count(*) as n from run.entity where kind = 'buyer'",
  supplier: "select count(*) as n from run.entity where kind = 'supplier'",
  project: "select count(*) as n from run.entity where kind = 'project'",
};

export function addQueue(program: Command): void {
  withFilters(program.command("queue").description("what to review first: contracts, processes, buyers, suppliers or projects"))
    .addHelpText(
      "before",
      examples("queue --limit 20", "queue --method direct --from 2025-01-01 --json", "queue --kind buyer", "queue --order worth"),
    )
    .addOption(new Option("--kind <kind>", "what the queue is made of").choices(QUEUE_KINDS).default("contract"))
    .addOption(
      new Option("--order <order>", "by score, or by worth of review: score × amount × novelty × time left")
        .choices(QUEUE_ORDERS)
        .default("score"),
    )
    .action(
      async (options: Record<string, unknown> & { limit: number; run?: string; kind: QueueKind; order: QueueOrder }, command: Command) => {
        await reading(command, options, async (generation, context, filter) => {
          const { lang } = context.global;
          const { kind, order, limit } = options;
          const list = await queueTable(generation, filter, kind, order);
          const items = await firstRows<Item>(generation.db, list, limit);
          const matching = await countRows(generation.db, list);
          const subjects = Number((await generation.db.one<{ n: string }>(COUNTED[kind])).n);
          context.answer({ run_id: generation.run_id, kind, order, matching, subjects, items }, () =>
            [
              table<Item>(items, columnsOf(kind, lang)),
              "",
              `${showAmount(String(matching))} ${word("of", lang)} ${showAmount(String(subjects))} · ${generation.run_id}`,
              ...(kind === "contract" || kind === "process" ? [] : [word("rankedFrom", lang)]),
              word("disclaimer", lang),
            ].join("\n"),
          );
        });
      },
    );
}
