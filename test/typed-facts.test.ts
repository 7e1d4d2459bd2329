// Facts typed by people into the templates join the contracts of the national rows, whoever typed the digits and however.
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { ensureCanon } from "../src/app/canon.ts";
import { type ImportReport, importFiles } from "../src/app/import.ts";
import { type Db, literal, openDb } from "../src/db.ts";
import { readReceipts } from "../src/sources/raw.ts";
import { freshWorkspace } from "./real-records.ts";
import { csv, HEADINGS_28, row } from "./src/sources/egp/made-up.ts";

const SEEN = "หน่วยตัวอย่าง,https://example.org/cost/1,10 ต.ค. 68";
const TYPED: Record<string, string[]> = {
  "contract-changes": [
    `68069000001,๑๒/๒๕๖๘,1,1 ก.ย. 68,"1,400,000",1750000,28 พ.ย. 68,2569-01-31,ปริมาณงานเพิ่ม,${SEEN}`,
    "68069000001,12/2568,2,2 ก.ย. 68,,,2569-01-31,2569-02-28,,หน่วยตัวอย่าง,,10 ต.ค. 68",
  ],
  "contract-progress": [
    `68069000001,12/2568,1,งานฐานราก,30 ก.ย. 68,5 ต.ค. 68,ใช่,8 ต.ค. 68,500000,${SEEN}`,
    `68069000001,12/2568,2,งานผิวทาง,31 ต.ค. 68,-,,,,${SEEN}`,
  ],
  "contract-completion": [`68069000001,12/2568,9 ต.ค. 68,"1,740,000.00",สิ้นสุดสัญญา,${SEEN}`],
  subcontracts: [`68069000001,12/2568,1,บริษัท ทดลอง จำกัด,,"400,000",${SEEN}`, `68069000001,12/2568,2,นายสมมติ ตัวอย่าง,,,${SEEN}`],
  "project-bidders": [
    `68069000001,1,บริษัท ตัวอย่าง จำกัด,0105564068059,20 มิ.ย. 68,1400000,ผู้ชนะ,${SEEN}`,
    `68069000001,2,บริษัท ทดลอง จำกัด,,20 มิ.ย. 68,1450000,เข้าเสนอราคา,${SEEN}`,
    `68069000001,3,บริษัท สมมติ จำกัด,,,,ซื้อซอง,${SEEN}`,
  ],
};

const template = (name: string) => readFileSync(`data/templates/${name}.csv`, "utf8");

