// Files the page is made of: one stylesheet, two scripts, the typeface, the mark. A fixed list; no path is ever taken from a request.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { packaged } from "../package-root.ts";

export interface Asset {
  path: string;
  type: string;
  bytes: Uint8Array<ArrayBuffer>;
}

const require = createRequire(import.meta.url);
const WEIGHTS = [400, 600] as const;
/** Unicode ranges as the typeface's own stylesheet gives them, so that a page without Thai loads no Thai. */
const SUBSETS = {
  thai: "U+02D7,U+0303,U+0331,U+0E01-0E5B,U+200C-200D,U+25CC",
  latin:
    "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD",
} as const;

const bytesOf = (path: string): Uint8Array<ArrayBuffer> => Uint8Array.from(readFileSync(path));

/** Named by content, so that a browser may keep it for ever. */
function named(stem: string, ending: string, type: string, bytes: Uint8Array<ArrayBuffer>): Asset {
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 12);
  return { path: `/assets/${stem}-${hash}.${ending}`, type, bytes };
}

const text = (content: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(content));

const fonts = WEIGHTS.flatMap((weight) =>
  (Object.keys(SUBSETS) as (keyof typeof SUBSETS)[]).map((subset) => ({
    weight,
    range: SUBSETS[subset],
    asset: named(
      `sarabun-${subset}-${weight}`,
      "woff2",
      "font/woff2",
      bytesOf(require.resolve(`@fontsource/sarabun/files/sarabun-${subset}-${weight}-normal.woff2`)),
    ),
  })),
);

const faces = fonts
  .map(
    ({ weight, range, asset }) =>
      `@font-face{font-family:Sarabun;font-style:normal;font-weight:${weight};font-display:swap;src:url(${asset.path}) format("woff2");unicode-range:${range}}`,
  )
  .join("\n");

/** Parts of the stylesheet, in the order in which they override one another. */
const PARTS = ["base", "frame", "form", "queue", "case", "flag", "facts", "catalogue", "narrow", "print"];

const style = named(
  "style",
  "css",
  "text/css; charset=utf-8",
  text([faces, ...PARTS.map((part) => readFileSync(packaged(`src/web/style/${part}.css`), "utf8"))].join("\n")),
);
const script = (stem: string): Asset => named(stem, "js", "text/javascript; charset=utf-8", bytesOf(packaged(`src/web/${stem}.js`)));
const onward = script("onward");
const keys = script("keys");
const mark = named("mark", "svg", "image/svg+xml", bytesOf(packaged("src/web/mark.svg")));

/** Addresses that the layout refers to. */
export const ASSET = { style: style.path, onward: onward.path, keys: keys.path, mark: mark.path };

/** Every file, by its address. */
export const assets: ReadonlyMap<string, Asset> = new Map(
  [style, onward, keys, mark, ...fonts.map(({ asset }) => asset)].map((asset) => [asset.path, asset]),
);
