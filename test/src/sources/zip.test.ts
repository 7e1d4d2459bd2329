import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { UserError } from "../../../src/error.ts";
import { openZip } from "../../../src/sources/zip.ts";
import { type ZipMember, zipOf } from "../../zip-file.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "zip-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
/** Reads every member of an archive; what was refused comes back as a trouble. */
async function read(bytes: Buffer, most?: number): Promise<Record<string, string> | UserError> {
  const path = join(folder, `${files++}.zip`);
  writeFileSync(path, bytes);
  const to = join(folder, "member");
  try {
    const archive = await openZip(path, "some.zip", most);
    const found: Record<string, string> = {};
    for (const member of archive.members) {
      await member.extract(to);
      found[member.name] = readFileSync(to, "utf8");
    }
    archive.close();
    return found;
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

const member = (name: string, content: string | Buffer, more: Partial<ZipMember> = {}): ZipMember => ({ name, content, ...more });
const blanks = Buffer.alloc(12_000_000, 0x20);

describe("a zip archive", () => {
  it("gives its members, deflated or stored, with names in any script", async () => {
    const members = [member("a.json", "{}"), member("folder/ก.json", "[1]", { stored: true }), member("folder/", "")];
    expect(await read(zipOf(members))).toEqual({ "a.json": "{}", "folder/ก.json": "[1]" });
  });

  it("may be empty", async () => {
    expect(await read(zipOf([]))).toEqual({});
  });

  it("is read at 1,000 members and refused at one more", async () => {
    const many = (count: number) => zipOf(Array.from({ length: count }, (_, at) => member(`${at}.json`, "{}", { stored: true })));
    expect(Object.keys(await read(many(1_000)))).toHaveLength(1_000);
    expect(await read(many(1_001))).toMatchObject({ code: "zip-too-many" });
  });

  it("may inflate to exactly the limit", async () => {
    const members = [member("a", "12345"), member("b", "67890")];
    expect(await read(zipOf(members), 10)).toEqual({ a: "12345", b: "67890" });
    expect(await read(zipOf(members), 9)).toMatchObject({ code: "zip-too-large" });
  });

  it.each([
    ["a bomb", [member("a.json", blanks)], "zip-bomb"],
    [
      "members that share their bytes",
      [
        member("a", "x".repeat(99), { stored: true }),
        ...Array.from({ length: 9 }, () => member("b", "x".repeat(99), { stored: true, declares: { sameBytesAs: 0 } })),
      ],
      "zip-bomb",
    ],
    ["a way out of the folder", [member("../../etc/x.json", "{}")], "zip-broken"],
    ["an absolute name", [member("/abs.json", "{}")], "zip-broken"],
    ["a drive", [member("C:\\x.json", "{}")], "zip-broken"],
    ["a symbolic link", [member("a.json", "/etc/passwd", { mode: 0o120777 })], "zip-link"],
    ["a device", [member("a.json", "", { mode: 0o020666 })], "zip-link"],
    ["a password", [member("a.json", "{}", { declares: { flags: 1 } })], "zip-encrypted"],
    ["a method nobody knows", [member("a.json", "{}", { declares: { method: 99 } })], "zip-method"],
    ["a wrong sum", [member("a.json", "{}", { declares: { crc: 1 } })], "zip-broken"],
    ["less declared than there is", [member("a.json", blanks, { declares: { size: 1000 } })], "zip-broken"],
    ["more declared than there is", [member("a.json", "{}", { declares: { size: 1000 } })], "zip-broken"],
  ])("is refused with %s", async (_name, members, code) => {
    const started = performance.now();
    const refused = await read(zipOf(members));
    expect(refused).toMatchObject({ code, exit: "unusable" });
    expect(performance.now() - started).toBeLessThan(2_000);
    expect((refused as UserError).says.en).toContain("some.zip");
    expect((refused as UserError).says.th).toMatch(/[ก-๙]/);
  });

  it("writes nothing outside the path it is given", async () => {
    const name = `${basename(folder)}.json`;
    await read(zipOf([member(`..\\..\\${name}`, "{}"), member("a.json", "{}")]));
    expect(existsSync(join(folder, "..", name))).toBe(false);
  });

  it("is refused when cut short", async () => {
    const bytes = zipOf([member("a.json", "{}")]);
    for (const length of [4, 30, bytes.length - 1]) expect(await read(bytes.subarray(0, length))).toMatchObject({ code: "zip-broken" });
  });
});
