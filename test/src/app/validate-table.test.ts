// A labelled table of any make: columns by name or as told, what is left out is counted, and a table without two labels is refused.
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { validateTable } from "../../../src/app/validate-table.ts";

const folder = mkdtempSync(join(tmpdir(), "jabta-table-"));
const table = (name: string, lines: readonly string[]): string => {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join("\n")}\n`);
  return path;
};
/** Even tenders are close together and labelled, odd ones far apart. */
const BIDS = Array.from({ length: 40 }, (_, tender) =>
  [0, 1, 2, 3].map((bidder) => {
    const price = 1000 + tender + bidder * (tender % 2 ? 150 + 7 * ((tender + bidder) % 3) : 5);
    return `T${tender},B${bidder},"${price.toLocaleString("en-US")}",${bidder === 0 ? "yes" : "no"},${tender % 2 ? "competitive" : "cartel"}`;
  }),
).flat();

test("close bids are told from wide ones; a random order is not; the same numbers each time", async () => {
  const path = table("plain.csv", ["tender,bidder,price,winner,label", ...BIDS]);
  const report = await validateTable(path, {}, 200);
  expect(report).toMatchObject({ bids: 160, tenders: 40, positives: 20, negatives: 20, left_out: [] });
  const of = (name: string) => report.screens.find((it) => it.name === name)!;
  expect(of("C201").auc).toBe(1);
  expect(of("C204").auc).toBe(1);
  expect(of("bids").auc).toBe(0.5);
  expect(of("random").auc).toBeGreaterThan(0.2);
  expect(of("random").auc).toBeLessThan(0.8);
  expect(of("R031")).toMatchObject({ tenders: 0, auc: null });
  expect(await validateTable(path, {}, 200)).toEqual(report);
});

test("columns of other names, bids that cannot be used, and tenders with two labels", async () => {
  const path = table("named.csv", [
    "Auction,Firm,Offer,Won,IsCartel",
    ...BIDS,
    "X,B1,0,no,cartel",
    "X,B2,100,no,perhaps",
    ",B3,100,no,cartel",
    "Z,B1,100,yes,cartel",
    "Z,B2,110,no,competitive",
  ]);
  const named = { tender: "auction", bidder: "Firm", price: "Offer", winner: "won", label: "IsCartel" };
  const report = await validateTable(path, named, 100);
  expect(report.tenders).toBe(40);
  expect(Object.fromEntries(report.left_out.map(({ reason, rows }) => [reason.en, rows]))).toEqual({
    "no price above zero": 1,
    "no label of yes or no": 1,
    "no tender": 1,
    "tender with two labels": 2,
  });
});

test("a table without the columns, without two labels, or that is not there is refused with a reason", async () => {
  await expect(validateTable(table("few.csv", ["tender,price", "T,1"]))).rejects.toThrow(/no column bidder, winner, label/);
  const one = table("one.csv", ["tender,bidder,price,winner,label", ...BIDS.filter((line) => line.endsWith("cartel"))]);
  await expect(validateTable(one)).rejects.toThrow(/nothing to tell apart/);
  await expect(validateTable(join(folder, "none.csv"))).rejects.toThrow(/no such file/);
});
