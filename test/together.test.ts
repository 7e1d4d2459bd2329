// The test of `together` itself: an indicator that claims less than it needs comes apart.
import { expect, test } from "vitest";
import type { Indicator } from "../src/catalogue/indicator.ts";
import { loadCatalogue } from "../src/catalogue/load.ts";
import { torn } from "./together.ts";

const { indicators } = loadCatalogue();

test.each<[id: string, claimed: Indicator["together"]]>([
  ["R059", "subject"],
  ["R018", "subject"],
  ["R011", "process"],
  ["R040", "buyer_supplier"],
  ["X119", "buyer"],
])("%s comes apart if it claims to need one %s only", async (id, together) => {
  const indicator = indicators.find((it) => it.id === id)!;
  expect((await torn({ ...indicator, together })).torn).not.toEqual([]);
});
