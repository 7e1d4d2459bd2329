// GET /v1/feeds/…: what is new in a saved view, of a buyer or of a supplier, as Atom (RFC 4287).
import { z } from "zod";
import type { Filter } from "../app/filter.ts";
import { readManifest } from "../app/generation.ts";
import { type NewFlag, type News, newFlags } from "../app/news.ts";
import { partyRef } from "../app/party-ref.ts";
import { views } from "../app/review.ts";
import { filterOf } from "../app/webhook.ts";
import { UserError } from "../error.ts";
import { type Language, showAmount, type Text } from "../text/text.ts";
import { answer } from "./answer.ts";
import { type Asked, type Operation, operation } from "./operation.ts";
import { OfRun } from "./parameter.ts";
import { RUN_GONE } from "./problem.ts";
import { DISCLAIMER } from "./shape.ts";

const ATOM = "application/atom+xml; charset=utf-8";
/** Entries of one page of a feed; the next page is linked (RFC 5005). */
const MOST = 100;

/** Text as XML holds it: markup escaped, and what XML 1.0 cannot hold left out. */
export const xml = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replace(/[&<>"']/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" })[sign]!);

const WORDS = {
  title: { en: "New flags", th: "ข้อสังเกตใหม่" },
  counted: { en: "of all that pass the filters, compared with the runs before", th: "จากทุกรายการที่ตรงเงื่อนไข เทียบกับรอบการประเมินก่อนหน้า" },
} as const satisfies Record<string, Text>;

interface Feed {
  path: string;
  name: string;
  origin: string;
  language: Language;
}

/** A natural person is not named in what is sent around. */
const named = (party: NewFlag["flag"]["buyer"]): string | null => (party && party.kind !== "natural" ? party.name : null);

function entry({ flag, since }: NewFlag, { origin, language }: Feed): string {
  const page = flag.contract_id
    ? `/contracts/${encodeURIComponent(flag.contract_id)}`
    : `/processes/${encodeURIComponent(flag.process_id ?? "")}`;
  const link = flag.contract_id || flag.process_id ? `${origin}${page}#flag-${flag.flag_id}` : `${origin}/indicators/${flag.indicator}`;
  const about = [
    flag.says,
    flag.process_title,
    named(flag.buyer),
    named(flag.supplier),
    flag.amount && `${flag.amount} ${flag.currency ?? ""}`,
  ];
  return `<entry><id>urn:jabta:${flag.flag_id}:${xml(since.run_id)}</id><title>${xml(`${flag.indicator} ${flag.title}`)}</title><updated>${since.started_at}</updated><link rel="alternate" type="text/html" href="${xml(link)}"/><category term="${xml(flag.indicator)}"/><category term="${xml(flag.level)}"/><summary>${xml([...about.filter(Boolean), DISCLAIMER[language]].join("\n"))}</summary></entry>`;
}

/** A page of a feed, and the address of another. */
const paged = ({ origin, path }: Feed, page: number): string => xml(`${origin}${path}${page === 1 ? "" : `?page=${page}`}`);

function feedOf(feed: Feed, updated: string, { flags, count }: News, page: number): string {
  const others = [
    ...(page > 1 ? [`<link rel="first" href="${paged(feed, 1)}"/><link rel="previous" href="${paged(feed, page - 1)}"/>`] : []),
    ...(count > page * MOST ? [`<link rel="next" href="${paged(feed, page + 1)}"/>`] : []),
  ];
  const about = `${showAmount(String(count))} ${WORDS.counted[feed.language]}. ${DISCLAIMER[feed.language]}`;
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${feed.language}"><id>urn:jabta:feed:${xml(encodeURIComponent(feed.path))}</id><title>${xml(`${WORDS.title[feed.language]}: ${feed.name}`)}</title><subtitle>${xml(about)}</subtitle><updated>${updated}</updated><author><name>jabta</name></author><link rel="self" href="${paged(feed, page)}"/>${others.join("")}
${flags.map((it) => entry(it, feed)).join("\n")}
</feed>
`;
}

async function respond(asked: Asked<{ page?: number | undefined }>, path: string, name: string, filter: Filter): Promise<Response> {
  const { c, house, cache, texts, language, query } = asked;
  const page = query.page ?? 1;
  const runId = house.current();
  return await answer(c, cache, { runId, texts, language, format: `atom ${name}` }, ATOM, async () => {
    const { started_at } = readManifest(house.workspace, runId);
    const news = await newFlags(house, { filter, language, limit: MOST, offset: (page - 1) * MOST });
    const feed = { path, name, language, origin: new URL(c.req.url).origin };
    return { body: feedOf(feed, started_at, news, page) };
  });
}

const unknown = (): never => {
  throw new UserError("subject-unknown", { what: { en: "there is nothing of this id", th: "ไม่มีรายการที่มีรหัสนี้" }, exit: "noInput" });
};

const shared = {
  query: OfRun.pick({ lang: true }).extend({ page: z.coerce.number().int().min(1).max(100_000).optional() }),
  type: ATOM,
  answer: z.string(),
  problems: ["subject-unknown", "no-run", ...RUN_GONE, "run-unknown", "too-slow"],
} as const;

export const viewFeed = operation({
  ...shared,
  name: "getViewFeed",
  path: "/v1/feeds/views/{id}",
  says: { en: "What is new in a saved view, as an Atom feed.", th: "รายการใหม่ในมุมมองที่บันทึกไว้ ในรูปแบบ Atom" },
  async respond(asked) {
    const view = views(asked.casebook).find(({ view_id }) => view_id === asked.id) ?? unknown();
    return await respond(asked, `/v1/feeds/views/${asked.id}`, view.name, filterOf(view.query));
  },
});

const partyFeed = (role: "buyer" | "supplier", name: string, says: Text): Operation =>
  operation({
    ...shared,
    name,
    path: `/v1/feeds/${role}s/{id}`,
    says,
    async respond(asked) {
      const party = await asked.house.with((generation) => partyRef(generation, asked.id), { seconds: 5 });
      // Natural persons have no feed: nobody is to be followed.
      if (!party || party.kind === "natural") return unknown();
      return await respond(asked, `/v1/feeds/${role}s/${encodeURIComponent(asked.id)}`, party.name ?? party.id, { [role]: asked.id });
    },
  });

export const buyerFeed = partyFeed("buyer", "getBuyerFeed", {
  en: "What is new of one buyer, as an Atom feed.",
  th: "รายการใหม่ของหน่วยงานหนึ่งแห่ง ในรูปแบบ Atom",
});
export const supplierFeed = partyFeed("supplier", "getSupplierFeed", {
  en: "What is new of one supplier, as an Atom feed. Natural persons have none.",
  th: "รายการใหม่ของคู่สัญญาหนึ่งราย ในรูปแบบ Atom ไม่มีสำหรับบุคคลธรรมดา",
});
