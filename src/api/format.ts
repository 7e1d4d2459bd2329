// In which format an answer goes out: by the suffix of the address, else by what the reader accepts.
import type { Context } from "hono";
import { parseAccept } from "hono/utils/accept";

/** Formats of a table, by suffix, with their media types; the first of each is what is sent. */
export const FORMATS = {
  json: ["application/json"],
  jsonl: ["application/jsonl", "application/x-ndjson", "application/ndjson", "application/x-jsonlines"],
  csv: ["text/csv"],
  parquet: ["application/vnd.apache.parquet", "application/parquet"],
  arrow: ["application/vnd.apache.arrow.stream"],
  xlsx: ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
} as const satisfies Record<string, readonly string[]>;
export type Format = keyof typeof FORMATS;

const NAMES = Object.keys(FORMATS) as Format[];

/** The format of the answer among those offered; undefined when the reader takes none of them. */
export function formatOf(c: Context, offered: readonly Format[] = NAMES): Format | undefined {
  const suffix = /\.(\w+)$/.exec(c.req.path)?.[1];
  if (offered.length > 1 && NAMES.includes(suffix as Format)) return suffix as Format;
  const header = c.req.header("accept");
  if (!header) return "json";
  const accepted = parseAccept(header)
    .filter(({ q }) => q > 0)
    .sort((a, b) => b.q - a.q);
  for (const { type } of accepted) {
    const wanted = type.toLowerCase();
    if (wanted === "*/*" || wanted === "application/*") return "json";
    const found = offered.find((name) => (FORMATS[name] as readonly string[]).includes(wanted) || (wanted === "text/*" && name === "csv"));
    if (found) return found;
  }
  return undefined;
}
