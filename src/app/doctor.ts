// The verb `doctor`: whether this machine and this workspace are sound, each trouble with what mends it. It changes nothing.
import { accessSync, constants, existsSync, statfsSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { verifyChain } from "../casebook/audit.ts";
import { openCasebook } from "../casebook/casebook.ts";
import { chromiumPath } from "../report/pdf.ts";
import { rawPath, readReceipts } from "../sources/raw.ts";
import type { Text } from "../text/text.ts";
import type { Workspace } from "../workspace.ts";
import { currentCanon, hasShapeHere } from "./canon.ts";
import { readManifest, runIds } from "./generation.ts";

/** `optional`: something that can be done without is not there. */
export type Health = "sound" | "optional" | "broken";

export interface Finding {
  about: string;
  health: Health;
  says: Text;
  remedy: Text | null;
}

const GIB = 2 ** 30;

const sound = (about: string, says: Text): Finding => ({ about, health: "sound", says, remedy: null });
const trouble = (about: string, says: Text, remedy: Text, health: Health = "broken"): Finding => ({ about, health, says, remedy });
const same = (text: string): Text => ({ en: text, th: text });

function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return sound("node", same(process.version));
  return trouble("node", same(process.version), { en: "use Node 20.19 or newer", th: "ใช้ Node รุ่น 20.19 ขึ้นไป" });
}

function thai(): Finding {
  const sorted = ["ไก่", "กา", "เก"].sort(new Intl.Collator("th").compare).join(" ");
  const zone = new Intl.DateTimeFormat("en", { timeZone: "Asia/Bangkok" }).resolvedOptions().timeZone;
  if (sorted === "กา เก ไก่" && zone === "Asia/Bangkok")
    return sound("thai", { en: "order of Thai words and Thai time", th: "ลำดับคำไทยและเวลาไทย" });
  return trouble(
    "thai",
    { en: "this Node knows no Thai order or time", th: "Node นี้ไม่มีข้อมูลลำดับคำหรือเวลาไทย" },
    { en: "use a Node with full ICU data", th: "ใช้ Node ที่มีข้อมูล ICU ครบ" },
  );
}

function disk(workspace: Workspace): Finding {
  try {
    accessSync(workspace.path("tmp"), constants.W_OK);
  } catch {
    return trouble(
      "disk",
      { en: "the workspace cannot be written", th: "เขียนลงในพื้นที่ทำงานไม่ได้" },
      { en: "give this user the right to write there", th: "ให้สิทธิ์เขียนแก่ผู้ใช้นี้" },
    );
  }
  const { bavail, bsize } = statfsSync(workspace.root);
  const received = readReceipts(workspace).reduce((sum, { bytes }) => sum + bytes, 0);
  const [free, wanted] = [bavail * bsize, 3 * received + GIB];
  const says = same(`${(free / GIB).toFixed(1)} GiB`);
  if (free >= wanted) return sound("disk", says);
  return trouble("disk", says, {
    en: `make room: an import wants ${(wanted / GIB).toFixed(1)} GiB`,
    th: `เพิ่มเนื้อที่ว่าง: การนำเข้าต้องใช้ ${(wanted / GIB).toFixed(1)} GiB`,
  });
}

function key(workspace: Workspace): Finding {
  const open = (statSync(workspace.path("mask.key")).mode & 0o077) !== 0;
  if (!open) return sound("mask.key", { en: "only its owner can read it", th: "อ่านได้เฉพาะเจ้าของ" });
  return trouble(
    "mask.key",
    { en: "others on this machine can read the key of the masks", th: "ผู้ใช้อื่นในเครื่องอ่านกุญแจปกปิดได้" },
    same("chmod 600 mask.key"),
  );
}

