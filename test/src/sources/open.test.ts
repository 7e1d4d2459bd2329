import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { UserError } from "../../../src/error.ts";
import { encodingOf, textOf } from "../../../src/sources/encoding.ts";
import { kindOf, openFile } from "../../../src/sources/open.ts";
import type { Opened } from "../../../src/sources/source.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "open-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function file(content: Buffer | string): string {
  const path = join(folder, `${files++}.bin`);
  writeFileSync(path, content);
  return path;
}

async function all(opened: Opened): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of opened.bytes()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function troubleOf(content: Buffer | string): Promise<UserError> {
  try {
    await all(await openFile(file(content), "planted"));
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

/** Text that does not compress, so that it spans many chunks in gzip too. */
const long = Buffer.from(Array.from({ length: 200_000 }, (_, i) => `${(i * 2654435761) % 4294967296} `).join(""));

describe("opening", () => {
  it.each([
    ["plain", (bytes: Buffer) => bytes],
    ["gzip", (bytes: Buffer) => gzipSync(bytes)],
    ["gzip of several members", (bytes: Buffer) => Buffer.concat([gzipSync(bytes.subarray(0, 1000)), gzipSync(bytes.subarray(1000))])],
    ["gzip padded with zeros", (bytes: Buffer) => Buffer.concat([gzipSync(bytes), Buffer.alloc(3000)])],
  ])("gives the bytes of a %s file, as often as asked", async (_, pack) => {
    const opened = await openFile(file(pack(long)), "name.that.says.nothing");
    expect(opened.head.equals(long.subarray(0, 64 * 1024))).toBe(true);
    expect((await all(opened)).equals(long)).toBe(true);
    expect((await all(opened)).equals(long)).toBe(true);
  });

  it("gives a small file whole as its head", async () => {
    expect((await openFile(file(gzipSync("ก")), "x")).head.toString()).toBe("ก");
  });

  it.each([
    ["cut anywhere", gzipSync(long).subarray(0, 300_000)],
    ["cut in its last bytes", gzipSync(long).subarray(0, -3)],
    ["changed", Buffer.concat([gzipSync(long).subarray(0, -8), Buffer.alloc(8, 1)])],
    ["followed by rubbish", Buffer.concat([gzipSync(long), Buffer.from("rubbish rubbish")])],
    ["followed by records after zeros", Buffer.concat([gzipSync(long), Buffer.alloc(20), gzipSync("records")])],
    ["only its magic bytes", gzipSync(long).subarray(0, 2)],
  ])("refuses gzip that is %s", async (_, content) => {
    const trouble = await troubleOf(content);
    expect(trouble.code).toBe("file-truncated");
    expect(trouble.what).toMatch(/^planted .* byte \d+/);
    expect(trouble.remedy).toBeTruthy();
  });

  it("refuses what is empty, inside gzip too", async () => {
    expect((await troubleOf("")).code).toBe("file-empty");
    expect((await troubleOf(gzipSync(""))).code).toBe("file-empty");
  });

  it("refuses a file that is not there, and a folder", async () => {
    await expect(openFile(join(folder, "none"), "planted")).rejects.toMatchObject({ code: "no-such-input", exit: "noInput" });
    await expect(openFile(folder, "planted")).rejects.toMatchObject({ code: "input-is-folder" });
  });

  it.each([
    ["an archive", Buffer.from("PK\x03\x04\x14\0\0\0\0\0 readme.txt", "latin1")],
    ["an old spreadsheet", Buffer.from("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "latin1")],
    ["gzip in gzip", gzipSync(gzipSync("x"))],
  ])("says what to do with %s", async (_, content) => {
    const trouble = await troubleOf(content);
    expect(trouble.code).toBe("zip-not-read");
    expect(trouble.remedy).toMatch(/Unpack|CSV/);
  });

  it("refuses a bomb of 1 GiB within two seconds and without holding it", async () => {
    const path = file(Buffer.concat(Array(128).fill(gzipSync(Buffer.alloc(8 * 1024 ** 2, "0"), { level: 9 }))));
    const before = process.memoryUsage().rss;
    const began = performance.now();
    const opened = await openFile(path, "planted");
    let peak = 0;
    const reading = (async () => {
      for await (const _ of opened.bytes()) peak = Math.max(peak, process.memoryUsage().rss);
    })();
    await expect(reading).rejects.toMatchObject({ code: "file-too-large" });
    expect(performance.now() - began).toBeLessThan(2000);
    expect(peak - before).toBeLessThan(150 * 1024 ** 2);
  });

  it("refuses more than it may inflate to, and takes well-compressed small files", async () => {
    const path = file(gzipSync(Buffer.alloc(9_000_000, " ")));
    expect((await all(await openFile(path, "planted"))).length).toBe(9_000_000);
    await expect(openFile(path, "planted", 8_000_000).then(all)).rejects.toMatchObject({ code: "file-too-large" });
  });
});

describe("the kind of a file", () => {
  it.each([
    ["json", '{"a":1}'],
    ["json", "\uFEFF \r\n\t[1]"],
    ["json", Buffer.from('\uFEFF{"a":1}', "utf16le")],
    ["parquet", "PAR1\x15"],
    ["pdf", "%PDF-1.7"],
    ["html", "<!DOCTYPE html><title>ไม่พบหน้า</title>"],
    ["html", "\uFEFF\n<HTML lang='th'>"],
    ["html", "<br />\n<b>Warning</b>: mysql_connect()"],
    ["html", '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x"><html>'],
    ["xml", '<?xml version="1.0"?><rss version="2.0"></rss>'],
    ["text", "เลขที่โครงการ,ชื่อโครงการ\n"],
    ["text", '"a","b"'],
    ["text", ""],
  ])("is %s for %j", (kind, content) => expect(kindOf(Buffer.from(content as string))).toBe(kind));
});

const SENTENCE = "โครงการก่อสร้างถนนคอนกรีตเสริมเหล็ก สายบ้านหนองบัว หมู่ที่ 4 เนื้อที่ไม่น้อยกว่า 2,400 ตร.ม.";
const as874 = (text: string) =>
  Buffer.from([...text].map((c) => (c >= "ก" && c <= "๛" ? c.charCodeAt(0) - 0xe01 + 0xa1 : c.charCodeAt(0))));

describe("the encoding of text", () => {
  it.each([
    ["utf-8", Buffer.from(SENTENCE)],
    ["utf-8", Buffer.from("plain,ascii,123")],
    ["utf-8", Buffer.from("Adquisición de señalización, año 2019: niños, más, según · éxito «público»")],
    ["windows-874", as874(SENTENCE)],
    ["utf-16le", Buffer.from(`\uFEFF${SENTENCE}`, "utf16le")],
    ["utf-16le", Buffer.from(SENTENCE, "utf16le")],
    ["utf-16be", Buffer.from(`\uFEFF${SENTENCE}`, "utf16le").swap16()],
    ["utf-16be", Buffer.from(SENTENCE, "utf16le").swap16()],
    ["mojibake", Buffer.from(new TextDecoder("windows-874").decode(Buffer.from(SENTENCE)))],
    ["mojibake", Buffer.from(as874(SENTENCE).toString("latin1"))],
    ["mojibake", Buffer.from(Buffer.from(SENTENCE).toString("latin1"))],
  ])("is seen: %s", (encoding, bytes) => expect(encodingOf(bytes)).toBe(encoding));

  it("is seen when the head ends inside a character", () => {
    const bytes = Buffer.from(SENTENCE);
    for (let end = 1; end <= bytes.length; end++) expect(encodingOf(bytes.subarray(0, end))).toBe("utf-8");
  });
});

function inPieces(bytes: Buffer, cuts: number[]): Opened {
  const places = [0, ...[...cuts].map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return {
    name: "planted",
    path: "",
    head: bytes,
    async *bytes() {
      for (let i = 1; i < places.length; i++) yield bytes.subarray(places[i - 1], places[i]);
    },
  };
}

async function decode(opened: Opened): Promise<{ text: string; nuls: number }> {
  const text = textOf(opened);
  let all = "";
  for await (const piece of text) all += piece;
  return { text: all, nuls: text.nuls };
}

describe("decoded text", () => {
  it("is the same wherever the chunks are cut", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: "grapheme" }),
        fc.constantFrom("utf-8", "bom", "utf-16le", "utf-16be"),
        fc.array(fc.nat(), { maxLength: 8 }),
        async (middle, encoding, cuts) => {
          const written = `${SENTENCE}${middle}😀`;
          const wide = Buffer.from(`\uFEFF${written}`, "utf16le");
          const bytes = { bom: Buffer.from(`\uFEFF${written}`), "utf-16le": wide, "utf-16be": Buffer.from(wide).swap16() }[
            encoding as "bom"
          ];
          const nuls = written.split("\0").length - 1;
          expect(await decode(inPieces(bytes ?? Buffer.from(written), cuts))).toEqual({ text: written.replaceAll("\0", ""), nuls });
        },
      ),
    );
  });

  it("reads windows-874", async () => {
    expect((await decode(inPieces(as874(SENTENCE), [3, 5]))).text).toBe(SENTENCE);
  });

  it("counts the NUL it takes out", async () => {
    expect(await decode(inPieces(Buffer.from("ก\0ข\0\0ค"), [4]))).toEqual({ text: "กขค", nuls: 3 });
  });

  it.each([[[]], [[1, 2, 3]], [[7, 8, 9]]])("names the byte that is no text, chunks cut at %j", async (cuts) => {
    const bytes = Buffer.concat([Buffer.from("abcdกข"), Buffer.from([0xff]), Buffer.from("rest of it, long enough")]);
    await expect(decode(inPieces(bytes, cuts))).rejects.toMatchObject({ code: "text-invalid", where: "planted, byte 10" });
  });

  it("is refused when it ends inside a character", async () => {
    await expect(decode(inPieces(Buffer.from("กข").subarray(0, 5), []))).rejects.toMatchObject({ code: "text-invalid" });
  });

  it("is refused, with what to do, when it was decoded wrongly before", () => {
    const garbled = Buffer.from(as874(SENTENCE).toString("latin1"));
    expect(() => textOf(inPieces(garbled, []))).toThrow(/original/);
  });
});
