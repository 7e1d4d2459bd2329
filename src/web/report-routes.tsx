// The routes of reports: the page of all, one laid out as a document, and the file that a due time made.
import { createReadStream, existsSync } from "node:fs";
import { basename, extname } from "node:path";
import { Readable } from "node:stream";
import type { Context, Hono } from "hono";
import { Filter } from "../app/filter.ts";
import { askedBy as askedFor, jobProgress, jobState, reportJobs, startReport, stopJob } from "../app/job.ts";
import { fillReport, listReports, reportHtml } from "../app/report.ts";
import { views } from "../app/review.ts";
import { cancelSlot, dropSchedule, listSchedules, madeFile, mute, nextThree, pastSlots, retrySlot } from "../app/schedule.ts";
import { filterIn, planWish, wishOfView } from "../app/schedule-wish.ts";
import { UserError } from "../error.ts";
import { type AskedReport, ReportsPage } from "./reports.tsx";
import type { Desk } from "./review-routes.ts";
import type { Planned } from "./schedule-form.tsx";
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
/** Files that somebody asked for and still finds on the page. */
const ASKED = 10;

/** A file as a download. */
const sent = (c: Context, path: string) =>
  c.body(Readable.toWeb(createReadStream(path)) as ReadableStream, 200, {
    "content-type": TYPES[extname(path)] ?? "application/octet-stream",
    "content-disposition": `attachment; filename="${basename(path)}"`,
    "cache-control": "no-store",
  });

/** What a form sent, its files left out. */
const typed = async (c: Context): Promise<Record<string, string>> =>
  Object.fromEntries(Object.entries(await c.req.parseBody()).filter((it): it is [string, string] => typeof it[1] === "string"));

/** Adds the routes. */
export function addReports(app: Hono, desk: Desk): void {
  const { casebook } = desk;
  const { workspace } = desk.house;

  /** The reports that somebody asked for, with how far they have come. */
  const askedBy = (actor: string): AskedReport[] =>
    reportJobs(casebook, actor, ASKED).map(({ job_id, state, started_at, report }) => ({
      job_id,
      state,
      started_at,
      name: (report as { path?: string } | null)?.path ? basename((report as { path: string }).path) : job_id.slice(0, 8), // until it is made
      progress: jobProgress(casebook, job_id),
    }));

  const page = (c: Context, planned: Planned) => {
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
          asked={reader.may("export") ? askedBy(reader.actor) : []}
          views={views(casebook)}
          planned={planned}
        />,
        planned.refused === undefined ? 200 : 422,
      ),
    );
  };

  app.get("/reports", (c) => {
    const { view, plan = "" } = c.req.query();
    const asked = views(casebook).find(({ view_id }) => view_id === view);
    return page(c, asked ? { given: wishOfView(asked, plan), begun: true } : { given: {} });
  });
  app.post("/reports/make", async (c) => {
    const { report = "", format = "", ...given } = await typed(c);
    const { actor, language } = desk.readerOf(c);
    startReport({ workspace, casebook, actor }, { report, format, language, status: "internal", filter: filterIn(given) });
    return c.redirect("/reports#asked", 303);
  });
  app.post("/reports/stop", async (c) => {
    const { job = "" } = await typed(c);
    const { actor } = desk.readerOf(c);
    if (askedFor(casebook, job) === actor) stopJob(casebook, job, actor);
    return c.redirect("/reports#asked", 303);
  });
  app.get("/reports/asked/:job", (c) => {
    const job = c.req.param("job");
    const path = (jobState(casebook, job)?.report as { path?: string } | null)?.path;
    if (askedFor(casebook, job) !== desk.readerOf(c).actor || !path || !existsSync(path)) return c.notFound();
    return sent(c, path);
  });
  app.post("/reports/schedule", async (c) => {
    const given = await typed(c);
    const { actor, language } = desk.readerOf(c);
    try {
      if (given.preview) return page(c, { given, next: nextThree(given.cron ?? "", given.zone ?? "") });
      planWish(workspace, given, actor, language, views(casebook));
      return c.redirect("/reports#timetable", 303);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return page(c, { given, refused: error.says[language] });
    }
  });
  app.post("/reports/schedule/remove", async (c) => {
    dropSchedule(workspace, (await typed(c)).schedule ?? "", desk.readerOf(c).actor);
    return c.redirect("/reports#timetable", 303);
  });
  app.post("/reports/schedule/mute", async (c) => {
    const { schedule = "", until } = await typed(c);
    const day = /^\d{4}-\d\d-\d\d$/.test(until ?? "") ? `${until}T00:00:00.000Z` : null;
    mute(workspace, schedule, day, desk.readerOf(c).actor);
    return c.redirect("/reports#timetable", 303);
  });
  app.post("/reports/slot", async (c) => {
    const { schedule = "", due = "", act } = await typed(c);
    (act === "cancel" ? cancelSlot : retrySlot)(workspace, schedule, due, desk.readerOf(c).actor);
    return c.redirect("/reports#history", 303);
  });
  app.get("/reports/view/:name", (c) => {
    const reader = desk.readerOf(c);
    const { lang: _, format: __, ...query } = c.req.query();
    const filter = Filter.safeParse(Object.fromEntries(Object.entries(query).filter(([, value]) => value !== "")));
    if (!filter.success)
      throw new UserError("filter-invalid", { what: { en: "a filter cannot be read", th: "อ่านตัวกรองไม่ได้" }, exit: "usage" });
    return desk.house.with(
      async (generation) => {
        const filled = await fillReport(workspace, generation, c.req.param("name"), { filter: filter.data }, desk.house);
        c.header("content-security-policy", SEALED);
        return c.html(await reportHtml(filled, reader.language));
      },
      { seconds: 60 },
    );
  });
  app.get("/reports/made/:id/:due", (c) => {
    const path = madeFile(workspace, c.req.param("id"), c.req.param("due"));
    if (!path || !existsSync(path)) return c.notFound();
    return sent(c, path);
  });
}
