// Keeping an installation in order, through the command line: an import taken back, a backup restored elsewhere, a sick workspace told as such.
import { createHash } from "node:crypto";
import { appendFileSync, chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exportAll } from "../src/app/export-all.ts";
import { openGeneration } from "../src/app/generation.ts";
import { importFiles } from "../src/app/import.ts";
import { addKey, addUser } from "../src/app/people.ts";
import { checkReport, makeReport } from "../src/app/report.ts";
import { dueFor, hold, LIVES, letGo, putAway } from "../src/app/retention.ts";
import { casebookOf, historyOf, saveView, seenFlags, standings, verifyAudit, views } from "../src/app/review.ts";
import { runIndicators } from "../src/app/run.ts";
import { correctSubject, eraseSubject, exportSubject } from "../src/app/subject.ts";
import { type Casebook, openCasebook } from "../src/casebook/casebook.ts";
import { STAYS } from "../src/casebook/leaving.ts";
import { review } from "../src/casebook/review.ts";
import { openSession } from "../src/casebook/session.ts";
import type { SeenFlag } from "../src/casebook/standing.ts";
import { literal, openDb } from "../src/db.ts";
import { makeSample } from "../src/sample/sample.ts";
import { openWorkspace, type Workspace } from "../src/workspace.ts";
import { answered, jabta } from "./command.ts";

const folder = mkdtempSync(join(tmpdir(), "jabta-keeping-"));
const workspace = join(folder, "workspace");
const call = (...args: string[]) => jabta(["--workspace", workspace, ...args]);
const ask = async <T>(...args: string[]): Promise<T> => (await answered<T>(["--workspace", workspace, ...args])).json;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Import {
  snapshot: string;
  canon_hash: string;
}
interface Snapshots {
  items: { snapshot: string; files: { read: number }[]; dropped: { reason: string } | null }[];
}
interface Run {
  result_hash: string;
}

const judge = (at: string) => answered<Run>(["--workspace", at, "run", "--indicator", "R010"]);

let first: Import;
let second: Import;
beforeAll(async () => {
  const [one, two] = [join(folder, "one.csv"), join(folder, "two.csv")];
  await makeSample({ format: "egp", rows: 60, seed: 5, out: one });
  await makeSample({ format: "egp", rows: 50, seed: 6, out: two });
  first = await ask<Import>("import", one);
  second = await ask<Import>("import", two, "--source", "th-other");
});

test("an import taken back leaves the records of the others, and says why it is gone", async () => {
  expect(second.canon_hash).not.toBe(first.canon_hash);
  expect((await ask<Snapshots>("snapshot", "list")).items.map(({ dropped }) => dropped)).toEqual([null, null]);
  expect(await call("snapshot", "drop", second.snapshot)).toMatchObject({ code: 2 });
  expect(await call("snapshot", "drop", "2020-01-01-00000000", "--reason", "x")).toMatchObject({ code: 66 });
  expect(await call("snapshot", "drop", second.snapshot, "--reason", "withdrawn by the publisher")).toMatchObject({ code: 0 });
  const { items } = await ask<Snapshots>("snapshot", "list");
  expect(items.map(({ snapshot, dropped }) => [snapshot, dropped?.reason ?? null]).sort()).toEqual(
    [
      [first.snapshot, null],
      [second.snapshot, "withdrawn by the publisher"],
    ].sort(),
  );
  const pointer = JSON.parse(readFileSync(join(workspace, "canon/current.json"), "utf8")) as Import;
  expect(pointer.canon_hash).toBe(first.canon_hash);
  const last = await call("snapshot", "drop", first.snapshot, "--reason", "x");
  expect(last.code).toBe(2);
  expect(last.stderr).toContain("only snapshot");
  expect(await ask<{ ok: boolean; entries: number }>("audit", "verify")).toMatchObject({ ok: true, entries: 1 });
  const [receipts] = readdirSync(join(workspace, "raw/receipts/dropped"));
  expect(readFileSync(join(workspace, "raw/receipts/dropped", receipts!), "utf8")).toContain(second.snapshot);
});

