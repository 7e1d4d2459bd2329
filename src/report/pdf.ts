// A report as PDF: the same HTML printed by Chromium, with scripts off and nothing fetched. The browser ends with its job, however that ends.
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { UserError } from "../error.ts";
import { stampedPdf } from "./pdf-stamp.ts";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** A Chromium of this machine: the one named in JABTA_CHROMIUM and no other, else one on the path, else one where they usually are. */
export function chromiumPath(): string | undefined {
  const named = process.env.JABTA_CHROMIUM;
  if (named !== undefined) return existsSync(named) ? named : undefined;
  const onPath = (process.env.PATH ?? "").split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...onPath, ...PLACES].find((path) => existsSync(path));
}

export const noBrowser = (html: string): UserError =>
  new UserError("no-browser", {
    what: {
      en: "no Chromium was found to print the PDF; the same report was written as HTML",
      th: "ไม่พบโปรแกรม Chromium สำหรับพิมพ์ PDF จึงเขียนรายงานเดียวกันเป็น HTML ไว้ให้",
    },
    where: html,
    remedy: {
      en: "install chromium, or name it in JABTA_CHROMIUM; the HTML prints the same from any browser",
      th: "ติดตั้ง chromium หรือระบุตำแหน่งใน JABTA_CHROMIUM แฟ้ม HTML พิมพ์จากเบราว์เซอร์ใดก็ได้ผลเดียวกัน",
    },
    exit: "unavailable",
  });

const QUIET = [
  "--headless",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--no-first-run",
  "--disable-dev-shm-usage",
];

/** Prints a document. The browser is told through a pipe that ends with this process, and ends with it. */
export async function pdfOf(html: string, path: string, keywords: string, signal?: AbortSignal): Promise<Buffer> {
  const { chromium } = await import("playwright-core");
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await chromium.launch({ executablePath: path, args: [...QUIET, ...sandbox] });
  const stop = () => void browser.close();
  signal?.addEventListener("abort", stop, { once: true });
  try {
    const context = await browser.newContext({ javaScriptEnabled: false, offline: true });
    await context.route("**/*", (route) => route.abort());
    const page = await context.newPage();
    page.setDefaultTimeout(0);
    await page.setContent(html, { waitUntil: "load", timeout: 0 });
    const bytes = await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
    return stampedPdf(bytes, keywords);
  } finally {
    signal?.removeEventListener("abort", stop);
    await browser.close();
  }
}
