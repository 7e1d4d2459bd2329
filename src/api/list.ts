// Lists: a page of items that pass the filters, how many there are, and where the next page begins.
import { z } from "zod";
import type { Filter } from "../app/filter.ts";
import type { Page } from "../app/flags.ts";
import type { Generation } from "../app/generation.ts";
import type { Language, Text } from "../text/text.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import { type Operation, operation } from "./operation.ts";
import { Filtered, filterOf } from "./parameter.ts";
import { Count, Day, DISCLAIMER, RunId } from "./shape.ts";

/** Counts are exact up to here; beyond, "at least". */
const EXACT = 10_000;
const PATIENCE = 10;

interface Listing {
  name: string;
  path: string;
  says: Text;
  item: z.ZodType;
  read(generation: Generation, filter: Filter, language: Language, page: Page): Promise<object[]>;
  count(generation: Generation, filter: Filter): Promise<number>;
}

/** An operation that lists what passes the filters, in the one order the list has. */
export const listing = ({ name, path, says, item, read, count }: Listing): Operation =>
  operation({
    name,
    path,
    says,
    query: Filtered,
    answer: z.strictObject({
      run_id: RunId,
      as_of: Day,
      disclaimer: z.string(),
      total: z.strictObject({ count: Count, relation: z.enum(["exact", "at_least"]) }),
      items: z.array(item),
      links: z.strictObject({ next: z.string().optional() }),
    }),
    problems: ["bad-cursor", "run-unknown", "run-gone", "canon-gone", "no-run", "too-slow"],
    async respond({ c, house, language, query }) {
      const filter = filterOf(query);
      const asked = { path, ...filter };
      const place = query.cursor === undefined ? undefined : readCursor(house.workspace, query.cursor, asked);
      const bounds = { runId: place?.run ?? query.run, seconds: PATIENCE, signal: c.req.raw.signal };
      return await house.with(async (generation) => {
        const offset = place?.after ?? 0;
        const items = await read(generation, filter, language, { limit: query.limit + 1, offset });
        const counted = await count(generation, filter);
        const next = new URLSearchParams(new URL(c.req.url).search);
        if (items.length > query.limit)
          next.set("cursor", writeCursor(house.workspace, { run: generation.run_id, after: offset + query.limit }, asked));
        const link = items.length > query.limit ? `${path}?${next}` : undefined;
        if (link) c.header("Link", `<${link}>; rel="next"`);
        const body = {
          run_id: generation.run_id,
          as_of: generation.manifest.as_of,
          disclaimer: DISCLAIMER[language],
          total: { count: Math.min(counted, EXACT), relation: counted > EXACT ? "at_least" : "exact" },
          items: items.slice(0, query.limit),
          links: { ...(link ? { next: link } : {}) },
        };
        return c.body(JSON.stringify(body), 200, { "Content-Type": "application/json", "Content-Language": language });
      }, bounds);
    },
  });
