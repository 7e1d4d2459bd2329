// Where the package lies on disk, so that SQL, YAML and codelists are found from `src/` and from `dist/` alike, and which version it is.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../", import.meta.url));

/** Absolute path of a file that ships with the package. */
export const packaged = (path: string): string => ROOT + path;

export const JABTA_VERSION: string = (JSON.parse(readFileSync(packaged("package.json"), "utf8")) as { version: string }).version;
