// The verb `diff`: flags added, removed and changed between two runs, each with its cause.
import { existsSync } from "node:fs";
import type { Indicator } from "../catalogue/indicator.ts";
import { requireCatalogue } from "../catalogue/load.ts";
import { type Db, literal, openDb } from "../db.ts";
import { UserError } from "../error.ts";
import { labelOf } from "../text/codelist.ts";
import { type Language, say } from "../text/text.ts";
import type { Workspace } from "../workspace.ts";
import { requireShape } from "./canon.ts";
import { layFactChanges } from "./fact-change.ts";
import { layDiffering, layMoved, layReads } from "./flag-change.ts";
import type { Address } from "./flags.ts";
import { readManifest } from "./generation.ts";
import { readOwn } from "./own.ts";
import { CAUSES, type Cause, causesOf, type RuleChange, ruleChange, textOf } from "./rule-change.ts";
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

async function attach(db: Db, workspace: Workspace, manifest: Manifest, side: string): Promise<void> {
  const canon = workspace.path("canon", manifest.canon_file);
  if (!existsSync(canon))
    throw new UserError("canon-gone", {
      what: { en: `the canon of run ${manifest.run_id} is no longer here`, th: `ไม่มีข้อมูลที่ใช้ในรอบการประเมิน ${manifest.run_id} แล้ว` },
      where: canon,
      remedy: { en: "compare with a run whose records are kept", th: "เปรียบเทียบกับรอบการประเมินที่ยังเก็บข้อมูลไว้" },
      exit: "unavailable",
    });
  requireShape(canon);
  await db.run(`attach ${literal(canon)} as canon_${side} (read_only)`);
  await db.run(`attach ${literal(workspace.path("runs", manifest.run_id, "run.duckdb"))} as run_${side} (read_only)`);
}

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
  facts_count: string;
  moved: boolean;
}

/** Whether nothing but a subject's own facts can move its answer, so that a change without a changed rule is one of data. */
const standsAlone = ({ subject, together }: Indicator): boolean =>
  together === "subject" ||
  together === subject ||
  (together === "process" && ["lot", "bid", "award", "contract"].includes(subject)) ||
  (together === "buyer_supplier" && subject.startsWith("buyer_supplier"));

/** Compares two runs of one workspace. */
export async function diff(workspace: Workspace, beforeId: string, afterId: string, language: Language, limit = 1000): Promise<Diff> {
  const [before, after] = [readManifest(workspace, beforeId), readManifest(workspace, afterId)];
  const catalogue = new Map(
    [beforeId, afterId]
      .flatMap((id) => readOwn(workspace, id).indicators)
      .concat(requireCatalogue())
      .map((indicator) => [indicator.id, indicator]),
  );
  const codes = [...new Set([...before.results, ...after.results].map(({ indicator }) => indicator))].sort();
  const texts = new Map(codes.map((code) => [code, catalogue.has(code) ? textOf(catalogue.get(code)!) : ""]));
  const rules = new Map(codes.map((code) => [code, ruleChange(code, before, after, texts.get(code)!)]));
  const db = await openDb({ spill: workspace.path("tmp") });
  try {
    await attach(db, workspace, before, "a");
    await attach(db, workspace, after, "b");
    await layDiffering(db);
    await layFactChanges(db, "canon_a", "canon_b", "own");
    await layReads(db, texts);
    await layMoved(db);
    const named =
      "reads.indicator = differing.indicator and reads.place = fact.place and (fact.field is null or list_contains(reads.fields, fact.field))";
    await db.run(`
      create or replace temp table caused as
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
    const totals = await db.rows<{ indicator: string; change: FlagChange["change"]; data: boolean; moved: boolean; n: string }>(
      `select indicator, change, flag_id in (select flag_id from caused) as data, flag_id in (select flag_id from moved) as moved, count(*) as n
      from differing group by all order by all`,
    );
    const same = await db.one<{ n: string }>(
      "select count(*) as n from run_a.flag where flag_id in (select flag_id from run_b.flag) and flag_id not in (select flag_id from differing)",
    );
    const flagCauses = (code: string, data: boolean, moved: boolean): Cause[] => {
      const rule = causesOf(rules.get(code)!);
      const found: Cause[] = [...rule, ...(data ? (["data"] as const) : []), ...(moved && !rule.length ? (["peers"] as const) : [])];
      if (found.length) return found;
      const indicator = catalogue.get(code);
      return indicator && standsAlone(indicator) ? ["data"] : ["peers"];
    };
    const counts = { added: 0, removed: 0, changed: 0, same: Number(same.n) };
    const causes = Object.fromEntries(CAUSES.map((cause) => [cause, 0])) as Record<Cause, number>;
    const byIndicator = new Map<string, Diff["indicators"][number]>();
    for (const { indicator, change, data, moved, n } of totals) {
      const row = byIndicator.get(indicator) ?? { indicator, added: 0, removed: 0, changed: 0 };
      byIndicator.set(indicator, row);
      row[change] += Number(n);
      counts[change] += Number(n);
      for (const cause of flagCauses(indicator, data, moved)) causes[cause] += Number(n);
    }
    const rows = await db.rows<ChangeRow>(`
      select
          differing.*, (select count(*) from caused where caused.flag_id = differing.flag_id) as facts_count,
          flag_id in (select flag_id from moved) as moved
      from differing order by change, indicator, subject_id limit ${limit}`);
    const facts = await factsFor(db, rows);
    const side = (code: string, value: number | null, threshold: number | null, evidence: string | null): FlagSide | null => {
      if (evidence === null) return null;
      const told = JSON.parse(evidence) as Record<string, unknown>;
      const says = catalogue.get(code)?.says;
      return { value, threshold, evidence: told, says: says ? say(says, told, language, labelOf) : "" };
    };
    const { run_id, as_of, result_hash } = before;
    return {
      before: { run_id, as_of, result_hash },
      after: { run_id: after.run_id, as_of: after.as_of, result_hash: after.result_hash },
      counts,
      causes,
      indicators: [...byIndicator.values()],
      rules: [...rules.values()].filter((rule) => causesOf(rule).length > 0),
      listed: rows.length,
      flags: rows.map((row) => ({
        flag_id: row.flag_id,
        indicator: row.indicator,
        title: catalogue.get(row.indicator)?.title[language] ?? row.indicator,
        subject_kind: row.kind,
        subject_id: row.subject_id,
        change: row.change,
        causes: flagCauses(row.indicator, row.facts_count !== "0", row.moved),
        old: side(row.indicator, row.old_value, row.old_threshold, row.old_evidence),
        new: side(row.indicator, row.new_value, row.new_threshold, row.new_evidence),
        facts: facts.get(row.flag_id) ?? [],
        facts_count: Number(row.facts_count),
      })),
    };
  } finally {
    db.close();
  }
}

async function factsFor(db: Db, rows: readonly ChangeRow[]): Promise<Map<string, FactChange[]>> {
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
