// Registers that people import: companies, owners, debarments, officials, lists of countries and rates, joined with the suppliers of the records.
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ensureCanon } from "../src/app/canon.ts";
import { explain } from "../src/app/explain.ts";
import { openGeneration } from "../src/app/generation.ts";
import { type ImportReport, importFiles } from "../src/app/import.ts";
import { runIndicators } from "../src/app/run.ts";
import { type Db, literal, openDb } from "../src/db.ts";
import { readReceipts } from "../src/sources/raw.ts";
import { freshWorkspace } from "./real-records.ts";
import { csv, HEADINGS_28, row } from "./src/sources/egp/made-up.ts";

const SEEN = "https://example.org/register";
const ROWS: Record<string, string[]> = {
  companies: [
    `0105564068059,,บริษัท ตัวอย่าง จำกัด,ยังดำเนินกิจการอยู่,1 ก.พ. 2564,-,1/2 ถนนเจริญกรุง,กรุงเทพมหานคร,TH,02-123-4567,${SEEN}`,
    `12345,GB-COH,EXAMPLE LIMITED,เลิก,2010-01-05,2024-03-01,,,GB,,${SEEN}`,
    ",,บริษัท ไม่มีเลข จำกัด,,,,,,,,",
  ],
  holdings: [
    `0105564068059,,บริษัท ตัวอย่าง จำกัด,กรรมการ,,นายสมมติ ตัวอย่าง,,,,2021-02-01,,${SEEN}`,
    `0105564068059,,บริษัท ตัวอย่าง จำกัด,ผู้ถือหุ้น,นิติบุคคล,EXAMPLE LIMITED,12345,,"25.5",2021-02-01,2024-12-31,${SEEN}`,
    `0105564068059,,บริษัท ตัวอย่าง จำกัด,ผู้รับประโยชน์ที่แท้จริง,,John Example,,1970,ร้อยละ 60,,,${SEEN}`,
    `12345,GB-COH,EXAMPLE LIMITED,ผู้รับประโยชน์ที่แท้จริง,,John Example,,1970,,,,${SEEN}`,
    `12345,GB-COH,EXAMPLE LIMITED,เพื่อน,,Jane Example,,,,,,${SEEN}`,
  ],
  debarments: [`0105564068059,,บริษัท ตัวอย่าง จำกัด,1 ม.ค. 2568,,กรมบัญชีกลาง,ทิ้งงาน,${SEEN}`],
  officials: [`,กรมตัวอย่าง,นายสมมติ ตัวอย่าง,,,ผู้อำนวยการ,2020-10-01,,${SEEN}`],
  jurisdictions: [`KY,FSI 2022,2022-01-01,,${SEEN}`, `Cayman,FSI 2022,2022-01-01,,${SEEN}`],
  rates: [`USD,THB,2025-06-10,32.6543,${SEEN}`],
  "item-classes": [`68069000001,UNSPSC,72141000,${SEEN}`],
};

