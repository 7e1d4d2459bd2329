// The page: everything a reviewer reads and does in a browser, rendered here and working without a script.
import { randomUUID } from "node:crypto";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { compress } from "hono/compress";
import { judge } from "../app/access.ts";
import type { House } from "../app/house.ts";
import { LOCAL, type Person } from "../app/person.ts";
import { type Casebook, casebookOf, ReviewConflict } from "../app/review.ts";
import { LARGEST_FORM_FILE } from "../app/upload.ts";
import { UserError } from "../error.ts";
import { addAround } from "./around-routes.tsx";
import { assets } from "./assets.ts";
import { caseAt } from "./case-routes.tsx";
import { guard, headers, LOOPBACK } from "./guard.ts";
import { addImports } from "./imports-routes.tsx";
import { addPages } from "./pages-routes.tsx";
import { addPeople, type Tries } from "./people-routes.tsx";
import { addPublishing } from "./publishing-routes.tsx";
import { type Reader, readerOf } from "./reader.ts";
import { addReports } from "./report-routes.tsx";
import { addReview, type Desk, type Refusal } from "./review-routes.ts";
import { type Status, send } from "./send.ts";
import { addStaff } from "./staff-routes.tsx";
import { ConflictPage, TroublePage } from "./trouble.tsx";
import { addUnsubscribe } from "./unsubscribe.tsx";

export interface WebOptions {
  /** The casebook; that of the workspace unless given. */
  casebook?: Casebook;
  /** Names beside the loopback ones under which the page answers. */
  hosts?: readonly string[];
  /** Who sent a request: one local user until there are others. */
  personOf?: (request: Request) => Person;
  /** From which machine it came. */
  addressOf?: (c: Context) => string;
  /** Whether what was published can be read by everybody. */
  isPublic?: boolean;
  /** How often somebody may try to log in. */
  tries?: Tries;
  /** Where bugs are reported, with the number shown to the reader. */
  report?: (id: string, error: unknown) => void;
}

const LARGEST_FORM = 64 * 1024;

