// Names of runs sort by the order in which the runs were made.
import { expect, test } from "vitest";
import { runIdAfter } from "../../../src/app/run-id.ts";

const AT = new Date("2026-12-31T23:59:59.900Z");

test.each([
  ["the first", undefined, "20261231T235959Z-aaaaaaaa"],
  ["a second later", "20261231T235958Z-ffffffff", "20261231T235959Z-aaaaaaaa"],
  ["in the same second, after a lesser hash", "20261231T235959Z-11111111", "20261231T235959Z-aaaaaaaa"],
  ["in the same second, after a greater hash", "20261231T235959Z-bbbbbbbb", "20270101T000000Z-aaaaaaaa"],
  ["in the same second with the same result", "20261231T235959Z-aaaaaaaa", "20270101T000000Z-aaaaaaaa"],
  ["after the clock was set back", "20270115T083000Z-00000000", "20270115T083001Z-aaaaaaaa"],
  ["after one that an earlier version named", "20261231T235959Z-aaaaaaaa-2", "20270101T000000Z-aaaaaaaa"],
])("%s", (_, newest, id) => {
  expect(runIdAfter(newest, AT, "aaaaaaaabbbb")).toBe(id);
  if (newest) expect(id > newest).toBe(true);
});
