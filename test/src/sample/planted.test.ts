// What the truth file says was planted is counted again from the records themselves.
import { describe, expect, test } from "vitest";
import type { SchemeName, Strength } from "../../../src/sample/scheme.ts";
import type { PlantedTruth, Truth } from "../../../src/sample/truth.ts";
import { daysBetween, egpRows, grouped, type Loose, made, processesOf, sum } from "./made.ts";

const of = (truth: Truth, scheme: SchemeName): PlantedTruth[] => truth.planted.filter((planted) => planted.scheme === scheme);

describe.each<Strength>(["weak", "medium", "strong"])("national rows, %s", (strength) => {
  const sample = made({ format: "egp", rows: 4000, seed: 12, strength, planted: true }).then(({ text, truth }) => ({
    rows: egpRows(text),
    truth,
  }));

  test("every contract named in the truth stands in the file once, and rows are as many as asked for", async () => {
    const { rows, truth } = await sample;
    const contracts = grouped(rows, ({ contract }) => contract);
    expect(rows).toHaveLength(4000);
    expect(truth.planted.length).toBeGreaterThan(5);
    for (const contract of truth.planted.flatMap((planted) => planted.contracts)) expect(contracts.get(contract)).toHaveLength(1);
  });

  test("splitting: one unit, supplier and kind, within seven days, each within 500,000, together beyond", async () => {
    const { rows, truth } = await sample;
    for (const { contracts, buyers, suppliers, facts } of of(truth, "splitting")) {
      const parts = rows.filter(({ contract }) => contracts.includes(contract));
      expect(new Set(parts.map(({ buyer, number, kind }) => `${buyer} ${number} ${kind}`))).toEqual(
        new Set([`${buyers[0]} ${suppliers[0]} ซื้อ`]),
      );
      const days = parts.map(({ signed }) => signed).sort();
      expect(daysBetween(days[0]!, days.at(-1)!) + 1).toBeLessThanOrEqual(7);
      expect(Math.max(...parts.map(({ value }) => value))).toBeLessThanOrEqual(500_000);
      expect(sum(parts.map(({ value }) => value))).toBe(facts.sum);
      expect(facts.sum).toBeGreaterThan(500_000);
    }
  });

  test("lock-in: of the unit's contracts the supplier has as many as said, none of them near another", async () => {
    const { rows, truth } = await sample;
    for (const { buyers, suppliers, contracts, facts } of of(truth, "lock_in")) {
      const all = rows.filter(({ buyer }) => buyer === buyers[0]);
      const theirs = all.filter(({ number }) => number === suppliers[0]);
      expect([all.length, theirs.length]).toEqual([facts.contracts, facts.wins]);
      expect(theirs.map(({ contract }) => contract).sort()).toEqual([...contracts].sort());
      expect([sum(all.map(({ value }) => value)), sum(theirs.map(({ value }) => value))]).toEqual([facts.sum, facts.won]);
      const days = theirs.map(({ signed }) => signed).sort();
      for (const [place, day] of days.slice(1).entries()) expect(daysBetween(days[place]!, day)).toBeGreaterThan(7);
    }
  });

  test("above the limit, and the rush of the last month", async () => {
    const { rows, truth } = await sample;
    for (const { processes, facts } of of(truth, "above_limit")) {
      const [row] = rows.filter(({ process }) => processes.includes(process));
      expect([row!.method, row!.budget]).toEqual(["เฉพาะเจาะจง", facts.budget]);
      expect(row!.budget).toBeGreaterThan(500_000);
    }
    for (const { buyers, facts } of of(truth, "year_end_rush")) {
      const all = rows.filter(({ buyer }) => buyer === buyers[0]);
      const late = all.filter(({ signed }) => signed >= "2025-09-01");
      expect([all.length, late.length]).toEqual([facts.contracts, facts.lastMonthContracts]);
      expect([sum(all.map(({ value }) => value)), sum(late.map(({ value }) => value))]).toEqual([facts.sum, facts.lastMonthSum]);
      expect(facts.lastMonthSum! / facts.sum!).toBeGreaterThan(0.25);
    }
  });
});

