// Several publications of a project, and summaries beside the releases of the same process.
import { expect, test } from "vitest";
import { compile, type Known } from "../../../src/canon/compile.ts";
import type { Contract, Release } from "../../../src/canon/release.ts";

let record = 0;
const known = (released: string, release: Partial<Release>): Known => ({
  record: ++record,
  source: "test",
  release_id: null,
  released,
  known_from: "2024-12-31",
  last_seen: "2024-12-31",
  content: `${record}`,
  release: { ocid: "ocds-1", ...release },
});

const budget = (amount: string) => ({ budget: { amount: { amount, currency: "THB" } } });
const forecast = (measure: string) => [{ id: "p/1", at: "/forecasts/0/observations/0", metric: "p", measure }];

test("the newest publication stands whole; the first budget and the first forecast are kept", () => {
  const publications = [
    known("2024-06-01", { project: { id: "x", status: "completion", ...budget("150"), forecasts: forecast("90") } }),
    known("2024-01-01", { project: { id: "x", purpose: "A road", ...budget("100"), forecasts: forecast("50"), metrics: forecast("10") } }),
  ];
  const { release, conflicts } = compile(publications);
  expect(conflicts).toEqual([]);
  expect(release.project).toMatchObject({ status: "completion", ...budget("150"), first: { budget: { amount: "100" } } });
  expect(release.project!.purpose).toBeUndefined();
  expect(release.project!.metrics).toBeUndefined();
  expect(release.project!.forecasts).toMatchObject([{ measure: "50", at: `${publications[1]!.record}|/forecasts/0/observations/0` }]);
  expect(compile([...publications].reverse()).release).toEqual(release);
});

test("an unchanged budget has no other first one", () => {
  const twice = ["2024-01-01", "2024-06-01"].map((day) => known(day, { project: { id: "x", ...budget("100") } }));
  expect(compile(twice).release.project!.first).toBeUndefined();
});

const contract = (id: string, more: Partial<Contract> = {}): Contract => ({ id, at: "/contracts/0", ...more });
const summed: Contract = {
  id: "7/2567",
  at: "",
  value: { amount: "120", currency: "THB" },
  finalValue: { amount: "130", currency: "THB" },
  amendments: [{ id: "m1", at: "/modifications/0", type: "scope" }],
  transactions: [{ id: "t1", at: "/transactions/0" }],
};

test("a summary completes the one contract that the releases hold, and they win, whichever is newer", () => {
  for (const day of ["2023-01-01", "2025-01-01"]) {
    const summary = known(day, { ofProject: "x", title: "Summed", contracts: [summed] });
    const own = known("2024-01-01", {
      title: "Own",
      contracts: [
        contract("c1", {
          value: { amount: "100", currency: "THB" },
          transactions: [{ id: "p1", at: "/contracts/0/implementation/transactions/0" }],
        }),
      ],
    });
    const { release } = compile([summary, own]);
    expect(release.title).toBe("Own");
    expect(release.contracts).toMatchObject([
      { id: "c1", value: { amount: "100" }, finalValue: { amount: "130" }, amendments: [{ id: "m1" }], transactions: [{ id: "p1" }] },
    ]);
    expect(release.contracts).toHaveLength(1);
    expect(release.contracts![0]!.transactions).toHaveLength(1);
  }
});

test("of several contracts nobody can tell which the summary means", () => {
  const { release } = compile([
    known("2024-06-01", { ofProject: "x", contracts: [summed], description: "All of it" }),
    known("2024-01-01", { contracts: [contract("c1"), contract("c2")] }),
  ]);
  expect(release.contracts!.map(({ id, finalValue }) => [id, finalValue])).toEqual([
    ["c1", undefined],
    ["c2", undefined],
  ]);
  expect(release.description).toBe("All of it");
});

test("without releases the summary is the record of the process", () => {
  const { release } = compile([known("2024-06-01", { ofProject: "x", contracts: [summed] })]);
  expect(release.contracts).toMatchObject([{ id: "7/2567", finalValue: { amount: "130" } }]);
});
