// Measures the page of the queue on a made-up workspace: random combinations of filters beside a page that asks nothing, and beside the bare query.
// node bench/page/queue.js [contracts] [directory]; the answer is Markdown.
import { fork } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { openHouse } from "../../dist/app/house.js";
import { countQueue, listQueue } from "../../dist/app/queue.js";
import { queueQueryOf } from "../../dist/web/queue-query.js";
import { openWorkspace } from "../../dist/workspace.js";
import { keyOf } from "../api/keys.js";
import { quantiles } from "../api/load.js";
import { layWorld } from "../api/world.js";

const contracts = Number(process.argv[2] ?? 2_000_000);
const directory = process.argv[3] ?? join(tmpdir(), `jabta-bench-page-${contracts}`);
const ASKED = Number(process.env.BENCH_ASKED ?? 200);

const workspace = existsSync(join(directory, "runs/current.json")) ? openWorkspace(directory) : await layWorld(directory, contracts);

let state = 20250930;
/** A number below `n`, the same in every run. */
const below = (n) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * n);
};
const one = (...list) => list[below(list.length)];

const FILTERS = {
  indicator: () => one("R010", "R068", "D306"),
  level: () => one("high", "medium", "low"),
  method: () => one("open", "direct", "selective"),
  year: () => String(2020 + below(6)),
  province: () => `จังหวัดสมมติ ${below(77)}`,
  category: () => one("works", "goods", "services"),
  contract_status: () => one("active", "terminated", "pending"),
  min_amount: () => String(below(40_000_000)),
  max_amount: () => String(5_000_000 + below(45_000_000)),
  from: () => `${2020 + below(5)}-0${1 + below(9)}-01`,
  q: () => one("อาคารเรียน", "ถนน", "ระบบประปา", "สมมติการช่าง", `สายที่ ${below(contracts)}`),
  review: () => one("open", "decided"),
};
const path = () => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(FILTERS)) if (below(4) === 0) query.set(name, value());
  return query.size ? `/queue?${query}` : "/queue";
};
const paths = Array.from({ length: ASKED }, path);

/** Milliseconds of each asking, one after another. */
async function timed(asked, ask) {
  const took = [];
  for (const it of asked) {
    const begun = performance.now();
    await ask(it);
    took.push(performance.now() - begun);
  }
  return quantiles(took);
}

// Whoever asks brings a key: without one the page of the log-in would be what is measured.
const headers = { authorization: `Bearer ${await keyOf(workspace, "auditor")}` };
const serving = fork(new URL("../api/server.js", import.meta.url).pathname, [workspace.root]);
const { url } = await new Promise((resolve) => serving.once("message", resolve));
const page = async (it) => {
  const answer = await fetch(url + it, { headers, redirect: "manual" });
  const body = await answer.text();
  if (answer.status !== 200) throw new Error(`${answer.status} ${it}: ${body.slice(0, 2000)}`);
};
for (const it of ["/roles", "/queue", ...paths.slice(0, 10)]) await page(it);
const constant = await timed(Array(ASKED).fill("/roles"), page);
const queue = await timed(paths, page);
serving.disconnect();
await new Promise((resolve) => serving.once("exit", resolve));

const house = openHouse(workspace);
const bareQuery = async (it) => {
  const { filter } = queueQueryOf(new URL(it, "http://127.0.0.1"));
  await house.with(async (generation) => {
    await listQueue(generation, filter, { limit: 25, offset: 0 });
    await countQueue(generation, filter);
  });
};
for (const it of paths.slice(0, 10)) await bareQuery(it);
const bare = await timed(paths, bareQuery);
house.close();
if (!process.argv[3]) rmSync(directory, { recursive: true, force: true });

const ms = (value) => value.toFixed(value < 10 ? 1 : 0);
const line = (name, { p50, p95, p99 }) =>
  `| ${name} | ${ms(p50)} | ${ms(p95)} | ${ms(p99)} | ${(p95 / constant.p95).toFixed(1)} | ${(p95 / bare.p95).toFixed(2)} |`;
console.log(`${contracts.toLocaleString("en-US")} contracts, ${ASKED} combinations of filters, one after another. Node ${process.version}, ${cpus().length} cores.

| | p50, ms | p95, ms | p99, ms | p95 to the constant page | p95 to the bare query |
| --- | --- | --- | --- | --- | --- |
${line("a page that asks nothing (/roles)", constant)}
${line("the bare query: the list and its count", bare)}
${line("the page of the queue", queue)}`);
