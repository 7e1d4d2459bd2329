// The verb `export`: the canon as one OCDS release package or one OC4IDS project package, natural persons masked as they are there, flags beside where asked for.
import { createWriteStream, readFileSync, rmSync } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { literal, openDb } from "../db.ts";
import { packaged } from "../package-root.ts";
import type { Language } from "../text/text.ts";
import { promote, type Workspace } from "../workspace.ts";
import { requireCanon } from "./canon.ts";
import { type Flag, listFlags } from "./flags.ts";
import { type Generation, openGeneration } from "./generation.ts";
import { toldInFull } from "./publication.ts";

export interface ExportOptions {
  /** Who publishes; the record sets where nobody is named. */
  publisher?: string;
  /** Where the package will be found. */
  uri?: string;
  /** A registered prefix to put before every process id. */
  prefix?: string;
  /** With the flags of the run in force, in this language. */
  flags?: boolean;
  language: Language;
}

export interface Exported {
  path: string;
  releases: number;
  flags: number;
  /** Values that are no value of the standard's, by field, such as a currency that does not exist. */
  left_out: Record<string, number>;
  run_id: string | null;
  canon_hash: string;
}

/** Extensions of the standard whose fields the releases use. */
const EXTENSIONS = [
  "ocds_lots_extension/v1.1.5",
  "ocds_location_extension/master",
  "ocds_bid_extension/v1.1.5",
  "ocds_subcontracting_extension/master",
  "ocds_beneficialOwners_extension/master",
  "ocds_shareholders_extension/master",
].map((name) => `https://raw.githubusercontent.com/open-contracting-extensions/${name}/extension.json`);

/** Flags of one process, as the extension object of its release. */
export interface RedFlags {
  runID: string;
  asOf: string;
  resultHash: string;
  disclaimer: string;
  flags: Pick<
    Flag,
    "flag_id" | "indicator" | "version" | "title" | "subject_kind" | "subject_id" | "level" | "maturity" | "value" | "threshold" | "says"
  >[];
}

/** What stands with every flag that leaves the house. */
export const DISCLAIMER = {
  en: "A flag is a reason to look, not a verdict: it marks a risk and does not mean that anything wrong was done.",
  th: "ข้อสังเกตนี้เป็นเพียงการระบุความเสี่ยง มิได้หมายความว่ามีการกระทำผิดหรือการทุจริต",
};

async function flagsOf(generation: Generation, language: Language): Promise<Map<string, RedFlags>> {
  const { run_id, manifest } = generation;
  const found = new Map<string, RedFlags>();
  for (const flag of await listFlags(generation, {}, language, { limit: 10_000_000 })) {
    if (!flag.process_id) continue;
    const { flag_id, indicator, version, title, subject_kind, subject_id, level, maturity, value, threshold, says } = flag;
    const told = found.get(flag.process_id) ?? {
      runID: run_id,
      asOf: manifest.as_of,
      resultHash: manifest.result_hash,
      disclaimer: DISCLAIMER[language],
      flags: [],
    };
    told.flags.push({ flag_id, indicator, version, title, subject_kind, subject_id, level, maturity, value, threshold, says });
    found.set(flag.process_id, told);
  }
  return found;
}

/** What is written: the list's name in the package, what its version is called, and how its elements are laid and read. */
const STANDARDS = {
  ocds: {
    list: "releases",
    version: "1.1",
    extensions: EXTENSIONS,
    laid: ["export-ocds"],
    sql: "select process_id as id, doc from release order by process_key",
  },
  oc4ids: {
    list: "projects",
    version: "0.9",
    extensions: undefined,
    laid: ["export-ocds", "export-oc4ids"],
    sql: "select project_id as id, doc from project_release order by project_key",
  },
} as const;
export type Standard = keyof typeof STANDARDS;

/** Writes the package; the path ends in .gz for a compressed one. */
export async function exportPackage(workspace: Workspace, standard: Standard, path: string, options: ExportOptions): Promise<Exported> {
  const { list, version, extensions, laid, sql } = STANDARDS[standard];
  const canon = requireCanon(workspace);
  const generation = options.flags ? await openGeneration(workspace) : undefined;
  const db = await openDb({ spill: workspace.path("tmp") });
  const exported: Exported = {
    path,
    releases: 0,
    flags: 0,
    left_out: {},
    run_id: generation?.run_id ?? null,
    canon_hash: canon.canon_hash,
  };
  const leftOut = (field: string) => {
    exported.left_out[field] = (exported.left_out[field] ?? 0) + 1;
  };
  const beside = `${path}.${process.pid}.part`;
  try {
    const flags = generation ? await flagsOf(generation, options.language) : new Map<string, RedFlags>();
    const file = generation ? generation.manifest.canon_file : canon.file;
    await db.run(`attach ${literal(workspace.path("canon", file))} as canon (read_only)`);
    for (const name of laid) await db.run(readFileSync(packaged(`src/app/${name}.sql`), "utf8"));
    const sources = (await db.rows<{ source: string }>("select distinct source from canon.process order by source")).map((it) => it.source);
    const head = {
      version,
      uri: options.uri ?? `urn:jabta:${canon.canon_hash}`,
      // The day up to which anything is known, so that the same canon gives the same bytes on any day.
      publishedDate: `${canon.newest}T00:00:00Z`,
      publisher: { name: options.publisher ?? sources.join(", ") },
      ...(extensions && { extensions }),
    };
    const pieces = async function* () {
      yield `${JSON.stringify(head).slice(0, -1)},"${list}":[`;
      for await (const rows of db.stream<{ id: string; doc: string }>(sql)) {
        for (const { id, doc } of rows) {
          const redFlags = standard === "ocds" ? flags.get(id) : undefined;
          exported.flags += redFlags?.flags.length ?? 0;
          yield `${exported.releases++ === 0 ? "\n" : ",\n"}${toldInFull(JSON.parse(doc) as Record<string, unknown>, { prefix: options.prefix, redFlags, leftOut })}`;
        }
      }
      yield "\n]}\n";
    };
    const out = createWriteStream(beside, { flush: true });
    if (path.endsWith(".gz")) await pipeline(Readable.from(pieces()), createGzip(), out);
    else await pipeline(Readable.from(pieces()), out);
    promote(beside, path);
    return exported;
  } finally {
    rmSync(beside, { force: true });
    db.close();
    generation?.close();
  }
}

/** The canon as an OCDS release package. */
export const exportOcds = (workspace: Workspace, path: string, options: ExportOptions): Promise<Exported> =>
  exportPackage(workspace, "ocds", path, options);
