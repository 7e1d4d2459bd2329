// A file that has its final name only when it is whole: written beside, synced, renamed; what failed leaves nothing.
import { once } from "node:events";
import { closeSync, createWriteStream, fsyncSync, openSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { finished } from "node:stream/promises";

/** Writes chunks to `path`, waiting whenever the disk is slower. */
export async function writeFileWhole(
  path: string,
  chunks: AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>,
): Promise<void> {
  const beside = `${path}.${process.pid}.part`;
  const out = createWriteStream(beside, { flush: true });
  const clean = () => rmSync(beside, { force: true });
  process.once("exit", clean);
  try {
    for await (const chunk of chunks) if (!out.write(chunk)) await once(out, "drain");
    out.end();
    await finished(out);
    renameSync(beside, path);
    const folder = openSync(dirname(path), "r");
    fsyncSync(folder);
    closeSync(folder);
  } catch (error) {
    out.destroy();
    clean();
    throw error;
  } finally {
    process.removeListener("exit", clean);
  }
}
