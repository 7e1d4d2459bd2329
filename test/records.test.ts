// What must show on real records: counts that add up, judgements that are known, and silence never taken for an answer.
import { beforeAll, describe, expect, test } from "vitest";
import { coverage } from "../src/app/coverage.ts";
import { explain } from "../src/app/explain.ts";
import { listFlags } from "../src/app/flags.ts";
import { type Generation, openGeneration } from "../src/app/generation.ts";
import { type ImportReport, importFiles } from "../src/app/import.ts";
import { type Manifest, runIndicators } from "../src/app/run.ts";
import { verify } from "../src/app/verify.ts";
import type { Workspace } from "../src/workspace.ts";
import { absent, freshWorkspace, real, unless } from "./real-records.ts";

const BMA = "thailand/derived/reconstructed_2568-egp-contract_bma.csv.gz";

const addsUp = (report: ImportReport) => {
  for (const file of report.files) expect(file.read, file.name).toBe(file.accepted + file.duplicate + file.quarantined);
};
const total = (report: ImportReport, column: "read" | "accepted" | "duplicate" | "quarantined") =>
  report.files.reduce((sum, file) => sum + file[column], 0);
const of = (manifest: Manifest, code: string) => manifest.results.find(({ indicator }) => indicator === code)!;

describe.skipIf(absent)(`Bangkok, fiscal year 2568${unless}`, () => {
  let workspace: Workspace;
  let report: ImportReport;
  let manifest: Manifest;
  let generation: Generation;
  beforeAll(async () => {
    workspace = freshWorkspace();
    report = await importFiles(workspace, [real(BMA)]);
    manifest = await runIndicators(workspace);
    generation = await openGeneration(workspace);
  });

  test("all 4,651 contracts are accepted, the columns put right", async () => {
    addsUp(report);
    expect(report.files[0]).toMatchObject({ read: 4651, accepted: 4651, duplicate: 0, quarantined: 0, source: "th-cgd" });
    expect(report.canon).toMatchObject({ process: 4651, contract: 4651 });
    const words = await generation.db.rows<{ method_text: string; n: string }>(
      "select method_text, count(*) as n from canon.tender group by all",
    );
    const said = Object.fromEntries(words.map(({ method_text, n }) => [method_text, Number(n)]));
    expect(said).toMatchObject({ "ประกวดราคาอิเล็กทรอนิกส์ (e-bidding)": 316, เฉพาะเจาะจง: 4279 });
    const methods = await generation.db.rows<{ m: string; n: string }>(
      "select procurement_method as m, count(*) as n from canon.tender group by all",
    );
    expect(Object.fromEntries(methods.map(({ m, n }) => [m, Number(n)]))).toMatchObject({ open: 318, direct: 4281 });
    expect(await generation.db.one("select sum(value_amount)::varchar as sum from canon.contract")).toEqual({ sum: "23041187214.42" });
  });

  test("no bidders and no amendments: not applicable or no data, with the column named, and never clear", async () => {
    expect(of(manifest, "R018")).toMatchObject({ not_applicable: 4281, no_data: 370, clear: 0, flagged: 0 });
    for (const code of ["D301", "D304"])
      expect(of(manifest, code), code).toMatchObject({ no_data: 4651, clear: 0, flagged: 0, not_applicable: 0 });
    const lacking = new Map(
      (await coverage(generation, "en")).map(({ indicator, lacking }) => [indicator, lacking.map(({ reason }) => reason)]),
    );
    expect(lacking.get("R018")).toEqual(["tender.bids_received"]);
    expect(lacking.get("D301")).toEqual(["contract.first_amount"]);
    expect(lacking.get("D304")).toEqual(["contract.first_ends_on"]);
    expect(of(manifest, "D306")).toMatchObject({ no_data: 4651 });
  });

  test("a building job of 160.7 million by the ordinary direct method is flagged, with its evidence and its row", async () => {
    const [flag] = await listFlags(generation, { indicator: "R010", process: "68069016906" }, "th", { limit: 5 });
    expect(flag).toMatchObject({ subject_id: "68069016906", evidence: expect.objectContaining({ budget_amount: "160700000.00" }) });
    expect(flag!.says).toContain("160,700,000.00");
    expect(flag!.seen_in[0]).toMatchObject({ file: "reconstructed_2568-egp-contract_bma.csv.gz" });
    const told = await explain(generation, "68069016906", "en");
    expect(told.facts.contract?.[0]).toMatchObject({ value_amount: "160600000.00", signed_on: "2025-08-18" });
    expect(told.answers.filter(({ status }) => status === "no_data").map(({ indicator }) => indicator)).toContain("D301");
  });

  test("the same bytes again add nothing", async () => {
    const again = await importFiles(workspace, [real(BMA)]);
    addsUp(again);
    expect(again).toMatchObject({ snapshot: null, canon_hash: report.canon_hash });
    expect(again.files[0]).toMatchObject({ read: 4651, accepted: 0, duplicate: 4651 });
  });

  test("the run is recomputed to the same hash", async () => {
    expect(await verify(workspace, manifest.run_id)).toMatchObject({ ok: true, recomputed_hash: manifest.result_hash, troubles: [] });
  });

  test("the agency file says the same as the CSV: every row is a duplicate", async () => {
    const agency = await importFiles(workspace, [real("thailand/trace24_egp2568/egp-3100001.json.gz")]);
    expect(agency.files[0]).toMatchObject({ read: 4651, accepted: 0, duplicate: 4651 });
  });

  test("no natural person shows a name or a number", async () => {
    const people = await generation.db.rows<{ party_id: string; name: string }>(
      "select party_id, name from canon.party where kind = 'natural'",
    );
    expect(people.length).toBeGreaterThan(100);
    for (const { party_id, name } of people) {
      expect(party_id).toMatch(/^natural:[a-p]+$/);
      expect(name).toMatch(/^บุคคลธรรมดา · [a-p]{6}$/);
    }
  });
});

