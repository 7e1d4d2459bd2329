import fc from "fast-check";
import Database from "libsql";
import { describe, expect, test } from "vitest";
import { flatJson, head, verifyChain } from "../../../src/casebook/audit.ts";
import { openCasebook } from "../../../src/casebook/casebook.ts";
import { review } from "../../../src/casebook/review.ts";
import { removeView, saveView, views } from "../../../src/casebook/view.ts";
import { casebookAt, flag, freshPath } from "./room.ts";

/** A casebook with ten acts and two views; closed, so that a stranger can work on the file. */
function tenActs(): string {
  const path = freshPath();
  const casebook = openCasebook(path);
  for (let n = 0; n < 10; n++)
    review(casebook, {
      verb: "decide",
      verdict: "refer",
      reason: `reason ${n}`,
      actor: "Mali",
      flags: [{ flag: flag(`w${n}x`), version: 0 }],
    });
  saveView(casebook, { name: "One", query: "review=open", actor: "Mali" });
  removeView(casebook, saveView(casebook, { name: "Two", query: "", actor: "Mali" }).view_id, "Mali");
  casebook.close();
  return path;
}

/** Works on the file as somebody would who can write it and knows SQL. */
function tamper(path: string, sql: string): void {
  const db = new Database(path);
  db.exec("drop trigger event_stays_whole; drop trigger event_stays; drop trigger audit_stays_whole; drop trigger audit_stays;");
  db.exec(sql);
  db.close();
}

describe("the chain", () => {
  test("holds over everything people did", () => {
    const casebook = casebookAt(tenActs());
    expect(verifyChain(casebook)).toMatchObject({ ok: true, entries: 13, first_bad: null });
    expect(views(casebook).map(({ name }) => name)).toEqual(["One"]);
  });

  test("of a casebook nobody used is empty and whole", () => {
    expect(verifyChain(casebookAt())).toEqual({ ok: true, entries: 0, head: "0".repeat(64), first_bad: null, trouble: null });
  });

  test.each([
    ["an entry is changed", "update audit set actor = 'nobody' where seq = 5", 5],
    ["an entry is taken out", "delete from audit where seq = 5", 5],
    [
      "two entries change places",
      "update audit set seq = 99 where seq = 5; update audit set seq = 5 where seq = 6; update audit set seq = 6 where seq = 99",
      5,
    ],
    ["a reason is rewritten", "update event set reason = 'another' where seq = 3", 3],
    ["a verdict is rewritten", "update event set verdict = 'explained' where seq = 4", 4],
    ["an act is taken out", "delete from event where seq = 7", 7],
    ["the first entry is taken out", "delete from audit where seq = 1", 1],
  ])("shows when %s", (_, sql, first) => {
    const path = tenActs();
    tamper(path, sql);
    expect(verifyChain(casebookAt(path))).toMatchObject({ ok: false, first_bad: first });
  });

  test("shows that it was cut short only to a witness", () => {
    const path = tenActs();
    const witnessed = head(casebookAt(path));
    tamper(path, "delete from event where seq > 8; delete from audit where seq > 8");
    const casebook = casebookAt(path);
    expect(verifyChain(casebook).ok).toBe(true);
    expect(verifyChain(casebook, witnessed)).toMatchObject({ ok: false, first_bad: 9 });
  });

  test("written anew from an earlier entry on does not match the witness", () => {
    const path = tenActs();
    const witnessed = head(casebookAt(path));
    const anew = casebookAt();
    for (let n = 0; n < 13; n++)
      review(anew, {
        verb: "decide",
        verdict: "refer",
        reason: `other reason ${n}`,
        actor: "Mali",
        flags: [{ flag: flag(`w${n}x`), version: 0 }],
      });
    expect(verifyChain(anew).ok).toBe(true);
    expect(verifyChain(anew, witnessed)).toMatchObject({ ok: false, first_bad: 13 });
  });
});

test("history cannot be rewritten through the casebook itself", () => {
  const casebook = casebookAt(tenActs());
  for (const sql of ["update event set reason = 'x'", "delete from event", "update audit set hash = 'x'", "delete from audit"])
    expect(() => casebook.run(sql)).toThrow(/history is not rewritten/);
});

test("a newer casebook is refused, not read wrongly", () => {
  const path = tenActs();
  const db = new Database(path);
  db.exec("pragma user_version = 2");
  db.close();
  expect(() => openCasebook(path)).toThrow(/format 2/);
});

test("equal content has equal text, whatever the order of its keys", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.constant(null))), (object) => {
      const turned = Object.fromEntries(Object.entries(object).reverse());
      expect(flatJson(turned)).toBe(flatJson(object));
      expect(JSON.parse(flatJson(object))).toEqual(JSON.parse(JSON.stringify(object)));
    }),
  );
});
