import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CellValue, writeXlsx } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import { kindOf, openFile } from "../../../src/sources/open.ts";
import { withLostZero } from "../../../src/sources/thai-tin.ts";
import { xlsxAsLines } from "../../../src/sources/xlsx.ts";

const made = async (rows: CellValue[][], more: CellValue[][] = []) =>
  await writeXlsx({ sheets: [{ name: "ก", rows }, ...(more.length > 0 ? [{ name: "ข", rows: more }] : [])] });

function file(content: Uint8Array): string {
  const path = join(mkdtempSync(join(tmpdir(), "jabta-xlsx-")), "table.xlsx");
  writeFileSync(path, content);
  return path;
}

async function textOf(content: Uint8Array, most?: number): Promise<string> {
  const opened = await xlsxAsLines(await openFile(file(content), "table.xlsx"), most);
  const chunks: Buffer[] = [];
  for await (const chunk of opened.bytes()) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

/** The place of the first part in the list of parts at the end. */
const listOf = (bytes: Buffer) => bytes.readUInt32LE(bytes.lastIndexOf(Buffer.from("PK\x05\x06", "latin1")) + 16);

describe("a spreadsheet", () => {
  it("becomes JSON lines, each on the line of its row, with headings found below a title", async () => {
    const text = await textOf(
      await made([
        ["รายงานสัญญา"],
        [],
        [" เลขที่ ", "วันที่", "เงิน", null, "เงิน"],
        ["๑/๒๕๖๘", new Date("2025-06-05T00:00:00Z"), 1490000.5, "ไม่มีหัว", true],
        [],
        [null, "5 มิ.ย. 68", "", null, -1],
      ]),
    );
    expect(text.split("\n")).toEqual([
      "",
      "",
      "",
      '{"เลขที่":"๑/๒๕๖๘","วันที่":"2025-06-05","เงิน":1490000.5,"เงิน (2)":true}',
      "",
      '{"เลขที่":null,"วันที่":"5 มิ.ย. 68","เงิน":null,"เงิน (2)":-1}',
      "",
    ]);
  });

  it("is known by its content, and only its first sheet is read", async () => {
    const content = await made(
      [
        ["a", "b", "c"],
        [1, 2, 3],
      ],
      [
        ["a", "b", "c"],
        [4, 5, 6],
      ],
    );
    expect(kindOf(Buffer.from(content))).toBe("xlsx");
    expect(await textOf(content)).toBe('\n{"a":1,"b":2,"c":3}\n');
  });

  it("that inflates beyond measure is refused before it is inflated", async () => {
    const content = Buffer.from(
      await made([
        ["a", "b", "c"],
        [1, 2, 3],
      ]),
    );
    await expect(textOf(content, 500)).rejects.toMatchObject({ code: "file-too-large" });
    const lying = Buffer.from(content);
    lying.writeUInt32LE(900_000_000, listOf(lying) + 24);
    await expect(textOf(lying)).rejects.toMatchObject({ code: "file-too-large", remedy: expect.stringContaining("trust") });
    const silent = Buffer.from(content);
    silent.writeUInt32LE(0, listOf(silent) + 24);
    await expect(textOf(silent)).rejects.toMatchObject({ code: "xlsx-unreadable" });
  });

  it("whose parts hold more than they say, or that is cut or damaged, is refused in words", async () => {
    const content = Buffer.from(await made([["a", "b", "c"], ...Array.from({ length: 200 }, (_, n) => [n, `x${n}`, "y"])]));
    const small = Buffer.from(content);
    for (let at = listOf(small); small.readUInt32LE(at) === 0x02014b50; ) {
      small.writeUInt32LE(10, at + 24);
      at += 46 + small.readUInt16LE(at + 28) + small.readUInt16LE(at + 30) + small.readUInt16LE(at + 32);
    }
    for (const broken of [
      small,
      content.subarray(0, content.length - 200),
      Buffer.concat([content.subarray(0, 300), content.subarray(400)]),
    ]) {
      const trouble = await textOf(broken).catch((error: unknown) => error as { code: string; message: string });
      expect(trouble).toMatchObject({ code: "xlsx-unreadable" });
      expect((trouble as { message: string }).message).not.toContain(tmpdir());
    }
  });

  it("drops the first zero of a number, which its check digit gives back", () => {
    expect(withLostZero("105564068059")).toBe("0105564068059");
    expect(withLostZero("105564068058")).toBe("105564068058");
    expect([withLostZero("0105564068059"), withLostZero(null), withLostZero(undefined)]).toEqual(["0105564068059", null, undefined]);
  });
});
