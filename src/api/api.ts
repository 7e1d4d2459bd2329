// The API: every operation mounted, everything else told in the same kind of document.
import { Hono } from "hono";
import type { House } from "../app/house.ts";
import { LOCAL, type Person } from "../app/person.ts";
import { type Casebook, casebookOf } from "../app/review.ts";
import { requireCatalogue } from "../catalogue/load.ts";
import { JABTA_VERSION } from "../package-root.ts";
import { fingerprint } from "../workspace.ts";
import { openCache } from "./cache.ts";
import { coverage } from "./coverage.ts";
import { datasets } from "./datasets.ts";
import { diff } from "./diff.ts";
import { docsOperations } from "./docs.ts";
import { documentOperation } from "./document.ts";
import { buyerFeed, supplierFeed, viewFeed } from "./feeds.ts";
import { flags } from "./flags.ts";
import { live, metrics, ready } from "./health.ts";
import { indicator, indicators } from "./indicators.ts";
import { job, startAnImport, startARun } from "./jobs.ts";
import { controls, decideControls, drawControls, learned } from "./learned.ts";
import { openMeter } from "./meter.ts";
import { network } from "./network.ts";
import { type Desk, mount, type Operation } from "./operation.ts";
import { buyer, buyers, compare, supplier, suppliers } from "./parties.ts";
import { problem, problemOf } from "./problem.ts";
import { publishedFlags } from "./published.ts";
import { queue } from "./queue.ts";
import { report, reports } from "./reports.ts";
import { review, reviewOf, undoReview } from "./reviews.ts";
import { run, runs } from "./runs.ts";
import { sanity } from "./sanity.ts";
import { series, stats } from "./stats.ts";
import { contract, process, project, projects } from "./subject.ts";
import { warnings } from "./warnings.ts";

/** The operations of version 1. */
export const OPERATIONS = [
  flags,
  queue,
  warnings,
  contract,
  process,
  projects,
  project,
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
  diff,
  reports,
  report,
  coverage,
  sanity,
  datasets,
  learned,
  controls,
  drawControls,
  decideControls,
  review,
  undoReview,
  reviewOf,
  startAnImport,
  startARun,
  job,
  publishedFlags,
  viewFeed,
  buyerFeed,
  supplierFeed,
  live,
  ready,
  metrics,
];

/** Everything the API answers: the operations, and the document of them as JSON and as a page. */
export function everyOperation(): Operation[] {
  const documented = [...OPERATIONS, ...docsOperations(OPERATIONS)];
  return [...documented, documentOperation(documented)];
}

/** Stands for all that sentences are made of: another catalogue or another version of the code says things in other words. */
const textsMark = (): string => fingerprint(JABTA_VERSION, JSON.stringify(requireCatalogue()));

export interface ApiOptions {
  /** Who sent a request. */
  personOf?: (request: Request) => Person;
  /** The casebook; that of the workspace unless given. */
  casebook?: Casebook;
}

/** The API over a house. It has no guard and no gate of its own: `serve` puts them before everything. */
export function api(house: House, { personOf = () => LOCAL, casebook = casebookOf(house.workspace) }: ApiOptions = {}): Hono {
  const app = new Hono();
  const desk: Desk = { house, cache: openCache(), texts: textsMark(), meter: openMeter(), casebook, personOf };
  mount(app, desk, everyOperation());
  app.all("/v1/*", (c) => problem(c, "not-found"));
  app.notFound((c) => problem(c, "not-found"));
  app.onError((error, c) => problemOf(c, error));
  return app;
}