describe("registers typed or copied into the templates", () => {
  const reports: Record<string, ImportReport> = {};
  let db: Db;
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), "jabta-registers-"));
    const workspace = freshWorkspace();
    writeFileSync(join(folder, "egp.csv"), csv(HEADINGS_28, [row()]));
    await importFiles(workspace, [join(folder, "egp.csv")], { asOf: "2025-09-01" });
    for (const [name, rows] of Object.entries(ROWS)) {
      const path = join(folder, `${name}.csv`);
      writeFileSync(path, `${readFileSync(`data/templates/${name}.csv`, "utf8")}${rows.join("\r\n")}\r\n`);
      reports[name] = await importFiles(workspace, [path], { mapping: `data/mappings/${name}.yaml`, asOf: "2025-10-10" });
    }
    const { file } = await ensureCanon(workspace, readReceipts(workspace), () => {});
    db = await openDb({ threads: 1 });
    await db.run(`attach ${literal(workspace.path("canon", file))} as canon (read_only)`);
  });
  afterAll(() => db.close());

  test("records of registers are no processes", async () => {
    expect(await db.rows("select count(*)::integer as processes from canon.process")).toEqual([{ processes: 1 }]);
  });

  test("a company of the register is the supplier of the records", async () => {
    expect(
      await db.rows(`
        select party.party_id, registration.status, registered_on::varchar as registered_on, ended_on::varchar as ended_on, phone, registration.known_from::varchar as known_from, place
        from canon.registration join canon.party using (party_key) join canon.source_row on source_row.source_row = registration.source_row order by party_id`),
    ).toMatchObject([
      { party_id: "GB-COH-12345", status: "dissolved", registered_on: "2010-01-05", ended_on: "2024-03-01", place: "3" },
      {
        party_id: "TH-TIN:0105564068059",
        status: "active",
        registered_on: "2021-02-01",
        ended_on: null,
        phone: "02-123-4567",
        known_from: "2025-10-10",
        place: "2",
      },
    ]);
  });

  test("a row without the number of its company is put aside", () => {
    expect(reports.companies!.files[0]).toMatchObject({ read: 3, quarantined: 1, reasons: { cell_missing: 1 } });
  });

  test("owners and directors stand with their shares and spans, and persons are masked", async () => {
    const holdings = await db.rows<{ holder_kind: string; holder_name: string }>(`
      select party.party_id, holding.kind, share::varchar as share, from_on::varchar as from_on, to_on::varchar as to_on, holder.kind as holder_kind, holder.name as holder_name
      from canon.holding join canon.party using (party_key) join canon.party as holder on holder.party_key = holder_key order by party_id, holding.kind`);
    expect(holdings).toMatchObject([
      { party_id: "GB-COH-12345", kind: "owner", share: null, holder_kind: "natural" },
      { party_id: "TH-TIN:0105564068059", kind: "director", from_on: "2021-02-01", to_on: null, holder_kind: "natural" },
      { party_id: "TH-TIN:0105564068059", kind: "owner", share: "0.600000", holder_kind: "natural" },
      { party_id: "TH-TIN:0105564068059", kind: "shareholder", share: "0.255000", to_on: "2024-12-31", holder_kind: "juristic" },
    ]);
    // The same name and year of birth in two firms is one person.
    expect(holdings[0]!.holder_name).toBe(holdings[2]!.holder_name);
    const shown = JSON.stringify(await db.rows("select party_id, name from canon.party where kind = 'natural'"));
    expect(shown).not.toMatch(/สมมติ|John|1970/);
    expect(reports.holdings!.files[0]!.noted).toEqual({ "register.holdings.0.kind word_unmapped": 1 });
  });

  test("an official and a director of one name are one person", async () => {
    expect(
      await db.rows(
        "select party.name, position from canon.office join canon.party using (party_key) where person_key in (select holder_key from canon.holding where kind = 'director')",
      ),
    ).toEqual([{ name: "กรมตัวอย่าง", position: "ผู้อำนวยการ" }]);
  });

  test("debarments, lists of countries, rates and classes", async () => {
    expect(await db.rows("select from_on::varchar as from_on, to_on, authority, ground from canon.debarment")).toEqual([
      { from_on: "2025-01-01", to_on: null, authority: "กรมบัญชีกลาง", ground: "ทิ้งงาน" },
    ]);
    expect(await db.rows("select country, list, from_on::varchar as from_on from canon.listing")).toEqual([
      { country: "KY", list: "FSI 2022", from_on: "2022-01-01" },
    ]);
    expect(reports.jurisdictions!.files[0]).toMatchObject({ quarantined: 1, reasons: { party_missing: 1 } });
    expect(await db.rows("select currency, into_currency, value::varchar as value, origin from canon.rate")).toEqual([
      { currency: "USD", into_currency: "THB", value: "32.65430000", origin: SEEN },
    ]);
    expect(await db.rows("select item_class, class_basis from canon.process")).toEqual([
      { item_class: "UNSPSC:72141000", class_basis: "item" },
    ]);
  });
});

/** A release whose two bidders name one beneficial owner, and a third one who names another; ids of owners count within their organisation. */
const OWNED = {
  ocid: "ocds-213czf-owned",
  id: "1",
  date: "2024-07-01T00:00:00Z",
  tag: ["compiled"],
  parties: [
    ["A1", "Ana Popescu", "1"],
    ["B2", "Ana Popescu", "2"],
    ["C3", "Ion Rusu", "1"],
  ].map(([id, name, counted]) => ({
    id,
    name: `Company ${id}`,
    identifier: { scheme: "MD-IDNO", id },
    roles: ["tenderer"],
    beneficialOwners: [{ id: counted, name, nationalities: ["MD"] }],
  })),
  tender: {
    id: "t",
    status: "complete",
    procurementMethod: "open",
    tenderPeriod: { startDate: "2024-05-01T00:00:00Z", endDate: "2024-05-31T09:00:00Z" },
  },
  bids: { details: ["A1", "B2", "C3"].map((id) => ({ id, status: "valid", tenderers: [{ id }] })) },
};

test("beneficial owners in the releases themselves answer R032 without a register, and no name of theirs comes out", async () => {
  const workspace = freshWorkspace();
  const path = join(workspace.root, "owned.json");
  writeFileSync(path, JSON.stringify(OWNED));
  await importFiles(workspace, [path]);
  const generation = await openGeneration(workspace, (await runIndicators(workspace, { indicators: ["R032"] })).run_id);
  const { answers, flags } = await explain(generation, OWNED.ocid, "en");
  generation.close();
  expect(flags).toMatchObject([{ indicator: "R032" }]);
  expect(flags[0]!.seen_in.map(({ place }) => place)).toEqual([
    "#/bids/details/0",
    "#/bids/details/1",
    "#/parties/0/beneficialOwners/0",
    "#/parties/1/beneficialOwners/0",
  ]);
  expect(JSON.stringify({ answers, flags })).not.toMatch(/popescu|rusu/i);
});
