// A whole table in the format asked for: streamed as fast as the reader takes it, or as a file of which parts can be asked for.
import { createReadStream, statSync } from "node:fs";
import { pipeline, Readable } from "node:stream";
import { ReadableStream } from "node:stream/web";
import { createGzip } from "node:zlib";
import type { Context } from "hono";
import type { Person } from "../app/person.ts";
import { HEAVY_AT_ONCE } from "../app/role.ts";
import { UserError } from "../error.ts";
import { type Basis, headersOf, isHeld, isHeldWhatever, tagOf, takesGzip } from "./answer.ts";
import { arrow } from "./arrow.ts";
import { FORMATS, type Format } from "./format.ts";
import { type CsvStyle, csv, jsonLines } from "./lines.ts";
import { parquetFile } from "./parquet.ts";
import type { Source } from "./source.ts";
import { xlsx } from "./xlsx.ts";

export type ExportFormat = Exclude<Format, "json">;

/** Exports that may be under way at once. */
const MOST = 16;
let underWay = 0;
const underWayOf = new Map<string, number>();

const CHARSET: Partial<Record<Format, string>> = { csv: "; charset=utf-8; header=present", jsonl: "; charset=utf-8" };

const produce = (source: Source, format: ExportFormat, style: CsvStyle): AsyncGenerator<Uint8Array> => {
  if (format === "jsonl") return jsonLines(source);
  if (format === "csv") return csv(source, style);
  return format === "arrow" ? arrow(source) : xlsx(source);
};

/** Counts an export in, and gives what counts it out; refuses it where there are too many. */
function begin({ name, via }: Person): () => void {
  const own = underWayOf.get(name) ?? 0;
  if (underWay >= MOST) throw new UserError("too-busy", { what: "too many exports are under way", exit: "unavailable" });
  if (via !== "local" && own >= HEAVY_AT_ONCE)
    throw new UserError("too-many-requests", {
      what: { en: `${HEAVY_AT_ONCE} exports of yours are under way`, th: `มีการส่งออกของท่านที่กำลังดำเนินการ ${HEAVY_AT_ONCE} รายการ` },
      exit: "tryAgain",
    });
  underWay++;
  underWayOf.set(name, own + 1);
  let ended = false;
  return () => {
    if (ended) return;
    ended = true;
    underWay--;
    const left = underWayOf.get(name)! - 1;
    if (left) underWayOf.set(name, left);
    else underWayOf.delete(name);
  };
}

/** Bytes as a web stream that asks for the next chunk only when the reader has taken the last. */
async function streamed(chunks: AsyncGenerator<Uint8Array>, person: Person): Promise<ReadableStream<Uint8Array>> {
  const end = begin(person);
  // The first chunk is awaited here, so that a trouble at the start is told as a trouble and not as half a file.
  const first = await chunks.next().catch((error: unknown) => {
    end();
    throw error;
  });
  let waiting: IteratorResult<Uint8Array> | undefined = first;
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          const next = waiting ?? (await chunks.next());
          waiting = undefined;
          if (next.done) {
            end();
            controller.close();
          } else controller.enqueue(next.value);
        } catch (error) {
          end();
          controller.error(error);
        }
      },
      async cancel() {
        end();
        await chunks.return(undefined);
      },
    },
    { highWaterMark: 1 },
  );
}

/** The range of bytes asked for, both ends included; "none" when it cannot be met. */
function rangeOf(header: string | undefined, size: number): [number, number] | "none" | undefined {
  const found = /^bytes=(\d*)-(\d*)$/.exec(header ?? "");
  if (!found || (found[1] === "" && found[2] === "")) return undefined;
  const [from, to] =
    found[1] === "" ? [Math.max(0, size - Number(found[2])), size - 1] : [Number(found[1]), found[2] === "" ? size - 1 : Number(found[2])];
  return from >= size || from > to ? "none" : [from, Math.min(to, size - 1)];
}

function file(c: Context, path: string, headers: Record<string, string>): Response {
  const { size } = statSync(path);
  const ifRange = c.req.header("if-range");
  const range = ifRange === undefined || ifRange === headers.ETag ? rangeOf(c.req.header("range"), size) : undefined;
  if (range === "none") return c.body(null, 416, { ...headers, "Content-Range": `bytes */${size}` });
  const [start, end] = range ?? [0, size - 1];
  const body =
    c.req.method === "HEAD" ? null : (Readable.toWeb(createReadStream(path, { start, end })) as unknown as globalThis.ReadableStream);
  return c.newResponse(body, range ? 206 : 200, {
    ...headers,
    "Accept-Ranges": "bytes",
    "Content-Length": String(end - start + 1),
    ...(range ? { "Content-Range": `bytes ${start}-${end}/${size}` } : {}),
  });
}

/** The same bytes packed as they pass. */
function gzipped(stream: ReadableStream<Uint8Array>): ReadableStream {
  const packing = createGzip({ level: 1 });
  // What goes wrong on the way destroys both ends, and the reader sees the answer break off.
  pipeline(Readable.fromWeb(stream), packing, () => {});
  return Readable.toWeb(packing);
}

/** Answers with a whole table in a format other than a page of JSON. */
export async function exported(
  c: Context,
  basis: Basis & { format: ExportFormat },
  person: Person,
  title: string,
  style: CsvStyle,
  open: () => Promise<Source>,
): Promise<Response> {
  const { format } = basis;
  const tag = tagOf(c, basis);
  const headers = {
    ...headersOf(tag, basis, `${FORMATS[format][0]}${CHARSET[format] ?? ""}`),
    "Content-Disposition": `attachment; filename="${title}-${basis.runId}.${format}"`,
  };
  if (isHeld(c, tag)) return c.body(null, 304, headers);
  const source = await open();
  if (isHeldWhatever(c)) return c.body(null, 304, headers);
  if (format === "parquet") return file(c, await parquetFile(source, tag), headers);
  if (c.req.method === "HEAD") return c.body(null, 200, headers);
  const stream = await streamed(produce(source, format, style), person);
  const packs = (format === "csv" || format === "jsonl") && takesGzip(c);
  const body = (packs ? gzipped(stream) : stream) as unknown as globalThis.ReadableStream;
  return c.body(body, 200, { ...headers, ...(packs ? { "Content-Encoding": "gzip", ETag: `"${tag}-gzip"` } : {}) });
}
