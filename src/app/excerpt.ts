// The bytes of one record as received, cut out of its file unchanged; and whether they may name a natural person.
import { createReadStream, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import { maskedName, maskPersonsIn } from "../sources/person.ts";
import { rawPath } from "../sources/raw.ts";
import type { Workspace } from "../workspace.ts";
import type { ReadRecord } from "./record.ts";

/** Files up to this size go along whole. */
const WHOLE = 512 * 1024;
/** A row whose quoted cell runs on over more lines than this is not cut. */
const MOST_LINES = 60;
const NEWLINE = 10;
const QUOTE = 34;

/** Why bytes were left out. `persons`: they name a person, or it cannot be ruled out; `inside`: they cannot be cut out of a large file; `gone`: the file is no longer kept. */
export type LeftOut = "persons" | "inside" | "gone";

export type Excerpt = { bytes: Buffer; whole: boolean } | { left_out: LeftOut };

/** What begins the name that stands for every masked person. */
const MASKED = maskedName("").trimEnd();
/** Words beside which records keep names and ways to reach people, though the common shape does not read them. */
const CONTACT = /contactPoint|@|e-?mail|telephone|phone|โทรศัพท์/i;

/** Whether a text may name a natural person: when in doubt, yes. */
function mayNamePerson(bytes: Buffer): boolean {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return CONTACT.test(text) || maskPersonsIn(text, () => "aaaaaaaaaaaaaaaaaaaa") !== text;
  } catch {
    return true;
  }
}

async function isGzip(path: string): Promise<boolean> {
  for await (const chunk of createReadStream(path, { end: 1 })) return (chunk as Buffer).equals(Buffer.from([0x1f, 0x8b]));
  return false;
}

/** The bytes from the start of a line to the end of the row that begins there. */
async function rowAt(path: string, line: number, quoted: boolean): Promise<Buffer | undefined> {
  const file = createReadStream(path);
  const stream = (await isGzip(path)) ? file.pipe(createGunzip()) : file;
  const kept: Buffer[] = [];
  let [at, lines, quotes] = [1, 0, 0];
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    let start = at === line ? 0 : -1;
    for (let index = 0; index < chunk.length; index++) {
      if (at === line && chunk[index] === QUOTE) quotes++;
      if (chunk[index] !== NEWLINE) continue;
      if (at < line) {
        if (++at === line) start = index + 1;
        continue;
      }
      lines++;
      if (quoted && quotes % 2 === 1 && lines < MOST_LINES) continue;
      kept.push(chunk.subarray(start, index + 1));
      file.destroy();
      return quoted && quotes % 2 === 1 ? undefined : Buffer.concat(kept);
    }
    if (start >= 0) kept.push(Buffer.from(chunk.subarray(start)));
  }
  return at === line && kept.length ? Buffer.concat(kept) : undefined;
}

/** Cuts the bytes of a record out of the raw store. With `withRaw`, whole files, whoever they name. */
export async function excerptOf(workspace: Workspace, record: ReadRecord, withRaw: boolean): Promise<Excerpt> {
  const path = rawPath(workspace, record.address.sha256);
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size === undefined) return { left_out: "gone" };
  if (withRaw) return { bytes: await readFile(path), whole: true };
  if (JSON.stringify(record.record).includes(MASKED)) return { left_out: "persons" };
  if (size <= WHOLE) {
    const bytes = await readFile(path);
    if (!mayNamePerson(bytes)) return { bytes, whole: true };
  }
  const line = /^(\d+)(#?)$/.exec(record.record_place);
  if (!line) return { left_out: size <= WHOLE ? "persons" : "inside" };
  const bytes = await rowAt(path, Number(line[1]), line[2] === "");
  if (!bytes) return { left_out: "inside" };
  return mayNamePerson(bytes) ? { left_out: "persons" } : { bytes, whole: false };
}
