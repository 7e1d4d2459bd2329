// A real Chromium for tests of the page, where there is one.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";

const PLACES = [process.env.CHROMIUM ?? "", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Path of a Chromium on this machine, if any. */
export const chromiumPath = PLACES.find((path) => path !== "" && existsSync(path));

/** Starts it, without a sandbox (containers have none) and without calls home. */
export async function launch(): Promise<Browser> {
  return await chromium.launch({
    executablePath: chromiumPath!,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--no-first-run",
    ],
  });
}

export interface Watched {
  context: BrowserContext;
  page: Page;
  /** What the browser complained about: refused content, script errors, dialogs. */
  complaints: string[];
}

/** A page whose complaints are kept. */
export async function watched(browser: Browser, options: BrowserContextOptions = {}): Promise<Watched> {
  const context = await browser.newContext({ locale: "en-GB", viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    // A page that is refused with 409 or 422 is reported as a failed resource; the tests look at those themselves.
    if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return { context, page, complaints };
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe finds on the page, as sentences; nothing is left out. */
export async function axe(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return await page.evaluate(async (tags) => {
    interface Found {
      violations: { id: string; impact: string; help: string; nodes: { html: string; failureSummary: string }[] }[];
    }
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<Found> } };
    const { violations } = await axe.run({ runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] });
    return violations.map(
      ({ id, impact, help, nodes }) =>
        `${impact} ${id}: ${help}\n  ${nodes
          .slice(0, 3)
          .map(({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary}`)
          .join("\n  ")}`,
    );
  }, RULES);
}

const CLICKED = `[...document.querySelectorAll("button, select, textarea, input, .top nav, .way, .pages")]
  .filter((it) => it.getClientRects().length > 0)
  .map((it) => "prints what can only be clicked: " + it.outerHTML.slice(0, 120))`;
/** What is left of A4 between the margins that the stylesheet sets. */
const PAPER = { width: 687, height: 1000 };

/** What is wrong with the page on paper: something to click, a line that is cut off, a run that is not named. */
export async function onPaper(page: Page): Promise<string[]> {
  await page.setViewportSize(PAPER);
  await page.emulateMedia({ media: "print" });
  const found = (await page.evaluate(CLICKED)) as string[];
  const over = Number(await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
  if (over > 0) found.push(`is ${over} px wider than the paper`);
  const stamp = page.locator(".stamp");
  if ((await stamp.count()) > 0 && !(await stamp.isVisible())) found.push("prints no stamp");
  if (!(await page.locator(".disclaimer").first().isVisible())) found.push("prints no disclaimer");
  await page.emulateMedia({ media: "screen" });
  return found;
}

const UNSEEN = `[...document.querySelectorAll("main svg")].flatMap((svg) => {
  const clear = ["none", "rgba(0, 0, 0, 0)", "transparent", getComputedStyle(document.body).backgroundColor];
  const drawn = [svg, ...svg.querySelectorAll("use, path, rect, line, circle, text")].map((it) => getComputedStyle(it));
  const isSeen = drawn.some(({ fill, stroke }) => !clear.includes(fill) || !clear.includes(stroke));
  return isSeen ? [] : ["cannot be seen in forced colours: " + svg.outerHTML.slice(0, 120)];
})`;

/** Drawn things that cannot be told from what they stand on, as happens where only forced colours are left. */
export async function unseenMarks(page: Page): Promise<string[]> {
  return [...new Set((await page.evaluate(UNSEEN)) as string[])];
}
