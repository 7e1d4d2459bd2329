// A second snapshot differs from the first in exactly what the truth says.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { gunzipSync, gzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import type { ChangeTruth } from "../../../src/sample/changes.ts";
import { dayOf, made } from "./made.ts";

const cells = (line: string) => (parse(line, { relax_quotes: true, relax_column_count: true }) as string[][])[0]!;

/** Compares two snapshots line by line with the truth. */
function compare(first: string, second: string, changed: ChangeTruth[]) {
  const [before, after] = [first.split("\n"), second.split("\n")];
  expect(after).toHaveLength(before.length);
  const different = before.flatMap((line, place) => (line === after[place] ? [] : [[cells(line), cells(after[place]!)] as const]));
  expect(different).toHaveLength(changed.length);
  const byProcess = new Map(changed.map((change) => [change.process, change]));
  expect(byProcess.size).toBe(changed.length);
  for (const [old, now] of different) {
    const { kind, before: was, after: is, contract } = byProcess.get(old[1]!)!;
    const differing = old.flatMap((cell, place) => (cell === now[place] ? [] : [place]));
    const place = { price: 26, end: 25, status: 27, winner: 21 }[kind];
    expect([old[place], now[place]]).toEqual([was, is]);
    expect(differing.filter((other) => ![place, { price: 11, end: -1, status: 17, winner: 22 }[kind]].includes(other))).toEqual([]);
    expect(contract.startsWith(`${old[1]}/`)).toBe(true);
    if (kind === "price") {
      expect(Number(is)).toBeGreaterThan(Number(was));
      // Where the agreed sum was the price, it still is.
      if (old[11] === was) expect(now[11]).toBe(is);
    }
    if (kind === "end") expect(dayOf(is) > dayOf(was)).toBe(true);
    if (kind === "winner") expect(is).toMatch(/^0\d{6}9\d{5}$/);
  }
}

const count = (changed: ChangeTruth[]) =>
  ["price", "end", "status", "winner"].map((kind) => changed.filter((change) => change.kind === kind).length);
const changedIn = (planted: unknown) => (planted as { changed: ChangeTruth[] }).changed;

test.each(["shifted", "bulk"] as const)("of a made file, %s, plain and gzipped", async (layout) => {
  const first = await made({ format: "egp", layout, rows: 800, seed: 5 });
  const changes = { of: first.path, prices: 20, ends: 15, statuses: 4, winners: 3 };
  const second = await made({ format: "egp", seed: 6, changes, planted: true });
  expect(second.result.rows).toBe(800);
  expect(count(changedIn(second.result.planted))).toEqual([20, 15, 4, 3]);
  expect((second.truth as unknown as { changed: ChangeTruth[] }).changed).toEqual(changedIn(second.result.planted));
  compare(first.text, second.text, changedIn(second.result.planted));

  const packed = `${first.path}.gz`;
  writeFileSync(packed, gzipSync(first.text));
  const again = await made({ format: "egp", seed: 6, changes: { ...changes, of: packed } });
  expect(again.result.sha256).toBe(second.result.sha256);
  expect((await made({ format: "egp", seed: 7, changes })).result.sha256).not.toBe(second.result.sha256);
});

test("asks for what the file can give, and says what is wrong with another", async () => {
  const first = await made({ format: "egp", rows: 60, seed: 5 });
  const changes = { prices: 1, ends: 1, statuses: 1, winners: 1 };
  await expect(made({ format: "egp", seed: 1, changes: { ...changes, of: first.path, prices: 500 } })).rejects.toMatchObject({
    code: "too-few-contracts",
  });
  await expect(made({ format: "egp", seed: 1, changes: { ...changes, of: `${first.path}.none` } })).rejects.toMatchObject({
    code: "no-such-input",
    exit: "noInput",
  });
  const cut = `${first.path}.gz`;
  writeFileSync(cut, gzipSync(first.text).subarray(0, 2000));
  await expect(made({ format: "egp", seed: 1, changes: { ...changes, of: cut } })).rejects.toMatchObject({
    code: "input-unreadable",
    exit: "unusable",
  });
  const json = await made({ format: "egp", layout: "ckan", rows: 60, seed: 5 });
  await expect(made({ format: "egp", seed: 1, changes: { ...changes, of: json.path } })).rejects.toMatchObject({ code: "not-egp-csv" });
});

const BMA = "../shared/data/thailand/derived/reconstructed_2568-egp-contract_bma.csv.gz";
describe.skipIf(!existsSync(BMA))("of the real records of ../shared/data (skipped where they are absent)", () => {
  test("200 prices, 150 ends, 40 statuses and 10 winners of the city's 4,651 contracts change, and nothing else", async () => {
    const second = await made({ format: "egp", seed: 5, changes: { of: BMA, prices: 200, ends: 150, statuses: 40, winners: 10 } });
    const changed = changedIn(second.result.planted);
    expect(second.result.rows).toBe(4651);
    expect(count(changed)).toEqual([200, 150, 40, 10]);
    // One flag, so that a failure prints no record.
    const agree = () => compare(gunzipSync(readFileSync(BMA)).toString("utf8"), second.text, changed);
    let holds = true;
    try {
      agree();
    } catch {
      holds = false;
    }
    expect(holds).toBe(true);
  });
});
