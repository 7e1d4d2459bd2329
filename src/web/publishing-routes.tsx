// The routes of second review and of publishing.
import type { Context, Hono } from "hono";
import { flagsById } from "../app/flags.ts";
import {
  addReply,
  addSecond,
  agreement,
  approve,
  proposeFlag,
  publicationOf,
  publications,
  published,
  told,
  waitingForSecond,
  withdraw,
} from "../app/publishing.ts";
import { refuse } from "../app/review.ts";
import { UserError } from "../error.ts";
import { PublicationsPage, PublicPage } from "./public.tsx";
import type { Desk } from "./review-routes.ts";
import { BlindPage, DIFFERING, SecondPage } from "./second.tsx";
import { send, titles } from "./send.ts";
import { TroublePage } from "./trouble.tsx";

const text = (value: unknown): string => (typeof value === "string" ? value : "");

async function blindPage(desk: Desk, c: Context, flagId: string, refused?: string): Promise<Response> {
  const reader = desk.readerOf(c);
  if (!waitingForSecond(desk.casebook, reader.actor).some(({ flag_id }) => flag_id === flagId)) refuse("flag-unknown");
  return await desk.house.with(async (generation) => {
    const [flag = refuse("flag-unknown")] = await flagsById(generation, [flagId], reader.language);
    const { manifest, indicators } = generation;
    return await send(
      c,
      <BlindPage reader={reader} manifest={manifest} flag={flag} indicator={indicators.get(flag.indicator)} refused={refused} />,
      refused ? 422 : 200,
    );
  });
}

async function deskPage(desk: Desk, c: Context, refused?: string): Promise<Response> {
  const reader = desk.readerOf(c);
  return await desk.house.with(async (generation) =>
    send(
      c,
      <PublicationsPage
        reader={reader}
        manifest={generation.manifest}
        all={await told(generation, desk.casebook, publications(desk.casebook).slice(0, 100))}
        refused={refused}
      />,
      refused ? 422 : 200,
    ),
  );
}

/** Adds the routes. */
export function addPublishing(app: Hono, desk: Desk): void {
  const { casebook, house } = desk;

  app.get("/second", (c) => {
    const reader = desk.readerOf(c);
    return house.with(async (generation) => {
      const agreed = agreement(casebook);
      const unlike = agreed.differ.slice(0, DIFFERING).map(({ flag_id }) => flag_id);
      return await send(
        c,
        <SecondPage
          reader={reader}
          manifest={generation.manifest}
          waiting={waitingForSecond(casebook, reader.actor)}
          agreed={agreed}
          differing={await flagsById(generation, unlike, reader.language)}
          titleOf={titles(generation, reader)}
        />,
      );
    });
  });
  app.get("/second/:flag", (c) => blindPage(desk, c, c.req.param("flag")));
  app.post("/second", async (c) => {
    const reader = desk.readerOf(c);
    const body = await c.req.parseBody();
    const flag_id = text(body.flag);
    try {
      addSecond(casebook, { flag_id, actor: reader.actor, verdict: text(body.verdict), reason: text(body.reason) });
    } catch (error) {
      if (error instanceof UserError && error.code.startsWith("reason"))
        return await blindPage(desk, c, flag_id, error.says[reader.language]);
      throw error;
    }
    return c.redirect("/second", 303);
  });

  app.get("/publications", (c) => deskPage(desk, c));
  const act = (path: string, work: (c: Context, actor: string) => Promise<unknown>) =>
    app.post(path, async (c) => {
      const reader = desk.readerOf(c);
      try {
        await work(c, reader.actor);
        return c.redirect("/publications", 303);
      } catch (error) {
        if (!(error instanceof UserError) || error.exit === "noInput") throw error;
        return await deskPage(desk, c, error.says[reader.language]);
      }
    });
  act("/publications/propose", async (c, actor) => {
    const { flag, reason } = await c.req.parseBody();
    await house.with((generation) => proposeFlag(generation, casebook, { flag_id: text(flag), reason: text(reason), actor }));
  });
  act("/publications/approve", async (c, actor) => approve(casebook, text((await c.req.parseBody()).publication), actor));
  act("/publications/withdraw", async (c, actor) => {
    const { publication, reason } = await c.req.parseBody();
    withdraw(casebook, text(publication), text(reason), actor);
  });
  act("/publications/reply", async (c, actor) => {
    const body = await c.req.parseBody();
    const [publication_id, said_by, received_on, said] = [body.publication, body.said_by, body.received_on, body.text].map(text);
    addReply(casebook, { publication_id: publication_id!, said_by: said_by!, received_on: received_on!, text: said!, actor });
  });

  app.get("/public", (c) => {
    const reader = desk.readerOf(c);
    return house.with(async (generation) =>
      send(c, <PublicPage reader={reader} all={await told(generation, casebook, published(casebook))} />),
    );
  });
  app.get("/public/:id", (c) => {
    const reader = desk.readerOf(c);
    const { words } = reader;
    const it = publicationOf(casebook, c.req.param("id"));
    if (it?.withdrawn_at && it.approved_at)
      return send(
        c,
        TroublePage({ reader: { ...reader, url: new URL("/public", reader.url) }, title: words.public.gone, text: words.public.goneText }),
        410,
      );
    if (!it?.approved_at) return refuse("publication-unknown");
    return house.with(async (generation) => send(c, <PublicPage reader={reader} all={await told(generation, casebook, [it])} one />));
  });
}
