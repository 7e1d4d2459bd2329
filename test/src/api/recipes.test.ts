// The worked examples of docs/api.md against a server that runs: a page of another site, a notebook.
import { execFileSync, spawnSync } from "node:child_process";
import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addKey, addUser } from "../../../src/app/people.ts";
import { casebookOf } from "../../../src/app/review.ts";
import { packaged } from "../../../src/package-root.ts";
import { chromiumPath } from "../../../src/report/pdf.ts";
import { type Serving, serve } from "../../../src/serve.ts";
import { type Served, servedSample } from "./served.ts";

const BROWSER = chromiumPath();
/** A Python that has pyarrow. */
const PYTHON = process.env.JABTA_PYTHON ?? "python3";
const hasArrow = spawnSync(PYTHON, ["-c", "import pyarrow"]).status === 0;

let served: Served;
let guarded: Serving;
let key: string;
const site = createServer((_, answer) => {
  answer.setHeader("content-type", "text/html");
  createReadStream(packaged("docs/api/page.html")).pipe(answer);
});
let origin: string;
beforeAll(async () => {
  served = await servedSample(20);
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

describe.skipIf(!hasArrow)("the notebook (skipped without pyarrow; JABTA_PYTHON names a Python that has it)", () => {
  it("counts every flag, by indicator and currency", async () => {
    const said = execFileSync(PYTHON, [packaged("docs/api/notebook.py"), guarded.url], {
      encoding: "utf8",
      env: { ...process.env, JABTA_KEY: key },
    });
    const { total } = await asked("/v1/flags?limit=1");
    const [head, ...rows] = said.trim().split("\n");
    expect(head).toContain(`${total.count} flags`);
    expect(rows.reduce((sum, row) => sum + Number(row.split("\t")[2]), 0)).toBe(total.count);
  }, 120_000);
});
