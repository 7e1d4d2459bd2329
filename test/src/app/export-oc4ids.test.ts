// Projects out again: packages that OC4IDS's own schema accepts and that give the same projects when they are read back.
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { beforeAll, describe, expect, test } from "vitest";
import { currentCanon } from "../../../src/app/canon.ts";
import { exportPackage } from "../../../src/app/export-ocds.ts";
import { importFiles } from "../../../src/app/import.ts";
import { literal, openDb } from "../../../src/db.ts";
import { packaged } from "../../../src/package-root.ts";
import type { Workspace } from "../../../src/workspace.ts";
import { absent, freshWorkspace, real, unless } from "../../real-records.ts";

const folder = mkdtempSync(join(tmpdir(), "export-projects-"));
type Json = Record<string, unknown>;
const readJson = (path: string): Json => JSON.parse(readFileSync(path, "utf8")) as Json;

function validator() {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const { id: _, $schema: _s, ...project } = readJson(real("schemas/oc4ids/project-schema.json"));
  const { id: _i, $schema: _t, ...package_ } = readJson(real("schemas/oc4ids/project-package-schema.json"));
  ajv.addSchema({ ...project, $id: "https://standard.open-contracting.org/infrastructure/schema/0__9__5/project-schema.json" });
  return ajv.compile(package_);
}

/** Rows of projects and what belongs to them, by ids. */
async function rowsOf(workspace: Workspace): Promise<Record<string, string[]>> {
  const db = await openDb();
  await db.run(`attach ${literal(workspace.path("canon", currentCanon(workspace)!.file))} as canon (read_only)`);
  const parts = {
    project:
      "select project_id, title, description, purpose, type, sector, region, site_latitude, site_longitude, status, starts_on, ends_on, works_start_on, works_end_on, budget_amount, currency, budget_approved_on, completed_on, end_details, final_amount, value_details, final_scope, scope_details from canon.project",
    breakdown:
      "select project_id, budget_breakdown_id, b.description, source_party, b.starts_on, b.ends_on, value_amount, b.currency from canon.budget_breakdown as b join canon.project using (project_key)",
    observation:
      "select project_id, series, metric, observation_id, o.starts_on, o.ends_on, measure, unit, value_amount, o.currency from canon.observation as o join canon.project using (project_key)",
    cost: "select project_id, cost_id, measured_on, category, value_amount, c.currency from canon.cost_measurement as c join canon.project using (project_key)",
    document:
      "select project_id, document_id, document_type, d.title, url, published_on from canon.document as d join canon.project using (project_key)",
    link: "select project_id, link_id from canon.project_process join canon.project using (project_key)",
  };
  const found: Record<string, string[]> = {};
  for (const [name, sql] of Object.entries(parts))
    found[name] = (await db.rows<{ line: string }>(`select to_json(it)::varchar as line from (${sql}) as it order by line`)).map(
      ({ line }) =>
        // An address with blanks or accents is published with them written out.
        line.replaceAll(/"url":"[^"]*"/g, (url) => decodeURI(url)),
    );
  db.close();
  return found;
}

const SETS: Record<string, () => string> = {
  "made-up projects": () => packaged("data/samples/oc4ids.json"),
  "the standard's example": () => real("oc4ids/standard"),
  "Nuevo León": () => real("oc4ids/nuevo-leon"),
};

describe.skipIf(absent).each(Object.keys(SETS))(`%s${unless}`, (name) => {
  const path = join(folder, `${name}.json`);
  let first: Workspace;
  beforeAll(async () => {
    first = freshWorkspace();
    await importFiles(first, [SETS[name]!()]);
    const exported = await exportPackage(first, "oc4ids", path, { language: "en", publisher: "A publisher" });
    expect(exported.releases).toBeGreaterThan(0);
  }, 120_000);

  test("is valid OC4IDS", () => {
    const validate = validator();
    validate(readJson(path));
    expect((validate.errors ?? []).slice(0, 3)).toEqual([]);
  });

  test("is the same projects when read back", async () => {
    const second = freshWorkspace();
    const report = await importFiles(second, [path]);
    expect(report.files[0]).toMatchObject({ quarantined: 0, refused: null });
    const [before, after] = [await rowsOf(first), await rowsOf(second)];
    for (const [table, lines] of Object.entries(before)) {
      const known = new Set(after[table]);
      expect(lines.filter((line) => !known.has(line)).slice(0, 2), table).toEqual([]);
      expect(after[table], table).toHaveLength(lines.length);
    }
  });
});
