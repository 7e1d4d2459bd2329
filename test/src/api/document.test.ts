import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { everyOperation } from "../../../src/api/api.ts";
import { documentOf } from "../../../src/api/document.ts";
import { examplesOf } from "../../../src/api/example.ts";
import { FORMATS } from "../../../src/api/format.ts";
import { PROBLEMS, ProblemShape } from "../../../src/api/problem.ts";
import { LANGUAGES } from "../../../src/text/text.ts";
import { type Served, servedSample } from "./served.ts";

const OPERATIONS = everyOperation();

interface Parameter {
  name: string;
  in: "query" | "path" | "header";
  required?: boolean;
  schema: { type?: string; enum?: string[]; pattern?: string; format?: string; minimum?: number; maximum?: number };
}
interface DescribedOperation {
  operationId: string;
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { example?: unknown }> };
  responses: Record<string, { content?: Record<string, unknown>; links?: Record<string, unknown> }>;
}
interface Described {
  paths: Record<string, Record<string, DescribedOperation>>;
}
const DOCUMENT = documentOf(OPERATIONS, "en") as Described;
const DOCUMENTED = Object.entries(DOCUMENT.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, it]) => ({ path, method: method.toUpperCase(), ...it })),
);

let served: Served;
/** Ids, names and codes that are really there. */
let real: string[];
beforeAll(async () => {
  served = await servedSample(60);
  const { items } = await served.json("/v1/flags?limit=40");
  real = [
    ...new Set<string>(
      items.flatMap((flag: Record<string, Record<string, string> & string>) => [
        flag.process_id,
        flag.contract_id,
        flag.buyer?.id,
        flag.buyer?.name,
        flag.supplier?.id,
        flag.supplier?.name,
        flag.indicator,
      ]),
    ),
    (await served.json("/v1/runs")).items[0].run_id,
  ].filter(Boolean);
});
afterAll(() => served.close());

const AWKWARD = [
  "' OR 1=1--",
  "'; drop table run.flag; --",
  '") or ("1"="1',
  "%",
  "_",
  "\\",
  "$buyer",
  "$1",
  "{{7*7}}",
  "../../etc/passwd",
  "/etc/passwd",
  "read_csv('/etc/passwd')",
  "(select 1)",
  "\u0000",
  "a\u0000b",
  "\uFEFF",
  "\u202E",
  "น้ํา",
  "🙂",
  "<script>alert(1)</script>",
  "1e999",
  "-0",
  "NaN",
  "9".repeat(400),
  "null",
  "undefined",
  "[object Object]",
  "__proto__",
  "=1+1",
  " ",
  "",
];

const fitting = ({ schema }: Parameter): fc.Arbitrary<string> => {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.type === "integer" || schema.type === "number")
    return fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 5000 }).map(String);
  if (schema.format === "date")
    return fc
      .date({ min: new Date("1990-01-01"), max: new Date("2060-01-01"), noInvalidDate: true })
      .map((day) => day.toISOString().slice(0, 10));
  if (schema.pattern?.includes("d{1,16}")) return fc.nat(10_000_000).map((amount) => `${amount}.00`);
  return fc.nat().map((index) => real[index % real.length]!);
};
const anything: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.constantFrom(...AWKWARD),
  fc.nat().map((index) => real[index % real.length]!),
);

/** A request of an operation: parameters that fit, and some that do not. */
const asking = (operation: (typeof DOCUMENTED)[number]): fc.Arbitrary<string> =>
  fc
    .tuple(
      ...(operation.parameters ?? [])
        .filter((parameter) => parameter.in !== "header")
        .map((parameter) =>
          fc
            .tuple(fc.oneof({ weight: 3, arbitrary: fitting(parameter) }, { weight: 1, arbitrary: anything }), fc.boolean())
            .map(([value, given]) => ({ parameter, value, given: given || parameter.required === true })),
        ),
      fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: anything }),
    )
    .map((chosen) => {
      const stranger = chosen.at(-1) as string | undefined;
      const query = new URLSearchParams();
      let path = operation.path;
      for (const { parameter, value, given } of chosen.slice(0, -1) as { parameter: Parameter; value: string; given: boolean }[]) {
        if (parameter.in === "path") path = path.replace(`{${parameter.name}}`, encodeURIComponent(value) || "x");
        else if (given) query.append(parameter.name, value);
      }
      if (stranger !== undefined) query.append(stranger, "x");
      return `${path}?${query}`;
    });

const shapeOf = (operationId: string): z.ZodType => OPERATIONS.find(({ name }) => name === operationId.replace("export", "list"))!.answer;

/** What may be sent: what the document shows with something in it changed, and anything else. Imports and runs are begun elsewhere. */
const sending = ({ requestBody, operationId }: (typeof DOCUMENTED)[number]): fc.Arbitrary<RequestInit> => {
  if (!requestBody) return fc.constant({});
  const [[type, { example }]] = Object.entries(requestBody.content) as [[string, { example?: object }]];
  const junk = fc.oneof(fc.json(), fc.string({ unit: "binary", maxLength: 40 }));
  const near = fc
    .tuple(fc.constantFrom(...Object.keys(example ?? { x: 1 })), fc.jsonValue(), fc.boolean())
    .map(([name, value, whole]) => JSON.stringify(whole && operationId !== "startRun" ? example : { ...example, [name]: value, extra: 1 }));
  return fc
    .tuple(fc.oneof(junk, near), fc.constantFrom(type, type, type, "text/plain"))
    .map(([body, sent]) => ({ method: "POST", body: operationId === "startImport" ? "" : body, headers: { "content-type": sent } }));
};

