// The law as data: its tables read as text, what is wrong in them, and the page that lists them in both languages.
import { readdirSync, readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { requireCatalogue } from "../src/catalogue/load.ts";
import { packaged } from "../src/package-root.ts";
import { peersReadBy } from "../src/peers/peers.ts";

export type LawRow = Record<string, string>;

/** Every table in the order in which it is shown; `key` is what tells rows of different rules apart, dates and bands of value left out. */
export const LAW = {
  method_limit: {
    en: "Methods and their limits of value",
    th: "วิธีจัดซื้อจัดจ้างและวงเงิน",
    key: ["country", "method", "category", "scope", "currency"],
  },
  submission_days: { en: "Days to advertise", th: "ระยะเวลาเผยแพร่ประกาศเชิญชวน", key: ["country", "method", "scope", "currency"] },
  hearing_days: { en: "Hearing of the draft", th: "การรับฟังความคิดเห็นร่างประกาศ", key: ["country", "method", "scope", "currency"] },
  appeal_days: { en: "Appeal, and when a contract may be signed", th: "การอุทธรณ์และเวลาที่ลงนามในสัญญาได้", key: ["country"] },
  fiscal_year: { en: "Fiscal year", th: "ปีงบประมาณ", key: ["country"] },
  value_rule: { en: "Other rules of value", th: "ข้อกำหนดอื่นด้านวงเงิน", key: ["country", "rule", "scope", "currency"] },
  holiday: { en: "Holidays", th: "วันหยุดราชการ", key: ["country", "holiday_on"] },
} as const;

export type LawTable = keyof typeof LAW;

const readTable = (name: string): LawRow[] => parse(readFileSync(packaged(`data/law/${name}.csv`), "utf8"), { columns: true });

export const lawRows = (name: LawTable): LawRow[] => readTable(name);
export const documents = (): LawRow[] => readTable("document");
export const lawTablesOnDisk = (): string[] =>
  readdirSync(packaged("data/law"))
    .map((name) => name.replace(/\.csv$/, ""))
    .sort();

const number = (text: string | undefined, without: number): number => (text ? Number(text) : without);

/** Pairs of rows of one rule whose days and bands of value meet: one contract would have two answers. */
export function overlaps(rows: readonly LawRow[], key: readonly string[]): string[] {
  const found: string[] = [];
  for (const [at, one] of rows.entries())
    for (const other of rows.slice(at + 1)) {
      if (key.some((column) => one[column] !== other[column])) continue;
      const days = (one.from_on || "0") <= (other.to_on || "9") && (other.from_on || "0") <= (one.to_on || "9");
      const bands =
        number(one.min_amount, 0) <= number(other.max_amount, Number.POSITIVE_INFINITY) &&
        number(other.min_amount, 0) <= number(one.max_amount, Number.POSITIVE_INFINITY);
      if (days && bands) found.push(key.map((column) => one[column]).join(" "));
    }
  return found;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const isDay = (text: string): boolean => DAY.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);

/** What is wrong in the rows of a table: dates, words, a source that nobody can find. */
export function problems(rows: readonly LawRow[], sources: ReadonlyMap<string, LawRow>): string[] {
  const found: string[] = [];
  for (const [at, row] of rows.entries()) {
    const say = (problem: string) => found.push(`row ${at + 1}: ${problem}`);
    if (!/^[A-Z]{2}$/.test(row.country ?? "")) say("names no country");
    for (const column of ["from_on", "to_on", "holiday_on"]) if (row[column] && !isDay(row[column])) say(`${column} is no day`);
    if (row.from_on && row.to_on && row.from_on > row.to_on) say("ends before it begins");
    if (row.verified !== "yes" && row.verified !== "no") say("does not say whether it is verified");
    if (!sources.has(row.source ?? "")) say(`source ${row.source} is not in document.csv`);
    if (row.verified === "yes" && !row.clause) say("is verified and names no section or clause");
    const words = row.holiday_on ? [row.name_en, row.name_th] : [row.basis_en, row.basis_th];
    if (!words[0] || !/[฀-๿]/.test(words[1] ?? "")) say("is not told in both languages");
    if (row.unit && row.unit !== "weekdays" && row.unit !== "days") say(`counts in ${row.unit}`);
    const inForce = sources.get(row.source ?? "")?.in_force_on;
    if (inForce && row.from_on && row.from_on < inForce) say("holds before its source is in force");
  }
  return found;
}

/** Codes of the indicators whose method reads a table, directly or through what is counted beforehand. */
export function readers(table: string): string[] {
  const names = new RegExp(`\\blaw\\.${table}\\b`);
  return requireCatalogue()
    .filter(({ sql }) => sql !== null)
    .filter(({ sql }) =>
      [sql!, ...peersReadBy([sql!]).map((name) => readFileSync(packaged(`src/peers/${name}.sql`), "utf8"))].some((text) =>
        names.test(text),
      ),
    )
    .map(({ id }) => id);
}

const cell = (text: string): string => text.replaceAll("|", " / ").replaceAll("\n", " ").trim();
const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(" | ")} |`;
const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [line(heads), `|${"---|".repeat(heads.length)}`, ...rows.map(line)].join("\n");

/** The columns that are numbers of the rule itself, with the dates between which it holds. */
const NUMBERS = [
  "method",
  "scope",
  "min_amount",
  "over_amount",
  "max_amount",
  "amount",
  "share",
  "currency",
  "days",
  "unit",
  "is_required",
  "first_month",
  "rule",
  "holiday_on",
];

const yes = (verified: string): string => (verified === "yes" ? "yes · ตรวจสอบแล้ว" : "**no** · ยังไม่ได้ตรวจสอบ");

/** docs/law.md, whole. */
export function lawPage(): string {
  const sources = documents();
  const titled = (source: string, clause: string): string => {
    const { part_en, part_th } = sources.find((row) => row.source === source)!;
    if (!clause) return source;
    return `${source}${/^\d/.test(clause) ? `, ${part_en} · ${part_th} ${clause}` : `, ${clause}`}`;
  };
  const sections = (Object.keys(LAW) as LawTable[]).map((name) => {
    const rows = lawRows(name);
    const shown = NUMBERS.filter((column) => rows.some((row) => row[column]));
    const by = readers(name);
    return [
      `## ${LAW[name].en} · ${LAW[name].th}`,
      `[data/law/${name}.csv](../data/law/${name}.csv). ${by.length ? `Read by · ใช้โดย ${by.join(", ")}.` : "No indicator reads it yet · ยังไม่มีตัวชี้วัดใช้"}`,
      table(
        [
          ...(rows.some((row) => "from_on" in row) ? ["from · ตั้งแต่", "to · ถึง"] : []),
          ...shown,
          "what it says",
          "ข้อกำหนด",
          "source · ที่มา",
          "verified · ตรวจสอบ",
        ],
        rows.map((row) => [
          ...("from_on" in row ? [row.from_on || "–", row.to_on || "–"] : []),
          ...shown.map((column) => row[column] ?? ""),
          row.basis_en ?? row.name_en!,
          row.basis_th ?? row.name_th!,
          titled(row.source!, row.clause!),
          yes(row.verified!),
        ]),
      ),
    ].join("\n\n");
  });
  const basis = requireCatalogue().flatMap(({ id, basis }) =>
    basis.map(({ country, law, verified }) => [id, country, law.en, law.th, yes(verified ? "yes" : "no")]),
  );
  return `# The law as data · กฎหมายในรูปข้อมูล

Made by \`npm run docs\` from [data/law](../data/law) and from the \`basis\` of each indicator. An indicator takes the row that holds on the day of the announcement or contract;
a row that is not verified never raises a flag. To change a limit, end its row (\`to_on\`) and add one for the days after it: runs tell that the law has changed.

หน้านี้สร้างด้วย \`npm run docs\` จาก [data/law](../data/law) และ \`basis\` ของตัวชี้วัดแต่ละตัว ตัวชี้วัดใช้แถวที่มีผลในวันประกาศหรือวันทำสัญญา
แถวที่ยังไม่ได้ตรวจสอบจะไม่ทำให้เกิดข้อสังเกต หากวงเงินเปลี่ยน ให้ใส่วันสิ้นสุดในแถวเดิม (\`to_on\`) แล้วเพิ่มแถวใหม่ ผลการประเมินจะบอกว่ากฎหมายเปลี่ยน

Working days are counted as weekdays less the verified holidays. None of the holidays below is verified yet, so that weekdays are counted and said so: a period too short by weekdays is too short by working days as well.

วันทำการนับเป็นวันจันทร์ถึงวันศุกร์ หักวันหยุดราชการที่ตรวจสอบแล้ว วันหยุดในตารางยังไม่ได้ตรวจสอบ จึงนับวันจันทร์ถึงวันศุกร์และระบุไว้ ระยะเวลาที่สั้นเกินไปเมื่อนับเช่นนี้ย่อมสั้นเกินไปเมื่อนับวันทำการด้วย

Not on file, because no text was at hand: rules for small firms, later circulars that change limits or days, exceptions in emergencies · ยังไม่มีข้อมูล เพราะไม่มีตัวบท: ข้อกำหนดสำหรับวิสาหกิจขนาดกลางและขนาดย่อม หนังสือเวียนภายหลัง และข้อยกเว้นกรณีฉุกเฉิน

${sections.join("\n\n")}

## Sources · ที่มา

${table(
  ["source · ที่มา", "title", "ชื่อ", "published in · เผยแพร่ใน", "in force from · ใช้บังคับตั้งแต่", "address · ที่อยู่", "how it was read", "อ่านจาก"],
  sources.map((row) => [
    row.source!,
    row.title_en!,
    row.title_th!,
    row.published_in!,
    row.in_force_on!,
    row.url!,
    row.read_en!,
    row.read_th!,
  ]),
)}

## What indicators take from the law · ข้อกฎหมายที่ตัวชี้วัดอ้าง

${table(["indicator · ตัวชี้วัด", "country · ประเทศ", "basis", "ข้อกฎหมาย", "verified · ตรวจสอบ"], basis)}
`;
}
