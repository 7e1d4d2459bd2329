// A workspace of any size for measuring: canon and run laid straight by SQL, lists published as after any run.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { shapeHere } from "../../dist/app/canon.js";
import { layCoverage } from "../../dist/app/coverage.js";
import { publish } from "../../dist/app/publish.js";
import { requireCatalogue } from "../../dist/catalogue/load.js";
import { loadProfile } from "../../dist/catalogue/profile.js";
import { literal, openDb } from "../../dist/db.js";
import { packaged } from "../../dist/package-root.js";
import { layGround } from "../../dist/run/lay.js";
import { layWorth } from "../../dist/score/score.js";
import { openWorkspace } from "../../dist/workspace.js";

/** What every page is stamped with. */
const STAMP = { result_hash: "0".repeat(64), versions: { jabta: "made up" } };

/** Lays a workspace with this many contracts, half as many flags, and one finished run. */
export async function layWorld(directory, contracts) {
  rmSync(directory, { recursive: true, force: true });
  const workspace = openWorkspace(directory);
  const runId = "20250930T000000Z-00000000";
  mkdirSync(workspace.path("runs", runId), { recursive: true });
  writeFileSync(workspace.path("canon", "made-up.duckdb.json"), JSON.stringify({ shape: shapeHere() }));
  const db = await openDb({ spill: workspace.path("tmp"), memory: "4GB" });
  await db.run(`attach ${literal(workspace.path("canon", "made-up.duckdb"))} as canon`);
  await db.run(`attach ${literal(workspace.path("runs", runId, "run.duckdb"))} as run`);
  for (const schema of ["canon", "run", "score"]) await db.run(readFileSync(packaged(`src/${schema}/schema.sql`), "utf8"));
  await layGround(db, "2025-09-30");
  const sql = readFileSync(packaged("bench/api/world.sql"), "utf8");
  const sizes = { contracts, buyers: Math.ceil(contracts / 250), suppliers: Math.ceil(contracts / 10) };
  await db.run(sql.replaceAll(/\$(contracts|buyers|suppliers)/g, (_, name) => String(sizes[name])));
  await layWorth(db, loadProfile("default"));
  const indicators = requireCatalogue();
  await publish(db, indicators);
  await layCoverage(db);
  const results = await db.rows(
    "select indicator, version, flagged::integer as flagged, clear::integer as clear, 0 as not_applicable, 0 as no_data, '' as result_hash from run.outcome",
  );
  for (const name of ["canon", "run"]) {
    await db.run(`checkpoint ${name}`);
    await db.run(`detach ${name}`);
  }
  db.close();
  const manifest = { run_id: runId, as_of: "2025-09-30", profile: "default", canon_file: "made-up.duckdb", inputs: [], results, ...STAMP };
  writeFileSync(workspace.path("runs", runId, "manifest.json"), JSON.stringify(manifest));
  writeFileSync(workspace.path("runs/current.json"), JSON.stringify({ run_id: runId }));
  return workspace;
}
