// The verb `publish package`: what a house tells everybody, as a data package (datapackage.json with CSV): published flags with their replies, all contracts, the questions.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Db, literal } from "../db.ts";
import { packaged } from "../package-root.ts";
import { csvCell } from "../report/csv.ts";
import { namedQueries } from "../report/definition.ts";
import { columnLabel, columnMeans } from "../report/label.ts";
import { type Cell, type Column, cellOf, columnsOf, type Kind } from "../report/table.ts";
import { promote, type Workspace } from "../workspace.ts";
import { DISCLAIMER } from "./export-ocds.ts";
import { freeFolder } from "./free-folder.ts";
import { type Generation, openGeneration } from "./generation.ts";
import { published, type Told, told } from "./publishing.ts";
import { casebookOf } from "./review.ts";

export interface PackageOptions {
  title?: string;
  /** Who publishes. */
  publisher?: string;
  /** A licence by its identifier, such as CC-BY-4.0. */
  licence?: string;
}

export interface PackageResource {
  name: string;
  path: string;
  rows: number;
  bytes: number;
  hash: string;
}

export interface PublishedPackage {
  path: string;
  run_id: string;
  result_hash: string;
  as_of: string;
  resources: PackageResource[];
}

/** Words of the standard for what a column holds. */
const TYPES: Record<Kind, string> = {
  text: "string",
  code: "string",
  json: "string",
  month: "yearmonth",
  integer: "integer",
  year: "year",
  number: "number",
  share: "number",
  amount: "number",
  day: "date",
};

const ABOUT: Record<string, { title: string; key: string[] }> = {
  flags: { title: "Published flags · ข้อสังเกตที่เผยแพร่", key: ["publication_id"] },
  replies: { title: "Replies · คำชี้แจง", key: ["publication_id", "reply_count"] },
  contracts: { title: "Contracts · สัญญา", key: ["contract_id"] },
  questions: { title: "Questions and how much could be judged · คำถามและจำนวนที่ประเมินได้", key: ["indicator"] },
  sources: { title: "Files behind it · แฟ้มข้อมูลต้นทาง", key: ["sha256", "source"] },
};

interface Laid {
  columns: readonly Column[];
  rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>;
}

const column = (name: string, kind: Kind = "text"): Column => ({ name, kind });

/** Flags as they were approved, word for word. */
const flagsOf = (all: readonly Told[]): Laid => ({
  columns: [
    column("publication_id"),
    column("flag_id"),
    column("published_on", "day"),
    column("indicator"),
    column("title_en"),
    column("title_th"),
    column("says_en"),
    column("says_th"),
    column("level", "code"),
    column("process_id"),
    column("contract_id"),
    column("process_title"),
    column("buyer_name"),
    column("supplier_name"),
    column("amount", "amount"),
    column("currency", "code"),
    column("as_of", "day"),
    column("judged_count", "integer"),
    column("flagged_count", "integer"),
    column("no_data_count", "integer"),
    column("still_stands"),
    column("disclaimer_en"),
    column("disclaimer_th"),
  ],
  rows: all.map(({ publication_id, flag_id, approved_at, content: it, stands }) => [
    publication_id,
    flag_id,
    approved_at!.slice(0, 10),
    it.indicator,
    it.title.en,
    it.title.th,
    it.says.en,
    it.says.th,
    it.level,
    it.process_id,
    it.contract_id,
    it.process_title,
    it.buyer,
    it.supplier,
    it.amount,
    it.currency,
    it.as_of,
    it.judged,
    it.flagged,
    it.no_data,
    stands ? "yes" : "no",
    DISCLAIMER.en,
    DISCLAIMER.th,
  ]),
});

const repliesOf = (all: readonly Told[]): Laid => ({
  columns: [column("publication_id"), column("reply_count", "integer"), column("said_by"), column("received_on", "day"), column("said")],
  rows: all.flatMap(({ publication_id, replies }) =>
    replies.map(({ said_by, received_on, text }, nth) => [publication_id, nth + 1, said_by, received_on, text]),
  ),
});

async function* rowsOf(db: Db, sql: string, columns: readonly Column[]): AsyncGenerator<Cell[]> {
  for await (const block of db.stream<Record<string, unknown>>(sql))
    for (const row of block) yield columns.map(({ name, kind }) => cellOf(row[name], kind));
}

