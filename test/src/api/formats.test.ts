import { writeFileSync } from "node:fs";
import { gunzipSync, inflateRawSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { tableFromIPC } from "apache-arrow";
import { parse } from "csv-parse/sync";
import { readXlsx } from "hucre/xlsx";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Served, servedSample } from "./served.ts";

let served: Served;
beforeAll(async () => {
  served = await servedSample();
});
afterAll(() => served.close());

type Row = Record<string, unknown>;

const NUMBERS =
  /^(rank|rank_low|rank_high|version|threshold|fiscal_year|score|subjects|judged|flagged|flagged_share|no_data|worth|amount_times|novelty|time_left|days_left|share_low|share_high|shrunken_share|contracts)$/;
const AMOUNT = /amount$/;
const DAY = /_on$/;
const JSONS = /^(evidence|seen_in|families)$/;

/** A cell as every format must give it. */
function same(name: string, value: unknown): unknown {
  if (value === null || value === undefined || value === "") return null;
  if (NUMBERS.test(name)) return Number(value);
  if (AMOUNT.test(name) || name === "value") return Number(value).toFixed(2);
  if (DAY.test(name)) return (value instanceof Date ? value.toISOString() : String(value)).slice(0, 10);
  return JSONS.test(name) && typeof value === "string" ? JSON.parse(value) : value;
}

/** A nested item as flat formats have it. */
function flat(item: Row): Row {
  const cells: Row = {};
  for (const [name, value] of Object.entries(item)) {
    if (name === "buyer" || name === "supplier") {
      for (const field of ["id", "name", "kind"]) cells[`${name}_${field}`] = (value as Row | null)?.[field] ?? null;
    } else cells[name] = name === "indicators" ? (value as string[]).join(" ") : value;
  }
  return cells;
}

const alike = (rows: Row[]): Row[] =>
  rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, same(name, value)])));

async function pages(path: string): Promise<Row[]> {
  const items: Row[] = [];
  for (let next: string | undefined = path; next; ) {
    const page = await served.json(next);
    items.push(...page.items);
    next = page.links.next;
  }
  return items.map(flat);
}

const READERS: Record<string, (bytes: Buffer) => Promise<Row[]>> = {
  jsonl: async (bytes) =>
    bytes
      .toString()
      .split("\n")
      .filter(Boolean)
      .map((line) => flat(JSON.parse(line))),
  csv: async (bytes) => parse(bytes, { columns: true }) as Row[],
  arrow: async (bytes) => {
    const table = tableFromIPC(bytes);
    return Array.from({ length: table.numRows }, (_, row) =>
      Object.fromEntries(
        table.schema.fields.map((field) => {
          const value = table.getChild(field.name)!.get(row);
          if (value === null) return [field.name, null];
          if (AMOUNT.test(field.name) || (field.name === "value" && typeof value === "object"))
            return [field.name, Number(value.valueOf()) / 100];
          return [field.name, DAY.test(field.name) ? new Date(value) : value];
        }),
      ),
    );
  },
  parquet: async (bytes) => {
    const path = served.workspace.path("tmp", "read-back.parquet");
    writeFileSync(path, bytes);
    const instance = await DuckDBInstance.create(":memory:");
    const reader = await (await instance.connect()).runAndReadAll(`select * from read_parquet('${path}')`);
    return reader.getRowObjectsJson() as Row[];
  },
  xlsx: async (bytes) => {
    const { sheets } = await readXlsx(bytes);
    const [head, ...rows] = sheets[0]!.rows;
    return rows.map((row) => Object.fromEntries(head!.map((name, index) => [String(name), row[index] ?? null])));
  },
};

const LISTS = [
  "/v1/flags",
  "/v1/flags?level=high",
  "/v1/flags?lang=th&q=B0",
  "/v1/queue",
  "/v1/queue?indicator=R068",
  "/v1/queue?kind=process&order=worth",
  "/v1/queue?kind=supplier",
  "/v1/flags?q=nothing-is-called-this",
  "/v1/buyers",
  "/v1/suppliers?q=rival&indicator=R018",
  "/v1/stats?by=indicator",
  "/v1/stats?by=month&level=high",
  "/v1/series?metric=amount",
];

describe.each(LISTS)("%s", (list) => {
  it.each(Object.keys(READERS))("is the same in every cell as %s, by suffix and by Accept", async (format) => {
    const [path, query = ""] = list.split("?");
    const expected = alike(await pages(`${path}?${query}${query ? "&" : ""}limit=97`));
    const answer = await served.get(`${path}.${format}?${query}${format === "csv" ? "&csv=raw" : ""}`.replace("?&", "?"));
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-disposition")).toMatch(new RegExp(`\\.${format}"$`));
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(alike(await READERS[format]!(bytes))).toEqual(expected);
    const type = answer.headers.get("content-type")!.split(";")[0]!;
    const accepted = await served.get(`${list}${format === "csv" ? `${query ? "&" : "?"}csv=raw` : ""}`, { headers: { Accept: type } });
    if (format !== "xlsx") expect(Buffer.from(await accepted.arrayBuffer()).equals(bytes)).toBe(true);
  });
});

describe("CSV", () => {
  it("begins no text with what a spreadsheet would run, and leaves numbers alone", async () => {
    const text = await (await served.get("/v1/flags.csv")).text();
    const rows = parse(text, { columns: true }) as Record<string, string>[];
    const names = new Set(rows.map((row) => row.supplier_name));
    for (const name of names) expect(name).not.toMatch(/^[\s]*[=+\-@\t\r\n＝＋－＠]/);
    expect(names).toContain(`'=HYPERLINK("http://evil.example","open")`);
    expect(names).toContain("'＝1+1");
    expect(rows[0]!.amount).toMatch(/^\d+\.\d\d$/);
    expect(text.split("\n")[0]).toMatch(/\r$/);
  });

  it("has the mark by which Excel reads Thai only when asked", async () => {
    const first = async (path: string) => [...new Uint8Array(await (await served.get(path)).arrayBuffer()).slice(0, 3)];
    expect(await first("/v1/flags.csv?csv=excel")).toEqual([0xef, 0xbb, 0xbf]);
    expect(await first("/v1/flags.csv")).not.toEqual([0xef, 0xbb, 0xbf]);
  });
});

