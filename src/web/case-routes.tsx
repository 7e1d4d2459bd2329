// The routes of the queue and of its cases, with the act that was just done.
import type { Context } from "hono";
import { caseFlags } from "../app/case-flags.ts";
import type { Explanation } from "../app/explain.ts";
import { facets } from "../app/facets.ts";
import type { Generation } from "../app/generation.ts";
import { countQueue, listQueue } from "../app/queue.ts";
import { placeInQueue, type QueueNeighbour } from "../app/queue-place.ts";
import { makeReady, toldOf } from "../app/ready.ts";
import {
  corrections,
  historyOf,
  reviewers,
  seenFlags,
  standings,
  standingsIn,
  stands,
  standsAsWhole,
  UNDO_MINUTES,
  views,
} from "../app/review.ts";
import { reviewCondition } from "../app/review-filter.ts";
import { BulkPage, type Chosen } from "./bulk.tsx";
import type { Case } from "./case.ts";
import { toldAsMarkup } from "./case-told.tsx";
import { caseAtPath } from "./links.ts";
import { PAGE_SIZE, QueuePage } from "./queue.tsx";
import { queueQueryOf } from "./queue-query.ts";
import type { Reader } from "./reader.ts";
import type { Done } from "./review-banner.tsx";
import { type Desk, doneIn, ownPath, type Refusal } from "./review-routes.ts";
import { send, titles } from "./send.ts";
import { SubjectPage } from "./subject.tsx";

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

/** Makes ready what a reviewer most likely reads next: what is told of it, and that as markup. */
const ahead = (desk: Desk, generation: Generation, next: QueueNeighbour, reader: Reader): void =>
  makeReady(desk.house, generation, { kind: next.subject_kind, id: next.subject_id }, reader.language, (told) =>
    toldAsMarkup(told, reader),
  );

/** The page of the queue. */
export async function queuePage(desk: Desk, c: Context): Promise<Response> {
  const reader = desk.readerOf(c);
  const query = queueQueryOf(reader.url);
  if (query.tidy) return c.redirect(query.tidy);
  return await desk.house.with(async (generation) => {
    const further = query.review ? await reviewCondition(generation, desk.casebook, query.review) : undefined;
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
      const since =
        flag_ids
          .flatMap((id) => kept.get(id)?.at ?? [])
          .sort()
          .at(-1) ?? null;
      return { since, state: standsAsWhole(each), decided: each.filter((state) => state === "decided").length, flags: each.length };
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
    const [first] = items;
    if (first && reader.may("review")) ahead(desk, generation, first, reader);
    return await send(c, page, query.wrong.length ? 400 : 200);
  });
}

/** Ids of who buys and who supplies, whether or not anything was flagged. */
const sidesOf = ({ facts }: Explanation): string[] =>
  [
    ...new Set([...(facts.process ?? []), ...(facts.contract ?? [])].flatMap(({ buyer_id, supplier_id }) => [buyer_id, supplier_id])),
  ].filter((id) => typeof id === "string");

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
    const told = await toldOf(desk.house, generation, { kind, id }, reader.language);
    const { explanation } = told;
    const ids = explanation.flags.map(({ flag_id }) => flag_id);
    const further = query.review ? await reviewCondition(generation, desk.casebook, query.review) : undefined;
    const of: Case = {
      reader,
      generation,
      query,
      explanation,
      told,
      standings: await standingsIn(generation, desk.casebook, ids),
      reviewers: reviewers(desk.casebook),
      history: historyOf(desk.casebook, ids),
      corrections: corrections(desk.casebook, sidesOf(explanation)),
      place: explanation.score && (await placeInQueue(generation, query.filter, { kind, rank: explanation.score.rank }, further)),
      refused: refusal && {
        what: refusal.error.says[reader.language],
        remedy: refusal.error.mend?.[reader.language],
        reason: refusal.reason,
      },
    };
    const page = await send(c, <SubjectPage of={of} done={doneOf(desk, reader)} />, refusal ? 422 : 200);
    const next = of.place?.next;
    if (next && reader.may("review")) ahead(desk, generation, next, reader);
    return page;
  });
}

/** The page of the case that an address of this page leads to; undefined where it leads elsewhere. */
export async function caseAt(desk: Desk, c: Context, reader: Reader, address: string, refusal?: Refusal): Promise<Response | undefined> {
  const url = new URL(address, reader.url);
  const found = caseAtPath(url.pathname);
  return found && (await subjectPage(desk, c, { ...reader, url }, found.kind, found.id, refusal));
}

/** Cases that can be worked on at once. */
const MOST_CASES = 50;

/** The page of several cases at once, chosen by the address. */
export async function bulkPage(desk: Desk, c: Context): Promise<Response> {
  const reader = desk.readerOf(c);
  const asked = reader.url.searchParams.getAll("case").slice(0, MOST_CASES);
  return await desk.house.with(async (generation) => {
    const chosen: Chosen[] = [];
    for (const name of asked) {
      const kind = name.startsWith("process:") ? "process" : "contract";
      const id = name.slice(name.indexOf(":") + 1);
      const { title, flag_ids } = await caseFlags(generation, kind, id);
      const kept = await standingsIn(generation, desk.casebook, flag_ids);
      chosen.push({
        kind,
        id,
        title,
        flags: [...kept].map(([flag_id, standing]) => ({ flag_id, indicator: standing.indicator, standing })),
      });
    }
    const back = ownPath(reader.url.searchParams.get("back") ?? undefined);
    const page = (
      <BulkPage reader={reader} manifest={generation.manifest} chosen={chosen} back={back} titleOf={titles(generation, reader)} />
    );
    return await send(c, page);
  });
}
