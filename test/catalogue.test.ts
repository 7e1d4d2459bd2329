// The gate for every indicator: complete, honest, safe to run, and accusing nobody.
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { Indicator } from "../src/catalogue/indicator.ts";
import { folderName } from "../src/catalogue/scaffold.ts";
import type { Db, Params } from "../src/db.ts";
import { packaged } from "../src/package-root.ts";
import { buildPeers, peersReadBy } from "../src/peers/peers.ts";
import { contractProblems } from "../src/run/contract.ts";
import { reasonsOf, selectOf } from "../src/run/left-out.ts";
import { reasons, statusOf } from "../src/run/reason.ts";
import { paramsOf } from "../src/run/run-indicator.ts";
import { sqlProblems } from "../src/run/sql-gate.ts";
import { treeOf } from "../src/run/sql-tree.ts";
import { codelist } from "../src/text/codelist.ts";
import { accusations } from "./accusation.ts";
import { casesOf, wantedOf } from "./cases.ts";
import { gated } from "./gated.ts";
import { torn } from "./together.ts";
import { emptyWorld } from "./world.ts";

const { indicators, problems } = gated();
const PEERS = readdirSync(packaged("src/peers"))
  .filter((name) => name.endsWith(".sql"))
  .map((name) => name.slice(0, -4));

let db: Db;
beforeAll(async () => {
  db = await emptyWorld();
  await buildPeers(db, peersReadBy(PEERS.map((name) => `peers.${name}`)));
});
afterAll(() => db.close());

const expectationsOf = (indicator: Indicator) => casesOf(indicator).flatMap(wantedOf);

test("every indicator.yaml is valid", () => expect(problems).toEqual([]));

test("an innocent explanation means the same wherever its id stands", () => {
  const texts = new Map(
    Object.entries(parse(readFileSync(packaged("data/texts/innocent.yaml"), "utf8")) as Record<string, { en: string; th: string }>),
  );
  for (const { id, innocent } of indicators) {
    expect(new Set(innocent.map((it) => it.id)).size, id).toBe(innocent.length);
    for (const { id: name, en, th } of innocent) {
      expect(texts.get(name) ?? { en, th }, `${id} ${name}`).toEqual({ en, th });
      texts.set(name, { en, th });
    }
  }
});

test("shared texts and labels accuse nobody", () => {
  const shared = readdirSync(packaged("data/texts")).map((name) => readFileSync(packaged(`data/texts/${name}`), "utf8"));
  const labels = [...codelist("label"), ...codelist("reason")].map((row) => `${row.en} ${row.th}`);
  expect(accusations([...shared, ...labels].join("\n"))).toEqual([]);
});

test("macros keep the rules for SQL", async () => {
  const macros = await db.rows<{ name: string; text: string; parameters: string[] }>(
    "select function_name as name, macro_definition as text, parameters from duckdb_functions() where function_type = 'macro' and schema_name = 'main' and not internal",
  );
  expect(macros.length).toBeGreaterThan(0);
  for (const { name, text, parameters } of macros) {
    const given = parameters.map((parameter) => `null as ${parameter}`).join(", ") || "null as nothing";
    expect(await sqlProblems(db, `select ${text} from (select ${given})`), name).toEqual([]);
  }
});

describe.each(PEERS)("peers.%s", (name) => {
  test("is named in the order of building", () => expect(peersReadBy([`peers.${name}`])).toContain(name));
  test("keeps the rules for SQL", async () => expect(await sqlProblems(db, selectOf(name))).toEqual([]));
});

