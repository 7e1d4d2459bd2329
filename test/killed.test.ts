// Imports and runs killed at random moments: what was served before is served after, and the next attempt gives the same hashes.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { openGeneration } from "../src/app/generation.ts";
import { importFiles } from "../src/app/import.ts";
import { runIndicators } from "../src/app/run.ts";
import { packaged } from "../src/package-root.ts";
import { makeSample } from "../src/sample/sample.ts";
import { freshWorkspace } from "./real-records.ts";

const KILLS = 50;
const CODES = ["R018", "R010", "R040", "D301"];

/** Starts a command and kills it after so many milliseconds; says whether it ended by itself before that. */
async function killedAfter(milliseconds: number, args: readonly string[]): Promise<boolean> {
  const child = spawn(process.execPath, [packaged("dist/cli.js"), ...args], { stdio: "ignore" });
  const ended = once(child, "exit");
  const timer = setTimeout(() => child.kill("SIGKILL"), milliseconds);
  const [code] = (await ended) as [number | null];
  clearTimeout(timer);
  return code !== null;
}

test(`${KILLS} kills at random moments leave what was served, and the next attempt gives the same hashes`, async () => {
  const workspace = freshWorkspace();
  const [first, second] = [`${workspace.root}.1.csv`, `${workspace.root}.2.csv`];
  await makeSample({ format: "egp", rows: 400, seed: 1, out: first });
  await makeSample({ format: "egp", rows: 400, seed: 2, out: second });
  await importFiles(workspace, [first]);
  const before = await runIndicators(workspace, { indicators: CODES });

  let state = 7;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const run = ["run", ...CODES.flatMap((code) => ["--indicator", code])];
  for (let nth = 0; nth < KILLS; nth++) {
    const verb = nth % 2 ? run : ["import", second];
    const ended = await killedAfter(150 + random() * 1500, ["--workspace", workspace.root, "-q", ...verb]);
    // Whatever was reached, a whole run is in force and can be read.
    const generation = await openGeneration(workspace);
    const { n } = await generation.db.one<{ n: string }>("select count(*) as n from run.flag");
    generation.close();
    const flags = generation.manifest.results.reduce((sum, it) => sum + it.flagged, 0);
    expect(Number(n), `after kill ${nth}, ${ended ? "ended" : "killed"}`).toBe(flags);
  }
  const report = await importFiles(workspace, [second]);
  const after = await runIndicators(workspace, { indicators: CODES });

  const untouched = freshWorkspace();
  await importFiles(untouched, [first, second]);
  const expected = await runIndicators(untouched, { indicators: CODES });
  expect(report.canon_hash).toBe(expected.canon_hash);
  expect(after.result_hash).toBe(expected.result_hash);
  expect(before.canon_hash).not.toBe(after.canon_hash);
}, 600_000);
