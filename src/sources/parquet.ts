// Parquet as JSON lines. The bytes meet DuckDB's reader in a child process, so that a crafted file can end only that.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { UserError } from "../error.ts";
import { packaged } from "../package-root.ts";
import { LIMITS } from "./limits.ts";
import type { Opened } from "./source.ts";

/** The rows of a Parquet file as the bytes of JSON lines; line numbers are row numbers. */
async function* parquetLines(path: string, name: string, most: number): AsyncGenerator<Buffer> {
  const child = spawn(process.execPath, ["--max-old-space-size=1024", packaged("dist/sources/parquet-child.js"), path], {
    stdio: ["ignore", "pipe", "pipe"],
  });
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
      throw new UserError("parquet-unreadable", {
        what: { en: `the Parquet file cannot be read: ${why}`, th: `อ่านแฟ้ม Parquet ไม่ได้: ${why}` },
        where: name,
        remedy: {
          en: "fetch the file again; a download that was cut short looks like this",
          th: "ดาวน์โหลดแฟ้มใหม่ แฟ้มที่ดาวน์โหลดไม่ครบจะเป็นเช่นนี้",
        },
        exit: "unusable",
      });
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

/** Dresses a Parquet file as a file of JSON lines, so that every source reads it without knowing. */
export async function parquetAsLines(opened: Opened, most: number = LIMITS.inflatedBytes): Promise<Opened> {
  const bytes = () => parquetLines(opened.path, opened.name, most);
  const head: Buffer[] = [];
  let length = 0;
  for await (const chunk of bytes()) {
    head.push(chunk);
    length += chunk.length;
    if (length >= 65_536) break;
  }
  return { ...opened, head: Buffer.concat(head).subarray(0, 65_536), bytes };
}
