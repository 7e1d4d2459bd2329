// Canonical text: one spelling for what looks the same, and never a different word.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonical } from "../../../src/text/canonical.ts";

const NAM = "\u0E19\u0E49\u0E33";

/** Text made of what Thai records are made of, so that rules meet each other often. */
const thaiText = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0x0e01, max: 0x0e5b }).map((code) => String.fromCodePoint(code)),
      fc.constantFrom("\u0E4D", "\u0E32", "\u0E33", "\u0E49", "\u0E48", "\u0E38", "\u0E34", "\u0E40", "\u0E3A"),
      fc.constantFrom(" ", "\u00A0", "\u200B", "\uFEFF", "\t", "\n", "\u3000", "a", "é", "e\u0301", "1"),
    ),
    { maxLength: 24 },
  )
  .map((parts) => parts.join(""));

describe("canonical text", () => {
  test("the three spellings of water are one, and it is the right one", () => {
    expect(canonical("\u0E19\u0E49\u0E33")).toBe(NAM);
    expect(canonical("\u0E19\u0E4D\u0E49\u0E32")).toBe(NAM);
    expect(canonical("\u0E19\u0E49\u0E4D\u0E32")).toBe(NAM);
    expect(canonical("\u0E19\u0E33\u0E49")).toBe(NAM);
  });

  test("sara am stays one letter, as NFKC would not leave it", () => {
    expect(canonical("\u0E17\u0E33")).toBe("\u0E17\u0E33");
    expect("\u0E17\u0E33".normalize("NFKC")).not.toBe("\u0E17\u0E33");
  });

  test("a tone stands after its vowel, whichever was typed first", () => {
    expect(canonical("\u0E17\u0E48\u0E35")).toBe("\u0E17\u0E35\u0E48");
    expect(canonical("\u0E2D\u0E22\u0E39\u0E48")).toBe("\u0E2D\u0E22\u0E39\u0E48");
    expect(canonical("\u0E2D\u0E22\u0E48\u0E39")).toBe("\u0E2D\u0E22\u0E39\u0E48");
  });

  test("two sara e are sara ae, a mark typed twice is one", () => {
    expect(canonical("\u0E40\u0E40\u0E01")).toBe("\u0E41\u0E01");
    expect(canonical("\u0E17\u0E35\u0E35\u0E48\u0E48")).toBe("\u0E17\u0E35\u0E48");
  });

  test("invisible characters go, every kind of space is one space", () => {
    expect(canonical("\uFEFF  ซื้อ\u200Bวัสดุ \u00A0\t จำนวน\u30002\r\nรายการ ")).toBe("ซื้อวัสดุ จำนวน 2 รายการ");
  });

  test("the tone is never lost, so different words stay different", () => {
    expect(canonical("น้ำ")).not.toBe(canonical("นำ"));
  });

  test("property: canonical text is a fixed point", () => {
    fc.assert(
      fc.property(fc.oneof(thaiText, fc.string({ unit: "binary" })), (text) => canonical(canonical(text)) === canonical(text)),
      {
        numRuns: 3000,
      },
    );
  });

  test("property: no leading, trailing or double space, no invisible character", () => {
    fc.assert(
      fc.property(thaiText, (text) => {
        expect(canonical(text)).not.toMatch(/^ | $| {2}|[\u200B-\u200D\u2060\uFEFF\u00AD\u00A0\t\r\n]/);
      }),
      { numRuns: 1000 },
    );
  });

  test("property: the quick way past clean text changes nothing", () => {
    // A zero-width space forces the whole recipe and leaves nothing behind.
    fc.assert(
      fc.property(thaiText, (text) => canonical(`${text}\u200B`) === canonical(text)),
      { numRuns: 2000 },
    );
  });
});
