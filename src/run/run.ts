// A run: every indicator over one canon, as of one day, into one immutable file with a manifest.
import { createHash } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { type Indicator, isOwn } from "../catalogue/indicator.ts";
import type { Profile } from "../catalogue/profile.ts";
import { attachNew, type Db, type Settings as EngineSettings, literal, openDb, type Params, written } from "../db.ts";
import { packaged } from "../package-root.ts";
import { buildPeers, peersReadBy } from "../peers/peers.ts";
import { contextSql } from "./context.ts";
import { layGround } from "./lay.ts";
import { judgeOwn, LIMITS, type Limits } from "./own.ts";
import { codesOf, statusOf } from "./reason.ts";
import { resultTable } from "./result-table.ts";
import { type Counts, countsOf, judgingSql, learns, paramsOf } from "./run-indicator.ts";
import { subjectOf } from "./subject.ts";

/** What one indicator found, as manifests and lists tell it. */
export interface Outcome extends Counts {
  indicator: string;
  version: number;
  seconds: number;
  /** SHA-256 of the method's text. */
  sql_hash: string;
  /** The settings it ran with; runs made before these were recorded have none. */
  params?: Record<string, number | string | readonly string[]>;
  /** Thresholds learnt from the peers of this run, one for each group of peers; all of them are in run.fence. */
  fences?: { count: number; least: number; most: number };
  result_hash: string;
}

