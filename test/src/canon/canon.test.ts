// Builds a canon from a few staged releases and looks at what became of them.
import { mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { buildCanon, type CanonFile } from "../../../src/canon/canon.ts";
import type { Release } from "../../../src/canon/release.ts";
import { literal, openDb } from "../../../src/db.ts";
import { cleanRelease } from "../../../src/sources/ocds/clean.ts";
import { openWorkspace } from "../../../src/workspace.ts";

async function staged(root: string, name: string, releases: Release[], known_from = "2024-01-01"): Promise<CanonFile> {
  const folder = join(root, "stage", name);
  mkdirSync(folder, { recursive: true });
  const db = await openDb();
  const rows = releases.map(
    (release, index) =>
      `(${index + 1}, ${literal(`#/releases/${index}`)}, ${literal(release.ocid)}, ${release.id ? literal(release.id) : "null::varchar"}, ${release.date ? literal(release.date) : "null::varchar"}, ${literal(JSON.stringify(release))}, ${literal(JSON.stringify(release))})`,
  );
  await db.run(
    `copy (select *, 0 as is_part from (values ${rows.join(", ")}) as t(ordinal, place, ocid, release_id, released, content, doc)) to ${literal(join(folder, "received-00000.parquet"))} (format parquet)`,
  );
  db.close();
  return { sha256: name, name, source: "test", country: "TH", layout: "test", known_from, folder };
}

async function built(files: CanonFile[], root: string, asOf: string | null = null) {
  const workspace = openWorkspace(root);
  const path = join(root, `canon-${Math.random()}.duckdb`);
  const result = await buildCanon(workspace, files, path, asOf);
  const db = await openDb();
  await db.run(`attach ${literal(path)} as canon (read_only)`);
  return { result, db };
}

const root = () => mkdtempSync(join(tmpdir(), "jabta-canon-"));

const contract = (over: object) => ({
  id: "c1",
  at: "/contracts/0",
  status: "active" as const,
  value: { amount: "100.00", currency: "THB" },
  period: { startDate: "2024-01-01", endDate: "2024-06-30" },
  ...over,
});

test("a later release raises the price and moves the end: two changes, with both addresses", async () => {
  const dir = root();
  const file = await staged(
    dir,
    "a",
    [
      {
        ocid: "p1",
        id: "1",
        date: "2024-01-05T00:00:00Z",
        title: "road",
        tender: { at: "/tender", procurementMethod: "open" },
        contracts: [contract({})],
      },
      {
        ocid: "p1",
        id: "2",
        date: "2024-03-05T00:00:00Z",
        contracts: [contract({ value: { amount: "150.00", currency: "THB" }, period: { startDate: "2024-01-01", endDate: "2024-09-30" } })],
      },
      { ocid: "p0", id: "1", date: "2024-01-01", bids: [{ id: "b", at: "/bids/0", tenderers: [{ id: "x" }, { id: "y" }] }] },
    ],
    "2024-12-31",
  );
  const { result, db } = await built([file], dir);
  expect(result.rows).toMatchObject({ process: 2, contract: 1, amendment: 2, bid: 1, party: 3, member: 2 });
  const [row] = await db.rows("select * from canon.contract");
  expect(row).toMatchObject({
    contract_id: "p1/c1",
    first_amount: "100.00",
    value_amount: "150.00",
    first_ends_on: "2024-06-30",
    ends_on: "2024-09-30",
  });
  const amendments = await db.rows(
    "select kind, basis, old_amount, new_amount, old_ends_on, new_ends_on, seen_from, seen_to, now.place, old.place as old_place from canon.amendment join canon.source_row as now using (source_row) join canon.source_row as old on old.source_row = old_source_row order by kind",
  );
  expect(amendments).toEqual([
    {
      kind: "duration",
      basis: "release",
      old_amount: null,
      new_amount: null,
      old_ends_on: "2024-06-30",
      new_ends_on: "2024-09-30",
      seen_from: "2024-01-05",
      seen_to: "2024-03-05",
      place: "#/releases/1/contracts/0",
      old_place: "#/releases/0/contracts/0",
    },
    {
      kind: "value",
      basis: "release",
      old_amount: "100.00",
      new_amount: "150.00",
      old_ends_on: null,
      new_ends_on: null,
      seen_from: "2024-01-05",
      seen_to: "2024-03-05",
      place: "#/releases/1/contracts/0",
      old_place: "#/releases/0/contracts/0",
    },
  ]);
  db.close();
  const earlier = await built([file], dir, "2024-02-01");
  expect(await earlier.db.rows("select first_amount, value_amount from canon.contract")).toEqual([
    { first_amount: null, value_amount: "100.00" },
  ]);
  earlier.db.close();
});

test("snapshots without dates of their own: the order of files does not matter, and an unchanged second sighting tells the first amount", async () => {
  const dir = root();
  const row = (over: object, title = "work"): Release => ({ ocid: "p1", title, contracts: [contract({ id: "p1/1", at: "", ...over })] });
  const same: Release = { ocid: "p2", title: "same", contracts: [contract({ id: "p2/1", at: "" })] };
  const first = await staged(dir, "one", [row({}), same], "2024-01-01");
  const second = await staged(dir, "two", [row({ value: { amount: "120.00", currency: "THB" } }), same], "2024-05-01");
  const a = await built([first, second], dir);
  const b = await built([second, first], dir);
  expect(a.result.canon_hash).toBe(b.result.canon_hash);
  expect(await a.db.rows("select contract_id, first_amount, value_amount from canon.contract order by all")).toEqual([
    { contract_id: "p1/1", first_amount: "100.00", value_amount: "120.00" },
    { contract_id: "p2/1", first_amount: "100.00", value_amount: "100.00" },
  ]);
  expect(await a.db.rows("select basis, seen_from, seen_to, old_amount, new_amount from canon.amendment")).toEqual([
    { basis: "snapshot", seen_from: "2024-01-01", seen_to: "2024-05-01", old_amount: "100.00", new_amount: "120.00" },
  ]);
  a.db.close();
  b.db.close();
});

test("one release id that says two things is a conflict, not a history", async () => {
  const dir = root();
  const file = await staged(
    dir,
    "a",
    [
      { ocid: "p1", id: "1", date: "2024-01-05", contracts: [contract({})] },
      { ocid: "p1", id: "1", date: "2024-02-05", contracts: [contract({ value: { amount: "999.00", currency: "THB" } })] },
    ],
    "2024-12-31",
  );
  const { result, db } = await built([file], dir);
  expect(result.rows).toMatchObject({ amendment: 0, contract: 1 });
  expect(await db.rows("select release_id from canon.conflict")).toEqual([{ release_id: "1" }]);
  expect(await db.rows("select value_amount from canon.contract")).toEqual([{ value_amount: "999.00" }]);
  db.close();
});

test("no records at all make an empty canon", async () => {
  const dir = root();
  const { result, db } = await built([], dir);
  expect(result.rows.process).toBe(0);
  db.close();
});

test("a published amendment that says only when and why lends that to the change seen around it", async () => {
  const dir = root();
  const amendments = [{ id: "a1", at: "/contracts/0/amendments/0", date: "2024-02-20", rationale: "more work" }];
  const file = await staged(
    dir,
    "a",
    [
      { ocid: "p1", id: "1", date: "2024-01-05", contracts: [contract({})] },
      { ocid: "p1", id: "2", date: "2024-03-05", contracts: [contract({ value: { amount: "150.00", currency: "THB" }, amendments })] },
    ],
    "2024-12-31",
  );
  const { db } = await built([file], dir);
  expect(await db.rows("select kind, basis, agreed_on, rationale, new_amount from canon.amendment")).toEqual([
    { kind: "value", basis: "release", agreed_on: "2024-02-20", rationale: "more work", new_amount: "150.00" },
  ]);
  db.close();
});

const supplied = (...ids: string[]) => ({ suppliers: ids.map((id) => ({ id, name: id.toUpperCase() })) });
const suppliersIn = (db: Awaited<ReturnType<typeof built>>["db"]) =>
  db.rows(`
    select contract_id, party.party_id, (select count(*) from canon.member)::integer as members
    from canon.contract join canon.party on party_key = supplier_key order by all`);

test("a snapshot names another winner: it takes the place of the old one, and the change is kept", async () => {
  const dir = root();
  const row = (...ids: string[]): Release => ({ ocid: "p1", contracts: [contract({ id: "p1/1", at: "", ...supplied(...ids) })] });
  const files = [await staged(dir, "one", [row("a")], "2024-01-01"), await staged(dir, "two", [row("b")], "2024-05-01")];
  const { db } = await built(files, dir);
  expect(await suppliersIn(db)).toEqual([{ contract_id: "p1/1", party_id: "b", members: 0 }]);
  expect(await db.rows("select kind, basis, old_text, new_text from canon.amendment")).toEqual([
    { kind: "supplier", basis: "snapshot", old_text: "a", new_text: "b" },
  ]);
  db.close();
  const back = await built([...files, await staged(dir, "three", [row("a", "b")], "2024-06-01")], dir);
  expect(await suppliersIn(back.db)).toEqual([{ contract_id: "p1/1", party_id: "consortium:a+b", members: 2 }]);
  back.db.close();
});

test("a price that was changed and changed back: what holds is what the last snapshot says", async () => {
  const dir = root();
  const row = (amount: string): Release => ({
    ocid: "p1",
    contracts: [contract({ id: "p1/1", at: "", value: { amount, currency: "THB" } })],
  });
  const snapshot = (name: string, amount: string, day: string) => staged(dir, name, [row(amount)], day);
  const files = [
    await snapshot("one", "100.00", "2024-01-01"),
    await snapshot("two", "120.00", "2024-02-01"),
    await snapshot("three", "100.00", "2024-03-01"),
  ];
  for (const order of [files, [...files].reverse()]) {
    const { db } = await built(order, dir);
    expect(await db.rows("select first_amount, value_amount from canon.contract")).toEqual([
      { first_amount: "100.00", value_amount: "100.00" },
    ]);
    expect(await db.rows("select seen_from, seen_to, old_amount, new_amount from canon.amendment order by all")).toEqual([
      { seen_from: "2024-01-01", seen_to: "2024-02-01", old_amount: "100.00", new_amount: "120.00" },
      { seen_from: "2024-02-01", seen_to: "2024-03-01", old_amount: "120.00", new_amount: "100.00" },
    ]);
    db.close();
  }
  const { db } = await built(files, dir, "2024-02-15");
  expect(await db.rows("select value_amount from canon.contract")).toEqual([{ value_amount: "120.00" }]);
  db.close();
});

test("rows of one day that name two tenderers of one bid are a consortium, until a later day names one", async () => {
  const dir = root();
  const row = (id: string): Release => ({ ocid: "p1", bids: [{ id: "b1", at: "", tenderers: [{ id }] }] });
  const together = [await staged(dir, "one", [row("a"), row("b")], "2024-01-01")];
  const tenderer = async (files: CanonFile[]) => {
    const { db } = await built(files, dir);
    const rows = await db.rows("select party_id from canon.bid join canon.party on party_key = tenderer_key");
    db.close();
    return rows;
  };
  expect(await tenderer(together)).toEqual([{ party_id: "consortium:a+b" }]);
  expect(await tenderer([...together, await staged(dir, "two", [row("b")], "2024-02-01")])).toEqual([{ party_id: "b" }]);
});

test("releases only add to the suppliers of an award, as the standard merges them by id", async () => {
  const dir = root();
  const released = (id: string, date: string, supplier: string): Release => ({
    ocid: "p1",
    id,
    date,
    awards: [{ id: "a1", at: "/awards/0", ...supplied(supplier) }],
    contracts: [contract({ awardID: "a1" })],
  });
  const file = await staged(dir, "a", [released("1", "2024-01-05", "a"), released("2", "2024-02-05", "b")], "2024-12-31");
  const { db } = await built([file], dir);
  expect(await suppliersIn(db)).toEqual([{ contract_id: "p1/c1", party_id: "consortium:a+b", members: 2 }]);
  db.close();
});

const cleaned = (raw: Record<string, unknown>): Release =>
  cleanRelease(raw, { source: "test", country: null, datesRewritten: false, mask: () => "", problem: () => {} });

test("what one release tells of items, of subcontracts and of the day stands, whatever the next leaves out", async () => {
  const item = (id: unknown, code: string, scheme = "CPV") => ({ id, classification: { scheme, id: code } });
  const raw = [
    // Tender, award and contract each in a release of their own; the contract names who works under it, its award does not.
    { ocid: "p1", id: "1", date: "2024-01-05", buyer: { id: "B" }, tender: { id: "t", items: [item(1, "45"), item(2, "44")] } },
    {
      ocid: "p1",
      id: "2",
      date: "2024-02-05",
      tender: { id: "t", status: "complete" },
      awards: [{ id: 7, status: "active", items: [item("1", "33")] }],
    },
    { ocid: "p1", id: "3", date: "2024-03-05", awards: [{ id: "7", items: [item(2, "71", "UNSPSC")] }] },
    {
      ocid: "p1",
      id: "4",
      date: "2024-04-05",
      contracts: [{ id: 9, awardID: 7, subcontracting: { subcontracts: [{ id: "s", subcontractor: { id: "S", name: "S" } }] } }],
    },
    // Nobody classifies the items of the tender, then those of the award are; an item is added later, and the class of one is taken back.
    { ocid: "p2", id: "1", date: "2024-01-05", tender: { items: [{ id: 1, description: "road" }] } },
    { ocid: "p2", id: "2", date: "2024-02-05", awards: [{ id: "a", items: [item(1, "10"), item(2, "20")], hasSubcontracting: false }] },
    { ocid: "p2", id: "3", date: "2024-03-05", awards: [{ id: "a", items: [item(3, "30"), { id: 1, classification: null }] }] },
    { ocid: "p2", id: "4", date: "2024-04-05", contracts: [{ id: "c", awardID: "a", hasSubcontracting: true }] },
    // Only a contract says what was bought; the one that is sublet was cancelled.
    {
      ocid: "p3",
      id: "1",
      date: "2024-01-05",
      awards: [{ id: "a" }],
      contracts: [{ id: "c", awardID: "a", status: "cancelled", items: [item(1, "55")], hasSubcontracting: true }],
    },
    // A list whose items all bear one id.
    { ocid: "p4", id: "1", date: "2024-01-05", awards: [{ id: "a", items: [item(1, "2"), item(1, "1"), item(1, "2")] }] },
  ].map(cleaned);
  const dir = root();
  const file = await staged(dir, "a", raw, "2024-12-31");
  for (const files of [[file], [{ ...(await staged(dir, "b", [...raw].reverse(), "2024-12-31")) }]]) {
    const { db } = await built(files, dir);
    expect(await db.rows("select process_id, item_class, class_basis, known_from from canon.process order by process_id")).toEqual([
      { process_id: "p1", item_class: "CPV:45", class_basis: "item", known_from: "2024-04-05" },
      { process_id: "p2", item_class: "CPV:20", class_basis: "item", known_from: "2024-04-05" },
      { process_id: "p3", item_class: "CPV:55", class_basis: "item", known_from: "2024-01-05" },
      { process_id: "p4", item_class: "CPV:2", class_basis: "item", known_from: "2024-01-05" },
    ]);
    expect(await db.rows("select award_id, item_classes, has_subcontracting from canon.award order by award_id")).toEqual([
      { award_id: "p1/7", item_classes: ["CPV:33", "UNSPSC:71"], has_subcontracting: true },
      { award_id: "p2/a", item_classes: ["CPV:20", "CPV:30"], has_subcontracting: false },
      { award_id: "p3/a", item_classes: null, has_subcontracting: null },
      { award_id: "p4/a", item_classes: ["CPV:1", "CPV:2"], has_subcontracting: null },
    ]);
    expect(await db.rows("select contract_id, award_key, known_from from canon.contract where process_key = 0")).toEqual([
      { contract_id: "p1/9", award_key: 0, known_from: "2024-04-05" },
    ]);
    db.close();
  }
});

test("releases of one evening in two time zones: what was published first is what was signed", async () => {
  const dir = root();
  const released = (id: string, date: string, amount: string): Release => ({
    ocid: "p1",
    id,
    date,
    contracts: [contract({ value: { amount, currency: "THB" } })],
  });
  // The second is later by three hours, although its day is the earlier one; the third bears no zone.
  const releases = [
    released("2", "2024-02-29T20:00:00Z", "100.00"),
    released("1", "2024-03-01T00:00:00+07:00", "90.00"),
    released("3", "2024-02-29T20:30:00", "110.00"),
  ];
  const { db } = await built([await staged(dir, "a", releases, "2024-12-31")], dir);
  expect(await db.rows("select first_amount, value_amount from canon.contract")).toEqual([
    { first_amount: "90.00", value_amount: "110.00" },
  ]);
  db.close();
});

test("who runs the procurement stands for the buyer only where no release names one", async () => {
  const entity = { procuringEntity: { id: "E", name: "Entity" } };
  const parties = [
    { id: "B", name: "Buyer", address: { region: "North" } },
    { id: "E", name: "Entity", address: { region: "South" } },
  ];
  const raw = [
    { ocid: "p1", id: "1", date: "2024-01-05", buyer: { id: "B" }, parties },
    { ocid: "p1", id: "2", date: "2024-02-05", tender: entity, parties },
    { ocid: "p2", id: "1", date: "2024-01-05", tender: entity, parties },
    { ocid: "p3", id: "1", date: "2024-01-05", buyer: { id: "B" }, tender: entity, parties },
    { ocid: "p3", id: "2", date: "2024-02-05", buyer: null },
    // The buyer bears a name alone, and the same name under an id is the entity.
    { ocid: "p4", id: "1", date: "2024-01-05", buyer: { name: "ENTITY" } },
    { ocid: "p4", id: "2", date: "2024-02-05", tender: entity, parties },
  ].map(cleaned);
  const dir = root();
  const { db } = await built([await staged(dir, "a", raw, "2024-12-31")], dir);
  const buyers =
    "select process_id, party_id, buyer_province from canon.process left join canon.party on party_key = buyer_key order by process_id";
  expect(await db.rows(buyers)).toEqual([
    { process_id: "p1", party_id: "B", buyer_province: "North" },
    { process_id: "p2", party_id: "E", buyer_province: "South" },
    { process_id: "p3", party_id: null, buyer_province: "North" },
    { process_id: "p4", party_id: "E", buyer_province: "South" },
  ]);
  db.close();
});
