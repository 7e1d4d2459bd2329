// The page in a real browser: reading and deciding by keyboard, by mouse and without a script; two people at once; access for all.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { casebookOf, views } from "../../../src/app/review.ts";
import { listSchedules } from "../../../src/app/schedule.ts";
import { axe, chromiumPath, launch, onPaper, unseenMarks, watched } from "./browser.ts";
import { everyPage, liveIn } from "./every-page.ts";
import { type MadeUpHouse, madeUpHouse } from "./house.ts";
import { HOSTILE } from "./made-up.ts";

let house: MadeUpHouse;
let browser: Browser;

const CASE = "/contracts/ocds-zz9zz9-road-1%2F1";
const QUEUE = "/queue?review=open&indicator=R010";
const HOSTILE_CASES = ["hostile-1/1", "hostile-2/1", `hostile-3/${HOSTILE.path}`].map(
  (id) => `/contracts/${encodeURIComponent(`ocds-bq4ldt-${id}`)}`,
);

const DESKTOP = { width: 1280, height: 900 };
/** What is left of it at four times the size. */
const FOUR_TIMES = { width: 320, height: 256 };

describe.skipIf(!chromiumPath)("in Chromium (none found on this machine when skipped)", () => {
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
  });

  describe("deciding", () => {
    // Every test has records that nobody has decided yet.
    beforeEach(async () => {
      house = await madeUpHouse();
      return async () => {
        await house.close();
      };
    });

    test("by keyboard takes two keys where a listed explanation fits, and the next case is there", async () => {
      const { page, complaints } = await watched(browser);
      await page.goto(`${house.url}/queue?review=open&q=HYPERLINK`);
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/contracts\//);
      await page.keyboard.press("1");
      await page.waitForSelector(".banner");
      expect(await page.textContent(".banner")).toContain("explained");
      expect(complaints).toEqual([]);
    });

    test("by keyboard takes three actions and a sentence where it is referred", async () => {
      const { page, complaints } = await watched(browser);
      await page.goto(house.url + QUEUE);
      await page.keyboard.press("j");
      const second = await page.getAttribute("[data-current] [data-open]", "href");
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/contracts\//);
      expect(page.url()).toBe(house.url + second);
      await page.keyboard.press("r");
      await page.keyboard.type("Ask the agency for the ground.");
      const started = Date.now();
      await page.keyboard.press("Control+Enter");
      await page.waitForSelector(".banner");
      console.log(`from the key to the next thing to do: ${Date.now() - started} ms`);
      expect(await page.textContent(".banner")).toContain("referred for follow-up");
      expect(complaints).toEqual([]);
    });

    test("on a Thai keyboard the same keys work, in Thai", async () => {
      const { page } = await watched(browser, { locale: "th-TH" });
      await page.goto(`${house.url}/queue?review=open&q=HYPERLINK`);
      expect(await page.getAttribute("html", "lang")).toBe("th");
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/contracts\//);
      await page.evaluate('document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "แ", code: "KeyC", bubbles: true }))');
      await page.waitForSelector(".banner");
      expect(await page.textContent(".banner")).toContain("รับไว้ตรวจทาน");
      expect(await page.textContent(".panel")).toContain("อยู่ระหว่างตรวจทาน");
    });

    test("is handed on by keyboard: c claims, a and Enter assign, n notes, h asks; with the keys off none of them does", async () => {
      const { page, complaints } = await watched(browser);
      await page.goto(house.url + CASE);
      const done = async (...keys: string[]) => {
        for (const key of keys) await (key.includes(" ") ? page.keyboard.type(key) : page.keyboard.press(key));
        await page.waitForURL((to) => to.searchParams.has("done"));
        const told = await page.textContent(".panel .event");
        await page.goto(house.url + CASE);
        return told;
      };
      expect(await done("c")).toContain("Claimed");
      expect(await done("a", "Enter")).toMatch(/Assigned to\s+mali/);
      expect(await done("n", "The plan is in the annex.", "Control+Enter")).toContain("The plan is in the annex.");
      expect(await done("h", "Which drawing was meant?", "Control+Enter")).toContain("Which drawing was meant?");
      await page.goto(`${house.url}/help`);
      for (const text of ["assign: choose who", "claim", "note"]) expect(await page.textContent(".keys")).toContain(text);
      await page.click('form[action="/settings"] button');
      await page.goto(house.url + CASE);
      for (const key of ["c", "a", "n", "h"]) await page.keyboard.press(key);
      expect(await page.evaluate("document.activeElement.tagName")).toBe("BODY");
      expect(complaints).toEqual([]);
    });

    test("a saved view becomes an alert that follows it and a report with its filters, without a script", async () => {
      const { page } = await watched(browser, { javaScriptEnabled: false });
      await page.goto(`${house.url}/queue?method=direct&min_amount=600000&q=road`);
      await page.click(".views summary");
      await page.fill(".save-view input[name=name]", "Direct, large");
      await page.click(".save-view button");
      const view = async () => {
        await page.goto(`${house.url}/queue`);
        await page.click(".views summary");
      };
      await view();
      await page.click('a[aria-label*="something new"]');
      expect(await page.inputValue("#plan input[name=name]")).toBe("Direct, large");
      await page.click('#plan button[name="preview"]');
      expect(await page.locator("#plan [role=status] time").count()).toBe(3);
      await page.click("#plan button.primary");
      await view();
      await page.click('a[aria-label*="on a timetable"]');
      expect(await page.inputValue("#plan input[name=min_amount]")).toBe("600000");
      await page.selectOption("#plan select[name=what]", "report:data-quality");
      await page.click("#plan button.primary");
      const planned = listSchedules(house.workspace).map(({ task }) => task);
      const casebook = casebookOf(house.workspace);
      const [view_id] = views(casebook).map((saved) => saved.view_id);
      casebook.close();
      expect(planned).toContainEqual(expect.objectContaining({ kind: "alert", trigger: "new", view: view_id }));
      expect(planned).toContainEqual(
        expect.objectContaining({ report: "data-quality", filter: { method: "direct", min_amount: "600000", q: "road" } }),
      );
    });

    test("by mouse takes two clicks; where the answer does not come, the form is sent as without a script", async () => {
      const { page } = await watched(browser);
      await page.goto(`${house.url}/queue?review=open`);
      await page.click("[data-open]");
      await page.waitForURL(/\/contracts\//);
      await page.evaluate("window.isSame = true");
      await page.click(".explanations button >> nth=1");
      await page.waitForSelector(".banner");
      expect(await page.textContent(".banner")).toContain("explained");
      expect(await page.evaluate("window.isSame")).toBe(true);
      const before = page.url();
      await page.route("**/review", (route) => (route.request().isNavigationRequest() ? route.continue() : route.abort()));
      await page.click(".explanations button >> nth=0");
      await page.waitForURL((to) => to.href !== before);
      expect(await page.textContent(".banner")).toContain("explained");
      expect(await page.evaluate("window.isSame")).toBe(undefined);
    });

    test("works without a script: filter, open, be told what is missing, decide, undo, reopen", async () => {
      const { page } = await watched(browser, { javaScriptEnabled: false });
      await page.goto(`${house.url}/queue?review=open`);
      await page.fill("#search", "HYPERLINK");
      await page.click(".filters button");
      expect(new URL(page.url()).searchParams.get("q")).toBe("HYPERLINK");
      await page.click("[data-open]");
      await page.click('button[value="refer"]');
      expect(await page.textContent('[role="alert"]')).toContain("A reason is missing");
      await page.fill("[data-reason]", "Worth a call.");
      await page.click('button[value="refer"]');
      expect(await page.textContent(".banner")).toContain("referred for follow-up");
      await page.click(".banner button");
      expect(await page.textContent(".banner")).toContain("Taken back");
      const first = page.locator(".explanations button").first();
      await page.goto(`${house.url}/contracts/ocds-bq4ldt-hostile-3%2F${encodeURIComponent(HOSTILE.path)}`);
      const flags = await page.locator("[data-flag]").count();
      for (let n = 0; n < flags; n++) {
        await first.click();
        await page.goto(`${house.url}/contracts/ocds-bq4ldt-hostile-3%2F${encodeURIComponent(HOSTILE.path)}`);
      }
      await page.goto(`${house.url}/queue?review=decided`);
      await page.click("[data-open]");
      const reopen = page.locator(".reopen").first();
      await reopen.locator("summary").click();
      await reopen.locator("textarea").fill("New papers came in.");
      await reopen.locator("button").click();
      expect(await page.textContent(".panel")).toContain("New papers came in.");
      expect(await page.locator(".panel .event").count()).toBe(flags + 3);
    });

    test("by two people at once shows the slower one what the faster one decided, and keeps their words", async () => {
      const [mali, somchai] = [await watched(browser), await watched(browser)];
      await mali.context.addCookies([{ name: "actor", value: "Mali", url: house.url }]);
      await somchai.context.addCookies([{ name: "actor", value: "Somchai", url: house.url }]);
      const path = `${house.url}/contracts/ocds-bq4ldt-hostile-1%2F1`;
      await mali.page.goto(path);
      await somchai.page.goto(path);
      await mali.page.fill("[data-reason]", "The ground is in the annex.");
      await mali.page.click('button[data-key="e"]');
      await somchai.page.fill("[data-reason]", "Nobody gave a ground.");
      const [response] = await Promise.all([somchai.page.waitForNavigation(), somchai.page.click('button[value="refer"]')]);
      expect(response?.status()).toBe(409);
      const shown = await somchai.page.textContent("main");
      for (const words of ["Somebody else was faster", "The ground is in the annex.", "Mali", "Nobody gave a ground."])
        expect(shown).toContain(words);
      await somchai.page.click("main a.button");
      expect(await somchai.page.textContent(".decided")).toContain("The ground is in the annex.");
      // Whoever was signed out meanwhile is asked to sign in, and nothing is decided.
      await mali.context.addCookies([{ name: "role", value: "anonymous", url: house.url }]);
      await mali.page.keyboard.press("1");
      await mali.page.waitForURL(/\/login/);
    });

    test("goes on to the next flag of the case, then to the next case of the same list", async () => {
      const { page, complaints } = await watched(browser);
      const seen = (what: string) => page.evaluate(what);
      await page.goto(`${house.url}/queue?review=open&indicator=R055`);
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/contracts\//);
      const first = new URL(page.url()).pathname;
      await page.evaluate("window.isSame = true");
      const open = page.locator('[data-flag]:not([data-flag="decided"])');
      const flags = await open.count();
      for (let left = flags; left > 1; left--) {
        // Pressed twice, as by a hand that trembles: sent once.
        await page.evaluate(`for (const _ of "12")
          document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "1", code: "Digit1", bubbles: true }))`);
        await expect.poll(() => open.count()).toBe(left - 1);
        expect(new URL(page.url()).pathname).toBe(first);
        expect(await seen('"#" + document.activeElement.closest("[data-flag]").id')).toBe(new URL(page.url()).hash);
      }
      expect(await page.locator(".panel .event").count()).toBe(flags - 1);
      await page.keyboard.press("1");
      await page.waitForURL((url) => url.pathname !== first);
      expect(page.url()).toContain("indicator=R055");
      // The case was put in the place of the one before: one document, read from its heading, at its top, said aloud.
      const next = new URL(page.url()).pathname;
      expect(await seen("[window.isSame, document.activeElement.tagName, scrollY]")).toEqual([true, "H1", 0]);
      expect(await page.title()).toContain((await page.textContent("h1"))!.slice(0, 20));
      expect(await page.textContent("body > [role=status]")).toContain("Decided: explained");
      expect(await page.getAttribute(".language", "href")).toContain(next);
      await page.keyboard.press("u");
      await page.waitForSelector(".banner >> text=Taken back");
      const title = await page.textContent("h1");
      await page.evaluate("history.go(-2)");
      await expect.poll(() => new URL(page.url()).pathname).toBe(first);
      await expect.poll(() => page.textContent("h1")).not.toBe(title);
      await page.waitForLoadState();
      await page.evaluate("history.forward()");
      await expect.poll(() => page.textContent("h1")).toBe(title);
      expect(complaints).toEqual([]);
    });

    test("on several cases at once: chosen, shown, referred with one reason, taken back as one", async () => {
      const { page, complaints } = await watched(browser);
      const entries = async () => {
        await page.goto(`${house.url}/log`);
        return Number(/The chain holds over (\d+) entries/.exec((await page.textContent("main"))!)?.[1]);
      };
      const before = await entries();
      await page.goto(house.url + QUEUE);
      await page.keyboard.press("x");
      await page.keyboard.press("j");
      await page.keyboard.press("j");
      await page.keyboard.press("x");
      await page.click("text=Work on the chosen ones together");
      expect(await page.locator("tbody tr").count()).toBe(2);
      const flags = await page.locator('input[name="flag"]').count();
      expect(flags).toBeGreaterThan(1);
      await page.fill('[name="reason"]', "One scheme, by the look of it.");
      await page.click('button[value="refer"]');
      expect(await page.textContent(".banner")).toContain(`and ${flags - 1} more`);
      expect(page.url()).toContain("/queue?review=open");
      await page.click(".banner button");
      expect(await page.textContent(".banner")).toContain("Taken back");
      expect(await entries()).toBe(before + flags * 2);
      expect(complaints).toEqual([]);
    });

    test("the log shows everything, and that its chain holds", async () => {
      const { page } = await watched(browser);
      await page.goto(house.url + CASE);
      await page.fill("[data-note]", "See the annual report.");
      await page.click('button[value="note"]');
      await page.click('button[value="claim"]');
      await page.goto(`${house.url}/log`);
      const shown = await page.textContent("main");
      expect(shown).toContain("See the annual report.");
      expect(shown).toContain("The chain holds over");
    });
  });

  describe("reading", () => {
    let every: Awaited<ReturnType<typeof everyPage>>;
    beforeAll(async () => {
      house = await madeUpHouse();
      await liveIn(house.url);
      every = await everyPage(house.url);
    });
    afterAll(async () => {
      await house.close();
    });

    test("hostile records are found, and are among the pages", async () => {
      const { page } = await watched(browser);
      await page.goto(`${house.url}/queue?q=hostile`);
      expect(await page.locator("[data-open]").count()).toBe(3);
    });

    test("every page, in both languages: axe finds nothing, nothing runs or is refused, nothing is cut off at four times the size or on paper", {
      timeout: 300_000,
    }, async () => {
      const found: string[] = [];
      const pages = [...every, ...[CASE, ...HOSTILE_CASES].map((path) => ({ path, as: undefined }))];
      const walk = async (lang: string, colorScheme: "light" | "dark") => {
        const { context, page, complaints } = await watched(browser, { colorScheme });
        for (const { path, as } of pages) {
          await context.clearCookies();
          const cookies = [`lang=${lang}`, ...(as ? [as] : [])].map((it) => it.split("="));
          await context.addCookies(cookies.map(([name, value]) => ({ name: name!, value: value!, url: house.url })));
          await page.setViewportSize(DESKTOP);
          await page.goto(house.url + path);
          const told = (what: string) => found.push(`${lang} ${colorScheme} ${path}: ${what}`);
          if (!/ · jabta$/.test(await page.title())) told(`is called ${await page.title()}`);
          for (const it of await axe(page)) told(it);
          await page.emulateMedia({ forcedColors: "active" });
          for (const it of await unseenMarks(page)) told(it);
          await page.emulateMedia({ forcedColors: "none" });
          await page.setViewportSize(FOUR_TIMES);
          const over = Number(await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
          if (over > 0) told(`scrolls ${over} px sideways`);
          for (const it of await onPaper(page)) told(it);
        }
        found.push(...complaints);
        await context.close();
      };
      await Promise.all([walk("en", "light"), walk("th", "dark")]);
      expect(found).toEqual([]);
      expect(house.bugs).toEqual([]);
    });

    test("marks keep their shapes in forced colours, and focus is seen", async () => {
      const { page } = await watched(browser, { forcedColors: "active" });
      await page.goto(house.url + CASE);
      await page.keyboard.press("Tab");
      expect(await page.locator(":focus").textContent()).toBe("Skip to the content");
      const outline = await page.evaluate("getComputedStyle(document.activeElement).outlineWidth");
      expect(Number.parseFloat(String(outline))).toBeGreaterThanOrEqual(2);
      expect(await page.locator("main .mark").first().isVisible()).toBe(true);
    });

    test("what is told of a run prints as A4 with the stamp of the run and nothing to click", async () => {
      const { page } = await watched(browser);
      const kinds = ["contracts", "projects", "network", "places", "reports", "publications", "second", "queue", "coverage", "run"];
      for (const { path } of [{ path: CASE }, ...every]) {
        const kind = path.split(/[/?]/)[1]!;
        if (!kinds.includes(kind) || path.includes("q=nothing")) continue;
        kinds.splice(kinds.indexOf(kind), 1);
        await page.goto(house.url + path);
        expect(await onPaper(page), path).toEqual([]);
        expect(await page.textContent(".stamp"), path).toMatch(/^Run \d{8}T\d{6}Z/);
        expect((await page.pdf({ format: "A4" })).subarray(0, 5).toString()).toBe("%PDF-");
      }
      expect(kinds).toEqual([]);
    });

    test("without a script: a project, ties and places are read, a person is added, a report is planned, a publication is taken back", async () => {
      const { context, page } = await watched(browser, { javaScriptEnabled: false });
      const told = async (path: string) => {
        await page.goto(house.url + path);
        return (await page.textContent("main"))!;
      };
      await page.goto(`${house.url}/projects`);
      await page.click('main a[href^="/projects/"]');
      expect(await page.textContent("main")).toContain("What was and was not disclosed");
      expect(await told("/network?around=ocds-zz9zz9-bridge-1")).toContain("The same address or telephone");
      expect(await told("/places")).toContain("By the address of the agency");
      await page.goto(`${house.url}/reports`);
      await page.click("#plan summary");
      await page.fill("#plan input[name=name]", "Every Monday");
      await page.click("#plan button.primary");
      expect(await page.textContent("main")).toContain("Every Monday");
      await page.goto(`${house.url}/publications`);
      const published = page.locator(".publication:has(> p > strong:text-is('Published'))");
      const path = (await published.locator("h2 a").getAttribute("href"))!;
      await published.locator("summary", { hasText: "Withdraw" }).click();
      await published.locator('form[action$="/withdraw"] textarea').fill("The record was corrected.");
      await published.locator('form[action$="/withdraw"] button').click();
      expect(await page.textContent("main")).toContain("The record was corrected.");
      expect((await page.goto(house.url + path))!.status()).toBe(410);
      await context.addCookies([{ name: "role", value: "admin", url: house.url }]);
      await page.goto(`${house.url}/people`);
      await page.fill('form[action="/people/add"] input[name=name]', "wipa");
      await page.click('form[action="/people/add"] button');
      expect(await page.textContent("main")).toContain("wipa");
    });

    test("keys can be switched off, and do nothing while one types", async () => {
      const { page } = await watched(browser);
      await page.goto(`${house.url}/queue`);
      await page.focus("#search");
      await page.keyboard.type("jc?");
      expect(await page.inputValue("#search")).toBe("jc?");
      expect(page.url()).toBe(`${house.url}/queue`);
      await page.goto(`${house.url}/help`);
      await page.click("text=Switch keys off");
      expect(await page.textContent("main")).toContain("Single keys are off.");
      await page.goto(`${house.url}/queue`);
      expect(await page.locator('script[src*="keys"]').count()).toBe(0);
      await page.keyboard.press("j");
      expect(await page.locator("[data-current]").count()).toBe(0);
    });

    test("the back button leads back to the list as it was, at the case that was left", async () => {
      const { page } = await watched(browser);
      await page.goto(`${house.url}/queue?method=direct`);
      await page.keyboard.press("j");
      await page.keyboard.press("j");
      const left = await page.getAttribute("[data-current] [data-open]", "href");
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/contracts\//);
      await page.goBack();
      expect(page.url()).toBe(`${house.url}/queue?method=direct`);
      expect(await page.getAttribute("[data-current] [data-open]", "href")).toBe(left);
    });
  });
});
