// GET /v1/runs and /v1/runs/{id}: what was judged when, from which bytes, with which result.
import { z } from "zod";
import { readManifest, runIds } from "../app/generation.ts";
import { operation } from "./operation.ts";
import { OfRun } from "./parameter.ts";
import { Count, Day, RunId } from "./shape.ts";

const Hash = z.string();

const Outcome = z.looseObject({
  indicator: z.string(),
  version: z.int(),
  flagged: Count,
  clear: Count,
  not_applicable: Count,
  no_data: Count,
  result_hash: Hash,
});

const Run = z
  .strictObject({
    run_id: RunId,
    as_of: Day,
    profile: z.string(),
    inputs_hash: Hash,
    canon_hash: Hash,
    result_hash: Hash,
    started_at: z.string(),
    seconds: z.number(),
    in_force: z.boolean(),
  })
  .meta({ id: "Run" });

const lang = OfRun.pick({ lang: true });

const json = { "Content-Type": "application/json" };

export const runs = operation({
  name: "listRuns",
  path: "/v1/runs",
  says: { en: "Runs that are still here, newest first.", th: "รอบการประเมินที่ยังเก็บไว้ เรียงจากใหม่ไปเก่า" },
  query: lang,
  answer: z.strictObject({ items: z.array(Run) }),
  problems: ["no-run"],
  async respond({ c, house }) {
    const current = house.current();
    const items = runIds(house.workspace).map((id): z.infer<typeof Run> => {
      const { run_id, as_of, profile, inputs_hash, canon_hash, result_hash, started_at, seconds } = readManifest(house.workspace, id);
      return { run_id, as_of, profile, inputs_hash, canon_hash, result_hash, started_at, seconds, in_force: id === current };
    });
    return c.body(JSON.stringify({ items }), 200, json);
  },
});

export const run = operation({
  name: "getRun",
  path: "/v1/runs/{id}",
  says: {
    en: "The manifest of one run: every input, setting and hash.",
    th: "รายละเอียดของรอบการประเมินหนึ่งรอบ ทั้งข้อมูลนำเข้า ค่าที่ใช้ และค่าแฮช",
  },
  query: lang,
  answer: z.looseObject({ ...Run.omit({ in_force: true }).shape, results: z.array(Outcome) }).meta({ id: "Manifest" }),
  problems: ["run-unknown"],
  respond: async ({ c, house, id }) => c.body(JSON.stringify(readManifest(house.workspace, id)), 200, json),
});
