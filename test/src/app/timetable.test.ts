// The timetable under a fake clock: each due time done once, whatever ends in between; sent once, over a real mail server and a real receiver on loopback.
import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openGeneration } from "../../../src/app/generation.ts";
import { openHouse } from "../../../src/app/house.ts";
import { casebookOf, seenFlags } from "../../../src/app/review.ts";
import { type Listed, mute, pastSlots, planSchedule, retrySlot } from "../../../src/app/schedule.ts";
import { type Called, runDue, type Timekeeper, type Worked } from "../../../src/app/timetable.ts";
import { review } from "../../../src/casebook/review.ts";
import { deliveries, keepSlot, slotsIn, toldBy } from "../../../src/casebook/schedule.ts";
import { web } from "../../../src/web/web.ts";
import type { Workspace } from "../../../src/workspace.ts";
import { answered } from "../../command.ts";
import { judgedCopy } from "../report/judged.ts";

let workspace: Workspace;
let clock: Date;
let calls: string[][];
let answers: (args: readonly string[]) => Called;
let runId: string;
const post: Timekeeper["post"] = { smtp: undefined, from: "jabta@example.org", secret: "s3cret" };

interface Mail {
  to: string;
  text: string;
}
const mails: Mail[] = [];
let refuse: "no" | "at greeting" | "after data" = "no";
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS", "AUTH"],
  onConnect: (_, done) => done(refuse === "at greeting" ? new Error("come back later") : null),
  onData(stream, session, done) {
    let text = "";
    stream.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
    stream.on("end", () => {
      mails.push({ to: session.envelope.rcptTo[0]!.address, text });
      // The mail was taken, and then the line broke: the sender cannot know.
      if (refuse !== "after data") return done();
      for (const it of smtp.connections) (it as unknown as { _socket: { destroy(): void } })._socket.destroy();
    });
  },
});

const posts: { id: string; body: string; signature: string | undefined }[] = [];
let statusOfPost = 200;
const receiver = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk: Buffer) => {
    body += chunk.toString();
  });
  request.on("end", () => {
    posts.push({ id: String(request.headers["webhook-id"]), body, signature: request.headers["webhook-signature"] as string | undefined });
    response.writeHead(statusOfPost).end();
  });
});

const keeper = (): Timekeeper => ({
  now: () => clock,
  async call(args) {
    calls.push([...args]);
    return answers(args);
  },
  post,
  address: "http://127.0.0.1:8080",
});

const at = (time: string): void => {
  clock = new Date(time);
};

const made =
  (leads: number) =>
  (args: readonly string[]): Called => {
    if (!args.includes("report")) return { exit: 0, answer: {} };
    const path = args[args.indexOf("--out") + 1]!;
    writeFileSync(path, "made");
    return { exit: 0, answer: { path, sha256: "ab".repeat(32), run_id: runId, content_hash: "cd".repeat(32), contracts: 9, leads } };
  };

/** Bytes that a mail writes as =E0, and lines that it only breaks. */
const quotedPrintable = (text: string): string =>
  Buffer.from(
    text.replaceAll("=\r\n", "").replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  ).toString();

const REPORT = { kind: "report", report: "data-quality", format: "html", filter: {} };
const plan = (more: object, task: object = REPORT): Listed =>
  planSchedule(
    workspace,
    { name: "weekly", task, cron: "0 7 * * *", zone: "Asia/Bangkok", misfire: "run_once", window_hours: 24, actor: "local", ...more },
    clock,
  );

beforeAll(async () => {
  await new Promise<void>((resolve) => smtp.listen(0, "127.0.0.1", resolve));
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  post.smtp = `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`;
});
afterAll(() => {
  smtp.close();
  receiver.close();
});

beforeEach(async () => {
  workspace = await judgedCopy();
  runId = readdirSync(workspace.path("runs")).find((name) => /^\d{8}T/.test(name))!;
  calls = [];
  answers = made(3);
  mails.length = 0;
  posts.length = 0;
  refuse = "no";
  statusOfPost = 200;
  at("2026-11-22T12:00:00Z");
}, 400_000);