/** The page over a house. */
export function web(house: House, options: WebOptions = {}): Hono {
  const app = new Hono();
  const people = new WeakMap<Context, Person>();
  const desk: Desk = {
    house,
    casebook: options.casebook ?? casebookOf(house.workspace),
    readerOf: (c) => readerOf(c, people.get(c) ?? LOCAL),
  };

  const trouble = (
    c: Context,
    title: string,
    text: string | undefined,
    status: Status,
    more: { remedy?: string | undefined; id?: string } = {},
  ) => {
    const reader = desk.readerOf(c);
    // Whatever address was asked for is not repeated, not even by the link to the other language.
    return send(c, TroublePage({ reader: { ...reader, url: new URL("/queue", reader.url) }, title, text, ...more }), status);
  };

  /** What the table of roles has to say about a request; nothing where it lets it through. */
  const held = (c: Context) => {
    const { person, words, url } = desk.readerOf(c);
    const { judgement, methods } = judge("page", person, c.req.method, c.req.path, options.isPublic);
    if (judgement === "sign-in") {
      const next = c.req.method === "GET" ? `?${new URLSearchParams({ next: url.pathname + url.search })}` : "";
      return c.redirect(`/login${next}`, 303);
    }
    if (judgement === "forbidden")
      return trouble(c, words.people.forbidden, words.people.forbiddenText(words.people.role[person.role]), 403);
    if (judgement === "unknown") return trouble(c, words.trouble.notFound, words.trouble.notFoundText, 404);
    if (judgement === "allowed") return undefined;
    c.header("allow", methods.join(", "));
    return trouble(c, words.trouble.method, undefined, 405);
  };

  // Asked first: what limits a body puts another request in the place of the one that came.
  app.use((c, next) => {
    people.set(c, options.personOf?.(c.req.raw) ?? LOCAL);
    return next();
  });
  app.use(headers);
  // A script of this machine gets a case as it is: packing and unpacking it takes longer than sending.
  const packing = compress();
  app.use((c, next) =>
    c.req.header("sec-fetch-dest") === "empty" && LOOPBACK.has(new URL(c.req.url).hostname) ? next() : packing(c, next),
  );
  app.get("/assets/:name", (c) => {
    const asset = assets.get(new URL(c.req.url).pathname);
    if (!asset) return c.notFound();
    return c.body(asset.bytes, 200, { "content-type": asset.type, "cache-control": "public, max-age=31536000, immutable" });
  });
  app.use(async (c, next) => {
    await next();
    c.header("cache-control", "no-store");
    c.header("vary", "accept-language, cookie");
  });
  app.use((c, next) => {
    const { words } = desk.readerOf(c);
    return guard(new Set(options.hosts), () => trouble(c, words.trouble.forbidden, words.trouble.forbiddenText, 403))(c, next);
  });
  app.use((c, next) => {
    const { words } = desk.readerOf(c);
    const isFile = c.req.path === "/imports";
    return bodyLimit({
      maxSize: isFile ? LARGEST_FORM_FILE + LARGEST_FORM : LARGEST_FORM,
      onError: () => trouble(c, words.trouble.tooLarge, undefined, 413),
    })(c, next);
  });

  app.use(async (c, next) => (await held(c)) ?? (await next()));

  addPages(app, desk);
  addAround(app, desk);
  addPublishing(app, desk);
  addImports(app, desk);
  addPeople(app, desk, options.tries ?? (() => 0), options.addressOf ?? (() => "here"));
  addUnsubscribe(app, desk);
  addStaff(app, desk);
  addReports(app, desk);
  addReview(app, desk, {
    refused: (c, reader, refusal) => refused(desk, c, reader, refusal),
    shown: (c, reader, address) => caseAt(desk, c, reader, address),
  });

  app.notFound((c) => {
    const { words } = desk.readerOf(c);
    return trouble(c, words.trouble.notFound, words.trouble.notFoundText, 404);
  });
  app.onError((error, c) => {
    const { words, language } = desk.readerOf(c);
    if (error instanceof UserError) {
      if (error.code === "no-run") return trouble(c, words.trouble.unavailable, undefined, 503, { remedy: error.mend?.[language] });
      if (error.exit === "noInput") return trouble(c, words.trouble.notFound, words.trouble.notFoundText, 404);
      if (error.exit === "unavailable") return trouble(c, error.says[language], undefined, 503, { remedy: error.mend?.[language] });
      if (error.exit === "notPermitted") return trouble(c, error.says[language], error.mend?.[language], 403);
      if (error.exit === "usage" || error.exit === "tryAgain")
        return trouble(c, error.says[language], undefined, 422, { remedy: error.mend?.[language] });
    }
    // What is wrong may name files of this machine: it goes to the log, and its number to the reader.
    const id = randomUUID().slice(0, 8);
    (options.report ?? ((number, what) => console.error(number, what)))(id, error);
    return trouble(c, words.trouble.bug, words.trouble.bugText, 500, { id });
  });
  return app;
}

/** An act that could not be done: the case again with the reason and what was written, or both versions when somebody was faster. */
async function refused(desk: Desk, c: Context, reader: Reader, refusal: Refusal): Promise<Response> {
  const { words } = reader;
  const { error, chosen, reason, back } = refusal;
  if (error instanceof ReviewConflict) {
    const verb = chosen
      ? [words.review.did[chosen.verb], chosen.verdict && words.review.verdict[chosen.verdict]].filter(Boolean).join(" ")
      : words.review.undo;
    return await send(c, ConflictPage({ reader, theirs: error.theirs, yours: { verb, reason }, back }), 409);
  }
  const shown = error.exit === "noInput" ? undefined : await caseAt(desk, c, reader, back, refusal);
  if (!shown) throw error;
  return shown;
}
