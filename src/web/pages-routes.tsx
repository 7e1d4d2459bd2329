// The routes of reading: each gathers what its page shows from the run in force and hands it to the page.
import type { Context, Hono } from "hono";
import { coverage } from "../app/coverage.ts";
import { tellDiff } from "../app/diff.ts";
import { explain } from "../app/explain.ts";
import { flagValues } from "../app/flag-values.ts";
import { runBefore, runIds } from "../app/generation.ts";
import { learned } from "../app/learning.ts";
import { methodOf } from "../app/method.ts";
import { countRows, firstRows } from "../app/page.ts";
import { bidTies, partyPage, type Role } from "../app/party.ts";
import { projectTable } from "../app/project-table.ts";
import { queueTable } from "../app/queue-table.ts";
import { readRecord } from "../app/record.ts";
import { recentEvents, seenFlags, touched, verifyAudit } from "../app/review.ts";
import { sanity } from "../app/sanity.ts";
import { type WarnedKind, warningTable } from "../app/warning-table.ts";
import { UserError } from "../error.ts";
import { bulkPage, queuePage, subjectPage } from "./case-routes.tsx";
import { ChangesPage } from "./changes.tsx";
import { CoveragePage } from "./coverage.tsx";
import { HelpPage } from "./help.tsx";
import { IndicatorPage } from "./indicator.tsx";
import { IndicatorsPage } from "./indicators.tsx";
import { LogPage } from "./log.tsx";
import { PartyView } from "./party-page.tsx";
import { ProjectPage } from "./project-page.tsx";
import { type ProjectItem, ProjectsPage } from "./projects.tsx";
import { RANKED_PATHS, type RankedItem, type RankedKind, RankingPage } from "./ranking.tsx";
import { RecordPage } from "./record-page.tsx";
import type { Desk } from "./review-routes.ts";
import { RunPage } from "./run-page.tsx";
import { SanityPage } from "./sanity.tsx";
import { send, titles } from "./send.ts";
import { type WarnedItem, WarningsPage } from "./warnings.tsx";

/** Changed flags that one page lists. */
const LISTED_CHANGES = 200;

async function partyRoute(desk: Desk, c: Context, role: Role): Promise<Response> {
  const reader = desk.readerOf(c);
  const id = c.req.param("id") ?? "";
  return await desk.house.with(async (generation) =>
    send(
      c,
      <PartyView
        reader={reader}
        manifest={generation.manifest}
        role={role}
        page={await partyPage(generation, role, id)}
        explanation={await explain(generation, id, reader.language, "party")}
        together={role === "supplier" ? await bidTies(generation, id) : []}
      />,
    ),
  );
}

async function indicatorRoute(desk: Desk, c: Context): Promise<Response> {
  const reader = desk.readerOf(c);
  return await desk.house.with(async (generation) => {
    const indicator = generation.indicators.get(c.req.param("code") ?? "");
    if (!indicator)
      throw new UserError("indicator-unknown", { what: { en: "there is no such indicator", th: "ไม่มีตัวชี้วัดนี้" }, exit: "noInput" });
    const decisions = touched(desk.casebook).filter((it) => it.state === "decided" && it.indicator === indicator.id);
    const values = await flagValues(generation, indicator.id);
    const method = await methodOf(generation.db, indicator, reader.language, generation);
    const taught = await learned(desk.house.workspace, generation, desk.casebook, indicator.id);
    return await send(c, <IndicatorPage {...{ reader, generation, indicator, method, values, decisions, learned: taught }} />);
  });
}

async function logRoute(desk: Desk, c: Context): Promise<Response> {
  const reader = desk.readerOf(c);
  const before = Number(reader.url.searchParams.get("before") ?? "") || undefined;
  const limit = 50;
  // Whoever may read only their own is somebody who may not read what anybody else did.
  const actor = reader.may("log", "anybody else") ? null : reader.actor;
  const events = recentEvents(desk.casebook, { limit: limit + 1, before, actor });
  const shown = events.slice(0, limit);
  return await desk.house.with(async (generation) =>
    send(
      c,
      <LogPage
        reader={reader}
        manifest={generation.manifest}
        chain={verifyAudit(desk.casebook)}
        events={shown}
        raised={
          new Set(
            (
              await seenFlags(
                generation,
                shown.map(({ flag_id }) => flag_id),
              )
            ).keys(),
          )
        }
        titleOf={titles(generation, reader)}
        older={events.length > limit ? shown.at(-1)!.seq : null}
      />,
    ),
  );
}

const RANKED_ON_PAGE = 50;

async function rankingRoute(desk: Desk, c: Context, kind: RankedKind): Promise<Response> {
  const reader = desk.readerOf(c);
  const order = reader.url.searchParams.get("order") === "worth" ? "worth" : "score";
  const asked = Number(reader.url.searchParams.get("page") ?? "1");
  return await desk.house.with(async (generation) => {
    const table = await queueTable(generation, {}, kind, order);
    const matching = await countRows(generation.db, table);
    const pages = Math.max(1, Math.ceil(matching / RANKED_ON_PAGE));
    const page = Number.isInteger(asked) ? Math.min(Math.max(asked, 1), pages) : 1;
    const items = await firstRows<RankedItem>(generation.db, table, RANKED_ON_PAGE, (page - 1) * RANKED_ON_PAGE);
    const { manifest } = generation;
    const titleOf = titles(generation, reader);
    return await send(c, <RankingPage {...{ reader, manifest, kind, order, items, matching, page, pages, titleOf }} />);
  });
}