describe("due times", () => {
  test("are done once, however often one looks", async () => {
    plan({});
    at("2026-11-23T00:00:30Z");
    for (let n = 0; n < 3; n++) await runDue(workspace, keeper());
    expect(calls).toHaveLength(1);
    expect(pastSlots(workspace, 9)).toMatchObject([{ due_at: "2026-11-23T00:00:00.000Z", state: "done", late_seconds: 30 }]);
  });

  test("after three days down: once, with how late it is; the others let go", async () => {
    plan({}, { ...REPORT, to: ["mailto:a@example.org"] });
    at("2026-11-25T03:00:00Z");
    await runDue(workspace, keeper());
    expect(pastSlots(workspace, 9).map(({ state }) => state)).toEqual(["done", "skipped", "skipped"]);
    expect(mails[0]!.text).toContain("late by 3 h 0 min");
  });

  test("after three days down, catching up: each of them", async () => {
    plan({ misfire: "catch_up" });
    at("2026-11-25T03:00:00Z");
    await runDue(workspace, keeper());
    expect(calls).toHaveLength(3);
  });

  test("when the clock goes back two hours and on again, none comes twice", async () => {
    plan({ cron: "0 * * * *" });
    at("2026-11-22T14:10:00Z");
    await runDue(workspace, keeper());
    const before = calls.length;
    at("2026-11-22T12:10:00Z");
    await runDue(workspace, keeper());
    at("2026-11-22T14:20:00Z");
    await runDue(workspace, keeper());
    expect(calls.length).toBe(before);
    at("2026-11-22T15:00:10Z");
    await runDue(workspace, keeper());
    expect(calls.length).toBe(before + 1);
  });

  test("when the clock jumps on two hours, by the policy: the last of those passed over", async () => {
    plan({ cron: "*/30 * * * *" });
    at("2026-11-22T14:00:00Z");
    await runDue(workspace, keeper());
    expect(calls).toHaveLength(1);
    expect(pastSlots(workspace, 9).map(({ state }) => state)).toEqual(["done", "skipped", "skipped", "skipped"]);
  });

  test("of two processes one does it, and the other says that it did not", async () => {
    plan({});
    at("2026-11-23T00:00:30Z");
    const both = await Promise.all([runDue(workspace, keeper()), runDue(workspace, keeper())]);
    expect(both.map(({ held }) => held).sort()).toEqual([false, true]);
    expect(calls).toHaveLength(1);
  });

  test("of three programs at one casebook, each does nothing that the other did", async () => {
    const { schedule_id } = plan({}, { ...REPORT, to: ["mailto:a@example.org"] });
    // All look at the clock of this machine: the newest due time is within a day, those before it are let go.
    const env = { JABTA_SMTP_URL: post.smtp!, JABTA_MAIL_FROM: post.from! };
    const all = await Promise.all([1, 2, 3].map(() => answered<Worked>(["--workspace", workspace.root, "schedule", "run-due"], { env })));
    const sum = (count: (it: Worked) => number) => all.reduce((total, { json }) => total + count(json), 0);
    expect([sum(({ laid }) => laid), sum(({ done }) => done), sum(({ sent }) => sent), sum(({ failed }) => failed)]).toEqual([1, 1, 1, 0]);
    expect(mails).toHaveLength(1);
    const past = pastSlots(workspace, 1000, schedule_id);
    expect(past.filter(({ state }) => state === "done")).toMatchObject([{ attempts: 1 }]);
    expect(new Set(past.map(({ due_at }) => due_at)).size).toBe(past.length);
  }, 120_000);

  test("that were running when their process ended are done again, and not for ever", async () => {
    plan({});
    at("2026-11-23T00:00:30Z");
    await runDue(workspace, keeper());
    const casebook = casebookOf(workspace);
    const [slot] = slotsIn(casebook, "done");
    keepSlot(casebook, { ...slot!, state: "running", outcome: null });
    await runDue(workspace, keeper());
    expect(calls).toHaveLength(2);
    keepSlot(casebook, { ...slot!, state: "running", attempts: 3 });
    await runDue(workspace, keeper());
    expect(pastSlots(workspace, 1)[0]!.state).toBe("failed");
    casebook.close();
  });

  test("a report waits for its run, and fails with it", async () => {
    const run = plan({ cron: "0 7 * * *" }, { kind: "run" });
    plan({ cron: "0 7 * * *" }, { ...REPORT, after: run.schedule_id });
    at("2026-11-23T00:00:30Z");
    await runDue(workspace, keeper());
    expect(calls.map((args) => args[2])).toEqual(["run", "report"]);
    answers = () => ({ exit: 70, answer: "no" });
    at("2026-11-24T00:00:30Z");
    await runDue(workspace, keeper());
    expect(calls.map((args) => args[2])).toEqual(["run", "report", "run"]);
    expect(pastSlots(workspace, 2).map(({ state }) => state)).toEqual(["failed", "failed"]);
  });

  test("what is due to be put away is put away in its time, with lives that retention takes", async () => {
    plan({ cron: "0 7 * * *" }, { kind: "retention", lives: { runs: "10", sessions: 30 } });
    expect(() => plan({}, { kind: "retention", lives: { runs: 1 } })).toThrow(/runs/);
    expect(() => plan({}, { kind: "retention", lives: { bytes: 9 } })).toThrow(/bytes/);
    at("2026-11-23T00:00:30Z");
    await runDue(workspace, keeper());
    expect(calls.map((args) => args.slice(2))).toEqual([["retention", "run", "--runs", "10", "--sessions", "30", "--json"]]);
    expect(pastSlots(workspace, 1)[0]!.state).toBe("done");
  });

  test("a failed one can be done again", async () => {
    const { schedule_id } = plan({});
    answers = () => ({ exit: 69, answer: "no browser" });
    at("2026-11-23T00:00:30Z");
    await runDue(workspace, keeper());
    answers = made(1);
    retrySlot(workspace, schedule_id, "2026-11-23T00:00:00.000Z", "local");
    await runDue(workspace, keeper());
    expect(pastSlots(workspace, 1)[0]!.state).toBe("done");
  });
});

