// Sending a page, and what several pages ask of a run.
import type { Context } from "hono";
import type { Generation } from "../app/generation.ts";
import type { Reader } from "./reader.ts";

/** Answers that a page is sent with. */
export type Status = 200 | 400 | 401 | 403 | 404 | 405 | 409 | 410 | 413 | 422 | 429 | 500 | 503;

/** Sends a page. */
export const send = async (c: Context, page: unknown, status: Status = 200): Promise<Response> =>
  c.html(`<!DOCTYPE html>${await String(page)}`, status);

/** Titles of indicators by code, in the reader's language. */
export const titles =
  (generation: Generation, { language }: Reader) =>
  (code: string): string =>
    generation.indicators.get(code)?.title[language] ?? code;
