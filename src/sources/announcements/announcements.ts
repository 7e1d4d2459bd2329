// Announcements of e-GP: its RSS feed (XML, mostly in TIS-620), and items of it that somebody collected as JSON.

import { contentHash } from "../content-hash.ts";
import { encodingOf } from "../encoding.ts";
import { jsonRecords } from "../json-records.ts";
import { kindOf } from "../open.ts";
import type { Context, Note, Opened, Reading, Source } from "../source.ts";
import { feedItems } from "./feed.ts";
import { announced } from "./release.ts";

/** Sorts before the national rows (`th-cgd`), so that these are laid over it: they name the buying unit, the feed only its department. */
const SOURCE = "th-announcements";

type Found = { at: string; row: Record<string, unknown> } | { at: string; quarantined: string; detail: string };

/** Recognised by what only this feed has: e-GP's addresses or the project number in an RSS item, and `anounce_type` as e-GP spells it. */
export const announcements: Source = {
  async recognise(file, context) {
    const kind = kindOf(file.head);
    if (kind !== "xml" && kind !== "json") return undefined;
    const encoding = encodingOf(file.head);
    const head = new TextDecoder(encoding === "mojibake" ? "utf-8" : encoding).decode(file.head);
    const isFeed = kind === "xml" && /<(?:rss|rdf:RDF|channel)\b/.test(head) && /gprocurement|<projectId>|anounceType/i.test(head);
    const isCollected = kind === "json" && /"anounce_type"/.test(head) && /"projectId"/.test(head);
    if (!isFeed && !isCollected) return undefined;
    return {
      source: SOURCE,
      country: "TH",
      layout: isFeed ? "egp-rss" : "egp-rss-items",
      read: (opened) => readAll(opened, isFeed ? feedItems(opened) : collected(opened), context),
    };
  },
};

async function* collected(file: Opened): AsyncGenerator<Found> {
  for await (const record of jsonRecords(file.bytes(), file.name)) {
    if ("quarantined" in record) yield { at: record.at, quarantined: record.quarantined, detail: record.detail };
    else if (typeof record.value === "object" && record.value !== null && !Array.isArray(record.value))
      yield { at: record.at, row: record.value as Record<string, unknown> };
    else yield { at: record.at, quarantined: "not_an_object", detail: "no object with names and values" };
  }
}

async function* readAll(_: Opened, items: AsyncIterable<Found>, { mask }: Context): AsyncGenerator<Reading & { problems?: Note[] }> {
  for await (const item of items) {
    if ("quarantined" in item) {
      yield item;
      continue;
    }
    const problems: Note[] = [];
    const made = announced(item.row, mask, (note) => problems.push(note));
    if ("quarantined" in made) {
      yield { at: item.at, ...made };
      continue;
    }
    // When it was collected is no part of what was announced.
    const { queued_at, source, ...said } = item.row;
    yield { at: item.at, release: made, content: contentHash(said), ...(problems.length > 0 && { problems }) };
  }
}