async function warningsRoute(desk: Desk, c: Context, kind: WarnedKind): Promise<Response> {
  const reader = desk.readerOf(c);
  const asked = Number(reader.url.searchParams.get("page") ?? "1");
  return await desk.house.with(async (generation) => {
    const { db, manifest } = generation;
    const table = await warningTable(generation, {}, kind);
    const matching = await countRows(db, table);
    const warned = await countRows(db, { ...table, where: `(${table.where}) and len(signals) > 0` });
    const pages = Math.max(1, Math.ceil(matching / RANKED_ON_PAGE));
    const page = Number.isInteger(asked) ? Math.min(Math.max(asked, 1), pages) : 1;
    const items = await firstRows<WarnedItem>(db, table, RANKED_ON_PAGE, (page - 1) * RANKED_ON_PAGE);
    return await send(c, <WarningsPage {...{ reader, manifest, kind, items, matching, warned, page, pages }} />);
  });
}

/** Projects that the list shows. */
const LISTED_PROJECTS = 500;

async function projectsRoute(desk: Desk, c: Context): Promise<Response> {
  const reader = desk.readerOf(c);
  return await desk.house.with(async (generation) => {
    const items = await firstRows<ProjectItem>(generation.db, await projectTable(generation, {}), LISTED_PROJECTS, 0);
    return await send(c, <ProjectsPage reader={reader} manifest={generation.manifest} items={items} />);
  });
}

async function projectRoute(desk: Desk, c: Context): Promise<Response> {
  const reader = desk.readerOf(c);
  return await desk.house.with(async (generation) => {
    const explanation = await explain(generation, c.req.param("id") ?? "", reader.language, "project");
    return await send(c, <ProjectPage reader={reader} manifest={generation.manifest} explanation={explanation} />);
  });
}

/** Adds the routes. */
export function addPages(app: Hono, desk: Desk): void {
  app.get("/", (c) => {
    desk.readerOf(c);
    return c.redirect("/queue?review=open");
  });
  app.get("/queue", (c) => queuePage(desk, c));
  for (const [path, kind] of Object.entries(RANKED_PATHS)) app.get(`/queue/${path}`, (c) => rankingRoute(desk, c, kind));
  app.get("/warnings", (c) => warningsRoute(desk, c, "contract"));
  app.get("/warnings/projects", (c) => warningsRoute(desk, c, "project"));
  app.get("/sanity", (c) => {
    const reader = desk.readerOf(c);
    return desk.house.with(async (generation) => {
      const panel = await sanity(desk.house.workspace, generation, reader.language);
      return await send(c, <SanityPage reader={reader} manifest={generation.manifest} panel={panel} />);
    });
  });
  app.get("/bulk", (c) => bulkPage(desk, c));
  app.get("/contracts/:id", (c) => subjectPage(desk, c, desk.readerOf(c), "contract", c.req.param("id")));
  app.get("/processes/:id", (c) => subjectPage(desk, c, desk.readerOf(c), "process", c.req.param("id")));
  app.get("/projects", (c) => projectsRoute(desk, c));
  app.get("/projects/:id", (c) => projectRoute(desk, c));
  app.get("/buyers/:id", (c) => partyRoute(desk, c, "buyer"));
  app.get("/suppliers/:id", (c) => partyRoute(desk, c, "supplier"));
  app.get("/indicators", (c) => {
    const reader = desk.readerOf(c);
    return desk.house.with(async (generation) => send(c, <IndicatorsPage reader={reader} generation={generation} />));
  });
  app.get("/indicators/:code", (c) => indicatorRoute(desk, c));
  app.get("/coverage", (c) => {
    const reader = desk.readerOf(c);
    return desk.house.with(async (generation) =>
      send(c, <CoveragePage reader={reader} manifest={generation.manifest} list={await coverage(generation, reader.language)} />),
    );
  });
  app.get("/run", (c) => {
    const reader = desk.readerOf(c);
    return desk.house.with(async (generation) =>
      send(c, <RunPage reader={reader} manifest={generation.manifest} titleOf={titles(generation, reader)} />),
    );
  });
  app.get("/changes", (c) => {
    const reader = desk.readerOf(c);
    const { workspace } = desk.house;
    return desk.house.with(async (generation) => {
      const { manifest, run_id } = generation;
      const others = runIds(workspace).filter((id) => id < run_id);
      const asked = reader.url.searchParams.get("run");
      const before = others.find((id) => id === asked) ?? runBefore(workspace, run_id);
      const compared = before
        ? await desk.house.between(before, run_id, (comparison) => tellDiff(comparison, reader.language, LISTED_CHANGES), { seconds: 60 })
        : null;
      return await send(
        c,
        <ChangesPage reader={reader} manifest={manifest} diff={compared} runs={others.slice(0, 50)} titleOf={titles(generation, reader)} />,
      );
    });
  });
  app.get("/records/:sha256{[0-9a-f]{64}}", (c) => {
    const reader = desk.readerOf(c);
    return desk.house.with(async (generation) => {
      const found = await readRecord(desk.house.workspace, generation, c.req.param("sha256"), reader.url.searchParams.get("place") ?? "");
      return await send(c, <RecordPage reader={reader} manifest={generation.manifest} found={found} />);
    });
  });
  app.get("/log", (c) => logRoute(desk, c));
  app.get("/help", (c) => {
    const reader = desk.readerOf(c);
    return desk.house.with(async ({ manifest }) => send(c, <HelpPage reader={reader} manifest={manifest} />));
  });
}
