// Labelled bids out of any table: columns by name or as told, what cannot be used counted, and what could be read two ways refused.
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { literal, openDb, type Row } from "../db.ts";
import { UserError } from "../error.ts";
import { textOf } from "../sources/encoding.ts";
import { openFile } from "../sources/open.ts";
import { arabicDigits } from "../sources/thai-number.ts";
import type { Text } from "../text/text.ts";

/** Columns of a table of bids, one row a bid; the label is of the tender and stands on each of its rows. */
export const NEEDED = ["tender", "bidder", "price", "winner", "label"] as const;
const OPTIONAL = ["estimate", "date"] as const;
type Name = (typeof NEEDED)[number] | (typeof OPTIONAL)[number];

export const LEFT_OUT = {
  tender: { en: "no tender", th: "ไม่ระบุการประกวดราคา" },
  price: { en: "no price above zero", th: "ไม่มีราคาที่มากกว่าศูนย์" },
  comma: { en: "a price whose comma does not part thousands", th: "ราคาที่เครื่องหมายจุลภาคไม่ได้คั่นหลักพัน" },
  label: { en: "no label of yes or no", th: "ไม่มีป้ายกำกับว่าใช่หรือไม่ใช่" },
  labels: { en: "tender with two labels", th: "การประกวดราคาที่มีป้ายกำกับสองแบบ" },
} as const satisfies Record<string, Text>;
export type LeftOut = keyof typeof LEFT_OUT;

const YES = /^(1(\.0+)?|true|yes|y|t|collusion|collusive|cartel|rigged|won|winner|ใช่)$/i;
const NO = /^(0(\.0+)?|false|no|n|f|competitive|competition|honest|clean|lost|loser|ไม่ใช่)$/i;
const said = (text: unknown): boolean | null => {
  const word = String(text ?? "").trim();
  return YES.test(word) ? true : NO.test(word) ? false : null;
};

/** A number as printed; commas only where they part thousands, since "1234,50" may be either. */
const PRINTED = /^\d+(\.\d+)?(e[+-]?\d+)?$|^\d{1,3}(,\d{3})+(\.\d+)?$/i;
const number = (text: unknown): number | "unclear" | null => {
  const word = arabicDigits(String(text ?? "").trim());
  if (!PRINTED.test(word)) return /\d,\d/.test(word) ? "unclear" : null;
  const value = Number(word.replaceAll(",", ""));
  return Number.isFinite(value) && value > 0 ? value : null;
};

export function unreadable(path: string, what: Text, remedy?: Text): UserError {
  return new UserError("table-unusable", {
    what,
    where: path,
    remedy: remedy ?? {
      en: `give a CSV or Parquet file with the columns ${NEEDED.join(", ")} (estimate and date if known), or name yours: --column tender=auction_id`,
      th: `ใช้แฟ้ม CSV หรือ Parquet ที่มีคอลัมน์ ${NEEDED.join(", ")} (และ estimate, date ถ้ามี) หรือระบุชื่อคอลัมน์ด้วย --column tender=auction_id`,
    },
    exit: "unusable",
  });
}

/** The file as the engine can read it: Parquet as it is, text in UTF-8 whatever it was written in. */
async function readable(path: string, folder: string): Promise<string> {
  if (/\.parquet$/i.test(path)) return `read_parquet(${literal(path)})`;
  const plain = join(folder, "table.csv");
  await writeFile(plain, textOf(await openFile(path, basename(path))));
  return `read_csv(${literal(plain)}, all_varchar = true, header = true)`;
}

