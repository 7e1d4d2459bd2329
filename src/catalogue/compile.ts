// The last step of a build: reads and checks every indicator of the package, and keeps what they say.
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { packaged } from "../package-root.ts";
import { COMPILED, naming } from "./compiled.ts";
import { loadCatalogue } from "./load.ts";

const PROFILES = packaged("data/profiles");
const folders = readdirSync(PROFILES, { withFileTypes: true }).filter((entry) => entry.isDirectory());

rmSync(COMPILED, { force: true });
const catalogues = [loadCatalogue(), ...folders.map(({ name }) => loadCatalogue(`${PROFILES}/${name}`, "own"))];
const name = naming();
const read = catalogues.flatMap(({ indicators }) =>
  indicators.map(({ folder, sql: _, ...spec }) => [name(readFileSync(`${folder}/indicator.yaml`, "utf8")), spec] as const),
);
writeFileSync(COMPILED, JSON.stringify(Object.fromEntries(read)));
