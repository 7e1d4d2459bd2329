import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UserError } from "../../../src/error.ts";
import { type JsonRecord, jsonRecords } from "../../../src/sources/json-records.ts";
import { LIMITS } from "../../../src/sources/limits.ts";
import { openFile } from "../../../src/sources/open.ts";

/** Gives the bytes in pieces: cut at every n-th byte, or at the places given. */
async function* pieces(bytes: Buffer | string, size: number | number[] = 64 * 1024): AsyncGenerator<Buffer> {
  const buffer = Buffer.from(bytes as string);
  const cuts = Array.isArray(size) ? [...size].sort((a, b) => a - b) : [];
  if (!Array.isArray(size)) for (let at = size; at < buffer.length; at += size) cuts.push(at);
  let from = 0;
  for (const at of [...cuts.filter((cut) => cut <= buffer.length), buffer.length]) {
    yield buffer.subarray(from, at);
    from = at;
  }
}

async function read(bytes: Buffer | string, size?: number | number[]): Promise<{ records: JsonRecord[]; error?: UserError }> {
  const records: JsonRecord[] = [];
  try {
    for await (const record of jsonRecords(pieces(bytes, size), "planted.json")) records.push(record);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { records, error };
  }
  return { records };
}

const values = (records: JsonRecord[]) => records.map((record) => ("value" in record ? record.value : `put aside: ${record.quarantined}`));
const places = (records: JsonRecord[]) => records.map((record) => record.at);
const asides = (records: JsonRecord[]) => records.flatMap((record) => ("value" in record ? [] : [`${record.at} ${record.quarantined}`]));

/** What the packaging rule says, over values that JSON.parse made. */
function unpack(value: unknown): unknown[] {
  const object = (v: unknown): v is Record<string, unknown> => typeof v === "object" && v !== null && !Array.isArray(v);
  if (Array.isArray(value)) return value.flatMap((element) => (object(element) ? unpack(element) : [element]));
  if (!object(value)) return [value];
  const found: unknown[][] = [];
  for (const [key, member] of Object.entries(value)) {
    if (["releases", "records", "projects", "rows", "result"].includes(key) && Array.isArray(member)) found.push(member);
    else if (key === "result" && object(member) && Array.isArray(member.records)) found.push(member.records);
  }
  return found.length === 0 ? [value] : found.flat();
}

const text = fc.string({ unit: "grapheme", maxLength: 8 });
const amount = fc.double({ min: -1e15, max: 1e15, noNaN: true }).map((double) => Number(double.toFixed(5)));
const scalar = fc.oneof(text, amount, fc.integer(), fc.maxSafeInteger(), fc.boolean(), fc.constant(null));
const anyRecord = fc.dictionary(
  fc.oneof(text, fc.constantFrom("releases", "records", "result", "rows", "โครงการ", "__proto__", "constructor")),
  fc.oneof(scalar, fc.anything({ key: text, values: [scalar], maxDepth: 4 })),
  { maxKeys: 6 },
);
const spaces = fc.constantFrom(undefined, 1, 2, "\t");

