// Runs every case of every indicator: the proof for the sceptic.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { Indicator } from "../src/catalogue/indicator.ts";
import { loadCatalogue } from "../src/catalogue/load.ts";
import type { Db, Row } from "../src/db.ts";
import { codesOf, statusOf } from "../src/run/reason.ts";
import { judgingSql, paramsOf, type Settings } from "../src/run/run-indicator.ts";
import { labelOf } from "../src/text/codelist.ts";
import { say } from "../src/text/text.ts";
import { emptyWorld, inWorld, type World } from "./world.ts";

interface Case {
  case: string;
  params?: Settings;
  as_of?: string;
  /** One status or result for the first subject, or a list for the first so many in key order. */
  expect: Expected | Expected[];
  says?: { en: string; th: string };
  [table: string]: unknown;
}
type Expected = string | (Row & { status: string });

async function judge(db: Db, indicator: Indicator, settings: Settings): Promise<Row[]> {
  const params = paramsOf(indicator, settings);
  const { codes, flags } = await judgingSql(db, indicator, params);
  const flagged = new Map((await db.rows(flags, params)).map((row) => [row.subject, row]));
  const values = new Map(
    (await db.rows(`select subject, value::double as value, threshold::double as threshold from (${indicator.sql})`, params)).map((row) => [
      row.subject,
      row,
    ]),
  );
  return (await db.rows<{ subject: number; code: number | null }>(codes, params)).map(({ subject, code }) => {
    const word = code === null ? undefined : codesOf(indicator)[code];
    if (word === undefined) throw new Error(`${indicator.id} gave a status or reason it may not give for subject ${subject}`);
    const status = statusOf(word);
    const flag = flagged.get(subject);
    return {
      status,
      reason: status === "flagged" || status === "clear" ? null : word,
      value: values.get(subject)?.value,
      threshold: values.get(subject)?.threshold,
      evidence: flag ? JSON.parse(flag.evidence as string) : null,
      seen_in: flag?.seen_in ?? null,
    };
  });
}

for (const indicator of loadCatalogue().indicators.filter(({ sql }) => sql !== null)) {
  describe(`${indicator.id} ${indicator.title.en}`, () => {
    let db: Db;
    beforeAll(async () => {
      db = await emptyWorld();
    });
    for (const it of parse(readFileSync(join(indicator.folder, "cases.yaml"), "utf8")) as Case[]) {
      test(it.case, async () => {
        const { case: _, params, as_of, expect: expected, says, ...world } = it;
        const results = await inWorld(db, world as World, { sql: indicator.sql!, asOf: as_of }, () => judge(db, indicator, params ?? {}));
        const wanted = ([] as Expected[]).concat(expected).map((one) => (typeof one === "string" ? { status: one } : one));
        expect(results.length, "subjects").toBeGreaterThanOrEqual(wanted.length);
        for (const [index, want] of wanted.entries()) expect(results[index], `subject ${index}`).toMatchObject(want);
        if (says) {
          const evidence = results[0]!.evidence as Row;
          expect({ en: say(indicator.says, evidence, "en", labelOf), th: say(indicator.says, evidence, "th", labelOf) }).toEqual(says);
        }
      });
    }
  });
}
