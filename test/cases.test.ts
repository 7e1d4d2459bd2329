// Runs every case of every indicator: the proof for the sceptic. What a case does not say of its subjects is kept in golden/cases:
// `npx vitest run test/cases.test.ts -u -t CODE` accepts a change, which then is a readable difference.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isOwn } from "../src/catalogue/indicator.ts";
import type { Db, Row } from "../src/db.ts";
import { labelOf } from "../src/text/codelist.ts";
import { say } from "../src/text/text.ts";
import { casesOf, judge, wantedOf } from "./cases.ts";
import { gated } from "./gated.ts";
import { pinnedLines } from "./pinned.ts";
import { emptyWorld, inWorld, type World } from "./world.ts";

let db: Db;
beforeAll(async () => {
  db = await emptyWorld();
});
afterAll(() => db.close());

for (const indicator of gated().indicators.filter(({ sql }) => sql !== null)) {
  describe(`${indicator.id} ${indicator.title.en}`, () => {
    const answers = new Map<string, readonly Row[]>();
    for (const it of casesOf(indicator)) {
      test(it.case, async () => {
        const { case: _, params, as_of, expect: __, says, ...world } = it;
        const results = await inWorld(db, world as World, { sql: indicator.sql!, asOf: as_of }, () => judge(db, indicator, params ?? {}));
        answers.set(it.case, results);
        const wanted = wantedOf(it);
        expect(results.length, "subjects").toBeGreaterThanOrEqual(wanted.length);
        for (const [index, want] of wanted.entries()) expect(results[index], `subject ${index}`).toMatchObject(want);
        if (says) {
          const evidence = results[0]!.evidence as Row;
          expect({ en: say(indicator.says, evidence, "en", labelOf), th: say(indicator.says, evidence, "th", labelOf) }).toEqual(says);
        }
      });
    }
    test.skipIf(isOwn(indicator.id) || indicator.maturity === "draft")("every answer is as it was", async () => {
      const cases = casesOf(indicator);
      // Where only some cases were asked for, there is nothing to compare.
      if (answers.size < cases.length) return;
      const lines = cases.flatMap((it) => pinnedLines(it.case, answers.get(it.case)!));
      await expect(lines.join("\n")).toMatchFileSnapshot(`golden/cases/${indicator.id}.txt`);
    });
  });
}
