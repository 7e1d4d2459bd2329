// Which flags differ between two attached runs, whose facts they stand on, what of the canon their methods name, and whether their peers moved.
import { type Db, literal } from "../db.ts";
import { CHANGING_TABLES } from "./fact-change.ts";

/** Lays `differing` (flags that differ) and `own` (the processes, projects and parties each of them is about, in either run). */
export async function layDiffering(db: Db): Promise<void> {
  const side = (name: string) => `select flag_id, indicator, kind, subject_id, value, threshold, evidence from run_${name}.flag`;
  await db.run(`
    create or replace table differing as
    select
        flag_id, coalesce(old.indicator, new.indicator) as indicator, coalesce(old.kind, new.kind) as kind,
        coalesce(old.subject_id, new.subject_id) as subject_id,
        case when old.indicator is null then 'added' when new.indicator is null then 'removed' else 'changed' end as change,
        old.value as old_value, old.threshold as old_threshold, old.evidence as old_evidence,
        new.value as new_value, new.threshold as new_threshold, new.evidence as new_evidence
    from (${side("a")}) as old full outer join (${side("b")}) as new using (flag_id)
    where (old.value, old.threshold, old.evidence, old.indicator) is distinct from (new.value, new.threshold, new.evidence, new.indicator)`);
  const touched = (name: string) => `
    select flag_id, process.process_id from run_${name}.flag as flag join canon_${name}.process as process using (process_key)
    union
    select flag_id, process.process_id from run_${name}.touch as touch
    join canon_${name}.contract as contract using (contract_key) join canon_${name}.process as process using (process_key)`;
  // The run without the flag does not tell which contracts its subject had: they are found by the parties of the run that flagged.
  const byParties = (flagged: string, other: string) => {
    const flags = `
      select flag.flag_id, flag.fiscal_year, buyer.party_key as buyer_key, supplier.party_key as supplier_key, flag.buyer_key is not null as has_buyer, flag.supplier_key is not null as has_supplier
      from run_${flagged}.flag as flag
      join differing on differing.flag_id = flag.flag_id and differing.change <> 'changed'
      left join canon_${flagged}.party as own_buyer on own_buyer.party_key = flag.buyer_key
      left join canon_${flagged}.party as own_supplier on own_supplier.party_key = flag.supplier_key
      left join canon_${other}.party as buyer on buyer.party_id = own_buyer.party_id
      left join canon_${other}.party as supplier on supplier.party_id = own_supplier.party_id
      where flag.kind in ('party', 'buyer', 'supplier', 'buyer_year', 'buyer_class', 'buyer_supplier_year', 'buyer_supplier_class')`;
    const sameYear = "(flag.fiscal_year is null or process.fiscal_year is null or process.fiscal_year = flag.fiscal_year)";
    return `
      select flag.flag_id, process.process_id
      from (${flags}) as flag
      join canon_${other}.process as process on process.buyer_key = flag.buyer_key
      left join canon_${other}.contract as contract on contract.process_key = process.process_key
      where (not flag.has_supplier or contract.supplier_key = flag.supplier_key) and ${sameYear}
      union all
      select flag.flag_id, process.process_id
      from (${flags}) as flag
      join canon_${other}.contract as contract on contract.supplier_key = flag.supplier_key
      join canon_${other}.process as process on process.process_key = contract.process_key
      where not flag.has_buyer and ${sameYear}`;
  };
  // A project stands on its processes, a process in its projects.
  const ofProjects = (name: string) => `
    select flag_id, process.process_id from differing
    join canon_${name}.project as project on project.project_id = differing.subject_id and differing.kind = 'project'
    join canon_${name}.project_process as link using (project_key) join canon_${name}.process as process using (process_key)`;
  await db.run(`
    create or replace table own_process as
    select distinct flag_id, process_id
    from (${[touched("a"), touched("b"), byParties("a", "b"), byParties("b", "a"), ofProjects("a"), ofProjects("b")].join(" union all ")})
    where flag_id in (select flag_id from differing)`);
  const around = (name: string) => `
    select flag_id, 'project', project.project_id from own_process
    join canon_${name}.process as process using (process_id) join canon_${name}.project_process as link using (process_key)
    join canon_${name}.project as project using (project_key)
    union
    select flag_id, 'party', party.party_id from (
        select flag_id, unnest([process.buyer_key, bid.tenderer_key, award.supplier_key, contract.supplier_key]) as party_key from own_process
        join canon_${name}.process as process using (process_id)
        left join canon_${name}.bid as bid using (process_key)
        left join canon_${name}.award as award using (process_key)
        left join canon_${name}.contract as contract using (process_key)
        union
        select flag_id, unnest([buyer_key, supplier_key]) from run_${name}.flag join differing using (flag_id)
    ) join canon_${name}.party as party using (party_key)`;
  await db.run(`
    create or replace table own (flag_id varchar, owner varchar, owner_id varchar);
    insert into own
    select flag_id, 'process', process_id from own_process
    union
    select flag_id, kind, subject_id from differing where kind in ('project', 'party')
    union ${around("a")} union ${around("b")}`);
}

/**
 * Lays `moved`: flags that the peers of the other run would not have let stand as they are. A threshold learnt from peers differs, or,
 * where only one run flagged, none of the thresholds that the other run learnt would have.
 */
export async function layMoved(db: Db): Promise<void> {
  const onlyIn = (change: string, value: string, threshold: string, other: string) => `
    select flag_id from differing join run_${other}.fence as fence using (indicator)
    where change = '${change}' and ${value} <> ${threshold}
    group by all
    having count(*) filter (where sign(${value} - fence.threshold) in (0, sign(${value} - ${threshold}))) = 0`;
  await db.run(`
    create or replace table moved as
    ${onlyIn("added", "new_value", "new_threshold", "a")}
    union
    ${onlyIn("removed", "old_value", "old_threshold", "b")}
    union
    select flag_id from differing
    where change = 'changed' and old_threshold is distinct from new_threshold and indicator in (select indicator from run_b.fence)`);
}

/** Lays which tables and fields of the canon each method names: only these can have moved its answer. */
export async function layReads(db: Db, texts: ReadonlyMap<string, string>): Promise<void> {
  await db.run("create or replace table reads (indicator varchar, place varchar, fields varchar[])");
  const rows = [...texts].flatMap(([code, text]) => {
    const words = [...new Set(text.match(/\b[a-z_]+\b/g) ?? [])];
    return CHANGING_TABLES.filter((name) => new RegExp(`\\bcanon\\.${name}\\b`).test(text)).map(
      (name) => `(${literal(code)}, ${literal(name)}, [${words.map(literal).join(", ")}]::varchar[])`,
    );
  });
  if (rows.length) await db.run(`insert into reads values ${rows.join(", ")}`);
}