async function isAsDocumented(operation: (typeof DOCUMENTED)[number], asked: string, init: RequestInit = {}): Promise<void> {
  const answer = await served.get(asked, init);
  const documented = operation.responses[answer.status];
  expect(answer.status, asked).toBeLessThan(500);
  expect(documented, `${asked} answered ${answer.status}`).toBeDefined();
  const type = answer.headers.get("content-type")!.split(";")[0]!;
  expect(Object.keys(documented!.content ?? {}), asked).toContain(type);
  if (!type.endsWith("json")) return void (await answer.arrayBuffer());
  const body = await answer.json();
  const shape = answer.ok ? shapeOf(operation.operationId) : ProblemShape;
  expect(shape.safeParse(body).error?.issues ?? [], asked).toEqual([]);
}

describe.each(DOCUMENTED)("$operationId", (operation) => {
  it("answers as documented whatever it is asked", async () => {
    await fc.assert(
      fc.asyncProperty(asking(operation), sending(operation), async (asked, init) => isAsDocumented(operation, asked, init)),
      { numRuns: operation.parameters?.length || operation.requestBody ? 25 : 2, seed: 7 },
    );
  });
});

describe("every parameter", () => {
  it("takes what was made to harm as a text or not at all, and never gives more rows for it", async () => {
    const { total } = await served.json("/v1/flags");
    const names = DOCUMENT.paths["/v1/flags"]!.get!.parameters!.map(({ name }) => name);
    for (const name of names) {
      for (const value of AWKWARD) {
        const answer = await served.get(`/v1/flags?${new URLSearchParams({ [name]: value })}`);
        expect(answer.status, `${name}=${value}`).toBeLessThan(500);
        const body = (await answer.json()) as { total?: { count: number } };
        if (answer.status === 200) expect(body.total!.count, `${name}=${value}`).toBeLessThanOrEqual(total.count);
      }
    }
  });
});

describe("the document", () => {
  it("names every address that is answered, and no other", async () => {
    for (const path of Object.keys(DOCUMENT.paths)) {
      const asked = path.replace("{format}", "csv").replace(/\{\w+\}/, "x");
      const answer = await served.get(asked, { method: "PUT" });
      expect([path, answer.status]).toEqual([path, 405]);
      const methods = Object.keys(DOCUMENT.paths[path]!).flatMap((method) => (method === "get" ? ["GET", "HEAD"] : ["POST"]));
      expect(answer.headers.get("allow")?.split(", ")).toEqual([...methods, "OPTIONS"]);
    }
    expect(DOCUMENTED.filter(({ path }) => !path.endsWith(".{format}"))).toHaveLength(OPERATIONS.length);
  });

  it("says of each place whether it may be null, and of no named shape that it may be so everywhere", () => {
    const named = Object.entries(
      (DOCUMENT as unknown as { components: { schemas: Record<string, { type?: unknown }> } }).components.schemas,
    );
    expect(named.filter(([, { type }]) => Array.isArray(type) && type.includes("null")).map(([name]) => name)).toEqual([]);
  });

  it("leads only to operations there are, by parameters they have", () => {
    const found = DOCUMENTED.flatMap(({ responses }) =>
      Object.values(responses).flatMap(({ links }) => Object.values(links ?? {}) as { operationId: string; parameters?: object }[]),
    );
    expect(found.length).toBeGreaterThan(20);
    for (const { operationId, parameters } of found) {
      const to = DOCUMENTED.find((it) => it.operationId === operationId);
      const names = to?.parameters?.map((it) => `${it.in}.${it.name}`) ?? [];
      for (const name of Object.keys(parameters ?? {})) expect([operationId, names]).toEqual([operationId, expect.arrayContaining([name])]);
      expect([operationId, to === undefined]).toEqual([operationId, false]);
    }
  });

  it.each(LANGUAGES)("has examples in %s that fit their shapes", (language) => {
    const examples = examplesOf(language);
    for (const [name, example] of Object.entries(examples))
      expect([name, shapeOf(name).safeParse(example).error?.issues]).toEqual([name, undefined]);
    const without = [
      "listIndicators",
      "getIndicator",
      "getMetrics",
      "getDocs",
      "getDocsStyle",
      "getOpenApi",
      "getViewFeed",
      "getBuyerFeed",
      "getSupplierFeed",
    ];
    expect(Object.keys(examples).sort()).toEqual(
      OPERATIONS.map(({ name }) => name)
        .filter((name) => !without.includes(name))
        .sort(),
    );
  });

  it("has a page in both languages where every trouble has its place", async () => {
    for (const language of LANGUAGES) {
      const page = await (await served.get(`/docs?lang=${language}`)).text();
      for (const code of Object.keys(PROBLEMS)) expect(page).toContain(`id="${code}"`);
      for (const format of Object.keys(FORMATS)) expect(page).toContain(format);
      expect(page).not.toMatch(/(src|href)="https?:/);
    }
  });
});
