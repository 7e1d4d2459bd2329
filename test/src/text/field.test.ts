// Every field a reader can meet has a label in both languages: columns of the canon, and every name that evidence uses.
import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { loadCatalogue } from "../../../src/catalogue/load.ts";
import type { Db } from "../../../src/db.ts";
import { packaged } from "../../../src/package-root.ts";
import { buildPeers, peersReadBy } from "../../../src/peers/peers.ts";
import { methodOf, paramsOf } from "../../../src/run/run-indicator.ts";
import { codelist } from "../../../src/text/codelist.ts";
import { emptyWorld } from "../../world.ts";

let db: Db;
const { indicators } = loadCatalogue(packaged("indicators"));
const rows = codelist("field");
const labelled = new Set(rows.map(({ field }) => field));

beforeAll(async () => {
  db = await emptyWorld();
  await buildPeers(db, peersReadBy(indicators.flatMap(({ sql }) => sql ?? [])));
});

test("every label stands once, in both languages", () => {
  expect(rows.filter(({ en, th }) => !en || !th)).toEqual([]);
  expect(rows.map(({ field }) => field).filter((field, index, all) => all.indexOf(field) !== index)).toEqual([]);
});

test("every column that an indicator can miss has a label", () => {
  const required = indicators.flatMap(({ requires }) => requires.map((column) => column.slice(column.indexOf(".") + 1)));
  expect([...new Set(required)].filter((name) => !labelled.has(name)).sort()).toEqual([]);
});

test("every name of evidence has a label", async () => {
  const names = new Set<string>();
  for (const indicator of indicators) {
    if (!indicator.sql) continue;
    const params = paramsOf(indicator);
    for (const [name] of (await methodOf(db, indicator, params)).evidence) names.add(name);
  }
  expect([...names].filter((name) => !labelled.has(name)).sort()).toEqual([]);
});

test("every column that a page shows has a label", () => {
  const schema = readFileSync(packaged("src/canon/schema.sql"), "utf8");
  const columns = [...schema.matchAll(/^ {4}([a-z_]+) +(?:varchar|date|timestamp|integer|decimal)/gm)].map((match) => match[1]!);
  const silent = new Set(["place", "hash_id", "sha256", "layout", "file_key", "release_id"]);
  expect([...new Set(columns)].filter((name) => !labelled.has(name) && !silent.has(name)).sort()).toEqual([]);
});

test("every table of the canon that holds facts has a name in both languages", () => {
  const schema = readFileSync(packaged("src/canon/schema.sql"), "utf8");
  const tables = [...schema.matchAll(/^create table canon\.([a-z_]+)/gm)].map((match) => match[1]!);
  const nouns = codelist("noun");
  expect(nouns.filter(({ en, th }) => !en || !th)).toEqual([]);
  const ownBookkeeping = ["source_file", "source_row"];
  expect(tables.filter((table) => !ownBookkeeping.includes(table)).sort()).toEqual(nouns.map(({ table }) => table).sort());
});
