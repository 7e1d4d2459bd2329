// The verb `diff`: flags added, removed and changed between two runs, each with its cause.
import type { Indicator } from "../catalogue/indicator.ts";
import { type Db, literal } from "../db.ts";
import { labelOf } from "../text/codelist.ts";
import { type Language, say } from "../text/text.ts";
import type { Workspace } from "../workspace.ts";
import { type Comparison, layComparison } from "./comparison.ts";
import type { Address } from "./flags.ts";
import { CAUSES, type Cause, causesOf, type RuleChange } from "./rule-change.ts";
import type { Manifest } from "./run.ts";

/** One fact that the two runs read differently; without a field, a whole record that only one of them has. */
export interface FactChange {
  /** Whose fact it is: none of the three where it is everybody's, such as a rate of exchange. */
  process_id: string | null;
  project_id: string | null;
  party_id: string | null;
  table: string;
  id: string;
  field: string | null;
  old: string | null;
  new: string | null;
  old_seen_in: Address | null;
  new_seen_in: Address | null;
}

/** A flag as one of the runs has it. */
export interface FlagSide {
  value: number | null;
  threshold: number | null;
  evidence: Record<string, unknown>;
  says: string;
}

export interface FlagChange {
  flag_id: string;
  indicator: string;
  title: string;
  subject_kind: string;
  subject_id: string;
  change: "added" | "removed" | "changed";
  causes: Cause[];
  old: FlagSide | null;
  new: FlagSide | null;
  facts: FactChange[];
  facts_count: number;
}

export interface Diff {
  before: { run_id: string; as_of: string; result_hash: string };
  after: { run_id: string; as_of: string; result_hash: string };
  counts: { added: number; removed: number; changed: number; same: number };
  causes: Record<Cause, number>;
  indicators: { indicator: string; added: number; removed: number; changed: number }[];
  rules: RuleChange[];
  listed: number;
  flags: FlagChange[];
}

/** Facts told with one flag; `facts_count` says how many there are. */
const MOST_FACTS = 20;

const addressSql = (canon: string, row: string): string =>
  `(select {file: source_file.name, sha256: source_file.sha256, place: source_row.place} from ${canon}.source_row as source_row join ${canon}.source_file as source_file using (file_key) where source_row.source_row = ${row})`;

interface ChangeRow {
  flag_id: string;
  indicator: string;
  kind: string;
  subject_id: string;
  change: FlagChange["change"];
  old_value: number | null;
  old_threshold: number | null;
  old_evidence: string | null;
  new_value: number | null;
  new_threshold: number | null;
  new_evidence: string | null;
  facts_count: number;
  moved: boolean;
}

/** Whether nothing but a subject's own facts can move its answer, so that a change without a changed rule is one of data. */
const standsAlone = ({ subject, together }: Indicator): boolean =>
  together === "subject" ||
  together === subject ||
  (together === "process" && ["lot", "bid", "award", "contract"].includes(subject)) ||
  (together === "buyer_supplier" && subject.startsWith("buyer_supplier"));

/** A flag that the two runs show differently: what kind of difference, why, and what each run has. */
export interface Difference
  extends Pick<FlagChange, "flag_id" | "indicator" | "subject_kind" | "subject_id" | "change" | "causes" | "facts_count"> {
  old: Omit<FlagSide, "says"> | null;
  new: Omit<FlagSide, "says"> | null;
}

/** Why flags of an indicator differ. */
function flagCauses({ rules, catalogue }: Comparison, code: string, data: boolean, moved: boolean): Cause[] {
  const rule = causesOf(rules.get(code)!);
  const found: Cause[] = [...rule, ...(data ? (["data"] as const) : []), ...(moved && !rule.length ? (["peers"] as const) : [])];
  if (found.length) return found;
  const indicator = catalogue.get(code);
  return indicator && standsAlone(indicator) ? ["data"] : ["peers"];
}

const sideOf = (value: number | null, threshold: number | null, evidence: string | null): Difference["old"] =>
  evidence === null ? null : { value, threshold, evidence: JSON.parse(evidence) as Record<string, unknown> };

/** The first flags that differ, without the facts that tell why. */
export async function differences(comparison: Comparison, limit: number): Promise<Difference[]> {
  const rows = await comparison.db.rows<ChangeRow>(`select * from changed order by change, indicator, subject_id, flag_id limit ${limit}`);
  return rows.map((row) => ({
    flag_id: row.flag_id,
    indicator: row.indicator,
    subject_kind: row.kind,
    subject_id: row.subject_id,
    change: row.change,
    causes: flagCauses(comparison, row.indicator, row.facts_count > 0, row.moved),
    facts_count: row.facts_count,
    old: sideOf(row.old_value, row.old_threshold, row.old_evidence),
    new: sideOf(row.new_value, row.new_threshold, row.new_evidence),
  }));
}