test("what was taken back can be imported again", async () => {
  const again = await ask<Import>("import", join(folder, "two.csv"), "--source", "th-other");
  expect(again.canon_hash).toBe(second.canon_hash);
});

test("a backup restored elsewhere judges the same, and notices a changed byte", async () => {
  const { json: here } = await judge(workspace);
  const backup = join(folder, "backup");
  const made = await ask<{ files: number; reused: number }>("backup", "create", backup);
  expect(made.reused).toBe(0);
  expect((await ask<{ files: number; reused: number }>("backup", "create", backup)).reused).toBe(2);

  const elsewhere = join(folder, "elsewhere");
  expect(await jabta(["--workspace", elsewhere, "backup", "restore", backup])).toMatchObject({ code: 0 });
  expect((await judge(elsewhere)).json.result_hash).toBe(here.result_hash);
  expect((await answered<{ ok: boolean }>(["--workspace", elsewhere, "audit", "verify"])).json.ok).toBe(true);
  expect(await jabta(["--workspace", elsewhere, "backup", "restore", backup])).toMatchObject({ code: 66 });

  const [hashes] = readdirSync(join(backup, "raw/sha256"));
  const [raw] = readdirSync(join(backup, "raw/sha256", hashes!));
  appendFileSync(join(backup, "raw/sha256", hashes!, raw!), "x");
  const third = join(folder, "third");
  const refused = await jabta(["--workspace", third, "backup", "restore", backup]);
  expect(refused.code).toBe(66);
  expect(refused.stderr).toContain("not as it was written");
  expect(readdirSync(folder)).not.toContain("third");
  expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
});

test("everything leaves in open forms, and gives the same result when it is read in elsewhere", async () => {
  const { json: here } = await judge(workspace);
  const out = join(folder, "everything");
  const keyed = casebookOf(openWorkspace(workspace));
  addKey(keyed, { name: "a program", role: "viewer", scopes: ["read"], days: 1, actor: "test" });
  keyed.close();
  const told = await ask<{ files: number; result_hash: string; canon_hash: string }>("export", "--all", out);
  expect(told).toMatchObject({ result_hash: here.result_hash, canon_hash: second.canon_hash });
  const { files } = JSON.parse(readFileSync(join(out, "contents.json"), "utf8")) as {
    files: { path: string; sha256: string; rows: number | null }[];
  };
  expect(files).toHaveLength(told.files);
  for (const { path, sha256 } of files)
    expect(
      createHash("sha256")
        .update(readFileSync(join(out, path)))
        .digest("hex"),
      path,
    ).toBe(sha256);
  // What anything else reads of it: as many rows in either form as are told, and the same in both.
  const db = await openDb();
  const rows = new Map(files.map(({ path, rows }) => [path, rows]));
  const tables = files.flatMap(({ path }) => (path.endsWith(".parquet") ? [path.slice(0, -".parquet".length)] : []));
  expect(tables).toEqual(expect.arrayContaining(["records/contract", "results/flag_list", "results/answers/R010"]));
  for (const table of tables) {
    const at = join(out, table);
    const { n, differing } = await db.one<{ n: string; differing: string }>(
      `with parquet as (select columns(*)::varchar from ${literal(`${at}.parquet`)}),
       csv as (from read_csv(${literal(`${at}.csv.gz`)}, all_varchar = true, header = true, quote = '"', delim = ','))
       select (select count(*) from parquet) as n, (select count(*) from (from parquet except all from csv)) + (select count(*) from (from csv except all from parquet)) as differing`,
    );
    expect([Number(n), differing], table).toEqual([rows.get(`${table}.parquet`), "0"]);
  }
  const { unnamed } = await db.one<{ unnamed: string[] | null }>(
    `select list(distinct "column") as unnamed from read_csv(${literal(join(out, "dictionary.csv"))}, all_varchar = true, header = true) where en = th`,
  );
  expect(unnamed).toBeNull();
  db.close();
  expect(rows.get("records/contract.parquet")).toBeGreaterThan(0);
  expect(readFileSync(join(out, "people/audit.jsonl"), "utf8")).toContain('"action":"key.add"');
  // Nobody's secrets.
  const casebook = openCasebook(join(workspace, "casebook.sqlite"));
  const all = casebook
    .all<{ name: string }>("select name from sqlite_master where type = 'table'")
    .map(({ name }) => `people/${name}.jsonl`);
  casebook.close();
  expect(all.filter((path) => !rows.has(path)).sort()).toEqual(
    Object.keys(STAYS)
      .map((name) => `people/${name}.jsonl`)
      .sort(),
  );
  expect(JSON.parse(readFileSync(join(out, "people/api_key.jsonl"), "utf8"))).toMatchObject({ name: "a program", role: "viewer" });
  expect(readFileSync(join(out, "people/api_key.jsonl"), "utf8")).not.toMatch(/secret|[0-9a-f]{64}/);

  // The commands of its own page, in a workspace with another key.
  const elsewhere = join(folder, "read-again");
  const commands = [...readFileSync(join(out, "README.md"), "utf8").matchAll(/^jabta (.*)$/gm)].map(([, args]) => args!.split(" "));
  expect(commands).toHaveLength(3);
  const again: Run[] = [];
  for (const args of commands) again.push((await answered<Run>(["--workspace", elsewhere, ...args], { cwd: out })).json);
  expect(again.at(-1)!.result_hash).toBe(here.result_hash);

  await expect(exportAll(openWorkspace(workspace), out)).rejects.toMatchObject({ exit: "cannotWrite" });
  expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
});