describe("delivery", () => {
  const due = async () => {
    at("2026-11-23T00:00:30Z");
    return await runDue(workspace, keeper());
  };
  const states = (id: string) => {
    const casebook = casebookOf(workspace);
    const found = deliveries(casebook, id, "2026-11-23T00:00:00.000Z").map(({ state }) => state);
    casebook.close();
    return found;
  };

  test("by mail: one mail, a link, no file of an internal report, no filter in the subject", async () => {
    plan({}, { ...REPORT, filter: { q: "HYPERLINK" }, attach: true, to: ["mailto:a@example.org"] });
    expect(await due()).toMatchObject({ sent: 1 });
    expect(mails).toHaveLength(1);
    expect(mails[0]!.text).toContain("http://127.0.0.1:8080/reports/made/");
    expect(mails[0]!.text).not.toContain("Content-Disposition: attachment");
    expect(/^Subject: (.*)/m.exec(mails[0]!.text)![1]).not.toContain("HYPERLINK");
  });

  test("by mail: as words and as HTML, with the one click by which this reader alone gets no more", async () => {
    const { schedule_id } = plan({}, { ...REPORT, language: "th", to: ["mailto:a@example.org", "mailto:b@example.org"] });
    const here = { ...keeper(), address: "https://jabta.example.org" };
    const dueAt = async (time: string): Promise<string[]> => {
      mails.length = 0;
      at(time);
      await runDue(workspace, here);
      return mails.map(({ to }) => to).sort();
    };
    expect(await dueAt("2026-11-23T00:00:30Z")).toEqual(["a@example.org", "b@example.org"]);
    const { text } = mails.find(({ to }) => to === "a@example.org")!;
    const heads = text.slice(0, text.indexOf("\r\n\r\n")).replaceAll(/\r\n[ \t]+/g, " ");
    expect(heads).toMatch(/^Content-Type: multipart\/alternative/m);
    expect(heads).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m);
    const [, link] = /^List-Unsubscribe: <(https:[^>]+)>/m.exec(heads)!;
    const html = quotedPrintable(text.slice(text.indexOf("Content-Type: text/html")));
    expect(html).toContain('<html lang="th">');
    expect(html).toContain(`href="${link}"`);
    expect(html).toContain("มิได้หมายความว่า");
    expect(html).not.toMatch(/<img|<script|src=/);

    const house = openHouse(workspace);
    const casebook = casebookOf(workspace);
    const pages = web(house, { casebook });
    const asked = (method: string, path: string, headers = {}) =>
      pages.request(`http://localhost${path}`, {
        method,
        headers: { host: "localhost", ...headers },
        ...(method === "POST" ? { body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }) } : {}),
      });
    // To look, as programs that check links do, is not to leave; nor is a token that nobody has.
    const { pathname } = new URL(link!);
    expect(await (await asked("GET", pathname)).text()).toContain('<form method="post">');
    expect((await asked("POST", "/unsubscribe/00000000000000000000000000000000")).status).toBe(200);
    expect(await dueAt("2026-11-30T00:00:30Z")).toHaveLength(2);
    // A mail program comes from nowhere and brings no cookie.
    expect((await asked("POST", pathname)).status).toBe(200);
    expect((await asked("POST", pathname, { origin: "https://mail.example.org", "sec-fetch-site": "cross-site" })).status).toBe(200);
    expect(await dueAt("2026-12-07T00:00:30Z")).toEqual(["b@example.org"]);
    expect(await (await asked("GET", pathname)).text()).not.toContain("<form method");
    const logged = casebook.all<{ object: string }>("select object from audit where action = 'schedule.unsubscribe'");
    expect(logged).toEqual([{ object: schedule_id }]);
    casebook.close();
    house.close();
  });

  test("by mail: a report for reply goes along when asked", async () => {
    plan({}, { ...REPORT, status: "for_reply", attach: true, to: ["mailto:a@example.org"] });
    await due();
    expect(mails[0]!.text).toContain("Content-Disposition: attachment");
  });

  test("a mail server that is away is tried again later; the report is made once and the mail comes once", async () => {
    const { schedule_id } = plan({}, { ...REPORT, to: ["mailto:a@example.org"] });
    refuse = "at greeting";
    await due();
    expect(states(schedule_id)).toEqual(["due"]);
    refuse = "no";
    await runDue(workspace, keeper());
    expect(mails).toHaveLength(0);
    at("2026-11-23T00:02:00Z");
    await runDue(workspace, keeper());
    await runDue(workspace, keeper());
    expect(mails).toHaveLength(1);
    expect(calls).toHaveLength(1);
    expect(states(schedule_id)).toEqual(["sent"]);
  });

  test("a line that broke after the mail was taken is left for a person to judge, not sent again", async () => {
    const { schedule_id } = plan({}, { ...REPORT, to: ["mailto:a@example.org"] });
    refuse = "after data";
    await due();
    expect(states(schedule_id)).toEqual(["uncertain"]);
    refuse = "no";
    at("2026-11-23T09:00:00Z");
    await runDue(workspace, keeper());
    expect(mails).toHaveLength(1);
  });

  test("into a folder and to an address, signed; a receiver that is not ready gets it again under the same id", async () => {
    const folder = mkdtempSync(join(tmpdir(), "deliver-"));
    const address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
    plan({}, { ...REPORT, to: [`folder:${folder}`, address] });
    statusOfPost = 503;
    await due();
    statusOfPost = 200;
    at("2026-11-23T00:02:00Z");
    await runDue(workspace, keeper());
    expect(readdirSync(folder)).toHaveLength(1);
    expect(posts.map(({ id }) => id)).toEqual([posts[0]!.id, posts[0]!.id]);
    expect(posts[1]!.signature).toMatch(/^v1,/);
    expect(JSON.parse(posts[1]!.body).data.link).toContain("/reports/made/");
  });

  test("of nothing is left out when asked", async () => {
    answers = made(0);
    plan({}, { ...REPORT, skip_empty: true, to: ["mailto:a@example.org"] });
    plan({}, { ...REPORT, to: ["mailto:b@example.org"] });
    await due();
    expect(mails.map(({ to }) => to)).toEqual(["b@example.org"]);
  });

  test("without a mail server says what to set", async () => {
    const { smtp: known } = post;
    post.smtp = undefined;
    plan({}, { ...REPORT, to: ["mailto:a@example.org"] });
    await due();
    post.smtp = known;
    expect(pastSlots(workspace, 1)[0]!.deliveries[0]!.trouble).toContain("JABTA_SMTP_URL");
  });
});

