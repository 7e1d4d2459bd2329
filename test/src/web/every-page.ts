// Every page that a browser can be shown, found from the table of addresses, so that a new one cannot be forgotten; and a house somebody has worked in.
import { PAGE_ROUTES } from "../../../src/app/access.ts";

/** Files and ways on: nobody looks at these as a page of ours. */
const NO_PAGE = [
  "/",
  "/assets/{name}",
  "/imports/quarantine.csv",
  "/reports/view/{name}",
  "/reports/made/{id}/{due}",
  "/reports/asked/{job}",
];
/** Addresses of pages that have more to show than their plain one. */
const MORE = [
  "/queue?review=open&method=direct",
  "/queue?q=nothing+at+all&min_amount=1",
  "/queue?year=abc&review=done",
  "/queue/suppliers?order=worth",
  "/nothing",
];
export interface Asked {
  path: string;
  /** Cookie of whoever is shown it. */
  as?: string;
}

const linksIn = (html: string): string[] =>
  [...html.matchAll(/href="(\/[^"#]*)/g)].map((match) => match[1]!.replaceAll("&amp;", "&").replaceAll("&#39;", "'"));

/** Follows the pages of the table from one to the next until each kind of address has its examples. */
export async function everyPage(url: string): Promise<Asked[]> {
  const routes = Object.keys(PAGE_ROUTES).flatMap((route) => {
    const [method, path = ""] = route.split(" ");
    return method === "GET" && !NO_PAGE.includes(path) ? [path] : [];
  });
  const found = new Map<string, string[]>(routes.map((route) => [route, route.includes("{") ? [] : [route]]));
  // Only mails lead there.
  found.set("/unsubscribe/{token}", [`/unsubscribe/${"0".repeat(32)}`]);
  const kinds = routes
    .filter((route) => route.includes("{"))
    .map((route) => ({ route, pattern: new RegExp(`^${route.replace(/\{\w+\}/g, "[^/?]+")}(\\?.*)?$`) }));
  const waiting = [...[...found.values()].flat(), ...MORE];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const html = await (await fetch(url + path)).text();
    for (const link of linksIn(html)) {
      const kind = kinds.find(({ pattern }) => pattern.test(link));
      const known = kind && found.get(kind.route)!;
      if (!known || known.length > 0 || NO_PAGE.includes(link)) continue;
      known.push(link);
      waiting.push(link);
    }
  }
  const missing = [...found].flatMap(([route, paths]) => (paths.length ? [] : [route]));
  if (missing.length) throw new Error(`no page leads to ${missing.join(", ")}`);
  const asked = [...found.values()]
    .flat()
    .map((path) => ({ path, ...(["/account", "/people"].includes(path) ? { as: "role=admin" } : {}) }));
  const chosen = new URLSearchParams({ case: `contract:${decodeURIComponent(found.get("/contracts/{id}")![0]!.split(/[/?]/)[2]!)}` });
  return [...asked, ...MORE.map((path) => ({ path })), { path: `/bulk?${chosen}` }, { path: "/login", as: "role=anonymous" }];
}

/** Works in a house as people do, so that no page is empty: decides, proposes, decides a second time, publishes, replies, withdraws, sends a file. */
export async function liveIn(url: string): Promise<void> {
  const text = async (path: string, as: string) => await (await fetch(url + path, { headers: { cookie: `actor=${as}; lang=en` } })).text();
  const post = async (path: string, as: string, body: Record<string, string> | FormData) => {
    const answer = await fetch(url + path, {
      method: "POST",
      redirect: "manual",
      headers: { origin: url, cookie: `actor=${as}; lang=en` },
      body: body instanceof FormData ? body : new URLSearchParams(body),
    });
    if (answer.status !== 303) throw new Error(`${path} answers ${answer.status}: ${await answer.text()}`);
    return answer.headers.get("location")!;
  };
  const queue = linksIn(await text("/queue", "Mali")).filter((link) => link.startsWith("/contracts/"));
  for (const [index, back] of queue.slice(0, 3).entries()) {
    const token = /name="flag" value="([0-9a-f]+:\d+:[0-9a-f]+)"/.exec(await text(back, "Mali"))![1]!;
    const flag = token.split(":")[0]!;
    await post("/review", "Mali", { do: "refer", reason: "Worth a <b>second</b> look.", flag: token, back });
    await post("/publications/propose", "Mali", { flag, reason: "Of public interest." });
    if (index === 0) continue;
    await post("/second", "Somchai", { flag, verdict: index === 1 ? "refer" : "bad_data", reason: "The records say so." });
  }
  await post("/views", "Mali", { name: "วิธีเฉพาะเจาะจง", query: "method=direct&review=open" });
  const desk = [...(await text("/publications", "Napa")).matchAll(/id="([0-9a-f-]{36})"/g)].map((match) => match[1]!);
  const approved: string[] = [];
  for (const publication of desk) {
    const { status } = await fetch(`${url}/publications/approve`, {
      method: "POST",
      redirect: "manual",
      headers: { origin: url, cookie: "actor=Napa" },
      body: new URLSearchParams({ publication }),
    });
    if (status === 303) approved.push(publication);
  }
  if (approved.length !== 1) throw new Error(`${approved.length} publications instead of one`);
  const said_by = "เทศบาลเมืองตัวอย่าง <script>";
  await post("/publications/reply", "Mali", {
    publication: approved[0]!,
    said_by,
    received_on: "2025-02-01",
    text: "งานนี้ประกาศแล้ว <img src=x>",
  });
  const file = new FormData();
  file.set("file", new File(['{"ocid": "a", "ocid": "b", "id": "1"}\n'], `"><img src=x>ข้อมูล.jsonl`));
  const upload = await post("/imports", "Mali", file);
  for (let tries = 0; tries < 60 && (await text(upload, "Mali")).includes('http-equiv="refresh"'); tries++)
    await new Promise((resolve) => setTimeout(resolve, 250));
}
