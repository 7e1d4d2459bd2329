// Addresses within the page. Ids of records may hold anything, so they are always encoded whole.

export type Query = Readonly<Record<string, string | number | undefined>>;

/** A path with a query; empty values are left out and the order is that of the object. */
export function href(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined && value !== "") search.set(name, String(value));
  return search.size ? `${path}?${search}` : path;
}

const PATHS: Readonly<Record<string, string>> = { process: "processes", project: "projects" };

export const subjectHref = (kind: string, id: string, query: Query = {}): string =>
  href(`/${PATHS[kind] ?? "contracts"}/${encodeURIComponent(id)}`, query);

/** The case that an address of this page is of; undefined for any other. */
export function caseAtPath(pathname: string): { kind: "contract" | "process"; id: string } | undefined {
  const [, path, id] = /^\/(contracts|processes)\/([^/]+)$/.exec(pathname) ?? [];
  return id === undefined ? undefined : { kind: path === "contracts" ? "contract" : "process", id: decodeURIComponent(id) };
}

export const partyHref = (role: "buyer" | "supplier", id: string): string => `/${role}s/${encodeURIComponent(id)}`;

export const indicatorHref = (code: string): string => `/indicators/${encodeURIComponent(code)}`;

/** The address of this page with some of its query changed; `undefined` takes a part out. */
export function here(url: URL, changes: Query): string {
  const query = new URLSearchParams(url.searchParams);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) query.delete(name);
    else query.set(name, String(value));
  }
  return query.size ? `${url.pathname}?${query}` : url.pathname;
}
