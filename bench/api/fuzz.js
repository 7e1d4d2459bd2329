// Puts schemathesis (from the Python registry) on a server with users, once for each role with a key of that role: every check, every phase.
//   node bench/api/fuzz.js [--schemathesis PATH] [--workspace DIR] [--role NAME]… [-- what else schemathesis is told]
// Without a workspace, made-up records are judged first, twice, so that there is a run before. A given one is written to: a view, reviews, imports and runs are begun in it.
import { fork, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { casebookOf, saveView } from "../../dist/app/review.js";
import { packaged } from "../../dist/package-root.js";
import { openWorkspace } from "../../dist/workspace.js";
import { dictionaries, realIds } from "./ids.js";
import { keyOf } from "./keys.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    schemathesis: { type: "string", default: "schemathesis" },
    workspace: { type: "string" },
    role: { type: "string", multiple: true, default: ["viewer", "reviewer", "auditor", "admin"] },
  },
});

const folder = mkdtempSync(join(tmpdir(), "jabta-fuzz-"));
const directory = values.workspace ?? join(folder, "workspace");
const jabta = (...args) => {
  const { status } = spawnSync(process.execPath, [packaged("dist/cli.js"), "--workspace", directory, "-q", ...args], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (status !== 0) throw new Error(`jabta ${args[0]} ended with ${status}`);
};
if (!values.workspace) {
  const file = join(folder, "sample.csv");
  jabta("sample", "--format", "egp", "--rows", "500", "--seed", "7", "--out", file);
  jabta("import", file);
  jabta("run");
  jabta("import", packaged("data/samples/oc4ids.json"));
  jabta("run");
}

const server = fork(packaged("bench/api/server.js"), [directory], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
const [{ url }] = await once(server, "message");
const workspace = openWorkspace(directory);
const authorization = async (role) => ({ Authorization: `Bearer ${await keyOf(workspace, role)}` });

/** A view, and a job that has ended. */
async function begun() {
  const casebook = casebookOf(workspace);
  const { view_id } = saveView(casebook, { name: "fuzzed", query: "level=high", actor: "bench" });
  casebook.close();
  const headers = { ...(await authorization("admin")), "Content-Type": "application/octet-stream" };
  const sent = await fetch(`${url}/v1/imports?name=nothing.csv`, { method: "POST", headers, body: "nothing" });
  return { view: [view_id], job: [(await sent.json()).job_id] };
}

const config = join(folder, "schemathesis.toml");
const ids = { ...(await realIds(url, await authorization("viewer"))), ...(await begun()) };
writeFileSync(config, `${readFileSync(packaged("bench/api/schemathesis.toml"), "utf8")}\n${dictionaries(ids)}`);

/** Operations that were answered with what was asked for, so far, and all that were asked. */
async function answered() {
  const text = await (await fetch(`${url}/metrics`, { headers: await authorization("viewer") })).text();
  const told = [...text.matchAll(/^jabta_requests_total\{operation="(\w+)",status="(\d)\d\d"\} (\d+)$/gm)];
  const count = (counted) => counted.reduce((all, [, name, , n]) => all.set(name, (all.get(name) ?? 0) + Number(n)), new Map());
  return { all: count(told), given: count(told.filter(([, , first]) => first === "2")) };
}

let failed = 0;
for (const role of values.role) {
  const headers = Object.entries(await authorization(role)).flatMap(([name, value]) => ["-H", `${name}: ${value}`]);
  console.log(`\n== a key of the role ${role}`);
  const before = await answered();
  const args = ["--config-file", config, "run", `${url}/openapi.json`, ...headers, ...positionals];
  const run = spawn(values.schemathesis, args, { stdio: "inherit", cwd: folder });
  const [code] = await once(run, "exit");
  console.log(`== ${role}: ${code === 0 ? "nothing found" : `exit ${code}`}`);
  const { all, given } = await answered();
  const refused = [...all.keys()].filter((name) => (given.get(name) ?? 0) === (before.given.get(name) ?? 0));
  console.log(`== ${role}: asked ${all.size} operations; of these only refused: ${refused.join(", ") || "none"}`);
  if (code !== 0) failed++;
}
server.disconnect();
await once(server, "exit");
rmSync(folder, { recursive: true, force: true });
process.exitCode = failed ? 1 : 0;
