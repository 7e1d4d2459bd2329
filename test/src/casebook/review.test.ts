import { describe, expect, test } from "vitest";
import { ReviewConflict, review, undo } from "../../../src/casebook/review.ts";
import { historyOf, standings, touched } from "../../../src/casebook/standing.ts";
import { casebookAt, flag, freshPath } from "./room.ts";

const a = flag("a");
const at = (minute: number) => new Date(Date.UTC(2026, 0, 5, 9, minute));
const code = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return "done";
};

describe("a decision", () => {
  test("is kept with its verdict, explanation, reason, actor and the evidence it was made on", () => {
    const casebook = casebookAt();
    review(
      casebook,
      {
        verb: "decide",
        verdict: "explained",
        explanation: "niche_market",
        reason: " Only one firm holds the patent. ",
        actor: "Mali",
        flags: [{ flag: a, version: 0 }],
      },
      at(0),
    );
    expect(standings(casebook, [a.flag_id]).get(a.flag_id)).toMatchObject({
      state: "decided",
      verdict: "explained",
      explanation: "niche_market",
      actor: "Mali",
      at: "2026-01-05T09:00:00.000Z",
      evidence_hash: "evidence one",
      version: 1,
    });
    expect(historyOf(casebook, [a.flag_id])).toMatchObject([
      { verb: "decide", reason: "Only one firm holds the patent.", run_id: "run-1" },
    ]);
  });

  test.each([
    ["no reason", { verdict: "refer" as const, reason: "  " }, "reason-missing"],
    ["no verdict", { reason: "because" }, "verdict-missing"],
    ["no explanation", { verdict: "explained" as const, reason: "because" }, "explanation-missing"],
    ["no field", { verdict: "bad_data" as const, reason: "because" }, "field-missing"],
    ["an endless reason", { verdict: "refer" as const, reason: "x".repeat(5001) }, "reason-too-long"],
  ])("with %s is refused", (_, what, refusal) => {
    const casebook = casebookAt();
    expect(code(() => review(casebook, { verb: "decide", actor: "Mali", flags: [{ flag: a, version: 0 }], ...what }))).toBe(refusal);
    expect(touched(casebook)).toEqual([]);
  });

  test("stands until it is reopened, with a reason", () => {
    const casebook = casebookAt();
    const decide = { verb: "decide" as const, verdict: "refer" as const, reason: "worth a call", actor: "Mali" };
    review(casebook, { ...decide, flags: [{ flag: a, version: 0 }] });
    expect(code(() => review(casebook, { ...decide, flags: [{ flag: a, version: 1 }] }))).toBe("already-decided");
    expect(code(() => review(casebook, { verb: "reopen", actor: "Mali", flags: [{ flag: a, version: 1 }] }))).toBe("reason-missing");
    review(casebook, { verb: "reopen", actor: "Mali", reason: "new papers", flags: [{ flag: a, version: 1 }] });
    expect(standings(casebook, [a.flag_id]).get(a.flag_id)).toMatchObject({ state: "reopened", verdict: null });
    review(casebook, { ...decide, flags: [{ flag: a, version: 2 }] });
    expect(historyOf(casebook, [a.flag_id]).map(({ verb }) => verb)).toEqual(["decide", "reopen", "decide"]);
  });

  test("on other evidence may be made anew", () => {
    const casebook = casebookAt();
    const decide = { verb: "decide" as const, verdict: "refer" as const, reason: "worth a call", actor: "Mali" };
    review(casebook, { ...decide, flags: [{ flag: a, version: 0 }] });
    review(casebook, { ...decide, flags: [{ flag: flag("a", "evidence two"), version: 1 }] });
    expect(standings(casebook, [a.flag_id]).get(a.flag_id)).toMatchObject({ evidence_hash: "evidence two", version: 2 });
  });
});