describe.skipIf(absent)(`Agencies and provinces${unless}`, () => {
  test("the 12 agency files, 41,281 rows, lie inside the national file", async () => {
    const workspace = freshWorkspace();
    const agencies = await importFiles(workspace, [real("thailand/trace24_egp2568")]);
    addsUp(agencies);
    expect([agencies.files.length, total(agencies, "read"), total(agencies, "quarantined")]).toEqual([12, 41281, 0]);
    expect(agencies.canon.contract).toBe(total(agencies, "accepted"));
    const national = await importFiles(workspace, [real("thailand/derived/egp_contact_2568_verbatim_202k.parquet")]);
    addsUp(national);
    expect([total(national, "read"), total(national, "quarantined")]).toEqual([202362, 0]);
    expect(national.canon.contract).toBe(202362);
    const { db } = await openGeneration(workspace, (await runIndicators(workspace, { indicators: ["R059"] })).run_id);
    expect(
      await db.one(
        "select count(*)::integer as n from run.result_R059 as r join run.code as c on c.code = r.code where c.reason = 'sister_contracts_missing'",
      ),
    ).toEqual({ n: 1389 });
  }, 300_000);

  test("the pilot province's mixed lines and the corrected bulk layout", async () => {
    const workspace = freshWorkspace();
    const province = await importFiles(workspace, [real("thailand/derived/chachoengsao_2568.jsonl.gz")]);
    addsUp(province);
    expect(total(province, "read")).toBe(15802);
    const bulk = await importFiles(workspace, [real("thailand/bulk2569/2569-egp-contract_two_real_rows.csv")]);
    expect(bulk.files[0]).toMatchObject({ read: 2, quarantined: 0 });
  });

  test("nine tenders with bids through a mapping file", async () => {
    const workspace = freshWorkspace();
    const report = await importFiles(workspace, [real("thailand/bidders/sso_it_bidders_9_projects.csv")], {
      mapping: "data/mappings/bidders.yaml",
    });
    expect(report.canon).toMatchObject({ process: 9, bid: 20 });
    const generation = await openGeneration(workspace, (await runIndicators(workspace, { indicators: ["R018"] })).run_id);
    const counts = await generation.db.rows(
      "select process_id, submitted_count::integer as n from canon.lot join canon.process using (process_key) join (select lot_key, count(distinct tenderer_key) as submitted_count from canon.bid group by lot_key) using (lot_key) order by n, process_id",
    );
    expect(counts.filter(({ n }) => n === 1)).toEqual([{ process_id: "67049379222", n: 1 }]);
    expect(counts.filter(({ n }) => Number(n) > 1).length).toBe(8);
    // The lone bid was made in a direct purchase, where the law asks for no other: not applicable, not a flag.
    const results = await generation.db.rows(
      "select c.status, c.reason, count(*)::integer as n from run.result_R018 as r join run.code as c on c.code = r.code group by all order by all",
    );
    expect(results).toEqual([
      { status: "clear", reason: null, n: 8 },
      { status: "not_applicable", reason: "method_not_competitive", n: 1 },
    ]);
  });
});

