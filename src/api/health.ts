// GET /live, /ready and /metrics: whether the process runs, whether the store answers, and what was asked of it.
import { z } from "zod";
import { UserError } from "../error.ts";
import { operation } from "./operation.ts";
import { PROBLEMS } from "./problem.ts";
import { RunId } from "./shape.ts";

const nothing = z.strictObject({});
const headers = { "Content-Type": "application/json", "Cache-Control": "no-store" };

export const live = operation({
  name: "isLive",
  path: "/live",
  says: { en: "The process runs.", th: "โปรแกรมทำงานอยู่" },
  query: nothing,
  answer: z.strictObject({ live: z.literal(true) }),
  problems: [],
  respond: async ({ c }) => c.body(JSON.stringify({ live: true }), 200, headers),
});

export const ready = operation({
  name: "isReady",
  path: "/ready",
  says: { en: "The store answers, and from which run.", th: "ฐานข้อมูลพร้อมให้บริการ และใช้รอบการประเมินใด" },
  query: nothing,
  answer: z.strictObject({ ready: z.literal(true), run_id: RunId }),
  problems: ["no-run", "unavailable"],
  async respond({ c, house, casebook }) {
    try {
      // A table is asked and not a constant, which SQLite answers without looking at its file.
      casebook.one("select count(*) as known from view");
      const run_id = await house.with(
        async ({ db, run_id }) => {
          await db.one("select (select count(*) from run.outcome) + (select count(*) from canon.source_file) as known");
          return run_id;
        },
        { seconds: 5 },
      );
      return c.body(JSON.stringify({ ready: true, run_id }), 200, headers);
    } catch (error) {
      // Whatever it is, whoever balances the load wants to know that nothing should be sent here; where it went wrong is told to nobody.
      if (error instanceof UserError && error.code === "no-run") throw error;
      throw new UserError("unavailable", { what: PROBLEMS.unavailable.title, exit: "unavailable" });
    }
  },
});

const PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

export const metrics = operation({
  name: "getMetrics",
  path: "/metrics",
  says: { en: "Counts and durations for Prometheus.", th: "จำนวนและระยะเวลาสำหรับ Prometheus" },
  query: z.strictObject({}),
  type: PROMETHEUS,
  answer: z.string(),
  problems: [],
  respond: async ({ c, house, meter }) => c.body(meter.text(house), 200, { "Content-Type": PROMETHEUS, "Cache-Control": "no-store" }),
});
