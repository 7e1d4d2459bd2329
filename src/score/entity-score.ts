// Fills run.entity: buyers, suppliers and projects with k of n, its interval, its shrunken estimate, and the order of review.
import type { Indicator } from "../catalogue/indicator.ts";
import type { Profile } from "../catalogue/profile.ts";
import { type Db, literal } from "../db.ts";
import { ofOneProcess, partyColumn } from "../run/context.ts";
import { resultTable } from "../run/result-table.ts";
import { subjectOf } from "../run/subject.ts";
import { type Entity, type FamilyRate, rankEntities } from "./entity.ts";
import { priorOf, shrunken, wilson } from "./rate.ts";
import { worthOf } from "./weigh.ts";

export const ENTITY_KINDS = ["buyer", "supplier", "project"] as const;
export type EntityKind = (typeof ENTITY_KINDS)[number];

/** Selects (entity, rank): whose each contract is, and each process without one. Natural persons are in no list. */
const OWN: Record<EntityKind, string> = {
  buyer:
    "select process.buyer_key as entity, score.rank from run.score as score join canon.process as process using (process_key) where process.buyer_key is not null",
  supplier:
    "select contract.supplier_key as entity, score.rank from run.score as score join canon.contract as contract using (contract_key) join canon.party as party on party.party_key = contract.supplier_key where party.kind <> 'natural'",
  project: `select distinct touched.subject as entity, score.rank from run.score as score join (${subjectOf("project").contracts}) as touched on touched.contract_key = score.contract_key`,
};

/** What each pattern's contracts were judged and flagged for, by family, by indicators of one process alone. */
async function layFamilies(db: Db, indicators: readonly Indicator[], profile: Profile): Promise<void> {
  const contractual = new Map(indicators.filter(({ subject }) => ofOneProcess(subject)).map((it) => [it.id, it]));
  const rows = await db.rows<{ pattern: number; judged: string[]; flagged: string[] }>(
    "select pattern, judged, flagged from run.pattern order by pattern",
  );
  await db.run(
    "create or replace temp table pattern_family (pattern integer, family varchar, judged decimal(9, 6), flagged decimal(9, 6))",
  );
  const values = rows.flatMap(({ pattern, judged, flagged }) => {
    const strongest = (codes: readonly string[]) => {
      const of = new Map<string, number>();
      for (const code of codes) {
        const it = contractual.get(code);
        if (it) of.set(it.family, Math.max(of.get(it.family) ?? 0, worthOf(it, profile)));
      }
      return of;
    };
    const flags = strongest(flagged);
    return [...strongest(judged)].map(([family, worth]) => `(${pattern}, ${literal(family)}, ${worth}, ${flags.get(family) ?? 0})`);
  });
  for (let at = 0; at < values.length; at += 5000)
    await db.run(`insert into pattern_family values ${values.slice(at, at + 5000).join(", ")}`);
}

/** Flags and answers about the entity itself, such as its year or its market: indicators with the entities they judged and flagged. */
async function ownAnswers(db: Db, kind: EntityKind, indicators: readonly Indicator[]) {
  const rows: { indicator: Indicator; entity: number; flagged: boolean }[] = [];
  for (const indicator of indicators) {
    const column = kind === "project" ? (indicator.subject === "project" ? "subject" : undefined) : partyColumn(indicator.subject, kind);
    if (!column) continue;
    const { from, key } = subjectOf(indicator.subject);
    const found = await db.rows<{ entity: number; flagged: boolean }>(`
      select ${column === "subject" ? `own.${key}` : `own.${column}`} as entity, bool_or(code.status = 'flagged') as flagged
      from run.${resultTable(indicator.id)} as result
      join run.code as code on code.code = result.code and code.indicator = ${literal(indicator.id)}
      join ${from} as own on own.${key} = result.subject
      where code.status in ('flagged', 'clear')
      group by 1 having entity is not null order by 1`);
    for (const row of found) rows.push({ indicator, ...row });
  }
  return rows;
}

