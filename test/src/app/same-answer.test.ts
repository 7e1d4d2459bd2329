// Indicators that said the same of all: known without asking, and only where it is true of every subject; and a case that is kept is told as it was.
import { afterAll, beforeAll, expect, test } from "vitest";
import { answersOf } from "../../../src/app/answers.ts";
import { type House, openHouse } from "../../../src/app/house.ts";
import { importFiles } from "../../../src/app/import.ts";
import { toldOf } from "../../../src/app/ready.ts";
import { runIndicators } from "../../../src/app/run.ts";
import { sameAnswers } from "../../../src/app/same-answer.ts";
import { packaged } from "../../../src/package-root.ts";
import { resultTable } from "../../../src/run/result-table.ts";
import { freshWorkspace } from "../../real-records.ts";

let house: House;
beforeAll(async () => {
  const workspace = freshWorkspace();
  await importFiles(workspace, [packaged("data/samples/egp.csv")]);
  // D310 asks what these records never say; the others find different things of different subjects.
  await runIndicators(workspace, { profile: "thailand", indicators: ["R018", "R010", "R011", "C211", "D310"] });
  house = openHouse(workspace);
});
afterAll(() => house.close());

test("an indicator is among them exactly where its table holds one code for every subject", async () => {
  await house.with(async (generation) => {
    await generation.peers();
    const same = await sameAnswers(generation);
    expect([...same.keys()]).toContain("D310");
    expect([...same.keys()]).not.toContain("R010");
    for (const [indicator, { status, reason }] of same) {
      const codes = await generation.db.rows(
        `select distinct code.status, code.reason from run.${resultTable(indicator)} as result join run.code as code on code.indicator = '${indicator}' and code.code = result.code`,
      );
      expect(codes, indicator).toEqual([{ status, reason }]);
    }
  });
});

test("what is answered without asking is what the tables hold", async () => {
  await house.with(async (generation) => {
    await generation.peers();
    for (const key of [0, 7, 40]) {
      const { answers } = await answersOf(generation, { kind: "contract", key }, "en");
      const found = await generation.db.rows<{ status: string }>(
        `select code.status from run.result_D310 as result
         join run.code as code on code.indicator = 'D310' and code.code = result.code where result.subject = ${key}`,
      );
      expect(answers.filter(({ indicator }) => indicator === "D310").map(({ status, subjects }) => ({ status, subjects }))).toEqual(
        found.map(({ status }) => ({ status, subjects: 1 })),
      );
    }
  });
});

test("a case is kept once told, and what could not be told is asked again", async () => {
  await house.with(async (generation) => {
    const [one] = await generation.db.rows<{ contract_id: string }>("select contract_id from canon.contract order by 1 limit 1");
    const subject = { kind: "contract" as const, id: one!.contract_id };
    const first = await toldOf(house, generation, subject, "en");
    expect(await toldOf(house, generation, subject, "en")).toBe(first);
    expect((await toldOf(house, generation, subject, "th")).explanation.answers[0]!.title).not.toBe(first.explanation.answers[0]!.title);
    for (const _ of [1, 2]) await expect(toldOf(house, generation, { ...subject, id: "none" }, "en")).rejects.toThrow();
  });
});
