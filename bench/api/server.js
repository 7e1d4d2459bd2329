// The server that is measured, in a process of its own: its address is sent to whoever started it.
import { serve } from "../../dist/serve.js";
import { openWorkspace } from "../../dist/workspace.js";

const server = await serve({ workspace: openWorkspace(process.argv[2]), port: 0 });
process.send({ url: server.url });
process.on("disconnect", () => server.close().then(() => process.exit()));
