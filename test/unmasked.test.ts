// Made-up persons stand in the records with their whole numbers, and nothing that the program keeps shows one of them.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openGeneration } from "../src/app/generation.ts";
import { openHouse } from "../src/app/house.ts";
import { casebookOf } from "../src/app/review.ts";
import { openDb } from "../src/db.ts";
import { packaged } from "../src/package-root.ts";
import { makeSample } from "../src/sample/sample.ts";
import type { Truth } from "../src/sample/truth.ts";
import { site } from "../src/serve.ts";
import { openWorkspace } from "../src/workspace.ts";
import { jabta } from "./command.ts";
import { leaksIn, leaksInFolder, textOf } from "./leak.ts";
import { anyCall, everyAddress, everyCall, everyCommand, everyPage, type Places } from "./outputs.ts";

const folder = mkdtempSync(join(tmpdir(), "jabta-unmasked-"));
const home = join(folder, "workspace");
const inputs = join(folder, "inputs");
const given = join(folder, "given");
const EGP = join(inputs, "rows.csv");
const OCDS = join(inputs, "releases.jsonl");
const NOTES = join(inputs, "notes.csv");
/** Records of one's own would take the place of made-up ones. */
const MADE_UP = ["--source", "sample-egp"];
const MAPPING = packaged("data/mappings/contract-changes.yaml");
/** Rows of persons without the number of their project, so that they are set aside and told of. */
const BROKEN = join(inputs, "broken.csv");
/** Everything in every language and format takes minutes; the rest of the time each command, address and report is asked once. */
const ALL = process.env.ALL_OUTPUT === "1";

/** Addresses that show nothing here: no run before, no project, two parties of unlike roles, nothing published, asked for or made, two people needed, no feed about a natural person, a mere turn to another page. */
const REFUSED =
  /^\d+ \/(v1\/(diff|projects\/|published|jobs|reviews|compare|feeds\/suppliers\/natural)|projects\/|public|second|reports\/(made|asked)|people|account|login|\?lang)/;

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

/** What commands said, by how they were called. */
const told: { call: string; text: string }[] = [];
/** Calls that ended as they should not. */
const odd: string[] = [];
let leaves: string[];

/** Calls a command in the folder for what is given, and keeps what it says. */
async function say(args: string[], codes: readonly number[] | "any" = [0]): Promise<void> {
  const rest = args.includes("--workspace") ? args : [...args, "--workspace", home];
  const { code, stdout, stderr } = await jabta(rest, { cwd: given });
  told.push({ call: args.join(" "), text: `${stdout}\n${stderr}` });
  // Whatever is asked, nothing is a bug of the program.
  if (codes === "any" ? code === 70 || code === null : !codes.includes(code!))
    odd.push(`${code}: ${args.join(" ")}\n${stderr.slice(0, 400)}`);
}

beforeAll(async () => {
  leaves = await everyCommand();
  for (const path of [inputs, given]) mkdirSync(path);
  await makeSample({ format: "egp", rows: 200, seed: 5, out: EGP, plant: `${EGP}.truth` });
  await makeSample({ format: "ocds", layout: "jsonl", rows: 100, seed: 6, out: OCDS, plant: `${OCDS}.truth` });
  truths = [EGP, OCDS].map((path) => JSON.parse(readFileSync(`${path}.truth`, "utf8")) as Truth);
  const persons = truths.flatMap((truth) => truth.persons);
  numbers = persons.map(({ number }) => number);
  writeFileSync(NOTES, notes(truths[0]!.persons));
  for (const path of [EGP, OCDS]) rmSync(`${path}.truth`);
  const [heads, ...lines] = readFileSync(EGP, "utf8").split("\n");
  const ofPerson = lines.filter((row) => leaksIn(row, []).length > 0).slice(0, 3);
  writeFileSync(BROKEN, [heads, ...ofPerson.map((row) => row.replace(/^(\d+),\d{11},/, "$1,ไม่มีเลข,"))].join("\n"));

  await say(["import", EGP, ...MADE_UP]);
  await say(["import", OCDS, "--source", "sample-ocds"]);
  await say(["import", NOTES, "--mapping", MAPPING, ...MADE_UP]);
  await say(["import", BROKEN, ...MADE_UP, "--workspace", join(folder, "other")], [3, 65]);
  await say(["run", "--profile", "thailand"]);
  expect(odd).toEqual([]);
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
}, 900_000);

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

