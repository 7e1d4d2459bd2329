// A second snapshot with planted changes: what the feed never publishes is recovered from two files, all of it and nothing else.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { ensureCanon } from "../src/app/canon.ts";
import { explain } from "../src/app/explain.ts";
import { listFlags } from "../src/app/flags.ts";
import { type Generation, openGeneration } from "../src/app/generation.ts";
import { type ImportReport, importFiles } from "../src/app/import.ts";
import { type Manifest, runIndicators } from "../src/app/run.ts";
import { explainText } from "../src/cli/explain-text.ts";
import { literal, openDb } from "../src/db.ts";
import type { ChangeTruth } from "../src/sample/changes.ts";
import { makeSample } from "../src/sample/sample.ts";
import { readReceipts } from "../src/sources/raw.ts";
import { arabicDigits } from "../src/sources/thai-number.ts";
import { canonical } from "../src/text/canonical.ts";
import { showAmount, showDay } from "../src/text/text.ts";
import { nounLabel } from "../src/text/words.ts";
import type { Workspace } from "../src/workspace.ts";
import { absent, freshWorkspace, real, unless } from "./real-records.ts";

const BMA = "thailand/derived/reconstructed_2568-egp-contract_bma.csv.gz";
const [FIRST, SECOND] = ["2025-10-01", "2025-12-01"];
const JUDGE = ["D301", "D304", "D305", "D306"];
const KIND = { price: "value", end: "duration", status: "status", winner: "supplier" } as const;

interface Seen {
  contract_id: string;
  kind: string;
  basis: string;
  seen_from: string;
  seen_to: string;
  old: string;
  new: string;
  old_file: string;
  new_file: string;
  old_place: string;
  new_place: string;
}

const contractOf = ({ contract }: ChangeTruth) => arabicDigits(canonical(contract));

