// Search in titles and names: one word in every way of typing it, and slips of the hand.
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listFlags } from "../../../src/app/flags.ts";
import { type Generation, openGeneration } from "../../../src/app/generation.ts";
import { importFiles } from "../../../src/app/import.ts";
import { partyTable } from "../../../src/app/party-table.ts";
import { countQueue, listQueue } from "../../../src/app/queue.ts";
import { queueTable } from "../../../src/app/queue-table.ts";
import { fillReport } from "../../../src/app/report.ts";
import { runIndicators } from "../../../src/app/run.ts";
import { soughtIn, threesOf } from "../../../src/app/search.ts";
import type { Table } from "../../../src/app/table.ts";
import { warningTable } from "../../../src/app/warning-table.ts";
import type { Workspace } from "../../../src/workspace.ts";
import { freshWorkspace } from "../../real-records.ts";
import { HEADINGS_28, row } from "../sources/egp/made-up.ts";

/** น้ำ as it should be, taken apart, with its marks the other way round, and with a mark that cannot be seen. */
const WATER = ["\u0E19\u0E49\u0E33", "\u0E19\u0E4D\u0E49\u0E32", "\u0E19\u0E49\u0E4D\u0E32", "\u0E19\u200B\u0E49\u0E33"];

/** ซ้ำ in the way in which น้ำ is typed. */
const AGAIN = (typed: string) => typed.replace("\u0E19", "\u0E0B");

describe("sought", () => {
  test.each(WATER)("is one spelling: %j", (typed) => expect(soughtIn(`วาง ท่อ${typed}`)).toBe(`วาง ท่อ${WATER[0]}`));
  test("without case, and with Arabic digits", () => expect(soughtIn("ABC ๒๕๖๘")).toBe("abc 2568"));
  test("threes of a text, each once", () => {
    expect(threesOf("ababab")).toEqual(["aba", "bab"]);
    expect(threesOf("ab")).toEqual([]);
  });
});

describe("lists", () => {
  let generation: Generation;
  let workspace: Workspace;
  const titles = WATER.map((word, nth) => `จ้างก่อสร้างระบบประปาและถังเก็บ${word}หมู่ที่ ${nth + 1}`);
  beforeAll(async () => {
    const file = join(mkdtempSync(join(tmpdir(), "jabta-search-")), "rows.csv");
    // Direct purchases beyond the limit, so that every one is in the lists.
    const rows = [...titles, "ซื้อครุภัณฑ์คอมพิวเตอร์ รุ่น ABC ปี ๒๕๖๘"].map((title, nth) =>
      row({
        projectId: `6806900000${nth}`,
        title,
        method: "เฉพาะเจาะจง",
        contractNumber: `${nth}/2568`,
        // The last firm bears ซ้ำ, with its marks the other way round.
        ...(nth === 4 ? { winner: `บริษัท ท่อ${AGAIN(WATER[2]!)}ตัวอย่าง จำกัด`, winnerNumber: "0107537000939" } : {}),
      }),
    );
    writeFileSync(file, [HEADINGS_28, ...rows].map((cells) => cells.map((cell) => `"${cell}"`).join(",")).join("\n"));
    workspace = freshWorkspace();
    await importFiles(workspace, [file]);
    generation = await openGeneration(workspace, (await runIndicators(workspace, { indicators: ["R010"] })).run_id);
  }, 120_000);
  afterAll(() => generation?.close());

  test("are not empty", async () => expect((await countQueue(generation, {})).matching).toBe(5));

  const found = async (q: string) => (await listQueue(generation, { q }, { limit: 10 })).map(({ process_id }) => process_id).sort();
  const WELLS = ["68069000000", "68069000001", "68069000002", "68069000003"];

  test.each(WATER)("find all four ways by each: %j", async (typed) => {
    expect(await found(typed)).toEqual(WELLS);
    expect(await countQueue(generation, { q: typed })).toMatchObject({ matching: 4 });
    expect(await listFlags(generation, { q: typed }, "th", { limit: 10 })).toHaveLength(4);
  });

  const rowsOf = async ({ from, where, params }: Table) =>
    await generation.db.rows<{ process_id: string }>(`select * from ${from} where ${where}`, params);

  test.each(WATER)("of warnings, parties and reports find what bears the word, by each: %j", async (typed) => {
    expect((await rowsOf(await warningTable(generation, { q: typed }))).map((it) => it.process_id).sort()).toEqual(WELLS);
    const firm = `ท่อ${AGAIN(typed)}`;
    expect(await rowsOf(await partyTable(generation, "supplier", { q: firm }))).toHaveLength(1);
    expect(await rowsOf(await queueTable(generation, { q: `${firm}ตัวอย่าง` }, "supplier"))).toHaveLength(1);
    expect(await countQueue(generation, { supplier: firm })).toMatchObject({ matching: 1 });
    expect(await listFlags(generation, { supplier: firm }, "th", { limit: 10 })).toHaveLength(1);
    const { tables } = await fillReport(workspace, generation, "buyer-risk", { filter: { buyer: "เทศบาลตำบลตัวอย่าง", q: typed } });
    expect(JSON.stringify([...tables])).toContain(WELLS[0]);
    expect(JSON.stringify([...tables])).not.toContain("68069000004");
  });

  test("show what was printed, not what is searched", async () => {
    const flags = await listFlags(generation, { q: "น้ำ" }, "th", { limit: 10 });
    expect(JSON.stringify(flags)).not.toContain("sought");
  });

  test("find names, numbers in either digits, and letters of either case", async () => {
    expect(await found("เทศบาลตำบลตัวอย่าง")).toHaveLength(5);
    expect(await found("abc ปี 2568")).toEqual(["68069000004"]);
    expect(await found("68069000002")).toEqual(["68069000002"]);
  });

  test("find by threes of letters where nothing holds the words whole", async () => {
    // A letter left out, and two words the other way round.
    expect(await found("ก่อสร้างระบบประปาและถังเกบน้ำ")).toEqual(WELLS);
    expect(await found("ถังเก็บน้ำ ก่อสร้างระบบประปา")).toEqual(WELLS);
    expect(await found("เครื่องปรับอากาศแบบแยกส่วน")).toEqual([]);
    // A short word is there or not.
    expect(await found("นม")).toEqual([]);
  });
});
