// Every report of reports/: complete, in both languages, the same in every format, and checkable against its run.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { readXlsx } from "hucre/xlsx";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Filter } from "../../../src/app/filter.ts";
import { type Generation, openGeneration } from "../../../src/app/generation.ts";
import { checkReport, type Format, fillReport, listReports, makeReport } from "../../../src/app/report.ts";
import { runIndicators } from "../../../src/app/run.ts";
import { packaged } from "../../../src/package-root.ts";
import type { Filled } from "../../../src/report/fill.ts";
import { columnLabel } from "../../../src/report/label.ts";
import { htmlOf } from "../../../src/report/page.tsx";
import { chromiumPath, pdfOf } from "../../../src/report/pdf.ts";
import { keywordsOf } from "../../../src/report/pdf-stamp.ts";
import { sheetsOf } from "../../../src/report/sheets.ts";
import { textOfHtml } from "../../../src/report/text-of.ts";
import { word } from "../../../src/report/words.ts";
import type { BookCell } from "../../../src/report/workbook.ts";
import { writeReport } from "../../../src/report/write.ts";
import { LANGUAGES } from "../../../src/text/text.ts";
import type { Workspace } from "../../../src/workspace.ts";
import { accusations } from "../../accusation.ts";
import { HOSTILE } from "../web/made-up.ts";
import { judged, judgedCopy } from "./judged.ts";
import { asOpened, hasOffice, opened, readAs } from "./opened.ts";

let workspace: Workspace;
let generation: Generation;
const out = mkdtempSync(join(tmpdir(), "report-out-"));

/** A filter that each report can be about, from what is there. */
async function about(needs: readonly string[]): Promise<Filter> {
  const { db } = generation;
  const one = async (sql: string) => (await db.one<{ id: string }>(sql)).id;
  if (needs.includes("buyer"))
    return { buyer: await one("select buyer_id as id from run.flag_list where buyer_id is not null order by rank limit 1") };
  if (needs.includes("contract"))
    return { contract: await one("select contract_id as id from run.flag_list where contract_id is not null order by rank limit 1") };
  if (needs.includes("supplier"))
    return { supplier: await one("select supplier_id as id from run.flag_list where supplier_kind = 'juristic' order by rank limit 1") };
  return {};
}

beforeAll(async () => {
  workspace = await judged();
  generation = await openGeneration(workspace);
}, 400_000);
afterAll(() => {
  generation.close();
  rmSync(out, { recursive: true, force: true });
});

const reports = listReports();

test("each folder of reports/ is a report", () => {
  expect(reports.map(({ name }) => name)).toEqual(
    readdirSync(packaged("reports"), { withFileTypes: true })
      .filter((it) => it.isDirectory())
      .map(({ name }) => name)
      .sort(),
  );
});

