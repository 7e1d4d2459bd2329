// The verb `tour`: made-up records in, judged, ready to look at. Real records later take their place.
import { mkdirSync } from "node:fs";
import { UserError } from "../error.ts";
import { makeSample } from "../sample/sample.ts";
import { readReceipts } from "../sources/raw.ts";
import type { Workspace } from "../workspace.ts";
import { type ImportReport, importFiles, SAMPLE } from "./import.ts";
import { type Manifest, runIndicators } from "./run.ts";

export interface Tour {
  imports: ImportReport[];
  manifest: Manifest;
}

const ROWS = { egp: 3000, ocds: 400 } as const;

export async function tour(workspace: Workspace, progress: (message: string, done: number, total: number) => void): Promise<Tour> {
  if (readReceipts(workspace).some(({ source }) => !source.startsWith(SAMPLE))) {
    throw new UserError("workspace-in-use", {
      what: {
        en: "this workspace holds real records; the tour would mix made-up ones among them",
        th: "พื้นที่ทำงานนี้มีระเบียนจริงอยู่แล้ว การสาธิตจะทำให้ระเบียนสมมติปะปนกัน",
      },
      where: workspace.root,
      remedy: {
        en: "give the tour a workspace of its own: jabta tour --workspace DIR",
        th: "ใช้พื้นที่ทำงานแยกสำหรับการสาธิต: jabta tour --workspace โฟลเดอร์",
      },
      exit: "usage",
    });
  }
  const folder = workspace.path("sample");
  mkdirSync(folder, { recursive: true });
  const imports: ImportReport[] = [];
  for (const [index, format] of (["egp", "ocds"] as const).entries()) {
    progress(`making ${ROWS[format]} ${format} records`, index, 4);
    const out = `${folder}/${format}.${format === "egp" ? "csv" : "jsonl"}`;
    await makeSample({ format, rows: ROWS[format], seed: 1, out, plant: `${folder}/${format}.truth.json` });
    imports.push(await importFiles(workspace, [out], { source: SAMPLE + format, progress }));
  }
  const manifest = await runIndicators(workspace, { profile: "thailand", progress });
  return { imports, manifest };
}
