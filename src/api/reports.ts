// GET /v1/reports and /v1/reports/{name}: which reports there are, and one of them filled, every cell of it.
import { z } from "zod";
import { Filter } from "../app/filter.ts";
import { fillReport, listReports, reportJson, STATUSES } from "../app/report.ts";
import { operation } from "./operation.ts";
import { OfRun } from "./parameter.ts";
import { RUN_GONE } from "./problem.ts";

const Both = z.strictObject({ en: z.string(), th: z.string() });

const Listed = z
  .strictObject({
    name: z.string(),
    title: Both,
    for: Both,
    answers: Both,
    needs: z.array(z.string()),
    settings: z.record(z.string(), z.looseObject({ type: z.string() })),
    main: z.string(),
    tables: z.array(z.string()),
  })
  .meta({ id: "Report" });

const json = { "Content-Type": "application/json", "Cache-Control": "no-store" };

export const reports = operation({
  name: "listReports",
  path: "/v1/reports",
  says: { en: "Reports, with the filters each needs and its settings.", th: "รายงานทั้งหมด พร้อมตัวกรองที่ต้องระบุและค่ากำหนด" },
  query: OfRun.pick({ lang: true }),
  answer: z.strictObject({ items: z.array(Listed) }),
  problems: [],
  async respond({ c }) {
    const items = listReports().map(({ name, title, for: whom, answers, needs, settings, main, queries }) => ({
      name,
      title,
      for: whom,
      answers,
      needs,
      settings,
      main,
      tables: queries.map((query) => query.name),
    }));
    return c.body(JSON.stringify({ items }), 200, json);
  },
});

export const report = operation({
  name: "getReport",
  path: "/v1/reports/{name}",
  says: {
    en: "One report filled from a run: its stamp and every table, whole. The same as `jabta report NAME --format json`.",
    th: "รายงานหนึ่งฉบับจากรอบการประเมิน พร้อมตราประทับและตารางทั้งหมด เช่นเดียวกับ `jabta report NAME --format json`",
  },
  query: z.strictObject({ ...Filter.shape, ...OfRun.shape, status: z.enum(STATUSES).optional() }),
  answer: z.looseObject({
    format: z.string(),
    title: Both,
    stamp: z.looseObject({ run_id: z.string(), content_hash: z.string() }),
    tables: z.record(z.string(), z.looseObject({})),
  }),
  problems: ["report-unknown", "report-about", "run-unknown", ...RUN_GONE, "no-run", "too-slow", "too-busy"],
  async respond({ c, house, id, query: { lang: _, run, status, ...filter } }) {
    const body = await house.with(
      async (generation) => {
        const asked = { filter, ...(status ? { status } : {}) };
        const filled = await fillReport(house.workspace, generation, id, asked, { between: house.between });
        const parts: string[] = [];
        for await (const part of reportJson(filled)) parts.push(part);
        return parts.join("");
      },
      { runId: run, seconds: 60 },
    );
    return c.body(body, 200, json);
  },
});
