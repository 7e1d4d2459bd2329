// What is sent: JSON of a kind and size that is taken, and a request that comes twice done once.
import type { Context } from "hono";
import { z } from "zod";
import { answerRequest, claimRequest } from "../app/request.ts";
import { UserError } from "../error.ts";
import { languageOf } from "./language.ts";
import type { Desk } from "./operation.ts";
import { PARAMETERS } from "./parameter.ts";
import { problem } from "./problem.ts";

/** The most bytes of JSON. */
const LARGEST = 1024 * 1024;

/** What a file is sent as, whatever is in it. */
export const FILE_TYPE = "application/octet-stream";
/** A file as it is documented: any bytes, but some. */
export const FileSent = z.string().min(1);

/** The header by which a request that comes twice is done once. */
export const REQUEST_KEY = "Idempotency-Key";
export const RequestKey = z.string().regex(/^[\x21-\x7E]{1,200}$/);

const typeOf = (c: Context): string | undefined => c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase();

/** Why what was sent is not taken as a file; undefined where it is. */
export const notAFile = (c: Context): Response | undefined =>
  typeOf(c) === FILE_TYPE ? undefined : problem(c, "unsupported-media-type", {}, { "Accept-Post": FILE_TYPE });

/** The bytes that were sent, kept so that they can be looked at twice. */
async function sentText(c: Context): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (c.req.raw.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > LARGEST)
      throw new UserError("body-too-large", { what: { en: "more than a megabyte", th: "เกินหนึ่งเมกะไบต์" }, exit: "usage" });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** The JSON that was sent, or why it is not taken. */
export async function jsonBody(c: Context): Promise<unknown> {
  if (typeOf(c) !== "application/json") return problem(c, "unsupported-media-type", {}, { "Accept-Post": "application/json" });
  const text = (c.get("sent" as never) as string | undefined) ?? (await sentText(c));
  try {
    return JSON.parse(text);
  } catch {
    return problem(c, "bad-body");
  }
}

/** Does a request that carries an Idempotency-Key once: the second of the same gets the first one's answer. */
export async function once(c: Context, { casebook, personOf }: Desk, work: () => Promise<Response>): Promise<Response> {
  const key = c.req.header(REQUEST_KEY);
  if (key === undefined) return await work();
  if (!RequestKey.safeParse(key).success)
    return problem(c, "bad-parameter", {
      errors: [
        { pointer: `/${REQUEST_KEY}`, parameter: REQUEST_KEY, code: "invalid_format", detail: PARAMETERS[REQUEST_KEY][languageOf(c)] },
      ],
    });
  const { name } = personOf(c.req.raw);
  // A file is not read twice: it is told apart by its address, type and length.
  const isJson = typeOf(c) === "application/json";
  const sent = isJson ? await sentText(c) : `${c.req.header("content-type")} ${c.req.header("content-length")}`;
  if (isJson) c.set("sent" as never, sent as never);
  const known = claimRequest(casebook, name, key, `${c.req.method} ${c.req.url}\n${sent}`);
  if (known === "other") return problem(c, "request-key-reused");
  if (known?.status === null) return problem(c, "request-under-way");
  if (known)
    return c.body(known.answer ?? "", known.status as 200, {
      "Content-Type": "application/json",
      "Cache-Control": "no-store",
      "Idempotent-Replayed": "true",
    });
  const response = await work().catch((error: unknown) => {
    answerRequest(casebook, name, key, 500, "");
    throw error;
  });
  answerRequest(casebook, name, key, response.ok ? response.status : 500, response.ok ? await response.clone().text() : "");
  return response;
}
