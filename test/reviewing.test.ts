// Review and the audit log through the command line: bound to flags, refused without a reason or a right, and a log that was cut short shows.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeSample } from "../src/sample/sample.ts";
import { answered, jabta } from "./command.ts";

interface Reviews {
  act: string;
  reviews: { flag_id: string; indicator: string; state: string; verdict: string | null; reason: string | null; holder: string | null }[];
}

const folder = mkdtempSync(join(tmpdir(), "jabta-reviewing-"));
const workspace = join(folder, "workspace");
const call = (...args: string[]) => jabta(["--workspace", workspace, ...args]);
const ask = <T>(...args: string[]) => answered<T>(["--workspace", workspace, ...args]);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What somebody can do who holds the files. */
function tamper(sql: string): void {
  const db = new Database(join(workspace, "casebook.sqlite"));
  const triggers = db.prepare("select name from sqlite_master where type = 'trigger' and tbl_name = 'audit'").all() as { name: string }[];
  for (const { name } of triggers) db.exec(`drop trigger "${name}"`);
  db.exec(sql);
  db.close();
}

let flag: { flag_id: string; indicator: string; process_id: string };
beforeAll(async () => {
  const file = join(folder, "rows.csv");
  await makeSample({ format: "egp", rows: 400, seed: 7, out: file, plant: join(folder, "truth.json") });
  expect((await call("import", file)).code).toBe(0);
  expect((await call("run", "--indicator", "R010", "R055")).code).toBe(0);
  const { json } = await ask<{ flags: (typeof flag)[] }>("flags", "--limit", "50");
  flag = json.flags.find(({ process_id }) => process_id !== null)!;
});

test("an act needs what its verb needs, and a flag that is there", async () => {
  expect(await call("review", "decide", flag.flag_id, "--verdict", "refer")).toMatchObject({ code: 2 });
  expect(await call("review", "decide", flag.flag_id, "--verdict", "guilty", "--reason", "x")).toMatchObject({ code: 2 });
  const unknown = await call("review", "claim", "0123456789abcdef");
  expect(unknown).toMatchObject({ code: 66 });
  expect(unknown.stderr).toContain("no such flag");
  expect((await call("--lang", "th", "review", "claim", "no-such-contract")).stderr).toContain("ไม่มีรายการ");
});

test("claim, decide, refuse a second decision, undo: each stands in the history", async () => {
  const claimed = await ask<Reviews>("review", "claim", flag.process_id, "--indicator", flag.indicator);
  expect(claimed.json.reviews).toContainEqual(expect.objectContaining({ flag_id: flag.flag_id, state: "claimed", holder: "local" }));
  const decided = await ask<Reviews>("review", "decide", flag.flag_id, "--verdict", "refer", "--reason", "No ground is published");
  expect(decided.json.reviews).toMatchObject([{ state: "decided", verdict: "refer", reason: "No ground is published" }]);
  const again = await call("review", "decide", flag.flag_id, "--verdict", "bad_data", "--field", "other", "--reason", "x");
  expect(again.code).not.toBe(0);
  expect(again.stderr).toContain("has been decided");
  expect((await call("review", "undo", decided.json.act)).code).toBe(0);
  const shown = await ask<Reviews & { history: { verb: string }[] }>("review", "show", flag.flag_id);
  expect(shown.json.reviews[0]!.state).toBe("claimed");
  expect(shown.json.history.map(({ verb }) => verb)).toEqual(["undo", "decide", "claim"]);
});

test("where people sign in, a key shows who works, and its role decides", async () => {
  expect((await call("user", "add", "boss", "--role", "admin")).code).toBe(0);
  const keyOf = async (role: string): Promise<string> =>
    (await ask<{ secret: string }>("key", "add", role, "--role", role, "--scope", role === "viewer" ? "read" : "review")).json.secret;
  const [viewer, reviewer] = [await keyOf("viewer"), await keyOf("reviewer")];
  const claim = (key?: string) =>
    jabta(["--workspace", workspace, "review", "claim", flag.flag_id, "--json"], key === undefined ? {} : { env: { JABTA_KEY: key } });
  for (const key of [undefined, "no-such-key", viewer]) expect(await claim(key)).toMatchObject({ code: 77 });
  const claimed = await claim(reviewer);
  expect(claimed.code).toBe(0);
  expect((JSON.parse(claimed.stdout) as Reviews).reviews[0]!.holder).toMatch(/^key:/);
});

test("the log is whole; a log that was cut short shows by its anchor, one that was changed by itself", async () => {
  expect((await call("user", "disable", "boss")).code).toBe(0);
  const head = await ask<{ seq: number; hash: string }>("audit", "head");
  expect(Object.keys(head.json)).toEqual(["seq", "hash"]);
  const anchor = join(folder, "anchor.json");
  writeFileSync(anchor, head.stdout);
  expect((await ask<{ ok: boolean; entries: number }>("audit", "verify", "--anchor", anchor)).json).toMatchObject({
    ok: true,
    entries: head.json.seq,
  });
  writeFileSync(join(folder, "not-an-anchor.json"), "{}");
  expect(await call("audit", "verify", "--anchor", join(folder, "not-an-anchor.json"))).toMatchObject({ code: 66 });

  tamper(`delete from audit where seq = ${head.json.seq}`);
  expect(await call("audit", "verify")).toMatchObject({ code: 0 });
  const cut = await call("audit", "verify", "--anchor", anchor);
  expect(cut.code).toBe(1);
  expect(cut.stdout).toContain("witnessed");

  tamper("update audit set actor = 'somebody' where seq = 1");
  const changed = await call("audit", "verify");
  expect(changed.code).toBe(1);
  expect(changed.stdout).toContain("entry 1 was changed");
});