describe("facts typed into the templates", () => {
  const reports: Record<string, ImportReport> = {};
  let db: Db;
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), "jabta-typed-"));
    const workspace = freshWorkspace();
    writeFileSync(join(folder, "egp.csv"), csv(HEADINGS_28, [row()]));
    await importFiles(workspace, [join(folder, "egp.csv")], { asOf: "2025-09-01" });
    for (const [name, rows] of Object.entries(TYPED)) {
      const path = join(folder, `${name}.csv`);
      writeFileSync(path, `${template(name)}${rows.join("\r\n")}\r\n`);
      reports[name] = await importFiles(workspace, [path], { mapping: `data/mappings/${name}.yaml`, asOf: "2025-10-10" });
    }
    const { file } = await ensureCanon(workspace, readReceipts(workspace), () => {});
    db = await openDb({ threads: 1 });
    await db.run(`attach ${literal(workspace.path("canon", file))} as canon (read_only)`);
  });

  test("there is a mapping for every template, and nothing in a template but headings", () => {
    const names = readdirSync("data/templates").filter((name) => name.endsWith(".csv"));
    expect(names.filter((name) => !existsSync(`data/mappings/${name.replace(".csv", ".yaml")}`))).toEqual([]);
    expect(names.map((name) => name.replace(".csv", ""))).toEqual(expect.arrayContaining(Object.keys(TYPED)));
    for (const name of names) expect(template(name.replace(".csv", "")).trim().split("\n")).toHaveLength(1);
  });

  test("a row that does not say where it was seen is put aside", () => {
    expect(reports["contract-changes"]!.files[0]).toMatchObject({ read: 2, quarantined: 1, reasons: { cell_missing: 1 } });
    expect(reports["contract-progress"]!.files[0]).toMatchObject({ read: 2, quarantined: 0, source: "th-typed-progress" });
  });

  test("they are of the one contract that the national row tells of, and its process stays the national one", async () => {
    expect(await db.rows("select process_id, source, known_from::varchar as known_from from canon.process")).toEqual([
      { process_id: "68069000001", source: "th-cgd", known_from: "2025-09-01" },
    ]);
    expect(
      await db.rows(
        "select contract_id, completed_on::varchar as completed, final_amount::varchar as final, value_amount::varchar as value, status from canon.contract",
      ),
    ).toEqual([
      { contract_id: "68069000001/12/2568", completed: "2025-10-09", final: "1740000.00", value: "1400000.00", status: "terminated" },
    ]);
  });

  test("a change gives value and end before and after, from its own row", async () => {
    const rows = await db.rows(`
      select kind, basis, agreed_on::varchar as agreed, coalesce(old_amount::varchar, old_ends_on::varchar) as old, coalesce(new_amount::varchar, new_ends_on::varchar) as new, rationale, name, split_part(place, '#', 1) as place
      from canon.amendment join canon.source_row using (source_row) join canon.source_file using (file_key) order by kind`);
    const shared = { basis: "published", agreed: "2025-09-01", rationale: "ปริมาณงานเพิ่ม", name: "contract-changes.csv", place: "2" };
    expect(rows).toEqual([
      { ...shared, kind: "duration", old: "2025-11-28", new: "2026-01-31" },
      { ...shared, kind: "value", old: "1400000.00", new: "1750000.00" },
    ]);
  });

  test("instalments give milestones, and payments where they were paid", async () => {
    expect(await db.rows("select title, due_on::varchar as due, met_on::varchar as met from canon.milestone order by due_on")).toEqual([
      { title: "งานฐานราก", due: "2025-09-30", met: "2025-10-05" },
      { title: "งานผิวทาง", due: "2025-10-31", met: null },
    ]);
    expect(await db.rows("select paid_on::varchar as paid, value_amount::varchar as amount, currency from canon.transaction")).toEqual([
      { paid: "2025-10-08", amount: "500000.00", currency: "THB" },
    ]);
  });

  test("bidders are told apart from those who only bought the documents, and the winner is the contract's supplier", async () => {
    expect(
      await db.rows("select status, value_amount::varchar as amount, submitted_on::varchar as submitted from canon.bid order by bid_id"),
    ).toEqual([
      { status: "valid", amount: "1400000.00", submitted: "2025-06-20" },
      { status: "valid", amount: "1450000.00", submitted: "2025-06-20" },
      { status: "invited", amount: null, submitted: null },
    ]);
    expect(
      await db.rows(
        "select party_id, award.status from canon.award join canon.contract using (supplier_key) join canon.party on party_key = supplier_key",
      ),
    ).toEqual([{ party_id: "TH-TIN:0105564068059", status: "active" }]);
  });

  test("subcontracts stand under their contract, and persons are masked", async () => {
    expect(
      await db.rows(`
        select contract.number, party.name, party.kind, subcontract.value_amount::varchar as value, subcontract.currency
        from canon.subcontract
        join canon.contract using (contract_key)
        join canon.party on party_key = subcontractor_key
        order by subcontract_id`),
    ).toEqual([
      { number: "12/2568", name: "บริษัท ทดลอง จำกัด", kind: "juristic", value: "400000.00", currency: "THB" },
      { number: "12/2568", name: expect.stringMatching(/^บุคคลธรรมดา · [a-p]{6}$/), kind: "natural", value: null, currency: "THB" },
    ]);
  });
});
