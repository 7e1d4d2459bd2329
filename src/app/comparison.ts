// Two runs laid beside each other in an engine of their own: which flags differ, on whose facts they stand, and what of these moved.
import type { Indicator } from "../catalogue/indicator.ts";
import { type Db, literal, openDb, type Settings } from "../db.ts";
import type { Workspace } from "../workspace.ts";
import { bounded, type Limits } from "./bounded.ts";
import { layFactChanges } from "./fact-change.ts";
import { layDiffering, layMoved, layReads } from "./flag-change.ts";
import { canonOf, readManifest } from "./generation.ts";
import { indicatorsOf } from "./kept-catalogue.ts";
import { type RuleChange, ruleChange, textOf } from "./rule-change.ts";
import type { Manifest } from "./run.ts";

export interface Comparison {
  readonly before: Manifest;
  readonly after: Manifest;
  /** Holds `changed`, one row a flag that differs, and `caused`, one row a fact that tells why; both runs and their canons are attached to it. */
  readonly db: Db;
  /** The indicators as the later run had them, and as the earlier one did: each side is told in its own words. */
  readonly catalogue: ReadonlyMap<string, Indicator>;
  readonly formerly: ReadonlyMap<string, Indicator>;
  readonly rules: ReadonlyMap<string, RuleChange>;
}

async function attach(db: Db, workspace: Workspace, manifest: Manifest, side: string): Promise<void> {
  await db.run(`attach ${literal(canonOf(workspace, manifest))} as canon_${side} (read_only)`);
  await db.run(`attach ${literal(workspace.path("runs", manifest.run_id, "run.duckdb"))} as run_${side} (read_only)`);
}

/** Lays `caused`: of the facts that differ, those of a flag that its method names. */
async function layCaused(db: Db): Promise<void> {
  const named =
    "reads.indicator = differing.indicator and reads.place = fact.place and (fact.field is null or list_contains(reads.fields, fact.field))";
  await db.run(`
    create or replace table caused as
    select own.flag_id, fact.*
    from own
    join differing using (flag_id)
    join fact_change as fact on fact.owner = own.owner and fact.owner_id = own.owner_id
    join reads on ${named}`);
  // What is everybody's tells of a flag only where nothing of its own does.
  await db.run(`
    insert into caused
    select differing.flag_id, fact.*
    from differing
    join fact_change as fact on fact.owner = 'everybody'
    join reads on ${named}
    where flag_id not in (select flag_id from caused)`);
}

/** Lays two runs of one workspace beside each other; whoever asked for it closes its engine. */
export async function layComparison(
  workspace: Workspace,
  beforeId: string,
  afterId: string,
  { seconds, signal, ...settings }: Settings & Limits = {},
): Promise<Comparison> {
  const [before, after] = [readManifest(workspace, beforeId), readManifest(workspace, afterId)];
  const [formerly, catalogue] = [indicatorsOf(workspace, beforeId), indicatorsOf(workspace, afterId)];
  const codes = [...new Set([...before.results, ...after.results].map(({ indicator }) => indicator))].sort();
  // What either of its methods reads can have moved an answer.
  const texts = new Map(
    codes.map((code) => [code, [formerly, catalogue].map((of) => (of.has(code) ? textOf(of.get(code)!) : "")).join("\n")]),
  );
  const rules = new Map(codes.map((code) => [code, ruleChange(code, before, after, texts.get(code)!)]));
  const db = await openDb({ spill: workspace.path("tmp"), ...settings });
  const lay = async () => {
    await attach(db, workspace, before, "a");
    await attach(db, workspace, after, "b");
    await layDiffering(db);
    await layFactChanges(db, "canon_a", "canon_b", "own");
    await layReads(db, texts);
    await layMoved(db);
    await layCaused(db);
    await db.run(`
      create or replace table changed as
      select differing.*, coalesce(facts.n, 0)::integer as facts_count, flag_id in (select flag_id from moved) as moved
      from differing
      left join (select flag_id, count(*) as n from caused group by flag_id) as facts using (flag_id)`);
  };
  try {
    await bounded(db, lay, { ...(seconds === undefined ? {} : { seconds }), ...(signal ? { signal } : {}) });
  } catch (error) {
    db.close();
    throw error;
  }
  return { before, after, db, catalogue, formerly, rules };
}
