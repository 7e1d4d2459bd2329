// Lists: a page of what passes the filters as JSON, or all of it in any other format.
import { z } from "zod";
import type { Generation } from "../app/generation.ts";
import { countRows, EXACT, jsonPage } from "../app/page.ts";
import { ROW_CAP } from "../app/role.ts";
import type { Table } from "../app/table.ts";
import { UserError } from "../error.ts";
import { type Language, showAmount, type Text } from "../text/text.ts";
import { answer } from "./answer.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import { type ExportFormat, exported } from "./export.ts";
import { type Operation, operation } from "./operation.ts";
import type { Paged } from "./parameter.ts";
import { type ProblemCode, problem, RUN_GONE } from "./problem.ts";
import { Count, Day, DISCLAIMER, RunId } from "./shape.ts";

/** Items on a page that asks for no number of them. */
const USUAL = 50;
const PATIENCE = 10;
/** Troubles of a run that was there when the first page was read. */
const GONE = ["run-unknown", ...RUN_GONE];

/** The table, unless an export of it would hold more rows than the role may take: nothing is cut in silence. */
async function withinCap({ db }: Generation, table: Table, cap: number, limit: number | undefined): Promise<Table> {
  if (!Number.isFinite(cap) || (limit !== undefined && limit <= cap)) return table;
  if ((await countRows(db, table, cap)) <= cap) return table;
  throw new UserError("too-many-rows", {
    what: {
      en: `more than ${showAmount(String(cap))} rows pass the filters`,
      th: `มีแถวตรงเงื่อนไขมากกว่า ${showAmount(String(cap))} แถว`,
    },
    exit: "notPermitted",
  });
}

interface Listing<Query extends typeof Paged> {
  name: string;
  path: string;
  says: Text;
  query: Query;
  item: z.ZodType;
  /** Troubles of its own, beside those of every list. */
  problems?: readonly ProblemCode[];
  table(generation: Generation, asked: Omit<z.output<Query>, keyof z.output<typeof Paged>>, language: Language): Promise<Table>;
}

/** An operation that lists a table, in the one order it has. */
export const listing = <Query extends typeof Paged>({
  name,
  path,
  says,
  query: shape,
  item,
  problems = [],
  table,
}: Listing<Query>): Operation =>
  operation({
    name,
    path,
    says,
    query: shape,
    tabular: true,
    answer: z.strictObject({
      run_id: RunId,
      as_of: Day,
      disclaimer: z.string(),
      total: z.strictObject({ count: Count, relation: z.enum(["exact", "at_least"]) }),
      items: z.array(item),
      links: z.strictObject({ next: z.string().optional() }),
    }),
    problems: [
      "bad-cursor",
      "run-unknown",
      "not-acceptable",
      "run-gone",
      ...RUN_GONE,
      "no-run",
      "too-slow",
      "too-busy",
      "too-many-rows",
      ...problems,
    ],
    async respond({ c, house, cache, texts, language, format, person, query }): Promise<Response> {
      const { lang: _, run, limit, cursor, csv, ...filter } = query as z.output<typeof Paged>;
      const asked = { path, ...filter };
      const place = cursor === undefined ? undefined : readCursor(house.workspace, cursor, asked);
      const runId = place?.run ?? run ?? house.current();
      const after = place?.after ?? 0;
      const open = (generation: Generation) => table(generation, filter as Parameters<typeof table>[1], language);
      const everything = () =>
        exported(c, { runId, texts, language, format: format as ExportFormat }, person, name, csv ?? "guarded", async () => ({
          house,
          runId,
          table: await house.with(async (generation) => withinCap(generation, await open(generation), ROW_CAP[person.role], limit), {
            runId,
            seconds: PATIENCE,
          }),
          after,
          limit: limit ?? Number.POSITIVE_INFINITY,
          title: path.slice(path.lastIndexOf("/") + 1),
          signal: c.req.raw.signal,
        }));
      const onePage = () =>
        answer(c, cache, { runId, texts, language, format }, "application/json", () =>
          house.with(
            async (generation) => {
              const rows = await open(generation);
              const page = await jsonPage(generation.db, rows, after, limit ?? USUAL);
              const isAll = after === 0 && page.count < (limit ?? USUAL);
              const counted = isAll ? page.count : await countRows(generation.db, rows);
              const next = new URLSearchParams(new URL(c.req.url).search);
              next.set("cursor", writeCursor(house.workspace, { run: runId, after: page.last }, asked));
              const link = page.more ? `${path}?${next}` : undefined;
              const head = {
                run_id: runId,
                as_of: generation.manifest.as_of,
                disclaimer: DISCLAIMER[language],
                total: { count: Math.min(counted, EXACT), relation: counted > EXACT ? "at_least" : "exact" },
                links: link ? { next: link } : {},
              };
              return {
                body: `${JSON.stringify(head).slice(0, -1)},"items":[${page.items}]}`,
                headers: link ? { Link: `<${link}>; rel="next"` } : {},
              };
            },
            { runId, seconds: PATIENCE },
          ),
        );
      try {
        return format === "json" ? await onePage() : await everything();
      } catch (error) {
        if (!place || !(error instanceof UserError) || !GONE.includes(error.code)) throw error;
        const again = new URLSearchParams(new URL(c.req.url).search);
        again.delete("cursor");
        return problem(c, "run-gone", { links: { restart: `${c.req.path}?${again}` } });
      }
    },
  });
