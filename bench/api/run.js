// Measures the API on a made-up workspace: rates and times over HTTP beside a floor route and the bare engine, and exports of every flag.
// node bench/api/run.js [contracts] [directory]; the answer is Markdown.
import { fork } from "node:child_process";
import { existsSync, mkdirSync, rmSync, statSync } from "node:fs";
import { get } from "node:http";
import { cpus, loadavg, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { tableFromIPC } from "apache-arrow";
import { flagTable } from "../../dist/app/flag-table.js";
import { exportFolder } from "../../dist/app/generation.js";
import { openHouse } from "../../dist/app/house.js";
import { countRows, jsonPage } from "../../dist/app/page.js";
import { flatSelect } from "../../dist/app/table.js";
import { openWorkspace } from "../../dist/workspace.js";
import { keyOf } from "./keys.js";
import { quantiles } from "./load.js";
import { layWorld } from "./world.js";

const contracts = Number(process.argv[2] ?? 2_000_000);
const directory = process.argv[3] ?? join(tmpdir(), `jabta-bench-${contracts}`);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 5);
/** Each cell is measured in so many turns, one after the other with what it is compared with: whatever else the machine does falls on both. */
const TURNS = 5;
const CONNECTIONS = [1, 16, 64];

const workspace = existsSync(join(directory, "runs/current.json")) ? openWorkspace(directory) : await layWorld(directory, contracts);
// Everything asked goes through the gate: an auditor may take a whole table.
const authorization = { authorization: `Bearer ${await keyOf(workspace, "auditor")}` };
const serving = fork(new URL("./server.js", import.meta.url).pathname, [workspace.root]);
const server = await new Promise((resolve) => serving.once("message", resolve));
const client = fork(new URL("./load.js", import.meta.url).pathname);
const load = (paths, connections, headers = {}) =>
  new Promise((resolve) => {
    client.once("message", resolve);
    client.send({ url: server.url, paths, connections, seconds: SECONDS / TURNS, headers: { ...authorization, ...headers } });
  });

/** More than are asked in one turn. */
const FILTERS = 20_000;
/** Filters of which no two are the same, and which all let through most of their amounts: where nothing passes there is nothing to measure. */
const filters = (nthTurn) =>
  Array.from({ length: FILTERS }, (_, index) => {
    const nth = index + nthTurn * FILTERS;
    return {
      province: `จังหวัดสมมติ ${nth % 77}`,
      method: ["open", "direct", "selective"][nth % 3],
      ...(nth % 2 ? { year: 2020 + (nth % 6) } : {}),
      min_amount: String(100_000 + nth * 20),
    };
  });
const listPath = (filter) => `/v1/flags?${new URLSearchParams(filter)}`;

/** The statements of a filtered list through the same kind of pool, and nothing else. */
async function bare(house, connections, nthTurn) {
  const asked = filters(nthTurn);
  const took = [];
  let nth = 0;
  const begun = performance.now();
  const until = begun + (SECONDS * 1000) / TURNS;
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
  return { took, seconds, failed: 0 };
}

const middle = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** Asks once, outside of any measure. */
const ask = async (path, headers = {}) => {
  const answer = await fetch(server.url + path, { headers: { ...authorization, ...headers } });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return answer;
};

const ms = (value) => (value < 10 ? value.toFixed(1) : value.toFixed(0));
const cell = ({ p50, p95, p99, rate, failed }) =>
  `${rate.toFixed(0)} · ${ms(p50)} / ${ms(p95)} / ${ms(p99)}${failed ? ` (${failed} failed)` : ""}`;
const rows = {};
/** Measures what is compared with each other, turn by turn. */
async function measure(compared) {
  for (const connections of CONNECTIONS) {
    const turns = Object.fromEntries(Object.keys(compared).map((name) => [name, []]));
    for (let turn = 0; turn < TURNS; turn++) {
      for (const [name, make] of Object.entries(compared)) turns[name].push(await make(connections, turn));
    }
    for (const [name, parts] of Object.entries(turns)) {
      const took = parts.flatMap((it) => it.took);
      const sum = (what) => parts.reduce((all, it) => all + it[what], 0);
      rows[name] ??= [];
      rows[name].push({ ...quantiles(took), rate: took.length / sum("seconds"), failed: sum("failed") });
      process.stderr.write(`${name} at ${connections}: ${cell(rows[name].at(-1))}\n`);
    }
  }
}

// What only the first reader of a run waits for is not what is measured.
await ask(`/v1/contracts/${encodeURIComponent("67000000005/สัญญา 5/2568")}`);
const cachedPath = "/v1/flags?province=จังหวัดสมมติ 7".replaceAll(" ", "+");
const encoded = encodeURI(cachedPath);
const tag = (await ask(encoded, { "accept-encoding": "identity" })).headers.get("etag");
await ask("/v1/stats?by=buyer");

