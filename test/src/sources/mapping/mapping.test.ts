import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { mergeReleases, RELEASE_RULES } from "../../../../src/canon/merge.ts";
import type { Release } from "../../../../src/canon/release.ts";
import { mapping, mapRows } from "../../../../src/sources/mapping/mapping.ts";
import { readMapping } from "../../../../src/sources/mapping/mapping-file.ts";
import type { OcdsReading } from "../../../../src/sources/ocds/reading.ts";
import type { Opened } from "../../../../src/sources/source.ts";

const context = { mask: () => "abcdefghijklmnop" };
const bidders = "data/mappings/bidders.yaml";

function opened(bytes: Buffer, name: string): Opened {
  return {
    name,
    path: "",
    head: bytes.subarray(0, 65_536),
    async *bytes() {
      for (let at = 0; at < bytes.length; at += 61) yield bytes.subarray(at, at + 61);
    },
  };
}

async function readWith(path: string, content: string | Buffer): Promise<OcdsReading[]> {
  const file = opened(Buffer.from(content), "table.csv");
  const layout = (await mapping(path).recognise(file, context))!;
  const readings: OcdsReading[] = [];
  for await (const reading of layout.read(file)) readings.push(reading);
  return readings;
}

const releaseOf = (reading: OcdsReading | undefined) => (reading as { release: Release }).release;

describe("a mapped row", () => {
  const columns = `
source: x
country: TH
columns:
  ocid: id
  fiscalYear: { column: year, as: year }
  tender/datePublished: { column: announced, as: date }
  tender/value/amount: { column: price, as: money }
  tender/value/currency: { constant: THB }
  tender/numberOfTenderers: { column: count, as: number }
  tender/procurementMethod: { column: method, values: { ก: open } }
  bids/details/0/id: { columns: [id, seq] }
  bids/details/0/tenderers/0/name: name
  contracts/0/id: contract
  contracts/0/value/currency: { constant: THB }
  contracts/0/suppliers/0/name: { column: name, when: { result: ชนะ } }
`;
  const map = async (row: Record<string, unknown>) => {
    const readings: OcdsReading[] = [];
    for await (const reading of mapRows([{ at: "2", row }], readMapping(columns, "mine.yaml"), context)) readings.push(reading);
    return readings[0]!;
  };
  const row = {
    id: 67000000001,
    year: "๒๕๖๗",
    announced: "16 พ.ค. 67",
    price: "1,500.50 บาท",
    count: "3",
    method: "ก",
    seq: 1,
    name: "บริษัท ก จำกัด",
    contract: "C/1",
    result: "ชนะ",
  };

  it("becomes a release, with Thai days, digits and money", async () => {
    const reading = await map(row);
    expect(reading).not.toHaveProperty("problems");
    expect(releaseOf(reading)).toMatchObject({
      ocid: "67000000001",
      fiscalYear: 2024,
      tender: { publishedOn: "2024-05-16", procurementMethod: "open", value: { amount: "1500.50", currency: "THB" }, numberOfTenderers: 3 },
      bids: [{ id: "67000000001/1", tenderers: [{ name: "บริษัท ก จำกัด" }] }],
      contracts: [{ id: "C/1", suppliers: [{ name: "บริษัท ก จำกัด" }] }],
    });
  });

  it("leaves out what its conditions, blanks and dashes leave out, and makes nothing of constants alone", async () => {
    const release = releaseOf(await map({ id: "1", seq: "-", name: "", contract: null, price: "", result: "แพ้" }));
    expect(release).toEqual({ ocid: "1" });
    // The contract has no amount in this table, so that the constant currency makes no value.
    expect(releaseOf(await map(row)).contracts![0]).not.toHaveProperty("value");
    expect(releaseOf(await map({ ...row, result: "แพ้" })).contracts![0]).not.toHaveProperty("suppliers");
  });

  it("says what it could not read, by column", async () => {
    const reading = await map({ ...row, price: "about 5", announced: "31 ก.พ. 67", method: "ข", year: "67" });
    expect(reading).toMatchObject({
      problems: [
        { at: "year", problem: "date_unreadable", field: "fiscalYear", word: "67" },
        { at: "announced", problem: "date_unreadable", field: "tender.datePublished" },
        { at: "price", problem: "amount_unreadable", field: "tender.value.amount" },
        { at: "method", problem: "word_unmapped", field: "tender.procurementMethod", word: "ข" },
      ],
    });
    expect(releaseOf(reading).tender).not.toHaveProperty("value");
  });

  it("without a process is put aside", async () => {
    expect(await map({ ...row, id: " " })).toMatchObject({ at: "2", quarantined: "ocid_missing" });
  });

  it("masks a person who bids", async () => {
    const release = releaseOf(await map({ ...row, name: "นายสมมติ ตัวอย่าง" }));
    expect(JSON.stringify(release)).not.toContain("สมมติ");
    expect(release.bids![0]!.tenderers![0]!.id).toBe("natural:abcdefghijklmnop");
  });
});

