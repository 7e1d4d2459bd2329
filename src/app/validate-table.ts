// The verb `validate TABLE`: how well each collusion screen, and all together, tell labelled tenders apart in any table of bids.
import { existsSync } from "node:fs";
import { requireCatalogue } from "../catalogue/load.ts";
import { literal, openDb, type Row } from "../db.ts";
import { UserError } from "../error.ts";
import { type Auc, aucOf, type Labelled } from "../score/auc.ts";
import { seeded } from "../score/draw.ts";
import { SCREENS, screensOf } from "../score/screen.ts";
import type { Text } from "../text/text.ts";

/** Columns of a table of bids, one row a bid; the label is of the tender and stands on each of its rows. */
export const NEEDED = ["tender", "bidder", "price", "winner", "label"] as const;
const OPTIONAL = ["estimate", "date"] as const;
type Name = (typeof NEEDED)[number] | (typeof OPTIONAL)[number];

export interface Screened extends Auc {
  name: string;
  title: Text;
  /** Tenders for which it could be computed. */
  tenders: number;
}

export interface TableReport {
  bids: number;
  tenders: number;
  positives: number;
  negatives: number;
  /** Left out, and why. */
  left_out: { reason: Text; rows: number }[];
  screens: (Screened | { name: string; title: Text; tenders: number; auc: null })[];
}

const LEFT_OUT = {
  tender: { en: "no tender", th: "ไม่ระบุการประกวดราคา" },
  price: { en: "no price above zero", th: "ไม่มีราคาที่มากกว่าศูนย์" },
  label: { en: "no label of yes or no", th: "ไม่มีป้ายกำกับว่าใช่หรือไม่ใช่" },
  labels: { en: "tender with two labels", th: "การประกวดราคาที่มีป้ายกำกับสองแบบ" },
} as const satisfies Record<string, Text>;
type LeftOut = keyof typeof LEFT_OUT;

const BESIDE = {
  combined: { en: "all screens together, each by its place", th: "ทุกตัวกรองรวมกันตามลำดับที่" },
  bids: { en: "few bids", th: "ผู้เสนอราคาน้อยราย" },
  random: { en: "a random order", th: "ลำดับสุ่ม" },
} as const satisfies Record<string, Text>;

const YES = /^(1|true|yes|y|t|collusion|collusive|cartel|won|winner|ใช่)$/i;
const NO = /^(0|false|no|n|f|competitive|competition|clean|lost|loser|ไม่ใช่)?$/i;
const said = (text: unknown): boolean | null => {
  const word = String(text ?? "").trim();
  return YES.test(word) ? true : NO.test(word) ? false : null;
};
const number = (text: unknown): number | null => {
  const value = Number(
    String(text ?? "")
      .replaceAll(",", "")
      .trim() || Number.NaN,
  );
  return Number.isFinite(value) && value > 0 ? value : null;
};

function unreadable(path: string, what: { en: string; th: string }): UserError {
  return new UserError("table-unusable", {
    what,
    where: path,
    remedy: {
      en: `give a CSV or Parquet file with the columns ${NEEDED.join(", ")} (estimate and date if known), or name yours: --column tender=auction_id`,
      th: `ใช้แฟ้ม CSV หรือ Parquet ที่มีคอลัมน์ ${NEEDED.join(", ")} (และ estimate, date ถ้ามี) หรือระบุชื่อคอลัมน์ด้วย --column tender=auction_id`,
    },
    exit: "unusable",
  });
}

async function readTable(path: string, named: Readonly<Record<string, string>>): Promise<Row[]> {
  if (!existsSync(path))
    throw new UserError("no-such-input", { what: { en: "there is no such file", th: "ไม่พบแฟ้มนี้" }, where: path, exit: "noInput" });
  const db = await openDb({ threads: 1 });
  const from = /\.parquet$/i.test(path)
    ? `read_parquet(${literal(path)})`
    : `read_csv(${literal(path)}, all_varchar = true, header = true)`;
  try {
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
  }
}

interface Group {
  prices: number[];
  winning: number | null;
  estimate: number | null;
  labels: Set<boolean>;
}