await measure({
  "floor: a constant (/live)": (connections) => load(["/live"], connections),
  "filtered list again, cached": (connections) => load([encoded], connections),
  "filtered list again, 304": (connections) => load([encoded], connections, { "if-none-match": tag }),
  "totals by buyer, published, cached": (connections) => load(["/v1/stats?by=buyer"], connections),
});
const house = openHouse(workspace);
await house.with((generation) => generation.peers());
const nthTurn = (connections, turn) => CONNECTIONS.indexOf(connections) * TURNS + turn;
// The same filters for both: the two are processes of their own and keep nothing for each other.
await measure({
  "filtered list, every request another filter": (connections, turn) =>
    load(filters(nthTurn(connections, turn)).map(listPath), connections),
  "bare engine, the same statements and pool": (connections, turn) => bare(house, connections, nthTurn(connections, turn)),
});
house.close();
const contract = (i) => `/v1/contracts/${encodeURIComponent(`${67_000_000_000 + i}/สัญญา ${i % 1000}/2568`)}`;
await measure({
  "one contract, every request another": (connections, turn) =>
    load(
      Array.from({ length: 2000 }, (_, nth) => contract((nth * 7919 + connections * 31 + turn) % contracts)),
      connections,
    ),
  "totals by month, every request another filter": (connections, turn) =>
    load(
      Array.from(
        { length: 1000 },
        (_, nth) => `/v1/stats?by=month&min_amount=${100_000 + nth * 41 + turn * 50_000 + connections * 300_000}`,
      ),
      connections,
    ),
});

/** Bytes the server holds of the machine's memory. */
const held = async () => Number(/process_resident_memory_bytes (\d+)/.exec(await (await ask("/metrics")).text())[1]);

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
    get(server.url + path, { headers: { ...authorization, "accept-encoding": "identity" } }, (answer) => {
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
const streamed = {
  "COPY to Parquet (the engine alone)": copy,
  Arrow: () => read("/v1/flags.arrow"),
  "JSON lines": () => read("/v1/flags.jsonl"),
  CSV: () => read("/v1/flags.csv"),
};
const once = {
  "Parquet over HTTP, first time": () => read("/v1/flags.parquet"),
  "Parquet over HTTP, again": () => read("/v1/flags.parquet"),
};
const tries = {};
for (let turn = 0; turn < 4; turn++) {
  for (const [name, make] of Object.entries(turn === 0 ? { ...streamed, ...once } : streamed)) {
    tries[name] ??= [];
    tries[name].push(await make());
    process.stderr.write(`${name}: ${tries[name].at(-1).seconds.toFixed(2)} s\n`);
  }
}
for (const [name, all] of Object.entries(tries)) {
  // The first turn also fills the engine's own cache of the file; the last grows by what an export itself holds.
  const later = all.length > 1 ? all.slice(1) : all;
  const seconds = middle(later.map((it) => it.seconds));
  exports[name] = { seconds, first: Math.min(...later.map((it) => it.first)), bytes: all[0].bytes, grown: all.at(-1).grown };
}
/** The middle of what came out turn by turn: how many times as long one took as the other beside it. */
const times = (a, b) => middle(tries[a].slice(1).map((it, turn) => it.seconds / tries[b][turn + 1].seconds)).toFixed(2);

/** Seconds to take in what was sent: a sum over one column. */
async function consume() {
  const arrow = Buffer.from(await (await ask("/v1/flags.arrow")).arrayBuffer());
  let begun = performance.now();
  const values = tableFromIPC(arrow).getChild("value");
  let sum = 0;
  for (const value of values) sum += value ?? 0;
  const fast = performance.now() - begun;
  // In parts: a text of all the lines is longer than a string may be.
  const lines = Buffer.from(await (await ask("/v1/flags.jsonl", { "accept-encoding": "identity" })).arrayBuffer());
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
  `${contracts.toLocaleString("en")} contracts. Node ${process.version}, ${cpus().length} × ${cpus()[0].model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB. Load before it began: ${loadavg()[0].toFixed(1)}. Client and server share these cores; every request brings a key. ${SECONDS} s a cell.`,
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
  `- Arrow against COPY (wanted at most 4): ${times("Arrow", "COPY to Parquet (the engine alone)")}`,
  `- Arrow against JSON lines (wanted at most 0.6): ${times("Arrow", "JSON lines")}`,
  `- summing one column: Arrow ${ms(consumed.fast)} ms, JSON lines ${ms(consumed.slow)} ms, ${(consumed.slow / consumed.fast).toFixed(0)} times (wanted at least 5)`,
];
process.stdout.write(`${out.join("\n")}\n`);
client.kill();
serving.disconnect();