describe("two people at once", () => {
  test("the slower one is shown what the faster one left, and nothing of theirs is kept", () => {
    const path = freshPath();
    const [mali, somchai] = [casebookAt(path), casebookAt(path)];
    review(mali, { verb: "decide", verdict: "refer", reason: "worth a call", actor: "Mali", flags: [{ flag: a, version: 0 }] });
    const slower = () =>
      review(somchai, {
        verb: "decide",
        verdict: "explained",
        explanation: "other",
        reason: "it is fine",
        actor: "Somchai",
        flags: [
          { flag: flag("b"), version: 0 },
          { flag: a, version: 0 },
        ],
      });
    expect(slower).toThrow(ReviewConflict);
    try {
      slower();
    } catch (error) {
      expect((error as ReviewConflict).theirs).toMatchObject([{ actor: "Mali", verdict: "refer", reason: "worth a call", version: 1 }]);
    }
    expect(touched(somchai).map(({ flag_id }) => flag_id)).toEqual([a.flag_id]);
  });

  test("notes never collide", () => {
    const casebook = casebookAt();
    review(casebook, { verb: "claim", actor: "Mali", flags: [{ flag: a, version: 0 }] });
    review(casebook, { verb: "note", actor: "Somchai", reason: "see the annual report", flags: [{ flag: a, version: 0 }] });
    expect(standings(casebook, [a.flag_id]).get(a.flag_id)).toMatchObject({ state: "claimed", holder: "Mali", version: 1 });
  });
});

describe("undo", () => {
  test("brings back what stood before, and adds a line instead of taking one", () => {
    const casebook = casebookAt();
    review(casebook, { verb: "claim", actor: "Mali", flags: [{ flag: a, version: 0 }] }, at(0));
    const [decided] = review(
      casebook,
      { verb: "decide", verdict: "refer", reason: "a slip", actor: "Mali", flags: [{ flag: a, version: 1 }] },
      at(1),
    );
    undo(casebook, decided!.act, "Mali", at(2));
    expect(standings(casebook, [a.flag_id]).get(a.flag_id)).toMatchObject({ state: "claimed", holder: "Mali", verdict: null, version: 3 });
    expect(historyOf(casebook, [a.flag_id]).map(({ verb }) => verb)).toEqual(["undo", "decide", "claim"]);
  });

  test("is for the one who did it, for ten minutes, and once", () => {
    const casebook = casebookAt();
    const [event] = review(casebook, { verb: "claim", actor: "Mali", flags: [{ flag: a, version: 0 }] }, at(0));
    expect(code(() => undo(casebook, event!.act, "Somchai", at(1)))).toBe("not-yours");
    expect(code(() => undo(casebook, event!.act, "Mali", at(11)))).toBe("too-late");
    undo(casebook, event!.act, "Mali", at(10));
    expect(code(() => undo(casebook, event!.act, "Mali", at(10)))).toBe("review-conflict");
    expect(code(() => undo(casebook, "no such act", "Mali", at(1)))).toBe("act-unknown");
  });

  test("does not take back what somebody has built on", () => {
    const casebook = casebookAt();
    const [event] = review(casebook, { verb: "claim", actor: "Mali", flags: [{ flag: a, version: 0 }] }, at(0));
    review(casebook, { verb: "ask", actor: "Somchai", reason: "which paragraph?", flags: [{ flag: a, version: 1 }] }, at(1));
    expect(() => undo(casebook, event!.act, "Mali", at(2))).toThrow(ReviewConflict);
  });
});

test("an act on several flags is one act, and each flag has its own line", () => {
  const casebook = casebookAt();
  const events = review(casebook, {
    verb: "decide",
    verdict: "refer",
    reason: "one scheme",
    actor: "Mali",
    flags: ["a", "b", "c"].map((name) => ({ flag: flag(name), version: 0 })),
  });
  expect(new Set(events.map(({ act }) => act)).size).toBe(1);
  undo(casebook, events[0]!.act, "Mali");
  expect(touched(casebook)).toEqual([]);
});
