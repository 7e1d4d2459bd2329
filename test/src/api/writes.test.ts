// What programs send: acts of review, imports, runs, each once.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { madeUpReleases } from "./made-up.ts";
import { type Served, servedSample } from "./served.ts";

let served: Served;
let flags: { flag_id: string; indicator: string }[];
beforeAll(async () => {
  served = await servedSample(60);
  flags = (await served.json("/v1/flags?limit=40")).items;
});
afterAll(() => served.close());

const send = async (
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
  // biome-ignore lint/suspicious/noExplicitAny: tests look into documents of every shape.
): Promise<{ status: number; body: any; headers: Headers }> => {
  const answer = await served.get(path, {
    method: "POST",
    body: typeof body === "string" ? body : JSON.stringify(body),
    headers: { "content-type": "application/json", ...headers },
  });
  return { status: answer.status, body: await answer.json(), headers: answer.headers };
};

const seen = async (flag: string) => {
  const { flag_id, evidence_hash, version } = await served.json(`/v1/reviews/${flag}`);
  return { flag_id, evidence_hash, version };
};

describe("an act of review", () => {
  it("is done on what was seen, and the second of two at once is shown what the first left", async () => {
    const token = await seen(flags[0]!.flag_id);
    const first = await send("/v1/reviews", { verb: "claim", flags: [token] });
    expect(first.status).toBe(201);
    expect(first.body.reviews[0]).toMatchObject({ state: "claimed", holder: "local", version: 1, history: [{ verb: "claim" }] });
    const second = await send("/v1/reviews", { verb: "claim", flags: [token] });
    expect([second.status, second.body.code, second.body.theirs[0].actor]).toEqual([409, "review-conflict", "local"]);
    const undone = await send("/v1/reviews/undo", { act: first.body.act });
    expect(undone).toMatchObject({ status: 201, body: { undone: [token.flag_id] } });
    expect(await served.json(`/v1/reviews/${token.flag_id}`)).toMatchObject({
      state: "new",
      version: 2,
      history: [{ verb: "undo" }, { verb: "claim" }],
    });
  });

  it("needs its reason, a verdict that fits, and evidence that still stands", async () => {
    const token = await seen(flags[1]!.flag_id);
    const codeOf = async (body: object) => {
      const { status, body: told } = await send("/v1/reviews", body);
      return [status, told.errors?.[0].code ?? told.code];
    };
    expect(await codeOf({ verb: "decide", verdict: "refer", flags: [token] })).toEqual([422, "reason-missing"]);
    expect(await codeOf({ verb: "decide", verdict: "explained", explanation: "no_such", reason: "x", flags: [token] })).toEqual([
      422,
      "explanation-unknown",
    ]);
    expect(await codeOf({ verb: "claim", flags: [{ ...token, evidence_hash: "0".repeat(64) }] })).toEqual([422, "evidence-changed"]);
    expect(await codeOf({ verb: "claim", flags: [{ ...token, flag_id: "0".repeat(16) }] })).toEqual([404, "flag-unknown"]);
    expect(await codeOf({ verb: "claim", actor: "admin", flags: [token] })).toEqual([400, "unrecognized_keys"]);
    expect(await codeOf({ verb: "claim", flags: [] })).toEqual([400, "too_small"]);
    expect((await served.json(`/v1/reviews/${token.flag_id}`)).history).toEqual([]);
  });

  it("sent twice with one key is done once, and the key is good for nothing else", async () => {
    const token = await seen(flags[2]!.flag_id);
    const key = { "idempotency-key": "act-1" };
    const body = { verb: "note", reason: "Seen.", flags: [token] };
    const [first, again] = [await send("/v1/reviews", body, key), await send("/v1/reviews", body, key)];
    expect(again.body).toEqual(first.body);
    expect([first.headers.get("idempotent-replayed"), again.headers.get("idempotent-replayed")]).toEqual([null, "true"]);
    expect((await served.json(`/v1/reviews/${token.flag_id}`)).history).toHaveLength(1);
    expect(await send("/v1/reviews", { ...body, reason: "Other." }, key)).toMatchObject({
      status: 422,
      body: { code: "request-key-reused" },
    });
  });
});

describe("what is sent", () => {
  it("is JSON of at most a megabyte, and nothing else is read", async () => {
    expect((await send("/v1/reviews", "{", {})).body.code).toBe("bad-body");
    expect((await send("/v1/reviews", "verb=claim", { "content-type": "application/x-www-form-urlencoded" })).status).toBe(415);
    expect((await send("/v1/reviews", `{"a":"${"x".repeat(1024 * 1024)}"}`)).status).toBe(413);
    expect((await send("/v1/reviews", {}, { origin: "https://evil.example" })).status).toBe(403);
  });

  it("is a file of some bytes that is sent as one, where a file is taken", async () => {
    const sent = await send("/v1/imports?name=x.csv", "a,b", { "content-type": "text/csv" });
    expect([sent.status, sent.body.code, sent.headers.get("accept-post")]).toEqual([
      415,
      "unsupported-media-type",
      "application/octet-stream",
    ]);
    const empty = await send("/v1/imports?name=x.csv", "", { "content-type": "application/octet-stream" });
    expect([empty.status, empty.body.code]).toEqual([400, "bad-body"]);
    const key = await send("/v1/reviews", {}, { "idempotency-key": "two words" });
    expect([key.status, key.body.errors[0].parameter]).toEqual([400, "Idempotency-Key"]);
  });
});

async function ended(
  job: string,
): Promise<{ state: string; exit: number; report: { files: { name: string; accepted: number }[] } & { run_id: string } }> {
  for (;;) {
    const found = await served.json(`/v1/jobs/${job}`);
    if (found.state !== "running") return found;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

describe("long work", () => {
  it("reads a file that is sent, judges it, and serves the new run", async () => {
    const before = (await served.json("/v1/runs")).items[0].run_id;
    const sent = await served.get("/v1/imports?name=../../more%20records.jsonl&as_of=2025-06-30", {
      method: "POST",
      body: madeUpReleases(80),
      headers: { "content-type": "application/octet-stream" },
    });
    expect(sent.status).toBe(202);
    expect(sent.headers.get("location")).toMatch(/^\/v1\/jobs\//);
    const imported = await ended(((await sent.json()) as { job_id: string }).job_id);
    expect(imported).toMatchObject({ state: "done", exit: 0, report: { files: [{ name: "more records.jsonl", accepted: 20 }] } });
    const run = await send("/v1/runs", { profile: "default" });
    expect(run.status).toBe(202);
    const judged = await ended(run.body.job_id);
    expect(judged).toMatchObject({ state: "done", exit: 0 });
    const { items } = await served.json("/v1/runs");
    expect(items[0].run_id).toBe(judged.report.run_id);
    expect(items[0].run_id).not.toBe(before);
  }, 300_000);

  it("says of a file that could not be read that it failed, and why", async () => {
    const sent = await served.get("/v1/imports?name=x.bin", {
      method: "POST",
      body: "not records",
      headers: { "content-type": "application/octet-stream" },
    });
    const { state, exit } = await ended(((await sent.json()) as { job_id: string }).job_id);
    expect([state, exit]).toEqual(["failed", 65]);
  }, 300_000);

  it("is nowhere where nothing was begun", async () => {
    expect((await served.get("/v1/jobs/none")).status).toBe(404);
  });
});