describe.each<Strength>(["weak", "medium", "strong"])("releases of OCDS, %s", (strength) => {
  const sample = made({ format: "ocds", rows: 1500, seed: 12, strength, planted: true }).then(({ text, truth }) => {
    const lines: Loose[] = text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    return { truth, lines, processes: processesOf(text) };
  });
  const only = (processes: Map<string, Loose>, { processes: [ocid] }: PlantedTruth) => processes.get(ocid!);

  test("as many processes as asked for, ids of releases unlike each other, days of one process in order", async () => {
    const { processes, lines, truth } = await sample;
    expect(processes.size).toBe(1500);
    expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
    for (const releases of grouped(lines, ({ ocid }) => ocid).values()) {
      const days = releases.map(({ date }) => date);
      expect(days).toEqual([...new Set(days)].sort());
    }
    for (const ocid of truth.planted.flatMap((planted) => [...planted.processes, ...planted.others]))
      expect(processes.has(ocid)).toBe(true);
  });

  test("single bids: exactly the processes named have one bid, and no other open tender has fewer than three but for the disqualified", async () => {
    const { processes, truth } = await sample;
    const few = new Set(of(truth, "disqualification").flatMap((planted) => planted.processes));
    const singles = [...processes.values()].filter(({ bids }) => bids?.details.length === 1).map(({ ocid }) => ocid);
    expect(singles.sort()).toEqual(
      of(truth, "single_bid_steering")
        .flatMap((planted) => planted.processes)
        .sort(),
    );
    for (const { ocid, tender, bids } of processes.values()) {
      if (!bids) continue;
      const submitted = bids.details.filter(({ status }: Loose) => status !== "withdrawn");
      const tenderers = new Set(submitted.map((bid: Loose) => bid.tenderers.map(({ id }: Loose) => id).join("+")));
      expect(tender.numberOfTenderers).toBe(tenderers.size);
      for (const lot of grouped(submitted, (bid: Loose) => String(bid.relatedLots)).values()) {
        if (!few.has(ocid) && !singles.includes(ocid))
          expect(lot.filter(({ status }: Loose) => status === "valid").length).toBeGreaterThanOrEqual(2);
      }
    }
    for (const { facts, buyers, processes: shown, others } of of(truth, "single_bid_steering")) {
      const all = [...processes.values()].filter(({ buyer }) => buyer.id === buyers[0]);
      expect([all.length, shown.length + others.length, shown.length]).toEqual([facts.tenders, facts.tenders, facts.singles]);
    }
  });

  test("rotation: the same three bid every time and win equally often; but for the weak form, in turn", async () => {
    const { processes, truth } = await sample;
    for (const planted of of(truth, "rotation")) {
      const tenders = planted.processes
        .map((ocid) => processes.get(ocid))
        .sort((a, b) => (a.tender.tenderPeriod.endDate < b.tender.tenderPeriod.endDate ? -1 : 1));
      expect(
        new Set(
          tenders.map(({ bids }) =>
            bids.details
              .map((bid: Loose) => bid.tenderers[0].id)
              .sort()
              .join(),
          ),
        ).size,
      ).toBe(1);
      const wins = tenders.map(({ awards }) => awards[0].suppliers[0].id);
      expect([...grouped(wins, (id) => id).values()].map((list) => list.length)).toEqual([
        wins.length / 3,
        wins.length / 3,
        wins.length / 3,
      ]);
      if (strength !== "weak") for (const [place, id] of wins.slice(3).entries()) expect(id).toBe(wins[place]);
    }
  });

  test("disqualification: one valid bid, the winner's, and the others disqualified", async () => {
    const { processes, truth } = await sample;
    for (const planted of of(truth, "disqualification")) {
      const { bids, awards } = only(processes, planted);
      const valid = bids.details.filter(({ status }: Loose) => status === "valid");
      expect(valid.map((bid: Loose) => bid.tenderers[0].id)).toEqual([awards[0].suppliers[0].id]);
      expect(bids.details.filter(({ status }: Loose) => status === "disqualified")).toHaveLength(planted.facts.disqualified!);
    }
  });

  test("values, ends and payments: each as the truth says, and no other contract near any of it", async () => {
    const { processes, lines, truth } = await sample;
    const growth = new Map<string, number>();
    const later = new Map<string, { share: number; steps: number }>();
    const paid = new Map<string, number>();
    const gap = new Map<string, number>();
    for (const [ocid, releases] of grouped(lines, (line) => line.ocid)) {
      for (const contract of processes.get(ocid).contracts) {
        const states = releases.flatMap((release) => (release.contracts ?? []).filter(({ id }: Loose) => id === contract.id));
        const values = states.flatMap(({ value }) => value?.amount ?? []);
        const ends = states.flatMap(({ period }) => period?.endDate ?? []);
        const { startDate } = contract.period;
        const amounts = (contract.implementation?.transactions ?? []).map(({ value }: Loose) => value.amount);
        const award = processes.get(ocid).awards.find(({ id }: Loose) => id === contract.awardID);
        growth.set(ocid, Math.max(growth.get(ocid) ?? 0, values.at(-1) / values[0] - 1));
        if (ends.length > 0)
          later.set(ocid, { share: daysBetween(ends[0], ends.at(-1)) / daysBetween(startDate, ends[0]), steps: new Set(ends).size - 1 });
        paid.set(ocid, Math.max(paid.get(ocid) ?? 0, sum(amounts) / values.at(-1) - 1));
        gap.set(ocid, Math.max(gap.get(ocid) ?? 0, Math.abs(values[0] / award.value.amount - 1)));
      }
    }
    const named = (scheme: SchemeName) => new Map(of(truth, scheme).map((planted) => [planted.processes[0]!, planted.facts]));
    for (const [scheme, found, expected] of [
      ["overrun", growth, ({ latest, signed }: Record<string, number>) => latest! / signed! - 1],
      ["paid_over", paid, ({ paid, contracted }: Record<string, number>) => paid! / contracted! - 1],
      ["award_gap", gap, ({ contracted, awarded }: Record<string, number>) => contracted! / awarded! - 1],
    ] as const) {
      const planted = named(scheme);
      expect(planted.size).toBeGreaterThan(0);
      for (const [ocid, size] of found) {
        const facts = planted.get(ocid);
        if (facts) expect(size).toBeCloseTo(expected(facts), 9);
        else expect(size).toBeLessThanOrEqual({ overrun: 0.102, paid_over: 0, award_gap: 0 }[scheme]);
      }
    }
    const extended = named("extension");
    for (const [ocid, { share, steps }] of later) {
      const facts = extended.get(ocid);
      expect(steps).toBe(facts ? facts.changes : Math.min(steps, 1));
      if (facts) expect(share).toBeCloseTo(facts.daysLater! / facts.agreedDays!, 9);
      else expect(share).toBeLessThanOrEqual(0.15);
    }
  });
});

