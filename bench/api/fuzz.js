// Puts schemathesis (from the Python registry) on a server with users, once for each role with a key of that role: every check, every phase.
//   node bench/api/fuzz.js [--schemathesis PATH] [--workspace DIR] [--role NAME]… [-- what else schemathesis is told]
// Without a workspace, made-up records are judged first. A given one is written to: reviews, imports and runs are begun in it.
import { fork, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { packaged } from "../../dist/package-root.js";
import { openWorkspace } from "../../dist/workspace.js";
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
  jabta("sample", "--format", "egp", "--rows", "2000", "--seed", "7", "--out", file);
  jabta("import", file);
  jabta("run");
}

const server = fork(packaged("bench/api/server.js"), [directory], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
const [{ url }] = await once(server, "message");
let failed = 0;
for (const role of values.role) {
  const key = await keyOf(openWorkspace(directory), role);
  console.log(`\n== a key of the role ${role}`);
  const args = ["--config-file", packaged("bench/api/schemathesis.toml"), "run", `${url}/openapi.json`];
  const run = spawn(values.schemathesis, [...args, "-H", `Authorization: Bearer ${key}`, ...positionals], { stdio: "inherit" });
  const [code] = await once(run, "exit");
  console.log(`== ${role}: ${code === 0 ? "nothing found" : `exit ${code}`}`);
  if (code !== 0) failed++;
}
server.disconnect();
await once(server, "exit");
rmSync(folder, { recursive: true, force: true });
process.exitCode = failed ? 1 : 0;