async function selects({ db, indicators }: Generation): Promise<[name: string, laid: Laid][]> {
  await db.run("create or replace temp table package_title (indicator varchar, en varchar, th varchar)");
  const titles = [...indicators.values()].map(({ id, title }) => `(${[id, title.en, title.th].map(literal).join(", ")})`);
  if (titles.length) await db.run(`insert into package_title values ${titles.join(", ")}`);
  const file = packaged("src/app/data-package.sql");
  const found: [string, Laid][] = [];
  for (const { name, sql } of namedQueries(readFileSync(file, "utf8"), file)) {
    const columns = await columnsOf(db, sql, {});
    found.push([name, { columns, rows: rowsOf(db, sql, columns) }]);
  }
  return found;
}

/** Lines written at once. */
const BLOCK = 5000;

/** Writes a table; gives its resource as the package lists it. */
async function write(folder: string, name: string, { columns, rows }: Laid): Promise<PackageResource & { entry: object }> {
  const path = `${name}.csv`;
  const hash = createHash("sha256");
  const out = join(folder, path);
  let [count, bytes] = [0, 0];
  let block: string[] = [];
  const put = () => {
    const text = Buffer.from(block.join(""));
    hash.update(text);
    bytes += text.length;
    writeFileSync(out, text, { flag: "a" });
    block = [];
  };
  block.push(`${columns.map((it) => it.name).join(",")}\r\n`);
  for await (const row of rows) {
    count++;
    block.push(`${row.map((value, index) => csvCell(value, columns[index]!.kind)).join(",")}\r\n`);
    if (block.length >= BLOCK) put();
  }
  put();
  const { title, key } = ABOUT[name]!;
  const hashed = `sha256:${hash.digest("hex")}`;
  const fields = columns.map(({ name: field, kind }) => {
    const means = (["en", "th"] as const).map((language) => columnMeans(field, language)).filter(Boolean);
    return {
      name: field,
      type: TYPES[kind],
      title: `${columnLabel(field, "en")} · ${columnLabel(field, "th")}`,
      ...(means.length ? { description: means.join(" · ") } : {}),
    };
  });
  const entry = {
    name,
    path,
    profile: "tabular-data-resource",
    title,
    format: "csv",
    mediatype: "text/csv",
    encoding: "utf-8",
    bytes,
    hash: hashed,
    schema: { fields, missingValues: [""], primaryKey: key },
  };
  return { name, path, rows: count, bytes, hash: hashed, entry };
}

const GUARD = {
  en: "Texts that a spreadsheet would compute begin with an apostrophe.",
  th: "ข้อความที่ตารางคำนวณอาจคำนวณจะขึ้นต้นด้วยเครื่องหมาย '",
};

/** Writes the package into a folder that is not there yet; the same run and publications give the same bytes. */
export async function publishPackage(workspace: Workspace, path: string, options: PackageOptions = {}): Promise<PublishedPackage> {
  const to = freeFolder(path);
  const beside = `${to}.${process.pid}.part`;
  const generation = await openGeneration(workspace);
  const casebook = casebookOf(workspace);
  try {
    const { run_id, manifest } = generation;
    const all = (await told(generation, casebook, published(casebook))).sort((a, b) => (a.publication_id < b.publication_id ? -1 : 1));
    mkdirSync(beside, { recursive: true });
    const laid: [string, Laid][] = [["flags", flagsOf(all)], ["replies", repliesOf(all)], ...(await selects(generation))];
    const resources: (PackageResource & { entry: object })[] = [];
    for (const [name, table] of laid) resources.push(await write(beside, name, table));
    const { as_of, result_hash } = manifest;
    const description = {
      profile: "tabular-data-package",
      name: `jabta-${as_of}`,
      title: options.title ?? `Public contracts and published flags, data to ${as_of} · สัญญาภาครัฐและข้อสังเกตที่เผยแพร่ ข้อมูลถึงวันที่ ${as_of}`,
      description: [DISCLAIMER.en, GUARD.en, DISCLAIMER.th, GUARD.th].join("\n"),
      version: as_of,
      ...(options.licence ? { licenses: [{ name: options.licence }] } : {}),
      ...(options.publisher ? { contributors: [{ title: options.publisher, role: "publisher" }] } : {}),
      jabta: { run_id, result_hash, inputs_hash: manifest.inputs_hash, version: manifest.versions.jabta },
      resources: resources.map(({ entry }) => entry),
    };
    writeFileSync(join(beside, "datapackage.json"), `${JSON.stringify(description, null, 2)}\n`);
    promote(beside, to);
    return { path: to, run_id, result_hash, as_of, resources: resources.map(({ entry: _, ...resource }) => resource) };
  } finally {
    rmSync(beside, { recursive: true, force: true });
    casebook.close();
    generation.close();
  }
}