test("what is old and can be made again is put away, what is held stays, and a report of a run without its tables is still checked", async () => {
  const here = openWorkspace(workspace);
  const made: string[] = [];
  for (let nth = 0; nth < 4; nth++) made.push((await runIndicators(here, { indicators: ["R010"] })).run_id);
  const [old, held, ...newest] = made as [string, string, ...string[]];
  const report = join(folder, "old.json");
  await makeReport(here, "audit-sample", { filter: {}, run: old, format: "json", out: report, language: "en" });
  expect(await call("retention", "hold", held, "--reason", "case 12/2569")).toMatchObject({ code: 0 });

  const casebook = casebookOf(here);
  const now = new Date("2027-03-01T00:30:00Z");
  const ago = (days: number, seconds = 0) => new Date(now.getTime() - days * 86_400_000 + seconds * 1000).toISOString();
  for (const [name, at] of [
    ["at its time", ago(90)],
    ["a second before", ago(90, 1)],
  ] as const) {
    openSession(casebook, name, new Date(at));
    casebook.run("insert into api_request values ('a', ?, 'asked', ?, 200, 'answer')", name, ago(7, name === "at its time" ? 0 : 1));
    casebook.run(
      "insert into delivery values ('s', ?, 'mailto:a@example.org', 'sent', 1, ?, ?, ?, null)",
      at,
      at,
      at,
      `{"text":"words sent ${name}"}`,
    );
  }
  const lives = { ...LIVES, runs: 2 };
  const due = dueFor(here, casebook, lives, now);
  expect(due.filter(({ kind }) => kind === "run").map(({ name }) => name)).toContain(old);
  expect(due.map(({ name }) => name)).not.toEqual(expect.arrayContaining([held]));
  expect(due.filter(({ kind }) => ["message", "session", "request"].includes(kind)).map(({ name }) => name)).toEqual([
    "delivery 1",
    "session 1",
    "api_request 1",
  ]);
  expect(await putAway(here, casebook, "test", lives, now)).toEqual(due);
  expect(dueFor(here, casebook, lives, now)).toEqual([]);
  expect(casebook.all("select user from session")).toEqual([{ user: "a second before" }]);
  expect(casebook.all("select request_key from api_request")).toEqual([{ request_key: "a second before" }]);
  expect(casebook.one<{ n: number }>("select count(*) as n from delivery")).toEqual({ n: 2 });
  expect(verifyAudit(casebook).ok).toBe(true);
  casebook.close();
  const bytes = ["", "-wal"]
    .map((end) => join(workspace, `casebook.sqlite${end}`))
    .filter((path) => existsSync(path))
    .map((path) => readFileSync(path, "latin1"))
    .join();
  expect([bytes.includes("words sent a second before"), bytes.includes("words sent at its time")]).toEqual([true, false]);

  const tables = (run: string) => existsSync(join(workspace, "runs", run, "run.duckdb"));
  expect([tables(old), tables(held), ...newest.map(tables)]).toEqual([false, true, true, true]);
  await expect(openGeneration(here, old)).rejects.toMatchObject({ code: "canon-gone", exit: "unavailable" });
  expect(await checkReport(here, report)).toMatchObject({ ok: true, rebuilt: true, troubles: [], mismatches: [] });
  expect(await ask("retention", "run", "--runs", "2", "--dry-run")).toMatchObject({
    put_away: false,
    holds: [{ run_id: held, reason: "case 12/2569" }],
  });
}, 60_000);

