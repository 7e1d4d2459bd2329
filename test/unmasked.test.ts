// Made-up persons stand in the records with their whole numbers, and nothing that the program keeps shows one of them.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openGeneration } from "../src/app/generation.ts";
import { openDb } from "../src/db.ts";
import { makeSample } from "../src/sample/sample.ts";
import type { Truth } from "../src/sample/truth.ts";
import { openWorkspace } from "../src/workspace.ts";
import { jabta } from "./command.ts";
import { leaksIn, leaksInFolder, textOf } from "./leak.ts";

const folder = mkdtempSync(join(tmpdir(), "jabta-unmasked-"));
const home = join(folder, "workspace");
const inputs = join(folder, "inputs");
const given = join(folder, "given");
const EGP = join(inputs, "rows.csv");
const OCDS = join(inputs, "releases.jsonl");
const NOTES = join(inputs, "notes.csv");
/** Records of one's own would take the place of made-up ones. */
const MADE_UP = ["--source", "sample-egp"];
const MAPPING = "data/mappings/contract-changes.yaml";

let truths: Truth[];
let numbers: string[];
/** Subjects in which persons stand: processes, contracts, suppliers and buyers. */
let subjects: { processes: string[]; contracts: string[]; suppliers: string[]; buyers: string[] };

/** A change somebody typed: the reason names a person and the number in three ways. */
function notes([one, two]: readonly { process: string; name: string; number: string }[]): string {
  const head = "รหัสโครงการ,เลขที่สัญญา,ครั้งที่แก้ไข,วันที่แก้ไขสัญญา,วงเงินเดิม (บาท),วงเงินใหม่ (บาท),วันสิ้นสุดเดิม,วันสิ้นสุดใหม่,เหตุผล,ผู้พบเห็น,พบเห็นที่,วันที่พบเห็น";
  const thai = one!.number.replace(/\d/g, (digit) => "๐๑๒๓๔๕๖๗๘๙"[Number(digit)]!);
  const reasons = [
    `ตามคำขอของ${one!.name} เลขประจำตัวประชาชน ${one!.number.replace(/^(.)(.{4})(.{5})(.{2})(.)$/, "$1 $2 $3 $4 $5")}`,
    `${two!.name} (เลขบัตร ${thai}) ขอขยายเวลา`,
    `ผู้รับจ้าง ${two!.number} ขอขยายเวลา`,
  ];
  return `${head}\n${reasons.map((reason, nth) => `${one!.process},1/2568,${nth + 1},5 มิ.ย. 68,,,5 ก.ค. 68,${6 + nth} ก.ค. 68,${reason},หน่วยตรวจสอบ,หน้า CoST,1 ก.ย. 68`).join("\n")}\n`;
}

beforeAll(async () => {
  for (const path of [inputs, given]) mkdirSync(path);
  await makeSample({ format: "egp", rows: 200, seed: 5, out: EGP, plant: `${EGP}.truth` });
  await makeSample({ format: "ocds", layout: "jsonl", rows: 100, seed: 6, out: OCDS, plant: `${OCDS}.truth` });
  truths = [EGP, OCDS].map((path) => JSON.parse(readFileSync(`${path}.truth`, "utf8")) as Truth);
  const persons = truths.flatMap((truth) => truth.persons);
  numbers = persons.map(({ number }) => number);
  writeFileSync(NOTES, notes(truths[0]!.persons));
  for (const path of [EGP, OCDS]) rmSync(`${path}.truth`);

  const calls = [
    ["import", EGP, ...MADE_UP],
    ["import", OCDS, "--source", "sample-ocds"],
    ["import", NOTES, "--mapping", MAPPING, ...MADE_UP],
    ["run", "--profile", "thailand"],
  ];
  for (const call of calls) expect((await jabta([...call, "--workspace", home])).code, call.join(" ")).toBe(0);
  const generation = await openGeneration(openWorkspace(home));
  const wanted = persons.map(({ process }) => process);
  const rows = await generation.db.rows<{ process: string; contract: string; supplier: string; buyer: string }>(`
    select process_id as process, contract_id as contract, supplier.party_id as supplier, buyer.party_id as buyer
    from canon.process join canon.contract using (process_key)
    join canon.party as supplier on supplier.party_key = supplier_key join canon.party as buyer on buyer.party_key = buyer_key
    where process_id in (${wanted.map((id) => `'${id}'`).join(", ")}) order by process_id`);
  generation.close();
  const of = (name: keyof (typeof rows)[number]) => [...new Set(rows.map((row) => row[name]))];
  subjects = { processes: of("process"), contracts: of("contract"), suppliers: of("supplier"), buyers: of("buyer") };
}, 240_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the search itself", () => {
  test("finds every planted person in the records as received, in each way a number is written", async () => {
    const { found } = await leaksInFolder(inputs, numbers);
    expect(found.some((leak) => leak.startsWith("rows.csv: name"))).toBe(true);
    for (const [nth, path] of [EGP, OCDS].entries()) {
      const text = readFileSync(path, "utf8");
      for (const { number, name, written } of truths[nth]!.persons) {
        expect(text, name).toContain(written);
        expect(leaksIn(written, [number]), written).toHaveLength(2);
        expect(leaksIn(name, []), name).not.toEqual([]);
        expect(leaksIn(encodeURIComponent(`${name} ${written}`), [number])).toHaveLength(4);
      }
    }
    expect(leaksIn(readFileSync(NOTES, "utf8"), [numbers[0]!])).not.toEqual([]);
    expect(subjects.processes).toHaveLength(truths.flatMap((truth) => truth.persons).length);
  });

  test("reads what is packed: Parquet, databases and the kept records", async () => {
    const { name, number } = truths[0]!.persons[0]!;
    const db = await openDb();
    const [parquet, database] = [join(folder, "control.parquet"), join(folder, "control.duckdb")];
    await db.run(`copy (select '${name}' as who, '${number}' as id) to '${parquet}' (format parquet)`);
    await db.run(`attach '${database}' as control; create table control.main.it as select '${name}' as who; detach control`);
    db.close();
    expect(leaksIn(await textOf(readFileSync(parquet), parquet), [number]).length).toBeGreaterThanOrEqual(2);
    expect(leaksIn(await textOf(readFileSync(database), database), [])).not.toEqual([]);
    // What is kept as received shows them, and lies in one place only.
    expect((await leaksInFolder(join(home, "raw"), numbers)).found).not.toEqual([]);
  });
});

test("the workspace, apart from the records as received", async () => {
  const { files, found } = await leaksInFolder(home, numbers, (path) => path.startsWith("raw/sha256"));
  expect(files).toBeGreaterThan(8);
  expect(found).toEqual([]);
}, 120_000);
