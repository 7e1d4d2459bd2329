// Reports whose maker is killed at any moment, in every format: no file with a final name that is not whole, and no browser left behind.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath } from "../src/report/pdf.ts";
import type { Workspace } from "../src/workspace.ts";
import { PROGRAM } from "./command.ts";
import { judged } from "./src/report/judged.ts";

/** How often each format is killed; REPORT_KILLS=30 for the whole proof. */
const KILLS = Number(process.env.REPORT_KILLS ?? 2);
const folder = mkdtempSync(join(tmpdir(), "killed-report-"));
let workspace: Workspace;

beforeAll(async () => {
  workspace = await judged();
}, 400_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const argsOf = (format: string) => [
  "--workspace",
  workspace.root,
  "report",
  "buyer-risk",
  "--buyer",
  "",
  "--format",
  format,
  "--out",
  join(folder, `r.${format}`),
  "-q",
];

/** Processes that were begun by one of ours, by the mark in their environment. */
function begun(mark: string): string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, "latin1").includes(`REPORT_MARK=${mark}`);
      } catch {
        return false;
      }
    });
}

async function run(format: string, mark: string, killAfter?: number): Promise<number> {
  const started = Date.now();
  const child = spawn(process.execPath, [PROGRAM, ...argsOf(format)], { stdio: "ignore", env: { ...process.env, REPORT_MARK: mark } });
  const clock = killAfter === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), killAfter);
  await new Promise((resolve) => child.once("close", resolve));
  clearTimeout(clock);
  return Date.now() - started;
}

const ENDS: Record<string, (bytes: Buffer) => boolean> = {
  html: (bytes) => bytes.toString().trimEnd().endsWith("</html>"),
  pdf: (bytes) => bytes.toString("latin1").trimEnd().endsWith("%%EOF"),
  xlsx: (bytes) => bytes.subarray(-22, -18).equals(Buffer.from("PK\u0005\u0006")),
  csv: (bytes) => bytes.toString().endsWith("\r\n"),
  json: (bytes) => Boolean(JSON.parse(bytes.toString())),
};

describe.skipIf(!existsSync("/proc/self/environ"))("killed at any moment (skipped where there is no /proc)", () => {
  test.each(["html", "pdf", "xlsx", "csv", "json"])("%s", { timeout: 1_200_000 }, async (format) => {
    if (format === "pdf" && !chromiumPath()) return;
    const path = join(folder, `r.${format}`);
    const whole = await run(format, "whole");
    expect(existsSync(path)).toBe(true);
    rmSync(path);
    for (let nth = 0; nth < KILLS; nth++) {
      const mark = `${format}-${nth}-${process.pid}`;
      // From when the program has begun to work to when it ends.
      await run(format, mark, whole * (0.3 + (0.7 * (nth + 0.5)) / KILLS));
      if (existsSync(path)) {
        expect(ENDS[format]!(readFileSync(path)), `${format}, kill ${nth}`).toBe(true);
        rmSync(path);
      }
      for (let wait = 0; wait < 50 && begun(mark).length; wait++) await new Promise((resolve) => setTimeout(resolve, 100));
      expect(begun(mark).map((pid) => execFileSync("ps", ["-o", "args=", "-p", pid]).toString().slice(0, 200))).toEqual([]);
    }
  });
});
