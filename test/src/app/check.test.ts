// What a publishing officer is told: of a good file, of one with gaps, and of one that cannot be read.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Checked, check } from "../../../src/app/check.ts";
import { requireCatalogue } from "../../../src/catalogue/load.ts";
import { openDb } from "../../../src/db.ts";
import { packaged } from "../../../src/package-root.ts";
import { codelist } from "../../../src/text/codelist.ts";
import { answered, jabta } from "../../command.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "check-test-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const release = (number: number, tender: object = {}) => ({
  ocid: `ocds-px0z7d-${number}`,
  id: "1",
  date: "2024-03-01T00:00:00Z",
  tag: ["tender", "contract"],
  buyer: { id: "B", name: "Buyer" },
  tender: {
    id: "1",
    status: "complete",
    procurementMethod: "open",
    tenderPeriod: { startDate: "2024-01-01T00:00:00Z", endDate: "2024-01-05T00:00:00Z" },
    ...tender,
  },
  contracts: [{ id: "C", status: "active", dateSigned: "2024-02-01", value: { amount: 5, currency: "EUR" } }],
});

function laid(name: string, releases: readonly object[]): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify({ version: "1.1", releases }));
  return path;
}

const of = ({ datasets }: Checked, field: string) => datasets[0]!.fields.find((it) => it.field === field)!;

test("a field that stands in some records has its share; one that stands in none unlocks what waits for it alone", async () => {
  const path = laid("gaps.json", [
    release(1, { numberOfTenderers: 1 }),
    release(2),
    release(3, { status: "closed" }),
    { tag: ["tender"], tender: {} },
  ]);
  const found = await check([path], { language: "en" });
  expect(found.files[0]).toMatchObject({
    read: 4,
    accepted: 3,
    quarantined: 1,
    first_at: { ocid_missing: "#/releases/3" },
    noted_at: { "tender.status word_unmapped": "#/releases/2/tender/status" },
  });
  expect(of(found, "tender.bids_received")).toMatchObject({ rows: 3, filled: 1, unlocks: [], ocds: "tender/numberOfTenderers" });
  expect(of(found, "tender.status")).toMatchObject({ rows: 3, filled: 2 });
  expect(of(found, "bid.value_amount")).toMatchObject({ rows: 0, filled: 0, share: null, unlocks: [] });
  expect(of(found, "bid.value_amount").helps).toContain("R024");
  expect(found.datasets[0]!.supported).toContain("R018");
  expect(found.datasets[0]!.judged.find(({ indicator }) => indicator === "R018")).toMatchObject({ flagged: 1, clear: 0, no_data: 2 });

  const without = await check([laid("less.json", [release(1), release(2)])], { language: "th" });
  expect(of(without, "tender.bids_received")).toMatchObject({ filled: 0, label: "จำนวนผู้ยื่นข้อเสนอ" });
  expect(of(without, "tender.bids_received").unlocks).toContain("R018");
  expect(without.datasets[0]!.unsupported.find(({ indicator }) => indicator === "R018")!.missing).toEqual(["tender.bids_received"]);
});

test("nothing is kept: neither in the workspace nor beside the file", async () => {
  const before = readdirSync(folder).sort();
  // A folder for what is passing that nobody else writes to.
  const passing = mkdtempSync(join(tmpdir(), "jabta-passing-"));
  const path = laid("gaps.json", [release(1)]);
  const { code, json } = await answered<Checked>(["check", path, "--workspace", join(folder, "var")], { env: { TMPDIR: passing } });
  expect(code).toBe(0);
  expect(json.files[0]).toMatchObject({ read: 1, accepted: 1 });
  expect(readdirSync(folder).sort()).toEqual(before);
  expect(readdirSync(passing)).toEqual([]);
});

test("a file that cannot be read is refused with a reason and exit 65, in the reader's language", async () => {
  const path = join(folder, "old.json");
  writeFileSync(path, JSON.stringify({ releases: [{ releaseID: "1", formation: {} }] }));
  const { code, stdout } = await jabta(["check", path, "--lang", "th"]);
  expect(code).toBe(65);
  expect(stdout).toContain("ฉบับร่างก่อน OCDS 1.0");
  rmSync(path);
});

test("every field an indicator requires has words and a column", async () => {
  const fields = new Set(codelist("canon_field").map(({ field }) => field!));
  for (const { id, requires } of requireCatalogue()) for (const field of requires) expect(fields, `${id} ${field}`).toContain(field);
  const db = await openDb();
  await db.run("create schema canon");
  await db.run(readFileSync(packaged("src/canon/schema.sql"), "utf8"));
  const columns = await db.rows<{ name: string }>(
    "select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'canon'",
  );
  db.close();
  for (const field of fields) expect(columns.map(({ name }) => name)).toContain(field);
  for (const row of codelist("canon_field")) expect(row.th, row.field).toMatch(/[ก-๙]/);
});
