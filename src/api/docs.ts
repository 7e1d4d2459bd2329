// GET /docs: the document as a page that needs nothing from elsewhere, and every trouble with an address of its own.
import { html } from "hono/html";
import { z } from "zod";
import { LANGUAGES, type Language, type Text } from "../text/text.ts";
import { REQUEST_KEY, RequestKey } from "./body.ts";
import { examplesOf, SENT } from "./example.ts";
import { FORMATS } from "./format.ts";
import { type Operation, operation } from "./operation.ts";
import { PARAMETERS } from "./parameter.ts";
import { PROBLEMS } from "./problem.ts";
import { DISCLAIMER } from "./shape.ts";

const WORDS = {
  title: { en: "The jabta API", th: "API ของจับตา" },
  document: { en: "OpenAPI document", th: "เอกสาร OpenAPI" },
  parameter: { en: "parameter", th: "พารามิเตอร์" },
  means: { en: "means", th: "ความหมาย" },
  takes: { en: "takes", th: "ค่าที่รับ" },
  formats: { en: "Formats, by suffix or Accept", th: "รูปแบบ ตามนามสกุลหรือ Accept" },
  example: { en: "Example (made up)", th: "ตัวอย่าง (ข้อมูลสมมติ)" },
  sent: { en: "What is sent (made up)", th: "ข้อมูลที่ส่ง (ข้อมูลสมมติ)" },
  troubles: { en: "Troubles", th: "ข้อขัดข้อง" },
} as const satisfies Record<string, Text>;

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
pre, code { font: 0.875rem/1.4 ui-monospace, monospace; overflow-wrap: anywhere; white-space: pre-wrap }
table { border-collapse: collapse; width: 100% } td, th { text-align: left; vertical-align: top; padding: 0.25rem 1rem 0.25rem 0 }
section { border-top: 1px solid; margin-top: 2rem }
:target { outline: 2px solid; outline-offset: 4px }`;

/** What a parameter takes, in the words of its JSON schema. */
function takes(shape: z.ZodType): string {
  const {
    enum: among,
    pattern,
    format,
    minimum,
    maximum,
    type,
  } = z.toJSONSchema(shape, { io: "input", unrepresentable: "any" }) as Record<string, unknown>;
  if (Array.isArray(among)) return among.join(" | ");
  const range = minimum === undefined && maximum === undefined ? "" : ` ${minimum ?? ""}…${maximum ?? ""}`;
  return `${format ?? pattern ?? type ?? ""}${range}`;
}

function section(it: Operation, language: Language, example: unknown) {
  const path = /\{(\w+)\}$/.exec(it.path)?.[1];
  const rows = [
    ...(path ? [[path, z.string()] as const] : []),
    ...(Object.entries(it.query.shape) as [string, z.ZodType][]),
    ...(it.method === "post" ? [[REQUEST_KEY, RequestKey] as const] : []),
  ];
  return html`<section id="${it.name}">
<h2><code>${(it.method ?? "get").toUpperCase()} ${it.path}</code></h2>
<p>${it.says[language]}</p>
${it.tabular ? html`<p>${WORDS.formats[language]}: <code>${Object.keys(FORMATS).join(" ")}</code></p>` : ""}
${
  rows.length
    ? html`<table><tr><th>${WORDS.parameter[language]}</th><th>${WORDS.means[language]}</th><th>${WORDS.takes[language]}</th></tr>
${rows.map(([name, shape]) => html`<tr><td><code>${name}</code></td><td>${PARAMETERS[name as keyof typeof PARAMETERS]?.[language]}</td><td><code>${takes(shape)}</code></td></tr>\n`)}</table>`
    : ""
}
${it.body ? html`<p>${WORDS.sent[language]}</p><pre>${JSON.stringify(SENT[it.name], null, 2)}</pre>` : ""}
${example === undefined ? "" : html`<details><summary>${WORDS.example[language]}</summary><pre>${JSON.stringify(example, null, 2)}</pre></details>`}
</section>`;
}

function page(operations: readonly Operation[], language: Language) {
  const examples = examplesOf(language);
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${WORDS.title[language]}</title>
<link rel="stylesheet" href="/docs.css"></head><body>
<h1>${WORDS.title[language]}</h1>
<p>${DISCLAIMER[language]}</p>
<p><a href="/openapi.json?lang=${language}">${WORDS.document[language]}</a> · <a href="/docs?lang=en">English</a> · <a href="/docs?lang=th">ภาษาไทย</a></p>
${operations.map((it) => section(it, language, examples[it.name]))}
<section><h2>${WORDS.troubles[language]}</h2><table>
${Object.entries(PROBLEMS).map(([code, { status, title }]) => html`<tr id="${code}"><td>${status}</td><td><code>${code}</code></td><td>${title[language]}</td></tr>\n`)}</table></section>
</body></html>`;
}

/** The operations that serve the page and its style. */
export function docsOperations(others: readonly Operation[]): Operation[] {
  return [
    operation({
      name: "getDocs",
      path: "/docs",
      says: { en: "This API as a page.", th: "เอกสาร API สำหรับอ่าน" },
      query: z.strictObject({ lang: z.enum(LANGUAGES).optional() }),
      type: "text/html; charset=utf-8",
      answer: z.string(),
      problems: [],
      respond: async ({ c, language }) => c.html(await page(others, language), 200, { "Content-Language": language }),
    }),
    operation({
      name: "getDocsStyle",
      path: "/docs.css",
      says: { en: "The style of that page.", th: "รูปแบบของเอกสาร API" },
      query: z.strictObject({}),
      type: "text/css; charset=utf-8",
      answer: z.string(),
      problems: [],
      respond: async ({ c }) => c.body(STYLE, 200, { "Content-Type": "text/css; charset=utf-8" }),
    }),
  ];
}
