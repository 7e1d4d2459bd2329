// The timetable in the page: put on, shown with its next three times in its zone, cancelled, done again, taken off; and files made while one watches.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Casebook, casebookOf, verifyAudit } from "../../../src/app/review.ts";
import { listSchedules, pastSlots } from "../../../src/app/schedule.ts";
import { keepProgress } from "../../../src/casebook/job.ts";
import { tryLock } from "../../../src/casebook/lock.ts";
import { keepSlot, layDelivery, layDue } from "../../../src/casebook/schedule.ts";
import { type Served, servedSample } from "../api/served.ts";

let served: Served;
let casebook: Casebook;
let release: () => void;
beforeAll(async () => {
  served = await servedSample(20);
  casebook = casebookOf(served.workspace);
  // The server would do what is due; here only the page acts.
  release = tryLock(served.workspace.path("timetable.lock"))!;
}, 300_000);
afterAll(async () => {
  release();
  casebook.close();
  await served.close();
});

const post = (path: string, body: Record<string, string>) =>
  served.get(path, {
    method: "POST",
    body: new URLSearchParams(body),
    redirect: "manual",
    headers: { origin: new URL(served.url).origin, "accept-language": "en" },
  });
const page = async () => await (await served.get("/reports?lang=en")).text();

const WISH = {
  what: "report:data-quality",
  name: "Mondays",
  cron: "30 2 * * 1",
  zone: "Australia/Lord_Howe",
  misfire: "run_once",
  format: "html",
};

describe("the form", () => {
  it("shows the next three times in the zone before anything is kept, and keeps what was typed", async () => {
    const shown = await (await post("/reports/schedule", { ...WISH, preview: "1" })).text();
    expect(shown.match(/02:30 Australia\/Lord_Howe/g)).toHaveLength(3);
    expect(shown).toContain('value="Mondays"');
    expect(listSchedules(served.workspace)).toEqual([]);
  });
  it.each([
    ["an expression that cannot be read", { cron: "61 * * * *" }],
    ["an unknown zone", { zone: "Asia/Siam" }],
    ["a folder of this machine", { send_to: "folder:/etc" }],
    ["an address without https", { send_to: "http://127.0.0.1/hook" }],
    ["an import of a file of this machine", { what: "import", address: "/etc/passwd" }],
    ["a report without what it is about", { what: "report:buyer-risk" }],
    ["no name", { name: " " }],
  ])("refuses %s, and says why", async (_, change) => {
    const answer = await post("/reports/schedule", { ...WISH, ...change });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toMatch(/role="alert"/);
    expect(listSchedules(served.workspace)).toEqual([]);
  });
  it("puts it on; the page shows its next three times in its own zone; it can be taken off", async () => {
    expect((await post("/reports/schedule", { ...WISH, send_to: "a@example.org https://example.org/hook" })).status).toBe(303);
    const [it] = listSchedules(served.workspace);
    expect(it).toMatchObject({ name: "Mondays", actor: "local", task: { to: ["mailto:a@example.org", "https://example.org/hook"] } });
    expect((await page()).match(/02:30 Australia\/Lord_Howe/g)).toHaveLength(3);
    await post("/reports/schedule/remove", { schedule: it!.schedule_id });
    expect(listSchedules(served.workspace)).toEqual([]);
    expect((await post("/reports/schedule/remove", { schedule: it!.schedule_id })).status).toBe(404);
    await post("/reports/schedule", { ...WISH, what: "retention" });
    const [kept] = listSchedules(served.workspace);
    expect(kept!.task).toMatchObject({ kind: "retention", lives: {} });
    await post("/reports/schedule/remove", { schedule: kept!.schedule_id });
  });
  it("mutes an alert until a day, and ends that", async () => {
    await post("/reports/schedule", { ...WISH, what: "alert:assertion_failed" });
    const id = listSchedules(served.workspace)[0]!.schedule_id;
    await post("/reports/schedule/mute", { schedule: id, until: "2099-01-01" });
    expect(await page()).toContain("muted until 1 Jan 2099");
    await post("/reports/schedule/mute", { schedule: id });
    expect(listSchedules(served.workspace)[0]!.muted_until).toBeNull();
    await post("/reports/schedule/remove", { schedule: id });
  });
});

