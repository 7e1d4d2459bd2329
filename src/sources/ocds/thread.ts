// A thread that reads records for `threads.ts`: it is given their bytes and gives back what the stage keeps of them.

import { parentPort, workerData } from "node:worker_threads";
import { openWorkspace } from "../../workspace.ts";
import { type Batch, keptOf, type Start } from "./threads.ts";

const { publisher, root } = workerData as Start;
const context = openWorkspace(root);

parentPort!.on("message", ({ bytes, records }: Batch) => {
  let from = 0;
  const answer = records.map(({ length, ...record }) => {
    const own = Buffer.from(bytes.buffer, from, length);
    from += length;
    return keptOf({ ...record, bytes: own, envelope: {} }, new Set(), publisher, context);
  });
  parentPort!.postMessage(answer);
});
