// The verb `validate TABLE`: how well each collusion screen, and all together, tell labelled tenders apart in any table of bids.
import { requireCatalogue } from "../catalogue/load.ts";
import { type Auc, aucOf, type Labelled } from "../score/auc.ts";
import { seeded } from "../score/draw.ts";
import { SCREENS, screensOf } from "../score/screen.ts";
import type { Text } from "../text/text.ts";
import { type Group, grouped, type Labels, LEFT_OUT, readTable, requireTwo, unreadable } from "./bid-table.ts";

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

const BESIDE = {
  combined: { en: "all screens together, each by its place", th: "ทุกตัวกรองรวมกันตามลำดับที่" },
  bids: { en: "few bids", th: "ผู้เสนอราคาน้อยราย" },
  random: { en: "a random order", th: "ลำดับสุ่ม" },
} as const satisfies Record<string, Text>;

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
export async function validateTable(
  path: string,
  named: Readonly<Record<string, string>> = {},
  draws = 1000,
  labels: Labels = {},
): Promise<TableReport> {
  const rows = await readTable(path, named);
  const found = grouped(rows, labels);
  requireTwo(path, rows, found);
  const { tenders, left } = found;
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