describe("records of any packaging", () => {
  it("are the same wherever the chunks are cut", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyRecord, { maxLength: 5 }),
        fc.constantFrom(
          "lines",
          "sequence",
          "array",
          "releases",
          "records",
          "projects",
          "rows",
          "result",
          "result.records",
          "array of packages",
          "lines of packages",
        ),
        spaces,
        fc.array(fc.nat(2000), { maxLength: 12 }),
        fc.boolean(),
        async (records, packaging, space, cuts, returns) => {
          const text = (value: unknown) => JSON.stringify(value, null, packaging.startsWith("lines") ? undefined : space);
          const half = Math.ceil(records.length / 2);
          const packages = [
            { uri: "x", releases: records.slice(0, half), tail: [1] },
            { uri: "y", releases: records.slice(half) },
          ];
          const file =
            {
              lines: () => records.map(text).join("\n"),
              sequence: () => records.map(text).join(""),
              array: () => text(records),
              "result.records": () =>
                text({ help: "x", success: true, result: { fields: [{ id: "a" }], records, total: 3 }, after: { records: [1] } }),
              "array of packages": () => text(packages),
              "lines of packages": () => packages.map(text).join("\n"),
            }[packaging as "lines"] ??
            (() => text({ uri: "x", deep: { releases: [1, { records: [] }] }, [packaging]: records, "after it": null }));
          let written = file();
          if (returns) written = `\uFEFF${written.replaceAll("\n", "\r\n")}\r\n`;
          const expected = ["lines", "sequence", "array"].includes(packaging) ? records.flatMap(unpack) : records;
          const inOne = await read(written);
          const cut = await read(written, cuts);
          expect(inOne.error).toBeUndefined();
          expect(values(inOne.records)).toEqual(JSON.parse(JSON.stringify(expected)));
          expect(new Set(places(inOne.records)).size).toBe(expected.length);
          expect(cut).toEqual(inOne);
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    ["one object", '{"ocid":"a"}', ["#"]],
    ["an array", '[{"ocid":"a"},\n 7, [1]]', ["#/0", "#/1", "#/2"]],
    ["lines, the third empty", '{"a":1}\n{"a":2}\n\n{"a":3}\n', ["1#", "2#", "4#"]],
    ["values on one line", ' {"a":1} {"a":2}{"a":3}', ["1#", "1:10#", "1:17#"]],
    ["pretty values", '{\n"a":1}{\n"a":2}\n{}', ["1#", "2#", "4#"]],
    ["a package", '{"uri":"x","releases":[{},{}]}', ["#/releases/0", "#/releases/1"]],
    ["an array of packages", '[{"releases":[{}]},{},{"records":[{},{}]}]', ["#/0/releases/0", "#/1", "#/2/records/0", "#/2/records/1"]],
    ["lines of packages", '{"releases":[{}]}\n{"projects":[{},{}]}', ["1#/releases/0", "2#/projects/0", "2#/projects/1"]],
    ["CKAN", '{"result":{"records":[{},{}]}}', ["#/result/records/0", "#/result/records/1"]],
    ["the list of an API", '{"result":[{},{}]}', ["#/result/0", "#/result/1"]],
    ["two containers", '{"releases":[{}],"records":[{}]}', ["#/releases/0", "#/records/0"]],
    ["containers that are none", '{"releases":{},"records":"[]","result":{"rows":[1]},"rows":null}', ["#"]],
    ["nothing", " \r\n", []],
    ["an empty package", '{"releases":[]}', []],
    ["lines of scalars", '1\n"two"\nnull', ["1#", "2#", "3#"]],
  ])("have an address in %s", async (_, text, expected) => {
    const { records, error } = await read(text);
    expect(error).toBeUndefined();
    expect(places(records)).toEqual(expected);
    expect(await read(text, 1)).toEqual({ records });
  });

  it("begin on a line and stand in a container", async () => {
    const { records } = await read('{"rows":[\n{"a":1},\n{"a":\n2}]}');
    expect(records).toMatchObject([
      { at: "#/rows/0", line: 2, container: "rows" },
      { at: "#/rows/1", line: 3, container: "rows" },
    ]);
  });

  it("know what stands around them, if it is small", async () => {
    const large = "x".repeat(LIMITS.envelopeBytes);
    const around = { publisher: { name: "p" }, large, extensions: ["e"], __proto: 1 };
    const { records } = await read(JSON.stringify({ ...around, releases: [{}, {}], license: "l" }));
    expect(records).toMatchObject([{ envelope: { publisher: { name: "p" }, extensions: ["e"], license: "l" } }, {}]);
    const [first, second] = records as Extract<JsonRecord, { value: unknown }>[];
    expect(first!.envelope).not.toHaveProperty("large");
    expect(first!.envelope).not.toHaveProperty("releases");
    expect(second!.envelope).toBe(first!.envelope);
    const ckan = await read('{"success":true,"result":{"fields":[{"id":"a"}],"records":[{}],"total":1},"after":2}');
    expect(ckan.records).toMatchObject([{ envelope: { success: true, result: { fields: [{ id: "a" }], total: 1 }, after: 2 } }]);
  });

  it("come one by one, long before the file ends", async () => {
    let given = 0;
    async function* endless() {
      yield Buffer.from('{"releases":[{"a":1}');
      for (; ; given++) yield Buffer.from(`,{"a":"${"x".repeat(60_000)}"}`);
    }
    const records = jsonRecords(endless(), "planted.json");
    for (let i = 0; i < 40; i++) expect((await records.next()).value).toMatchObject({ at: `#/releases/${i}` });
    await records.return(undefined);
    expect(given).toBeLessThan(60);
  });
});