describe.each(indicators.map((it) => [it.id, it] as const))("%s", (_, indicator) => {
  test("stands in a folder named by code and title", () => {
    expect(basename(indicator.folder)).toBe(folderName(indicator.id, indicator.title.en));
    expect(indicator.title.en.split(" ").length, "words in the title").toBeLessThanOrEqual(5);
  });

  test.skipIf(indicator.maturity === "draft")("has nothing left to fill in", () => {
    for (const file of readdirSync(indicator.folder)) expect(readFileSync(join(indicator.folder, file), "utf8"), file).not.toContain("✎");
  });

  test("tells what each version after the first changed in results", () => {
    expect(indicator.history.map(({ version }) => version)).toEqual(Array.from({ length: indicator.version - 1 }, (_, nth) => nth + 2));
  });

  test("asks what can be answered with yes or no", () => {
    expect(indicator.asks.en).toMatch(/\?$/);
    expect(indicator.asks.th).toMatch(/(หรือไม่|หรือยัง)$/);
  });

  test("accuses nobody", () => {
    // `why` may speak of corruption in general, families are shown by their labels, and names of other systems and works are theirs.
    const { why, family, maps_to, references, folder, sql, ...said } = indicator;
    expect(accusations(JSON.stringify(said))).toEqual([]);
  });

  test("says how it stands to others: OCP's own number for R###, each name once", () => {
    const names = indicator.maps_to.map(({ system, name }) => `${system} ${name}`);
    // A draft may not know its neighbours yet.
    if (indicator.maturity !== "draft") expect(names.length, "names elsewhere").toBeGreaterThan(0);
    expect(new Set(names).size).toBe(names.length);
    if (indicator.id.startsWith("R")) expect(names).toContain(`OCP ${indicator.id}`);
    // What is only near to somebody's definition, or narrower, says how it departs.
    if (indicator.sql !== null && indicator.maturity !== "draft") expect(indicator.differs, "differs").toBeDefined();
    else if (indicator.sql === null) expect(indicator.needs, "needs").toBeDefined();
  });

  test("cites what stays as it was read, and names the law it speaks of", () => {
    for (const { url } of indicator.references) {
      expect(url).toMatch(/^https:\/\//);
      if (/github\.com\/[^/]+\/[^/]+\/(?:blob|tree)\//.test(url)) expect(url, "a permalink").toMatch(/\/(?:blob|tree)\/[0-9a-f]{40}/);
    }
    for (const { law } of indicator.basis) {
      expect(law.en).toMatch(/section|s\.\d|clause|Act|Regulation|law/i);
      expect(law.th).toMatch(/มาตรา|ข้อ|พระราชบัญญัติ|ระเบียบ|กฎหมาย/);
    }
  });

  test("requires columns that exist", async () => {
    const rows = await db.rows<{ name: string }>(
      "select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'canon'",
    );
    expect(rows.map((row) => row.name)).toEqual(expect.arrayContaining(indicator.requires));
  });
});

describe.each(
  indicators.filter((it) => it.sql !== null).map((it) => [it.id, it, it.sql!, paramsOf(it)] as [string, Indicator, string, Params]),
)("%s", (_, indicator, sql, params) => {
  test("keeps the row contract", async () => expect(await contractProblems(db, { ...indicator, sql }, params)).toEqual([]));

  test("keeps the rules for SQL", async () => expect(await sqlProblems(db, sql, params)).toEqual([]));

  test("is written as the house writes", async () => {
    expect(sql.split("\n")[0]).toMatch(new RegExp(`^-- ${indicator.id} ${indicator.title.en}\\. One row per `));
    expect(sql.split("\n").filter((line) => !/^\s*(--.*)?$/.test(line)).length, "lines of SQL").toBeLessThanOrEqual(80);
    expect(sql.replace(/--.*$/gm, "").replace(/'[^']*'/g, ""), "lower case").not.toMatch(/[A-Z]/);
    expect(
      (await treeOf(db, sql)).select_list!.filter((it) => it.class === "STAR"),
      "stars in the final select",
    ).toEqual([]);
  });

  test("gives only listed reasons, and every required column as one", async () => {
    const { all } = await reasonsOf(db, sql);
    for (const reason of all) expect([...indicator.requires, ...reasons().keys()]).toContain(reason);
    expect([...all]).toEqual(expect.arrayContaining(indicator.requires));
  });

  test("has cases for every way it can end", async () => {
    const expected = expectationsOf(indicator);
    const { own, all } = await reasonsOf(db, sql);
    const ends = new Set(["flagged", "clear", ...[...all].map(statusOf)]);
    expect(expected.map((it) => it.status)).toEqual(expect.arrayContaining([...ends]));
    // What only a shared table gives may never reach this subject: a pair has a supplier, so its key cannot be missing.
    expect(expected.map((it) => it.reason)).toEqual(expect.arrayContaining(indicator.requires.filter((column) => own.has(column))));
    const draft = indicator.maturity === "draft";
    expect(casesOf(indicator).length).toBeGreaterThanOrEqual(draft ? 4 : 8);
    expect(
      casesOf(indicator).some((it) => it.says),
      "a case with its sentence",
    ).toBe(!draft || casesOf(indicator).some((it) => it.says));
    expect(new Set(casesOf(indicator).map((it) => it.case)).size, "names of cases").toBe(casesOf(indicator).length);
  });

  test.skipIf(indicator.together === "all")(`needs no more in one piece than one ${indicator.together}`, async () => {
    const result = await torn(indicator);
    expect(result.judged).toBeGreaterThan(0);
    expect(result.torn).toEqual([]);
  });
});