describe("a natural person asks", () => {
  const [person, number, other] = ["นายตัวอย่าง สมมติกุล", "1101700230708", "นางสาวอื่น ตัวอย่างสกุล"];
  /** A contract at ten times the price agreed, with the name in the title too; another person's number has the same first nine digits. */
  const row = (nth: number, name: string, price: number) =>
    `${nth},6710006810${nth},จ้างเหมาบริการ${name} โดยวิธีประกวดราคา,จ้างทำของ/จ้างเหมาบริการ,มหานครสมมติ,สำนักการคลัง,,ประกวดราคาอิเล็กทรอนิกส์ (e-bidding),-,9000,9000,9000,2568,6 พ.ย. 67,กรุงเทพมหานคร,ดินแดง,ดินแดง,ระหว่างดำเนินการ,,,,110170023xxxx,${name},สนค.${nth}/2567,6 พ.ย. 67,6 ธ.ค. 67,${price},ระหว่างดำเนินการ`;
  const asked = [person, number];
  let here: Workspace;
  let casebook: Casebook;
  let flag: SeenFlag;
  let run: string;
  beforeAll(async () => {
    here = openWorkspace(workspace);
    casebook = casebookOf(here);
    const file = join(folder, "persons.csv");
    const [heads] = readFileSync(join(folder, "one.csv"), "utf8").split("\n");
    writeFileSync(file, [heads, row(1, person, 90_000), row(2, other, 9000), ""].join("\n"));
    await importFiles(here, [file], { source: "th-persons" });
    run = (await runIndicators(here, { indicators: ["R059"] })).run_id;
    const generation = await openGeneration(here);
    const [{ flag_id }] = (await generation.db.rows("select flag_id from run.flag where subject_id like '67100068101%'")) as [
      { flag_id: string },
    ];
    flag = (await seenFlags(generation, [flag_id])).get(flag_id)!;
    generation.close();
  }, 60_000);
  afterAll(() => casebook.close());

  const act = (verb: "note" | "decide", reason: string) =>
    review(casebook, {
      verb,
      actor: "mali",
      reason,
      ...(verb === "decide" && { verdict: "refer" as const }),
      flags: [{ flag, version: 0 }],
    });
  const erase = (dry: boolean, given = asked) => eraseSubject(here, casebook, given, { dry, actor: "test" });
  const file = "reports/asked/one/list.csv";

  test("and is told every place, found by number and name, or by id; by name alone in what people wrote", async () => {
    act("note", `โทรถาม ตัวอย่าง  สมมติกุล (1-1017-00230-70-8) แล้ว`);
    act("note", `ถาม${other}ด้วย`);
    act("decide", `พบ${person}`);
    saveView(casebook, { name: "one", query: `${new URLSearchParams({ supplier: person, year: "2568" })}`, actor: "mali" });
    mkdirSync(join(workspace, "reports/asked/one"), { recursive: true });
    for (const name of ["list.csv", "list.pdf"]) writeFileSync(join(workspace, "reports/asked/one", name), `supplier\n${person}\n`);

    const told = await exportSubject(here, casebook, asked, "test");
    expect(told.subject).toMatchObject({ kind: "natural", user: null, named: true, ids: [expect.stringMatching(/^natural:[a-p]{20}$/)] });
    const at = (kind: string, name?: string) =>
      told.places.filter((it) => it.kind === kind && (!name || it.name === name)).map((it) => it.at);
    expect([at("record", "party"), at("record", "contract"), at("record", "process")]).toEqual([["1"], ["1"], ["1"]]);
    expect(at("received")).toEqual(["2"]);
    expect(told.places.filter(({ kind }) => kind === "flag")).toEqual([{ kind: "flag", name: flag.flag_id, at: "R059" }]);
    // Two notes and a decision on the flag, and where it stands; the view and the file by name.
    expect([at("casebook", "event").length, at("casebook", "standing").length, at("casebook", "view").length]).toEqual([3, 1, 1]);
    expect(told.places.filter(({ kind }) => kind === "file").map(({ name }) => name)).toEqual([file]);
    expect(told.unread).toBe(1);
    expect(JSON.stringify(told)).not.toMatch(/ตัวอย่าง|110170023/);

    const byId = await exportSubject(here, casebook, told.subject.ids, "test");
    expect([byId.subject.ids, byId.places.filter(({ kind }) => kind === "received").length]).toEqual([told.subject.ids, 1]);
    const byPart = await exportSubject(here, casebook, [person, "110170023xxxx"], "test");
    expect(byPart.subject.ids).toEqual(told.subject.ids);
    // The number is part of what the key hashes: without it only what people wrote is found.
    const byName = await exportSubject(here, casebook, [other], "test");
    expect([byName.subject.ids, byName.places.map(({ kind, name }) => `${kind} ${name}`)]).toEqual([[], ["casebook event"]]);
    await expect(exportSubject(here, casebook, ["นายไม่มี ในที่นี้"], "test")).rejects.toMatchObject({
      code: "subject-unknown",
      exit: "noInput",
    });
    await expect(exportSubject(here, casebook, ["จำกัด"], "test")).rejects.toMatchObject({ code: "subject-several", exit: "usage" });
  });

  test("to have it put right: it stands beside the flag, which is open again", async () => {
    const claim = { field: "amount", said: "9000.00", reason: "ตามสัญญา", asked_by: person, actor: "test" };
    expect(await correctSubject(here, casebook, asked, claim)).toMatchObject({ noted: 0, reopened: 1 });
    expect(standings(casebook, [flag.flag_id]).get(flag.flag_id)).toMatchObject({ state: "reopened" });
    expect(historyOf(casebook, [flag.flag_id])[0]!.reason).toContain("amount = 9000.00");
    expect((await exportSubject(here, casebook, asked, "test")).corrections).toMatchObject([{ said: "9000.00" }]);
    expect(await correctSubject(here, casebook, asked, claim)).toMatchObject({ noted: 1, reopened: 0 });
  });

  test("to be erased: a hold stands against it, a firm is refused, and what was written here goes", async () => {
    hold(casebook, run, "case 13/2569", "test");
    await expect(erase(false)).rejects.toMatchObject({ code: "subject-held", exit: "notPermitted" });
    expect((await erase(true)).held).toMatchObject([{ run_id: run }]);
    // By name alone nobody is found in the run, but what was written is of a flag of it.
    expect((await erase(true, [person])).held).toMatchObject([{ run_id: run }]);
    letGo(casebook, run, "test");
    await expect(erase(true, ["มหานครสมมติ / สำนักการคลัง"])).rejects.toMatchObject({ code: "subject-not-natural", exit: "notPermitted" });

    // An id tells neither name nor number, so that nothing could be found to go.
    const { ids } = (await erase(true)).subject;
    await expect(erase(true, ids)).rejects.toMatchObject({ code: "subject-unnamed", exit: "usage" });
    await addUser(casebook, { name: "mali", role: "reviewer", password: "a sentence of some length", actor: "test" });
    expect((await exportSubject(here, casebook, ["mali"], "test")).places).toEqual(
      expect.arrayContaining([
        { kind: "casebook", name: "user", at: "1: name" },
        { kind: "casebook", name: "view", at: "1: actor" },
      ]),
    );
    await expect(erase(true, ["mali"])).rejects.toMatchObject({ code: "subject-not-natural" });

    const dry = await erase(true);
    const rows = (name: string) => dry.goes.filter((it) => it.name === name).length;
    // A note, the decision, the reopening and a note after it; where the flag stands; two claims; the view; the file.
    expect(["event", "standing", "correction", "view", file].map(rows)).toEqual([4, 1, 2, 1, 1]);
    expect(dry.goes).toHaveLength(9);
    expect(dry.stays.filter(({ kind }) => kind === "received")).toHaveLength(1);
    expect(historyOf(casebook, [flag.flag_id]).filter(({ reason }) => reason!.includes(person))).toHaveLength(3);

    expect(await erase(false)).toMatchObject({ erased: true, goes: dry.goes });
    const masked = `บุคคลธรรมดา · ${here.mask(`|${person}`).slice(0, 6)}`;
    expect(historyOf(casebook, [flag.flag_id]).map(({ reason }) => reason)).toEqual(
      expect.arrayContaining([`พบ${masked}`, `โทรถาม ${masked} (•••••••••••••) แล้ว`, `ถาม${other}ด้วย`]),
    );
    expect(views(casebook).map(({ query }) => query)).toContain(`${new URLSearchParams({ supplier: masked, year: "2568" })}`);
    expect([existsSync(join(workspace, file)), existsSync(join(workspace, "reports/asked/one/list.pdf"))]).toEqual([false, true]);
    const kept = ["", "-wal"].map((end) => join(workspace, `casebook.sqlite${end}`)).filter((path) => existsSync(path));
    expect(kept.map((path) => readFileSync(path, "utf8")).join()).not.toMatch(/ตัวอย่าง {1,2}สมมติกุล|1-1017-00230-70-8/);
    expect(verifyAudit(casebook)).toMatchObject({ ok: true });
    casebook.run("drop trigger event_stays_whole");
    casebook.run("update event set reason = 'another' where reason = ?", `พบ${masked}`);
    expect(verifyAudit(casebook)).toMatchObject({ ok: false });
    casebook.run("update event set reason = ? where reason = 'another'", `พบ${masked}`);
    expect(verifyAudit(casebook)).toMatchObject({ ok: true });
  });

  test("at the command line, in both languages", async () => {
    const { code, stdout } = await call("--lang", "th", "subject", "erase", person, "--also", number, "--dry-run");
    expect(code).toBe(0);
    expect(stdout).toContain("ไม่มีข้อความที่บันทึกไว้ในระบบนี้");
    expect(stdout).not.toMatch(/ตัวอย่าง/);
    expect(await call("subject", "export", "nobody of this name")).toMatchObject({ code: 66 });
  });
});

