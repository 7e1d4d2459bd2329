// POST /v1/imports, POST /v1/runs and GET /v1/jobs/{id}: long work, begun here and looked at again.
import type { ReadableStream } from "node:stream/web";
import { z } from "zod";
import { forget, type JobState, jobState, receive, startImport, startRun } from "../app/job.ts";
import { UserError } from "../error.ts";
import { operation } from "./operation.ts";
import { OfRun } from "./parameter.ts";
import { Day } from "./shape.ts";

const Job = z
  .strictObject({
    job_id: z.string(),
    kind: z.enum(["import", "run", "check", "report"]),
    state: z.enum(["running", "done", "failed"]),
    started_at: z.string(),
    ended_at: z.string().nullable(),
    exit: z.int().nullable(),
    report: z.unknown(),
  })
  .meta({ id: "Job" });

const lang = OfRun.pick({ lang: true });
const told = (job: JobState): [string, 202, Record<string, string>] => [
  JSON.stringify(job),
  202,
  { "Content-Type": "application/json", "Cache-Control": "no-store", Location: `/v1/jobs/${job.job_id}` },
];

export const startAnImport = operation({
  name: "startImport",
  path: "/v1/imports",
  method: "post",
  says: {
    en: "Send a file to be imported: the file itself is the body, as application/octet-stream. What it is is seen from its content.",
    th: "ส่งแฟ้มเพื่อนำเข้า โดยส่งตัวแฟ้มเป็นเนื้อหาคำขอชนิด application/octet-stream ระบบตรวจรูปแบบจากเนื้อหา",
  },
  query: z.strictObject({
    ...lang.shape,
    name: z.string().min(1).max(200),
    source: z
      .string()
      .regex(/^[A-Za-z0-9][\w.-]{0,63}$/)
      .optional(),
    as_of: Day.optional(),
  }),
  takes: "file",
  answer: Job,
  problems: ["bad-body", "body-too-large", "too-busy"],
  async respond({ c, house, casebook, person, query }) {
    const body = c.req.raw.body as unknown as ReadableStream | null;
    if (!body) throw new UserError("bad-body", { what: { en: "no file was sent", th: "ไม่ได้ส่งแฟ้ม" }, exit: "usage" });
    const path = await receive(house.workspace, query.name, body);
    if (c.req.raw.signal.aborted) forget(path);
    return c.body(...told(startImport({ workspace: house.workspace, casebook, actor: person.name }, path, query)));
  },
});

export const startARun = operation({
  name: "startRun",
  path: "/v1/runs",
  method: "post",
  says: { en: "Judge everything in the canon, in the background.", th: "เริ่มรอบการประเมินข้อมูลทั้งหมดในเบื้องหลัง" },
  query: lang,
  body: z
    .strictObject({
      profile: z
        .string()
        .regex(/^[a-z][\w.-]{0,63}$/)
        .meta({ description: "default, thailand, or another profile" }),
      as_of: Day.optional(),
    })
    .meta({ id: "RunRequest" }),
  answer: Job,
  problems: ["too-busy"],
  respond: async ({ c, house, casebook, person, body }) =>
    c.body(...told(startRun({ workspace: house.workspace, casebook, actor: person.name }, body))),
});

export const job = operation({
  name: "getJob",
  path: "/v1/jobs/{id}",
  says: { en: "How an import or a run stands that was begun here.", th: "สถานะของการนำเข้าหรือการประเมินที่เริ่มไว้" },
  query: lang,
  answer: Job,
  problems: ["job-unknown"],
  async respond({ c, casebook, id }) {
    const found = jobState(casebook, id);
    if (!found) throw new UserError("job-unknown", { what: { en: "there is no such job", th: "ไม่มีงานนี้" }, exit: "noInput" });
    return c.body(JSON.stringify(found), 200, { "Content-Type": "application/json", "Cache-Control": "no-store" });
  },
});