function casebook(workspace: Workspace): Finding {
  if (!existsSync(workspace.path("casebook.sqlite"))) return sound("casebook", { en: "nobody has worked yet", th: "ยังไม่มีการทำงาน" });
  const opened = openCasebook(workspace.path("casebook.sqlite"));
  try {
    const [{ integrity_check: whole }] = opened.all<{ integrity_check: string }>("pragma integrity_check") as [{ integrity_check: string }];
    const chain = verifyChain(opened);
    if (whole === "ok" && chain.ok)
      return sound("casebook", { en: `${chain.entries} entries, whole`, th: `${chain.entries} รายการ ครบถ้วน` });
    return trouble("casebook", same(chain.trouble ?? whole), { en: "restore it from a backup", th: "กู้คืนจากข้อมูลสำรอง" });
  } finally {
    opened.close();
  }
}

function raw(workspace: Workspace): Finding {
  const receipts = readReceipts(workspace);
  const wrong = receipts.filter((it) => {
    const path = rawPath(workspace, it.sha256);
    return !existsSync(path) || statSync(path).size !== it.bytes;
  });
  if (!wrong.length) return sound("raw", { en: `${receipts.length} files received`, th: `ได้รับ ${receipts.length} แฟ้ม` });
  return trouble("raw", same(wrong.map(({ name }) => name).join(", ")), {
    en: "restore raw/ from a backup, or import these files again",
    th: "กู้คืน raw/ จากข้อมูลสำรอง หรือนำเข้าแฟ้มเหล่านี้อีกครั้ง",
  });
}

function judged(workspace: Workspace): Finding {
  const canon = currentCanon(workspace);
  if (!canon) return sound("run", { en: "nothing has been imported yet", th: "ยังไม่มีการนำเข้าข้อมูล" });
  const again: Text = { en: "jabta run", th: "jabta run" };
  if (!hasShapeHere(workspace.path("canon", canon.file)))
    return trouble("run", { en: "the records were compiled by another version", th: "ข้อมูลนี้ประมวลผลไว้ด้วยจับตารุ่นอื่น" }, again);
  const [newest] = runIds(workspace);
  if (!newest) return trouble("run", { en: "nothing has been judged yet", th: "ยังไม่มีการประเมิน" }, again);
  if (readManifest(workspace, newest).canon_hash !== canon.canon_hash)
    return trouble("run", { en: "records came in after the newest run", th: "มีข้อมูลเข้ามาหลังการประเมินล่าสุด" }, again, "optional");
  return sound("run", same(newest));
}

const onPath = (name: string): boolean => (process.env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, name)));

function reports(): Finding[] {
  const browser = chromiumPath();
  return [
    browser
      ? sound("chromium", same(browser))
      : trouble(
          "chromium",
          { en: "not found: no PDF", th: "ไม่พบ: จัดทำ PDF ไม่ได้" },
          { en: "install chromium, or name it in JABTA_CHROMIUM", th: "ติดตั้ง chromium หรือระบุใน JABTA_CHROMIUM" },
          "optional",
        ),
    onPath("pdftotext")
      ? sound("pdftotext", same("pdftotext"))
      : trouble(
          "pdftotext",
          { en: "not found: report-check reads no PDF", th: "ไม่พบ: report-check อ่าน PDF ไม่ได้" },
          { en: "install poppler-utils", th: "ติดตั้ง poppler-utils" },
          "optional",
        ),
  ];
}

function mail(): Finding {
  const { JABTA_SMTP_URL: url, JABTA_MAIL_FROM: from } = process.env;
  if (url && from) return sound("mail", same(from));
  if (!url && !from) return trouble("mail", { en: "no mail is sent", th: "ไม่ส่งอีเมล" }, same("JABTA_SMTP_URL, JABTA_MAIL_FROM"), "optional");
  return trouble("mail", { en: "one of two settings is missing", th: "ตั้งค่าไม่ครบ" }, same(url ? "JABTA_MAIL_FROM" : "JABTA_SMTP_URL"));
}

/** Everything that is looked at, sound or not. */
export const examine = (workspace: Workspace): Finding[] => [
  node(),
  thai(),
  disk(workspace),
  key(workspace),
  raw(workspace),
  judged(workspace),
  casebook(workspace),
  ...reports(),
  mail(),
];
