// The inputs hash changes with each thing a run is a function of, and with nothing else.
import { describe, expect, test } from "vitest";
import { inputsHash, lawHash } from "../../../src/app/run-inputs.ts";
import type { Indicator } from "../../../src/catalogue/indicator.ts";
import { requireCatalogue } from "../../../src/catalogue/load.ts";
import { loadProfile } from "../../../src/catalogue/profile.ts";
import type { Receipt } from "../../../src/sources/raw.ts";

const catalogue = requireCatalogue().filter(({ sql }) => sql !== null);
const profile = loadProfile("default");
const receipt: Receipt = {
  snapshot: "2025-09-30-aaaaaaaa",
  sha256: "a".repeat(64),
  bytes: 10,
  name: "rows.csv",
  source: "th-cgd",
  country: "TH",
  layout: "egp-csv",
  mapping: null,
  as_of: "2025-09-30",
  received_on: "2025-10-01",
  read: 1,
  quarantined: 0,
};
const base = inputsHash([receipt], catalogue, profile, "2025-09-30");
const withOne = (change: (indicator: Indicator) => Indicator): Indicator[] => [change(catalogue[0]!), ...catalogue.slice(1)];
const paramOf = catalogue.find(({ params }) => Object.keys(params).some((name) => name.startsWith("min_")))!;

describe("changes with", () => {
  test.each<[string, () => string]>([
    ["another byte in a file", () => inputsHash([{ ...receipt, sha256: `b${"a".repeat(63)}` }], catalogue, profile, "2025-09-30")],
    ["the day from which a file counts", () => inputsHash([{ ...receipt, as_of: "2025-09-29" }], catalogue, profile, "2025-09-30")],
    ["the mapping a file was read by", () => inputsHash([{ ...receipt, mapping: "c".repeat(64) }], catalogue, profile, "2025-09-30")],
    [
      "the default of a parameter",
      () => {
        const name = Object.keys(paramOf.params).find((it) => it.startsWith("min_"))!;
        const param = paramOf.params[name]!;
        const changed = {
          ...paramOf,
          params: { ...paramOf.params, [name]: { ...param, default: Number(param.default) + 1 } },
        } as Indicator;
        return inputsHash(
          [receipt],
          catalogue.map((it) => (it === paramOf ? changed : it)),
          profile,
          "2025-09-30",
        );
      },
    ],
    [
      "a token of SQL",
      () =>
        inputsHash(
          [receipt],
          withOne((it) => ({ ...it, sql: `${it.sql} and true` })),
          profile,
          "2025-09-30",
        ),
    ],
    [
      "a version",
      () =>
        inputsHash(
          [receipt],
          withOne((it) => ({ ...it, version: it.version + 1 })),
          profile,
          "2025-09-30",
        ),
    ],
    [
      "a required column",
      () =>
        inputsHash(
          [receipt],
          withOne((it) => ({ ...it, requires: ["contract.ends_on"] })),
          profile,
          "2025-09-30",
        ),
    ],
    ["an indicator less", () => inputsHash([receipt], catalogue.slice(1), profile, "2025-09-30")],
    [
      "a setting of the profile",
      () => inputsHash([receipt], catalogue, { ...profile, settings: { [paramOf.id]: { min_days: 3 } } }, "2025-09-30"),
    ],
    [
      "a weight of the profile",
      () => inputsHash([receipt], catalogue, { ...profile, weights: { ...profile.weights, price: 9 } }, "2025-09-30"),
    ],
    ["the law", () => inputsHash([receipt], catalogue, profile, "2025-09-30", `${lawHash()}.`)],
    ["the day of judging", () => inputsHash([receipt], catalogue, profile, "2025-10-01")],
  ])("%s", (_, changed) => {
    const hash = changed();
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(hash).not.toBe(base);
  });
});

test("does not change with texts for people, a file's name, or the day it came", () => {
  const told = withOne((it) => ({ ...it, title: { en: "Other", th: "อื่น" } }));
  expect(inputsHash([{ ...receipt, name: "x.csv", received_on: "2025-11-01" }], told, profile, "2025-09-30")).toBe(base);
});
