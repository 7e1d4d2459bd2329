// Reads raw files with whichever source knows them; again, as they were first taken: same source, layout and mapping.
import { existsSync } from "node:fs";
import type { Db } from "../db.ts";
import { UserError } from "../error.ts";
import { actAi } from "../sources/act-ai/act-ai.ts";
import { announcements } from "../sources/announcements/announcements.ts";
import { bods } from "../sources/bods/bods.ts";
import { egp } from "../sources/egp/egp.ts";
import { mapping } from "../sources/mapping/mapping.ts";
import { oc4ids } from "../sources/oc4ids/oc4ids.ts";
import { ocds } from "../sources/ocds/ocds.ts";
import { kindOf, openFile } from "../sources/open.ts";
import { parquetAsLines } from "../sources/parquet.ts";
import { type Receipt, rawPath } from "../sources/raw.ts";
import type { Layout, Opened, Source } from "../sources/source.ts";
import { stage } from "../sources/stage.ts";
import { xlsxAsLines } from "../sources/xlsx.ts";
import type { Workspace } from "../workspace.ts";

/** The sources of the house; a mapping file stands alone. */
export const sourcesFor = (mappingPath?: string): Source[] =>
  mappingPath ? [mapping(mappingPath)] : [egp, actAi, announcements, bods, oc4ids, ocds];

/** Opens a raw file as lines or JSON, whatever it is packed in. */
export async function openRaw(workspace: Workspace, sha256: string, name: string): Promise<Opened> {
  const opened = await openFile(rawPath(workspace, sha256), name);
  const kind = kindOf(opened.head);
  if (kind === "parquet") return await parquetAsLines(opened);
  return kind === "xlsx" ? await xlsxAsLines(opened) : opened;
}

/** The first source that knows the file. */
export async function layoutOf(opened: Opened, sources: readonly Source[], workspace: Workspace): Promise<Layout | undefined> {
  for (const source of sources) {
    const layout = await source.recognise(opened, workspace);
    if (layout) return layout;
  }
  return undefined;
}

function unreadable(receipt: Receipt, why: "gone" | "unknown"): UserError {
  return new UserError("raw-unreadable", {
    what:
      why === "gone"
        ? { en: `the bytes of ${receipt.name} are no longer in the raw store`, th: `ไม่มีไบต์ต้นฉบับของ ${receipt.name} ในคลังข้อมูลดิบแล้ว` }
        : { en: `this version can no longer read ${receipt.name}`, th: `โปรแกรมรุ่นนี้อ่าน ${receipt.name} ไม่ได้แล้ว` },
    where: `raw/sha256/${receipt.sha256}`,
    remedy:
      why === "gone"
        ? { en: "restore raw/ from a backup, or import the file again", th: "กู้คืน raw/ จากข้อมูลสำรอง หรือนำเข้าแฟ้มนั้นอีกครั้ง" }
        : { en: "use the version that imported it", th: "ใช้โปรแกรมรุ่นที่นำเข้าแฟ้มนั้น" },
    exit: "unavailable",
  });
}

/** Makes the stage of a receipt once more. */
export async function readAgain(workspace: Workspace, db: Db, receipt: Receipt, step: (records: number) => void): Promise<void> {
  if (!existsSync(rawPath(workspace, receipt.sha256))) throw unreadable(receipt, "gone");
  const opened = await openRaw(workspace, receipt.sha256, receipt.name);
  const sources = sourcesFor(receipt.mapping === null ? undefined : rawPath(workspace, receipt.mapping));
  const known = await layoutOf(opened, sources, workspace);
  if (!known) throw unreadable(receipt, "unknown");
  await stage(workspace, db, opened, { ...known, source: receipt.source, layout: receipt.layout }, receipt, step);
}