test("doctor finds what is wrong and changes nothing", async () => {
  interface Health {
    ok: boolean;
    findings: { about: string; health: string }[];
  }
  const broken = ({ findings }: Health) => findings.filter(({ health }) => health === "broken").map(({ about }) => about);
  const well = await ask<Health>("doctor");
  expect(broken(well)).toEqual([]);
  chmodSync(join(workspace, "mask.key"), 0o644);
  const [hashes] = readdirSync(join(workspace, "raw/sha256"));
  const [raw] = readdirSync(join(workspace, "raw/sha256", hashes!));
  writeFileSync(join(workspace, "raw/sha256", hashes!, raw!), "");
  const sick = await ask<Health>("doctor");
  expect(sick.ok).toBe(false);
  expect(broken(sick)).toEqual(["mask.key", "raw"]);
  const said = await call("--lang", "th", "doctor");
  expect(said.code).toBe(1);
  expect(said.stdout).toContain("กู้คืน raw/ จากข้อมูลสำรอง");
});

test("config show names where a value comes from, and never a secret", async () => {
  const { stdout } = await jabta(["--workspace", workspace, "config", "show", "--origin"], {
    env: { JABTA_SMTP_URL: "smtp://me:hush@mail.example" },
  });
  expect(stdout).toMatch(/workspace .*flag/);
  expect(stdout).toMatch(/JABTA_SMTP_URL .*environment/);
  expect(stdout).not.toContain("hush");
});
