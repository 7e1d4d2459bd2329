// The package as another version of it would lie on another machine: whole, in a folder of its own, with some files changed.
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packaged } from "../src/package-root.ts";

interface Made {
  /** Files to change, each of which must come out otherwise. */
  changes?: Record<string, (text: string) => string>;
  /** Whether the program is built again from its source instead of copied. */
  built?: boolean;
}

/** Makes a package of what is shipped; gives the path of its program. */
export function anotherPackage({ changes = {}, built = false }: Made = {}): string {
  const root = mkdtempSync(join(tmpdir(), "jabta-package-"));
  const { files } = JSON.parse(readFileSync(packaged("package.json"), "utf8")) as { files: string[] };
  for (const name of ["package.json", "tsconfig.json", "tsconfig.build.json", ...files])
    cpSync(packaged(name), join(root, name), { recursive: true });
  symlinkSync(packaged("node_modules"), join(root, "node_modules"));
  for (const [path, change] of Object.entries(changes)) {
    const text = readFileSync(join(root, path), "utf8");
    const changed = change(text);
    if (changed === text) throw new Error(`nothing was changed in ${path}`);
    writeFileSync(join(root, path), changed);
  }
  if (built) {
    rmSync(join(root, "dist"), { recursive: true });
    execFileSync(process.execPath, [packaged("node_modules/typescript/bin/tsc"), "-p", "tsconfig.build.json"], { cwd: root });
  }
  return join(root, "dist/cli.js");
}
