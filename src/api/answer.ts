// How an answer that depends on one run alone goes out: tagged, kept, packed, or only said not to have changed.
import type { Context } from "hono";
import type { Language } from "../text/text.ts";
import { fingerprint } from "../workspace.ts";
import { type Cache, packedOf } from "./cache.ts";

/** What an answer depends on, and nothing else. */
export interface Basis {
  runId: string;
  /** Stands for the texts and the code that make sentences of it. */
  texts: string;
  language: Language;
  format: string;
}

/** The strong tag of the answer to this request. */
export function tagOf(c: Context, { runId, texts, language, format }: Basis): string {
  const { pathname, searchParams } = new URL(c.req.url);
  const asked = [...searchParams].filter(([name]) => name !== "lang").map((pair) => pair.join("="));
  return fingerprint(runId, texts, language, format, decodeURIComponent(pathname), ...asked.sort()).slice(0, 32);
}

/** Headers of every answer read from a run. */
export const headersOf = (tag: string, { runId, language }: Basis, type: string): Record<string, string> => ({
  "Content-Type": type,
  "Content-Language": language,
  ETag: `"${tag}"`,
  "Run-Id": runId,
  Vary: "Accept, Accept-Language, Accept-Encoding, Authorization, Origin",
  "Cache-Control": "private, no-cache",
});

/** Whether the reader holds this very answer, packed or not. */
export function isHeld(c: Context, tag: string): boolean {
  const held = c.req.header("if-none-match");
  if (!held) return false;
  return held.split(",").some(
    (one) =>
      one.trim() === "*" ||
      one
        .trim()
        .replace(/^W\//, "")
        .replaceAll('"', "")
        .replace(/-gzip$/, "") === tag,
  );
}

/** Whether the reader takes packed bytes. */
export const takesGzip = (c: Context): boolean =>
  /(^|,)\s*(gzip|\*)\s*(;\s*q=(1|0?\.\d*[1-9]\d*)\d*\s*)?(,|$)/i.test(c.req.header("accept-encoding") ?? "");

/** Answers from what is kept, making it first where it is not. `make` gives the body and headers of its own. */
export async function answer(
  c: Context,
  cache: Cache,
  basis: Basis,
  type: string,
  make: () => Promise<{ body: string; headers?: Record<string, string> }>,
): Promise<Response> {
  const tag = tagOf(c, basis);
  const headers = headersOf(tag, basis, type);
  if (isHeld(c, tag)) return c.body(null, 304, headers);
  const kept = await cache.get(tag, async () => {
    const made = await make();
    return { body: Buffer.from(made.body), headers: made.headers ?? {} };
  });
  const packed = takesGzip(c) ? await packedOf(kept) : undefined;
  const body = packed ?? kept.body;
  return c.body(body as Uint8Array<ArrayBuffer>, 200, {
    ...headers,
    ...kept.headers,
    ...(packed ? { "Content-Encoding": "gzip", ETag: `"${tag}-gzip"` } : {}),
    "Content-Length": String(body.length),
  });
}
