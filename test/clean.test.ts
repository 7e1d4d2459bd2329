// Records in which nothing is amiss, in every format: no indicator flags certainly more of them than it states.
import { expect, test } from "vitest";
import { validate } from "../src/app/validate.ts";
import { loadProfile } from "../src/catalogue/profile.ts";
import { unasked } from "./real-records.ts";

/** OCDS, where most is judged, each time; rows of e-GP and projects too where ALL_PAGES=1 asks for it. */
const FORMATS = unasked ? (["ocds"] as const) : (["egp", "ocds", "oc4ids"] as const);

test("false flags on clean records are at or under the rate that each indicator states", async () => {
  const { max_share } = loadProfile("thailand").rare;
  const rows = { egp: 900, ocds: 300, oc4ids: 30 };
  const { clean, found } = await validate(max_share, { formats: FORMATS, strengths: [], rows });
  expect(found).toEqual([]);
  for (const format of FORMATS) expect(clean.filter((it) => it.format === format && it.flags.n > 20).length, format).toBeGreaterThan(8);
  expect(clean.filter(({ is_above }) => is_above)).toEqual([]);
  // The screens of prices are among those judged, on enough lots for a rate to show.
  expect(clean.filter(({ indicator, flags }) => /^C20[1-35-8]$/.test(indicator) && flags.n > 100)).toHaveLength(7);
  // What states a rate of its own says why, and is not stated without need: no other flags more than one in twenty for certain.
  for (const { indicator, stated } of clean) if (stated > max_share) expect(["R022", "R024", "R029", "R064"]).toContain(indicator);
}, 240_000);
