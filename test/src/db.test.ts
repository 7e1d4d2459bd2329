// The door to the engine: what does not fit into memory goes into a folder that belongs to one engine and is gone with it.
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDb } from "../../src/db.ts";

test("two engines that spill at once into one folder do not meet, and leave nothing", async () => {
  const folder = mkdtempSync(join(tmpdir(), "db-"));
  const engines = await Promise.all([1, 2].map(() => openDb({ memory: "24MB", threads: 1, spill: folder })));
  const held = engines.map((db, nth) =>
    db.run(`create temp table held as select i, md5(i::varchar || '${nth}') as text from range(1000000) as r(i)`),
  );
  await Promise.all(held);
  const folders = readdirSync(folder);
  expect(folders).toHaveLength(2);
  for (const name of folders) expect(readdirSync(join(folder, name)).length).toBeGreaterThan(0);
  engines[0]!.close();
  expect(readdirSync(folder)).toHaveLength(1);
  const { wrong } = await engines[1]!.one<{ wrong: string }>("select count(*) as wrong from held where text <> md5(i::varchar || '1')");
  expect(Number(wrong)).toBe(0);
  engines[1]!.close();
  expect(readdirSync(folder)).toEqual([]);
  rmSync(folder, { recursive: true });
});
