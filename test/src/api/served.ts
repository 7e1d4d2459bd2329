// A workspace of made-up records, judged, and served over real HTTP for as long as a test file runs.

import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { type IncomingHttpHeaders, request } from "node:http";
import { join } from "node:path";
import { importFiles } from "../../../src/app/import.ts";
import { runIndicators } from "../../../src/app/run.ts";
import { packaged } from "../../../src/package-root.ts";
import { type Serving, serve } from "../../../src/serve.ts";
import { fingerprint, openWorkspace, type Workspace } from "../../../src/workspace.ts";
import { copyOfMade } from "../../made-once.ts";
import { madeUpReleases } from "./made-up.ts";

export interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface Served extends Serving {
  workspace: Workspace;
  /** Fetches a path; a path that is a whole address is taken as it is. */
  get(path: string, init?: RequestInit): Promise<Response>;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into documents of every shape.
  json(path: string, init?: RequestInit): Promise<any>;
  /** A request as no browser or fetch would send it: its own Host header, bytes as they came. */
  raw(path: string, headers: Record<string, string>, method?: string): Promise<RawAnswer>;
}

async function judgedSample(folder: string, processes: number, holdings: readonly string[], indicators?: string[]): Promise<void> {
  const workspace = openWorkspace(join(folder, "workspace"));
  const file = join(folder, "made-up.jsonl");
  writeFileSync(file, madeUpReleases(processes));
  await importFiles(workspace, [file]);
  if (holdings.length) {
    const register = join(folder, "holdings.csv");
    writeFileSync(register, `${readFileSync(packaged("data/templates/holdings.csv"), "utf8")}${holdings.join("\r\n")}\r\n`);
    await importFiles(workspace, [register], { mapping: packaged("data/mappings/holdings.yaml"), asOf: "2023-12-31" });
  }
  await runIndicators(workspace, indicators ? { indicators } : {});
}

/** Makes, imports, judges and serves made-up records, with rows for the template of holdings where there are any, known before the records. */
export async function servedSample(processes = 240, holdings: readonly string[] = [], indicators?: string[]): Promise<Served> {
  const asked = JSON.stringify([processes, holdings, indicators]);
  const folder = await copyOfMade(`served-${fingerprint(asked)}`, (place) => judgedSample(place, processes, holdings, indicators));
  const workspace = openWorkspace(join(folder, "workspace"));
  const serving = await serve({ workspace, port: 0 });
  const get = (path: string, init?: RequestInit) => fetch(new URL(path, serving.url), init);
  return {
    ...serving,
    workspace,
    get,
    raw: (path, headers, method = "GET") =>
      new Promise((resolve, reject) => {
        const { hostname, port } = new URL(serving.url);
        const asked = request({ hostname, port, path, method, headers }, (answer) => {
          const chunks: Buffer[] = [];
          answer.on("data", (chunk: Buffer) => chunks.push(chunk));
          answer.on("end", () => resolve({ status: answer.statusCode!, headers: answer.headers, body: Buffer.concat(chunks) }));
          answer.on("error", reject);
        });
        asked.on("error", reject);
        asked.end();
      }),
    json: async (path, init) => await (await get(path, init)).json(),
    async close() {
      await serving.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
