// Reads the lines of a text file, plain or gzipped, in little memory and with their ends.

import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { UserError } from "../error.ts";

const GZIP = 0x1f8b;

/** The lines of a file, each with the characters that end it. */
export async function* linesOf(path: string): AsyncGenerator<string> {
  try {
    const file = await open(path);
    const head = Buffer.alloc(2);
    await file.read(head, 0, 2, 0);
    await file.close();
    const bytes = createReadStream(path);
    // Errors reach the reader of the last stream, so that nothing is left for the callback to do.
    const text = head.readUInt16BE() === GZIP ? pipeline(bytes, createGunzip(), () => {}) : bytes;
    let rest = "";
    for await (const chunk of text.setEncoding("utf8")) {
      rest += chunk;
      const end = rest.lastIndexOf("\n") + 1;
      if (end === 0) continue;
      yield* rest.slice(0, end).match(/[^\n]*\n/g)!;
      rest = rest.slice(end);
    }
    if (rest !== "") yield rest;
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause)) throw cause;
    throw new UserError(cause.code === "ENOENT" ? "no-such-input" : "input-unreadable", {
      what: `${path} cannot be read: ${cause.message}`,
      where: path,
      remedy: "Name the CSV file of the first snapshot; if it is gzipped, check that it was copied whole.",
      exit: cause.code === "ENOENT" ? "noInput" : "unusable",
    });
  }
}
