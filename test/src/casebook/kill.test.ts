// A decision and its entry in the audit log are both there or both not, whenever the process dies.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { verifyChain } from "../../../src/casebook/audit.ts";
import { packaged } from "../../../src/package-root.ts";
import { casebookAt, freshPath } from "./room.ts";

const KILLS = 25;
const built = (path: string) => pathToFileURL(packaged(`dist/casebook/${path}`)).href;
const absent = !existsSync(packaged("dist/casebook/review.js"));

/** Decides flag after flag until it is killed. */
const worker = (path: string) => `
  import { openCasebook } from "${built("casebook.js")}";
  import { review } from "${built("review.js")}";
  const casebook = openCasebook(${JSON.stringify(path)});
  const tag = process.pid.toString(16);
  process.stdout.write("ready\\n");
  for (let n = 0; ; n++) {
    const flag = { flag_id: tag + "-" + n, evidence_hash: "e", run_id: "r", indicator: "R018", subject_kind: "lot", subject_id: "s" };
    review(casebook, { verb: "decide", verdict: "refer", reason: "because", actor: "Mali", flags: [{ flag, version: 0 }, { flag: { ...flag, flag_id: flag.flag_id + "b" }, version: 0 }] });
  }`;

test.skipIf(absent)(`the casebook is whole after ${KILLS} kills (needs npm run build)`, async () => {
  const path = freshPath();
  for (let kill = 0; kill < KILLS; kill++) {
    const child = spawn(process.execPath, ["--input-type=module", "-e", worker(path)], { stdio: ["ignore", "pipe", "inherit"] });
    await new Promise((resolve) => child.stdout.once("data", resolve));
    await new Promise((resolve) => setTimeout(resolve, (kill * 37) % 100));
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
  }
  const casebook = casebookAt(path);
  const report = verifyChain(casebook);
  expect(report).toMatchObject({ ok: true, trouble: null });
  const count = (table: string) => casebook.one<{ n: number }>(`select count(*) as n from ${table}`)!.n;
  expect(count("event")).toBe(report.entries);
  expect(count("standing")).toBe(report.entries);
  expect(casebook.all("select act from event group by act having count(*) <> 2")).toEqual([]);
  expect(report.entries).toBeGreaterThan(KILLS);
});
