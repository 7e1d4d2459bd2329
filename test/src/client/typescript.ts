// The types of the client, written from the document that the API serves.

// biome-ignore lint/suspicious/noExplicitAny: JSON schema as it comes.
type Schema = any;

const quoted = (name: string): string => (/^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name));

/** A schema as a type. */
export function typeOf(schema: Schema): string {
  if (
    schema === undefined ||
    schema === true ||
    Object.keys(schema).every((name) => ["description", "example", "examples", "nullable"].includes(name))
  )
    return "unknown";
  if (schema.$ref) return schema.$ref.split("/").at(-1);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value: unknown) => JSON.stringify(value)).join(" | ");
  const among = schema.anyOf ?? schema.oneOf;
  if (among) return among.map((it: Schema) => typeOf(it)).join(" | ");
  if (schema.allOf) return schema.allOf.map((it: Schema) => `(${typeOf(it)})`).join(" & ");
  if (Array.isArray(schema.type)) return schema.type.map((type: string) => typeOf({ ...schema, type })).join(" | ");
  switch (schema.type) {
    case "null":
      return "null";
    case "integer":
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    case "string":
      return "string";
    case "array":
      return `(${typeOf(schema.items)})[]`;
    case "object":
      return objectOf(schema);
    default:
      throw new Error(`no type for ${JSON.stringify(schema)}`);
  }
}

function objectOf({ properties = {}, required = [], additionalProperties }: Schema): string {
  const fields = Object.entries(properties).map(([name, it]) => `${quoted(name)}${required.includes(name) ? "" : "?"}: ${typeOf(it)}`);
  if (!fields.length) return `Record<string, ${typeof additionalProperties === "object" ? typeOf(additionalProperties) : "unknown"}>`;
  const open = additionalProperties === false || additionalProperties === undefined ? "" : "; [more: string]: unknown";
  return `{ ${fields.join("; ")}${open} }`;
}

interface Described {
  operationId: string;
  summary: string;
  parameters?: { name: string; in: string; required?: boolean; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}

function askedOf({ parameters = [], requestBody }: Described): string {
  const fields = parameters
    .filter((it) => it.in !== "header")
    .map(({ name, in: place, required, schema }) =>
      place === "path" ? "id: string" : `${quoted(name)}${required ? "" : "?"}: ${typeOf(schema)}`,
    );
  const [[kind, sent] = []] = Object.entries(requestBody?.content ?? {});
  if (sent) fields.push(`body: ${kind === "application/json" ? typeOf(sent.schema) : "Blob | Uint8Array"}`);
  return fields.length ? `{ ${fields.join("; ")} }` : "Record<never, never>";
}

const answerOf = ({ responses }: Described): string =>
  typeOf(Object.entries(responses).find(([status]) => status.startsWith("2"))![1].content!["application/json"]!.schema);

/** The whole file. */
export function typescriptOf(document: {
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, Schema> };
}): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, it]) =>
        Object.entries(it.responses).some(([status, { content }]) => status.startsWith("2") && content?.["application/json"]),
      )
      .filter(() => !path.endsWith(".{format}") && path !== "/openapi.json")
      .map(([method, it]) => ({ path, method: method.toUpperCase(), it })),
  );
  return [
    "// Made by `npm run docs` from the document that the API serves at /openapi.json.",
    "",
    ...Object.entries(document.components.schemas).map(([name, schema]) => `export type ${name} = ${typeOf(schema)};`),
    "",
    "export interface Operations {",
    ...operations.flatMap(({ it }) => [
      `  /** ${it.summary} */`,
      `  ${it.operationId}: { asked: ${askedOf(it)}; answer: ${answerOf(it)} };`,
    ]),
    "}",
    "",
    "export const PATHS = {",
    ...operations.map(({ path, method, it }) => `  ${it.operationId}: ["${method}", "${path}"],`),
    "} as const satisfies Record<keyof Operations, readonly [string, string]>;",
    "",
  ].join("\n");
}
