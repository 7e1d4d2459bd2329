// What an operation of the API is, how its parameters are checked, and how it is put on the air.
import type { Context, Hono } from "hono";
import { z } from "zod";
import type { Generation } from "../app/generation.ts";
import type { House } from "../app/house.ts";
import { may, type Person } from "../app/person.ts";
import type { Casebook } from "../app/review.ts";
import type { Language, Text } from "../text/text.ts";
import { answer, repeated } from "./answer.ts";
import { jsonBody, notAFile, once } from "./body.ts";
import type { Cache } from "./cache.ts";
import { type Format, formatOf } from "./format.ts";
import { languageOf } from "./language.ts";
import type { Meter } from "./meter.ts";
import { PARAMETERS } from "./parameter.ts";
import { type ProblemCode, problem, problemOf, RUN_GONE } from "./problem.ts";

/** What operations stand on: the house, the answers kept, and a mark of the texts that sentences are made of. */
export interface Desk {
  house: House;
  cache: Cache;
  texts: string;
  meter: Meter;
  casebook: Casebook;
  personOf(request: Request): Person;
}

/** A request whose parameters have been checked. */
export interface Asked<Query, Body = unknown> extends Desk {
  c: Context;
  format: Format;
  language: Language;
  /** Who asks. */
  person: Person;
  query: Query;
  body: Body;
  /** The one path parameter, decoded; empty for paths that have none. */
  id: string;
}

/** One operation: where, what for, what it takes, what it gives. The document is made from the same fields. */
export interface Operation<Query extends z.ZodObject = z.ZodObject, Body extends z.ZodType = z.ZodType> {
  name: string;
  path: string;
  /** Reads unless it says that it does something. */
  method?: "post";
  says: Text;
  query: Query;
  /** The JSON that is sent to it; `takes` where what is sent is a file. */
  body?: Body;
  takes?: "file";
  answer: z.ZodType;
  /** The status of its answer, where it is not 200, or 202 of a POST. */
  status?: 201;
  /** The media type of the answer; JSON unless said. */
  type?: string;
  problems: readonly ProblemCode[];
  /** Whether the answer is also given as a table, in every format. */
  tabular?: boolean;
  respond(asked: Asked<z.output<Query>, z.output<Body>>): Promise<Response>;
}

/** Declares an operation, keeping the type of its parameters to itself. */
export const operation = <Query extends z.ZodObject, Body extends z.ZodType>(it: Operation<Query, Body>): Operation =>
  it as unknown as Operation;

/** Seconds a reading may hold the engine. */
const PATIENCE = 10;

const JSON_ONLY: readonly Format[] = ["json"];

interface Reading<Query extends z.ZodObject> extends Omit<Operation<Query>, "respond" | "problems"> {
  problems?: readonly ProblemCode[];
  read(generation: Generation, asked: Asked<z.output<Query>>): Promise<object>;
}

/** An operation that reads one JSON document from a run. */
export const reading = <Query extends z.ZodObject<{ run: z.ZodOptional<z.ZodString> }>>({
  read,
  problems = [],
  ...it
}: Reading<Query>): Operation =>
  operation<Query, z.ZodType>({
    ...it,
    problems: ["run-unknown", ...RUN_GONE, "no-run", "too-slow", ...problems],
    async respond(asked) {
      const { c, house, cache, texts, language, query } = asked;
      const runId = query.run ?? house.current();
      return await answer(c, cache, { runId, texts, language, format: "json" }, "application/json", async () => ({
        body: JSON.stringify(await house.with((generation) => read(generation, asked), { runId, seconds: PATIENCE })),
      }));
    },
  });

/** Parameters as they came: a text, or a list where one was given twice, which no shape takes. */
const rawQuery = (c: Context): Record<string, string | string[]> =>
  Object.fromEntries(Object.entries(c.req.queries()).map(([name, values]) => [name, values.length === 1 ? values[0]! : values]));