describe("values", () => {
  const firstOf = async (text: string) => values((await read(text)).records)[0];

  it.each([
    ["9007199254740993", "9007199254740993"],
    ["-9007199254740993.10", "-9007199254740993.1"],
    ["123456789012345678.91", "123456789012345678.91"],
    ["12345678901234567890123456789012345678", "12345678901234567890123456789012345678"],
    ["1e22", "10000000000000000000000"],
    ["1.5E-7", "0.00000015"],
    ["0.00000001", "0.00000001"],
    ["-0.0000000000000000000000000000012", "-0.0000000000000000000000000000012"],
    ["160600000.00", 160600000],
    ["1e5", 100000],
    ["25E-1", 2.5],
    ["0e999", undefined],
    ["13.75398212345678", 13.75398212345678],
    ["-0", -0],
    ["100000000000000000000", 1e20],
  ])("keep %s exact", async (written, value) => {
    if (value !== undefined) expect(await firstOf(`[{"amount":${written}}]`)).toEqual({ amount: value });
    for (let cut = 1; cut < 30; cut++)
      expect(values((await read(`{"a":${written}}`, cut)).records)).toEqual([await firstOf(`{"a":${written}}`)]);
  });

  it("keep any decimal exact", async () => {
    const digits = fc.stringMatching(/^[0-9]{1,18}$/);
    await fc.assert(
      fc.asyncProperty(fc.boolean(), digits, digits, fc.integer({ min: -19, max: 19 }), async (minus, whole, fraction, exponent) => {
        const integer = whole.replace(/^0+(?=.)/, "");
        const written = `${minus ? "-" : ""}${integer}.${fraction}e${exponent}`;
        const value = (await firstOf(`[${written}]`)) as number | string;
        const scale = 60;
        const power = (text: string, by: number) => {
          const [, sign, before = "", after = ""] = /^(-?)(\d*)\.?(\d*)$/.exec(text)!;
          return BigInt(`${sign}${before}${after}${"0".repeat(scale + by - after.length)}`);
        };
        if (!String(value).startsWith("put aside"))
          expect(power(String(value), 0)).toBe(power(`${minus ? "-" : ""}${integer}.${fraction}`, exponent));
        else expect(`${integer}${fraction}`.length + Math.abs(exponent)).toBeGreaterThan(37);
      }),
      { numRuns: 2000 },
    );
  });

  it.each(["1e999", "1e31", "1e-31", `1${"0".repeat(38)}`, "9".repeat(400), `0.${"1".repeat(39)}`, "12345678901234567890e30"])(
    "are put aside for the number %s",
    async (written) => {
      const { records } = await read(`{"a":1}\n{"a":{"b":${written}}}\n{"a":2}`);
      expect(values(records)).toEqual([{ a: 1 }, "put aside: number_out_of_range", { a: 2 }]);
    },
  );

  it.each(["NaN", "Infinity", "01", "1.", ".5", "+1", "0x10", "- 1", "1e", "TRUE", "nul"])(
    "are put aside for %s, which is no JSON",
    async (written) => {
      const { records } = await read(`{"a":1}\n{"a":${written}}\n{"a":2}`);
      expect(values(records)).toEqual([{ a: 1 }, "put aside: not_json", { a: 2 }]);
    },
  );

  it.each([
    ['{"ocid":"A","ocid":"B"}', "/ocid"],
    ['{"ocid":"A", "x":[1,{"a/b":{"k":1}},{"a/b":{"c":":","k":{},"k" \t:2}}]}', "/x/2/a~1b/k"],
    ['{"a":1,"\\u0061":2}', "/a"],
    ['{"a":9007199254740993,"a":2}', "/a"],
    ['{"__proto__":1,"__proto__":2}', "/__proto__"],
    ['{"a\\u0000":1,"a":2}', "/a"],
  ])("are put aside for a key that stands twice: %s", async (record, path) => {
    const { records } = await read(`{"releases":[{"a":1},${record}]}`);
    expect(records[1]).toMatchObject({ at: "#/releases/1", quarantined: "duplicate_key", detail: path });
  });

  it("take keys of prototypes as data", async () => {
    const value = (await firstOf('{"__proto__":{"polluted":true},"constructor":{"prototype":1},"toString":"x"}')) as object;
    expect(Object.keys(value)).toEqual(["__proto__", "constructor", "toString"]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    const { records } = await read('{"__proto__":{"polluted":true},"releases":[{}],"constructor":1}');
    expect(JSON.stringify((records[0] as { envelope: unknown }).envelope)).toBe('{"__proto__":{"polluted":true},"constructor":1}');
    expect({}).not.toHaveProperty("polluted");
  });

  it.each([
    ["bytes that are not UTF-8", Buffer.from('{"a":"\xa1\xd2"}', "latin1")],
    ["a surrogate in UTF-8", Buffer.from('{"a":"\xed\xa0\x80"}', "latin1")],
    ["half a surrogate pair", Buffer.from('{"a":["\\ud83d"]}')],
    ["half a surrogate pair in a key", Buffer.from('{"\\uDE00":1}')],
  ])("are put aside for %s", async (_, bytes) => {
    const { records } = await read(Buffer.concat([bytes, Buffer.from('\n{"a":"\\ud83d\\ude00"}')]));
    expect(values(records)).toEqual(["put aside: invalid_text", { a: "😀" }]);
  });

  it("lose their NUL, which is counted", async () => {
    const { records } = await read('{"a":"x\\u0000y\\u0000","k\\u0000":["\\\\u0000"]}\n{"a":"x\0y"}\0\n{"a":1}');
    expect(records).toMatchObject([
      { value: { a: "xy", k: ["\\u0000"] }, nuls: 3 },
      { value: { a: "xy" }, nuls: 1 },
      { value: { a: 1 }, nuls: 0 },
    ]);
  });

  it("are put aside for too long strings and arrays", async () => {
    const long = "x".repeat(LIMITS.stringLength);
    const many = Array(LIMITS.arrayElements).fill(1);
    const lines = [{ a: [long] }, { a: [`${long}x`] }, { [`${long}x`]: 1 }, { "a~": many }, { "a~": [...many, 1] }];
    const { records } = await read(lines.map((line) => JSON.stringify(line)).join("\n"));
    expect(asides(records)).toEqual(["2# string_too_long", "3# string_too_long", "5# array_too_long"]);
    expect(records[4]).toMatchObject({ detail: "/a~0" });
  });
});

describe("hostile and broken files", () => {
  const nested = (levels: number, inner = "1") => `${"[".repeat(levels)}${inner}${"]".repeat(levels)}`;

  it.each([64 * 1024, 1000, 100_000])("of 100,000 brackets are refused with the place, in chunks of %i", async (size) => {
    for (const text of ["[".repeat(100_000), nested(100_000), '{"a":'.repeat(100_000), `{"releases":[{"a":${nested(100_000)}}]}`]) {
      const { records, error } = await read(text, size);
      expect(records).toEqual([]);
      expect(error).toMatchObject({ code: "json-too-deep", exit: "unusable" });
      expect(error!.where).toMatch(/byte \d+, line 1/);
    }
  });

  it("of lines go on after a line that is too deep", async () => {
    const { records, error } = await read(`{"a":1}\n${"[".repeat(100_000)}\n{"a":2}\n{"a":${nested(64)}}\n{"a":${nested(63)}}`);
    expect(error).toBeUndefined();
    expect(asides(records)).toEqual(["2# too_deep", "4# too_deep"]);
    expect(places(records)).toEqual(["1#", "2#", "3#", "4#", "5#"]);
  });

  it("with one record that is too deep keep the others of its package", async () => {
    const { records, error } = await read(`{"releases":[{"a":1},{"a":${nested(64)}},{"a":${nested(63)}},{"a":2}]}`);
    expect(error).toBeUndefined();
    expect(asides(records)).toEqual(["#/releases/1 too_deep"]);
    expect(records).toHaveLength(4);
  });

  it("with a record larger than memory should hold skip it without holding it", async () => {
    async function* bytes() {
      yield Buffer.from('{"releases":[{"a":1},{"a":["');
      for (let mb = 0; mb < 300; mb++) yield Buffer.alloc(1024 ** 2, mb % 2 ? "x" : "ก");
      yield Buffer.from('"]},{"a":2}]}');
    }
    const before = process.memoryUsage().rss;
    const records: JsonRecord[] = [];
    for await (const record of jsonRecords(bytes(), "planted.json")) records.push(record);
    expect(values(records)).toEqual([{ a: 1 }, "put aside: record_too_large", { a: 2 }]);
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 ** 2);
  });

  it("with a record of just what it may weigh read it whole, and with a byte more put it aside", async () => {
    // Sixteen strings of a million letters, and one as long as is left.
    const strings = Array.from({ length: 16 }, () => "x".repeat(1_000_000));
    const record = JSON.stringify({ a: strings, b: "" });
    const filled = record.replace('"b":""', `"b":"${"x".repeat(LIMITS.recordBytes - record.length)}"`);
    expect(filled).toHaveLength(LIMITS.recordBytes);
    const { records } = await read(`${filled}\n${filled.replace('"b":"', '"b":"x')}\n{"a":1}`);
    expect(records.map((found) => ("value" in found ? Object.keys(found.value as object) : found.quarantined))).toEqual([
      ["a", "b"],
      "record_too_large",
      ["a"],
    ]);
  });

  it("whose package begins with much that is no record still give the records", async () => {
    const { records, error } = await read(`{"x":"${"x".repeat(LIMITS.recordBytes)}","releases":[{"a":1}]}`);
    expect(error).toBeUndefined();
    expect(records).toMatchObject([{ at: "#/releases/0", value: { a: 1 }, envelope: {} }]);
  });

  it.each([
    ["a comma too many", '{"b":1,}'],
    ["a cut string", '{"b":"x'],
    ["a cut object", '{"b":1'],
    ["a cut object after a colon", '{"b":'],
    ["a cut array", '{"b":[1,'],
    ["no JSON", "b is 1"],
    ["a web page", "<b>Warning</b>: out of memory"],
    ["a raw line break in a string, its rest", '{"b":"x\ny"}'],
    ["a closing bracket too many", '{"b":[1]]}'],
  ])("of lines go on after a line with %s", async (_, line) => {
    const text = `{"a":1}\r\n${line}\r\n{"a":3}\r\n{"a":4}`;
    const { records, error } = await read(text);
    expect(error).toBeUndefined();
    const good = records.filter((record) => "value" in record && (record.value as { a?: number }).a);
    expect(values(good)).toEqual([{ a: 1 }, { a: 3 }, { a: 4 }]);
    expect(records[1]).toMatchObject({ at: "2#", line: 2, quarantined: "not_json" });
    for (const size of [1, 2, 3, 5, 7, 20]) expect(await read(text, size)).toEqual({ records });
    const first = await read(`${line}\n{"a":3}\n{"a":4}`);
    expect(first.error).toBeUndefined();
    expect(first.records[0]).toMatchObject({ at: "1#", quarantined: "not_json" });
    expect(values(first.records).slice(-2)).toEqual([{ a: 3 }, { a: 4 }]);
  });

  it.each([
    ["a package", '{"releases":[{"a":1},{"a":2,}]}', "byte 28, line 1", 1],
    ["a package of lines", '{"releases":[\n{"a":1},\n{"a":tru}]}', "byte 23, line 3", 1],
    ["an array", '[{"a":1},\n{"a" 2}]', "byte 15, line 2", 1],
    ["what follows the records", '{"releases":[{"a":1}],"b":nul}', "byte 21, line 1", 1],
    ["what precedes the records", '{"b":nul,"releases":[{"a":1}]}', "byte 0, line 1", 0],
    ["one object", '{\n "a": 1\n "b": 2\n}', "byte 11, line 3", 0],
    ["one line", '{"a":1,}', "byte 7, line 1", 0],
    ["a container twice", '{"releases":[{"a":1}],"releases":[]}', "byte 22, line 1", 1],
    ["a page of text", "no JSON at all", "byte 0, line 1", 0],
  ])("are given up at the fault in %s, after the records before it", async (_, text, place, count) => {
    const { records, error } = await read(text);
    expect(error).toMatchObject({ code: "json-malformed", where: `planted.json, ${place}` });
    expect(error!.remedy).toBeTruthy();
    expect(records).toHaveLength(count);
    for (const size of [1, 2, 3, 5, 7]) expect(await read(text, size)).toEqual({ records, error });
  });

  it("that break off anywhere give what was whole before and say so", async () => {
    const text = `\uFEFF{"uri":"ก","releases":[{"a":1},{"a":"กข"}],"end":[true]}`;
    const bytes = Buffer.from(text);
    for (let end = 4; end < bytes.length; end++) {
      const { records, error } = await read(bytes.subarray(0, end));
      expect(error).toMatchObject({ code: "file-truncated", where: `planted.json, byte ${end}, line 1` });
      const whole = bytes.toString("utf8", 0, end).split("}").length - 1;
      expect(records).toHaveLength(Math.min(whole, 2));
    }
    const lines = await read('{"a":1}\n{"a":2}\n{"a":');
    expect(lines).toMatchObject({ error: { code: "file-truncated" }, records: [{ at: "1#" }, { at: "2#" }] });
  });

  it("never crash, never hang, never depend on the chunks, and are never taken for whole", async () => {
    const whole = [
      JSON.stringify({ uri: "x", releases: [{ ocid: "ก", value: { amount: 1.5 } }, { tags: ["a", null] }], n: 1 }, null, 1),
      '{"a":[1,{"b":"\\n\\u0e01"}]}\n{"c":true}\n{"result":{"records":[{"d":-1e3}]}}\n',
      JSON.stringify([{ rows: [{ a: 1 }] }, { b: {} }, []]),
    ];
    const edit = fc.record({ at: fc.nat(200), cut: fc.nat(4), put: fc.stringMatching(/^[{}[\]":,0-9etrun\\\n \0-]{0,3}$/) });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...whole),
        fc.array(edit, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 50 }),
        async (text, edits, size) => {
          let broken = text;
          for (const { at, cut, put } of edits)
            broken = broken.slice(0, at % broken.length) + put + broken.slice((at % broken.length) + cut);
          const inOne = await read(broken);
          expect(await read(broken, size)).toEqual(inOne);
          let parsed: unknown;
          try {
            parsed = JSON.parse(broken);
          } catch {
            const soundLines = broken.split("\n").every((line) => line.trim() === "" || isJson(line));
            if (inOne.error === undefined && asides(inOne.records).length === 0 && !broken.includes("\0"))
              expect(soundLines || isSequence(broken)).toBe(true);
            return;
          }
          if (asides(inOne.records).length === 0 && inOne.error === undefined) expect(values(inOne.records)).toEqual(unpack(parsed));
          else
            expect(asides(inOne.records).join() + inOne.error?.code).toMatch(
              /duplicate_key|invalid_text|number_out_of_range|json-malformed/,
            );
        },
      ),
      { numRuns: 5000 },
    );
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Whether the text is JSON values one after another, which JSON.parse cannot say in one go. */
function isSequence(text: string): boolean {
  let from = 0;
  for (let end = 1; end <= text.length; end++) {
    if (text.slice(from, end).trim() !== "" && isJson(text.slice(from, end)) && !(end < text.length && isJson(text.slice(from, end + 1))))
      from = end;
  }
  return text.slice(from).trim() === "";
}

/** Equal, but for numbers that are kept as their decimal text. */
function agrees(value: unknown, expected: unknown): boolean {
  if (typeof expected === "number" && typeof value === "string") return Number(value) === expected && !/e/.test(value);
  if (typeof expected !== "object" || expected === null || typeof value !== "object" || value === null) return value === expected;
  const [members, others] = [Object.entries(value), Object.entries(expected)];
  return members.length === others.length && members.every(([key, member], i) => key === others[i]![0] && agrees(member, others[i]![1]));
}

const data = join(import.meta.dirname, "../../../../shared/data");

describe.skipIf(!existsSync(data))("the real files (in ../shared/data)", () => {
  const found = ["ocds", "oc4ids", "thailand"].flatMap((folder) =>
    (existsSync(join(data, folder)) ? readdirSync(join(data, folder), { recursive: true, encoding: "utf8" }) : [])
      .filter((name) => /\.(json|jsonl)(\.gz)?$/.test(name))
      .map((name) => join(data, folder, name)),
  );

  it("give as many records as JSON.parse finds, with the same content", async () => {
    let total = 0;
    for (const path of found) {
      if (statSync(path).size === 0) continue;
      const raw = readFileSync(path);
      const text = (path.endsWith(".gz") ? gunzipSync(raw) : raw).toString("utf8").replace(/^\uFEFF/, "");
      const expected = path.includes(".jsonl")
        ? text
            .split("\n")
            .filter(Boolean)
            .flatMap((line) => unpack(JSON.parse(line)))
        : unpack(JSON.parse(text));
      const records: JsonRecord[] = [];
      for await (const record of jsonRecords((await openFile(path, "real")).bytes(), "real")) records.push(record);
      expect([path, records.length, asides(records)]).toEqual([path, expected.length, []]);
      const same = records.every((record, i) => "value" in record && agrees(record.value, expected[i]));
      expect([path, same]).toEqual([path, true]);
      total += records.length;
    }
    expect(found.length).toBeGreaterThan(1000);
    expect(total).toBeGreaterThan(50_000);
  });
});
