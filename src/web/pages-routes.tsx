// The routes of reading: each gathers what its page shows from the run in force and hands it to the page.
import type { Context, Hono } from "hono";
import { coverage } from "../app/coverage.ts";
import { explain } from "../app/explain.ts";
import { facets } from "../app/facets.ts";
import type { Generation } from "../app/generation.ts";
import { partyPage, type Role } from "../app/party.ts";
import { countQueue, listQueue } from "../app/queue.ts";
import { placeInQueue } from "../app/queue-place.ts";
import { readRecord } from "../app/record.ts";
import {
  historyOf,
  recentEvents,
  seenFlags,
  standings,
  standingsIn,
  stands,
  standsAsWhole,
  touched,
  UNDO_MINUTES,
  verifyAudit,
  views,
} from "../app/review.ts";
import { reviewCondition } from "../app/review-filter.ts";
import { flagValues, similarContracts } from "../app/similar.ts";
import { UserError } from "../error.ts";
import type { Case } from "./case.ts";
import { CoveragePage } from "./coverage.tsx";
import { HelpPage } from "./help.tsx";
import { IndicatorPage } from "./indicator.tsx";
import { IndicatorsPage } from "./indicators.tsx";
import { LogPage } from "./log.tsx";
import { PartyView } from "./party-page.tsx";
import { PAGE_SIZE, QueuePage } from "./queue.tsx";
import { queueQueryOf } from "./queue-query.ts";
import type { Reader } from "./reader.ts";
import { RecordPage } from "./record-page.tsx";
import type { Done } from "./review-banner.tsx";
import { type Desk, doneIn, type Refusal } from "./review-routes.ts";
import { RunPage } from "./run-page.tsx";
import { SubjectPage } from "./subject.tsx";

/** Answers that a page is sent with. */
export type Status = 200 | 400 | 403 | 404 | 409 | 413 | 422 | 500 | 503;

/** Sends a page. */
export const send = async (c: Context, page: unknown, status: Status = 200): Promise<Response> =>
  c.html(`<!DOCTYPE html>${await String(page)}`, status);

const titles =
  (generation: Generation, { language }: Reader) =>
  (code: string): string =>
    generation.indicators.get(code)?.title[language] ?? code;

function doneOf(desk: Desk, reader: Reader): Done | undefined {
  const events = doneIn(desk, reader.url);
  const [first] = events;
  if (!first) return undefined;
  const undoable =
    first.actor === reader.actor && !["note", "undo"].includes(first.verb) && Date.now() - Date.parse(first.at) < UNDO_MINUTES * 60_000;
  const back = new URL(reader.url);
  back.searchParams.delete("done");
  return { events, undoable, back: back.pathname + back.search };
}

async function queuePage(desk: Desk, c: Context): Promise<Response> {
  const reader = desk.readerOf(c);
  const query = queueQueryOf(reader.url);
  if (query.tidy) return c.redirect(query.tidy);
  return await desk.house.with(async (generation) => {
    const further = query.review ? reviewCondition(desk.casebook, query.review) : undefined;
    const [items, count, found] = [
      await listQueue(generation, query.filter, { limit: PAGE_SIZE, offset: (query.page - 1) * PAGE_SIZE }, further),
      await countQueue(generation, query.filter, further),
      await facets(generation),
    ];
    const ids = items.flatMap(({ flag_ids }) => flag_ids);
    const kept = standings(desk.casebook, ids);
    const seen = kept.size ? await seenFlags(generation, [...kept.keys()]) : new Map();
    const states = items.map(({ flag_ids }) => {
      const each = flag_ids.map((id) => stands(kept.get(id), seen.get(id)?.evidence_hash ?? "").state);
      return { state: standsAsWhole(each), decided: each.filter((state) => state === "decided").length, flags: each.length };
    });
    const page = (
      <QueuePage
        reader={reader}
        manifest={generation.manifest}
        query={query}
        facets={found}
        items={items}
        matching={count.matching}
        states={states}
        views={views(desk.casebook)}
        titleOf={titles(generation, reader)}
        done={doneOf(desk, reader)}
      />
    );
    return await send(c, page, query.wrong.length ? 400 : 200);
  });
}

/** The page of a contract or process; also shown again when something that was sent from it could not be done. */
export async function subjectPage(
  desk: Desk,
  c: Context,
  reader: Reader,
  kind: "contract" | "process",
  id: string,
  refusal?: Refusal,
): Promise<Response> {
  const query = queueQueryOf(reader.url);
  return await desk.house.with(async (generation) => {
    const explanation = await explain(generation, id, reader.language, kind);
    const ids = explanation.flags.map(({ flag_id }) => flag_id);
    const further = query.review ? reviewCondition(desk.casebook, query.review) : undefined;
    const of: Case = {
      reader,
      generation,
      query,
      explanation,
      similar: kind === "contract" ? await similarContracts(generation, id) : null,
      standings: await standingsIn(generation, desk.casebook, ids),
      history: historyOf(desk.casebook, ids),
      place: explanation.score && (await placeInQueue(generation, query.filter, { kind, rank: explanation.score.rank }, further)),
      refused: refusal && {
        what: refusal.error.says[reader.language],
        remedy: refusal.error.mend?.[reader.language],
        reason: refusal.reason,
      },
    };
    return await send(c, <SubjectPage of={of} done={doneOf(desk, reader)} />, refusal ? 422 : 200);
  });
}

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
    return await send(
      c,
      <IndicatorPage reader={reader} generation={generation} indicator={indicator} values={values} decisions={decisions} />,
    );
  });
}

async function logRoute(desk: Desk, c: Context): Promise<Response> {
  const reader = desk.readerOf(c);
  const before = Number(reader.url.searchParams.get("before") ?? "") || undefined;
  const limit = 50;
  const events = recentEvents(desk.casebook, limit + 1, before);
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

/** Adds the routes. */
export function addPages(app: Hono, desk: Desk): void {
  app.get("/", (c) => {
    desk.readerOf(c);
    return c.redirect("/queue?review=open");
  });
  app.get("/queue", (c) => queuePage(desk, c));
  app.get("/contracts/:id", (c) => subjectPage(desk, c, desk.readerOf(c), "contract", c.req.param("id")));
  app.get("/processes/:id", (c) => subjectPage(desk, c, desk.readerOf(c), "process", c.req.param("id")));
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
    return desk.house.with(async ({ manifest }) => send(c, <RunPage reader={reader} manifest={manifest} />));
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
