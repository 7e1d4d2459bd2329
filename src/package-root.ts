// Where the package lies on disk, so that SQL, YAML and codelists are found from `src/` and from `dist/` alike.
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../", import.meta.url));

/** Absolute path of a file that ships with the package. */
export const packaged = (path: string): string => ROOT + path;
