// Out again: packages that the standard's own schema accepts, that name nobody, and that give the same canon when they are read back.
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { currentCanon } from "../../../src/app/canon.ts";
import { exportOcds } from "../../../src/app/export-ocds.ts";
import { importFiles } from "../../../src/app/import.ts";
import { runIndicators } from "../../../src/app/run.ts";
import { makeSample } from "../../../src/sample/sample.ts";
import type { Workspace } from "../../../src/workspace.ts";
import { absent, freshWorkspace, real, unless } from "../../real-records.ts";
import { carried } from "./carried.ts";

const folder = mkdtempSync(join(tmpdir(), "export-"));
const canonOf = (workspace: Workspace): string => workspace.path("canon", currentCanon(workspace)!.file);

type Json = Record<string, unknown>;
const readJson = (path: string): Json => JSON.parse(readFileSync(path, "utf8")) as Json;

/** JSON merge patch, as the standard applies extensions. */
function patched(target: unknown, patch: unknown): unknown {
  if (typeof patch !== "object" || patch === null || Array.isArray(patch)) return patch;
  const result: Json = { ...(typeof target === "object" && target !== null && !Array.isArray(target) ? (target as Json) : {}) };
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name];
    else result[name] = patched(result[name], value);
  }
  return result;
}

/** The schema of release packages with lots and bids, in the form the validator takes. */
function validator() {
  const release = ["lots-extension", "bid-extension"].reduce<unknown>(
    (schema, name) => patched(schema, readJson(real(`schemas/ocds/${name}.release-schema.json`))),
    readJson(real("schemas/ocds/release-schema.json")),
  ) as Json;
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const id = "https://standard.open-contracting.org/schema/1__1__5/release-schema.json";
  const { id: _, $schema: _s, definitions, ...rest } = release;
  // The bids extension points to a definition of another extension, whose fields are not written here.
  ajv.addSchema({ ...rest, definitions: { ...(definitions as Json), SubmissionTerms: {} }, $id: id });
  const { id: _i, $schema: _t, ...package_ } = readJson(real("schemas/ocds/release-package-schema.json"));
  return ajv.compile(package_);
}

async function sampled(format: "egp" | "ocds", rows: number): Promise<string> {
  const out = join(folder, format === "egp" ? "sample.csv" : "sample.jsonl");
  await makeSample({ format, rows, seed: 5, out, plant: join(folder, `${format}.truth.json`) });
  return out;
}

const SETS: Record<string, () => Promise<string> | string> = {
  "made-up releases": () => sampled("ocds", 400),
  "made-up e-GP rows": () => sampled("egp", 800),
  Bangkok: () => real("thailand/derived/reconstructed_2568-egp-contract_bma.csv.gz"),
  Armenia: () => real("ocds/armenia"),
  Mexico: () => real("ocds/mexico"),
};

describe.skipIf(absent).each(Object.keys(SETS))(`%s${unless}`, (name) => {
  let first: Workspace;
  let second: Workspace;
  const path = join(folder, `${name}.json`);

  beforeAll(async () => {
    first = freshWorkspace();
    second = freshWorkspace();
    await importFiles(first, [await SETS[name]!()]);
    await exportOcds(first, path, { language: "en", publisher: "A publisher" });
    const report = await importFiles(second, [path]);
    expect(report.files[0]).toMatchObject({ quarantined: 0, duplicate: 0, refused: null, noted: {} });
  }, 240_000);

  test("is valid OCDS 1.1 with the lots and bids extensions", () => {
    const validate = validator();
    validate(readJson(path));
    expect((validate.errors ?? []).slice(0, 5)).toEqual([]);
  });

  test("is the same canon when read back, in all that OCDS can carry", async () => {
    const [before, after] = [await carried(canonOf(first)), await carried(canonOf(second))];
    for (const [table, { lines, hash }] of Object.entries(before)) {
      const known = new Set(after[table]!.lines);
      expect(lines.filter((line) => !known.has(line)).slice(0, 3), table).toEqual([]);
      expect(after[table]!.hash, table).toBe(hash);
    }
  });

  test("and the same releases when written again", async () => {
    const again = join(folder, `${name} again.json`);
    await exportOcds(second, again, { language: "en", publisher: "A publisher" });
    const lines = (of: string) => readFileSync(of, "utf8").split("\n").slice(1);
    const known = new Set(lines(path));
    expect(
      lines(again)
        .filter((line) => !known.has(line))
        .slice(0, 1),
    ).toEqual([]);
    expect(lines(again)).toHaveLength(lines(path).length);
  });

  test("shows no digit of a natural person", () => {
    for (const release of readJson(path).releases as { parties?: Json[] }[])
      for (const party of release.parties ?? [])
        if (String(party.id).startsWith("natural:")) expect(`${party.id}${party.name}`).not.toMatch(/[0-9๐-๙]/);
  });
});

describe("made-up records", () => {
  const workspace = freshWorkspace();
  beforeAll(async () => {
    await importFiles(workspace, [await sampled("ocds", 120)]);
  }, 120_000);
  afterAll(() => expect(existsSync(join(folder, "none"))).toBe(false));

  test("the flags of a run stand beside, and the run is named; without a run there are none", async () => {
    await expect(exportOcds(workspace, join(folder, "none"), { language: "en", flags: true })).rejects.toMatchObject({ code: "no-run" });
    const { run_id, result_hash, results } = await runIndicators(workspace, { indicators: ["R003", "R018", "R028"] });
    const path = join(folder, "flagged.json.gz");
    const exported = await exportOcds(workspace, path, { language: "th", flags: true, prefix: "ocds-a1b2c3" });
    expect(exported).toMatchObject({ run_id, flags: results.reduce((sum, { flagged }) => sum + flagged, 0) });
    const releases = (JSON.parse(gunzipSync(readFileSync(path)).toString("utf8")) as { releases: Json[] }).releases;
    expect(releases.every(({ ocid }) => String(ocid).startsWith("ocds-a1b2c3-"))).toBe(true);
    const flagged = releases.filter(({ redFlags }) => redFlags) as {
      redFlags: { runID: string; resultHash: string; disclaimer: string; flags: Json[] };
    }[];
    expect(flagged.length).toBeGreaterThan(0);
    expect(flagged.length).toBeLessThan(releases.length);
    for (const { redFlags } of flagged) {
      expect(redFlags).toMatchObject({ runID: run_id, resultHash: result_hash });
      expect(redFlags.disclaimer).toContain("มิได้หมายความว่า");
    }
    expect(flagged.reduce((sum, { redFlags }) => sum + redFlags.flags.length, 0)).toBe(exported.flags);
  });

  test("amounts are exact numbers, and a text that looks like one stays a text", async () => {
    const path = join(folder, "exact.json");
    writeFileSync(
      path,
      '{"releases":[{"ocid":"ocds-px0z7d-1","id":"1","date":"2024-01-01","tag":["tender"],"tender":{"id":"1","title":"{\\"amount\\":\\"1\\"}","value":{"amount":9007199254740993.01,"currency":"EUR"}}}]}',
    );
    const one = freshWorkspace();
    await importFiles(one, [path]);
    const out = join(folder, "exact-out.json");
    await exportOcds(one, out, { language: "en" });
    const text = readFileSync(out, "utf8");
    expect(text).toContain('"amount":9007199254740993.01,');
    expect(text).toContain('"title":"{\\"amount\\":\\"1\\"}"');
  });
});
