// GET /v1/datasets
import { z } from "zod";
import { datasets as read } from "../app/fields.ts";
import { reading } from "./operation.ts";
import { OfRun } from "./parameter.ts";
import { Count, Day, RunId } from "./shape.ts";

const Field = z.strictObject({
  field: z.string(),
  ocds: z.string().nullable(),
  label: z.string(),
  rows: Count,
  filled: Count,
  share: z.number().min(0).max(1).nullable(),
  unlocks: z.array(z.string()),
  helps: z.array(z.string()),
});

const Dataset = z
  .strictObject({
    source: z.string(),
    fields: z.array(Field),
    supported: z.array(z.string()),
    unsupported: z.array(z.strictObject({ indicator: z.string(), title: z.string(), missing: z.array(z.string()) })),
  })
  .meta({ id: "Dataset" });

export const datasets = reading({
  name: "listDatasets",
  path: "/v1/datasets",
  says: {
    en: "What each record set fills in, which indicators its fields support, and which missing field would unlock which.",
    th: "ข้อมูลที่แต่ละชุดระเบียนกรอกไว้ ตัวชี้วัดที่ข้อมูลรองรับ และข้อมูลที่ขาดซึ่งจะทำให้ประเมินตัวชี้วัดอื่นได้",
  },
  query: OfRun,
  answer: z.strictObject({ run_id: RunId, as_of: Day, items: z.array(Dataset) }),
  read: async (generation, { language }) => ({
    run_id: generation.run_id,
    as_of: generation.manifest.as_of,
    items: await read(generation.db, [...generation.indicators.values()], language),
  }),
});
