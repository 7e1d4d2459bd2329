// What the gates hold: the catalogue, the folders that come with profiles, and one's own where JABTA_INDICATORS names it.
import { readdirSync } from "node:fs";
import { type Catalogue, loadCatalogue } from "../src/catalogue/load.ts";
import { packaged } from "../src/package-root.ts";

const PROFILES = packaged("data/profiles");

export function gated(): Catalogue {
  const own = process.env.JABTA_INDICATORS;
  const folders = readdirSync(PROFILES, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const catalogues = [
    loadCatalogue(),
    ...folders.map(({ name }) => loadCatalogue(`${PROFILES}/${name}`, "own")),
    ...(own ? [loadCatalogue(own, "own")] : []),
  ];
  return { indicators: catalogues.flatMap(({ indicators }) => indicators), problems: catalogues.flatMap(({ problems }) => problems) };
}