async function scoreKind(db: Db, kind: EntityKind, indicators: readonly Indicator[], profile: Profile): Promise<void> {
  await db.run(`create or replace temp table own_contract as ${OWN[kind]}`);
  const totals = await db.rows<{ entity: number; contracts: number; n: number; k: number; no_data: number }>(`
    with judged as (
        select pattern, max(judged) > 0 as judged, max(flagged) > 0 as flagged from pattern_family group by pattern
    )
    select entity, count(*)::integer as contracts, count(*) filter (where judged.judged)::integer as n,
        count(*) filter (where judged.flagged)::integer as k, sum(score.no_data)::integer as no_data
    from own_contract join run.score as score using (rank) left join judged using (pattern)
    group by entity order by entity`);
  const rates = await db.rows<{ entity: number; family: string; n: number; k: string; judged: number }>(`
    select entity, family, count(*)::integer as n, sum((pattern_family.flagged / pattern_family.judged)::decimal(18, 6))::varchar as k,
        max(pattern_family.judged)::double as judged
    from own_contract join run.score as score using (rank) join pattern_family using (pattern)
    where pattern_family.judged > 0
    group by entity, family order by entity, family`);
  const families = new Map<number, Map<string, FamilyRate>>();
  const familyOf = (entity: number, family: string): FamilyRate => {
    const own = families.get(entity) ?? new Map<string, FamilyRate>();
    families.set(entity, own);
    const rate = own.get(family) ?? { k: 0, n: 0, judged: 0, own_judged: 0, own_flagged: 0 };
    own.set(family, rate);
    return rate;
  };
  for (const { entity, family, n, k, judged } of rates) Object.assign(familyOf(entity, family), { n, k: Number(k), judged });
  const known = new Set(totals.map(({ entity }) => entity));
  const ownFlags = new Map<number, string[]>();
  for (const { indicator, entity, flagged } of await ownAnswers(db, kind, indicators)) {
    if (!known.has(entity)) continue;
    const rate = familyOf(entity, indicator.family);
    const worth = worthOf(indicator, profile);
    rate.own_judged = Math.max(rate.own_judged, worth);
    if (!flagged) continue;
    rate.own_flagged = Math.max(rate.own_flagged, worth);
    ownFlags.set(entity, [...(ownFlags.get(entity) ?? []), indicator.id]);
  }
  const entities = totals.map(({ entity, n }): Entity => ({ entity, n, families: families.get(entity) ?? new Map() }));
  const ranked = rankEntities(entities, profile);
  const prior = priorOf(totals);
  const number = (value: number | null | undefined) => value ?? "null";
  const values = totals.map((it, index) => {
    const { score, rank, rank_low, rank_high } = ranked[index]!;
    const interval = wilson(it);
    const told = [...(families.get(it.entity) ?? [])]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([family, { k, n, own_flagged, own_judged }]) => ({
        family,
        k: Number(k.toFixed(6)),
        n,
        own: own_judged ? own_flagged > 0 : null,
      }));
    return `(${[
      literal(kind),
      it.entity,
      number(score),
      number(rank),
      number(rank_low),
      number(rank_high),
      it.k,
      it.n,
      number(interval?.low),
      number(interval?.high),
      number(shrunken(it, prior)),
      it.contracts,
      it.no_data,
      literal(JSON.stringify(told)),
      `[${(ownFlags.get(it.entity) ?? []).map(literal).join(", ")}]::varchar[]`,
    ].join(", ")})`;
  });
  for (let at = 0; at < values.length; at += 5000) await db.run(`insert into run.entity values ${values.slice(at, at + 5000).join(", ")}`);
  await db.run(`insert into run.entity_contract select ${literal(kind)}, entity, rank from own_contract order by entity, rank`);
}

/** Scores buyers, suppliers and projects; run.score and run.pattern are filled. */
export async function scoreEntities(db: Db, indicators: readonly Indicator[], profile: Profile): Promise<void> {
  await layFamilies(db, indicators, profile);
  for (const kind of ENTITY_KINDS) await scoreKind(db, kind, indicators, profile);
}
