// The routes of reports: the page of all, one laid out as a document, and the file that a due time made.
import { createReadStream, existsSync } from "node:fs";
import { basename, extname } from "node:path";
import { Readable } from "node:stream";
import type { Hono } from "hono";
import { Filter } from "../app/filter.ts";
import { fillReport, listReports, reportHtml } from "../app/report.ts";
import { listSchedules, madeFile, pastSlots } from "../app/schedule.ts";
import { UserError } from "../error.ts";
import { ReportsPage } from "./reports.tsx";
import type { Desk } from "./review-routes.ts";
import { send } from "./send.ts";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".pdf": "application/pdf",
  ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  ".csv": "text/csv; charset=utf-8",
  ".json": "application/json",
};

/** What a report laid out as a document may do in a browser: nothing. */
const SEALED = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'none'";
const HISTORY = 30;

/** Adds the routes. */
export function addReports(app: Hono, desk: Desk): void {
  const { workspace } = desk.house;
  app.get("/reports", (c) => {
    const reader = desk.readerOf(c);
    return desk.house.with(async ({ manifest }) =>
      send(
        c,
        <ReportsPage
          reader={reader}
          manifest={manifest}
          reports={listReports()}
          schedules={listSchedules(workspace)}
          past={pastSlots(workspace, HISTORY)}
        />,
      ),
    );
  });
  app.get("/reports/view/:name", (c) => {
    const reader = desk.readerOf(c);
    const { lang: _, ...query } = c.req.query();
    const filter = Filter.safeParse(Object.fromEntries(Object.entries(query).filter(([, value]) => value !== "")));
    if (!filter.success)
      throw new UserError("filter-invalid", { what: { en: "a filter cannot be read", th: "อ่านตัวกรองไม่ได้" }, exit: "usage" });
    return desk.house.with(
      async (generation) => {
        const filled = await fillReport(workspace, generation, c.req.param("name"), { filter: filter.data });
        c.header("content-security-policy", SEALED);
        return c.html(await reportHtml(filled, reader.language));
      },
      { seconds: 60 },
    );
  });
  app.get("/reports/made/:id/:due", (c) => {
    const path = madeFile(workspace, c.req.param("id"), c.req.param("due"));
    if (!path || !existsSync(path)) return c.notFound();
    const name = basename(path);
    return c.body(Readable.toWeb(createReadStream(path)) as ReadableStream, 200, {
      "content-type": TYPES[extname(path)] ?? "application/octet-stream",
      "content-disposition": `attachment; filename="${name}"`,
    });
  });
}
