// Reads long files with all processors: this thread finds the records, others parse, clean and hash them, and their order stays.

import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { packaged } from "../../package-root.ts";
import { type UnparsedRecord, unparsedRecords } from "../json-records.ts";
import { jsonTrouble } from "../json-trouble.ts";
import { parseValue } from "../json-value.ts";
import type { Context, Opened, PutAside } from "../source.ts";
import { type Told, toldOf } from "../told.ts";
import type { Publisher } from "./publisher.ts";
import { type OcdsReading, readingsOf } from "./reading.ts";

/** Bytes that are read here before others are asked: each thread takes a second of work to start and to become as fast as this one. */
const READ_HERE = 64 * 1024 ** 2;
/** Bytes that a thread is given at once. */
const BATCH = 256 * 1024;
/** More would wait for the thread that finds the records. */
const MOST_THREADS = 4;
/** Batches for each thread that are found before the first is waited for. */
const AHEAD = 3;

/** How a thread begins. */
export interface Start {
  publisher: Publisher;
  root: string;
}

/** What it is given: the bytes of records end to end, and what the scan knows of each. */
export interface Batch {
  bytes: Uint8Array<ArrayBuffer>;
  records: (Pick<UnparsedRecord, "at" | "line" | "container" | "marks"> & { length: number })[];
}

type Kept = (Told | PutAside)[];

const kept = (readings: readonly OcdsReading[]): Kept => readings.map((reading) => ("quarantined" in reading ? reading : toldOf(reading)));

/** What is kept of a record as it lies in the file; null where it is no JSON. */
export function keptOf(
  { at, line, container, envelope, bytes, marks }: Omit<UnparsedRecord, "start" | "lastLine">,
  unlinked: Set<unknown>,
  publisher: Publisher,
  context: Context,
): Kept | null {
  const parsed = parseValue(bytes, marks);
  if ("value" in parsed) return kept(readingsOf({ at, line, container, envelope, ...parsed }, unlinked, publisher, context));
  return parsed.quarantined === "not_json" ? null : [{ at, ...parsed }];
}

class Thread {
  readonly #worker: Worker;
  readonly #asked: { resolve: (answer: (Kept | null)[]) => void; reject: (error: unknown) => void }[] = [];

  constructor(start: Start) {
    this.#worker = new Worker(packaged("dist/sources/ocds/thread.js"), { workerData: start });
    this.#worker.on("message", (answer: (Kept | null)[]) => this.#asked.shift()?.resolve(answer));
    this.#worker.on("error", (error) => {
      for (const { reject } of this.#asked.splice(0)) reject(error);
    });
  }

  get waiting(): number {
    return this.#asked.length;
  }

  ask(records: readonly UnparsedRecord[]): Promise<(Kept | null)[]> {
    const bytes = new Uint8Array(records.reduce((sum, record) => sum + record.bytes.length, 0));
    let at = 0;
    for (const record of records) {
      bytes.set(record.bytes, at);
      at += record.bytes.length;
    }
    const batch: Batch = {
      bytes,
      records: records.map(({ at, line, container, marks, bytes: { length } }) => ({ at, line, container, marks, length })),
    };
    return new Promise((resolve, reject) => {
      this.#asked.push({ resolve, reject });
      this.#worker.postMessage(batch, [bytes.buffer]);
    });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}

/** What was kept of records in their order, and what is wrong with the file after them. */
interface Part {
  rows: Kept;
  trouble?: unknown;
}

function partOf(records: readonly UnparsedRecord[], answer: readonly (Kept | null)[], name: string): Part {
  const rows: Kept = [];
  for (const [index, { at, container, start, lastLine }] of records.entries()) {
    const found = answer[index];
    if (found) rows.push(...found);
    else if (container === null) rows.push({ at, quarantined: "not_json", detail: `byte ${start}` });
    else return { rows, trouble: jsonTrouble("json-malformed", name, start, lastLine) };
  }
  return { rows };
}

/** The parts of a file in their order, some of which are still being worked out. */
async function* partsOf(
  file: Opened,
  publisher: Publisher,
  context: Context,
  readHere: number,
  ask: (records: readonly UnparsedRecord[]) => Promise<(Kept | null)[]>,
): AsyncGenerator<{ part: Part | Promise<Part> }> {
  const unlinked = new Set<unknown>();
  let [batch, size] = [[] as UnparsedRecord[], 0];
  const sent = () => {
    const records = batch;
    [batch, size] = [[], 0];
    const part = ask(records).then((answer) => partOf(records, answer, file.name));
    // A failure is told when it is waited for.
    part.catch(() => {});
    return { part };
  };
  let trouble: unknown;
  try {
    for await (const record of unparsedRecords(file.bytes(), file.name, readHere)) {
      if ("bytes" in record && !record.envelope.compiledRelease) {
        batch.push(record);
        size += record.bytes.length;
        if (size >= BATCH) yield sent();
        continue;
      }
      if (size > 0) yield sent();
      if ("bytes" in record) yield { part: partOf([record], [keptOf(record, unlinked, publisher, context)], file.name) };
      else yield { part: { rows: kept(readingsOf(record, unlinked, publisher, context)) } };
    }
  } catch (error) {
    trouble = error;
  }
  if (size > 0) yield sent();
  yield { part: { rows: [], trouble } };
}

/** The records of a file as the stage keeps them. */
export async function* toldByThreads(
  file: Opened,
  publisher: Publisher,
  context: Context,
  readHere = READ_HERE,
): AsyncGenerator<Told | PutAside> {
  const most = Math.min(MOST_THREADS, availableParallelism());
  const threads: Thread[] = [];
  const ask = (records: readonly UnparsedRecord[]) => {
    if (threads.length < most && threads.every(({ waiting }) => waiting > 0)) threads.push(new Thread({ publisher, root: context.root! }));
    return threads.reduce((idlest, thread) => (thread.waiting < idlest.waiting ? thread : idlest)).ask(records);
  };
  const ahead: (Part | Promise<Part>)[] = [];
  const first = async function* () {
    const { rows, trouble } = await ahead.shift()!;
    yield* rows;
    if (trouble !== undefined) throw trouble;
  };
  try {
    for await (const { part } of partsOf(file, publisher, context, readHere, ask)) {
      ahead.push(part);
      if (ahead.length > AHEAD * threads.length) yield* first();
    }
    while (ahead.length > 0) yield* first();
  } finally {
    await Promise.all(threads.map((thread) => thread.end()));
  }
}
