// GET /openapi.json: the document, made from the operations' own shapes, with its sentences in the reader's language.
import { OpenAPIHono } from "@hono/zod-openapi";
import { z } from "zod";
import { JABTA_VERSION } from "../package-root.ts";
import { LANGUAGES, type Language, type Text } from "../text/text.ts";
import { FILE_TYPE, FileSent, REQUEST_KEY, RequestKey } from "./body.ts";
import { examplesOf, SENT } from "./example.ts";
import { FORMATS, type Format } from "./format.ts";
import { linksOf } from "./leads.ts";
import { type Operation, operation } from "./operation.ts";
import { PARAMETERS } from "./parameter.ts";
import { PROBLEMS, type ProblemCode, ProblemShape } from "./problem.ts";

const ABOUT: Text = {
  en: "Reads public procurement records, asks each purchase the same fair questions, and shows what the data say and where it was read. A flag is a reason to look, not a verdict. Money is text beside its currency; days are ISO; a score never travels without what it was judged on.",
  th: "อ่านข้อมูลการจัดซื้อจัดจ้างภาครัฐ ตั้งคำถามเดียวกันกับทุกรายการ และแสดงสิ่งที่ข้อมูลบอกพร้อมแหล่งที่อ่าน ข้อสังเกตเป็นเหตุให้ตรวจทาน มิใช่ข้อสรุป จำนวนเงินเป็นข้อความคู่กับสกุลเงิน วันที่เป็น ISO และคะแนนแสดงคู่กับจำนวนที่ประเมินได้เสมอ",
};

const UNCHANGED: Text = { en: "The reader holds this answer already.", th: "ผู้อ่านมีคำตอบนี้อยู่แล้ว" };
const PART: Text = { en: "The bytes of a Parquet file that were asked for.", th: "ส่วนของแฟ้ม Parquet ตามที่ร้องขอ" };
const BEYOND: Text = { en: "The file ends before the bytes asked for.", th: "ส่วนที่ร้องขออยู่เกินท้ายแฟ้ม" };

/** Troubles that any operation may answer with. */
const ALWAYS: readonly ProblemCode[] = [
  "bad-parameter",
  "sign-in",
  "key-refused",
  "forbidden",
  "method-not-allowed",
  "too-many-requests",
  "host-refused",
  "headers-too-large",
  "internal",
];

/** Troubles of everything that is sent. */
const ON_WRITE: readonly ProblemCode[] = [
  "bad-body",
  "origin-refused",
  "request-under-way",
  "body-too-large",
  "unsupported-media-type",
  "request-key-reused",
];

const described = (name: string, shape: z.ZodType, language: Language): z.ZodType => {
  const means = PARAMETERS[name as keyof typeof PARAMETERS];
  return means ? shape.meta({ description: means[language] }) : shape;
};

function troublesOf(it: Operation, language: Language) {
  const codes = [...ALWAYS, ...(it.method === "post" ? ON_WRITE : []), ...it.problems];
  const statuses = [...new Set(codes.map((code) => PROBLEMS[code].status))].sort();
  return statuses.map((status) => [
    status,
    {
      description: codes
        .filter((code) => PROBLEMS[code].status === status)
        .map((code) => `${code}: ${PROBLEMS[code].title[language]}`)
        .join(" "),
      content: { "application/problem+json": { schema: ProblemShape } },
    },
  ]);
}

/** The answers of a table, in every format. */
const TABLE = Object.fromEntries(
  Object.entries(FORMATS)
    .filter(([name]) => name !== "json")
    .map(([, [type]]) => [type, { schema: z.string() }]),
);

const HEADERS = {
  ETag: { schema: { type: "string" as const } },
  "Run-Id": { schema: { type: "string" as const } },
  Link: { schema: { type: "string" as const } },
};

