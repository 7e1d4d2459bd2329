// Projects of OC4IDS: what was planted is counted again from their modifications, and dates and sums agree.
import { expect, test } from "vitest";
import type { ProjectTruth } from "../../../src/sample/project-text.ts";
import type { Strength } from "../../../src/sample/scheme.ts";
import { daysBetween, type Loose, made, sum } from "./made.ts";

const STATUS = ["identification", "preparation", "implementation", "completion", "maintenance"];

test.each<Strength>(["weak", "medium", "strong"])("of ten projects one grows in value and one in time, %s", async (strength) => {
  const { result, text } = await made({ format: "oc4ids", rows: 40, seed: 5, strength, planted: true });
  const { projects, version } = JSON.parse(text);
  const truth = (result.planted as { planted: ProjectTruth[] }).planted;
  expect(version).toBe("0.9");
  expect(projects).toHaveLength(40);
  expect(truth.map(({ scheme }) => scheme)).toEqual(Array(4).fill(["overrun", "extension"]).flat());
  const planted = new Map(truth.map((one) => [one.projects[0], one]));
  for (const project of projects as Loose[]) {
    const { modifications = [], contractValue, contractPeriod, finalValue, transactions } = project.contractingProcesses[1].summary;
    const values = modifications.filter(({ type }: Loose) => type === "value");
    const durations = modifications.filter(({ type }: Loose) => type === "duration");
    expect(modifications.filter(({ type }: Loose) => type === "scope")).toHaveLength(values.length);
    const one = planted.get(project.id);
    if (one?.scheme === "overrun") {
      expect([values[0].oldContractValue.amount, values.at(-1).newContractValue.amount]).toEqual([one.facts.signed, one.facts.latest]);
      expect([contractValue.amount, finalValue.amount]).toEqual([one.facts.signed, one.facts.latest]);
      expect(one.facts.latest! / one.facts.signed! >= 1.2).toBe(strength !== "weak");
    } else expect(values).toEqual([]);
    if (one?.scheme === "extension") {
      const later = daysBetween(contractPeriod.endDate, durations.at(-1).newContractPeriod.endDate);
      expect([later, durations.length]).toEqual([one.facts.daysLater, 2]);
      expect(later / daysBetween(contractPeriod.startDate, contractPeriod.endDate) >= 0.3).toBe(strength !== "weak");
    } else expect(durations.length).toBeLessThanOrEqual(1);
    // Each modification goes on from where the one before ended.
    for (const [place, { oldContractPeriod }] of durations.slice(1).entries()) {
      expect(oldContractPeriod).toEqual(durations[place].newContractPeriod);
    }
    if (finalValue) expect(sum(transactions.map(({ value }: Loose) => value.amount))).toBe(finalValue.amount);
    expect(STATUS).toContain(project.status);
    expect(Boolean(project.completion)).toBe(project.status === "completion");
    if (project.completion) {
      expect(project.completion.finalValue.amount).toBe(
        sum(project.contractingProcesses.map(({ summary }: Loose) => summary.finalValue.amount)),
      );
    }
    expect(project.metrics.map(({ id }: Loose) => id)).toEqual(["physicalProgress", "financialProgress"]);
  }
});

test("without planting no project stands out", async () => {
  const { text, result } = await made({ format: "oc4ids", rows: 40, seed: 5 });
  expect(result.planted).toBeUndefined();
  for (const project of JSON.parse(text).projects) {
    for (const { summary } of project.contractingProcesses) {
      expect((summary.modifications ?? []).length).toBeLessThanOrEqual(1);
      for (const { type, oldContractPeriod, newContractPeriod } of summary.modifications ?? []) {
        expect(type).toBe("duration");
        expect(daysBetween(oldContractPeriod.endDate, newContractPeriod.endDate)).toBeLessThanOrEqual(30);
      }
    }
  }
});
