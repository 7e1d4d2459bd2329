// The worked examples of docs/api.md against a server that runs: a page of another site, a notebook, DuckDB by URL.
import { execFile, spawnSync } from "node:child_process";
import { createReadStream, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addKey, addUser } from "../../../src/app/people.ts";
import { casebookOf } from "../../../src/app/review.ts";
import { packaged } from "../../../src/package-root.ts";
import { chromiumPath } from "../../../src/report/pdf.ts";
import { type Serving, serve } from "../../../src/serve.ts";
import { type Served, servedSample } from "./served.ts";

const BROWSER = chromiumPath();
/** The server answers in this process: whatever asks it may not be waited for without letting it work. */
const executed = promisify(execFile);
/** A Python that has pyarrow, or DuckDB with its httpfs. */
const PYTHON = process.env.JABTA_PYTHON ?? "python3";
const has = (...modules: string[]): boolean => spawnSync(PYTHON, ["-c", `import ${modules.join(", ")}`]).status === 0;

let served: Served;
let guarded: Serving;
let key: string;
const site = createServer((_, answer) => {
  answer.setHeader("content-type", "text/html");
  createReadStream(packaged("docs/api/page.html")).pipe(answer);
});
let origin: string;
beforeAll(async () => {
  served = await servedSample(20, [], ["R018", "R068"]);
  const casebook = casebookOf(served.workspace);
  await addUser(casebook, { name: "somebody", role: "admin", password: "a password that is long", actor: "machine" });
  key = addKey(casebook, { name: "examples", role: "auditor", scopes: ["read", "export"], days: 1, actor: "machine" }).secret;
  casebook.close();
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  guarded = await serve({ workspace: served.workspace, port: 0, origins: [origin] });
});
afterAll(async () => {
  site.close();
  await guarded.close();
  await served.close();
});

// biome-ignore lint/suspicious/noExplicitAny: documents of several shapes.
const asked = async (path: string): Promise<any> =>
  await (await fetch(guarded.url + path, { headers: { authorization: `Bearer ${key}` } })).json();

describe("a site that was let in", () => {
  it("is named to its browser with what it may send, and no other is; its page brings a key and never a cookie", async () => {
    const asking = (from: string) => ({
      method: "OPTIONS",
      headers: { origin: from, "access-control-request-method": "GET", "access-control-request-headers": "authorization" },
    });
    const told = await fetch(`${guarded.url}/v1/flags`, asking(origin));
    expect([told.status, told.headers.get("access-control-allow-origin")]).toEqual([204, origin]);
    expect(told.headers.get("access-control-allow-headers")).toMatch(/Authorization/);
    expect(told.headers.get("access-control-allow-credentials")).toBeNull();
    for (const from of ["https://evil.example", `${origin}.evil.example`, "null"])
      expect((await fetch(`${guarded.url}/v1/flags`, asking(from))).headers.get("access-control-allow-origin")).toBeNull();
    expect((await fetch(`${served.url}/v1/flags`, asking(origin))).headers.get("access-control-allow-origin")).toBeNull();
  });
});

describe.skipIf(!BROWSER)("the page, in Chromium (skipped without one)", () => {
  it("shows totals to a site that was let in and brings a key, and what is wrong to any other", async () => {
    const browser = await chromium.launch({ executablePath: BROWSER!, args: ["--no-sandbox"] });
    try {
      const page = await browser.newPage();
      page.on("dialog", (dialog) => dialog.accept(key));
      const { items } = await asked("/v1/stats?by=year");
      await page.goto(`${origin}/page.html?api=${guarded.url}&ask`);
      await page.locator("tbody tr").first().waitFor();
      const cells = await page.locator("tbody tr").first().locator("td").allTextContents();
      expect(cells.slice(0, 4)).toEqual([items[0].key, items[0].currency, String(items[0].judged), String(items[0].flagged)]);
      expect(await page.locator("#disclaimer").textContent()).toMatch(/not a verdict/);

      await page.goto(`${origin}/page.html?api=${guarded.url}`);
      await page.getByText("A key or a log-in is needed").waitFor();
      // The server of the sample lets no site in.
      await page.goto(`${origin}/page.html?api=${served.url}&ask`);
      await page.getByText(`does not answer ${origin}`).waitFor();
    } finally {
      await browser.close();
    }
  }, 120_000);
});

describe.skipIf(!has("pyarrow"))("the notebook (skipped without pyarrow; JABTA_PYTHON names a Python that has it)", () => {
  it("counts every flag, by indicator and currency", async () => {
    const { stdout: said } = await executed(PYTHON, [packaged("docs/api/notebook.py"), guarded.url], {
      env: { ...process.env, JABTA_KEY: key },
    });
    const { total } = await asked("/v1/flags?limit=1");
    const [head, ...rows] = said.trim().split("\n");
    expect(head).toContain(`${total.count} flags`);
    expect(rows.reduce((sum, row) => sum + Number(row.split("\t")[2]), 0)).toBe(total.count);
  }, 120_000);
});

describe("DuckDB", () => {
  const QUERY = /```sql\n(install httpfs[^`]*)```/.exec(readFileSync(packaged("docs/api.md"), "utf8"))![1]!;

  it("asks as the answers to HEAD and Range let it: the length, then the footer, then no more than it needs", async () => {
    const url = `${guarded.url}/v1/flags.parquet`;
    const headers = { authorization: `Bearer ${key}` };
    const head = await fetch(url, { method: "HEAD", headers });
    const length = Number(head.headers.get("content-length"));
    expect([head.status, head.headers.get("accept-ranges"), length > 0]).toEqual([200, "bytes", true]);
    const tail = await fetch(url, { headers: { ...headers, range: `bytes=${length - 8}-${length - 1}` } });
    expect([
      tail.status,
      Buffer.from(await tail.arrayBuffer())
        .subarray(4)
        .toString(),
    ]).toEqual([206, "PAR1"]);
  });

  it.skipIf(!has("duckdb", "duckdb_extension_httpfs"))(
    "reads flags by URL as the page says (skipped without duckdb and duckdb-extension-httpfs; JABTA_PYTHON names a Python that has them)",
    async () => {
      const script = QUERY.replace("install httpfs; load httpfs;", "")
        .replace("jabta_live_…", key)
        .replace("http://127.0.0.1:8080", guarded.url)
        .replace("?year=2025", "?year=2024");
      const { stdout: said } = await executed(PYTHON, ["-c", PROGRAM, script]);
      const rows = JSON.parse(said) as [string, string, number, string][];
      const { total } = await asked("/v1/flags?limit=1&year=2024");
      expect(total.count).toBeGreaterThan(0);
      expect(rows.reduce((sum, [, , flags]) => sum + flags, 0)).toBe(total.count);
    },
    120_000,
  );
});

/** Loads the extension from the package that brings it, and prints what the last statement answers. */
const PROGRAM = `
import json, pathlib, sys
import duckdb, duckdb_extension_httpfs
db = duckdb.connect(config={"allow_unsigned_extensions": "true"})
[extension] = pathlib.Path(duckdb_extension_httpfs.__path__[0]).rglob("*.duckdb_extension")
db.execute(f"load '{extension}'")
print(json.dumps(db.execute(sys.argv[1]).fetchall(), default=str))
`;
