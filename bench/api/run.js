// Measures the API on a made-up workspace: rates and times over HTTP beside a floor route and the bare engine, and exports of every flag.
// node bench/api/run.js [contracts] [directory]; the answer is Markdown.
import { fork } from "node:child_process";
import { existsSync, mkdirSync, rmSync, statSync } from "node:fs";
import { get } from "node:http";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { tableFromIPC } from "apache-arrow";
import { flagTable } from "../../dist/app/flag-table.js";
import { exportFolder } from "../../dist/app/generation.js";
import { openHouse } from "../../dist/app/house.js";
import { countRows, jsonPage } from "../../dist/app/page.js";
import { flatSelect } from "../../dist/app/table.js";
import { openWorkspace } from "../../dist/workspace.js";
import { quantiles } from "./load.js";
import { layWorld } from "./world.js";

const contracts = Number(process.argv[2] ?? 2_000_000);
const directory = process.argv[3] ?? join(tmpdir(), `jabta-bench-${contracts}`);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 5);
const CONNECTIONS = [1, 16, 64];

const workspace = existsSync(join(directory, "runs/current.json")) ? openWorkspace(directory) : await layWorld(directory, contracts);
const serving = fork(new URL("./server.js", import.meta.url).pathname, [workspace.root]);
const server = await new Promise((resolve) => serving.once("message", resolve));
const client = fork(new URL("./load.js", import.meta.url).pathname);
const load = (paths, connections, headers = {}) =>
  new Promise((resolve) => {
    client.once("message", resolve);
    client.send({ url: server.url, paths, connections, seconds: SECONDS, headers });
  });

/** Filters of which no two are the same. */
const filters = (offset, count = 20_000) =>
  Array.from({ length: count }, (_, index) => {
    const nth = index + offset;
    return {
      province: `จังหวัดสมมติ ${nth % 77}`,
      method: ["open", "direct", "selective"][nth % 3],
      ...(nth % 2 ? { year: 2020 + (nth % 6) } : {}),
      min_amount: String(100_000 + nth * 37),
    };
  });
const listPath = (filter) => `/v1/flags?${new URLSearchParams(filter)}`;

/** The statements of a filtered list through the same kind of pool, and nothing else. */
async function bare(connections, offset) {
  const house = openHouse(workspace);
  await house.with((generation) => generation.peers());
  const asked = filters(offset);
  const took = [];
  let nth = 0;
  const begun = performance.now();
  const until = begun + SECONDS * 1000;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < until) {
        const start = performance.now();
        const filter = asked[nth++ % asked.length];
        await house.with(async (generation) => {
          const table = await flagTable(generation, filter, "en");
          await jsonPage(generation.db, table, 0, 50);
          await countRows(generation.db, table);
        });
        took.push(performance.now() - start);
      }
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  house.close();
  return { ...quantiles(took), rate: took.length / seconds, failed: 0 };
}

const ms = (value) => (value < 10 ? value.toFixed(1) : value.toFixed(0));
const cell = ({ p50, p95, p99, rate, failed }) =>
  `${rate.toFixed(0)} · ${ms(p50)} / ${ms(p95)} / ${ms(p99)}${failed ? ` (${failed} failed)` : ""}`;
const rows = {};
const measure = async (name, make) => {
  rows[name] = [];
  for (const connections of CONNECTIONS) {
    rows[name].push(await make(connections));
    process.stderr.write(`${name} at ${connections}: ${cell(rows[name].at(-1))}\n`);
  }
};

// What only the first reader of a run waits for is not what is measured.
await fetch(`${server.url}/v1/contracts/${encodeURIComponent("67000000005/สัญญา 5/2568")}`);
const cachedPath = "/v1/flags?province=จังหวัดสมมติ 7".replaceAll(" ", "+");
const encoded = encodeURI(cachedPath);
const tag = (await fetch(server.url + encoded, { headers: { "accept-encoding": "identity" } })).headers.get("etag");
await fetch(`${server.url}/v1/stats?by=buyer`);

