// Which files an import means: files named outright, and data files found in folders.
import { readdirSync, statSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { UserError } from "../error.ts";

export interface InputFile {
  path: string;
  /** For people: the name, or the path below the folder named. */
  name: string;
}

/** Endings under which data are looked for in folders; a file named outright is read whatever it is called. */
const DATA = /\.(json|jsonl|ndjson|geojson|csv|tsv|txt|parquet|xml|xlsx|zip|gz)$/i;

/** Files to read, in an order that does not depend on the machine, and files of folders that hold no data. */
export function inputFiles(paths: readonly string[]): { files: InputFile[]; skipped: string[] } {
  const files: InputFile[] = [];
  const skipped: string[] = [];
  for (const path of paths) {
    let stat: ReturnType<typeof statSync>;
    try {
      stat = statSync(path);
    } catch {
      throw new UserError("no-such-input", {
        what: "there is no such file or folder",
        where: path,
        remedy: "check the path",
        exit: "noInput",
      });
    }
    if (!stat.isDirectory()) {
      files.push({ path, name: basename(path) });
      continue;
    }
    const entries = readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    for (const entry of entries) {
      const name = relative(path, entry);
      // A log beside the data (errors.txt) is no data; a table called .txt must be named outright.
      if (DATA.test(entry) && !/\.txt$/i.test(entry)) files.push({ path: entry, name });
      else skipped.push(name);
    }
  }
  return { files, skipped };
}
