// Every address that is answered and what one must be allowed to do for it. An address without an entry is answered to nobody.
import { may, type Person } from "./person.ts";
import type { Action } from "./role.ts";

/** Addresses by method; `{…}` stands for anything. Lists are also there with a suffix for each format. */
export const API_ROUTES: Record<string, Action> = {
  "GET /live": "open",
  "GET /ready": "open",
  "GET /openapi.json": "open",
  "GET /docs": "open",
  "GET /docs.css": "open",
  "GET /metrics": "read",
  "GET /v1/published": "published",
  "GET /v1/flags": "read",
  "GET /v1/queue": "read",
  "GET /v1/contracts/{id}": "read",
  "GET /v1/processes/{id}": "read",
  "GET /v1/buyers": "read",
  "GET /v1/buyers/{id}": "read",
  "GET /v1/suppliers": "read",
  "GET /v1/suppliers/{id}": "read",
  "GET /v1/projects": "read",
  "GET /v1/projects/{id}": "read",
  "GET /v1/compare": "read",
  "GET /v1/network": "read",
  "GET /v1/stats": "read",
  "GET /v1/series": "read",
  "GET /v1/indicators": "read",
  "GET /v1/indicators/{code}": "read",
  "GET /v1/runs": "read",
  "GET /v1/runs/{id}": "read",
  "GET /v1/diff": "read",
  "GET /v1/reports": "read",
  "GET /v1/reports/{name}": "export",
  "GET /v1/coverage": "read",
  "GET /v1/datasets": "read",
  "GET /v1/reviews/{id}": "read",
  "POST /v1/reviews": "review",
  "POST /v1/reviews/undo": "undo",
  "GET /v1/learned": "read",
  "GET /v1/controls": "review",
  "POST /v1/controls": "review",
  "POST /v1/controls/decide": "review",
  "GET /v1/feeds/views/{id}": "read",
  "GET /v1/feeds/buyers/{id}": "read",
  "GET /v1/feeds/suppliers/{id}": "read",
  "POST /v1/imports": "import",
  "POST /v1/runs": "run",
  "GET /v1/jobs/{id}": "run",
  "GET /v1/sanity": "read",
  "GET /v1/warnings": "read",
};

export const PAGE_ROUTES: Record<string, Action> = {
  "GET /": "open",
  "GET /assets/{name}": "open",
  "GET /unsubscribe/{token}": "open",
  "POST /unsubscribe/{token}": "open",
  "GET /login": "open",
  "POST /login": "open",
  "POST /logout": "account",
  "GET /account": "account",
  "POST /account": "account",
  "GET /roles": "open",
  "GET /people": "people",
  "POST /people/add": "people",
  "POST /people/role": "people",
  "POST /people/disable": "people",
  "POST /people/enable": "people",
  "POST /people/password": "people",
  "POST /people/keys/add": "people",
  "POST /people/keys/revoke": "people",
  "GET /queue": "read",
  "GET /queue/processes": "read",
  "GET /queue/buyers": "read",
  "GET /queue/suppliers": "read",
  "GET /queue/projects": "read",
  "GET /warnings": "read",
  "GET /warnings/projects": "read",
  "GET /sanity": "read",
  "GET /bulk": "review",
  "GET /contracts/{id}": "read",
  "GET /processes/{id}": "read",
  "GET /projects": "read",
  "GET /projects/{id}": "read",
  "GET /buyers/{id}": "read",
  "GET /suppliers/{id}": "read",
  "GET /indicators": "read",
  "GET /indicators/{code}": "read",
  "GET /network": "read",
  "GET /places": "read",
  "GET /coverage": "read",
  "GET /run": "read",
  "GET /reports": "read",
  "GET /reports/view/{name}": "export",
  "GET /reports/made/{id}/{due}": "export",
  "POST /reports/make": "export",
  "POST /reports/stop": "export",
  "GET /reports/asked/{job}": "export",
  "POST /reports/schedule": "schedule",
  "POST /reports/schedule/remove": "schedule",
  "POST /reports/schedule/mute": "schedule",
  "POST /reports/slot": "schedule",
  "GET /changes": "read",
  "GET /records/{sha256}": "read",
  "GET /log": "log",
  "GET /help": "read",
  "POST /review": "review",
  "POST /review/undo": "undo",
  "GET /second": "second_review",
  "GET /second/{flag}": "second_review",
  "POST /second": "second_review",
  "GET /publications": "read",
  "POST /publications/propose": "propose",
  "POST /publications/approve": "approve",
  "POST /publications/withdraw": "withdraw",
  "POST /publications/reply": "reply",
  "GET /public": "published",
  "GET /public/{id}": "published",
  "GET /imports": "import",
  "POST /imports": "import",
  "GET /imports/quarantine.csv": "import",
  "GET /imports/{id}": "import",
  "POST /imports/mapping": "import",
  "POST /imports/take": "import",
  "POST /imports/drop": "import",
  "POST /imports/run": "run",
  "POST /views": "save_view",
  "POST /views/remove": "remove_view",
  "POST /settings": "settings",
};

