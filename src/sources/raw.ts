// The raw store: bytes as received under their SHA-256, and a receipt for each, written once and never edited.
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { basename } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promote, type Workspace, writeWhole } from "../workspace.ts";
import { plain } from "./open.ts";

/** What was received: which bytes, as whose records, and the day from which they count as known. */
export interface Receipt {
  snapshot: string;
  sha256: string;
  bytes: number;
  name: string;
  source: string;
  country: string | null;
  layout: string;
  /** SHA-256 of the mapping file in the raw store, when one was used. */
  mapping: string | null;
  as_of: string;
  received_on: string;
  read: number;
  quarantined: number;
}

export const rawPath = (workspace: Workspace, sha256: string): string => workspace.path("raw/sha256", sha256.slice(0, 2), sha256);

/** SHA-256 of a file, in hexadecimal. */
export async function hashOfFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

/** Bytes in the raw store; fresh when they were not there before. */
export interface Kept {
  sha256: string;
  bytes: number;
  fresh: boolean;
}

/** Copies a file into the raw store and returns its hash and size; the same bytes are kept once. */
export async function keepRaw(workspace: Workspace, path: string): Promise<Kept> {
  const beside = workspace.path("tmp", `raw-${process.pid}-${Math.trunc(performance.now() * 1000)}`);
  const hash = createHash("sha256");
  let bytes = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  await pipeline(plain(path, basename(path)), meter, createWriteStream(beside, { flush: true }));
  const sha256 = hash.digest("hex");
  const target = rawPath(workspace, sha256);
  const fresh = !existsSync(target);
  if (fresh) promote(beside, target);
  else rmSync(beside);
  return { sha256, bytes, fresh };
}

/** Writes the receipts of one import as one file: all of its files are in, or none. */
export function writeReceipts(workspace: Workspace, snapshot: string, receipts: readonly Receipt[]): void {
  writeWhole(workspace.path("raw/receipts", `${snapshot}.json`), `${JSON.stringify(receipts, null, 2)}\n`);
}

/** Takes an import back: its records no longer count, its bytes stay. */
export function dropReceipts(workspace: Workspace, snapshot: string): void {
  rmSync(workspace.path("raw/receipts", `${snapshot}.json`), { force: true });
}

/** All receipts, in an order that does not depend on when they were written. */
export function readReceipts(workspace: Workspace): Receipt[] {
  return readdirSync(workspace.path("raw/receipts"))
    .filter((name) => name.endsWith(".json"))
    .flatMap((name) => JSON.parse(readFileSync(workspace.path("raw/receipts", name), "utf8")) as Receipt[])
    .sort((a, b) => (a.sha256 + a.source < b.sha256 + b.source ? -1 : 1));
}
