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
import { literal, openDb } from "../../../src/db.ts";
import { packaged } from "../../../src/package-root.ts";
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

const SETS: Record<string, () => Promise<string> | string | string[]> = {
  "made-up releases": () => sampled("ocds", 400),
  "made-up e-GP rows": () => sampled("egp", 800),
  Bangkok: () => real("thailand/derived/reconstructed_2568-egp-contract_bma.csv.gz"),
  Armenia: () => real("ocds/armenia"),
  Mexico: () => real("ocds/mexico"),
  "examples with owners, shareholders and subcontracts": () =>
    ["ppp-profile-example", "ocds-standard-examples/docs/examples/beneficial_ownership", "ocds-fictional-example"].map((name) =>
      real(`ocds/${name}`),
    ),
};

describe.skipIf(absent).each(Object.keys(SETS))(`%s${unless}`, (name) => {
  let first: Workspace;
  let second: Workspace;
  const path = join(folder, `${name}.json`);

  beforeAll(async () => {
    first = freshWorkspace();
    second = freshWorkspace();
    await importFiles(first, [await SETS[name]!()].flat());
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

/** The companies S1 to S5, of which some own others; two offices of one body, S6 and S7; and who works under the contract c1. */
const WITH_HOLDERS = {
  releases: [
    {
      ocid: "ocds-px0z7d-A",
      id: "1",
      date: "2024-01-01",
      tag: ["contract"],
      buyer: { id: "B1", name: "City Works" },
      parties: [
        { id: "B1", name: "City Works", roles: ["buyer"] },
        {
          id: "S1",
          name: "Road Builders Ltd",
          identifier: { scheme: "XX-REG", id: "101" },
          roles: ["supplier"],
          beneficialOwners: [
            { id: "1", name: "Ana Popescu" },
            { id: "2", name: "Trust Company Ltd", identifier: { scheme: "XX-REG", id: "900" } },
          ],
          shareholders: [
            { id: "1", shareholder: { id: "S2", name: "Holding One Ltd" }, shareholding: 0.6 },
            { id: "2", shareholder: { id: "P9", name: "นายสมมติ ตัวอย่าง" }, shareholding: 0.333333 },
          ],
        },
        { id: "S2", name: "Holding One Ltd", shareholders: [{ id: "1", shareholder: { id: "S3", name: "Holding Two Ltd" } }] },
        { id: "S4", name: "Diggers Ltd", address: { region: "North" } },
        { id: "S6", name: "Ministry, north office", identifier: { scheme: "XX-REG", id: "700" }, roles: ["tenderer"] },
        { id: "S7", name: "Ministry, south office", identifier: { scheme: "XX-REG", id: "700" }, roles: ["tenderer"] },
      ],
      tender: { id: "1", title: "Road", status: "complete" },
      awards: [
        {
          id: "a1",
          status: "active",
          suppliers: [{ id: "S1" }],
          value: { amount: 1000, currency: "EUR" },
          hasSubcontracting: true,
          subcontracting: {
            minimumPercentage: 0.25,
            subcontracts: [{ id: "1", subcontractor: { id: "S4" }, value: { amount: 250.5, currency: "USD" } }, { id: "2" }],
          },
        },
        { id: "a2", status: "active", suppliers: [{ id: "S1" }], hasSubcontracting: false },
        { id: "a3", status: "active", suppliers: [{ id: "S1" }] },
      ],
      contracts: [
        {
          id: "c1",
          awardID: "a1",
          status: "active",
          value: { amount: 1000, currency: "EUR" },
          subcontracting: { subcontracts: [{ id: "1", subcontractor: { id: "P8", name: "นางสาวสมมติ ตัวอย่าง" }, value: { amount: 10 } }] },
          relatedProcesses: [
            { id: "1", relationship: ["subContract"], scheme: "ocid", identifier: "OCDS-PX0Z7D-B" },
            { id: "2", relationship: ["subContract"], scheme: "ocid", identifier: "ocds-px0z7d-elsewhere" },
            { id: "3", relationship: ["subContract"], scheme: "XX-NUMBER", identifier: "12" },
            { id: "4", relationship: ["renewalProcess"], scheme: "ocid", identifier: "ocds-px0z7d-B" },
          ],
        },
      ],
    },
    {
      ocid: "ocds-px0z7d-B",
      id: "1",
      date: "2024-02-01",
      tag: ["contract"],
      parties: [{ id: "S5", name: "Barriers Ltd", roles: ["supplier"] }],
      awards: [{ id: "a1", status: "active", suppliers: [{ id: "S5" }] }],
      contracts: [{ id: "c1", awardID: "a1", status: "active", value: { amount: 40, currency: "EUR" } }],
    },
  ],
};

/** What stands in the lines of a table, without the columns' names. */
const valuesOf = (lines: readonly string[]): unknown[][] =>
  lines.map((line) => Object.values(Object.values(JSON.parse(line) as Record<string, object>)[0]!));

describe("owners, shareholders and subcontracts", () => {
  const [first, second] = [freshWorkspace(), freshWorkspace()];
  const path = join(folder, "held.json");
  const register = (company: string, holder: string) =>
    `${company},XX-REG,ชื่อในทะเบียน,ผู้ถือหุ้น,นิติบุคคล,${holder},,7.5,2021-02-01,,https://example.org/register\r\n`;

  beforeAll(async () => {
    const [records, holdings] = [join(folder, "held-in.json"), join(folder, "holdings.csv")];
    writeFileSync(records, JSON.stringify(WITH_HOLDERS));
    writeFileSync(
      holdings,
      readFileSync(packaged("data/templates/holdings.csv"), "utf8") +
        register("101", "FIRST LIMITED,12345") +
        register("700", "SECOND LIMITED,54321"),
    );
    await importFiles(first, [records]);
    await importFiles(first, [holdings], { mapping: packaged("data/mappings/holdings.yaml"), asOf: "2024-03-01" });
    await exportOcds(first, path, { language: "en", publisher: "A publisher" });
    expect((await importFiles(second, [path])).files[0]).toMatchObject({ quarantined: 0, refused: null, noted: {} });
  }, 60_000);

  test("come back as the same canon", async () => {
    const [before, after] = [await carried(canonOf(first)), await carried(canonOf(second))];
    expect(Object.fromEntries(Object.entries(after).map(([table, { lines }]) => [table, lines]))).toEqual(
      Object.fromEntries(Object.entries(before).map(([table, { lines }]) => [table, lines])),
    );
  });

  test("a process named as a subcontract tells who was hired; one that is not here does not, and other links are none", async () => {
    const { subcontract } = await carried(canonOf(first));
    expect(valuesOf(subcontract!.lines).map(([, ...values]) => values)).toEqual([
      ["ocds-px0z7d-A/a1", null, "1", "S4", 250.5, "USD"],
      ["ocds-px0z7d-A/a1", null, "2", null, null, "EUR"],
      [null, "ocds-px0z7d-A/c1", "1", expect.stringMatching(/^natural:/), 10, "EUR"],
      [null, "ocds-px0z7d-A/c1", "ocds-px0z7d-B/c1", "S5", 40, "EUR"],
      [null, "ocds-px0z7d-A/c1", "ocds-px0z7d-elsewhere", null, null, "EUR"],
    ]);
  });

  test("a register's company is the party that bears its number under the same scheme; of two that do it is neither", async () => {
    const { holding } = await carried(canonOf(first));
    // Letters of persons follow from the workspace's key, and so would their order.
    expect(valuesOf(holding!.lines.map((line) => line.replace(/natural:[a-p]+/, "natural")).sort())).toEqual([
      ["S1", "12345", "shareholder", 0.075],
      ["S1", "S2", "shareholder", 0.6],
      ["S1", "XX-REG-900", "owner", null],
      ["S1", "natural", "owner", null],
      ["S1", "natural", "shareholder", 0.333333],
      ["S2", "S3", "shareholder", null],
    ]);
    const db = await openDb();
    await db.run(`attach ${literal(canonOf(first))} as canon (read_only)`);
    const apart = await db.rows("select party_id, name from canon.party where registry_number in ('101', '700') order by party_id");
    db.close();
    expect(apart).toEqual([
      { party_id: "S1", name: expect.any(String) },
      { party_id: "S6", name: "Ministry, north office" },
      { party_id: "S7", name: "Ministry, south office" },
      { party_id: "XX-REG-700", name: "ชื่อในทะเบียน" },
    ]);
  });

  test("what is written has the extensions' fields, and no person's name", () => {
    const text = readFileSync(path, "utf8");
    const [release] = (JSON.parse(text) as { releases: Json[] }).releases as {
      parties: Json[];
      awards: Json[];
      contracts: { subcontracting: { subcontracts: Json[] } }[];
    }[];
    const company = release!.parties.find(({ id }) => id === "S1")!;
    expect(company.beneficialOwners).toContainEqual({ id: "XX-REG-900", name: "Trust Company Ltd" });
    expect(company.shareholders).toContainEqual({ id: "S2", shareholder: { id: "S2", name: "Holding One Ltd" }, shareholding: 0.6 });
    expect(release!.awards.map(({ hasSubcontracting, subcontracting }) => [hasSubcontracting, subcontracting])).toEqual([
      [
        true,
        {
          minimumPercentage: 0.25,
          subcontracts: [
            { id: "1", subcontractor: { id: "S4", name: "Diggers Ltd" }, value: { amount: 250.5, currency: "USD" } },
            { id: "2", value: { currency: "EUR" } },
          ],
        },
      ],
      [false, undefined],
      [undefined, undefined],
    ]);
    expect(release!.contracts[0]!.subcontracting.subcontracts).toHaveLength(3);
    expect(text).not.toMatch(/Ana|Popescu|ตัวอย่าง/);
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