/** One side of a difference in words. */
export function told(
  { catalogue }: Pick<Comparison, "catalogue">,
  code: string,
  side: Difference["old"],
  language: Language,
): FlagSide | null {
  if (!side) return null;
  const says = catalogue.get(code)?.says;
  return { ...side, says: says ? say(says, side.evidence, language, labelOf) : "" };
}

/** What two runs laid beside each other show differently, in the reader's language. */
export async function tellDiff(comparison: Comparison, language: Language, limit = 1000): Promise<Diff> {
  const { db, before, after, catalogue, rules } = comparison;
  const totals = await db.rows<{ indicator: string; change: FlagChange["change"]; data: boolean; moved: boolean; n: string }>(
    "select indicator, change, facts_count > 0 as data, moved, count(*) as n from changed group by all order by all",
  );
  const same = await db.one<{ n: string }>(
    "select count(*) as n from run_a.flag where flag_id in (select flag_id from run_b.flag) and flag_id not in (select flag_id from changed)",
  );
  const counts = { added: 0, removed: 0, changed: 0, same: Number(same.n) };
  const causes = Object.fromEntries(CAUSES.map((cause) => [cause, 0])) as Record<Cause, number>;
  const byIndicator = new Map<string, Diff["indicators"][number]>();
  for (const { indicator, change, data, moved, n } of totals) {
    const row = byIndicator.get(indicator) ?? { indicator, added: 0, removed: 0, changed: 0 };
    byIndicator.set(indicator, row);
    row[change] += Number(n);
    counts[change] += Number(n);
    for (const cause of flagCauses(comparison, indicator, data, moved)) causes[cause] += Number(n);
  }
  const found = await differences(comparison, limit);
  const facts = await factsFor(db, found);
  const run = ({ run_id, as_of, result_hash }: Manifest) => ({ run_id, as_of, result_hash });
  return {
    before: run(before),
    after: run(after),
    counts,
    causes,
    indicators: [...byIndicator.values()],
    rules: [...rules.values()].filter((rule) => causesOf(rule).length > 0),
    listed: found.length,
    flags: found.map((it) => ({
      flag_id: it.flag_id,
      indicator: it.indicator,
      title: catalogue.get(it.indicator)?.title[language] ?? it.indicator,
      subject_kind: it.subject_kind,
      subject_id: it.subject_id,
      change: it.change,
      causes: it.causes,
      old: told({ catalogue: comparison.formerly }, it.indicator, it.old, language),
      new: told(comparison, it.indicator, it.new, language),
      facts: facts.get(it.flag_id) ?? [],
      facts_count: it.facts_count,
    })),
  };
}

/** Compares two runs of one workspace. */
export async function diff(workspace: Workspace, beforeId: string, afterId: string, language: Language, limit = 1000): Promise<Diff> {
  const comparison = await layComparison(workspace, beforeId, afterId);
  try {
    return await tellDiff(comparison, language, limit);
  } finally {
    comparison.db.close();
  }
}

async function factsFor(db: Db, rows: readonly Difference[]): Promise<Map<string, FactChange[]>> {
  const facts = new Map<string, FactChange[]>();
  if (!rows.length) return facts;
  const found = await db.rows<{ flag_id: string; fact: string }>(`
    select flag_id, to_json({
        process_id: if(owner = 'process', owner_id, null), project_id: if(owner = 'project', owner_id, null),
        party_id: if(owner = 'party', owner_id, null), "table": place, id: id, field: field, old: old, new: new,
        old_seen_in: ${addressSql("canon_a", "told.old_row")}, new_seen_in: ${addressSql("canon_b", "told.new_row")}
    })::varchar as fact
    from (
        select * from caused where flag_id in (${rows.map(({ flag_id }) => literal(flag_id)).join(", ")})
        qualify row_number() over (partition by flag_id order by owner, owner_id, place, id, field) <= ${MOST_FACTS}
    ) as told
    order by flag_id, owner, owner_id, place, id, field`);
  for (const { flag_id, fact } of found) {
    const list = facts.get(flag_id) ?? [];
    list.push(JSON.parse(fact) as FactChange);
    facts.set(flag_id, list);
  }
  return facts;
}
