// A client of the API for programs in TypeScript: every operation a typed function, lists read to their end, troubles thrown.
import { type Operations, PATHS } from "./shapes.ts";

export type * from "./shapes.ts";

/** Where the API is and who asks. */
export interface Connection {
  /** A key from `jabta key add`. */
  key?: string;
  language?: "en" | "th";
  /** Another fetch, for tests and proxies. */
  fetch?: typeof fetch;
}

/** What the server said instead of an answer (RFC 9457). */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly document: Readonly<Record<string, unknown>>;

  constructor(status: number, document: Record<string, unknown>) {
    super(`${status} ${String(document.detail ?? document.title ?? "")}`);
    this.name = "Problem";
    this.status = status;
    this.code = String(document.code ?? "unknown");
    this.document = document;
  }
}

type Name = keyof Operations;
type Answer<N extends Name> = Operations[N]["answer"];
type Asked<N extends Name> = Operations[N]["asked"];
/** Operations whose answers are pages of a list. */
type ListName = { [N in Name]: Answer<N> extends { items: unknown[]; links: { next?: string } } ? N : never }[Name];
type Item<N extends ListName> = Answer<N> extends { items: (infer Each)[] } ? Each : never;
type Call<N extends Name> =
  Record<never, never> extends Asked<N> ? (asked?: Asked<N>) => Promise<Answer<N>> : (asked: Asked<N>) => Promise<Answer<N>>;
type Query<N extends ListName> = Asked<N>;

export type Format = "csv" | "jsonl" | "parquet" | "arrow" | "xlsx";

export type Client = { [N in Name]: Call<N> } & {
  /** Everything of a list, page after page, all from one run. */
  each<N extends ListName>(name: N, asked?: Query<N>): AsyncGenerator<Item<N>>;
  /** A whole table in another format, as it comes. */
  table<N extends ListName>(name: N, format: Format, asked?: Query<N>): Promise<Response>;
};

interface Parts {
  id?: string;
  body?: unknown;
  [parameter: string]: unknown;
}

/** Connects to an API: `connect("https://flags.example.org", { key })`. */
export function connect(base: string, { key, language, fetch: send = fetch }: Connection = {}): Client {
  async function ask(method: string, path: string, body?: unknown): Promise<Response> {
    const headers: Record<string, string> = { Accept: "application/json" };
    if (key) headers.Authorization = `Bearer ${key}`;
    if (language) headers["Accept-Language"] = language;
    const isFile = body instanceof Blob || body instanceof Uint8Array;
    if (body !== undefined) headers["Content-Type"] = isFile ? "application/octet-stream" : "application/json";
    const answer = await send(new URL(path, base), {
      method,
      headers,
      ...(body === undefined ? {} : { body: isFile ? (body as Blob) : JSON.stringify(body) }),
    });
    if (answer.ok) return answer;
    const document = await answer.json().catch(() => ({}));
    throw new Problem(answer.status, document as Record<string, unknown>);
  }

  function addressOf(path: string, { id = "", body: _, ...query }: Parts, suffix = ""): string {
    const given = Object.entries(query).filter(([, value]) => value !== undefined);
    const search = new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)]));
    return `${path.replace(/\{\w+\}/, encodeURIComponent(id))}${suffix}${search.size ? `?${search}` : ""}`;
  }

  const calls = Object.entries(PATHS).map(([name, [method, path]]) => [
    name,
    async (asked: Parts = {}) => await (await ask(method, addressOf(path, asked), asked.body)).json(),
  ]);
  return {
    ...Object.fromEntries(calls),
    async *each(name: ListName, asked: Parts = {}) {
      for (let next: string | undefined = addressOf(PATHS[name][1], asked); next; ) {
        const page = (await (await ask("GET", next)).json()) as { items: unknown[]; links: { next?: string } };
        yield* page.items;
        next = page.links.next;
      }
    },
    table: (name: ListName, format: Format, asked: Parts = {}) => ask("GET", addressOf(PATHS[name][1], asked, `.${format}`)),
  } as Client;
}