describe.skipIf(absent)(`two snapshots of Bangkok's contracts${unless}`, () => {
  let changed: ChangeTruth[];
  let second: ImportReport;
  let seen: Seen[];
  let workspace: Workspace;

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), "jabta-snapshots-"));
    const out = join(folder, "second.csv");
    const changes = { of: real(BMA), prices: 200, ends: 150, statuses: 40, winners: 10 };
    const made = await makeSample({ format: "egp", seed: 11, out, changes });
    changed = (made.planted as { changed: ChangeTruth[] }).changed;
    workspace = freshWorkspace();
    await importFiles(workspace, [real(BMA)], { asOf: FIRST });
    second = await importFiles(workspace, [out], { asOf: SECOND });
    const { file } = await ensureCanon(workspace, readReceipts(workspace), () => {});
    const db = await openDb({ threads: 1 });
    await db.run(`attach ${literal(workspace.path("canon", file))} as canon (read_only)`);
    seen = await db.rows<Seen>(`
      select contract_id, kind, basis, seen_from::varchar as seen_from, seen_to::varchar as seen_to,
          coalesce(old_amount::varchar, old_ends_on::varchar, old_text) as old, coalesce(new_amount::varchar, new_ends_on::varchar, new_text) as new,
          old_file.name as old_file, new_file.name as new_file, old_row.place as old_place, new_row.place as new_place
      from canon.amendment as amendment
      join canon.contract using (contract_key)
      left join canon.source_row as new_row on new_row.source_row = amendment.source_row
      left join canon.source_file as new_file on new_file.file_key = new_row.file_key
      left join canon.source_row as old_row on old_row.source_row = amendment.old_source_row
      left join canon.source_file as old_file on old_file.file_key = old_row.file_key
      order by contract_id, kind`);
    db.close();
  }, 240_000);

  test("the second file adds the changed rows and nothing else", () => {
    expect(second.files[0]).toMatchObject({ read: 4651, accepted: 400, duplicate: 4251, quarantined: 0 });
    // A new winner takes the place of the old one: nobody became a consortium.
    expect(second.canon).toMatchObject({ process: 4651, contract: 4651, amendment: 400, member: 0 });
  });

  test("400 of 400 changes are recovered, no extra, each of its kind", () => {
    const planted = changed.map((it) => `${contractOf(it)} ${KIND[it.kind]}`).sort();
    expect(planted).toHaveLength(400);
    expect(seen.map(({ contract_id, kind }) => `${contract_id} ${kind}`).sort()).toEqual(planted);
  });

  test("each says what stood before and what stands now", () => {
    const of = new Map(seen.map((it) => [it.contract_id, it]));
    for (const it of changed) {
      const found = of.get(contractOf(it))!;
      if (it.kind === "price") expect([Number(found.old), Number(found.new)], it.contract).toEqual([Number(it.before), Number(it.after)]);
      if (it.kind === "end") expect(found.new > found.old, it.contract).toBe(true);
      if (it.kind === "status") expect([found.old, found.new], it.contract).toEqual([it.before, it.after]);
      if (it.kind === "winner") expect([found.old, found.new], it.contract).toEqual([`TH-TIN:${it.before}`, `TH-TIN:${it.after}`]);
    }
  });

  test("each names the two days and both rows", () => {
    for (const it of seen) {
      expect(it, it.contract_id).toMatchObject({
        basis: "snapshot",
        seen_from: FIRST,
        seen_to: SECOND,
        old_file: "reconstructed_2568-egp-contract_bma.csv.gz",
        new_file: "second.csv",
      });
      // Lines that do not change keep their place, so both addresses are the same line of two files.
      expect(it.new_place, it.contract_id).toBe(it.old_place);
      expect(it.new_place, it.contract_id).toMatch(/^\d+$/);
    }
  });

  describe("judged", () => {
    let manifest: Manifest;
    let generation: Generation;
    beforeAll(async () => {
      manifest = await runIndicators(workspace, { profile: "thailand", indicators: JUDGE });
      generation = await openGeneration(workspace, manifest.run_id);
    }, 120_000);

    test("growth and extension are judged on them, and every other contract is now known not to have changed", async () => {
      const of = (code: string) => manifest.results.find(({ indicator }) => indicator === code)!;
      const grown = changed.filter((it) => it.kind === "price" && Number(it.after) >= Number(it.before) * 1.2);
      expect(of("D301").flagged).toBe(grown.length);
      expect(of("D301")).toMatchObject({ no_data: 0, clear: 4651 - grown.length });
      expect(of("D304").flagged).toBeGreaterThan(75);
      for (const code of ["D301", "D304"]) {
        const flags = await listFlags(generation, { indicator: code }, "en", { limit: 500 });
        for (const flag of flags) {
          expect(flag.evidence, flag.subject_id).toMatchObject({ basis_code: "snapshot" });
          expect(new Set(flag.seen_in.map(({ file }) => file)).size, flag.subject_id).toBe(2);
        }
      }
    });

    test("the sentences are said in both languages and claim no cause", async () => {
      for (const code of ["D301", "D304"]) {
        const [flag] = await listFlags(generation, { indicator: code }, "en", { limit: 1 });
        const [thai] = await listFlags(generation, { indicator: code, process: flag!.process_id! }, "th", { limit: 1 });
        expect(flag!.says).toContain("difference between snapshots");
        expect(thai!.says).toContain("ความแตกต่างระหว่างชุดข้อมูลต่างวัน");
        expect(thai!.says).not.toMatch(/snapshot|\{/);
      }
    });

    test("a status and a winner that changed are told with what the first file said and where", async () => {
      for (const kind of ["status", "winner"] as const) {
        const one = changed.find((it) => it.kind === kind)!;
        const explained = await explain(generation, contractOf(one), "th", "contract");
        const { facts } = explained;
        expect(facts.amendment).toHaveLength(1);
        expect(facts.amendment![0]).toMatchObject({
          kind: KIND[kind],
          basis: "snapshot",
          seen_in: { file: "second.csv" },
          seen_before: { file: "reconstructed_2568-egp-contract_bma.csv.gz" },
        });
        const memo = explainText(explained, generation.indicators, "th");
        expect(memo).toMatch(/\n {4}อ่านจาก second\.csv \(sha256 [0-9a-f]{12}…\) บรรทัดที่ \d+\n {4}ข้อมูลก่อนเปลี่ยนแปลงอ่านจาก reconstructed_/);
      }
    });

    /** One of each kind; all four hundred, which take minutes, when everything is asked. */
    const told = process.env.ALL_OUTPUT === "1" ? 400 : 1;
    test.each(["price", "end", "status", "winner"] as const)(
      "of each change of the %s the memo tells both values and both sources, in both languages",
      async (kind) => {
        for (const one of changed.filter((it) => it.kind === kind).slice(0, told)) {
          const found = seen.find((it) => it.contract_id === contractOf(one))!;
          for (const language of ["th", "en"] as const) {
            const memo = explainText(await explain(generation, contractOf(one), language, "contract"), generation.indicators, language);
            const part = memo.split(/\n(?! )/).find((lines) => lines.startsWith(nounLabel("amendment", language)))!;
            expect(part, one.contract).toContain("second.csv");
            expect(part, one.contract).toContain("reconstructed_2568-egp-contract_bma.csv.gz");
            const shown = (text: string) =>
              kind === "price"
                ? showAmount(text)
                : kind === "end"
                  ? showDay(text, language)
                  : kind === "winner"
                    ? text.replace("TH-TIN:", "")
                    : text;
            for (const value of [found.old, found.new]) expect(part, `${one.contract} ${language}`).toContain(shown(value));
          }
        }
      },
      600_000,
    );
  });
});