describe("alerts", () => {
  const ALERT = { kind: "alert", trigger: "new", filter: {}, to: ["mailto:a@example.org"] };
  const forget = (id: string, count: number) => {
    const casebook = casebookOf(workspace);
    casebook.run(
      "delete from told where schedule_id = ? and thing in (select thing from told where schedule_id = ? and thing <> 'looked' order by thing limit ?)",
      id,
      id,
      count,
    );
    casebook.close();
  };
  const day = async (time: string) => {
    at(time);
    await runDue(workspace, keeper());
  };

  test("the first look tells nothing; what is new is told once; no name in the subject", async () => {
    const { schedule_id } = plan({}, ALERT);
    await day("2026-11-23T00:00:30Z");
    expect(mails).toHaveLength(0);
    forget(schedule_id, 2);
    await day("2026-11-24T00:00:30Z");
    await day("2026-11-25T00:00:30Z");
    expect(mails).toHaveLength(1);
    expect(mails[0]!.text).toMatch(/Subject: jabta .* new flags: 2|Subject: =\?UTF-8/);
  });

  test("what came while it was muted is not told later", async () => {
    const { schedule_id } = plan({}, ALERT);
    await day("2026-11-23T00:00:30Z");
    mute(workspace, schedule_id, "2026-11-25T00:00:00.000Z", "local");
    forget(schedule_id, 2);
    await day("2026-11-24T00:00:30Z");
    await day("2026-11-25T00:00:30Z");
    expect(mails).toHaveLength(0);
  });

  test("a score that rose is told, one that fell or stayed is not", async () => {
    const { schedule_id } = plan({}, { ...ALERT, trigger: "score_rise" });
    await day("2026-11-23T00:00:30Z");
    const casebook = casebookOf(workspace);
    const [low, high] = casebook.all<{ thing: string }>(
      "select thing from told where schedule_id = ? and value is not null order by thing limit 2",
      schedule_id,
    );
    casebook.run("update told set value = 0.0001 where thing = ?", low!.thing);
    casebook.run("update told set value = 0.9999 where thing = ?", high!.thing);
    casebook.close();
    await day("2026-11-24T00:00:30Z");
    expect(mails).toHaveLength(1);
    expect(pastSlots(workspace, 1)[0]!.outcome).toMatchObject({ news: 1 });
  });

  test("a source without anything newer is told once", async () => {
    plan({}, { ...ALERT, trigger: "source_late", late_days: 900 });
    await day("2026-11-23T00:00:30Z");
    expect(mails).toHaveLength(0);
    for (const date of ["2028-01-01", "2028-01-02"]) await day(`${date}T00:00:30Z`);
    expect(mails).toHaveLength(1);
  });

  test("a check that fails is told once, and again when it was mended in between", async () => {
    const { schedule_id } = plan({}, { ...ALERT, trigger: "assertion_failed" });
    await day("2026-11-23T00:00:30Z");
    expect(mails).toHaveLength(0);
    forget(schedule_id, 1);
    const casebook = casebookOf(workspace);
    casebook.run("insert into told (schedule_id, thing, value, at) values (?, 'X999 many', null, '')", schedule_id);
    await day("2026-11-24T00:00:30Z");
    expect(pastSlots(workspace, 1)[0]!.outcome).toMatchObject({ news: 1 });
    expect(toldBy(casebook, schedule_id).has("X999 many")).toBe(false);
    casebook.close();
    await day("2026-11-25T00:00:30Z");
    expect(mails).toHaveLength(1);
  });

  test("records that break a promise are told as such, and as a run that failed", async () => {
    const run = plan({ cron: "30 7 * * *" }, { kind: "run" });
    plan({ cron: "0 8 * * *" }, { ...ALERT, trigger: "assertion_failed", to: ["mailto:checks@example.org"] });
    plan({ cron: "0 8 * * *" }, { ...ALERT, trigger: "run_failed", to: ["mailto:runs@example.org"] });
    await day("2026-11-23T02:00:00Z");
    answers = () => ({ exit: 1, answer: { code: "promise-broken" } });
    await day("2026-11-24T02:00:00Z");
    answers = () => ({ exit: 70, answer: { code: "bug" } });
    await day("2026-11-25T02:00:00Z");
    await day("2026-11-25T02:30:00Z");
    expect(mails.map(({ to }) => to).sort()).toEqual(["checks@example.org", "runs@example.org", "runs@example.org"]);
    for (const { text } of mails) expect(text).toContain(run.schedule_id);
  });

  test("a flag that was reopened is told once, and once more when it is reopened again", async () => {
    plan({}, { ...ALERT, trigger: "reopened" });
    const generation = await openGeneration(workspace);
    const casebook = casebookOf(workspace);
    const { flag_id } = await generation.db.one<{ flag_id: string }>("select flag_id from run.flag_list order by rank limit 1");
    const flag = (await seenFlags(generation, [flag_id])).get(flag_id)!;
    let version = 0;
    const reopen = () => {
      for (const act of [
        { verb: "decide", verdict: "explained", explanation: "other", reason: "the file was seen" },
        { verb: "reopen", reason: "another file turned up" },
      ] as const)
        review(casebook, { ...act, actor: "somchai", flags: [{ flag, version: version++ }] });
    };
    await day("2026-11-23T00:00:30Z");
    reopen();
    await day("2026-11-24T00:00:30Z");
    await day("2026-11-25T00:00:30Z");
    expect(mails).toHaveLength(1);
    expect(mails[0]!.text).not.toContain("somchai");
    reopen();
    await day("2026-11-26T00:00:30Z");
    expect(mails).toHaveLength(2);
    casebook.close();
    generation.close();
  });

  test.each([
    ["hourly", "0 * * * *", ["2026-11-22T13:00:30Z", "2026-11-22T13:30:00Z", "2026-11-22T14:00:30Z"]],
    ["daily", "0 8 * * *", ["2026-11-23T01:00:30Z", "2026-11-23T09:00:00Z", "2026-11-24T01:00:30Z"]],
    ["weekly", "0 8 * * 1", ["2026-11-23T01:00:30Z", "2026-11-25T01:00:00Z", "2026-11-30T01:00:30Z"]],
  ])("%s: what came in between waits for its hour, and comes in one mail", async (_, cron, [first, between, next]) => {
    const { schedule_id } = plan({ cron }, ALERT);
    await day(first!);
    forget(schedule_id, 1);
    await day(between!);
    expect(mails).toHaveLength(0);
    forget(schedule_id, 2);
    await day(next!);
    expect(mails).toHaveLength(1);
    expect(pastSlots(workspace, 1)[0]!.outcome).toMatchObject({ news: 3 });
  });

  test("many who follow the same view each get one mail with each flag once, whatever ends in between", async () => {
    const ids = ["a", "b", "c", "d", "e"].map((name) => plan({}, { ...ALERT, to: [`mailto:${name}@example.org`] }).schedule_id);
    await day("2026-11-23T00:00:30Z");
    for (const id of ids) forget(id, 1000);
    at("2026-11-24T00:00:30Z");
    const stopped = new AbortController();
    await runDue(workspace, {
      ...keeper(),
      signal: stopped.signal,
      now: () => {
        if (mails.length === 2) stopped.abort();
        return clock;
      },
    });
    await runDue(workspace, keeper());
    expect(mails.map(({ to }) => to).sort()).toEqual(["a", "b", "c", "d", "e"].map((name) => `${name}@example.org`));
    const told = (pastSlots(workspace, 1)[0]!.outcome as { news: number }).news;
    for (const { text } of mails) expect(text.match(/^[A-Z]\d{3} .* =C2=B7 |^[A-Z]\d{3} /gm)?.length).toBe(Math.min(told, 200));
  });

  test("an unknown view is refused when the alert is made", () => {
    expect(() => plan({}, { ...ALERT, view: "nowhere" })).toThrow(expect.objectContaining({ code: "view-unknown" }));
  });
});
