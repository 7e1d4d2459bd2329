// The verb `new`: a working draft of an indicator, made from the template.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { UserError } from "../error.ts";
import { packaged } from "../package-root.ts";
import { IndicatorSpec, isOwn } from "./indicator.ts";

/** What the template is called; the draft takes these places. */
const [CODE, TITLE] = ["X000", "Title of the indicator"];
const MOST_WORDS = 5;

export interface Draft {
  id: string;
  folder: string;
  files: string[];
  /** Lines of indicator.yaml that wait for words. */
  marks: number;
}

/** Folder names are made of lower-case words joined by hyphens. */
export const folderName = (code: string, title: string): string =>
  `${code.split(":").at(-1)}-${title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")}`;

/** Writes a draft into the house's catalogue, or, where the code says whose it is, into a folder of one's own. */
export function scaffold(code: string, title: string, own?: string): Draft {
  check(code, title, own);
  const home = isOwn(code) ? resolve(own ?? "indicators-of-my-own") : packaged("indicators");
  const folder = join(home, folderName(code, title));
  const taken = existsSync(home) && readdirSync(home).find((name) => name.startsWith(`${code.split(":").at(-1)}-`));
  if (taken) {
    throw new UserError("indicator-exists", {
      what: { en: `${code} stands there already`, th: `มี ${code} อยู่แล้ว` },
      where: join(home, taken),
      remedy: { en: "choose another code", th: "เลือกรหัสอื่น" },
      exit: "usage",
    });
  }
  const template = packaged("indicators/_template");
  const files = readdirSync(template).sort();
  mkdirSync(folder, { recursive: true });
  let marks = 0;
  for (const file of files) {
    const draft = readFileSync(join(template, file), "utf8").replaceAll(TITLE, title).replaceAll(CODE, code);
    if (file === "indicator.yaml") marks = draft.split("\n").filter((line) => !line.startsWith("#") && line.includes("✎")).length;
    writeFileSync(join(folder, file), draft, { flag: "wx" });
  }
  return { id: code, folder, files, marks };
}

function check(code: string, title: string, own: string | undefined): void {
  const refuse = (en: string, th: string, remedy: { en: string; th: string }): never => {
    throw new UserError("draft-refused", { what: { en, th }, remedy, exit: "usage" });
  };
  if (!IndicatorSpec.shape.id.safeParse(code).success) {
    refuse(`${code} is no code of an indicator`, `${code} ไม่ใช่รหัสของตัวชี้วัด`, {
      en: "give one of the catalogue, such as X199, or of your own, such as mine:X901",
      th: "ระบุรหัสของบัญชีตัวชี้วัด เช่น X199 หรือของตนเอง เช่น mine:X901",
    });
  }
  if (own !== undefined && !isOwn(code)) {
    refuse(`${code} does not say whose it is`, `${code} ไม่ได้ระบุว่าเป็นของใคร`, {
      en: `in a folder of your own, name it mine:${code}`,
      th: `ในโฟลเดอร์ของตนเองให้ใช้ mine:${code}`,
    });
  }
  if (!/^[A-Z][\x20-\x7e]*$/.test(title) || /["\\{}:#✎]/.test(title) || title.trim().split(/\s+/).length > MOST_WORDS) {
    refuse(`"${title}" is no title`, `"${title}" ไม่ใช่ชื่อที่ใช้ได้`, {
      en: `give at most ${MOST_WORDS} words in English, the first with a capital, without quotes, braces, # or :`,
      th: `ระบุชื่อภาษาอังกฤษไม่เกิน ${MOST_WORDS} คำ ขึ้นต้นด้วยตัวพิมพ์ใหญ่ ไม่มีเครื่องหมายคำพูด ปีกกา # หรือ :`,
    });
  }
}