await measure("floor: a constant (/live)", (connections) => load(["/live"], connections));
await measure("filtered list again, cached", (connections) => load([encoded], connections));
await measure("filtered list again, 304", (connections) => load([encoded], connections, { "if-none-match": tag }));
await measure("filtered list, every request another filter", (connections) =>
  load(filters(connections * 100_000).map(listPath), connections),
);
await measure("bare engine, the same statements and pool", (connections) => bare(connections, connections * 100_000 + 50_000));
await measure("one contract, every request another", (connections) =>
  load(
    Array.from({ length: 20_000 }, (_, nth) => {
      const i = (nth * 7919 + connections) % contracts;
      return `/v1/contracts/${encodeURIComponent(`${67_000_000_000 + i}/สัญญา ${i % 1000}/2568`)}`;
    }),
    connections,
  ),
);
await measure("totals by buyer, published, cached", (connections) => load(["/v1/stats?by=buyer"], connections));
await measure("totals by month, every request another filter", (connections) =>
  load(
    Array.from({ length: 5000 }, (_, nth) => `/v1/stats?by=month&min_amount=${100_000 + nth * 41 + connections * 300_000}`),
    connections,
  ),
);

/** Bytes the server holds of the machine's memory. */
const held = async () => Number(/process_resident_memory_bytes (\d+)/.exec(await (await fetch(`${server.url}/metrics`)).text())[1]);

/** Reads an export to its end: seconds, first byte, bytes, growth of the server. */
async function read(path) {
  const before = await held();
  let most = before;
  const watch = setInterval(async () => {
    most = Math.max(most, await held());
  }, 100);
  const begun = performance.now();
  let first;
  let bytes = 0;
  // Not fetch: with as few cores as this, a slow reader would be what is measured.
  await new Promise((resolve, reject) => {
    get(server.url + path, { headers: { "accept-encoding": "identity" } }, (answer) => {
      answer.on("data", (chunk) => {
        first ??= performance.now() - begun;
        bytes += chunk.length;
      });
      answer.on("end", resolve);
    }).on("error", reject);
  });
  const seconds = (performance.now() - begun) / 1000;
  clearInterval(watch);
  return { seconds, first, bytes, grown: most - before };
}

/** The engine's own COPY to Parquet of the same rows. */
async function copy() {
  const house = openHouse(workspace);
  const path = `${exportFolder(workspace)}/bench.parquet`;
  mkdirSync(exportFolder(workspace), { recursive: true });
  const begun = await house.with(async (generation) => {
    await generation.peers();
    const table = await flagTable(generation, {}, "en");
    const start = performance.now();
    await generation.db.run(`copy (select ${flatSelect(table)} from ${table.from} where ${table.where}) to '${path}' (format parquet)`);
    return start;
  });
  const seconds = (performance.now() - begun) / 1000;
  house.close();
  const bytes = statSync(path).size;
  rmSync(path);
  return { seconds, first: Number.NaN, bytes, grown: Number.NaN };
}

await read("/v1/flags.arrow?limit=1000");
rmSync(exportFolder(workspace), { recursive: true, force: true });
const exports = {};
for (const [name, make] of Object.entries({
  "COPY to Parquet (the engine alone)": copy,
  Arrow: () => read("/v1/flags.arrow"),
  "JSON lines": () => read("/v1/flags.jsonl"),
  CSV: () => read("/v1/flags.csv"),
  "Parquet over HTTP, first time": () => read("/v1/flags.parquet"),
  "Parquet over HTTP, again": () => read("/v1/flags.parquet"),
})) {
  const tries = [];
  for (let nth = 0; nth < (name.startsWith("Parquet") ? 1 : 3); nth++) tries.push(await make());
  // The first try also fills the engine's own cache of the file; the last grows by what an export itself holds.
  const last = tries.at(-1);
  tries.sort((a, b) => a.seconds - b.seconds);
  exports[name] = {
    ...tries[Math.floor(tries.length / 2)],
    first: Math.min(...tries.map((it) => it.first)),
    grown: last.grown,
  };
  process.stderr.write(`${name}: ${exports[name].seconds.toFixed(2)} s\n`);
}

