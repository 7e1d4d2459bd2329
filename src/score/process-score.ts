// Fills run.process_score: each process with all that its contracts, lots, bids and awards were judged for, in the order of review.
import type { Indicator } from "../catalogue/indicator.ts";
import type { Profile } from "../catalogue/profile.ts";
import { type Db, literal } from "../db.ts";
import { type Pattern, rankPatterns } from "./weigh.ts";

/** Scores processes; `bits` (kind, subject, judged, flagged, lacking) is laid, a bit for each of `counting`. */
export async function scoreProcesses(db: Db, counting: readonly Indicator[], profile: Profile): Promise<void> {
  await db.run(`
    create or replace temp table process_bits as
    select process.process_key, bit_or(judged) as judged, bit_or(flagged) as flagged, bit_or(lacking) as lacking
    from bits
    left join canon.contract as contract on contract.contract_key = if(bits.kind = 'contract', bits.subject, null)
    join canon.process as process on process.process_key = coalesce(contract.process_key, bits.subject)
    group by process.process_key`);
  await db.run(`
    create or replace temp table process_pattern as
    select (row_number() over (order by judged, flagged) - 1)::integer as pattern, judged, flagged, count(*) as subjects
    from process_bits group by judged, flagged`);
  const patterns = (
    await db.rows<{ pattern: number; judged: string; flagged: string; subjects: string }>(
      "select pattern, judged::varchar as judged, flagged::varchar as flagged, subjects from process_pattern order by pattern",
    )
  ).map((row): Pattern => ({ ...row, subjects: Number(row.subjects) }));
  const codes = (bits: string) =>
    `[${counting
      .filter((_, index) => bits[index] === "1")
      .map(({ id }) => literal(id))
      .join(", ")}]::varchar[]`;
  await db.run(
    "create or replace temp table process_ranked (pattern integer, score double, above ubigint, fewest_above ubigint, most_above ubigint, indicators varchar[])",
  );
  const values = rankPatterns(patterns, counting, profile).map(
    (it, index) =>
      `(${it.pattern}, ${it.score ?? "null"}, ${it.above}, ${it.fewest_above}, ${it.most_above}, ${codes(patterns[index]!.flagged)})`,
  );
  if (values.length) await db.run(`insert into process_ranked values ${values.join(", ")}`);
  await db.run(`
    insert into run.process_score
    with own as (
        select
            process.process_key,
            count(contract.contract_key)::integer as contracts,
            -- A sum over one currency or none.
            if(count(distinct contract.currency) = 1, sum(contract.value_amount), process.budget_amount)::decimal(18, 2) as amount,
            if(count(distinct contract.currency) = 1, min(contract.currency), process.currency) as currency
        from canon.process as process
        left join canon.contract as contract on contract.process_key = process.process_key
        group by process.process_key, process.budget_amount, process.currency
    ),
    within as (
        select
            process_bits.*, process_pattern.pattern, own.contracts, own.amount, own.currency,
            row_number() over (partition by process_pattern.pattern order by own.amount desc nulls last, process_key) as nth
        from process_bits
        join process_pattern using (judged, flagged)
        join own using (process_key)
    )
    select
        process_key, ranked.score,
        bit_count(judged)::integer, bit_count(flagged)::integer, bit_count(lacking & ~judged)::integer,
        ranked.indicators, contracts, amount, currency,
        row_number() over (order by ranked.above, amount desc nulls last, process_key),
        ranked.fewest_above + nth,
        ranked.most_above + nth
    from within join process_ranked as ranked using (pattern)
    order by all`);
}
