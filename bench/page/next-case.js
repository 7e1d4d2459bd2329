// Measures in a browser how long a reviewer waits from the key of a decision until the next thing to decide is painted.
// node bench/page/next-case.js WORKSPACE; WORKSPACE holds a run, and its reviews are changed in a copy only.
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

// A hand holds a button down for about as long; a press of no time at all would be counted with what is drawn for it.
const HELD = 80;

const folder = mkdtempSync(join(tmpdir(), "jabta-next-case-"));
cpSync(given, folder, { recursive: true });
const server = await serve({ workspace: openWorkspace(folder), port: 0 });
const executablePath = [process.env.CHROMIUM ?? "", "/usr/bin/chromium", "/usr/bin/google-chrome"].find((it) => it && existsSync(it));
const browser = await chromium.launch({ executablePath, args: ["--headless", "--no-sandbox", "--disable-gpu"] });

/**
 * In the page, before its own scripts: when a decision was pressed, and when the first heading in sight of what comes next was on the
 * screen. Heading and flags come in one frame, and what the browser tells of a heading (Element Timing) is when that frame was presented,
 * not when it was reckoned. The clock is the browser's, and goes on where the next thing is a document of its own.
 */
function watch() {
  const keep = (name, at) => sessionStorage.setItem(name, String(performance.timeOrigin + at));
  // What was there when a key was pressed is not what comes next.
  let pressed = 0;
  const press = ({ isTrusted, timeStamp }) => {
    if (!isTrusted) return;
    pressed += 1;
    keep("pressed", timeStamp);
    for (const name of ["painted", "frames"]) sessionStorage.removeItem(name);
  };
  addEventListener("keydown", press, true);
  // A button acts when it is let go; how long it is held down is the hand's.
  addEventListener("pointerup", press, true);
  const headings = (node) => [...(node.matches?.("h1, .flag h3") ? [node] : []), ...(node.querySelectorAll?.("h1, .flag h3") ?? [])];
  new MutationObserver((changes) => {
    const come = changes.flatMap(({ addedNodes }) => [...addedNodes].flatMap(headings));
    for (const heading of come) heading.setAttribute("elementtiming", `next-${pressed}`);
    // A second opinion that needs no such interface: two frames on, the first of them is behind us.
    if (come.length) requestAnimationFrame(() => requestAnimationFrame((at) => keep("frames", at)));
  }).observe(document, { childList: true, subtree: true });
  new PerformanceObserver((list) => {
    for (const { identifier, renderTime } of list.getEntries())
      if (identifier === `next-${pressed}` && !sessionStorage.getItem("painted")) keep("painted", renderTime);
  }).observe({ type: "element" });
}

/** What to decide next, as one text: another case, or the same with one flag less. */
const standing = () =>
  [location.pathname, ...[...document.querySelectorAll('[data-flag]:not([data-flag="decided"])')].map((it) => it.id)].join(" ");

/** Waits until what is shown is another than `before`, and tells how long each part took; null when the list is at its end. */
async function waited(page, before) {
  await page.waitForFunction(
    (was) => {
      const flags = [...document.querySelectorAll('[data-flag]:not([data-flag="decided"])')].map((it) => it.id);
      return [location.pathname, ...flags].join(" ") !== was && ["painted", "frames"].every((name) => sessionStorage.getItem(name));
    },
    before,
    { polling: 20, timeout: 20_000 },
  );
  return await page.evaluate(() => {
    const [pressed, painted, frames] = ["pressed", "painted", "frames"].map((name) => Number(sessionStorage.getItem(name)));
    const whole = performance.getEntriesByType("navigation")[0];
    // In place, the last answer; else the document itself.
    const answers = performance.getEntriesByType("resource").filter((it) => it.initiatorType === "fetch");
    const inPlace = answers.at(-1);
    const arrived = performance.timeOrigin + (inPlace ?? whole).responseEnd - pressed;
    return { arrived, painted: painted - pressed, frames: frames - pressed, inPlace: Boolean(inPlace) };
  });
}

const WAYS = {
  key: "by one key each",
  click: "by one click each",
  document: "by one key each, each next case a document of its own, as before it took the place of the one before",
};

/** Decides again and again: by the first key, or by the mouse on the first explanation. */
async function decide(how) {
  const page = await (await browser.newContext({ locale: "th-TH", viewport: { width: 1280, height: 900 } })).newPage();
  if (how === "document") await page.route("**/assets/onward-*", (route) => route.abort());
  await page.addInitScript(watch);
  await page.goto(`${server.url}/queue?review=open`);
  await page.waitForTimeout(READING);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/contracts\//);
  const took = [];
  for (let nth = 0; nth < DECISIONS; nth++) {
    await page.waitForTimeout(READING);
    const before = await page.evaluate(standing);
    if (how !== "click") await page.keyboard.press("1");
    else await page.locator('[data-flag]:not([data-flag="decided"]) .explanations button').first().click({ delay: HELD });
    took.push(await waited(page, before));
  }
  await page.context().close();
  return took;
}

const ms = (value) => value.toFixed(0);
const line = (name, took, what) => {
  const { p50, p95, max } = { ...quantiles(took.map((it) => it[what])), max: Math.max(...took.map((it) => it[what])) };
  return `| ${name} | ${ms(p50)} | ${ms(p95)} | ${ms(max)} |`;
};
for (const how of Object.keys(WAYS)) {
  const took = await decide(how);
  for (const it of took) if (it.painted < it.arrived) throw new Error(`painted before it has arrived: ${JSON.stringify(it)}`);
  console.log(`${took.length} decisions ${WAYS[how]}; ${took.filter((it) => it.inPlace).length} of them in place.

| from the ${how === "click" ? "click" : "key"} until | p50, ms | p95, ms | most, ms |
| --- | --- | --- | --- |
${line("the answer has arrived", took, "arrived")}
${line("its heading and flags are on the screen", took, "painted")}
${line("two frames on", took, "frames")}
`);
}
await browser.close();
await server.close();
rmSync(folder, { recursive: true, force: true });
