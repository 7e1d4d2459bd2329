// One record as it was read: fields in the common shape, natural persons masked. The bytes themselves stay in the raw store.
import { readdirSync } from "node:fs";
import { literal, openDb } from "../db.ts";
import { UserError } from "../error.ts";
import { readReceipts } from "../sources/raw.ts";
import { stageFolder } from "../sources/stage.ts";
import type { Workspace } from "../workspace.ts";
import type { Address } from "./flags.ts";
import type { Generation } from "./generation.ts";

export interface ReadRecord {
  address: Address;
  source: string;
  layout: string;
  known_from: string;
  received_on: string;
  /** Place of the whole record in the file. */
  record_place: string;
  record: unknown;
}

const gone = () =>
  new UserError("record-unknown", {
    what: { en: "there is no such record in this run", th: "ไม่มีระเบียนนี้ในรอบประเมินนี้" },
    remedy: { en: "open it from the page that refers to it", th: "เปิดจากหน้าที่อ้างถึงระเบียนนี้" },
    exit: "noInput",
  });

/** Finds a record by the hash of its file and its place there; only places that the run itself refers to are looked up. */
export async function readRecord(workspace: Workspace, generation: Generation, sha256: string, place: string): Promise<ReadRecord> {
  const [known] = await generation.db.rows<{ file: string; source: string; layout: string; known_from: string }>(
    `select source_file.name as file, source, layout, known_from
     from canon.source_row join canon.source_file using (file_key) where sha256 = $sha256 and place = $place limit 1`,
    { sha256: { type: "text", value: sha256 }, place: { type: "text", value: place } },
  );
  if (!known) throw gone();
  const receipt = readReceipts(workspace).find((it) => it.sha256 === sha256 && it.source === known.source && it.layout === known.layout);
  if (!receipt) throw gone();
  const folder = stageFolder(workspace, receipt);
  if (!readdirSync(folder).some((name) => name.startsWith("received-"))) throw gone();
  const db = await openDb({ threads: 1 });
  try {
    const [row] = await db.rows<{ place: string; doc: string }>(
      `select place, doc from read_parquet(${literal(`${folder}/received-*.parquet`)})
       where place in ('', '#', $place) or (starts_with($place, place) and substring($place, length(place) + 1, 1) in ('/', '#'))
       or (ends_with(place, '#') and starts_with($place, place))
       order by length(place) desc limit 1`,
      { place: { type: "text", value: place } },
    );
    if (!row) throw gone();
    return {
      address: { file: known.file, sha256, place },
      source: known.source,
      layout: known.layout,
      known_from: known.known_from,
      received_on: receipt.received_on,
      record_place: row.place,
      record: JSON.parse(row.doc),
    };
  } finally {
    db.close();
  }
}
