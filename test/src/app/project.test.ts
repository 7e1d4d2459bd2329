// Infrastructure projects over real records: links joined, nothing lost, and each project read with its money, disclosure and findings.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { explain } from "../../../src/app/explain.ts";
import { type Generation, openGeneration } from "../../../src/app/generation.ts";
import { type ImportReport, importFiles } from "../../../src/app/import.ts";
import { firstRows } from "../../../src/app/page.ts";
import { projectTable } from "../../../src/app/project-table.ts";
import { listQueue } from "../../../src/app/queue.ts";
import { runIndicators } from "../../../src/app/run.ts";
import { absent, freshWorkspace, real, unless } from "../../real-records.ts";

const CODES = "D301 D302 D303 D304 D306 D307 D308 D310 D311 D312 D313 D316 D317 D318 Q607".split(" ");
const id = (n: number) => `oc4ids-gx3fo2-00000${n}`;

describe.skipIf(absent)(`infrastructure projects${unless}`, () => {
  let report: ImportReport;
  let generation: Generation;
  beforeAll(async () => {
    const workspace = freshWorkspace();
    report = await importFiles(workspace, [real("oc4ids")]);
    const { run_id } = await runIndicators(workspace, { indicators: CODES, asOf: "2020-04-09" });
    generation = await openGeneration(workspace, run_id);
  });
  afterAll(() => generation?.close());

  test("every file is read or refused with a reason, and its records add up", () => {
    const used = report.files.filter(({ refused }) => refused === null);
    for (const it of used) expect(it.read, it.name).toBe(it.accepted + it.duplicate + it.quarantined);
    expect(used.map(({ source, read, accepted, quarantined }) => `${source} ${read} ${accepted} ${quarantined}`).sort()).toEqual([
      ...Array(29).fill("mx-nuevo-leon 1 1 0"),
      "oc4ids 1 0 1",
      "oc4ids-bu3kcz 1 1 0",
    ]);
    expect(used.find(({ name }) => name.endsWith("blank.json"))?.reasons).toEqual({ project_unnamed: 1 });
    const refused = report.files.filter((it) => it.refused !== null);
    expect(new Set(refused.map(({ name }) => name.split(".").at(-1)))).toEqual(new Set(["csv"]));
    for (const { refused: why } of refused) expect(why?.remedy?.th).toBeTruthy();
    expect(report.skipped).toEqual(["standard/mapping/sustainability.yaml"]);
  });

  test("ten of the 24 records belong to the five projects, by links that match only after stripping", async () => {
    const links = await generation.db.rows<{ project_id: string; linked: number; here: number; exact: number }>(
      `select project_id, count(*)::integer as linked, count(process_key)::integer as here, count(*) filter (where process_id = link_id)::integer as exact
       from canon.project_process join canon.project using (project_key) left join canon.process using (process_key)
       where project_id like 'oc4ids-gx3fo2%' group by project_id order by project_id`,
    );
    expect(links.map(({ linked, here, exact }) => [linked, here, exact])).toEqual([
      [1, 1, 0],
      [1, 1, 0],
      [1, 1, 0],
      [5, 5, 0],
      [2, 2, 0],
    ]);
    const counted = await generation.db.one<Record<string, number>>(
      `select
          (select count(*)::integer from canon.process where source = 'mx-nuevo-leon') as processes,
          (select count(*)::integer from canon.transaction join canon.contract using (contract_key) join canon.process using (process_key) where source = 'mx-nuevo-leon') as payments,
          (select count(*)::integer from canon.transaction join canon.contract using (contract_key)
             where process_key in (select process_key from canon.project_process join canon.project using (project_key) where source = 'mx-nuevo-leon')) as of_projects,
          (select count(*)::integer from canon.amendment where kind in ('scope', 'value', 'duration') and basis = 'published'
             and contract_key in (select contract_key from canon.contract join canon.process using (process_key) where source = 'mx-nuevo-leon')) as modifications`,
    );
    expect(counted).toEqual({ processes: 24, payments: 321, of_projects: 242, modifications: 0 });
  });

  test("the standard's example keeps its three modifications, each at its own place", async () => {
    const rows = await generation.db.rows<{ kind: string; place: string }>(
      `select amendment.kind, place from canon.amendment join canon.source_row using (source_row) join canon.source_file using (file_key)
       where source = 'oc4ids-bu3kcz' order by place`,
    );
    expect(rows.map(({ kind, place }) => `${kind} ${place}`)).toEqual(
      ["duration", "scope", "value"].map((kind, n) => `${kind} #/projects/0/contractingProcesses/0/summary/modifications/${n}`),
    );
  });

  test("the list shows money side by side, and how many of the items due are disclosed", async () => {
    const rows = await firstRows<Record<string, unknown>>(generation.db, await projectTable(generation, {}), 10, 0);
    expect(
      rows.map((it) => [it.id, it.contracts, it.contracts_amount, it.final_amount, `${it.disclosed}/${it.due}`, it.quality_flags]),
    ).toEqual([
      ["oc4ids-bu3kcz-m75-junctions-4-to-5-smart-motorway", 3, "42100000.00", "42100000.00", "31/40", 0],
      [id(1), 1, "20459221.17", "20459221.17", "26/40", 0],
      [id(2), 1, "3983804.74", "3983804.78", "24/40", 0],
      [id(3), 1, "67114924.93", "67114925.93", "24/40", 1],
      [id(4), 5, "420834698.94", "10.00", "23/35", 1],
      [id(5), 2, "29985130.91", "29985130.00", "24/40", 0],
    ]);
  });

  test("a final value of ten and a budget fourteen times the contracts are findings about the data, and leave D302 without an answer", async () => {
    const finding = async (n: number) => {
      const { flags, answers } = await explain(generation, id(n), "en", "project");
      const [slip] = flags.filter(({ indicator }) => indicator === "Q607");
      return { slips: slip?.evidence.slips_code, overrun: answers.find(({ indicator }) => indicator === "D302")?.reason };
    };
    expect(await finding(3)).toEqual({ slips: ["final_far_below_budget", "contracts_far_below_budget"], overrun: "amount_not_plausible" });
    expect(await finding(4)).toEqual({ slips: ["final_far_below_budget", "final_far_below_contracts"], overrun: "amount_not_plausible" });
    expect(await finding(1)).toEqual({ slips: undefined, overrun: null });
  });

  test("a project is explained with what was and was not disclosed, each with its address", async () => {
    const { facts, subject_kind } = await explain(generation, id(4), "en");
    expect(subject_kind).toBe("project");
    expect(facts.contract).toHaveLength(5);
    expect(facts.disclosure).toHaveLength(67);
    const item = (name: string) => facts.disclosure!.find((it) => it.item === name)!;
    expect(item("project_name")).toMatchObject({ is_disclosed: true, seen_in: { place: "#/title" } });
    expect(item("contract_price")).toMatchObject({ is_disclosed: true, processes_count: 5, disclosing_count: 5 });
    expect(item("list_of_variations")).toMatchObject({
      is_disclosed: false,
      processes_count: 5,
      disclosing_count: 2,
      disclosure: "reactive",
    });
    expect(item("project_owner")).toMatchObject({ is_disclosed: false, is_due: true, seen_in: null });
    expect(item("completion_cost")).toMatchObject({ is_disclosed: true, is_due: false });
  });

  test("the queue of one project holds its contracts only", async () => {
    const items = await listQueue(generation, { project: id(4) }, { limit: 50 });
    expect(items.map(({ process_id }) => process_id).sort()).toEqual([
      "ocds-7wj9x5-LO-919009986-E9-2018-v001",
      "ocds-7wj9x5-SINL-CPE-015-2019-v001",
      "ocds-7wj9x5-SINL-CPE-033-2018-v001",
    ]);
    expect(await listQueue(generation, { project: "nobody" }, { limit: 50 })).toEqual([]);
  });
});
