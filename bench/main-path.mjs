// The main path in ratios: reading and judging beside floors measured in the same run. `npm run bench` (rows: BENCH_ROWS).
import { execFileSync } from "node:child_process";
import { createReadStream, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { importFiles } from "../dist/app/import.js";
import { runIndicators } from "../dist/app/run.js";
import { literal, openDb } from "../dist/db.js";
import { makeSample } from "../dist/sample/sample.js";
import { openWorkspace } from "../dist/workspace.js";

const ROWS = Number(process.env.BENCH_ROWS ?? 100_000);
const folder = mkdtempSync(join(tmpdir(), "jabta-bench-"));
const lines = [];

/** Median seconds of `times` runs. */
async function timed(work, times = 3) {
  const seconds = [];
  for (let nth = 0; nth < times; nth++) {
    const started = performance.now();
    await work();
    seconds.push((performance.now() - started) / 1000);
  }
  return seconds.sort((a, b) => a - b)[Math.floor(times / 2)];
}

const say = (what, seconds, beside = "", ratio = "") =>
  lines.push([what, seconds.toFixed(2), beside, ratio === "" ? "" : ratio.toFixed(2)]);

// OCDS: the bare loop that parses each line and throws it away, DuckDB's own read, and the whole import.
const ocds = join(folder, "ocds.jsonl");
await makeSample({ format: "ocds", layout: "jsonl", rows: Math.round(ROWS / 5), seed: 3, out: ocds });
const megabytes = statSync(ocds).size / 1e6;
const bare = await timed(async () => {
  for await (const line of createInterface({ input: createReadStream(ocds) })) JSON.parse(line);
});
const typed = await timed(async () => {
  const db = await openDb({ memory: "2GB" });
  await db.run(
    `copy (select * from read_json(${literal(ocds)}, format = 'newline_delimited', maximum_object_size = 16777216)) to ${literal(join(folder, "typed.parquet"))} (format parquet, compression zstd)`,
  );
  db.close();
});
const imported = await timed(async () => {
  const workspace = openWorkspace(mkdtempSync(join(folder, "ws-")));
  await importFiles(workspace, [ocds]);
}, 1);
say(`OCDS, ${megabytes.toFixed(0)} MB: JSON.parse of each line`, bare);
say("OCDS: DuckDB's own read to Parquet", typed);
say("OCDS: import, checks included", imported, "JSON.parse", imported / bare);
say("", imported, "DuckDB's read", imported / typed);

// e-GP rows: counting lines, and the whole import; then the run beside one sum over the same contracts.
const egp = join(folder, "egp.csv");
await makeSample({ format: "egp", rows: ROWS, seed: 3, out: egp });
const counted = await timed(async () => {
  let rows = 0;
  for await (const _ of createInterface({ input: createReadStream(egp) })) rows++;
  return rows;
});
const home = openWorkspace(join(folder, "home"));
const read = await timed(() => importFiles(home, [egp]), 1);
say(`e-GP, ${ROWS} rows: reading its lines`, counted);
say("e-GP: import, checks included", read, "its lines", read / counted);

const manifest = await runIndicators(home);
const again = await timed(() => runIndicators(home), 1);
const floor = await timed(async () => {
  const db = await openDb();
  await db.run(`attach ${literal(home.path("canon", manifest.canon_file))} as canon (read_only)`);
  await db.rows(
    "select buyer_key, supplier_key, sum(value_amount), count(*) from canon.contract join canon.process using (process_key) group by all",
  );
  db.close();
});
say(`run: ${manifest.results.length} indicators`, again, "one group-by", again / floor);

const width = lines.reduce((most, [what]) => Math.max(most, what.length), 0);
const { version } = JSON.parse(readFileSync(fileURLToPath(new URL("../package.json", import.meta.url)), "utf8"));
console.log(
  `jabta ${version} · Node ${process.version} · ${cpus().length} × ${cpus()[0].model} · ${(totalmem() / 2 ** 30).toFixed(0)} GiB · ${execFileSync("uname", ["-sr"]).toString().trim()}`,
);
console.log(`peak resident ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
for (const [what, seconds, beside, ratio] of lines)
  console.log(`${what.padEnd(width)}  ${seconds.padStart(8)} s  ${ratio.padStart(7)}${beside ? ` × ${beside}` : ""}`);
console.log("\nslowest indicators");
for (const it of [...manifest.results].sort((a, b) => b.seconds - a.seconds).slice(0, 8))
  console.log(`  ${it.indicator}  ${it.seconds.toFixed(2)} s`);
rmSync(folder, { recursive: true, force: true });
