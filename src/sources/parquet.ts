// Parquet as JSON lines. The bytes meet DuckDB's reader in a child process, so that a crafted file can end only that.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { UserError } from "../error.ts";
import { packaged } from "../package-root.ts";
import type { Opened } from "./source.ts";

/** The rows of a Parquet file as the bytes of JSON lines; line numbers are row numbers. */
async function* parquetLines(path: string, name: string): AsyncGenerator<Buffer> {
  const child = spawn(process.execPath, ["--max-old-space-size=1024", packaged("dist/sources/parquet-child.js"), path], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let complaint = "";
  child.stderr.on("data", (chunk: Buffer) => {
    if (complaint.length < 2000) complaint += chunk.toString("utf8");
  });
  const ended = once(child, "close");
  try {
    for await (const chunk of child.stdout) yield chunk as Buffer;
    const [code, signal] = (await ended) as [number | null, string | null];
    if (code !== 0) {
      throw new UserError("parquet-unreadable", {
        what: `the Parquet file cannot be read${signal ? ` (its reader was ended by ${signal})` : ""}: ${complaint.trim().split("\n")[0] ?? ""}`,
        where: name,
        remedy: "fetch the file again; a download that was cut short looks like this",
        exit: "unusable",
      });
    }
  } finally {
    if (child.exitCode === null) child.kill("SIGKILL");
  }
}

/** Dresses a Parquet file as a file of JSON lines, so that every source reads it without knowing. */
export async function parquetAsLines(opened: Opened): Promise<Opened> {
  const head: Buffer[] = [];
  let length = 0;
  for await (const chunk of parquetLines(opened.path, opened.name)) {
    head.push(chunk);
    length += chunk.length;
    if (length >= 65_536) break;
  }
  return { ...opened, head: Buffer.concat(head).subarray(0, 65_536), bytes: () => parquetLines(opened.path, opened.name) };
}
