// Keeping an installation in order, through the command line: an import taken back, a backup restored elsewhere, a sick workspace told as such.
import { appendFileSync, chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeSample } from "../src/sample/sample.ts";
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