function refuse(c: Context, code: "bad-parameter" | "bad-body", error: z.ZodError, language: Language): Response {
  const errors = error.issues.flatMap((issue) =>
    (issue.code === "unrecognized_keys" ? issue.keys : [String(issue.path[0] ?? "")]).map((parameter) => ({
      pointer: `/${parameter.replaceAll("~", "~0").replaceAll("/", "~1")}`.slice(0, 100),
      parameter: parameter.slice(0, 100),
      code: issue.code,
      // A pattern means nothing to a reader: what the parameter means does.
      detail:
        issue.code === "invalid_format" && parameter in PARAMETERS
          ? PARAMETERS[parameter as keyof typeof PARAMETERS][language]
          : issue.message.slice(0, 300),
    })),
  );
  return problem(c, code, { errors: errors.slice(0, 50) });
}

const LOCALES = { en: z.locales.en(), th: z.locales.th() };

async function respond(c: Context, desk: Desk, it: Operation): Promise<Response> {
  try {
    if (it.method === "post") return await once(c, desk, () => checked(c, desk, it));
    return (await repeated(c, desk.cache, desk.house.current)) ?? (await checked(c, desk, it));
  } catch (error) {
    return problemOf(c, error);
  }
}

async function checked(c: Context, desk: Desk, it: Operation): Promise<Response> {
  const language = languageOf(c);
  const format = it.type ? "json" : formatOf(c, it.tabular ? undefined : JSON_ONLY);
  if (!format) return problem(c, "not-acceptable");
  const person = desk.personOf(c.req.raw);
  if (format !== "json" && !may(person, "export")) return problem(c, "forbidden");
  const parsed = it.query.safeParse(rawQuery(c), { error: LOCALES[language].localeError });
  if (!parsed.success) return refuse(c, "bad-parameter", parsed.error, language);
  const id = it.path.endsWith("}") ? (Object.values<string>(c.req.param())[0] ?? "") : "";
  const sent = it.body ? await jsonBody(c) : it.takes === "file" ? notAFile(c) : undefined;
  if (sent instanceof Response) return sent;
  const body = it.body?.safeParse(sent, { error: LOCALES[language].localeError });
  if (body && !body.success) return refuse(c, "bad-body", body.error, language);
  return await it.respond({ ...desk, c, language, format, person, query: parsed.data, body: body?.data, id });
}

/** Puts operations on the air: parameters and bodies checked first, methods that an address does not take told which it takes. */
export function mount(app: Hono, desk: Desk, operations: readonly Operation[]): void {
  const taken = new Map<string, string[]>();
  for (const it of operations) {
    // An id may hold slashes (project/number): everything after the path's last fixed word is the id.
    const routes = [it.path.replace(/\{(\w+)\}$/, ":$1{.+}")];
    // A table also has an address for each format: /v1/flags.csv.
    if (it.tabular) routes.push(it.path.replace(/(\w+)$/, ":file{$1\\.(?:json|jsonl|csv|parquet|arrow|xlsx)}"));
    for (const route of routes) {
      app.on(it.method === "post" ? "POST" : "GET", route, async (c) => {
        const started = performance.now();
        c.set("operation" as never, it.name as never);
        const response = await respond(c, desk, it);
        desk.meter.observe(it.name, response.status, (performance.now() - started) / 1000);
        return response;
      });
      taken.set(route, [...(taken.get(route) ?? []), ...(it.method === "post" ? ["POST"] : ["GET", "HEAD"])]);
    }
  }
  // Addresses with a place for anything come last, as they do among the operations.
  for (const [route, methods] of [...taken].sort(([a], [b]) => Number(a.includes(":")) - Number(b.includes(":")))) {
    const allow = { Allow: [...methods, "OPTIONS"].join(", ") };
    app.all(route, (c) => (c.req.method === "OPTIONS" ? c.body(null, 204, allow) : problem(c, "method-not-allowed", {}, allow)));
  }
}
