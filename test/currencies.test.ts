// Amounts of different currencies are never compared: the same records, with every amount of one currency a thousand times larger,
// give the same answer about everything that is in the other.
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { importFiles } from "../src/app/import.ts";
import { type Manifest, runIndicators } from "../src/app/run.ts";
import { type Db, literal, openDb } from "../src/db.ts";
import { buildPeers, peersReadBy } from "../src/peers/peers.ts";
import { layGround } from "../src/run/lay.ts";
import { resultTable } from "../src/run/result-table.ts";
import { SUBJECTS, type SubjectKind } from "../src/run/subject.ts";
import { makeSample } from "../src/sample/sample.ts";
import { freshWorkspace } from "./real-records.ts";

const folder = mkdtempSync(join(tmpdir(), "currencies-"));

/** Every third process is in dollars, at `factor` times its amounts. */
function mixed(lines: readonly string[], factor: number): string {
  const order = [...new Set(lines.map((line) => (JSON.parse(line) as { ocid: string }).ocid))];
  const dollars = new Set(order.filter((_, index) => index % 3 === 0));
  return lines
    .map((line) => {
      const release = JSON.parse(line) as { ocid: string };
      if (!dollars.has(release.ocid)) return line;
      return JSON.stringify(release, (name, value: unknown) => {
        if (name === "currency") return "USD";
        return name === "amount" && typeof value === "number" ? Number((value * factor).toFixed(2)) : value;
      });
    })
    .join("\n");
}

interface Judged {
  run: string;
  canon: string;
  manifest: Manifest;
}

async function judged(name: string, text: string): Promise<Judged> {
  const path = join(folder, `${name}.jsonl`);
  writeFileSync(path, text);
  const workspace = freshWorkspace();
  await importFiles(workspace, [path]);
  const manifest = await runIndicators(workspace, { profile: "thailand" });
  return { manifest, run: workspace.path("runs", manifest.run_id, "run.duckdb"), canon: workspace.path("canon", manifest.canon_file) };
}

/** Subjects of an indicator with another answer in the second run, and whether any dollar belongs to them. */
async function differing(db: Db, kind: SubjectKind, code: string): Promise<{ subject: number; dollars: string }[]> {
  const table = resultTable(code);
  const own = SUBJECTS[kind]!;
  const process =
    kind === "process"
      ? "select process_key as subject, process_key from canon.process"
      : ["lot", "bid", "award", "contract"].includes(kind)
        ? `select ${kind}_key as subject, process_key from canon.${kind}`
        : `select subject, contract.process_key from (${own.contracts}) join canon.contract as contract using (contract_key)`;
  return await db.rows(`
    select one.subject, count(*) filter (where in_dollars.process_key is not null) as dollars
    from a.${table} as one
    join b.${table} as two using (subject)
    left join (${process}) as of_subject using (subject)
    left join in_dollars on in_dollars.process_key = of_subject.process_key
    where one.code <> two.code
    group by one.subject`);
}

describe("two currencies", () => {
  let one: Judged;
  let two: Judged;
  let db: Db;

  beforeAll(async () => {
    const made = join(folder, "made.jsonl");
    await makeSample({
      format: "ocds",
      layout: "jsonl",
      rows: 400,
      seed: 9,
      out: made,
      plant: join(folder, "truth.json"),
      strength: "strong",
    });
    const lines = readFileSync(made, "utf8").trim().split("\n");
    one = await judged("one", mixed(lines, 1));
    two = await judged("two", mixed(lines, 1000));
    db = await openDb({ threads: 1 });
    await db.run(`attach ${literal(one.canon)} as canon (read_only)`);
    await db.run(`attach ${literal(one.run)} as a (read_only)`);
    await db.run(`attach ${literal(two.run)} as b (read_only)`);
    await layGround(db, one.manifest.as_of);
    await buildPeers(db, peersReadBy(Object.values(SUBJECTS).flatMap(({ from, contracts }) => [from, contracts])));
    await db.run(`create temp table in_dollars as
      select process_key from canon.process where currency = 'USD'
      union select process_key from canon.contract where currency = 'USD'
      union select process_key from canon.bid where currency = 'USD'`);
  }, 400_000);

  test("both are there, and much is flagged", async () => {
    const { dollars, all } = await db.one<{ dollars: string; all: string }>(
      "select (select count(*) from in_dollars) as dollars, (select count(*) from canon.process) as all",
    );
    expect(Number(dollars)).toBeGreaterThan(50);
    expect(Number(all)).toBeGreaterThan(2 * Number(dollars));
    expect(one.manifest.results.filter(({ flagged }) => flagged > 0).length).toBeGreaterThan(15);
  });

  test("what is in baht is judged the same, whatever the dollars are worth", async () => {
    const kinds = new Map(
      (await db.rows<{ indicator: string; kind: SubjectKind }>("select indicator, kind from a.outcome")).map((it) => [
        it.indicator,
        it.kind,
      ]),
    );
    const wrong: string[] = [];
    for (const { indicator } of one.manifest.results) {
      const changed = await differing(db, kinds.get(indicator)!, indicator);
      const baht = changed.filter(({ dollars }) => Number(dollars) === 0);
      if (baht.length > 0) wrong.push(`${indicator}: ${baht.length}`);
    }
    expect(wrong).toEqual([]);
  });

  test("and so is what is in dollars, where no limit of the law is in baht", async () => {
    // Not those that read former values of amendments, which are no amounts by name and were not made larger.
    const shares = ["R024", "R028", "R036", "R040", "R058", "R059", "C201", "C204"];
    for (const code of shares) {
      const of = ({ manifest }: Judged) => {
        const { flagged, clear, no_data } = manifest.results.find(({ indicator }) => indicator === code)!;
        return { code, flagged, clear, no_data };
      };
      expect(of(two)).toEqual(of(one));
    }
  });
});
