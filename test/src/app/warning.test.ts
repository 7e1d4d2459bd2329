// Early warning over small worlds worked by hand: what is a sign, what is not known, and when a forecast may be made.
import { readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { teachSearch } from "../../../src/app/search.ts";
import type { Db } from "../../../src/db.ts";
import { packaged } from "../../../src/package-root.ts";
import { emptyWorld, layWorld, type World } from "../../world.ts";

let db: Db;
beforeEach(async () => {
  db = await emptyWorld("2024-07-01");
  await db.run("create schema run");
});
afterEach(() => db.close());

interface Seen {
  contract_id: string;
  elapsed_share: number | null;
  spent_share: number | null;
  progress_share: number | null;
  days_left: number | null;
  slippage_days: number | null;
  end_low_on: string | null;
  end_middle_on: string | null;
  cost_middle_amount: string | null;
  time_like: number | null;
  signals: string[];
  lacking: string[];
}

async function seen(world: World): Promise<Seen[]> {
  await layWorld(db, world);
  teachSearch(db);
  await db.run(readFileSync(packaged("src/app/warning.sql"), "utf8"));
  return (
    await db.rows<{ row: string }>(
      "select to_json({contract_id: contract_id, elapsed_share: elapsed_share, spent_share: spent_share, progress_share: progress_share, days_left: days_left, slippage_days: slippage_days, end_low_on: end_low_on::varchar, end_middle_on: end_middle_on::varchar, cost_middle_amount: cost_middle_amount::varchar, time_like: time_like, signals: signals, lacking: lacking})::varchar as row from run.warning_list order by rank",
    )
  ).map(({ row }) => JSON.parse(row) as Seen);
}

/** A hundred days from 1 April, half of them gone by the day of the run but nine. */
const RUNNING = {
  contract_id: "now",
  status: "active",
  starts_on: "2024-04-01",
  first_ends_on: "2024-07-10",
  ends_on: "2024-07-10",
  first_amount: 1000,
  value_amount: 1000,
  currency: "THB",
};

test("time, money and progress are told against each other", async () => {
  const [it] = await seen({
    contract: RUNNING,
    transaction: [
      { value_amount: 700, currency: "THB", paid_on: "2024-05-01" },
      { value_amount: 200, currency: "THB", paid_on: "2024-06-01" },
    ],
    milestone: [{ due_on: "2024-05-01", met_on: "2024-05-01" }, { due_on: "2024-06-01" }],
  });
  expect(it).toMatchObject({ elapsed_share: 0.91, spent_share: 0.9, progress_share: 0.5, days_left: 9, slippage_days: 30, lacking: [] });
  expect(it!.signals).toEqual(["spent_ahead_of_progress", "progress_behind_time", "milestones_late"]);
});

test("past its end without an extension is a silent delay; on its last day it is none, and an extension that is published takes it away", async () => {
  const contracts = await seen({
    process: [{ source: "elsewhere" }],
    contract: [
      { ...RUNNING, contract_id: "silent", ends_on: "2024-06-30" },
      { ...RUNNING, contract_id: "last day", ends_on: "2024-07-01" },
      { ...RUNNING, contract_id: "extended", ends_on: "2024-06-30" },
    ],
    amendment: { contract_key: 2, kind: "duration", old_ends_on: "2024-06-30", new_ends_on: "2024-08-31", agreed_on: "2024-06-20" },
  });
  const signals = Object.fromEntries(contracts.map((it) => [it.contract_id, it.signals]));
  expect(signals).toEqual({ silent: ["silent_delay"], "last day": [], extended: ["extended", "extension_pending"] });
});

test("where the source keeps no status, a contract past its end is not known to run and is not called late", async () => {
  const contracts = await seen({
    process: { source: "th-cgd" },
    contract: [
      { ...RUNNING, contract_id: "past", ends_on: "2024-06-30" },
      { ...RUNNING, contract_id: "ahead" },
    ],
  });
  expect(contracts.map(({ contract_id, signals }) => [contract_id, signals])).toEqual([["ahead", []]]);
});

test("what has ended, not begun, or been given up is not running", async () => {
  const contracts = await seen({
    contract: [
      { ...RUNNING, contract_id: "completed", completed_on: "2024-06-30" },
      { ...RUNNING, contract_id: "terminated", status: "terminated" },
      { ...RUNNING, contract_id: "to come", starts_on: "2024-07-02" },
      { ...RUNNING, contract_id: "runs" },
    ],
  });
  expect(contracts.map(({ contract_id }) => contract_id)).toEqual(["runs"]);
});

test("nine finished contracts are too few for a forecast, ten that came as far are enough, and those that ended earlier do not count", async () => {
  const finished = (days: number, index: number) => ({
    ...RUNNING,
    contract_id: `done ${index}`,
    starts_on: "2023-01-01",
    first_ends_on: "2023-04-11",
    ends_on: "2023-04-11",
    completed_on: days === 150 ? "2023-05-31" : "2023-02-20",
    final_amount: 1200,
  });
  const nine = Array.from({ length: 9 }, (_, index) => finished(150, index));
  const world = (done: object[]) => ({ contract: [RUNNING, ...done] }) as unknown as World;
  const few = await seen(world([...nine, ...Array.from({ length: 5 }, (_, index) => finished(50, 20 + index))]));
  expect(few[0]).toMatchObject({ time_like: 9, end_middle_on: null, cost_middle_amount: "1200.00" });
  db.close();
  db = await emptyWorld("2024-07-01");
  await db.run("create schema run");
  const enough = await seen(world([...nine, finished(150, 9)]));
  expect(enough[0]).toMatchObject({ time_like: 10, end_low_on: "2024-08-29", end_middle_on: "2024-08-29", signals: ["likely_late"] });
});

test("what the records lack is named, and makes no sign", async () => {
  const [it] = await seen({ contract: { contract_id: "bare", status: "active", starts_on: "2024-04-01", currency: "THB" } });
  expect(it!.signals).toEqual([]);
  expect(it!.lacking).toEqual([
    "contract.ends_on",
    "contract.first_ends_on",
    "contract.first_amount",
    "transaction.value_amount",
    "milestone.due_on",
  ]);
});