/** Suffixes of lists; `json` is a page, the others are whole tables. */
const SUFFIX = /^(\/v1\/[a-z]+)\.(json|jsonl|csv|parquet|arrow|xlsx)$/;

interface Route {
  methods: Map<string, Action>;
  matches(path: string): boolean;
}

function compile(routes: Record<string, Action>): { still: Map<string, Route>; open: Route[] } {
  const still = new Map<string, Route>();
  const open = new Map<string, Route>();
  for (const [name, action] of Object.entries(routes)) {
    const [method = "", path = ""] = name.split(" ");
    const places = path.includes("{") ? open : still;
    const pattern = new RegExp(`^${path.replace(/[.]/g, "\\.").replace(/\{\w+\}/g, ".+")}$`, "s");
    const route = places.get(path) ?? { methods: new Map(), matches: (asked: string) => pattern.test(asked) };
    route.methods.set(method, action);
    places.set(path, route);
  }
  return { still, open: [...open.values()] };
}

const COMPILED = { api: compile(API_ROUTES), page: compile(PAGE_ROUTES) };

/** What somebody is told who asks for an address. */
export type Judgement = "allowed" | "sign-in" | "forbidden" | "unknown" | "method";

export interface Judged {
  judgement: Judgement;
  /** Methods the address takes. */
  methods: readonly string[];
}

/**
 * Judges a request before anything is looked up, so that whoever may not ask cannot learn what is there.
 * An unknown address is told as unknown only to those who may read at all.
 */
export function judge(kind: "api" | "page", person: Person, method: string, asked: string, isPublic = false): Judged {
  const { still, open } = COMPILED[kind];
  const table = SUFFIX.exec(asked);
  const path = kind === "api" && table && still.has(table[1]!) ? table[1]! : asked;
  const route = still.get(path) ?? open.find(({ matches }) => matches(path));
  const methods = [...(route?.methods.keys() ?? [])];
  const action = route?.methods.get(method === "HEAD" ? "GET" : method);
  const stranger = person.via === "nothing" ? "sign-in" : "forbidden";
  if (!route) return { judgement: may(person, "read") ? "unknown" : stranger === "sign-in" ? "sign-in" : "unknown", methods };
  if (!action) {
    const some = [...route.methods.values()].some((it) => may(person, it));
    return { judgement: some ? "method" : stranger, methods };
  }
  // Where nothing is published there is nothing to be published at this address.
  if (action === "published" && !isPublic) return { judgement: stranger === "sign-in" ? "sign-in" : "unknown", methods };
  const isTable = path !== asked && table![2] !== "json";
  if (!may(person, action) || (isTable && !may(person, "export"))) return { judgement: stranger, methods };
  return { judgement: "allowed", methods };
}
