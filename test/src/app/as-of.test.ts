// What was known on a day: by release dates and by days of snapshots, and what one wrong day does to it.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { importFiles } from "../../../src/app/import.ts";
import { latestDay } from "../../../src/app/latest-day.ts";
import { runIndicators } from "../../../src/app/run.ts";
import { troublesOf } from "../../../src/cli/troubles.ts";
import { makeSample } from "../../../src/sample/sample.ts";
import type { Workspace } from "../../../src/workspace.ts";
import { freshWorkspace } from "../../real-records.ts";

const JUDGE = ["D301", "R018"];
const told = async (workspace: Workspace, asOf?: string) => {
  const { as_of, canon_hash, result_hash } = await runIndicators(workspace, { indicators: JUDGE, ...(asOf && { asOf }) });
  return { as_of, canon_hash, result_hash };
};

describe("releases", () => {
  let path: string;
  let lines: string[];
  const dateOf = (line: string): string => (JSON.parse(line) as { date: string }).date.slice(0, 10);
  beforeAll(async () => {
    path = `${freshWorkspace().root}.jsonl`;
    await makeSample({ format: "ocds", layout: "releases-history", rows: 30, seed: 4, out: path, plant: `${path}.truth` });
    lines = readFileSync(path, "utf8").trim().split("\n");
  });
  const imported = async (of: readonly string[], asOf?: string) => {
    const workspace = freshWorkspace();
    const file = join(workspace.root, "releases.jsonl");
    writeFileSync(file, `${of.join("\n")}\n`);
    const report = await importFiles(workspace, [file], asOf ? { asOf } : {});
    return { workspace, report };
  };

  test("a run of an earlier day is the run of the releases dated until then, and of no other", async () => {
    const days = lines.map(dateOf).sort();
    const day = days[Math.floor(days.length / 2)]!;
    const whole = await imported(lines);
    const until = await imported(lines.filter((line) => dateOf(line) <= day));
    expect(until.report.as_of).toBe(day);
    const then = await told(whole.workspace, day);
    expect(then).toEqual(await told(until.workspace));
    // The last release of that day counts, and one more day of releases is another state of knowledge.
    const before = days.findLast((it) => it < day)!;
    expect((await told(whole.workspace, before)).canon_hash).not.toBe(then.canon_hash);
  });

  test("a day still to come moves nothing: it is told with its place, and the newest day that has come decides", async () => {
    const newest = lines.map(dateOf).sort().at(-1)!;
    const wrong = JSON.stringify({ ...JSON.parse(lines[0]!), id: "wrong", date: "2099-01-01T00:00:00Z" });
    const { workspace, report } = await imported([...lines, wrong]);
    expect(report.as_of).toBe(newest);
    const [file] = report.files;
    expect(file).toMatchObject({ accepted: lines.length + 1, quarantined: 0, noted: { "date still_to_come": 1 } });
    expect(file!.noted_at["date still_to_come"]).toContain(String(lines.length + 1));
    for (const language of ["en", "th"] as const) expect(troublesOf(file!, language).join("\n")).toContain("(date");
    expect((await told(workspace)).as_of).toBe(newest);
  });

  test("where every day is still to come, the day of receipt is all that is known", async () => {
    const today = new Date().toISOString().slice(0, 10);
    const { report } = await imported([JSON.stringify({ ...JSON.parse(lines[0]!), date: "2099-01-01T00:00:00Z" })]);
    expect([today, latestDay()]).toContain(report.as_of);
  });
});

describe("snapshots", () => {
  test("a run between two snapshots is the run of the first alone, whichever came in first", async () => {
    const first = `${freshWorkspace().root}.csv`;
    const second = `${first}.second.csv`;
    await makeSample({ format: "egp", layout: "shifted", rows: 120, seed: 6, out: first });
    await makeSample({ format: "egp", seed: 7, out: second, changes: { of: first, prices: 9, ends: 8, statuses: 2, winners: 2 } });
    const taken = async (...calls: readonly (readonly [string, string])[]) => {
      const workspace = freshWorkspace();
      for (const [path, asOf] of calls) await importFiles(workspace, [path], { asOf });
      return workspace;
    };
    const [early, late] = [
      [first, "2025-10-01"],
      [second, "2025-12-01"],
    ] as const;
    const alone = await told(await taken(early), "2025-11-30");
    const both = await taken(early, late);
    expect(await told(both, "2025-11-30")).toEqual(alone);
    expect(await told(await taken(late, early), "2025-11-30")).toEqual(alone);
    const then = await told(both, "2025-12-01");
    expect(then.result_hash).not.toBe(alone.result_hash);
    expect(await told(both)).toEqual(then);
  });

  test("one contract signed on a day still to come does not date the file", async () => {
    const path = `${freshWorkspace().root}.csv`;
    await makeSample({ format: "egp", layout: "shifted", rows: 60, seed: 6, out: path });
    const text = readFileSync(path, "utf8");
    const plain = await importFiles(freshWorkspace(), [path]);
    const lines = text.split("\n");
    // Of a direct purchase: the day of its announcement stands before the place, that of its signature after the number of the contract.
    const nth = lines.findIndex((line) => /,เฉพาะเจาะจง,-,/.test(line) && /\/25\d\d,\d+ \S+ \d\d,/.test(line));
    lines[nth] = lines[nth]!.replace(/(\/25\d\d,\d+ \S+ )\d\d,/, "$12599,");
    writeFileSync(path, lines.join("\n"));
    const report = await importFiles(freshWorkspace(), [path]);
    expect(report.as_of).toBe(plain.as_of);
    expect(report.files[0]!.noted["dateSigned still_to_come"]).toBe(1);
  });
});
