// Pages as text: languages, filters in the address, what the answers allow, hostile records. No browser is needed here.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openGeneration } from "../../../src/app/generation.ts";
import { casebookOf } from "../../../src/app/review.ts";
import { correctSubject } from "../../../src/app/subject.ts";
import { languageOf } from "../../../src/web/reader.ts";
import { chosenOf, ownPath } from "../../../src/web/review-routes.ts";
import { type MadeUpHouse, madeUpHouse } from "./house.ts";
import { HOSTILE } from "./made-up.ts";

let house: MadeUpHouse;
beforeAll(async () => {
  house = await madeUpHouse();
});
afterAll(async () => {
  await house.close();
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(house.url + path, { headers, redirect: "manual" });
const text = async (path: string, headers: Record<string, string> = {}) => (await get(path, headers)).text();
const post = (path: string, body: Record<string, string>, headers: Record<string, string> = { origin: house.url }) =>
  fetch(house.url + path, { method: "POST", body: new URLSearchParams(body), headers, redirect: "manual" });

/** Addresses within a page, as a browser would follow them. */
const links = (page: string, kind: string): string[] =>
  [...page.matchAll(new RegExp(`href="(/${kind}[^"]*)"`, "g"))].map((match) => match[1]!.replaceAll("&amp;", "&"));

const CASE = "/contracts/ocds-zz9zz9-road-1%2F1";

/** Every kind of page once. */
async function pages(): Promise<string[]> {
  const queue = await text("/queue");
  const one = await text(CASE);
  return [
    "/queue",
    "/queue?review=open&method=direct&min_amount=100000",
    ...links(queue, "contracts"),
    ...new Set([
      ...links(one, "processes"),
      ...links(one, "buyers"),
      ...links(one, "suppliers"),
      ...links(one, "records").slice(0, 2),
      ...links(one, "indicators").slice(0, 3),
    ]),
    "/indicators",
    "/indicators/R010",
    "/coverage",
    "/run",
    "/log",
    "/changes",
    "/places",
    "/network?around=ocds-zz9zz9-bridge-1",
    "/bulk?case=contract%3Aocds-bq4ldt-desk-1%2F1&back=%2Fqueue",
    "/help",
  ];
}

describe("a flag with a value and a threshold", () => {
  test("is drawn among all of its indicator, and how many are smaller is said in words, in both languages", async () => {
    const generation = await openGeneration(house.workspace);
    const flags = await generation.db.rows<{ indicator: string; value: number; contract_id: string | null }>(
      "select indicator, value, contract_id from run.flag join canon.contract using (contract_key) where value is not null and threshold is not null",
    );
    generation.close();
    const drawn = flags.filter(
      ({ indicator }) => new Set(flags.filter((it) => it.indicator === indicator).map(({ value }) => value)).size > 1,
    );
    expect(drawn.length).toBeGreaterThan(0);
    const [{ indicator, value, contract_id }] = drawn as [(typeof drawn)[number]];
    const values = flags.filter((it) => it.indicator === indicator).map((it) => it.value);
    const below = values.filter((it) => it < value).length;
    const path = `/contracts/${encodeURIComponent(contract_id!)}`;
    expect(await text(path)).toContain(
      `Of ${values.length} flags of this indicator with a value, ${below} ${below === 1 ? "has" : "have"}`,
    );
    const thai = await text(path, { cookie: "lang=th" });
    expect(thai).toContain(`จากข้อสังเกตของตัวชี้วัดนี้ที่มีค่า ${values.length} รายการ มี ${below} รายการ`);
    expect(thai).toContain("ระบบเก็บค่าไว้เฉพาะรายการที่มีข้อสังเกต");
    expect(thai.match(/class="drawing place-strip"><svg[^>]*role="img"[^>]*aria-label="[^"]+"/g)?.length).toBeGreaterThan(0);
  });
});

describe("every page", () => {
  test("answers in both languages with the disclaimer, a title and the stamp of the run", async () => {
    for (const path of await pages()) {
      for (const language of ["en", "th"]) {
        const response = await get(path, { cookie: `lang=${language}` });
        const page = await response.text();
        expect(response.status, path).toBe(200);
        expect(page, path).toMatch(new RegExp(`^<!DOCTYPE html><html lang="${language}"`));
        expect(page, path).toContain(
          language === "th" ? "มิได้หมายความว่ามีการกระทำผิดหรือการทุจริต" : "It does not mean that anything wrong was done.",
        );
        expect(page, path).toMatch(/<title>.+ · jabta<\/title>/);
        expect(page, path).toMatch(/class="stamp"[^>]*>(Run|รอบประเมิน) \d{8}T\d{6}Z/);
        expect(page.match(/<h1/g), path).toHaveLength(1);
        expect(page, path).not.toMatch(/undefined|\[object Object\]|NaN/);
      }
    }
    expect(house.bugs).toEqual([]);
  });

  test("has nothing inline and may be put in no frame", async () => {
    for (const path of await pages()) {
      const response = await get(path);
      const page = await response.text();
      const policy = response.headers.get("content-security-policy") ?? "";
      for (const part of [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
      ])
        expect(policy, path).toContain(part);
      expect(policy).not.toContain("unsafe");
      expect(response.headers.get("x-content-type-options")).toBe("nosniff");
      expect(response.headers.get("cache-control")).toBe("no-store");
      expect(page, path).not.toMatch(/<[^>]+\s(?:style|on\w+)=/);
      expect(page, path).not.toMatch(/<script(?! src="\/assets\/(?:onward|keys)-[0-9a-f]{12}\.js" defer)/);
    }
  });

  test("uses ids once and names every field", async () => {
    for (const path of await pages()) {
      const page = await text(path);
      const ids = [...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
      expect(
        ids.filter((id, index) => ids.indexOf(id) !== index),
        path,
      ).toEqual([]);
    }
  });
});

describe("languages", () => {
  test.each([
    ["th-TH,th;q=0.9,en;q=0.8", "th"],
    ["de-DE,de;q=0.9,th;q=0.3,en;q=0.2", "th"],
    ["fr", "en"],
    ["th;q=0, en", "en"],
    [undefined, "en"],
  ])("%s is answered in %s", (header, language) => expect(languageOf(header)).toBe(language));

  test("a choice in the address wins and is remembered", async () => {
    const response = await get("/queue?lang=th", { "accept-language": "en" });
    expect(await response.text()).toContain('lang="th"');
    expect(response.headers.get("set-cookie")).toMatch(/^lang=th;.*HttpOnly/);
    expect(await text("/queue", { cookie: "lang=th", "accept-language": "en" })).toContain('<html lang="th"');
  });

  test("Thai days are of the Buddhist era in Thai only", async () => {
    expect(await text(CASE, { cookie: "lang=th" })).toContain("1 มี.ค. 2567");
    const english = await text(CASE, { cookie: "lang=en" });
    expect(english).toContain("1 Mar 2024");
    expect(english).not.toContain("2567");
  });
});

describe("the queue", () => {
  test("is filtered by its address, and says what it did not understand", async () => {
    expect(links(await text("/queue?method=open"), "contracts").every((link) => /zz9zz9|sample/.test(link))).toBe(true);
    const wrong = await get("/queue?method=open&year=abc&review=done");
    const page = await wrong.text();
    expect(wrong.status).toBe(400);
    expect(page).toContain("“abc”");
    expect(page).toContain("“done”");
    expect(links(page, "contracts").length).toBeGreaterThan(0);
  });

  test("understands amounts with commas, Thai digits, and years of either era", async () => {
    const count = async (query: string) => links(await text(`/queue?${query}`), "contracts").length;
    const large = await count("min_amount=10000000");
    expect(large).toBeGreaterThan(0);
    expect(large).toBeLessThan(await count("min_amount=0"));
    for (const typed of ["10,000,000", "๑๐,๐๐๐,๐๐๐"]) expect(await count(`min_amount=${encodeURIComponent(typed)}`), typed).toBe(large);
    expect(await count("year=2567")).toBe(await count("year=2024"));
    expect(await count("year=2567")).toBeGreaterThan(0);
  });

  test("an address with empty parts leads to the one that says the same", async () => {
    const response = await get("/queue?q=&review=open&indicator=");
    expect(response.status).toBe(302);
    expect(response.headers.get("location")).toBe("/queue?review=open");
  });

  test("masks natural persons", async () => {
    for (const path of await pages()) expect(await text(path), path).not.toMatch(/นายสมมติ|1100000000/);
  });
});

describe("hostile records", () => {
  test("are text wherever they stand", async () => {
    for (const path of await pages()) {
      const page = await text(path);
      expect(page, path).not.toContain("<script>document");
      expect(page, path).not.toMatch(/<img|<svg onload|href="javascript/i);
      expect(page.length, path).toBeLessThan(400_000);
    }
    expect(await text("/queue")).toContain("&lt;script&gt;document.title=");
  });

  test("an endless name is cut, never within a letter, and it is said how much is missing", async () => {
    const page = await text("/contracts/ocds-bq4ldt-hostile-2%2F1");
    expect(page).toMatch(/… \([\d,]+ more characters in the source row\)/);
    expect(page.split(HOSTILE.endless.slice(0, 40)).length).toBeGreaterThan(1);
  });

  test("an id that looks like a path is an id", async () => {
    const [link] = links(await text(`/queue?q=${encodeURIComponent(HOSTILE.formula)}`), "contracts");
    expect((await get(link!)).status).toBe(200);
  });
});

describe("a case", () => {
  test("says what changed since the run before, and quotes its record with its address", async () => {
    const page = await text(CASE, { cookie: "lang=en" });
    const since = page.slice(page.indexOf('id="since"'), page.indexOf('id="time"'));
    // The run before asked two questions only: what they found stands, what all the others found is new.
    expect(since).toMatch(/\d+ flags? stands? on the same evidence as in the run before, of records to 15 Jan 2025/);
    expect(since).toContain("New");
    expect(since).not.toContain("Gone");
    expect(since).toMatch(/href="\/changes\?run=\d{8}T/);
    const quoted = page.slice(page.indexOf('id="quoted"'), page.indexOf('id="facts"'));
    expect(quoted).toMatch(/href="\/records\/[0-9a-f]{64}\?place=/);
    expect(quoted).toContain("ก่อสร้างถนนคอนกรีตเสริมเหล็ก");
  });
});

describe("what lies around", () => {
  test("ties are a table first and a drawing of the same rows second; natural persons stay masked", async () => {
    const page = await text("/network?around=ocds-zz9zz9-bridge-1", { cookie: "lang=en" });
    for (const words of ["บริษัท สะพานสมมติ จำกัด", "บริษัท ถนนดีสมมติ จำกัด", "ห้างหุ้นส่วนจำกัด อาคารสมมติ"]) expect(page).toContain(words);
    expect(page.indexOf("<table")).toBeLessThan(page.indexOf('class="drawing network"'));
    expect(page.match(/class="tie tie-bids_with"/g)!.length).toBeGreaterThan(1);
    expect(page).toContain("No register of owners or directors was read");
    // The person who answers the same telephone is not counted.
    const alike = (name: string) => new RegExp(`${name}[^]*?</tr>`).exec(page)![0];
    expect(alike("บริษัท ถนนดีสมมติ จำกัด</bdi></a>")).toContain('one address <span class="muted">(given by 2)');
    expect(alike("อาคารสมมติ</bdi></a>")).toContain('one telephone number <span class="muted">(given by 2)');
    expect(page).not.toMatch(/0199|88\/8/);
    expect(page).not.toMatch(/นายสมมติ|1100000000/);
    expect((await get("/network?around=nobody")).status).toBe(404);
    expect(await text("/network", { cookie: "lang=en" })).toContain("ties this to anybody else");
    expect(await text("/network?around=ocds-zz9zz9-bridge-1", { cookie: "lang=th" })).toContain("หมายเลขโทรศัพท์เดียวกัน");
  });

  test("a place is that of the work only where a record says so", async () => {
    const page = await text("/places", { cookie: "lang=en" });
    expect(page).toMatch(/6 of [\d,]+ contracts and processes say where their work is/);
    expect(page).toContain("Infrastructure projects, by the place of their works");
    expect(page).toContain("The work itself may be elsewhere.");
  });

  test("a map counts every site that gives a point once, and an area leads to its cases", async () => {
    const page = await text("/places", { cookie: "lang=en" });
    const [, pointed] = /(\d+) of [\d,]+ contracts and processes give a point/.exec(page)!;
    const titles = [...page.matchAll(/<title>[^<]*: (\d+), of which (\d+) with a flag<\/title>/g)];
    const sum = (nth: 1 | 2) => titles.reduce((all, found) => all + Number(found[nth]), 0);
    expect([sum(1), Number(pointed)]).toEqual([6, 6]);
    expect(page.match(/class="map-project"/g)).toHaveLength(3);
    const leading = [...page.matchAll(/<a href="\/queue\?bbox=([^&]+)&amp;review=open" tabindex="-1"><title>[^<]*of which (\d+)/g)];
    expect(leading.reduce((all, [, , flagged]) => all + Number(flagged), 0)).toBe(sum(2));
    expect(sum(2)).toBeGreaterThan(0);
    for (const [, bbox, flagged] of leading) {
      const cases = await text(`/queue?bbox=${bbox}`, { cookie: "lang=en" });
      expect(new Set(links(cases, "(?:contracts|processes)/")).size, bbox).toBe(Number(flagged));
      expect(await text(`/places?bbox=${bbox}`, { cookie: "lang=en" })).toContain("The whole map");
    }
    expect((await get("/places?bbox=1,2,3")).status).toBe(422);
    expect((await get("/places?bbox=100.6,13.7,100.5,13.8")).status).toBe(422);
    expect(await text("/places", { cookie: "lang=th" })).toContain("องศาเหนือ");
  });
});

describe("what is not there", () => {
  test.each([
    "/nothing",
    "/contracts/none",
    "/buyers/none",
    "/indicators/Z999",
    `/records/${"0".repeat(64)}?place=1`,
    "/records/../etc",
    "/assets/none.css",
    "/assets/..%2f..%2fpackage.json",
    "//admin",
    "/assets/..%5c",
  ])("%s is not found, and is not repeated", async (path) => {
    const response = await get(path);
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain("admin");
  });
});

describe("changes", () => {
  test.each([
    ["another origin", { origin: "https://example.org" }],
    ["no origin", {}],
    ["an opaque origin", { origin: "null" }],
    ["another site", { "sec-fetch-site": "cross-site", origin: "http://127.0.0.1:1" }],
  ])("from %s are refused", async (_, headers) => {
    const response = await post("/review", { do: "claim", flag: "0:0:0" }, headers as Record<string, string>);
    expect(response.status).toBe(403);
  });

  test("under another name are refused", async () => {
    const { request } = await import("node:http");
    const status = await new Promise<number>((resolve, reject) => {
      request(`${house.url}/queue`, { headers: { host: "example.org" } }, (response) => resolve(response.statusCode!))
        .on("error", reject)
        .end();
    });
    expect(status).toBe(403);
  });

  test("of unknown flags, verbs and views are refused without a trace", async () => {
    expect((await post("/review", { do: "claim", flag: "0000000000000000:0:0" })).status).toBe(404);
    expect((await post("/review", { do: "delete", flag: "0:0:0", back: CASE })).status).toBe(422);
    expect((await post("/views/remove", { view: "none" })).status).toBe(404);
    expect((await post("/views", { name: " ", query: "" })).status).toBe(422);
    expect(await text("/log")).toContain("Nothing has been done yet");
  });

  test("answer with the address of what comes next, or with itself where that is preferred", async () => {
    const flag = () => text(`${CASE}?review=open`).then((page) => /<input type="hidden" name="flag" value="([^"]+)"/.exec(page)![1]!);
    const sent = async (verb: string, headers: Record<string, string> = {}) =>
      await post(
        "/review",
        { do: verb, reason: "to be read", flag: await flag(), back: `${CASE}?review=open` },
        { origin: house.url, ...headers },
      );
    const led = await sent("claim");
    expect(led.status).toBe(303);
    const preferred = await sent("release", { prefer: "return=representation" });
    expect(preferred.status).toBe(200);
    const address = preferred.headers.get("content-location")!;
    expect(address.replace(/done=[0-9a-f-]+/, "done=")).toBe(led.headers.get("location")!.replace(/done=[0-9a-f-]+/, "done="));
    // The very page that stands at that address.
    expect(await preferred.text()).toBe(await text(address));
    const elsewhere = await post(
      "/review",
      { do: "claim", reason: "to be read", flag: await flag(), back: "/log" },
      { origin: house.url, prefer: "return=representation" },
    );
    expect([elsewhere.status, new URL(elsewhere.headers.get("location")!, house.url).pathname]).toEqual([303, "/log"]);
    // What keeps the next page from being shown is no refusal of what was done.
    const lost = await post(
      "/review",
      { do: "release", reason: "to be read", flag: await flag(), back: "/contracts/none" },
      { origin: house.url, prefer: "return=representation" },
    );
    expect([lost.status, new URL(lost.headers.get("location")!, house.url).pathname]).toEqual([303, "/contracts/none"]);
  });

  test("too large are refused", async () => {
    expect((await post("/review", { do: "note", reason: "x".repeat(70_000) })).status).toBe(413);
  });
});

test.each([
  ["/queue?review=open", "/queue?review=open"],
  ["//example.org", "/queue"],
  ["/\\example.org", "/queue"],
  ["https://example.org", "/queue"],
  ["/ok\r\nset-cookie: a=b", "/queue"],
  [undefined, "/queue"],
])("the way back of %j is %s", (back, path) => expect(ownPath(back)).toBe(path));

test.each([
  ["explained:niche_market", { verb: "decide", verdict: "explained", explanation: "niche_market" }],
  ["refer", { verb: "decide", verdict: "refer" }],
  ["claim", { verb: "claim" }],
  ["undo", undefined],
  ["explained:<b>", undefined],
])("the button %s means %j", (button, chosen) => expect(chosenOf(button)).toEqual(chosen));

test("saved views are shared, and lead to the same list", async () => {
  const saved = await post("/views", { name: "วิธีเฉพาะเจาะจง <b>", query: "method=direct&review=open&evil=1&done=x" });
  expect(saved.headers.get("location")).toBe("/queue?review=open&method=direct");
  expect(await text("/queue")).toContain('href="/queue?review=open&amp;method=direct"');
});

test("the first page with its stylesheet, script and typefaces is under 100 KB", async () => {
  const page = await text("/queue?review=open", { cookie: "lang=th" });
  const style = await text([...page.matchAll(/href="(\/assets\/style[^"]+)"/g)][0]![1]!);
  const fonts = [...style.matchAll(/url\((\/assets\/[^)]+)\)/g)].map((match) => match[1]!);
  let bytes = 0;
  for (const path of [
    "/queue?review=open",
    ...[...page.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map((match) => match[1]!),
    ...fonts,
  ]) {
    // fetch undoes the compression; what went over the wire is what the length of the compressed body says.
    const { request } = await import("node:http");
    bytes += await new Promise<number>((resolve) => {
      request(house.url + path, { headers: { "accept-encoding": "gzip", cookie: "lang=th" } }, (response) => {
        let size = 0;
        response.on("data", (chunk: Buffer) => {
          size += chunk.length;
        });
        response.on("end", () => resolve(size));
      }).end();
    });
  }
  expect(bytes).toBeLessThan(100 * 1024);
});

test("a case shows what its supplier asked to be corrected, and that the record stays", async () => {
  const generation = await openGeneration(house.workspace);
  const [{ id }] = (await generation.db.rows(
    "select party_id as id from canon.contract join canon.party on party_key = supplier_key where contract_id = 'ocds-zz9zz9-road-1/1'",
  )) as [{ id: string }];
  generation.close();
  expect(await text(CASE)).not.toContain("Asked to be corrected");
  const casebook = casebookOf(house.workspace);
  const claim = { field: "amount", said: "<9000.00>", reason: "page 3", asked_by: "the firm", actor: "test" };
  await correctSubject(house.workspace, casebook, [id], claim);
  casebook.close();
  const page = await text(CASE);
  expect(page).toMatch(/Asked to be corrected.*amount = &lt;9000\.00&gt;.*stays as its publisher wrote it/s);
  expect(await text(`${CASE}?lang=th`)).toContain("ขอให้แก้ไขข้อมูล");
});
