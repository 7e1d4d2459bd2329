// Writes a text to a file as it comes, in little memory, and knows its hash.

import { createHash } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { UserError } from "../error.ts";

const CHUNK = 1 << 18;

/** Writes the pieces to `path`, which holds either all of them or what it held before, and returns the SHA-256 of its bytes. */
export async function writeText(path: string, pieces: Iterable<string> | AsyncIterable<string>): Promise<string> {
  const hash = createHash("sha256");
  const unfinished = `${path}.part`;
  const file = await open(unfinished, "w").catch((cause: unknown) => {
    throw new UserError("cannot-write", {
      what: `${path} cannot be written: ${cause instanceof Error ? cause.message : cause}`,
      where: path,
      remedy: "Name a file in a folder that exists and may be written to.",
      exit: "cannotWrite",
    });
  });
  try {
    let waiting = "";
    const write = async () => {
      const bytes = Buffer.from(waiting);
      hash.update(bytes);
      for (let done = 0; done < bytes.length; ) done += (await file.write(bytes, done)).bytesWritten;
      waiting = "";
    };
    for await (const piece of pieces) {
      waiting += piece;
      if (waiting.length >= CHUNK) await write();
    }
    await write();
  } catch (error) {
    await file.close();
    await rm(unfinished, { force: true });
    throw error;
  }
  await file.close();
  await rename(unfinished, path);
  return hash.digest("hex");
}
