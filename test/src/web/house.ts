// A house over made-up records, judged by the real engine and served on a loopback port.
import { rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createAdaptorServer } from "@hono/node-server";
import { openHouse } from "../../../src/app/house.ts";
import { importFiles } from "../../../src/app/import.ts";
import { addUser } from "../../../src/app/people.ts";
import { ANYBODY, LOCAL, type Person } from "../../../src/app/person.ts";
import { casebookOf } from "../../../src/app/review.ts";
import { runIndicators } from "../../../src/app/run.ts";
import { packaged } from "../../../src/package-root.ts";
import { web } from "../../../src/web/web.ts";
import { openWorkspace, type Workspace } from "../../../src/workspace.ts";
import { copyOfMade } from "../../made-once.ts";
import { madeUpFiles } from "./made-up.ts";

export interface MadeUpHouse {
  url: string;
  workspace: Workspace;
  /** Bugs that the page reported instead of showing. */
  bugs: unknown[];
  close(): Promise<void>;
}

/** A workspace with the records imported and judged. */
async function judgedWorkspace(folder: string): Promise<void> {
  const workspace = openWorkspace(join(folder, "var"));
  for (const [name, content] of Object.entries(madeUpFiles())) writeFileSync(join(folder, name), content);
  const files = [...Object.keys(madeUpFiles()).map((name) => join(folder, name)), packaged("data/samples/oc4ids.json")];
  const report = await importFiles(workspace, files, { asOf: "2025-01-15" });
  for (const file of report.files) if (file.refused || file.quarantined) throw new Error(JSON.stringify(file));
  // An earlier run, so that there is something to compare with.
  await runIndicators(workspace, { profile: "thailand", threads: 1, indicators: ["R010", "R018"] });
  await runIndicators(workspace, { profile: "thailand", threads: 1 });
  const casebook = casebookOf(workspace);
  for (const [name, role] of [
    ["prasit", "admin"],
    ["mali", "reviewer"],
  ] as const)
    await addUser(casebook, { name, role, password: "correct horse battery staple", actor: "machine" });
  casebook.close();
}

/** Who a test says it is: by `role` nobody or an admin who logged in, else the local person under the name in `actor`. */
function personIn(cookie: string): Person {
  const named = (name: string) => new RegExp(`\\b${name}=([\\w-]+)`).exec(cookie)?.[1];
  if (named("role") === "anonymous") return ANYBODY;
  if (named("role") === "admin") return { name: "prasit", role: "admin", via: "session" };
  return { ...LOCAL, name: named("actor") ?? LOCAL.name };
}

/** Serves a fresh copy of the judged records, with publishing on; cookies tell the people of a test apart. */
export async function madeUpHouse(): Promise<MadeUpHouse> {
  const folder = await copyOfMade("house", judgedWorkspace);
  const workspace = openWorkspace(join(folder, "var"));
  const house = openHouse(workspace);
  const bugs: unknown[] = [];
  const app = web(house, {
    personOf: (request) => personIn(request.headers.get("cookie") ?? ""),
    isPublic: true,
    report: (_, error) => {
      bugs.push(error);
    },
  });
  const server = createAdaptorServer({ fetch: app.fetch });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    workspace,
    bugs,
    async close() {
      if ("closeAllConnections" in server) server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      house.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