describe.skipIf(absent)(`Publishers of OCDS${unless}`, () => {
  test("Armenia: bids by lot", async () => {
    const workspace = freshWorkspace();
    const report = await importFiles(workspace, [real("ocds/armenia")]);
    addsUp(report);
    expect(report.canon).toMatchObject({ bid: 462 });
    const generation = await openGeneration(workspace, (await runIndicators(workspace, { indicators: ["R018"] })).run_id);
    expect(await generation.db.one("select count(*)::integer as n from canon.lot where not is_whole")).toEqual({ n: 313 });
    // By process 7 and 25. By lot, in tenders of one lot, 4 and 15. The 13 tenders of several lots name the lot of
    // every bid by the older `relatedLot`, so their lots are judged too (docs/decisions/0003).
    const byLots = await generation.db.rows(`
      select if(lots = 1, 'one', 'several') as lots, count(distinct process_key) filter (where c.status in ('flagged', 'clear'))::integer as tenders,
          count(*) filter (where c.status = 'flagged')::integer as flagged, count(*) filter (where c.status = 'clear')::integer as clear
      from run.result_R018 as r join run.code as c on c.code = r.code join canon.lot on lot_key = subject
      join (select process_key, count(*) as lots from canon.lot group by process_key) using (process_key) group by all order by all`);
    expect(byLots).toEqual([
      { lots: "one", tenders: 19, flagged: 4, clear: 15 },
      { lots: "several", tenders: 13, flagged: 19, clear: 42 },
    ]);
  });

  test("Mexico: four contracts whose value changes between releases, and no other", async () => {
    const workspace = freshWorkspace();
    const report = await importFiles(workspace, [real("ocds/mexico")]);
    addsUp(report);
    expect(report.canon.transaction).toBeGreaterThanOrEqual(298);
    const generation = await openGeneration(workspace, (await runIndicators(workspace, { indicators: ["D301"] })).run_id);
    const flags = await listFlags(generation, { indicator: "D301" }, "en", { limit: 50 });
    expect(flags.length).toBe(4);
    expect(flags.map(({ subject_id }) => /A-00\d/.exec(subject_id)?.[0]).sort()).toEqual(["A-001", "A-002", "A-004", "A-006"]);
    for (const { value, evidence } of flags) {
      expect(value).toBeCloseTo(1, 9);
      expect(evidence).toMatchObject({ basis_code: "release" });
    }
  });

  test("Moldova: every release stands twice, and empty amendments are none", async () => {
    const report = await importFiles(freshWorkspace(), [real("ocds/moldova")]);
    addsUp(report);
    expect([total(report, "read"), total(report, "accepted"), total(report, "duplicate"), report.canon.amendment]).toEqual([
      102, 51, 51, 0,
    ]);
  });

  test("Paraguay: three empty files are named, the rest imports", async () => {
    const report = await importFiles(freshWorkspace(), [real("ocds/paraguay")]);
    addsUp(report);
    const refused = report.files.filter(({ refused }) => refused).map(({ name }) => name.replace(/^.*\//, ""));
    expect(refused.sort()).toEqual(["283826.json", "283906.json", "284456.json"]);
    expect(report.canon.process).toBeGreaterThan(5);
    expect(report.skipped.some((name) => name.endsWith("errors.txt"))).toBe(true);
  });
});
