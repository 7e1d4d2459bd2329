// Nobody in the records exists: persons are named and numbered as nobody is, companies have numbers no register has given, and all check digits hold.
import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  citizenNumber,
  contractor,
  FAMILY_MARKS,
  jointVenture,
  person,
  smallSupplier,
  withCheckDigit,
} from "../../../src/sample/supplier.ts";
import { egpRows, made, processesOf } from "./made.ts";

/** The rule of the check digit, written out anew. */
function holds(number: string): boolean {
  const weighted = [...number.slice(0, 12)].reduce((total, digit, place) => total + Number(digit) * (13 - place), 0);
  return (11 - (weighted % 11)) % 10 === Number(number[12]);
}

const index = fc.nat({ max: 5_000_000 });
const isMadeUp = (name: string) => FAMILY_MARKS.some(([mark]) => name.endsWith(mark));

test("the check digit agrees with real numbers", () => {
  for (const number of ["0105564068059", "0107537000939", "0107563000142", "0105547025304", "0365529000042"]) {
    expect(withCheckDigit(number.slice(0, 12))).toBe(number);
  }
});

test("every juristic number is valid and from a part of its register that was never given out", () => {
  fc.assert(
    fc.property(index, (place) => {
      for (const { form, number, name } of [
        contractor(place),
        smallSupplier(place),
        jointVenture([contractor(place), contractor(place + 1)]),
      ]) {
        if (form === "person" || form === "shop") continue;
        expect(number).toMatch(/^0\d{12}$/);
        expect(holds(number)).toBe(true);
        // Serials of registered companies stay far below 90000; the revenue department's series have not reached 9.
        expect(number.startsWith("099") ? number[4] : number[7]).toBe("9");
        expect(name).not.toMatch(/นาย|นาง/);
      }
    }),
  );
});

test("every person has a family name that says it is made up, and a number of a province that does not exist", () => {
  fc.assert(
    fc.property(index, (place) => {
      const { name, number } = person(place);
      expect(isMadeUp(name)).toBe(true);
      expect(number).toMatch(/^[1-8]00\d{6}xxxx$/);
      expect(citizenNumber(place)).toMatch(/^[1-8]00\d{10}$/);
      expect(holds(citizenNumber(place))).toBe(true);
    }),
  );
});

test("numbers of different suppliers differ", () => {
  const numbers = Array.from({ length: 60_000 }, (_, place) => contractor(place).number);
  expect(new Set(numbers).size).toBe(numbers.length);
});

test("in national rows every winner with a person's title is made up, and whole citizen numbers stand only where they were planted", async () => {
  const whole = /(?<!\d)[1-8]00\d{10}(?!\d)/;
  const plain = egpRows((await made({ format: "egp", rows: 3000, seed: 21 })).text);
  const persons = plain.filter(({ winner }) => /^(?:นาย|นางสาว|นาง)/.test(winner));
  expect(persons.length).toBeGreaterThan(100);
  for (const { winner, number } of persons) expect(isMadeUp(winner) && number.endsWith("xxxx")).toBe(true);
  expect(plain.filter(({ title }) => /นาย|นาง|[1-8๑-๘][\d๐-๙ -]{12,}/.test(title))).toEqual([]);

  const { text, truth } = await made({ format: "egp", rows: 3000, seed: 21, planted: true });
  const rows = egpRows(text);
  expect(truth.persons).toHaveLength(4);
  for (const { process, name, number, written } of truth.persons) {
    const [row] = rows.filter((found) => found.process === process);
    expect(row!.title).toContain(name);
    expect(row!.title).toContain(written);
    expect(number).toMatch(whole);
    expect(holds(number)).toBe(true);
    expect(row!.number).toBe(`${number.slice(0, 9)}xxxx`);
  }
  expect(truth.persons.map(({ written }) => (/^\d+$/.test(written) ? "plain" : /^\d/.test(written) ? written[1] : "thai"))).toEqual([
    "plain",
    " ",
    "thai",
    "-",
  ]);
  expect(rows.filter(({ title }) => whole.test(title)).map(({ process }) => process)).toEqual([truth.persons[0]!.process]);
});

test("in OCDS only planted persons are named by their whole number", async () => {
  const { text, truth } = await made({ format: "ocds", rows: 300, seed: 21, planted: true });
  const numbered = [...processesOf(text).values()].filter(({ awards }) => /^TH-TIN-[1-8]/.test(awards[0].suppliers[0].id));
  expect(numbered.map(({ awards }) => awards[0].suppliers[0].id).sort()).toEqual(
    truth.persons.map(({ number }) => `TH-TIN-${number}`).sort(),
  );
});

const BMA = "../shared/data/thailand/derived/reconstructed_2568-egp-contract_bma.csv.gz";
describe.skipIf(!existsSync(BMA))("beside the real records of ../shared/data (skipped where they are absent)", () => {
  test("no made-up supplier, agency or project number is a real one", async () => {
    const real = parse(gunzipSync(readFileSync(BMA)).toString("utf8"), { bom: true, relax_column_count: true }) as string[][];
    const known = new Set(real.flatMap((row) => [row[1], row[4], row[21], row[22]]));
    const { text } = await made({ format: "egp", rows: 6000, seed: 2 });
    const shared = egpRows(text).filter(({ process, buyer, number, winner }) =>
      [process, buyer.split(" / ")[0], number, winner].some((value) => value && known.has(value)),
    );
    expect(shared.length).toBe(0);
  });
});