describe("a due time", () => {
  const due_at = "2030-01-01T00:00:00.000Z";
  let schedule_id = "";
  const state = () => pastSlots(served.workspace, 9, schedule_id)[0]!.state;
  const act = (name: string) => post("/reports/slot", { schedule: schedule_id, due: due_at, act: name });
  beforeAll(async () => {
    await post("/reports/schedule", { ...WISH, what: "run" });
    schedule_id = listSchedules(served.workspace)[0]!.schedule_id;
  });

  it("that is under way shows how far it has come and can be stopped; that is over cannot", async () => {
    layDue(casebook, schedule_id, [{ at: due_at, skipped: false }], due_at);
    keepSlot(casebook, { schedule_id, due_at, state: "running" });
    keepProgress(casebook, `${schedule_id} ${due_at}`, { done: 3, total: 8 });
    expect(await page()).toMatch(/<progress value="3" max="8"[^>]*>.*?3 of 8 steps/s);
    expect((await act("cancel")).status).toBe(303);
    expect(state()).toBe("cancelled");
    expect((await act("cancel")).status).toBe(422);
  });
  it("that was cancelled is due again when asked, and what was not sent is sent again", async () => {
    layDelivery(casebook, { schedule_id, due_at, target: "mailto:a@example.org", message: "{}" }, due_at);
    casebook.run("update delivery set state = 'uncertain'");
    await act("retry");
    expect(state()).toBe("due");
    expect(pastSlots(served.workspace, 1, schedule_id)[0]!.deliveries).toMatchObject([{ state: "due", attempts: 0 }]);
    await act("cancel");
    casebook.run("update delivery set state = 'failed'");
    const acts = casebook.all<{ action: string }>("select action from audit where object = ? order by seq", schedule_id);
    expect(acts.map(({ action }) => action)).toEqual(["schedule.add", "schedule.cancel", "schedule.retry", "schedule.cancel"]);
    expect(verifyAudit(casebook).ok).toBe(true);
  });
});

describe("a file asked for", () => {
  /** The page once nothing is under way any more. */
  async function settled(): Promise<string> {
    for (;;) {
      const text = await page();
      if (!text.includes('http-equiv="refresh"')) return text;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }
  it("is made beside the server, watched, and downloaded by whoever asked for it", async () => {
    expect((await post("/reports/make", { report: "data-quality", format: "json", year: "2568" })).status).toBe(303);
    expect(await page()).toMatch(/<progress/);
    const [, link] = /href="(\/reports\/asked\/[0-9a-f-]{36})"/.exec(await settled())!;
    const answer = await served.get(link!);
    expect(answer.headers.get("content-disposition")).toBe('attachment; filename="data-quality.json"');
    expect(await answer.json()).toMatchObject({ format: "jabta-report-1", stamp: { report: "data-quality", filter: { year: 2568 } } });
    casebook.run("update job set actor = 'somebody else'");
    expect((await served.get(link!)).status).toBe(404);
    expect(await page()).not.toContain(link);
  }, 120_000);
  it("is stopped by whoever asked for it, and leaves no file", async () => {
    await post("/reports/make", { report: "method-annex", format: "html" });
    const job = casebook.one<{ job_id: string }>("select job_id from job where ended_at is null")!.job_id;
    await post("/reports/stop", { job });
    expect(await settled()).toContain("not made");
    expect((await served.get(`/reports/asked/${job}`)).status).toBe(404);
  }, 120_000);
  it("without what it is about is refused", async () => {
    expect((await post("/reports/make", { report: "buyer-risk", format: "pdf" })).status).toBe(422);
    expect((await post("/reports/make", { report: "method-annex", format: "exe" })).status).toBe(422);
  });
});
