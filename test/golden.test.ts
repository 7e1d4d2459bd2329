// A file in, flags out, as of a fixed day: a change of results is a readable difference. `npx vitest run test/golden.test.ts -u` accepts it.
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { listFlags } from "../src/app/flags.ts";
import { openGeneration } from "../src/app/generation.ts";
import { importFiles } from "../src/app/import.ts";
import { listQueue } from "../src/app/queue.ts";
import { runIndicators } from "../src/app/run.ts";
import { packaged } from "../src/package-root.ts";
import { openWorkspace } from "../src/workspace.ts";

/** The indicators of the first release; later ones change nothing here. */
const CODES = "D301 D304 D305 D306 Q601 Q604 R003 R010 R011 R018 R035 R040 R055 R059 R068 R069 X107 X119 X121".split(" ");

/** What is asked of infrastructure projects and their contracts. */
const DELIVERY = "D301 D302 D303 D304 D305 D306 D307 D308 D309 D310 D311 D312 D313 D314 D315 D316 D317 D318 D319 D320 Q604 Q607".split(" ");

for (const [format, file] of [
  ["egp", "egp.csv"],
  ["ocds", "ocds.jsonl"],
  ["oc4ids", "oc4ids.json"],
] as const) {
  test(`${format}: the sample's flags and order of review`, async () => {
    const folder = mkdtempSync(join(tmpdir(), "jabta-golden-"));
    // A fixed masking key, so that masked names are the same on every machine.
    writeFileSync(join(folder, "mask.key"), "00".repeat(32));
    const workspace = openWorkspace(folder);
    const asOf = format === "oc4ids" ? "2026-03-31" : "2025-12-31";
    const indicators = format === "oc4ids" ? DELIVERY : CODES;
    const report = await importFiles(workspace, [packaged(`data/samples/${file}`)], { asOf });
    const manifest = await runIndicators(workspace, { profile: "thailand", asOf, indicators });
    const generation = await openGeneration(workspace, manifest.run_id);
    const [en, th] = [await listFlags(generation, {}, "en", { limit: 1000 }), await listFlags(generation, {}, "th", { limit: 1000 })];
    const queue = await listQueue(generation, {}, { limit: 1000 });
    generation.close();

    const lines = en.map((flag, index) => {
      const { indicator, subject_kind, subject_id, value, threshold, says, seen_in, amount, currency } = flag;
      return JSON.stringify({
        indicator,
        subject_kind,
        subject_id,
        value,
        threshold,
        amount,
        currency,
        en: says,
        th: th[index]!.says,
        seen_in: seen_in.map(({ file: name, place }) => `${name}:${place}`),
      });
    });
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot(`golden/${format}/flags.jsonl`);
    const order = queue.map((it) =>
      JSON.stringify({
        subject_id: it.subject_id,
        rank: it.rank,
        low: it.rank_low,
        high: it.rank_high,
        judged: it.judged,
        flagged: it.flagged,
        no_data: it.no_data,
        indicators: it.indicators,
      }),
    );
    await expect(`${order.join("\n")}\n`).toMatchFileSnapshot(`golden/${format}/queue.jsonl`);
    const counts = manifest.results.map(
      (it) => `${it.indicator},${it.version},${it.flagged},${it.clear},${it.not_applicable},${it.no_data}`,
    );
    await expect(`canon_hash ${manifest.canon_hash}\nread ${report.files[0]!.read}\n${counts.join("\n")}\n`).toMatchFileSnapshot(
      `golden/${format}/run.txt`,
    );
  });
}