/** Gathers bids by tender; what cannot be used is counted. */
function grouped(rows: readonly Row[]): { tenders: Map<string, Group>; left: Map<LeftOut, number> } {
  const tenders = new Map<string, Group>();
  const left = new Map<LeftOut, number>();
  const leave = (reason: LeftOut) => left.set(reason, (left.get(reason) ?? 0) + 1);
  for (const row of rows) {
    const price = number(row.price);
    const label = String(row.label ?? "").trim() === "" ? null : said(row.label);
    if (!row.tender) leave("tender");
    else if (price === null) leave("price");
    else if (label === null) leave("label");
    else {
      const group = tenders.get(String(row.tender)) ?? { prices: [], winning: null, estimate: null, labels: new Set<boolean>() };
      tenders.set(String(row.tender), group);
      group.prices.push(price);
      group.labels.add(label);
      group.estimate ??= number(row.estimate);
      // The winner is marked on its row, or named on every row.
      if (said(row.winner) === true || (row.winner && row.winner === row.bidder)) group.winning = price;
    }
  }
  return { tenders, left };
}

/** Each value as its share of the values not above it, so that screens of different scales can be added. */
function placed(values: readonly (number | null)[]): (number | null)[] {
  const sorted = values.filter((value): value is number => value !== null).sort((a, b) => a - b);
  const below = (value: number, or: boolean) => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (or ? sorted[middle]! <= value : sorted[middle]! < value) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return values.map((value) => (value === null ? null : (below(value, false) + below(value, true)) / 2 / sorted.length));
}

/** Measures every screen on a labelled table, beside a random order and the number of bids. */
export async function validateTable(path: string, named: Readonly<Record<string, string>> = {}, draws = 1000): Promise<TableReport> {
  const rows = await readTable(path, named);
  const { tenders, left } = grouped(rows);
  const kept: (Group & { positive: boolean })[] = [];
  for (const id of [...tenders.keys()].sort()) {
    const group = tenders.get(id)!;
    if (group.labels.size > 1) left.set("labels", (left.get("labels") ?? 0) + group.prices.length);
    else kept.push({ ...group, positive: group.labels.has(true) });
  }
  const positives = kept.filter(({ positive }) => positive).length;
  if (!positives || positives === kept.length)
    throw unreadable(path, {
      en: "the labels are all one: there is nothing to tell apart",
      th: "ป้ายกำกับเหมือนกันทั้งหมด จึงไม่มีสิ่งใดให้แยกแยะ",
    });
  const values = kept.map(screensOf);
  const measured = (name: string, title: Text, of: readonly (number | null)[]): TableReport["screens"][number] => {
    const labelled = kept.flatMap(({ positive }, index): Labelled[] => {
      const value = of[index];
      return value === null || value === undefined ? [] : [{ value, positive }];
    });
    const auc = aucOf(labelled, draws);
    return auc ? { name, title, tenders: labelled.length, ...auc } : { name, title, tenders: labelled.length, auc: null };
  };
  const places = Object.keys(SCREENS).map((code) => placed(values.map((it) => it[code]!)));
  const combined = kept.map((_, index) => {
    const own = places.flatMap((place) => place[index] ?? []);
    return own.length ? own.reduce((total, value) => total + value, 0) / own.length : null;
  });
  const random = seeded(20260104);
  const catalogue = new Map(requireCatalogue().map(({ id, title }) => [id, title]));
  return {
    bids: rows.length,
    tenders: kept.length,
    positives,
    negatives: kept.length - positives,
    left_out: [...left].sort(([a], [b]) => (a < b ? -1 : 1)).map(([reason, count]) => ({ reason: LEFT_OUT[reason], rows: count })),
    screens: [
      ...Object.keys(SCREENS).map((code) =>
        measured(
          code,
          catalogue.get(code)!,
          values.map((it) => it[code]!),
        ),
      ),
      measured("combined", BESIDE.combined, combined),
      measured(
        "bids",
        BESIDE.bids,
        kept.map(({ prices }) => -prices.length),
      ),
      measured(
        "random",
        BESIDE.random,
        kept.map(() => random()),
      ),
    ],
  };
}
