// Fills run.score: which indicators judged and flagged each contract, and in what order they are worth a review.
import { readFileSync } from "node:fs";
import type { Indicator } from "../catalogue/indicator.ts";
import type { Profile } from "../catalogue/profile.ts";
import { type Db, literal } from "../db.ts";
import { packaged } from "../package-root.ts";
import { processOf } from "../run/context.ts";
import { resultTable } from "../run/result-table.ts";
import { subjectOf } from "../run/subject.ts";
import { scoreEntities } from "./entity-score.ts";
import { scoreProcesses } from "./process-score.ts";
import { type Pattern, rankPatterns } from "./weigh.ts";

/** Indicators that count: data quality is shown, never scored. */
export const scored = (indicators: readonly Indicator[]): Indicator[] => indicators.filter((indicator) => indicator.family !== "quality");

/** Statuses of the indicators of one kind, on each contract they touch and on each process that has no contract. */
function touching(kind: Indicator["subject"], indicators: readonly Indicator[]): string {
  const results = indicators.map(({ id }) => `select ${literal(id)} as indicator, subject, code from run.${resultTable(id)}`);
  const result = `(${results.join(" union all ")}) as result join run.code as code using (indicator, code) join bit_of using (indicator)`;
  const onContract = `select 'contract' as kind, touched.contract_key as subject, code.status, bit from ${result} join (${subjectOf(kind).contracts}) as touched on touched.subject = result.subject where touched.contract_key is not null`;
  const process = processOf(kind);
  if (!process || kind === "contract") return onContract;
  return `${onContract} union all select 'process', own.process_key, code.status, bit from ${result} join (${process}) as own on own.subject = result.subject where own.process_key not in (select process_key from canon.contract)`;
}

/** Lays what a review of each contract is worth, beside every part of it. */
export async function layWorth(db: Db, { worth }: Profile): Promise<void> {
  await db.run(readFileSync(packaged("src/score/worth.sql"), "utf8"), {
    half_life_days: { type: "number", value: worth.half_life_days },
    ended: { type: "number", value: worth.ended },
    unknown: { type: "number", value: worth.unknown },
  });
}

/** Scores everything of an open run file; `db` has canon, peers, law and run laid. */
export async function score(db: Db, indicators: readonly Indicator[], profile: Profile): Promise<void> {
  await db.run(readFileSync(packaged("src/score/schema.sql"), "utf8"));
  const counting = scored(indicators);
  if (!counting.length) return await layWorth(db, profile);
  const width = counting.length;
  const none = `repeat('0', ${width})::bit`;
  const bits = counting.map(({ id }, index) => `(${literal(id)}, set_bit(${none}, ${index}, 1))`);
  await db.run(`create or replace temp table bit_of as from (values ${bits.join(", ")}) as of (indicator, bit)`);
  const kinds = [...new Set(counting.map(({ subject }) => subject))];
  await db.run(`
    create or replace temp table bits as
    select
        kind,
        subject,
        coalesce(bit_or(bit) filter (where status in ('flagged', 'clear')), ${none}) as judged,
        coalesce(bit_or(bit) filter (where status = 'flagged'), ${none}) as flagged,
        coalesce(bit_or(bit) filter (where status = 'no_data'), ${none}) as lacking
    from (${kinds
      .map((kind) =>
        touching(
          kind,
          counting.filter(({ subject }) => subject === kind),
        ),
      )
      .join(" union all ")})
    group by kind, subject`);
  await db.run(`
    create or replace temp table pattern as
    select (row_number() over (order by judged, flagged) - 1)::integer as pattern, judged, flagged, count(*) as subjects
    from bits group by judged, flagged`);
  const patterns = (
    await db.rows<{ pattern: number; judged: string; flagged: string; subjects: string }>(
      "select pattern, judged::varchar as judged, flagged::varchar as flagged, subjects from pattern order by pattern",
    )
  ).map((row): Pattern => ({ ...row, subjects: Number(row.subjects) }));
  const codesIn = (bits: string) =>
    `[${counting
      .filter((_, index) => bits[index] === "1")
      .map(({ id }) => literal(id))
      .join(", ")}]::varchar[]`;
  if (patterns.length) {
    await db.run(
      `insert into run.pattern values ${patterns.map((it) => `(${it.pattern}, ${codesIn(it.judged)}, ${codesIn(it.flagged)})`).join(", ")}`,
    );
  }
  const ranked = rankPatterns(patterns, counting, profile);
  await db.run(
    "create or replace temp table ranked (pattern integer, score double, above ubigint, fewest_above ubigint, most_above ubigint)",
  );
  const values = ranked.map((it) => `(${it.pattern}, ${it.score ?? "null"}, ${it.above}, ${it.fewest_above}, ${it.most_above})`);
  if (values.length) await db.run(`insert into ranked values ${values.join(", ")}`);
  await db.run(`
    insert into run.score
    with sized as (
        select bits.*, pattern.pattern, contract.contract_key, contract.process_key, contract.value_amount as amount, contract.currency
        from bits join pattern using (judged, flagged)
        join canon.contract as contract on contract.contract_key = bits.subject
        where kind = 'contract'
        union all
        select bits.*, pattern.pattern, null, process.process_key, process.budget_amount, process.currency
        from bits join pattern using (judged, flagged)
        join canon.process as process on process.process_key = bits.subject
        where kind = 'process'
    ),
    within as (
        select *, row_number() over (partition by pattern order by amount desc nulls last, kind, subject) as nth from sized
    )
    select
        within.kind,
        within.subject,
        within.contract_key,
        within.process_key,
        pattern,
        ranked.score,
        bit_count(within.judged)::integer,
        bit_count(within.flagged)::integer,
        -- What is lacking for one subject may be judged for another that touches the same contract: judged goes first.
        bit_count(within.lacking & ~within.judged)::integer,
        within.amount,
        within.currency,
        -- Level scores are ordered by amount.
        row_number() over (order by ranked.above, within.amount desc nulls last, within.kind, within.subject),
        ranked.fewest_above + nth,
        ranked.most_above + nth
    from within join ranked using (pattern)
    order by all`);
  await scoreProcesses(db, counting, profile);
  await scoreEntities(db, counting, profile);
  await layWorth(db, profile);
}