/** What is sent to an operation. */
function bodyOf({ body, takes, name }: Operation, examples: Record<string, unknown> = SENT) {
  if (takes === "file") return { body: { required: true, content: { [FILE_TYPE]: { schema: FileSent } } } };
  return body ? { body: { required: true, content: { "application/json": { schema: body, example: examples[name] } } } } : {};
}

function answersOf(it: Operation, language: Language, example: unknown) {
  const json = { schema: it.answer, ...(example === undefined ? {} : { example }) };
  const links = linksOf(it.name);
  const ofRun = "run" in it.query.shape || it.path.startsWith("/v1/feeds/");
  return {
    [it.method === "post" ? (it.status ?? 202) : 200]: {
      description: it.says[language],
      content: { [it.type?.split(";")[0] ?? "application/json"]: json, ...(it.tabular ? TABLE : {}) },
      ...(ofRun ? { headers: HEADERS } : {}),
      ...(links ? { links } : {}),
    },
    ...(it.tabular ? { 206: { description: PART[language], content: { [FORMATS.parquet[0]]: { schema: z.string() } } } } : {}),
    ...(ofRun ? { 304: { description: UNCHANGED[language] } } : {}),
    ...(it.tabular ? { 416: { description: BEYOND[language] } } : {}),
  };
}

/** The OpenAPI 3.1 document of these operations. */
export function documentOf(operations: readonly Operation[], language: Language): object {
  const paper = new OpenAPIHono();
  const examples = examplesOf(language);
  for (const it of operations) {
    const inPath = /\{(\w+)\}$/.exec(it.path)?.[1];
    const query = Object.entries(it.query.shape).map(([name, shape]) => [name, described(name, shape as z.ZodType, language)]);
    const place = { query: z.strictObject(Object.fromEntries(query)) };
    const common = {
      method: it.method ?? ("get" as const),
      summary: it.says[language],
      ...(it.path.startsWith("/v1/") || it.name === "getMetrics"
        ? { security: it.name === "listPublished" ? [{}, { key: [] }] : [{ key: [] }] }
        : {}),
      responses: { ...answersOf(it, language, examples[it.name]), ...Object.fromEntries(troublesOf(it, language)) },
    };
    paper.openAPIRegistry.registerPath({
      ...common,
      path: it.path,
      operationId: it.name,
      request: {
        ...place,
        ...bodyOf(it),
        ...(it.method === "post"
          ? { headers: z.strictObject({ [REQUEST_KEY]: described(REQUEST_KEY, RequestKey.optional(), language) }) }
          : {}),
        ...(inPath ? { params: z.strictObject({ [inPath]: described(inPath, z.string(), language) }) } : {}),
      },
    });
    if (!it.tabular) continue;
    paper.openAPIRegistry.registerPath({
      ...common,
      path: `${it.path}.{format}`,
      operationId: it.name.replace("list", "export"),
      request: { ...place, params: z.strictObject({ format: described("format", z.enum(Object.keys(FORMATS) as [Format]), language) }) },
    });
  }
  paper.openAPIRegistry.registerComponent("securitySchemes", "key", { type: "http", scheme: "bearer" });
  return paper.getOpenAPI31Document({
    openapi: "3.1.0",
    info: { title: "jabta", version: JABTA_VERSION, description: ABOUT[language], license: { name: "Apache-2.0" } },
    servers: [{ url: "/" }],
  });
}

/** The operation that serves the document of the others and of itself. */
export function documentOperation(others: readonly Operation[]): Operation {
  const made = new Map<Language, string>();
  const own: Operation = operation({
    name: "getOpenApi",
    path: "/openapi.json",
    says: { en: "This document.", th: "เอกสารนี้" },
    query: z.strictObject({ lang: z.enum(LANGUAGES).optional() }),
    answer: z.looseObject({ openapi: z.string() }),
    problems: [],
    async respond({ c, language }) {
      if (!made.has(language)) made.set(language, JSON.stringify(documentOf([...others, own], language)));
      return c.body(made.get(language)!, 200, { "Content-Type": "application/json", "Content-Language": language });
    },
  });
  return own;
}
