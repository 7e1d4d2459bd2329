// Reports at size: a PDF of some 200 pages and a workbook of 200,000 rows, their time and memory, and what the API's answers take meanwhile.
// node bench/report.mjs WORKSPACE OUT, over a workspace of 200,000 contracts that have been judged, after npm run build.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const [workspace, out] = process.argv.slice(2);
const { callProcess } = await import("../dist/app/work.js");

const parentOf = (pid) => Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
const residentOf = (pid) => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;

/** Resident memory of a process and of all it began, in MB. */
function memoryOf(root) {
  const parents = new Map();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      parents.set(Number(name), parentOf(name));
    } catch {}
  }
  const under = (pid) => pid === root || (parents.has(pid) && under(parents.get(pid)));
  let total = 0;
  for (const pid of parents.keys()) {
    try {
      if (under(pid)) total += residentOf(pid);
    } catch {}
  }
  return { own: residentOf(root), total };
}

async function timed(args) {
  const started = performance.now();
  // As the page and the timetable start it.
  const { child, ended } = callProcess(["--workspace", workspace, ...args, "-q", "--json"], () => {});
  let own = 0;
  let total = 0;
  const clock = setInterval(() => {
    try {
      const now = memoryOf(child.pid);
      own = Math.max(own, now.own);
      total = Math.max(total, now.total);
    } catch {}
  }, 250);
  const { exit: code, said } = await ended;
  if (code !== 0) throw new Error(said);
  clearInterval(clock);
  return { code, seconds: ((performance.now() - started) / 1000).toFixed(1), mb: Math.round(own), mb_with_browser: Math.round(total) };
}

/** The time under which 95 of 100 answers came, in milliseconds, while `work` is under way. */
async function p95(url, work) {
  const times = [];
  let over = false;
  const done = work().finally(() => {
    over = true;
  });
  while (!over || times.length < 200) {
    const started = performance.now();
    await (await fetch(`${url}/v1/flags?limit=50&lang=en`)).arrayBuffer();
    times.push(performance.now() - started);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await done;
  times.sort((a, b) => a - b);
  return Number(times[Math.floor(times.length * 0.95)].toFixed(1));
}

const { serve } = await import("../dist/serve.js");
const { openWorkspace } = await import("../dist/workspace.js");
const server = await serve({ workspace: openWorkspace(workspace), port: 0 });
await p95(server.url, async () => {});
for (const [name, args] of [
  ["pdf", ["report", "province-overview", "--set", "most_leads=160", "--format", "pdf", "--out", join(out, "bench.pdf")]],
  ["xlsx", ["report", "audit-sample", "--format", "xlsx", "--out", join(out, "bench.xlsx")]],
]) {
  let took;
  const idle = async () => {};
  const before = await p95(server.url, idle);
  const meanwhile = await p95(server.url, async () => {
    took = await timed(args);
  });
  console.log(
    name,
    took,
    "bytes",
    statSync(join(out, `bench.${name}`)).size,
    "p95 idle before, meanwhile, idle after, ms:",
    before,
    meanwhile,
    await p95(server.url, idle),
  );
}
await server.close();
