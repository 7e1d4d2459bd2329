// The page that lies in an export of everything: what is where, in both languages, and the commands that read the records in again.
import { isOwn } from "../catalogue/indicator.ts";
import type { Receipt } from "../sources/raw.ts";
import type { Manifest } from "./run.ts";

interface Lying extends Receipt {
  /** Where its bytes lie in the export. */
  file: string;
  mapping_file: string | null;
}

const shell = (text: string): string => (/^[\p{L}\p{M}\p{N}./:_-]+$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

const importOf = ({ file, source, as_of, mapping_file }: Lying): string =>
  ["jabta import", shell(file), "--source", shell(source), "--as-of", as_of, ...(mapping_file ? ["--mapping", mapping_file] : [])].join(
    " ",
  );

const codesOf = ({ results }: Manifest): string[] => results.map(({ indicator }) => indicator);

const runOf = (manifest: Manifest): string =>
  `jabta run --profile ${manifest.profile} --as-of ${manifest.as_of} --indicator ${codesOf(manifest)
    .filter((code) => !isOwn(code))
    .join(" ")}`;

/** The page. */
export function readmeOf(receipts: readonly Lying[], manifest: Manifest | null): string {
  const judged = manifest
    ? `Run ${manifest.run_id}, data to ${manifest.as_of}, result hash ${manifest.result_hash}.`
    : "Nothing had been judged when this was written.";
  return `# Everything of a workspace · ข้อมูลทั้งหมดของพื้นที่ทำงาน

A flag is a reason to look, not a verdict: it marks a risk and does not mean that anything wrong was done.
ข้อสังเกตเป็นเพียงเหตุให้ตรวจทานและระบุความเสี่ยง มิได้หมายความว่ามีการกระทำผิดหรือการทุจริต

${judged}

| where | what | ข้อมูล |
|---|---|---|
| \`received/\` | files as they were received, byte for byte, and \`receipts.json\` with whose they are and from which day they count. They may name natural persons. | แฟ้มตามที่ได้รับทุกไบต์ พร้อม \`receipts.json\` ซึ่งระบุแหล่งข้อมูลและวันที่เริ่มทราบ แฟ้มเหล่านี้อาจมีชื่อบุคคลธรรมดา |
| \`records/\` | what was read of them, one table per noun; natural persons are masked | ข้อมูลที่อ่านได้ แยกเป็นตาราง บุคคลธรรมดาถูกปกปิด |
| \`results/\` | the run in force: \`flag_list\` (flags with their sentences and addresses), scores and totals; \`answers/\` has the answer of every question for every subject; \`indicators.json\` the questions and their SQL | ผลการประเมินรอบล่าสุด: \`flag_list\` (ข้อสังเกต ข้อความ และตำแหน่งข้อมูล) คะแนน และยอดรวม \`answers/\` มีคำตอบของทุกคำถาม \`indicators.json\` มีคำถามและคำสั่ง SQL |
| \`people/\` | what people did, as JSON lines: reviews, publications, replies, schedules, the log. Passwords, keys and other secrets are left out. | งานของผู้ตรวจทานในรูป JSON lines ได้แก่ การตรวจทาน การเผยแพร่ คำชี้แจง ตารางเวลา และบันทึก ไม่รวมรหัสผ่าน กุญแจ และความลับอื่น |
| \`dictionary.csv\` | each column of \`records/\` and \`results/\`: its type and its name in both languages | ชนิดและชื่อของแต่ละคอลัมน์ทั้งสองภาษา |
| \`contents.json\` | each file with its SHA-256, bytes and rows | แฟ้มทั้งหมดพร้อมค่า SHA-256 จำนวนไบต์ และจำนวนแถว |

Tables lie twice: as Parquet, which keeps every type, and as CSV (gzip), which anything reads. The CSV is for programs: a spreadsheet may compute texts that
begin with = + - or @; \`jabta report\` writes files for people. Rows join by columns that end in \`_key\`; amounts are decimals beside their currency.

ตารางมีสองรูปแบบ คือ Parquet ซึ่งเก็บชนิดข้อมูลครบ และ CSV (gzip) ซึ่งโปรแกรมใดก็อ่านได้ แฟ้ม CSV มีไว้สำหรับโปรแกรม ตารางคำนวณอาจคำนวณข้อความที่ขึ้นต้นด้วย = + - หรือ @
หากต้องการแฟ้มสำหรับบุคคลให้ใช้ \`jabta report\` ตารางเชื่อมกันด้วยคอลัมน์ที่ลงท้ายด้วย \`_key\` จำนวนเงินเป็นทศนิยมและมีสกุลเงินกำกับ

To read the records in again, in an empty workspace · นำข้อมูลเข้าพื้นที่ทำงานใหม่:

\`\`\`sh
${[...receipts.map(importOf), ...(manifest ? [runOf(manifest)] : [])].join("\n")}
\`\`\`
${manifest && !codesOf(manifest).some(isOwn) ? `\nThe same version of jabta then gives the result hash above, whatever key masks natural persons there. จับตารุ่นเดียวกันจะให้ค่าแฮชผลการประเมินเดียวกัน แม้ใช้กุญแจปกปิดอื่น\n` : ""}`;
}
