// A report as one HTML document that needs nothing beside it: style, typeface and stamp are inside, and nothing in it can run.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { raw } from "hono/html";
import { packaged } from "../package-root.ts";
import { LANGUAGES, type Language } from "../text/text.ts";
import { lookOf } from "./definition.ts";
import type { Filled } from "./fill.ts";
import { parts } from "./parts.tsx";
import { smallQr, stampLine } from "./qr.ts";
import { viewOf } from "./view.ts";
import { word } from "./words.ts";

const require = createRequire(import.meta.url);
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'";

/** The typeface, in both scripts and two weights. */
const faces = (): string =>
  (["thai", "latin"] as const)
    .flatMap((subset) =>
      [400, 700].map((weight) => {
        const bytes = readFileSync(require.resolve(`@fontsource/sarabun/files/sarabun-${subset}-${weight}-normal.woff2`));
        const range =
          subset === "thai" ? "U+02D7,U+0303,U+0331,U+0E01-0E5B,U+200C-200D,U+25CC" : "U+0000-00FF,U+2000-206F,U+20AC,U+2122,U+2212";
        return `@font-face{font-family:Sarabun;font-weight:${weight};src:url(data:font/woff2;base64,${bytes.toString("base64")}) format("woff2");unicode-range:${range}}`;
      }),
    )
    .join("\n");

const base64 = (text: string): string => Buffer.from(text).toString("base64");

const quoted = (text: string): string => `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", " ")}"`;

/** What stands on every page of print: status and title above, the stamp below, and the page's place among all. */
function margins(filled: Filled, language: Language): string {
  const { stamp, report } = filled;
  const boxes: [box: string, content: string, style: string][] = [
    ["top-left", quoted(report.title[language]), ""],
    ["top-right", quoted(word(stamp.status, language)), "font-weight:700;"],
    ["bottom-left", `url("data:image/svg+xml;base64,${base64(smallQr(stamp))}")`, "width:20mm;vertical-align:top;padding-top:1mm;"],
    ["bottom-center", quoted(stampLine(stamp, language)), "text-align:left;vertical-align:top;padding-top:3mm;"],
    [
      "bottom-right",
      `${quoted(`${word("page", language)} `)} counter(page) ${quoted(` ${word("of", language)} `)} counter(pages)`,
      "width:28mm;text-align:right;vertical-align:top;padding-top:3mm;white-space:nowrap;",
    ],
  ];
  const common = 'font-family:Sarabun,"Noto Sans Thai",sans-serif;font-size:7.5pt;line-height:1.6;color:#333;';
  return `@page{size:A4;margin:20mm 16mm 24mm;${boxes.map(([box, content, style]) => `@${box}{content:${content};${common}${style}}`).join("")}}`;
}

/** JSON inside HTML: nothing in it can end its element. */
const inert = (value: unknown): string => JSON.stringify(value).replaceAll("<", "\\u003c").replaceAll("\u2028", "\\u2028");

/** The whole document. */
export async function htmlOf(filled: Filled, language: Language): Promise<string> {
  const look = await lookOf(filled.report.name);
  const view = viewOf(filled, language);
  const body = (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={POLICY} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="referrer" content="no-referrer" />
        <title>{`${filled.report.title[language]} · ${word(filled.stamp.status, language)} · ${filled.stamp.run_id}`}</title>
        <style>{raw(`${faces()}\n${readFileSync(packaged("src/report/report.css"), "utf8")}\n${margins(filled, language)}`)}</style>
        <script type="application/json" id="jabta-stamp">
          {raw(inert({ language, stamp: filled.stamp }))}
        </script>
      </head>
      <body>
        <main>{look({ view, parts })}</main>
        <footer>
          {stampLine(filled.stamp, language)}
          {LANGUAGES.filter((other) => other !== language).map((other) => (
            <span lang={other}>{` · ${word("isNot", other)}`}</span>
          ))}
        </footer>
      </body>
    </html>
  );
  return `<!DOCTYPE html>\n${String(await body)}\n`;
}
