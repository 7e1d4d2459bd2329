// GET /v1/stats and /v1/series: totals by a dimension, and one measure over time.
import { z } from "zod";
import { METRICS, seriesTable } from "../app/series-table.ts";
import { DIMENSIONS, StatFilter, statTable } from "../app/stat-table.ts";
import { listing } from "./list.ts";
import { Paged } from "./parameter.ts";
import { Amount, Count, orNull } from "./shape.ts";

/** What every total says: of how many, how many were judged, and how many of those are flagged. */
export const TOTALS = {
  currency: z.string().nullable(),
  subjects: Count,
  judged: Count,
  flagged: Count,
  flagged_share: z.number().min(0).max(1).nullable(),
  amount: orNull(Amount),
  flagged_amount: orNull(Amount),
};

export const Stat = z
  .strictObject({ rank: Count, key: z.string().nullable(), name: z.string().nullable(), ...TOTALS })
  .meta({ id: "Stat" });

export const stats = listing({
  name: "listStats",
  path: "/v1/stats",
  says: {
    en: "Contracts, and processes without one, counted by a dimension: how many, judged, flagged, and how much; one row for each key and currency. A flag of a buyer, a supplier, a pair or a market counts for each contract it touches.",
    th: "จำนวนสัญญาและโครงการที่ยังไม่มีสัญญา แยกตามมิติที่เลือก ทั้งจำนวนทั้งหมด ที่ประเมินได้ ที่มีข้อสังเกต และจำนวนเงิน หนึ่งแถวต่อหนึ่งค่าและสกุลเงิน ข้อสังเกตของหน่วยงานผู้จัดซื้อจัดจ้าง คู่สัญญา คู่ของทั้งสอง หรือกลุ่มเปรียบเทียบ นับให้แก่ทุกสัญญาที่เกี่ยวข้อง",
  },
  query: z.strictObject({ by: z.enum(DIMENSIONS), ...StatFilter.shape, ...Paged.shape }),
  item: Stat,
  table: (generation, { by, ...filter }) => statTable(generation, by, filter),
});

const Point = z
  .strictObject({ rank: Count, period: z.string(), currency: z.string().nullable(), value: z.union([z.number(), Amount, z.null()]) })
  .meta({ id: "Point" });

export const series = listing({
  name: "listSeries",
  path: "/v1/series",
  says: { en: "One measure over time, by month of signing or fiscal year.", th: "ค่าหนึ่งค่าตามเวลา รายเดือนที่ลงนามหรือรายปีงบประมาณ" },
  query: z.strictObject({ metric: z.enum(METRICS), by: z.enum(["month", "year"]).optional(), ...StatFilter.shape, ...Paged.shape }),
  item: Point,
  table: (generation, { metric, by = "month", ...filter }) => seriesTable(generation, metric, by, filter),
});
