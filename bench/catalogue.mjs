// The whole catalogue over the real e-GP rows: each indicator's own time, the median of three runs; none may take more than 15 % of the whole.
// `npm run bench:catalogue [-- FILE]` (records: ../shared/data, or a file as the argument). Ends with 1 where one takes more.
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { importFiles } from "../dist/app/import.js";
import { runIndicators } from "../dist/app/run.js";
import { openWorkspace } from "../dist/workspace.js";

const file = process.argv[2] ?? "../shared/data/thailand/derived/egp_contact_2568_verbatim_202k.parquet";
const RUNS = Number(process.env.BENCH_RUNS ?? 3);
const MOST = 0.15;

if (!existsSync(file)) {
  console.log(`no records at ${file}: nothing was measured`);
  process.exit(0);
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

const folder = mkdtempSync(join(tmpdir(), "jabta-catalogue-"));
try {
  const workspace = openWorkspace(folder);
  const { canon } = await importFiles(workspace, [file]);
  const runs = [];
  for (let nth = 0; nth < RUNS; nth++) runs.push(await runIndicators(workspace, { profile: "thailand" }));
  const whole = median(runs.map(({ seconds }) => seconds));
  const times = runs[0].results
    .map(({ indicator }, index) => ({ indicator, seconds: median(runs.map(({ results }) => results[index].seconds)) }))
    .sort((a, b) => b.seconds - a.seconds);
  const judging = times.reduce((sum, { seconds }) => sum + seconds, 0);
  console.log(`${canon.contract.toLocaleString("en-US")} contracts, ${times.length} indicators, ${cpus().length} cores`);
  console.log(
    `whole run ${whole.toFixed(2)} s: judging ${judging.toFixed(2)} s, shared tables and lists ${(whole - judging).toFixed(2)} s`,
  );
  for (const { indicator, seconds } of times) {
    const share = seconds / whole;
    console.log(
      `${indicator.padEnd(12)} ${seconds.toFixed(3).padStart(8)} s ${(100 * share).toFixed(1).padStart(6)} %${share > MOST ? "  more than 15 %" : ""}`,
    );
    if (share > MOST) process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
