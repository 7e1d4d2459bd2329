// How an answer that depends on one run alone goes out: tagged, kept, packed, or only said not to have changed.
import type { Context } from "hono";
import type { Language } from "../text/text.ts";
import { fingerprint } from "../workspace.ts";
import { type Answer, type Cache, packedOf, type Told } from "./cache.ts";

/** What an answer depends on, and nothing else. */
export interface Basis {
  runId: string;
  /** Stands for the texts and the code that make sentences of it. */
  texts: string;
  language: Language;
  format: string;
}

/** The address asked for, its parameters in one order, without the language, which goes its own way. */
function addressOf(url: string): string {
  const [path = "", query = ""] = url.slice(url.indexOf("/", 8)).split("?", 2);
  const pairs = query.split("&").filter((pair) => pair !== "" && !pair.startsWith("lang="));
  return `${path}?${pairs.sort().join("&")}`;
}

/** The strong tag of the answer to this request. */
export const tagOf = (c: Context, { runId, texts, language, format }: Basis): string =>
  fingerprint(runId, texts, language, format, addressOf(c.req.url)).slice(0, 32);

/** Headers of every answer read from a run. */
export const headersOf = (tag: string, { runId, language }: Basis, type: string): Record<string, string> => ({
  "Content-Type": type,
  "Content-Language": language,
  ETag: `"${tag}"`,
  "Run-Id": runId,
  Vary: "Accept, Accept-Language, Accept-Encoding, Authorization, Cookie, Origin",
  "Cache-Control": "private, no-cache",
});

/** Whether the reader holds this very answer, packed or not. */
export const isHeld = (c: Context, tag: string): boolean =>
  (c.req.header("if-none-match") ?? "").split(",").some((one) => /^(?:W\/)?"(.*?)(?:-gzip)?"$/.exec(one.trim())?.[1] === tag);

/** Whether the reader takes no answer as long as there is any. */
export const isHeldWhatever = (c: Context): boolean => c.req.header("if-none-match")?.trim() === "*";

/** Whether the reader takes packed bytes. */
export const takesGzip = (c: Context): boolean =>
  /(^|,)\s*(gzip|\*)\s*(;\s*q=(1|0?\.\d*[1-9]\d*)\d*\s*)?(,|$)/i.test(c.req.header("accept-encoding") ?? "");

async function send(c: Context, kept: Answer, told: Told): Promise<Response> {
  const packed = takesGzip(c) ? await packedOf(kept) : undefined;
  const body = packed ?? kept.body;
  return c.body(body as Uint8Array<ArrayBuffer>, 200, {
    ...told.headers,
    ...kept.headers,
    ...(packed ? { "Content-Encoding": "gzip", ETag: `"${told.tag}-gzip"` } : {}),
    "Content-Length": String(body.length),
  });
}

/** All of a request that decides its answer, beside the run in force. */
const requestOf = (c: Context): string => `${c.req.url}\n${c.req.header("accept") ?? ""}\n${c.req.header("accept-language") ?? ""}`;

/** Whether a request names the run it reads, so that another run put in force changes nothing for it. */
const isPinned = (c: Context): boolean => /[?&](run|cursor)=/.test(c.req.url);

/** The answer to a request that was checked and answered before, word for word; undefined when it must be gone through again. */
export async function repeated(c: Context, cache: Cache, currentRun: () => string): Promise<Response | undefined> {
  const told = cache.told.get(requestOf(c));
  if (!told || !(isPinned(c) || told.runId === currentRun())) return undefined;
  if (isHeld(c, told.tag)) return c.body(null, 304, told.headers);
  const kept = cache.peek(told.tag);
  return kept && !isHeldWhatever(c) ? await send(c, await kept, told) : undefined;
}

/** Answers from what is kept, making it first where it is not. `make` gives the body and headers of its own. */
export async function answer(
  c: Context,
  cache: Cache,
  basis: Basis,
  type: string,
  make: () => Promise<{ body: string; headers?: Record<string, string> }>,
): Promise<Response> {
  const tag = tagOf(c, basis);
  const told: Told = { runId: basis.runId, tag, headers: headersOf(tag, basis, type) };
  if (isHeld(c, tag)) return c.body(null, 304, told.headers);
  const kept = await cache.get(tag, async () => {
    const made = await make();
    return { body: Buffer.from(made.body), headers: made.headers ?? {} };
  });
  cache.tell(requestOf(c), told);
  return isHeldWhatever(c) ? c.body(null, 304, told.headers) : await send(c, kept, told);
}
