// Imports the real e-GP rows, judges them by the Thai profile, and prints the figures of figures.yaml and how rare each flag is.
// `npm run thailand` (records: ../shared/data, or a file as the argument); ends with 1 where a figure is not the known one.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openGeneration } from "../../dist/app/generation.js";
import { importFiles } from "../../dist/app/import.js";
import { rates } from "../../dist/app/rates.js";
import { runIndicators } from "../../dist/app/run.js";
import { openWorkspace } from "../../dist/workspace.js";
import { measure, rateLines } from "./measure.js";

const file = process.argv[2] ?? "../shared/data/thailand/derived/egp_contact_2568_verbatim_202k.parquet";
const folder = mkdtempSync(join(tmpdir(), "jabta-thailand-"));
try {
  const workspace = openWorkspace(folder);
  await importFiles(workspace, [file]);
  const generation = await openGeneration(workspace, (await runIndicators(workspace, { profile: "thailand" })).run_id);
  let section = "";
  for (const line of await measure(generation.db)) {
    if (line.section !== section) console.log(`\n${line.section}`);
    section = line.section;
    const beside = line.rows === line.known ? "" : `  (in the rows ${line.rows}: ${line.because})`;
    const known = line.measured === line.known ? "" : `  NOT ${line.known}`;
    if (known) process.exitCode = 1;
    console.log(`  ${line.figure}: ${line.measured}${known}${beside}`);
  }
  console.log(`\n${rateLines(await rates(generation, "en")).join("\n")}`);
  generation.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
