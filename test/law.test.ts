// The law tables: whole, dated, with a source that a reader can find, in both languages, and taken by the day.
import { beforeAll, describe, expect, test } from "vitest";
import type { Db } from "../src/db.ts";
import { documents, LAW, type LawRow, type LawTable, lawRows, lawTablesOnDisk, overlaps, problems, readers } from "./law.ts";
import { emptyWorld } from "./world.ts";

const sources = new Map(documents().map((row) => [row.source!, row]));

test("every file of data/law is shown on docs/law.md", () => {
  expect(lawTablesOnDisk()).toEqual([...Object.keys(LAW), "document"].sort());
});

test("every document has a title in both languages, how it was read, and is used", () => {
  const used = new Set((Object.keys(LAW) as LawTable[]).flatMap((name) => lawRows(name).map(({ source }) => source)));
  for (const row of sources.values()) {
    for (const column of ["title_en", "title_th", "part_en", "part_th", "read_en", "read_th"])
      expect(row[column], `${row.source} ${column}`).toBeTruthy();
    expect(used, row.source).toContain(row.source);
    if (row.url) expect(() => new URL(row.url!)).not.toThrow();
  }
});

describe.each(Object.keys(LAW) as LawTable[])("%s", (name) => {
  test("has sound rows", () => {
    expect(lawRows(name).length).toBeGreaterThan(0);
    expect(problems(lawRows(name), sources)).toEqual([]);
  });
  test("gives one answer for a day and a value", () => expect(overlaps(lawRows(name), LAW[name].key)).toEqual([]));
  test("one country counts one method's days in one unit", () => {
    const units = new Map<string, Set<string>>();
    for (const { country, method, unit } of lawRows(name))
      if (unit) units.set(`${country} ${method}`, (units.get(`${country} ${method}`) ?? new Set()).add(unit));
    for (const [of, all] of units) expect(all.size, of).toBe(1);
  });
});

describe("the search for faults finds them", () => {
  const sound: LawRow = {
    country: "TH",
    method: "open",
    from_on: "2017-08-24",
    to_on: "2019-12-31",
    min_amount: "1",
    max_amount: "5",
    basis_en: "a",
    basis_th: "ก",
    source: "TH-REG-2560",
    clause: "1",
    verified: "yes",
  };
  const key = ["country", "method"];
  test("two rows of one day", () => {
    expect(overlaps([sound, { ...sound, from_on: "2019-12-31", to_on: "" }], key)).toEqual(["TH open"]);
    expect(overlaps([sound, { ...sound, from_on: "2020-01-01", to_on: "" }], key)).toEqual([]);
    expect(overlaps([sound, { ...sound, min_amount: "5.01", max_amount: "" }], key)).toEqual([]);
    expect(overlaps([sound, { ...sound, method: "direct" }], key)).toEqual([]);
  });
  test.each([
    [{ source: "thailand.md" }, "source"],
    [{ verified: "" }, "verified"],
    [{ clause: "" }, "clause"],
    [{ from_on: "2017-02-30" }, "no day"],
    [{ from_on: "2020-01-01" }, "ends before"],
    [{ from_on: "2017-08-23" }, "in force"],
    [{ basis_th: "a" }, "both languages"],
    [{ country: "" }, "country"],
  ])("%j", (change, says) => expect(problems([{ ...sound, ...change } as LawRow], sources).join()).toContain(says));
  test("none in a sound row", () => expect(problems([sound], sources)).toEqual([]));
});

describe("as the engine lays it", () => {
  let db: Db;
  beforeAll(async () => {
    db = await emptyWorld();
  });
  test("open ends reach to the ends of time", async () => {
    const [row] = await db.rows("select from_on::varchar as from_on, to_on::varchar as to_on from law.fiscal_year where country = 'TH'");
    expect(row).toEqual({ from_on: "0001-01-01", to_on: "9999-12-31" });
  });
  test("no holiday that is not verified leaves a weekday out", async () => {
    expect(await db.rows("select distinct verified from law.holiday")).toEqual([{ verified: "no" }]);
  });
  test("limits are read by the indicators that speak of them", () => {
    for (const code of ["R010", "R011", "R013", "R049", "R054", "R055", "X102"]) expect(readers("method_limit"), code).toContain(code);
    for (const code of ["R003", "X126"]) expect(readers("submission_days"), code).toContain(code);
    expect(readers("appeal_days")).toContain("X126");
  });
});