describe("XLSX", () => {
  it("holds no formula whatever a supplier is called", async () => {
    const bytes = Buffer.from(await (await served.get("/v1/flags.xlsx")).arrayBuffer());
    const { sheets } = await readXlsx(bytes);
    const cells = sheets[0]!.rows.flat().map(String);
    expect(cells).toContain(`=HYPERLINK("http://evil.example","open")`);
    const [sheet] = unzipped(bytes, "xl/worksheets/sheet1.xml");
    expect(sheet).not.toMatch(/<f[ >]/);
  });
});

/** Texts of the files of a zip whose names end so. */
function unzipped(bytes: Buffer, name: string): string[] {
  const found: string[] = [];
  // The central directory tells where each file begins and how long it is.
  for (let at = bytes.indexOf("PK\u0001\u0002"); at >= 0; at = bytes.indexOf("PK\u0001\u0002", at + 4)) {
    const [method, size, nameLength, start] = [
      bytes.readUInt16LE(at + 10),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt16LE(at + 28),
      bytes.readUInt32LE(at + 42),
    ];
    if (!bytes.toString("utf8", at + 46, at + 46 + nameLength).endsWith(name)) continue;
    const data = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
    const part = bytes.subarray(data, data + size);
    found.push((method === 8 ? inflateRawSync(part) : part).toString());
  }
  return found;
}

describe("negotiation", () => {
  it("refuses what cannot be given", async () => {
    expect((await served.get("/v1/flags", { headers: { Accept: "image/png" } })).status).toBe(406);
    expect((await served.get("/v1/coverage", { headers: { Accept: "text/csv" } })).status).toBe(406);
    expect((await served.get("/v1/flags.exe")).status).toBe(404);
  });

  it("gives JSON to a browser and to whoever takes anything", async () => {
    for (const Accept of ["*/*", "text/html,application/xhtml+xml,*/*;q=0.8", "application/json;q=0.1"])
      expect((await served.get("/v1/flags?limit=1", { headers: { Accept } })).headers.get("content-type")).toBe("application/json");
  });

  it("packs for whoever takes it, and says what the answer varies by", async () => {
    for (const path of ["/v1/flags?limit=100", "/v1/flags.csv", "/v1/flags.jsonl"]) {
      const packed = await served.raw(path, { "accept-encoding": "gzip" });
      const plain = await served.raw(path, {});
      expect([path, packed.headers["content-encoding"], plain.headers["content-encoding"]]).toEqual([path, "gzip", undefined]);
      expect(gunzipSync(packed.body).equals(plain.body)).toBe(true);
      expect(packed.headers.etag).not.toBe(plain.headers.etag);
      expect(packed.headers.vary).toMatch(/Accept-Encoding/);
    }
  });
});

describe("what has not changed", () => {
  it.each(["/v1/flags?limit=3", "/v1/flags.csv", "/v1/flags.parquet", "/v1/flags.arrow", "/v1/coverage", "/v1/indicators/R018"])(
    "%s is not sent again",
    async (path) => {
      const first = await served.get(path);
      await first.arrayBuffer();
      const tag = first.headers.get("etag")!;
      expect(tag).toMatch(/^"[\w-]+"$/);
      for (const held of [tag, `W/${tag}`, `"other", ${tag}`, "*"]) {
        const again = await served.get(path, { headers: { "If-None-Match": held } });
        expect([again.status, await again.text()]).toEqual([304, ""]);
      }
      expect((await served.get(path, { headers: { "If-None-Match": '"other"' } })).status).toBe(200);
      const inThai = await served.get(`${path}${path.includes("?") ? "&" : "?"}lang=th`, { headers: { "If-None-Match": tag } });
      expect(inThai.status).toBe(200);
    },
  );
});

describe("parts of a Parquet file", () => {
  it("are given as asked, as a reader over HTTP does", async () => {
    const whole = Buffer.from(await (await served.get("/v1/flags.parquet")).arrayBuffer());
    const head = await served.get("/v1/flags.parquet", { method: "HEAD" });
    expect([head.headers.get("content-length"), head.headers.get("accept-ranges")]).toEqual([String(whole.length), "bytes"]);
    for (const [range, from, to] of [
      ["bytes=0-3", 0, 4],
      ["bytes=-8", whole.length - 8, whole.length],
      ["bytes=10-", 10, whole.length],
      [`bytes=5-${whole.length * 2}`, 5, whole.length],
    ] as const) {
      const part = await served.get("/v1/flags.parquet", { headers: { Range: range } });
      expect(part.status).toBe(206);
      expect(Buffer.from(await part.arrayBuffer()).equals(whole.subarray(from, to))).toBe(true);
    }
    const beyond = await served.get("/v1/flags.parquet", { headers: { Range: `bytes=${whole.length}-` } });
    expect([beyond.status, beyond.headers.get("content-range")]).toEqual([416, `bytes */${whole.length}`]);
  });
});
