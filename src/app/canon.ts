// The canon that serves: built when the receipts ask for another one, put in place by a rename, named by its content.
import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { buildCanon, type CanonFile } from "../canon/canon.ts";
import { layParts } from "../canon/parts.ts";
import { literal, openDb } from "../db.ts";
import { UserError } from "../error.ts";
import { packaged } from "../package-root.ts";
import type { Receipt } from "../sources/raw.ts";
import { VERSION as STAGE_VERSION, stageFolder } from "../sources/stage.ts";
import { fingerprint, promote, type Workspace, writeWhole } from "../workspace.ts";
import { ensureStaged } from "./staged.ts";

/** Which canon file holds the records known by a day, and what it was built from. */
export interface CanonPointer {
  file: string;
  canon_hash: string;
  inputs: string;
  rows: Record<string, number>;
  /** The newest day from which anything in it is known. */
  newest: string;
  /** Hash of the tables' definition it was made to. */
  shape?: string;
}

const textOf = (path: string): string => readFileSync(packaged(path), "utf8");

/** Which tables and columns a canon and its runs have. */
export const shapeHere = (): string =>
  fingerprint(...["src/canon/schema.sql", "src/run/schema.sql", "src/score/schema.sql", "src/app/publish.sql"].map(textOf));

/** Rises when the same stage gives another canon, though the SQL is the same. */
const VERSION = 3;

const inputsOf = (receipts: readonly Receipt[], asOf: string | null): string =>
  fingerprint(
    `canon v${VERSION}`,
    shapeHere(),
    ...["macros", "map", "project"].map((name) => textOf(`src/canon/${name}.sql`)),
    `stage v${STAGE_VERSION}`,
    asOf ?? "newest",
    ...receipts.map((it) => [it.sha256, it.source, it.layout, it.mapping ?? "", it.as_of].join(" ")).sort(),
  );

/** The canon in force, or undefined before the first import. */
export function currentCanon(workspace: Workspace): CanonPointer | undefined {
  const pointer = workspace.path("canon/current.json");
  return existsSync(pointer) ? (JSON.parse(readFileSync(pointer, "utf8")) as CanonPointer) : undefined;
}

export function requireCanon(workspace: Workspace): CanonPointer {
  const current = currentCanon(workspace);
  if (current) {
    requireShape(workspace.path("canon", current.file));
    return current;
  }
  throw new UserError("nothing-imported", {
    what: { en: "nothing has been imported yet", th: "ยังไม่มีการนำเข้าข้อมูล" },
    where: workspace.root,
    remedy: {
      en: "jabta import FILE, or jabta tour for made-up records",
      th: "ใช้คำสั่ง jabta import แฟ้ม หรือ jabta tour เพื่อใช้ระเบียนสมมติ",
    },
    exit: "noInput",
  });
}

/** Whether a canon has the tables of this version; what reads another fails, or reads something else. */
export const hasShapeHere = (canon: string): boolean =>
  existsSync(`${canon}.json`) && (JSON.parse(readFileSync(`${canon}.json`, "utf8")) as CanonPointer).shape === shapeHere();

/** Refuses a canon that another version of jabta made with other tables. */
export function requireShape(canon: string): void {
  if (hasShapeHere(canon)) return;
  throw new UserError("made-by-another-version", {
    what: {
      en: "these records were compiled by another version of jabta",
      th: "ข้อมูลนี้ประมวลผลไว้ด้วยจับตารุ่นอื่น",
    },
    where: canon,
    remedy: {
      en: "jabta run compiles them again from the bytes received, and judges them; no review is lost. jabta report-check and jabta reproduce check what was made of the old ones",
      th: "ใช้คำสั่ง jabta run เพื่อประมวลผลใหม่จากข้อมูลที่ได้รับและประเมินอีกครั้ง ผลการตรวจทานไม่สูญหาย และใช้ jabta report-check กับ jabta reproduce ตรวจสอบสิ่งที่จัดทำไว้เดิมได้",
    },
    exit: "unavailable",
  });
}

/** Staged files as the canon reads them, oldest hash first. */
export const canonFiles = (workspace: Workspace, receipts: readonly Receipt[]): CanonFile[] =>
  receipts.map((receipt) => ({
    sha256: receipt.sha256,
    name: receipt.name,
    source: receipt.source,
    country: receipt.country,
    layout: receipt.layout,
    known_from: receipt.as_of,
    folder: stageFolder(workspace, receipt),
  }));

async function build(workspace: Workspace, receipts: readonly Receipt[], asOf: string | null, inputs: string): Promise<CanonPointer> {
  const sorted = [...receipts].sort((a, b) => (a.sha256 + a.source < b.sha256 + b.source ? -1 : 1));
  await ensureStaged(workspace, sorted);
  const beside = workspace.path("tmp", `canon-${process.pid}.duckdb`);
  const { canon_hash, rows } = await buildCanon(workspace, canonFiles(workspace, sorted), beside, asOf);
  const file = workspace.path("canon", `${canon_hash.slice(0, 16)}-${inputs.slice(0, 8)}.duckdb`);
  promote(beside, file);
  const newest =
    sorted
      .map((it) => it.as_of)
      .sort()
      .at(-1) ?? "0001-01-01";
  const pointer: CanonPointer = { file: basename(file), canon_hash, inputs, rows, newest: asOf ?? newest, shape: shapeHere() };
  writeWhole(`${file}.json`, `${JSON.stringify(pointer)}\n`);
  return pointer;
}

/** Makes the current canon that of the given receipts. `commit` runs when it is built and before it is put in force. */
export async function ensureCanon(workspace: Workspace, receipts: readonly Receipt[], commit: () => void): Promise<CanonPointer> {
  const inputs = inputsOf(receipts, null);
  const current = currentCanon(workspace);
  if (current?.inputs === inputs && existsSync(workspace.path("canon", current.file))) return current;
  const pointer = await build(workspace, receipts, null, inputs);
  commit();
  writeWhole(workspace.path("canon/current.json"), `${JSON.stringify(pointer)}\n`);
  return pointer;
}

/** The canon as it was known on an earlier day, built once and kept. */
export async function canonAsOf(workspace: Workspace, receipts: readonly Receipt[], asOf: string): Promise<CanonPointer> {
  const inputs = inputsOf(receipts, asOf);
  const pointer = workspace.path("canon", `as-of-${asOf}-${inputs.slice(0, 16)}.json`);
  if (existsSync(pointer)) return JSON.parse(readFileSync(pointer, "utf8")) as CanonPointer;
  const built = await build(workspace, receipts, asOf, inputs);
  writeWhole(pointer, `${JSON.stringify(built)}\n`);
  return built;
}

/** The receipts of which any record was known by a day: those of snapshots until then, and later ones with releases dated before. */
export async function knownBy(workspace: Workspace, receipts: readonly Receipt[], asOf: string): Promise<Receipt[]> {
  const later = receipts.filter((receipt) => receipt.as_of > asOf);
  if (!later.length) return [...receipts];
  await ensureStaged(workspace, later);
  const db = await openDb();
  try {
    await layParts(
      db,
      later.map((receipt) => stageFolder(workspace, receipt)),
    );
    const rows = await db.rows<{ part_of: number }>(
      `select distinct part_of from staged where try_cast(released[:10] as date) <= date ${literal(asOf)}`,
    );
    const told = new Set(rows.map(({ part_of }) => later[part_of]));
    return receipts.filter((receipt) => receipt.as_of <= asOf || told.has(receipt));
  } finally {
    db.close();
  }
}