/** Seconds to take in what was sent: a sum over one column. */
async function consume() {
  const arrow = Buffer.from(await (await fetch(`${server.url}/v1/flags.arrow`)).arrayBuffer());
  let begun = performance.now();
  const values = tableFromIPC(arrow).getChild("value");
  let sum = 0;
  for (const value of values) sum += value ?? 0;
  const fast = performance.now() - begun;
  // In parts: a text of all the lines is longer than a string may be.
  const lines = Buffer.from(
    await (await fetch(`${server.url}/v1/flags.jsonl`, { headers: { "accept-encoding": "identity" } })).arrayBuffer(),
  );
  begun = performance.now();
  let again = 0;
  for (let at = 0; at < lines.length; ) {
    const end = lines.indexOf(10, at);
    again += JSON.parse(lines.toString("utf8", at, end)).value ?? 0;
    at = end + 1;
  }
  const slow = performance.now() - begun;
  if (Math.abs(sum - again) > 1) throw new Error(`Arrow holds ${sum}, JSON ${again}`);
  return { fast, slow };
}
const consumed = await consume();

const floor = rows["floor: a constant (/live)"];
const uncached = rows["filtered list, every request another filter"];
const engine = rows["bare engine, the same statements and pool"];
const share = (a, b) => a.map((it, index) => (it.rate / b[index].rate).toFixed(2)).join(" · ");
const out = [
  `${contracts.toLocaleString("en")} contracts. Node ${process.version}, ${cpus().length} × ${cpus()[0].model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB. Client and server share these cores. ${SECONDS} s a cell.`,
  "",
  "Requests per second · p50 / p95 / p99 in ms",
  "",
  `| | ${CONNECTIONS.map((it) => `${it} connection${it > 1 ? "s" : ""}`).join(" | ")} |`,
  `|---|${CONNECTIONS.map(() => "---|").join("")}`,
  ...Object.entries(rows).map(([name, cells]) => `| ${name} | ${cells.map(cell).join(" | ")} |`),
  "",
  `- uncached against the bare engine (wanted 0.70): ${share(uncached, engine)}`,
  `- cached against the floor (wanted 0.70): ${share(rows["filtered list again, cached"], floor)}; 304: ${share(rows["filtered list again, 304"], floor)}`,
  `- p99 against p50, uncached at 16 (wanted at most 5): ${(uncached[1].p99 / uncached[1].p50).toFixed(1)}`,
  "",
  "| every flag as | s | first byte, ms | MB | server grew, MB |",
  "|---|---|---|---|---|",
  ...Object.entries(exports).map(
    ([name, { seconds, first, bytes, grown }]) =>
      `| ${name} | ${seconds.toFixed(2)} | ${Number.isNaN(first) ? "" : ms(first)} | ${(bytes / 1e6).toFixed(0)} | ${Number.isNaN(grown) ? "" : (grown / 1e6).toFixed(0)} |`,
  ),
  "",
  `- Arrow against COPY (wanted at most 4): ${(exports.Arrow.seconds / exports["COPY to Parquet (the engine alone)"].seconds).toFixed(2)}`,
  `- Arrow against JSON lines (wanted at most 0.6): ${(exports.Arrow.seconds / exports["JSON lines"].seconds).toFixed(2)}`,
  `- summing one column: Arrow ${ms(consumed.fast)} ms, JSON lines ${ms(consumed.slow)} ms, ${(consumed.slow / consumed.fast).toFixed(0)} times (wanted at least 5)`,
];
process.stdout.write(`${out.join("\n")}\n`);
client.kill();
serving.disconnect();
