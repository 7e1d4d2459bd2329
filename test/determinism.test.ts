// The same records give the same hashes, whatever their order, packaging, threads, time zone and masking key; another byte gives another input hash.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { ImportReport } from "../src/app/import.ts";
import type { Manifest } from "../src/app/run.ts";
import { answered, type Calling } from "./command.ts";
import { absent, real, unless } from "./real-records.ts";

const EGP = ["egp-0304", "egp-3200401"].map((name) => `thailand/trace24_egp2568/${name}.json.gz`);

describe.skipIf(absent)(`One state of knowledge${unless}`, () => {
  // Each test imports thousands of records in processes of their own.
  vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });
  const root = mkdtempSync(join(tmpdir(), "jabta-determinism-"));
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const plain = (path: string): string => {
    const out = join(root, basename(path, ".gz"));
    writeFileSync(out, gunzipSync(readFileSync(path)));
    return out;
  };
  /** A folder's files, each compressed, under other names. */
  const packed = (folder: string): string => {
    const out = join(root, `packed-${basename(folder)}`);
    mkdirSync(out);
    const files = (readdirSync(folder, { recursive: true }) as string[]).filter((name) => name.endsWith(".json"));
    for (const [index, name] of files.reverse().entries())
      writeFileSync(join(out, `${index}.gz`), gzipSync(readFileSync(join(folder, name)), { level: 1 }));
    return out;
  };

  /** Imports call by call, then judges, each in a process of its own. */
  async function known(
    name: string,
    calls: readonly (readonly string[])[],
    threads: number,
    zone: string,
    more: Calling = {},
  ): Promise<Manifest & { canon: ImportReport }> {
    const at = ["--workspace", join(root, name)];
    const calling = { ...more, env: { TZ: zone, ...more.env } };
    let canon: ImportReport | undefined;
    for (const paths of calls) {
      const { code, json } = await answered<ImportReport>([...at, "import", ...paths], calling);
      expect([0, 3], JSON.stringify(json.files.filter(({ refused }) => refused))).toContain(code);
      canon = json;
    }
    const { code, json } = await answered<Manifest>([...at, "run", "--threads", String(threads)], calling);
    expect(code).toBe(0);
    return { ...json, canon: canon! };
  }

  const egp = EGP.map(real);
  const moldova = real("ocds/moldova");
  const mexico = real("ocds/mexico/inai");
  let first: Awaited<ReturnType<typeof known>>;
  beforeAll(async () => {
    first = await known("all-at-once", [[...egp, moldova, mexico]], 1, "UTC");
    expect(first.results.length).toBeGreaterThan(10);
    expect(first.results.some(({ flagged }) => flagged > 0)).toBe(true);
  });

  const told = ({ canon_hash, result_hash, as_of, results, canon }: typeof first) => ({
    canon_hash,
    result_hash,
    as_of,
    rows: canon.canon,
    results: results.map((it) => [it.indicator, it.flagged, it.clear, it.not_applicable, it.no_data, it.result_hash]),
  });

  test("file by file, the other way round, unpacked or packed otherwise, eight threads, in Bangkok and in Thai, under another masking key", async () => {
    const calls = [[packed(mexico)], [packed(moldova)], ...egp.map((path) => [plain(path)]).reverse()];
    const other = await known("one-by-one", calls, 8, "Asia/Bangkok", {
      env: { LANG: "th_TH.UTF-8", LC_ALL: "th_TH.UTF-8", JABTA_LANG: "th" },
    });
    expect(told(other)).toEqual(told(first));
    expect(other.inputs_hash).not.toBe(first.inputs_hash);
  });

  test("in two calls, mixed, with a file given again, four threads, in New York", async () => {
    const calls = [
      [egp[1]!, moldova],
      [mexico, egp[0]!, egp[1]!],
    ];
    const other = await known("mixed", calls, 4, "America/New_York");
    expect(told(other)).toEqual(told(first));
    // The same bytes, so the same inputs, whatever the order.
    expect(other.inputs_hash).toBe(first.inputs_hash);
  });

  // Paths of other Node programs, with colons between: JABTA_NODES=/opt/node20/bin/node:/opt/node24/bin/node
  const nodes = (process.env.JABTA_NODES ?? "").split(":").filter(Boolean);
  test.skipIf(!nodes.length)("by other versions of Node, named in JABTA_NODES", async () => {
    for (const [nth, node] of nodes.entries()) {
      const other = await known(`node-${nth}`, [[...egp, moldova, mexico]], 1, "UTC", { node });
      expect(told(other), node).toEqual(told(first));
    }
  });

  test("another byte in an input is another inputs hash, though it says the same", async () => {
    const changed = join(root, "changed");
    cpSync(moldova, changed, { recursive: true });
    const file = (readdirSync(changed, { recursive: true }) as string[]).find((name) => name.endsWith(".json"))!;
    const path = join(changed, file);
    writeFileSync(path, `${readFileSync(path, "utf8")}\n`);
    const [before, after] = [await known("unchanged-bytes", [[moldova]], 2, "UTC"), await known("changed-byte", [[changed]], 2, "UTC")];
    expect(after.inputs_hash).not.toBe(before.inputs_hash);
    expect(after.canon_hash).toBe(before.canon_hash);
    expect(after.result_hash).toBe(before.result_hash);
  });
});
