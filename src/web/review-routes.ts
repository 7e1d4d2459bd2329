// Form posts of review: what a button sends becomes one act, and the answer leads on to the next thing to do.
import type { Context, Hono } from "hono";
import type { Generation } from "../app/generation.ts";
import type { House } from "../app/house.ts";
import { placeInQueue } from "../app/queue-place.ts";
import { flagsToDecide } from "../app/ready.ts";
import {
  actOf,
  type Casebook,
  OTHER,
  type ReviewRequest,
  refuse,
  removeView,
  reviewFlags,
  saveView,
  standingsIn,
  undo,
  views,
} from "../app/review.ts";
import { reviewCondition } from "../app/review-filter.ts";
import { UserError } from "../error.ts";
import type { Language } from "../text/text.ts";
import { caseAtPath, subjectHref } from "./links.ts";
import { queryOf, queueQueryOf } from "./queue-query.ts";
import { type Reader, remember } from "./reader.ts";

/** What the routes of the page share. */
export interface Desk {
  house: House;
  casebook: Casebook;
  readerOf(c: Context): Reader;
}

/** Only paths of this page: `//elsewhere` and `/\elsewhere` lead off it. */
export const ownPath = (text: string | undefined): string => (text && /^\/(?![/\\])[\x20-\x7E]*$/.test(text) ? text : "/queue");

type Chosen = Pick<ReviewRequest, "verb" | "verdict" | "explanation">;

/** What a button's value means. */
export function chosenOf(value: string): Chosen | undefined {
  const explained = /^explained:([a-z0-9_]{1,64})$/.exec(value)?.[1];
  if (explained) return { verb: "decide", verdict: "explained", explanation: explained };
  if (value === "refer" || value === "bad_data") return { verb: "decide", verdict: value };
  for (const verb of ["claim", "assign", "release", "note", "ask", "reopen"] as const) if (value === verb) return { verb };
  return undefined;
}

const tokenOf = (token: string): ReviewRequest["flags"][number] => {
  const [flag_id = "", version = "", evidence_hash = ""] = token.split(":");
  return { flag_id, version: Number(version), evidence_hash };
};

const texts = (body: Record<string, unknown>, name: string): string[] =>
  [body[name] ?? []].flat().filter((value): value is string => typeof value === "string");

/** Where to go after a decision: the next flag of the case, else the next case, else the queue. */
async function onward(desk: Desk, generation: Generation, back: URL, act: string, language: Language): Promise<string> {
  const query = queueQueryOf(back);
  const subject = caseAtPath(back.pathname);
  if (!subject) return `${back.pathname}?${new URLSearchParams({ ...Object.fromEntries(back.searchParams), done: act })}`;
  const { kind, id } = subject;
  const { flag_ids, rank } = await flagsToDecide(generation, subject, language);
  const standings = await standingsIn(generation, desk.casebook, flag_ids);
  const left = flag_ids.find((flag) => standings.get(flag)?.state !== "decided");
  const carried = { ...queryOf(query), done: act };
  if (left) return `${subjectHref(kind, id, carried)}#flag-${left}`;
  const further = query.review ? await reviewCondition(generation, desk.casebook, query.review) : undefined;
  const place = rank === null ? null : await placeInQueue(generation, query.filter, { kind, rank }, further);
  if (place?.next) return subjectHref(place.next.subject_kind, place.next.subject_id, carried);
  return `/queue?${new URLSearchParams(Object.entries(carried).map(([name, value]): [string, string] => [name, String(value)]))}`;
}

/** What the page shows when an act could not be done. */
export interface Refusal {
  error: UserError;
  chosen: Chosen | undefined;
  reason: string;
  back: string;
}

/** Pages that answer an act. */
interface Answers {
  /** When it could not be done. */
  refused(c: Context, reader: Reader, refusal: Refusal): Promise<Response>;
  /** The case at an address; undefined where the address is of no case. */
  shown(c: Context, reader: Reader, address: string): Promise<Response | undefined>;
}