export async function readTable(path: string, named: Readonly<Record<string, string>>): Promise<Row[]> {
  if (!existsSync(path))
    throw new UserError("no-such-input", { what: { en: "there is no such file", th: "ไม่พบแฟ้มนี้" }, where: path, exit: "noInput" });
  const db = await openDb({ threads: 1 });
  const folder = mkdtempSync(join(tmpdir(), "jabta-table-"));
  try {
    const from = await readable(path, folder);
    const columns = (await db.columns(`from ${from}`)).map(([name]) => name);
    const find = (name: Name) => columns.find((column) => column.toLowerCase() === (named[name] ?? name).toLowerCase());
    const missing = NEEDED.filter((name) => !find(name));
    if (missing.length)
      throw unreadable(path, { en: `the table has no column ${missing.join(", ")}`, th: `ตารางไม่มีคอลัมน์ ${missing.join(", ")}` });
    const select = [...NEEDED, ...OPTIONAL].flatMap((name) => {
      const column = find(name);
      return column ? [`"${column.replaceAll('"', '""')}"::varchar as ${name}`] : [];
    });
    return await db.rows(`select ${select.join(", ")} from ${from}`);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw unreadable(path, { en: `the table cannot be read: ${(error as Error).message.split("\n")[0]}`, th: "อ่านตารางไม่ได้" });
  } finally {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface Group {
  prices: number[];
  winning: number | null;
  estimate: number | null;
  labels: Set<boolean>;
}

/** How a table says its labels. */
export interface Labels {
  /** The word that means yes; every other means no. */
  yes?: string | undefined;
  /** Whether a label is of its bid: a tender then counts as yes where one of its bids is. */
  ofBid?: boolean | undefined;
}

/** Gathers bids by tender; what cannot be used is counted. */
export function grouped(rows: readonly Row[], { yes, ofBid }: Labels): { tenders: Map<string, Group>; left: Map<LeftOut, number> } {
  const tenders = new Map<string, Group>();
  const left = new Map<LeftOut, number>();
  const leave = (reason: LeftOut) => left.set(reason, (left.get(reason) ?? 0) + 1);
  for (const row of rows) {
    const price = number(row.price);
    const word = String(row.label ?? "").trim();
    const label = yes === undefined || word === "" ? said(word) : word === yes;
    if (!row.tender) leave("tender");
    else if (price === "unclear") leave("comma");
    else if (price === null) leave("price");
    else if (label === null) leave("label");
    else {
      const group = tenders.get(String(row.tender)) ?? { prices: [], winning: null, estimate: null, labels: new Set<boolean>() };
      tenders.set(String(row.tender), group);
      group.prices.push(price);
      group.labels.add(label);
      const estimate = number(row.estimate);
      group.estimate ??= typeof estimate === "number" ? estimate : null;
      // The winner is marked on its row, or named on every row.
      if (said(row.winner) === true || (row.winner && row.winner === row.bidder)) group.winning = price;
    }
  }
  if (ofBid) for (const { labels } of tenders.values()) if (labels.has(true)) labels.delete(false);
  return { tenders, left };
}

/** More tenders than this with two labels are no slips: the labels are of bids. */
const MOST_MIXED = 0.05;

/** Refuses a table of which nothing could be told apart, and says what of it could not be read. */
export function requireTwo(path: string, rows: readonly Row[], { tenders, left }: ReturnType<typeof grouped>): void {
  if (!rows.length) throw unreadable(path, { en: "the table has no rows", th: "ตารางไม่มีแถวข้อมูล" });
  const groups = [...tenders.values()];
  const mixed = groups.filter(({ labels }) => labels.size > 1).length;
  if (mixed > groups.length * MOST_MIXED)
    throw unreadable(
      path,
      {
        en: `in ${mixed} of ${groups.length} tenders the bids bear both labels`,
        th: `ข้อเสนอในการประกวดราคา ${mixed} จาก ${groups.length} รายการมีป้ายกำกับทั้งสองแบบ`,
      },
      {
        en: "if the label is of the bid, say --label-of bid: a tender then counts as yes where one of its bids is",
        th: "หากป้ายกำกับเป็นของข้อเสนอแต่ละราย ให้ระบุ --label-of bid การประกวดราคาจะนับว่าใช่เมื่อมีข้อเสนออย่างน้อยหนึ่งรายที่ใช่",
      },
    );
  const words = [...new Set(rows.map(({ label }) => String(label ?? "").trim()))].filter((word) => word && said(word) === null).sort();
  if (words.length && left.get("label"))
    if (left.get("label")! > rows.length * MOST_MIXED)
      throw unreadable(
        path,
        {
          en: `nobody said which of these labels means yes: ${words.slice(0, 5).join(", ")}${words.length > 5 ? ", …" : ""}`,
          th: `ไม่ได้ระบุว่าป้ายกำกับใดหมายถึงใช่: ${words.slice(0, 5).join(", ")}${words.length > 5 ? ", …" : ""}`,
        },
        { en: `name it: --yes "${words[0]}"; every other label then means no`, th: `ระบุด้วย --yes "${words[0]}" ป้ายกำกับอื่นจะหมายถึงไม่ใช่` },
      );
  if (!groups.length)
    throw unreadable(path, {
      en: `no row can be used: ${[...left].map(([reason, count]) => `${count} ${LEFT_OUT[reason].en}`).join(", ")}`,
      th: `ไม่มีแถวที่ใช้ได้: ${[...left].map(([reason, count]) => `${LEFT_OUT[reason].th} ${count}`).join(", ")}`,
    });
}
