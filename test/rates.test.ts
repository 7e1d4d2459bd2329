// Rates of exchange that people import: what no one could compare in two currencies is judged, and the evidence names rate, day and source.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { explain } from "../src/app/explain.ts";
import { openGeneration } from "../src/app/generation.ts";
import { importFiles } from "../src/app/import.ts";
import { runIndicators } from "../src/app/run.ts";
import { freshWorkspace } from "./real-records.ts";

const bid = (id: string, tenderer: string, amount: number, currency: string) => ({
  id,
  status: "valid",
  tenderers: [{ id: tenderer, name: `Firm ${tenderer}` }],
  value: { amount, currency },
});

/** Two bids, 100,000 baht and 2,750 dollars, opened on the last of May. */
const RELEASE = {
  ocid: "ocds-213czf-rates",
  id: "1",
  date: "2024-07-01T00:00:00Z",
  tag: ["compiled"],
  tender: {
    id: "t",
    status: "complete",
    procurementMethod: "open",
    mainProcurementCategory: "goods",
    value: { amount: 110000, currency: "THB" },
    tenderPeriod: { startDate: "2024-05-01T00:00:00Z", endDate: "2024-05-31T09:00:00Z" },
  },
  bids: { details: [bid("b1", "A-100001", 100000, "THB"), bid("b2", "B-200002", 2750, "USD")] },
  awards: [{ id: "a", status: "active", date: "2024-06-10T00:00:00Z", suppliers: [{ id: "A-100001", name: "Firm A-100001" }] }],
};

test("bids in baht and dollars are no data, until a table of rates is imported", async () => {
  const workspace = freshWorkspace();
  const records = join(workspace.root, "release.json");
  const rates = join(workspace.root, "rates.csv");
  writeFileSync(records, JSON.stringify(RELEASE));
  writeFileSync(
    rates,
    `${readFileSync("data/templates/rates.csv", "utf8")}USD,THB,2024-05-29,36.4,https://example.org\r\nUSD,THB,30 พ.ค. 2567,36.5,https://example.org/may\r\n`,
  );
  const answer = async () => {
    const generation = await openGeneration(workspace, (await runIndicators(workspace, { indicators: ["R024"] })).run_id);
    const { answers, flags } = await explain(generation, RELEASE.ocid, "en");
    generation.close();
    return { answer: answers.find(({ indicator }) => indicator === "R024"), flag: flags[0] };
  };
  await importFiles(workspace, [records]);
  expect(await answer()).toMatchObject({ answer: { status: "no_data", reason: "currency_mixed" }, flag: undefined });
  await importFiles(workspace, [rates], { mapping: "data/mappings/rates.yaml" });
  const { answer: now, flag } = await answer();
  expect(now).toMatchObject({ status: "flagged" });
  // 2,750 × 36.5 = 100,375, which is 0.375 % above 100,000.
  expect(flag).toMatchObject({
    value: 0.00375,
    evidence: {
      winning_amount: "100000.00",
      next_amount: "100375.00",
      currency_code: "THB",
      rates_text: "1 USD = 36.5 THB (2024-05-30, rates.csv 3, https://example.org/may)",
    },
  });
  expect(flag!.seen_in.map(({ file, place }) => `${file} ${place}`)).toContain("rates.csv 3");
});
