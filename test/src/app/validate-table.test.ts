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

const HEAD = "tender,bidder,price,winner,label";
const labelled = (label: (yes: boolean, bid: number, tender: number) => string): string[] =>
  BIDS.map((line, nth) => line.replace(/[a-z]+$/, label(line.endsWith("cartel"), nth % 4, Math.floor(nth / 4))));

test("labels as numbers, as words of one's own, and of bids", async () => {
  const plain = await validateTable(table("words.csv", [HEAD, ...BIDS]), {}, 100);
  expect(await validateTable(table("numbers.csv", [HEAD, ...labelled((yes) => (yes ? "1.0" : "0.0"))]), {}, 100)).toEqual(plain);
  const own = table("own.csv", [HEAD, ...labelled((yes) => (yes ? "Ring A" : "free"))]);
  await expect(validateTable(own)).rejects.toMatchObject({ code: "table-unusable", message: expect.stringContaining("Ring A, free") });
  expect(await validateTable(own, {}, 100, { yes: "Ring A" })).toEqual(plain);
  // One honest bid in each collusive tender.
  const ofBids = table("bids.csv", [HEAD, ...labelled((yes, bid) => (yes && bid !== 3 ? "1" : "0"))]);
  await expect(validateTable(ofBids)).rejects.toThrow(/20 of 40 tenders the bids bear both labels/);
  expect(await validateTable(ofBids, {}, 100, { ofBid: true })).toEqual(plain);
});

test("Thai in windows-874, and Thai digits", async () => {
  const plain = await validateTable(table("utf8.csv", [HEAD, ...BIDS]), {}, 100);
  const thai = (text: string) => text.replace(/[0-9]/g, (digit) => String.fromCharCode(0x0e50 + Number(digit)));
  const lines = BIDS.map((line) =>
    line.replace(/"([^"]+)"/, (_, price: string) => `"${thai(price)}"`).replace(/[a-z]+$/, (it) => (it === "cartel" ? "ใช่" : "ไม่ใช่")),
  );
  const text = `เลขที่การประกวดราคา,ผู้ยื่นข้อเสนอ,ราคาที่เสนอ,ผู้ชนะ,ป้ายกำกับ\n${lines.map((line) => line.replace(/,B/, ",บริษัทสมมติ B")).join("\n")}\n`;
  const path = join(folder, "thai.csv");
  writeFileSync(
    path,
    Buffer.from([...text].map((letter) => (letter > "\u0e00" ? letter.charCodeAt(0) - 0x0e00 + 0xa0 : letter.charCodeAt(0)))),
  );
  const named = { tender: "เลขที่การประกวดราคา", bidder: "ผู้ยื่นข้อเสนอ", price: "ราคาที่เสนอ", winner: "ผู้ชนะ", label: "ป้ายกำกับ" };
  expect(await validateTable(path, named, 100)).toEqual(plain);
});

test("a comma that may be a decimal point is not guessed; a table without rows, or without a usable one, says so", async () => {
  const decimal = ["tender;bidder;price;winner;label", "A;B1;1234,5;yes;cartel", "A;B2;1300,25;no;cartel", "B;B1;1000,1;yes;clean"];
  await expect(validateTable(table("decimal.csv", decimal))).rejects.toThrow(/3 a price whose comma does not part thousands/);
  await expect(validateTable(table("head.csv", [HEAD]))).rejects.toThrow(/no rows/);
  await expect(validateTable(table("nothing.csv", []))).rejects.toThrow(/is empty/);
});

test("screens that are the same everywhere tell nothing apart and never fail: one half, or no value", async () => {
  const level = Array.from({ length: 80 }, (_, nth) => `T${nth >> 2},B${nth % 4},100,${nth % 4 ? "no" : "yes"},${(nth >> 2) % 2}`);
  const { screens } = await validateTable(table("level.csv", [HEAD, ...level]), {}, 100);
  for (const it of screens.filter(({ name }) => !["random", "combined"].includes(name))) expect([null, 0.5], it.name).toContain(it.auc);
  expect(screens.find(({ name }) => name === "C201")).toMatchObject({ auc: 0.5, low: 0.5, high: 0.5 });
});
