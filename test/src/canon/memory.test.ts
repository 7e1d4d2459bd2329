import { mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { importFiles } from "../../../src/app/import.ts";
import { buildMemory } from "../../../src/canon/memory.ts";
import { makeSample } from "../../../src/sample/sample.ts";
import { openWorkspace } from "../../../src/workspace.ts";

describe("the memory in which records are compiled", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "jabta-memory-"));
  });
  afterEach(() => {
    delete process.env.JABTA_MEMORY;
    rmSync(folder, { recursive: true });
  });

  test("is 1 GB for as much as most import, more for more, or what was set", () => {
    const [small, large] = [join(folder, "small"), join(folder, "large")];
    for (const [path, size] of [
      [small, 100_000_000],
      [large, 200_000_000],
    ] as const) {
      mkdirSync(path);
      writeFileSync(join(path, "received-00000.parquet"), "");
      truncateSync(join(path, "received-00000.parquet"), size);
    }
    expect(buildMemory([])).toBe("1000MB");
    expect(buildMemory([small])).toBe("1000MB");
    expect(buildMemory([small, large])).toBe("2400MB");
    process.env.JABTA_MEMORY = "512MB";
    expect(buildMemory([small])).toBe("512MB");
    process.env.JABTA_MEMORY = "plenty";
    expect(() => buildMemory([small])).toThrow(/JABTA_MEMORY is "plenty"/);
  });

  test("never changes what is compiled, and where it is too little the setting is named", async () => {
    const file = join(folder, "releases.jsonl");
    await makeSample({ format: "ocds", layout: "jsonl", rows: 500, seed: 5, out: file });
    const compiled = async (name: string, memory: string) => {
      process.env.JABTA_MEMORY = memory;
      const workspace = openWorkspace(join(folder, name));
      const imported = importFiles(workspace, [file]).finally(() =>
        expect(readdirSync(workspace.path("tmp")).filter((left) => left.startsWith("spill"))).toEqual([]),
      );
      return (await imported).canon_hash;
    };
    expect(await compiled("tight", "128MB")).toBe(await compiled("wide", "4GB"));
    await expect(compiled("too tight", "8MB")).rejects.toMatchObject({ code: "memory-too-little" });
  });
});