describe.each(reports.map((report) => [report.name, report] as const))("%s", (name, report) => {
  test("fills, names every column in both languages, and gives the same cells again", async () => {
    const filter = await about(report.needs);
    const first = await fillReport(workspace, generation, name, { filter });
    const again = await fillReport(workspace, generation, name, { filter });
    expect(again.stamp.content_hash).toBe(first.stamp.content_hash);
    const columns = [...first.tables.values()].flatMap((table) => table.columns.map((column) => column.name));
    expect([...new Set(columns)].filter((column) => !/[\u0E01-\u0E5B]/.test(columnLabel(column, "th")) && !/sha256/.test(column))).toEqual(
      [],
    );
    expect(first.tables.has(report.main)).toBe(true);
  });

  test.each(LANGUAGES)("reads well in %s: stamped, with what it is not, nothing undefined, no text that runs", async (language) => {
    const filled = await fillReport(workspace, generation, name, { filter: await about(report.needs) });
    const html = await htmlOf(filled, language);
    const text = textOfHtml(html);
    for (const part of [filled.stamp.run_id, filled.stamp.result_hash, filled.stamp.content_hash, report.title[language]])
      expect(text).toContain(part);
    expect(text).not.toMatch(/undefined|\[object|NaN/);
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html).not.toMatch(/<img src=x|<svg onload/);
    // What the house says, without the words of records and without the one sentence that says what a flag does not mean.
    const said = textOfHtml(html.replaceAll(/<bdi.*?<\/bdi>/gs, "")).replaceAll(word("isNot", "th"), "");
    expect(accusations(said)).toEqual([]);
  });

  test("says the same in every format, and a changed value is found", async () => {
    const filter = await about(report.needs);
    const made = new Set<string>();
    for (const format of name === "buyer-risk" ? (["html", "json", "csv", "xlsx"] as const) : (["json"] as const)) {
      const path = join(out, `${name}.${format}`);
      const { content_hash } = await makeReport(workspace, name, { filter, format, out: path, language: "th" });
      made.add(content_hash);
      expect(await checkReport(workspace, path)).toMatchObject({ ok: true, mismatch_count: 0 });
    }
    expect(made.size).toBe(1);
    const path = join(out, `${name}.json`);
    const document = JSON.parse(readFileSync(path, "utf8"));
    document.tables.totals.rows[0][1] += 1;
    writeFileSync(path, JSON.stringify(document));
    expect((await checkReport(workspace, path)).mismatches).toEqual([expect.objectContaining({ where: "/tables/totals/rows/0/1" })]);
  });

  test("of nothing is a report that says so", async () => {
    if (report.needs.includes("contract")) return;
    const filled = await fillReport(workspace, generation, name, {
      filter: { buyer: "nobody is called this", supplier: "nobody is called this" },
    });
    expect(textOfHtml(await htmlOf(filled, "en")).includes("No contract is in this scope")).toBe(true);
  });
});

test("one more folder is one more report, and nothing else is touched", async () => {
  const root = mkdtempSync(join(tmpdir(), "report-own-"));
  for (const part of ["dist", "reports"]) cpSync(packaged(part), join(root, part), { recursive: true });
  for (const part of ["node_modules", "src", "data", "indicators", "package.json"]) symlinkSync(packaged(part), join(root, part));
  const [folder, built] = [join(root, "reports/by-category"), join(root, "dist/reports/by-category")];
  for (const it of [folder, built]) mkdirSync(it);
  writeFileSync(
    join(folder, "report.yaml"),
    "title: {en: Our own view, th: มุมมองของเรา}\nfor: {en: us, th: พวกเรา}\nanswers: {en: What was bought?, th: ซื้ออะไร}\nmain: by_category\n",
  );
  writeFileSync(
    join(folder, "report.sql"),
    "-- name: by_category\nselect label as category, * exclude (label) from split_by(category) order by category nulls last, currency nulls last\n",
  );
  // As built from a report.tsx of three lines.
  writeFileSync(
    join(built, "report.js"),
    'import { jsx } from "hono/jsx";\nexport default ({ view, parts: { Cover, Split } }) => jsx("div", {}, jsx(Cover, { view }), jsx(Split, { view, of: "by_category", title: "Ours" }));\n',
  );
  const call = (...args: string[]) =>
    spawnSync(process.execPath, [join(root, "dist/cli.js"), "--workspace", workspace.root, ...args], { encoding: "utf8" });
  expect(call("report", "--json").stdout).toContain('"by-category"');
  const path = join(root, "own.html");
  expect(call("report", "by-category", "--format", "html", "--out", path).status).toBe(0);
  const text = textOfHtml(readFileSync(path, "utf8"));
  for (const part of ["Our own view", "Ours", "works"]) expect(text).toContain(part);
  expect(call("report-check", path).status).toBe(0);
  rmSync(root, { recursive: true, force: true });
}, 120_000);