test("compiled releases say the same as the releases they are compiled from", async () => {
  const one = await made({ format: "ocds", rows: 60, seed: 8, planted: true });
  const compiled = await made({ format: "ocds", layout: "jsonl", rows: 60, seed: 8, planted: true });
  expect(compiled.truth.planted).toEqual(one.truth.planted);
  const merged = processesOf(one.text);
  for (const release of processesOf(compiled.text).values()) {
    const { awards, bids, contracts } = merged.get(release.ocid);
    expect(release.bids).toEqual(bids);
    expect(release.awards).toEqual(awards);
    for (const [place, contract] of release.contracts.entries()) {
      const { value, period, status, implementation } = contracts[place];
      expect({ value: contract.value, period: contract.period, status: contract.status }).toEqual({ value, period, status });
      expect(contract.implementation).toEqual(implementation ?? { transactions: [], milestones: contract.implementation.milestones });
      for (const { changes, amendedValue, amendedPeriod } of contract.amendments ?? []) {
        expect(changes).toHaveLength(1);
        expect(Boolean(amendedValue) !== Boolean(amendedPeriod)).toBe(true);
      }
    }
  }
});

test("a file too small for a scheme says which were left out and what they need", async () => {
  const { truth } = await made({ format: "ocds", rows: 40, seed: 1, planted: true });
  expect(truth.omitted.map(({ scheme }) => scheme)).toEqual(["lock_in", "rotation", "year_end_rush"]);
  const chosen = await made({ format: "ocds", rows: 40, seed: 1, planted: true, schemes: ["rotation"] });
  expect(chosen.truth.planted.map(({ scheme }) => scheme)).toEqual(["rotation"]);
  expect((await made({ format: "ocds", rows: 40, seed: 1 })).result.planted).toBeUndefined();
});
