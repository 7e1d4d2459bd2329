// What is sent around: feeds and webhooks, each thing told once.
import { createHmac } from "node:crypto";
import { writeFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHouse } from "../../../src/app/house.ts";
import { importFiles } from "../../../src/app/import.ts";
import { newFlags } from "../../../src/app/news.ts";
import { checkAddress, isOpen, post } from "../../../src/app/outward.ts";
import { casebookOf, saveView } from "../../../src/app/review.ts";
import { runIndicators } from "../../../src/app/run.ts";
import { addWebhook, deliveriesOf, enableWebhook, signature, tellWebhooks, webhooks } from "../../../src/app/webhook.ts";
import { madeUpReleases } from "../api/made-up.ts";
import { type Served, servedSample } from "../api/served.ts";

let served: Served;
beforeAll(async () => {
  served = await servedSample(40);
});
afterAll(() => served.close());

describe("a feed", () => {
  it("says what is new of a buyer, a supplier and a saved view, with the disclaimer in every entry", async () => {
    const { items } = await served.json("/v1/flags?limit=1");
    const casebook = casebookOf(served.workspace);
    const view = saveView(casebook, { name: 'a "view" <b>', query: "level=high", actor: "local" });
    casebook.close();
    for (const path of [`buyers/${items[0].buyer.id}`, `suppliers/${encodeURIComponent(items[0].supplier.id)}`, `views/${view.view_id}`]) {
      const answer = await served.get(`/v1/feeds/${path}`);
      expect([path, answer.status, answer.headers.get("content-type")]).toEqual([path, 200, "application/atom+xml; charset=utf-8"]);
      const text = await answer.text();
      expect(text).toMatch(/^<\?xml version="1.0" encoding="utf-8"\?>\n<feed xmlns="http:\/\/www.w3.org\/2005\/Atom"/);
      const entries = text.match(/<entry>/g)?.length ?? 0;
      expect(entries).toBeGreaterThan(0);
      expect(text.match(/not a verdict/g)).toHaveLength(entries + 1);
      expect(text).not.toMatch(/<b>|<img/);
      const again = await served.get(`/v1/feeds/${path}`, { headers: { "if-none-match": answer.headers.get("etag")! } });
      expect(again.status).toBe(304);
    }
    expect((await served.get("/v1/feeds/buyers/nobody")).status).toBe(404);
    expect((await served.get("/v1/feeds/views/none")).status).toBe(404);
  });
});

describe("addresses", () => {
  it.each([
    "127.0.0.1",
    "10.1.2.3",
    "169.254.169.254",
    "100.64.0.1",
    "::1",
    "::ffff:10.0.0.1",
    "fe80::1",
    "fd00::1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "0.0.0.0",
    "not",
  ])("of the own network are closed: %s", (address) => expect(isOpen(address)).toBe(false));
  it.each(["8.8.8.8", "2606:4700::1111"])("of the open internet are open: %s", (address) => expect(isOpen(address)).toBe(true));
  it.each([
    "http://example.org/",
    "https://127.1/",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://①②⑦.0.0.1/",
    "https://[::ffff:127.0.0.1]/",
    "https://user:pass@example.org/",
    "file:///etc/passwd",
    "nothing",
  ])("are refused before they are kept: %s", (address) => expect(() => checkAddress(address, false)).toThrow(/not on the open internet/));
  it("that a name leads to are looked at again when it is sent to", async () => {
    expect(await post("https://localhost:1/", "{}", {})).toBe(0);
  });
});

interface Told {
  headers: IncomingHttpHeaders;
  body: string;
}