/** Adds the routes. */
export function addReview(app: Hono, desk: Desk, { refused, shown }: Answers): void {
  /**
   * Where an act leads: the case itself where that is preferred (RFC 7240), which saves the script a second question; else its address. The act is
   * done by now: what keeps the next case from being shown is told at its address, and is no refusal of the act.
   */
  const leadOn = async (c: Context, reader: Reader, to: string): Promise<Response> => {
    const isPreferred = c.req.header("prefer") === "return=representation";
    const page = isPreferred ? await shown(c, reader, to).catch(() => undefined) : undefined;
    if (!page) return c.redirect(to, 303);
    page.headers.set("content-location", to.replace(/#.*/, ""));
    return page;
  };

  app.post("/review", async (c) => {
    const reader = desk.readerOf(c);
    const body = await c.req.parseBody({ all: true });
    const [button = ""] = texts(body, "do");
    const [written = ""] = texts(body, "reason");
    const back = ownPath(texts(body, "back")[0]);
    const chosen = chosenOf(button);
    try {
      if (!chosen) return refuse("verb-unknown");
      const to = await desk.house.with(async (generation) => {
        const flags = texts(body, "flag").map(tokenOf);
        const reason = written.trim() || (await ownWords(generation, chosen, flags, reader));
        const field = chosen.verdict === "bad_data" ? texts(body, "field")[0] : undefined;
        const [event] = await reviewFlags(generation, desk.casebook, {
          ...chosen,
          ...(chosen.verb === "assign" ? { explanation: texts(body, "to")[0] } : {}),
          actor: reader.actor,
          reason,
          field,
          flags,
        });
        const target = new URL(back, reader.url);
        if (chosen.verb === "decide") return await onward(desk, generation, target, event!.act, reader.language);
        target.searchParams.set("done", event!.act);
        return target.pathname + target.search;
      });
      return await leadOn(c, reader, to);
    } catch (error) {
      if (error instanceof UserError) return await refused(c, reader, { error, chosen, reason: written, back });
      throw error;
    }
  });

  app.post("/review/undo", async (c) => {
    const reader = desk.readerOf(c);
    const body = await c.req.parseBody();
    const back = ownPath(texts(body, "back")[0]);
    try {
      const [event] = undo(desk.casebook, texts(body, "act")[0] ?? "", reader.actor);
      const target = new URL(back, reader.url);
      target.searchParams.set("done", event!.act);
      return await leadOn(c, reader, target.pathname + target.search);
    } catch (error) {
      if (error instanceof UserError) return await refused(c, reader, { error, chosen: undefined, reason: "", back });
      throw error;
    }
  });

  app.post("/views", async (c) => {
    const reader = desk.readerOf(c);
    const body = await c.req.parseBody();
    const { filter, review } = queueQueryOf(new URL(`/queue?${texts(body, "query")[0] ?? ""}`, reader.url));
    const query = new URLSearchParams(
      Object.entries(queryOf({ filter, review })).map(([name, value]): [string, string] => [name, String(value)]),
    ).toString();
    saveView(desk.casebook, { name: texts(body, "name")[0] ?? "", query, actor: reader.actor });
    return c.redirect(`/queue?${query}`, 303);
  });

  app.post("/views/remove", async (c) => {
    const reader = desk.readerOf(c);
    const [view = ""] = texts(await c.req.parseBody(), "view");
    const saver = views(desk.casebook).find(({ view_id }) => view_id === view)?.actor;
    if (!reader.may("remove_view", saver)) refuse("not-yours");
    removeView(desk.casebook, view, reader.actor);
    return c.redirect("/queue?review=open", 303);
  });

  app.post("/settings", async (c) => {
    const [keys] = texts(await c.req.parseBody(), "keys");
    if (keys === "on" || keys === "off") remember(c, "keys", keys);
    return c.redirect("/help#keys", 303);
  });
}

/** An explanation chosen from the list is its own reason: its words are kept as those of the decision. */
async function ownWords(
  generation: Generation,
  chosen: Chosen,
  flags: ReviewRequest["flags"],
  { language }: Reader,
): Promise<string | undefined> {
  if (chosen.verdict !== "explained" || !chosen.explanation || chosen.explanation === OTHER) return undefined;
  const [first] = flags;
  if (!first) return undefined;
  const { indicator } = (
    await generation.db.rows<{ indicator: string }>("select indicator from run.flag where flag_id = $id", {
      id: { type: "text", value: first.flag_id },
    })
  )[0] ?? { indicator: "" };
  return generation.indicators.get(indicator)?.innocent.find(({ id }) => id === chosen.explanation)?.[language];
}

/** The act that an address says was just done, to be shown once with its undo. */
export const doneIn = (desk: Desk, url: URL) => {
  const act = url.searchParams.get("done");
  return act && /^[0-9a-f-]{36}$/.test(act) ? actOf(desk.casebook, act) : [];
};
