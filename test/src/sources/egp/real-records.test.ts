// The e-GP source over real records: every row read, every sum right, nobody named. Skipped where the records are absent.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Release } from "../../../../src/canon/release.ts";
import { readFile } from "./made-up.ts";

const FOLDER = join(import.meta.dirname, "../../../../../shared/data/thailand");
const absent = !existsSync(FOLDER);
const at = (name: string) => readFile(join(FOLDER, name), name);

const tally = (values: (string | null | undefined)[]) => {
  const counts: Record<string, number> = {};
  for (const value of values) counts[String(value)] = (counts[String(value)] ?? 0) + 1;
  return counts;
};

/** Sum of contract values, in whole satang. */
function sumOf(releases: readonly Release[]): string {
  const satang = releases
    .flatMap((release) => release.contracts ?? [])
    .reduce((sum, { value }) => sum + BigInt((value?.amount ?? "0.00").replace(".", "")), 0n);
  return `${satang / 100n}.${String(satang % 100n).padStart(2, "0")}`;
}

function expectNobodyNamed(releases: readonly Release[]): void {
  for (const party of releases.flatMap((release) => release.parties ?? [])) {
    if (party.kind !== "natural") continue;
    expect(party.id).toMatch(/^natural:[a-p]{16}$/);
    expect(party.name).toMatch(/^บุคคลธรรมดา · [a-p]{6}$/);
    expect([party.registry_number, party.address, party.phone]).toEqual([null, undefined, undefined]);
  }
  // Only the Thai digits and letters of a title are left to a person's name; none may follow one of these.
  expect(releases.filter((release) => /\d{9}xxxx/i.test(JSON.stringify(release)))).toEqual([]);
}

describe.skipIf(absent)("real e-GP records (skipped: ../shared/data is absent)", () => {
  test("the Bangkok file, shifted: methods, sum and one known purchase", async () => {
    const { layout, releases, quarantined } = await at("derived/reconstructed_2568-egp-contract_bma.csv.gz");
    expect(layout!.layout).toBe("egp-31-shifted");
    expect([releases.length, quarantined.length]).toEqual([4651, 0]);
    const words = tally(releases.map((release) => release.tender?.procurementMethodDetails));
    expect([words["ประกวดราคาอิเล็กทรอนิกส์ (e-bidding)"], words.เฉพาะเจาะจง]).toEqual([316, 4279]);
    expect(tally(releases.map((release) => release.tender?.procurementMethod))).toEqual({ open: 318, direct: 4281, selective: 52 });
    expect(sumOf(releases)).toBe("23041187214.42");
    expect(releases.find((release) => release.ocid === "68069016906")).toMatchObject({
      planning: { budget: { amount: "160700000.00" } },
      tender: { procurementMethod: "direct" },
      contracts: [{ value: { amount: "160600000.00" }, dateSigned: "2025-08-18" }],
    });
    expect(layout!.tally).toMatchObject({
      unmapped: { method: {}, category: {}, status: {} },
      unreadable: {},
      csv: { lines: 4651, rows: 4651, requoted: 0 },
    });
    expectNobodyNamed(releases);
  });

  test("the Bangkok rows say the same as CSV and as JSON", async () => {
    const [csv, json] = await Promise.all([
      at("derived/reconstructed_2568-egp-contract_bma.csv.gz"),
      at("trace24_egp2568/egp-3100001.json.gz"),
    ]);
    expect(new Set(csv.contents).size).toBe(4651);
    expect([...csv.contents].sort()).toEqual([...json.contents].sort());
    expect(new Set([...csv.contents, ...json.contents]).size).toBe(4651);
  });

  test("the files of twelve agencies", async () => {
    const files = absent ? [] : readdirSync(join(FOLDER, "trace24_egp2568"));
    let read = 0;
    for (const file of files) {
      const { releases, readings, layout } = await at(`trace24_egp2568/${file}`);
      expect(releases.length).toBe(readings.length);
      expect(layout!.tally.unreadable).toEqual({});
      expect(releases.every((release) => release.tender?.procurementMethod && release.contracts?.[0]?.dateSigned)).toBe(true);
      expectNobodyNamed(releases);
      read += releases.length;
    }
    expect([files.length, read]).toEqual([12, 41_281]);
  });

  test("Chachoengsao, two layouts in one file, 158 rows with the status in the place of the date", async () => {
    const { layout, releases, quarantined } = await at("derived/chachoengsao_2568.jsonl.gz");
    expect([releases.length, quarantined.length]).toEqual([15_802, 0]);
    expect(layout!.tally.unreadable).toEqual({ "signed holds_the_status": { count: 158, first: "745#" } });
    expect(tally(releases.map((release) => release.tender?.procurementMethod))).toEqual({ open: 714, direct: 15_050, selective: 38 });
    const contracts = releases.flatMap((release) => release.contracts ?? []);
    expect(contracts.filter((contract) => contract.value).length).toBe(1556);
    expect(contracts.filter((contract) => "value" in contract).length).toBe(1556);
    expectNobodyNamed(releases);
  });

  test("samples of CKAN and of the bulk file", async () => {
    const answer = await at("ckan_samples/bidmaster_cgd_egp_contract_2568_sample.json");
    expect(answer.readings.map((reading) => reading.at)).toEqual(["#/result/records/0", "#/result/records/1"]);
    const bare = await at("ckan_samples/bidmaster_cgd_step1_basic.json");
    expect(bare.contents).toEqual(answer.contents);
    expect(sumOf(answer.releases)).toBe("31806117800.00");
    const short = await at("ckan_samples/praciller_dga-egp-contract-2568-250.csv");
    expect([short.layout!.layout, short.releases.length]).toEqual(["egp-15", 250]);
    expect(short.releases.every((release) => release.contracts === undefined && release.tender?.procurementMethod === "direct")).toBe(true);
    const bulk = await at("bulk2569/2569-egp-contract_two_real_rows.csv");
    expect([bulk.layout!.layout, bulk.releases.length, sumOf(bulk.releases)]).toEqual(["egp-28", 2, "15223450000.00"]);
    expect(bulk.releases.map((release) => release.tender?.procurementMethod)).toEqual(["open", "open"]);
  });

  test.each([
    ["ckan_samples/bidmaster_cgd_egpwinner_bf6017ec.json"],
    ["bidders/sso_it_bidders_9_projects.csv"],
    ["egp_live/bidmaster_rss_queue.json"],
    ["egp_live/bidmaster_winner_cache_pre_heal.json"],
    ["local2561/cft_procurement_methods_stats.json"],
    ["reference/egp_departments_64114.json.gz"],
    ["reference/kongvut_provinces.csv"],
  ])("%s is not of this source", async (name) => expect((await at(name)).layout).toBeUndefined());
});
