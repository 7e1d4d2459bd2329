// The API: every operation mounted, everything else told in the same kind of document.
import { Hono } from "hono";
import type { House } from "../app/house.ts";
import { JABTA_VERSION } from "../app/run.ts";
import { requireCatalogue } from "../catalogue/load.ts";
import { fingerprint } from "../workspace.ts";
import { openCache } from "./cache.ts";
import { coverage } from "./coverage.ts";
import { documentOperation } from "./document.ts";
import { flags } from "./flags.ts";
import { live, ready } from "./health.ts";
import { indicator, indicators } from "./indicators.ts";
import { network } from "./network.ts";
import { mount } from "./operation.ts";
import { buyer, buyers, compare, supplier, suppliers } from "./parties.ts";
import { problem, problemOf } from "./problem.ts";
import { queue } from "./queue.ts";
import { run, runs } from "./runs.ts";
import { series, stats } from "./stats.ts";
import { contract, process } from "./subject.ts";

/** The operations of version 1. */
export const OPERATIONS = [
  flags,
  queue,
  contract,
  process,
  buyers,
  buyer,
  suppliers,
  supplier,
  compare,
  network,
  stats,
  series,
  indicators,
  indicator,
  runs,
  run,
  coverage,
  live,
  ready,
];

/** Stands for all that sentences are made of: another catalogue or another version of the code says things in other words. */
const textsMark = (): string => fingerprint(JABTA_VERSION, JSON.stringify(requireCatalogue()));

/** The API over a house. It has no guard of its own: `serve` puts one before everything. */
export function api(house: House): Hono {
  const app = new Hono();
  const desk = { house, cache: openCache(), texts: textsMark() };
  for (const it of [...OPERATIONS, documentOperation(OPERATIONS)]) mount(app, desk, it);
  app.all("/v1/*", (c) => problem(c, "not-found"));
  app.notFound((c) => problem(c, "not-found"));
  app.onError((error, c) => problemOf(c, error));
  return app;
}