describe("what is given", () => {
  let places: Places;
  let record: { sha256: string; place: string };
  beforeAll(async () => {
    const generation = await openGeneration(openWorkspace(home));
    const [row] = await generation.db.rows<{ sha256: string; place: string; flag: string }>(`
      select source_file.sha256, source_row.place, (select min(flag_id) from run.flag_list) as flag
      from canon.process join canon.source_row using (source_row) join canon.source_file using (file_key)
      where process_id = '${subjects.processes[0]}' limit 1`);
    record = { sha256: row!.sha256, place: row!.place };
    places = { subjects, run: generation.manifest.run_id, flag: row!.flag, record, view: "nothing", upload: "nothing" };
    generation.close();
  }, 120_000);

  const leaking = (all: readonly { call: string; text: string }[]): string[] =>
    all.flatMap(({ call, text }) => leaksIn(text, numbers).map((leak) => `${call}: ${leak}`));

  test("by the API and pages, in every format, in headers, addresses and the log", async () => {
    const house = openHouse(openWorkspace(home));
    const casebook = casebookOf(openWorkspace(home));
    try {
      const log: string[] = [];
      const app = site(house, casebook, { log: (line) => log.push(line) });
      const ask = async (path: string, init: RequestInit = {}) =>
        await app.request(`http://localhost${path}`, {
          ...init,
          headers: { host: "localhost", origin: "http://localhost", ...init.headers },
        });
      await ask("/views", { method: "POST", body: new URLSearchParams({ name: "all", query: "" }) });
      places.view = casebook.one<{ view_id: string }>("select view_id from view")!.view_id;
      const form = new FormData();
      form.set("file", new File([readFileSync(BROKEN)], "broken.csv"));
      const held = await ask("/imports", { method: "POST", body: form });
      places.upload = held.headers.get("location")?.split("/").at(-1) ?? "nothing";
      expect(held.status).toBe(303);

      const found: string[] = [];
      const answered: Record<string, number> = {};
      for (const path of [...everyAddress(places, ALL ? 99 : 3), ...everyPage(places, ALL ? 99 : 2)]) {
        const answer = await ask(path);
        const bytes = Buffer.from(await answer.arrayBuffer());
        answered[path] = answer.status;
        const file = join(folder, "answer");
        writeFileSync(file, bytes);
        const text = `${await textOf(bytes, file)}\n${JSON.stringify([...answer.headers])}`;
        found.push(...leaking([{ call: path, text }]));
        expect(leaksIn(path, numbers), path).toEqual([]);
      }
      expect(found).toEqual([]);
      expect(log.length).toBeGreaterThan(Object.keys(answered).length);
      expect(leaking(log.map((text) => ({ call: "the log", text })))).toEqual([]);
      const refused = Object.entries(answered)
        .filter(([, status]) => status !== 200)
        .map(([path, status]) => `${status} ${path}`);
      expect(refused.filter((it) => !REFUSED.test(it))).toEqual([]);
    } finally {
      house.close();
      casebook.close();
    }
  }, 600_000);

  test("by every command", async () => {
    const table = everyCall(places, { egp: EGP, given });
    expect(Object.keys(table).filter((name) => !leaves.includes(name))).toEqual([]);
    const names = [...Object.keys(table), ...leaves.filter((name) => !table[name])];
    const calls = names.flatMap((name) => (table[name] ?? anyCall(places)).map((call) => ({ name, ...call })));
    for (const { name, args, mayFail, isDear } of calls)
      if (ALL || !isDear) await say([...name.split(" "), ...args], mayFail ? "any" : [0]);
    expect(odd).toEqual([]);
    expect(leaking(told)).toEqual([]);
    const { files, found } = await leaksInFolder(given, numbers);
    expect(files).toBeGreaterThan(ALL ? 50 : 5);
    expect(found).toEqual([]);
  }, 3_600_000);
});
