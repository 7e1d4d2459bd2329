// The files in which made-up OCDS comes: compiled releases a line, the same in a package, or all releases of each process a line.

import { compiledRelease, releaseHistory } from "./ocds-release.ts";
import type { Purchase, Setting } from "./purchase.ts";

export type Packaging = "jsonl" | "package" | "releases-history";

/** The text of a file in the packaging, piece by piece. */
export function* ocdsText(purchases: Iterable<Purchase>, packaging: Packaging, setting: Setting, rich: boolean): Generator<string> {
  if (packaging === "package") {
    yield* inPackage(purchases, setting, rich);
    return;
  }
  for (const purchase of purchases) {
    const releases = packaging === "jsonl" ? [compiledRelease(purchase, setting, rich)] : releaseHistory(purchase, setting, rich);
    for (const release of releases) yield `${JSON.stringify(release)}\n`;
  }
}

const PACKAGE = {
  uri: "https://example.org/ocds/sample.json",
  version: "1.1",
  extensions: [
    "https://raw.githubusercontent.com/open-contracting-extensions/ocds_bid_extension/v1.1.5/extension.json",
    "https://raw.githubusercontent.com/open-contracting-extensions/ocds_lots_extension/v1.1.5/extension.json",
  ],
  publishedDate: "2026-04-01T00:00:00Z",
  publisher: { name: "Made-up records of the jabta sample generator" },
  license: "https://creativecommons.org/publicdomain/zero/1.0/",
};

function* inPackage(purchases: Iterable<Purchase>, setting: Setting, rich: boolean): Generator<string> {
  yield `${JSON.stringify(PACKAGE).slice(0, -1)},"releases":[\n`;
  let separator = "";
  for (const purchase of purchases) {
    yield `${separator}${JSON.stringify(compiledRelease(purchase, setting, rich))}`;
    separator = ",\n";
  }
  yield "\n]}\n";
}
