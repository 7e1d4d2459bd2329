// Files as they are read: a zip archive gives the data files in it, one at a time, laid beside and removed again.
import { rmSync, statSync } from "node:fs";
import { UserError } from "../error.ts";
import { kindOfFile } from "../sources/open.ts";
import { type Archive, openZip } from "../sources/zip.ts";
import type { Workspace } from "../workspace.ts";
import { type InputFile, isData } from "./input-files.ts";
import { nested } from "./refusals.ts";

/** A file that could not be taken out of its archive, or an archive that is refused whole. */
export interface Unreadable {
  name: string;
  trouble: UserError;
}

/** The file itself, or what a zip archive holds; names of files that hold no data go to `skipped`. */
export async function* unpacked(
  workspace: Workspace,
  file: InputFile,
  skipped: string[],
  most?: number,
): AsyncGenerator<InputFile | Unreadable> {
  // A pipe can be read once only; what may not be read is said where it is taken.
  const kind = statSync(file.path).isFile() ? await kindOfFile(file.path).catch(() => undefined) : undefined;
  if (kind !== "zip") {
    yield file;
    return;
  }
  const path = workspace.path("tmp", `member-${process.pid}`);
  let archive: Archive | undefined;
  try {
    archive = await openZip(file.path, file.name, most);
    for (const member of archive.members) {
      const name = `${file.name}/${member.name}`;
      if (!isData(member.name)) {
        skipped.push(name);
        continue;
      }
      const trouble = await member.extract(path).then(
        async () => (["zip", "gzip"].includes(await kindOfFile(path)) ? nested(name) : undefined),
        (error: unknown) => asTrouble(error),
      );
      yield trouble ? { name, trouble } : { name, path };
      rmSync(path, { force: true });
    }
  } catch (error) {
    yield { name: file.name, trouble: asTrouble(error) };
  } finally {
    archive?.close();
    rmSync(path, { force: true });
  }
}

function asTrouble(error: unknown): UserError {
  if (error instanceof UserError) return error;
  throw error;
}