describe("a digit changed in a file", () => {
  const asMade = new Map<Format, Buffer>();
  /** What the check says of a file as made, then changed. */
  const forged = async (format: Format, change: (bytes: Buffer) => Buffer | Promise<Buffer>) => {
    const path = join(out, `forged.${format}`);
    if (!asMade.has(format)) {
      const filter = await about(["buyer"]);
      await makeReport(workspace, "buyer-risk", { filter, format, out: path, language: "th", settings: { most_leads: "2" } });
      expect(await checkReport(workspace, path)).toMatchObject({ ok: true, mismatch_count: 0 });
      asMade.set(format, readFileSync(path));
    }
    const before = asMade.get(format)!;
    const after = await change(before);
    expect(after.equals(before)).toBe(false);
    writeFileSync(path, after);
    return await checkReport(workspace, path);
  };
  const inText = (pattern: RegExp) => (bytes: Buffer) =>
    Buffer.from(bytes.toString().replace(pattern, (_, before: string, digit: string) => `${before}${(Number(digit) + 1) % 10}`));

  test("HTML: in a table, in a chart, in a lead", async () => {
    for (const place of [/(<td class="number"[^>]*>)(\d)/, /(<text [^>]*>\d* \/ )(\d)/, /(<article.*?<dd><p>.*?)(\d)/s])
      expect((await forged("html", inText(place))).mismatch_count).toBeGreaterThan(0);
  });
  test("CSV", async () => {
    expect((await forged("csv", inText(/(,)(\d)/))).mismatches).toHaveLength(1);
  });
  test("JSON, and a stamp that names other contents", async () => {
    expect((await forged("json", inText(/("rows":\[\s*\[[^\]]*?,)(\d)/))).ok).toBe(false);
    expect((await forged("json", inText(/("content_hash":"[a-f]*)(\d)/))).mismatches[0]!.where).toBe("content_hash");
  });
  test("XLSX: a number, a text, a row taken out", async () => {
    const inSheet = (nth: number, pattern: RegExp, by: string) => (bytes: Buffer) => {
      const parts = unzipSync(new Uint8Array(bytes));
      const name = `xl/worksheets/sheet${nth}.xml`;
      parts[name] = strToU8(strFromU8(parts[name]!).replace(pattern, by));
      return Buffer.from(zipSync(parts));
    };
    for (const [nth, pattern, by] of [
      [2, /(<v>)\d/, "$19"],
      [2, /(<row r="2".*?preserve">)[^<]/, "$1X"],
      [3, /<row r="3".*?<\/row>/, ""],
    ] as const)
      expect((await forged("xlsx", inSheet(nth, pattern, by))).ok, `sheet ${nth}`).toBe(false);
  });
  test.skipIf(!chromiumPath())(
    "PDF: pages printed again from a changed text, under the stamp of the true one (skipped without Chromium)",
    async () => {
      const found = await forged("pdf", async (bytes) => {
        const filled = await fillReport(workspace, generation, "buyer-risk", {
          filter: await about(["buyer"]),
          settings: { most_leads: "2" },
        });
        const html = (await htmlOf(filled, "th")).replace(/(<td class="number"[^>]*>)\d/, "$19");
        return await pdfOf(html, chromiumPath()!, keywordsOf(bytes)!);
      });
      expect(found).toMatchObject({ ok: false, pages_read: true });
      expect(found.mismatch_count).toBeGreaterThan(0);
    },
    120_000,
  );
});

test("a report of an older run is checked against that run", async () => {
  const copy = await judgedCopy();
  const path = join(out, "old.json");
  const { run_id } = await makeReport(copy, "method-annex", { filter: {}, format: "json", out: path, language: "en" });
  await runIndicators(copy, { indicators: ["R018"], threads: 1 });
  expect(await checkReport(copy, path)).toMatchObject({ ok: true, run_id });
  const now = await openGeneration(copy);
  expect(now.run_id).not.toBe(run_id);
  now.close();
}, 120_000);

test("hostile names are texts in a workbook, and no cell computes", async () => {
  const path = join(out, "hostile.xlsx");
  await makeReport(workspace, "buyer-risk", { filter: { buyer: "" }, format: "xlsx", out: path, language: "en" });
  const { sheets } = await readXlsx(new Uint8Array(readFileSync(path)));
  const cells = sheets.flatMap(({ rows }) => rows.flat()).filter((cell) => typeof cell === "string");
  expect(cells).toContain(HOSTILE.formula);
  expect(sheets.map(({ name }) => name)).toEqual([
    "README",
    "Leads",
    "Evidence",
    "Sample",
    "Frame",
    "Indicators",
    "Data quality",
    "Figures",
    "Manifest",
  ]);
  const leads = sheets.find(({ name }) => name === "Leads")!;
  const signed = leads.rows[0]!.indexOf(columnLabel("signed_on", "en"));
  expect(leads.rows.slice(1).some((row) => row[signed] instanceof Date)).toBe(true);
});

test.skipIf(!hasOffice)(
  "LibreOffice reads in the workbook of every report what the report holds, cell for cell, and nothing computes (skipped without it)",
  async () => {
    const filled = new Map<string, Filled>();
    for (const [nth, { name, needs }] of reports.entries()) {
      const path = join(out, `opened-${name}.xlsx`);
      filled.set(path, await fillReport(workspace, generation, name, { filter: await about(needs) }));
      await writeReport(filled.get(path)!, "xlsx", LANGUAGES[nth % 2]!, path);
    }
    for (const [nth, [path, sheets]] of [...opened([...filled.keys()])].entries()) {
      const expected = [...sheetsOf(filled.get(path)!, LANGUAGES[nth % 2]!)];
      expect([...sheets.keys()], path).toEqual(expected.map(({ name }) => name));
      for (const { name, columns, rows } of expected) {
        const laid: (readonly BookCell[])[] = [columns.map(({ heading }) => heading)];
        for await (const row of rows) laid.push(row);
        const found = sheets.get(name)!;
        expect(found.flat().filter((cell) => cell?.formula)).toEqual([]);
        const read = found.map((row) => row.map(readAs));
        const wanted = laid.map((row) => row.map(asOpened)).map((row) => row.slice(0, row.findLastIndex((cell) => cell !== null) + 1));
        expect(read, `${path} ${name}`).toEqual(wanted);
      }
    }
  },
  300_000,
);

test("texts that a spreadsheet would run are guarded in CSV", async () => {
  const path = join(out, "guarded.csv");
  await makeReport(workspace, "buyer-risk", { filter: { buyer: "" }, format: "csv", out: path, language: "en" });
  const text = readFileSync(path, "utf8");
  expect(text).toContain(`"'${HOSTILE.formula.replaceAll('"', '""')}"`);
  expect(text.replaceAll("\r\n", "")).not.toContain("\n");
  for (const line of text.split("\r\n")) expect(line.split(",")[1] ?? "").not.toMatch(/^"?[=+@]/);
  expect(existsSync(join(out, "guarded.dictionary.csv"))).toBe(true);
});

test("a report without its filter, with a wrong setting or an unknown name is refused", async () => {
  const make = (name: string, more: object) =>
    makeReport(workspace, name, { filter: {}, format: "json", out: join(out, "no.json"), language: "en", ...more });
  await expect(make("buyer-risk", {})).rejects.toMatchObject({ code: "report-about" });
  await expect(make("buyer-risk", { filter: { buyer: "x" }, settings: { most_leads: "-1" } })).rejects.toMatchObject({
    code: "report-setting",
  });
  await expect(make("buyer-risk", { filter: { buyer: "x" }, settings: { colour: "red" } })).rejects.toMatchObject({
    code: "report-setting",
  });
  await expect(make("../../etc", {})).rejects.toMatchObject({ code: "report-unknown" });
  expect(existsSync(join(out, "no.json"))).toBe(false);
});
