// What the gates hold: the catalogue, and a folder of one's own where JABTA_INDICATORS names it.
import { type Catalogue, loadCatalogue } from "../src/catalogue/load.ts";

export function gated(): Catalogue {
  const own = process.env.JABTA_INDICATORS;
  const catalogues = [loadCatalogue(), ...(own ? [loadCatalogue(own, "own")] : [])];
  return { indicators: catalogues.flatMap(({ indicators }) => indicators), problems: catalogues.flatMap(({ problems }) => problems) };
}