/** A program that is told, and answers as it is asked to. */
async function listener(): Promise<{ url: string; told: Told[]; answers: number[]; close(): void }> {
  const told: Told[] = [];
  const answers: number[] = [];
  const server = createServer((asked, answer) => {
    let body = "";
    asked.setEncoding("utf8").on("data", (text: string) => {
      body += text;
    });
    asked.on("end", () => {
      told.push({ headers: asked.headers, body });
      answer.writeHead(answers.shift() ?? 204, { location: "/elsewhere" }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, told, answers, close: () => server.close() };
}

describe("a webhook", () => {
  it("is told of a new run once, signed, tried again after failures, and not any more after too many", async () => {
    let casebook = casebookOf(served.workspace);
    let house = openHouse(served.workspace);
    const program = await listener();
    const hook = addWebhook(casebook, { url: checkAddress(program.url, true), query: "level=high", actor: "test" });
    let now = new Date();
    const tell = () => tellWebhooks(house, casebook, () => now);
    const pass = (minutes: number) => {
      now = new Date(now.getTime() + minutes * 60_000);
    };
    await tell();
    expect(program.told).toEqual([]);
    const shown = async () =>
      (await served.json("/v1/flags?level=high&limit=1000")).items.map(
        ({ flag_id, evidence }: { flag_id: string; evidence: object }) => `${flag_id} ${JSON.stringify(evidence)}`,
      ) as string[];
    const before = new Set(await shown());

    const file = join(served.workspace.path("tmp"), "..", "more.jsonl");
    writeFileSync(file, madeUpReleases(52));
    await importFiles(served.workspace, [file]);
    await runIndicators(served.workspace);
    program.answers.push(500, 301);
    await tell();
    await tell();
    expect(program.told).toHaveLength(1);
    // The server stops in the middle of it, and starts again.
    house.close();
    casebook.close();
    house = openHouse(served.workspace);
    casebook = casebookOf(served.workspace);
    await tell();
    expect(program.told).toHaveLength(1);
    pass(0.1);
    await tell();
    pass(6);
    await Promise.all([tell(), tell()]);
    await tell();
    expect(program.told).toHaveLength(3);
    expect(new Set(program.told.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    const { headers, body } = program.told[2]!;
    const seconds = Number(headers["webhook-timestamp"]);
    const mac = createHmac("sha256", Buffer.from(hook.secret.slice(6), "base64")).update(`${headers["webhook-id"]}.${seconds}.${body}`);
    expect(headers["webhook-signature"]).toBe(`v1,${mac.digest("base64")}`);
    expect(signature(hook.secret, "x", 1, "y")).not.toBe(signature(hook.secret, "x", 2, "y"));
    const message = JSON.parse(body);
    expect(message).toMatchObject({ type: "run.in_force", data: { run_id: house.current() } });
    const added = (await shown()).filter((flag) => !before.has(flag));
    expect(added.length).toBeGreaterThan(0);
    expect(message.data.new_flags).toBe(added.length);
    expect(message.data.flags).toHaveLength(Math.min(20, added.length));
    expect(deliveriesOf(casebook, hook.webhook_id)).toMatchObject([{ status: 204, tries: 3 }]);

    for (let nth = 0; nth < 3; nth++) {
      casebook.run("update webhook_delivery set ended_at = null, tries = 9, next_at = ?", now.toISOString());
      program.answers.push(503, 503);
      await tell();
      pass(3000);
      await tell();
    }
    expect(webhooks(casebook)[0]!.disabled_at).not.toBeNull();
    enableWebhook(casebook, hook.webhook_id, "test");
    casebook.run("update webhook_delivery set ended_at = null, tries = 0, next_at = ?", now.toISOString());
    program.answers.splice(0, 9, 410);
    await tell();
    expect(webhooks(casebook)[0]!.disabled_at).not.toBeNull();
    program.close();
    house.close();
    casebook.close();
  }, 300_000);
});

describe("what is new", () => {
  const wanted = { filter: {}, language: "en", limit: 1000 } as const;
  it("is told whole, the newest first, page by page, and counted from the runs before", async () => {
    const house = openHouse(served.workspace);
    const all = await newFlags(house, wanted);
    const { total } = await served.json("/v1/flags");
    expect([all.count, all.flags.length]).toEqual([total.count, total.count]);
    const runs = all.flags.map(({ since }) => since.run_id);
    expect([...new Set(runs)]).toEqual([...new Set(runs)].sort().reverse());
    expect(new Set(runs).size).toBe(2);
    const newest = await newFlags(house, { ...wanted, newest: true });
    expect(newest.count).toBe(runs.filter((id) => id === house.current()).length);
    const pages = [await newFlags(house, { ...wanted, limit: 7 }), await newFlags(house, { ...wanted, limit: 7, offset: 7 })];
    expect(pages.flatMap(({ flags }) => flags.map(({ flag }) => flag.flag_id))).toEqual(
      all.flags.slice(0, 14).map(({ flag }) => flag.flag_id),
    );
    house.close();
  });

  it("links one page of a feed to the next", async () => {
    const casebook = casebookOf(served.workspace);
    const view = saveView(casebook, { name: "everything", query: "", actor: "local" });
    casebook.close();
    const ids: string[] = [];
    let next: string | undefined = `/v1/feeds/views/${view.view_id}`;
    for (; next; ) {
      const text: string = await (await served.get(next)).text();
      ids.push(...[...text.matchAll(/<entry><id>(.*?)<\/id>/g)].map(([, id]) => id!));
      next = /rel="next" href="(.*?)"/.exec(text)?.[1];
    }
    const { total } = await served.json("/v1/flags");
    expect([ids.length, new Set(ids).size]).toEqual([total.count, total.count]);
    expect(total.count).toBeGreaterThan(100);
  });
});