export interface Judged {
  results: Outcome[];
  result_hash: string;
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Lays what judging needs beside an attached canon: law, macros, peers. */
export async function openGround(canonPath: string, indicators: readonly Indicator[], asOf: string, settings: EngineSettings): Promise<Db> {
  const db = await openDb(settings);
  await db.run(`attach ${literal(canonPath)} as canon (read_only)`);
  await layGround(db, asOf);
  const kinds = indicators.map((indicator) => subjectOf(indicator.subject)).flatMap(({ from, contracts }) => [from, contracts]);
  await buildPeers(db, peersReadBy([...indicators.map(({ id, sql }) => (isOwn(id) ? "" : (sql ?? ""))), ...kinds]));
  return db;
}

/** Judges everything and writes the run's tables into `path`; `after` adds what is made of the results, such as the order of review. */
export async function judge(
  canonPath: string,
  path: string,
  indicators: readonly Indicator[],
  profile: Profile,
  asOf: string,
  after: (db: Db) => Promise<void>,
  settings: EngineSettings = {},
  progress: (indicator: string, done: number) => void = () => {},
  limits: Limits = LIMITS,
): Promise<Judged> {
  const ownPath = `${path}.own`;
  const own = indicators
    .filter(({ id }) => isOwn(id))
    .map((indicator) => ({
      indicator: { ...indicator, sql: indicator.sql ?? "" },
      params: paramsOf(indicator, profile.settings[indicator.id]),
    }));
  const task = { canonPath, path: ownPath, spill: dirname(path), asOf, memory: limits.memory, indicators: own };
  const ownSeconds = own.length ? await judgeOwn(task, limits, (code) => progress(code, 0)) : new Map<string, number>();
  const db = await openGround(canonPath, indicators, asOf, settings);
  try {
    if (own.length) await db.run(`attach ${literal(ownPath)} as own (read_only)`);
    await db.run(attachNew(path, "run"));
    await db.run(readFileSync(packaged("src/run/schema.sql"), "utf8"));
    // From here on no method can reach a file, whatever its text says.
    await db.run("set enable_external_access = false");
    await db.run("set lock_configuration = true");
    await layCodes(db, indicators);
    const results: Outcome[] = [];
    for (const [index, indicator] of indicators.entries()) {
      progress(indicator.id, index);
      results.push(await judgeOne(db, indicator, profile, ownSeconds.get(indicator.id)));
    }
    if (indicators.length) await db.run(outcomeSql(indicators, results));
    await after(db);
    await db.run("checkpoint run");
    await db.run("detach run");
    const result_hash = sha256(results.map((it) => `${it.indicator} ${it.version} ${it.result_hash}\n`).join(""));
    return { results, result_hash };
  } finally {
    db.close();
    rmSync(ownPath, { force: true });
  }
}

/** Says what each byte of the results will mean. */
async function layCodes(db: Db, indicators: readonly Indicator[]): Promise<void> {
  const rows = indicators.flatMap((indicator) => codesOf(indicator).map((word, code) => ({ indicator: indicator.id, code, word })));
  const list = (of: (row: (typeof rows)[number]) => string) => ({ type: "list" as const, value: rows.map(of) });
  await db.run(
    `insert into run.code
     select unnest($indicators), unnest($codes)::utinyint, unnest($statuses), nullif(nullif(unnest($words), 'clear'), 'flagged')`,
    {
      indicators: list((row) => row.indicator),
      codes: list((row) => String(row.code)),
      statuses: list((row) => statusOf(row.word)),
      words: list((row) => row.word),
    },
  );
}

function outcomeSql(indicators: readonly Indicator[], results: readonly Outcome[]): string {
  const rows = results.map((it, index) => {
    const { subject, family, level, maturity } = indicators[index]!;
    const words = [subject, family, level, maturity].map(literal).join(", ");
    return `(${literal(it.indicator)}, ${it.version}, ${words}, ${it.flagged}, ${it.clear}, ${it.not_applicable}, ${it.no_data}, ${it.seconds})`;
  });
  return `insert into run.outcome values ${rows.join(", ")}`;
}

/** Lays what an indicator says of everyone in the table `answered`, or takes over what an own one has judged in its own process. */
async function answer(db: Db, indicator: Indicator, params: Params): Promise<void> {
  const lay = "create or replace temp table answered as";
  if (isOwn(indicator.id)) await db.run(`${lay} from own.${resultTable(indicator.id)} order by subject`);
  else await db.run(`${lay} ${written(await judgingSql(db, indicator, params), params)}`);
}

async function judgeOne(db: Db, indicator: Indicator, profile: Profile, ownSeconds = 0): Promise<Outcome> {
  const started = performance.now();
  const params = paramsOf(indicator, profile.settings[indicator.id]);
  await answer(db, indicator, params);
  const table = `run.${resultTable(indicator.id)}`;
  await db.run(`create table ${table} as select subject, code from answered`);
  const counts = await countsOf(db, indicator, table);
  if (counts.flagged) await keepFlags(db, indicator);
  const learnt = learns(indicator) ? await keepFences(db, indicator.id) : undefined;
  const seconds = (performance.now() - started) / 1000 + ownSeconds;
  return {
    indicator: indicator.id,
    version: indicator.version,
    ...counts,
    seconds: Number(seconds.toFixed(3)),
    sql_hash: sha256(indicator.sql ?? ""),
    params: Object.fromEntries(Object.entries(params).map(([name, { value }]) => [name, value])),
    ...(learnt ? { fences: learnt } : {}),
    result_hash: await resultHash(db, indicator),
  };
}

/** Writes down the flagged of `answered`, and the contracts that each touches. */
async function keepFlags(db: Db, indicator: Indicator): Promise<void> {
  const { from, key, id, contracts } = subjectOf(indicator.subject);
  await db.run("create or replace temp table found as from answered where evidence is not null");
  await db.run(`
    insert into run.flag
    select
        left(sha256(${literal(`${indicator.id}|${indicator.subject}|`)} || named.id), 16),
        ${literal(indicator.id)}, ${literal(indicator.subject)}, found.subject, named.id, found.value, found.threshold, found.evidence, coalesce(found.seen_in, []),
        context.process_key, context.contract_key, context.buyer_key, context.supplier_key, context.amount, context.currency, context.fiscal_year
    from found
    join (select ${key} as subject, ${id} as id from ${from} where ${key} in (select subject from found)) as named using (subject)
    join (${contextSql(indicator.subject, "found", contracts)}) as context using (subject)
    order by found.subject`);
  await db.run(`
    insert into run.touch
    select distinct flag.flag_id, touched.contract_key
    from (${contracts}) as touched
    join run.flag as flag on flag.subject = touched.subject and flag.indicator = ${literal(indicator.id)}
    where touched.contract_key is not null
    order by all`);
}

async function keepFences(db: Db, indicator: string): Promise<Outcome["fences"]> {
  await db.run(`
    insert into run.fence
    select ${literal(indicator)}, threshold, count(*), count(*) filter (where evidence is not null)
    from answered
    where code in (0, 1) and threshold is not null
    group by threshold order by threshold`);
  const { count, least, most } = await db.one<{ count: string; least: number | null; most: number | null }>(
    `select count(*) as count, min(threshold) as least, max(threshold) as most from run.fence where indicator = ${literal(indicator)}`,
  );
  return least === null || most === null ? undefined : { count: Number(count), least, most };
}

/** Hash over (subject id, status or reason, value, threshold, evidence) of `answered`, in the order of subjects; blocks are hashed in parallel. */
async function resultHash(db: Db, indicator: Indicator): Promise<string> {
  const { from, key, hash } = subjectOf(indicator.subject);
  const words = codesOf(indicator).map(literal).join(", ");
  const blocks = await db.rows<{ hash: string }>(`
    select sha256(string_agg(line, chr(10) order by subject)) as hash
    from (
        select
            subject,
            without_masks(named.hash_id || chr(31) || [${words}][code + 1] || coalesce(chr(31) || if(evidence is null, null, value)::varchar || chr(31) || coalesce(threshold::varchar, '') || chr(31) || evidence, '')) as line
        from answered
        join (select ${key} as subject, ${hash} as hash_id from ${from}) as named using (subject)
    )
    group by subject // 8192
    order by subject // 8192`);
  return sha256(blocks.map(({ hash }) => hash).join("\n"));
}
