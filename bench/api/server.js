// The server that is measured and fuzzed, in a process of its own, gate and all, but for the limit on requests a minute: its address is sent to whoever started it.
import { RATE } from "../../dist/app/role.js";
import { serve } from "../../dist/serve.js";
import { openWorkspace } from "../../dist/workspace.js";

for (const role of Object.keys(RATE)) RATE[role] = Number.POSITIVE_INFINITY;
const server = await serve({ workspace: openWorkspace(process.argv[2]), port: 0, isPublic: true });
process.send({ url: server.url });
process.on("disconnect", () => server.close().then(() => process.exit()));
