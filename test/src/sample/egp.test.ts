// The national layouts are read back by other means than the project's own readers, and the background is distributed as described.
import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { daysBetween, egpRows, grouped, made, sum } from "./made.ts";

const MASKED_OR_JURISTIC = /^(?:0\d{12}|[1-8]00\d{6}xxxx)$/;

test("shifted: a byte-order mark, 31 headings over 28 values, group before method, running numbers without a gap", async () => {
  const { text } = await made({ format: "egp", rows: 700, seed: 3 });
  expect(text.startsWith("\uFEFFลำดับ,รหัสโครงการ,")).toBe(true);
  expect(text.endsWith("\r\n")).toBe(true);
  const [headings, ...rows] = parse(text, { bom: true, relax_column_count: true }) as string[][];
  expect(headings).toHaveLength(31);
  expect(rows).toHaveLength(700);
  expect(rows.every((row) => row.length === 28)).toBe(true);
  expect(rows.map((row) => row[0])).toEqual(rows.map((_, place) => String(place + 1)));
  expect(rows.every((row) => row[6]!.startsWith("วิธีการจัดหา") || row[6] === "งานจ้างที่ปรึกษา")).toBe(true);
  expect(rows.every((row) => MASKED_OR_JURISTIC.test(row[21]!))).toBe(true);
  expect(rows.every((row) => /^\d{1,2} \S+ 6[78]$/.test(row[24]!))).toBe(true);
  expect(rows.every((row) => /^67|^68/.test(row[1]!) && /^\d{11}$/.test(row[1]!))).toBe(true);
});

test("bulk: 28 columns, and bare quotes in mid-field that a strict reader stumbles over", async () => {
  const { text } = await made({ format: "egp", layout: "bulk", rows: 400, seed: 3 });
  expect(() => parse(text, { bom: true })).toThrow();
  const [headings, ...rows] = parse(text, { bom: true, relax_quotes: true }) as string[][];
  expect(headings).toHaveLength(28);
  expect(rows).toHaveLength(400);
  expect(rows.filter((row) => row[2]!.includes('"')).length).toBeGreaterThan(5);
  expect(rows.some((row) => row[2]!.split('"').length === 2)).toBe(true);
  expect(rows.every((row) => row[7]!.startsWith("วิธีการจัดหา") || row[7] === "งานจ้างที่ปรึกษา")).toBe(true);
  expect(new Set(rows.map((row) => row[12]))).toEqual(new Set(["2569"]));
});

test("ckan: answers of a thousand records a line, numbers as numbers, three empty headings at the end", async () => {
  const { text } = await made({ format: "egp", layout: "ckan", rows: 2300, seed: 3 });
  const answers = text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line).result);
  expect(answers.map(({ records }) => records.length)).toEqual([1000, 1000, 300]);
  expect(answers.map(({ offset, total }) => [offset, total])).toEqual([
    [0, 2300],
    [1000, 2300],
    [2000, 2300],
  ]);
  const records = answers.flatMap((answer) => answer.records);
  expect(records.map(({ _id }) => _id)).toEqual(records.map((_, place) => place + 1));
  expect(Object.keys(records[0])).toHaveLength(32);
  expect(records.every((record) => typeof record.รหัสโครงการ === "number" && typeof record.เลขที่สัญญา === "number")).toBe(true);
  expect(records.every((record) => record.สถานะสัญญา === null && MASKED_OR_JURISTIC.test(record.พิกัดของโครงการ))).toBe(true);
});

test("agency: one agency's rows in an envelope that counts them", async () => {
  const { text } = await made({ format: "egp", layout: "agency", rows: 900, seed: 3 });
  const envelope = JSON.parse(text);
  expect(envelope.count).toBe(900);
  expect(envelope.rows).toHaveLength(900);
  expect(new Set(envelope.rows.map((row: Record<string, string>) => row.ชื่อหน่วยงาน))).toEqual(new Set([envelope.keyword]));
});

test("projects with several contracts repeat budget and agreed sum, and the sum is that of their contracts", async () => {
  const { text } = await made({ format: "egp", rows: 4000, seed: 9 });
  const projects = [...grouped(egpRows(text), ({ process }) => process).values()];
  const several = projects.filter((rows) => rows.length > 1);
  expect(several.length).toBeGreaterThan(10);
  for (const rows of projects) {
    expect(new Set(rows.map(({ budget, agreed }) => `${budget} ${agreed}`)).size).toBe(1);
    expect(rows[0]!.agreed).toBe(sum(rows.map(({ value }) => value)));
    expect(new Set(rows.map(({ contract }) => contract)).size).toBe(rows.length);
  }
});

test("the background is mixed as real rows are, and holds no scheme", async () => {
  const { text } = await made({ format: "egp", rows: 8000, seed: 4 });
  const rows = egpRows(text);
  const direct = rows.filter(({ method }) => method === "เฉพาะเจาะจง");
  expect(direct.length / rows.length).toBeGreaterThan(0.92);
  expect(direct.length / rows.length).toBeLessThan(0.96);
  // The step at the limit: many at and just below, none above.
  expect(direct.filter(({ value }) => value === 500_000).length).toBeGreaterThan(20);
  expect(direct.filter(({ budget, value }) => budget > 500_000 || value > 500_000)).toEqual([]);
  expect(rows.filter(({ title }) => /[๐-๙]/.test(title)).length / rows.length).toBeGreaterThan(0.2);
  expect(rows.filter(({ title }) => title.includes("  ")).length / rows.length).toBeGreaterThan(0.15);
  expect(rows.some(({ winner }) => winner.startsWith("กิจการร่วมค้า"))).toBe(true);

  for (const pair of grouped(rows, ({ buyer, number, winner }) => `${buyer} ${number} ${winner}`).values()) {
    expect(pair.length).toBeLessThanOrEqual(3);
    const awards = pair.filter(({ method }) => method === "เฉพาะเจาะจง");
    // Not even a whole year of direct purchases from one supplier goes beyond the limit, so no week does.
    if (awards.length > 1) expect(sum(awards.map(({ value }) => value))).toBeLessThanOrEqual(500_000);
  }
  for (const unit of grouped(direct, ({ buyer }) => buyer).values()) {
    const late = unit.filter(({ signed }) => daysBetween("2025-09-01", signed) >= 0);
    expect(sum(late.map(({ value }) => value)) / sum(unit.map(({ value }) => value))).toBeLessThan(1 / 6);
  }
});
