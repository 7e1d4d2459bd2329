// Measures in a browser how long a reviewer waits from the key of a decision until the next thing to decide is painted.
// node bench/page/next-case.js WORKSPACE; WORKSPACE holds a run, and its reviews are changed.
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { serve } from "../../dist/serve.js";
import { openWorkspace } from "../../dist/workspace.js";
import { quantiles } from "../api/load.js";

const [given] = process.argv.slice(2);
const DECISIONS = Number(process.env.BENCH_DECISIONS ?? 30);
// A reviewer reads before deciding; meanwhile the next case is made ready.
const READING = Number(process.env.BENCH_READING ?? 800);

const folder = mkdtempSync(join(tmpdir(), "jabta-next-case-"));
cpSync(given, folder, { recursive: true });
const server = await serve({ workspace: openWorkspace(folder), port: 0 });
const executablePath = [process.env.CHROMIUM ?? "", "/usr/bin/chromium", "/usr/bin/google-chrome"].find((it) => it && existsSync(it));
const browser = await chromium.launch({ executablePath, args: ["--headless", "--no-sandbox", "--disable-gpu"] });
const page = await (await browser.newContext({ locale: "th-TH", viewport: { width: 1280, height: 900 } })).newPage();
// The clock of the browser itself, on both sides of the navigation.
await page.addInitScript(() => {
  addEventListener("keydown", () => sessionStorage.setItem("pressed", String(performance.timeOrigin + performance.now())), true);
});

await page.goto(`${server.url}/queue?review=open`);
await page.waitForTimeout(READING);
await page.keyboard.press("Enter");
await page.waitForURL(/\/contracts\//);
const [painted, answered] = [[], []];
for (let nth = 0; nth < DECISIONS; nth++) {
  await page.waitForTimeout(READING);
  const before = page.url();
  await page.keyboard.press("1");
  await page.waitForURL((to) => to.href !== before && to.pathname !== "/review", { waitUntil: "load" });
  const took = await page.evaluate(async () => {
    const paint = () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
    while (paint() === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
    const pressed = Number(sessionStorage.getItem("pressed"));
    const { responseEnd } = performance.getEntriesByType("navigation")[0];
    return { painted: performance.timeOrigin + paint() - pressed, answered: performance.timeOrigin + responseEnd - pressed };
  });
  painted.push(took.painted);
  answered.push(took.answered);
}
await browser.close();
await server.close();
rmSync(folder, { recursive: true, force: true });
const ms = (value) => value.toFixed(0);
const line = (name, { p50, p95 }) => `| ${name} | ${ms(p50)} | ${ms(p95)} |`;
console.log(`${DECISIONS} decisions by one key each.

| from the key until | p50, ms | p95, ms |
| --- | --- | --- |
${line("the next page has arrived", quantiles(answered))}
${line("its content is painted", quantiles(painted))}`);
