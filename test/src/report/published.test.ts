// What leaves the house as published: only flags that were approved, in every table and count, and no natural person by name.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { publishPackage } from "../../../src/app/data-package.ts";
import { type Generation, openGeneration } from "../../../src/app/generation.ts";
import { fillReport } from "../../../src/app/report.ts";
import { casebookOf, seenFlags } from "../../../src/app/review.ts";
import { verifyChain } from "../../../src/casebook/audit.ts";
import { approve, propose } from "../../../src/casebook/publication.ts";
import { review } from "../../../src/casebook/review.ts";
import { addSecond } from "../../../src/casebook/second.ts";
import { lift, suppress } from "../../../src/casebook/suppression.ts";
import { literal, openDb } from "../../../src/db.ts";
import { records } from "../../../src/report/table.ts";
import type { Workspace } from "../../../src/workspace.ts";
import { judgedCopy } from "./judged.ts";

let workspace: Workspace;
let generation: Generation;
beforeAll(async () => {
  workspace = await judgedCopy();
  generation = await openGeneration(workspace);
}, 400_000);
afterAll(() => generation.close());

const tables = async (name: string, filter: object, status: "internal" | "published") => {
  const { tables: found } = await fillReport(workspace, generation, name, { filter, status });
  return (table: string) => records(found.get(table)!);
};
const sum = (rows: readonly Record<string, unknown>[], column: string) => rows.reduce((total, row) => total + Number(row[column] ?? 0), 0);

test("nothing approved: nothing counted, no answer that flags, whatever the house knows", async () => {
  const inside = await tables("province-overview", {}, "internal");
  expect(sum(inside("totals"), "flagged_count")).toBeGreaterThan(0);
  const outside = await tables("province-overview", {}, "published");
  for (const table of ["totals", "by_indicator", "by_province", "by_agency", "by_category"]) {
    expect(sum(outside(table), "flagged_count"), table).toBe(0);
    expect(sum(outside(table), "judged_count"), table).toBe(sum(inside(table), "judged_count"));
  }
  expect(outside("leads")).toEqual([]);
  const contract = (
    await generation.db.one<{ id: string }>(
      "select contract_id as id from run.flag_list where contract_id is not null order by rank limit 1",
    )
  ).id;
  const flagged = (rows: readonly Record<string, unknown>[]) => rows.filter(({ status }) => status === "flagged").length;
  expect(flagged((await tables("contract-case", { contract }, "internal"))("answers"))).toBeGreaterThan(0);
  expect(flagged((await tables("contract-case", { contract }, "published"))("answers"))).toBe(0);
});

test("a data package has the contracts of natural persons, and none of them by a name or an id", async () => {
  const folder = join(mkdtempSync(join(tmpdir(), "package-")), "package");
  const { resources } = await publishPackage(workspace, folder);
  const db = await openDb();
  const rows = await db.rows<Record<string, string | null>>(
    `from read_csv(${literal(join(folder, "contracts.csv"))}, all_varchar = true, header = true, delim = ',', quote = '"')`,
  );
  db.close();
  const { n } = await generation.db.one<{ n: string }>(
    "select count(*) as n from canon.contract join canon.party on party_key = supplier_key where kind = 'natural'",
  );
  expect(Number(n)).toBeGreaterThan(0);
  const natural = rows.filter(({ supplier_kind }) => supplier_kind === "natural");
  expect(natural).toHaveLength(Number(n));
  for (const { supplier_id, supplier_name } of natural) expect([supplier_id, supplier_name]).toEqual([null, null]);
  expect(rows.some(({ supplier_name }) => supplier_name !== null)).toBe(true);
  expect(resources.find(({ name }) => name === "flags")).toMatchObject({ rows: 0 });
});

test("one approved: it alone is counted, at the contract that it is about", async () => {
  const casebook = casebookOf(workspace);
  const { flag_id, contract_id } = await generation.db.one<{ flag_id: string; contract_id: string }>(
    "select flag_id, contract_id from run.flag_list where subject_kind = 'contract' order by rank limit 1",
  );
  const flag = (await seenFlags(generation, [flag_id])).get(flag_id)!;
  review(casebook, { verb: "decide", verdict: "refer", reason: "the file was seen", actor: "one", flags: [{ flag, version: 0 }] });
  addSecond(casebook, { flag_id, verdict: "refer", reason: "so it is", actor: "two" });
  const { publication_id } = propose(casebook, { ...flag, shown: "{}", reason: "of public interest", actor: "one" });
  approve(casebook, publication_id, "three");
  casebook.close();
  const outside = await tables("supplier-profile", { supplier: "" }, "published");
  expect(outside("leads").map((row) => row.flag_id)).toEqual([flag_id]);
  expect(sum(outside("totals"), "flagged_count")).toBe(1);
  expect(outside("contracts").filter((row) => row.flagged_count !== 0)).toMatchObject([{ subject_id: contract_id, flagged_count: 1 }]);
  const { answers } = { answers: (await tables("contract-case", { contract: contract_id }, "published"))("answers") };
  expect(answers.filter(({ status }) => status === "flagged").map(({ indicator }) => indicator)).toEqual([flag.indicator]);
});

test("what is suppressed is published nowhere, not even by two people, until somebody lifts it", async () => {
  const casebook = casebookOf(workspace);
  const leads = async (audit?: number) =>
    records(
      (await fillReport(workspace, generation, "supplier-profile", { filter: { supplier: "" }, status: "published", audit })).tables.get(
        "leads",
      )!,
    ).map(({ flag_id }) => String(flag_id));
  const before = casebook.one<{ seq: number }>("select max(seq) as seq from audit")!.seq;
  const [flag_id] = (await leads()) as [string];
  expect(() => suppress(casebook, flag_id, " ", "one")).toThrow();
  suppress(casebook, flag_id, "the court ordered it", "one");
  expect(await leads()).toEqual([]);
  const flag = (await seenFlags(generation, [flag_id])).get(flag_id)!;
  const again = () => propose(casebook, { ...flag, shown: "{}", reason: "of public interest", actor: "one" });
  expect(again).toThrow(expect.objectContaining({ code: "suppressed" }));
  // A report made before it is still checked as of its entry of the log.
  expect(await leads(before)).toEqual([flag_id]);
  lift(casebook, flag_id, "the order was set aside", "one");
  expect(await leads()).toEqual([]);
  approve(casebook, again().publication_id, "three");
  expect(await leads()).toEqual([flag_id]);
  expect(() => lift(casebook, flag_id, "x", "one")).toThrow(expect.objectContaining({ code: "not-suppressed" }));
  expect(verifyChain(casebook).ok).toBe(true);
  casebook.close();
});

test("no natural person stands in a published list, masked or not", async () => {
  const keys = await generation.db.rows<{ name: string }>("select name from canon.party where kind = 'natural'");
  const masked = new Set(keys.map(({ name }) => name));
  const named = (rows: readonly Record<string, unknown>[]) => rows.filter((row) => masked.has(String(row.supplier_name))).length;
  expect(named((await tables("audit-sample", {}, "internal"))("frame"))).toBeGreaterThan(0);
  expect(named((await tables("audit-sample", {}, "published"))("frame"))).toBe(0);
});