describe("a table", () => {
  const heading =
    "project_id,fiscal_year_be,announcement_date,contract_date,method,estimate_price,contract_price,contract_no,contract_control_no,document_buyers,submitted,bidder_seq,bidder_name,bid_price,bidder_status";
  const first = '67000000001,2567,2024-05-16,2024-05-21,เฉพาะเจาะจง,"1,000",900,ก 1/2567,,,1,1,"บริษัท ""ก"" จำกัด",950,คู่สัญญา';
  const second = "67000000001,2567,2024-05-16,2024-05-21,เฉพาะเจาะจง,1000,900,ก 1/2567,,,1,2,บริษัท ข จำกัด,960.25,ยื่นข้อเสนอและไม่ได้รับคัดเลือก";

  it.each([
    ["commas, BOM and CRLF", `\uFEFF${heading}\r\n${first}\r\n${second}\r\n`],
    [
      "semicolons and blank lines",
      `\n${heading.replaceAll(",", ";")}\n${first.replaceAll(",", ";").replace('"1;000"', '"1,000"')}\n\n${second.replaceAll(",", ";")}`,
    ],
  ])("with %s is read line by line", async (_name, content) => {
    const readings = await readWith(bidders, content);
    expect(readings).toHaveLength(2);
    expect(releaseOf(readings[0]).bids![0]).toMatchObject({
      id: "67000000001/1",
      tenderers: [{ name: 'บริษัท "ก" จำกัด' }],
      value: { amount: "950.00" },
    });
    const { bids, contracts, tender } = mergeReleases(readings.map(releaseOf), RELEASE_RULES);
    expect(bids!.map(({ id, status }) => [id, status])).toEqual([
      ["67000000001/1", "valid"],
      ["67000000001/2", "submitted"],
    ]);
    expect(contracts).toMatchObject([{ id: "ก 1/2567", suppliers: [{ name: 'บริษัท "ก" จำกัด' }] }]);
    expect(tender!.value).toEqual({ amount: "1000.00", currency: "THB" });
  });

  it("of JSON rows is read by pointer", async () => {
    const cells = second.split(",");
    const row = Object.fromEntries(heading.split(",").map((name, place) => [name, cells[place]]));
    const readings = await readWith(bidders, JSON.stringify({ rows: [row, "text"] }));
    expect(readings.map(({ at }) => at)).toEqual(["#/rows/0", "#/rows/1"]);
    expect(readings[1]).toMatchObject({ quarantined: "not_a_row" });
  });

  it("with a short row puts that row aside and goes on", async () => {
    const readings = await readWith(bidders, `${heading}\n1,2\n${second}\n`);
    expect(readings.map((reading) => ("quarantined" in reading ? `${reading.at} ${reading.quarantined}` : reading.at))).toEqual([
      "2 row_too_short",
      "3",
    ]);
  });

  it("without the columns asked for is refused, naming both", async () => {
    await expect(readWith(bidders, "a,b\n1,2\n")).rejects.toMatchObject({
      code: "mapping-column-missing",
      remedy: "Its columns are “a”, “b”.",
    });
    await expect(readWith(bidders, heading.replace("bid_price", "price"))).rejects.toThrow(/“bid_price”/);
  });
});

const real = "../shared/data/thailand/bidders/sso_it_bidders_9_projects.csv";

describe.skipIf(!existsSync(real))("the nine tenders of the bidders file (skipped: ../shared/data is absent)", () => {
  it("are read with every bid and price: one has a single bid, eight several", async () => {
    const readings = await readWith(bidders, readFileSync(real));
    expect(readings).toHaveLength(20);
    expect(readings.filter((reading) => "quarantined" in reading || reading.problems)).toEqual([]);
    const processes = new Map<string, Release[]>();
    for (const release of readings.map(releaseOf)) processes.set(release.ocid, [...(processes.get(release.ocid) ?? []), release]);
    const merged = [...processes.values()].map((releases) => mergeReleases(releases, RELEASE_RULES));
    expect(merged).toHaveLength(9);
    expect(merged.flatMap(({ bids }) => bids!)).toHaveLength(20);
    expect(
      merged.every(({ bids }) => bids!.every(({ status, value, tenderers }) => status && value?.amount && tenderers?.length === 1)),
    ).toBe(true);
    const single = merged.filter(({ bids }) => bids!.length === 1);
    expect(single).toMatchObject([
      { ocid: "67049379222", tender: { procurementMethod: "direct", numberOfTenderers: 1 }, bids: [{ value: { amount: "215142081.36" } }] },
    ]);
    for (const release of merged) {
      expect(release.tender).toMatchObject({ status: "complete", numberOfTenderers: release.bids!.length });
      expect(release.tender!.procurementMethod).toBe(release.ocid === "67049379222" ? "direct" : "open");
      expect(release.contracts).toHaveLength(1);
      expect(release.contracts![0]).toMatchObject({ suppliers: [expect.anything()], value: { currency: "THB" } });
    }
  });
});
