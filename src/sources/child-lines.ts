// The lines that a reader in a child process writes: bytes that nobody vouches for meet a foreign reader there, where a crafted file can end only that.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { UserError } from "../error.ts";
import { packaged } from "../package-root.ts";
import type { Text } from "../text/text.ts";

/** Which reader reads what, and how it is refused. */
export interface Reader {
  /** Its compiled file beside the package: `dist/sources/parquet-child.js`. */
  script: string;
  path: string;
  name: string;
  /** Bytes it may write. */
  most: number;
  /** Mebibytes of memory it may use. */
  memory: number;
  unreadable: { code: string; what: (why: string) => Text; remedy: Text };
}

/** What the reader writes, as it comes. */
export async function* childLines({ script, path, name, most, memory, unreadable }: Reader): AsyncGenerator<Buffer> {
  const child = spawn(process.execPath, [`--max-old-space-size=${memory}`, packaged(script), path], { stdio: ["ignore", "pipe", "pipe"] });
  let complaint = "";
  child.stderr.on("data", (chunk: Buffer) => {
    if (complaint.length < 2000) complaint += chunk.toString("utf8");
  });
  const ended = once(child, "close");
  try {
    let written = 0;
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
      written += chunk.length;
      if (written > most) throw tooLarge(name, most);
      yield chunk;
    }
    const [code, signal] = (await ended) as [number | null, string | null];
    if (code !== 0) {
      // The raw store's path says nothing to the reader.
      const why = signal ? `its reader was ended by ${signal}` : complaint.trim().split("\n")[0]!.replaceAll(path, name);
      throw new UserError(unreadable.code, { what: unreadable.what(why), where: name, remedy: unreadable.remedy, exit: "unusable" });
    }
  } finally {
    if (child.exitCode === null) child.kill("SIGKILL");
  }
}

function tooLarge(name: string, most: number): UserError {
  return new UserError("file-too-large", {
    what: { en: `${name} holds more than ${most} bytes of records.`, th: `${name} มีระเบียนเกิน ${most} ไบต์` },
    where: name,
    remedy: { en: "Split the file and import its parts.", th: "แบ่งแฟ้มเป็นส่วนย่อยแล้วนำเข้าทีละส่วน" },
    exit: "unusable",
  });
}

/** The first bytes of lines, for recognition. */
export async function headOfLines(lines: AsyncIterable<Buffer>, length: number): Promise<Buffer> {
  const head: Buffer[] = [];
  let held = 0;
  for await (const chunk of lines) {
    head.push(chunk);
    held += chunk.length;
    if (held >= length) break;
  }
  return Buffer.concat(head).subarray(0, length);
}
