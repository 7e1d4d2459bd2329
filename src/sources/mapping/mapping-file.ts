// The mapping file: which column of a table fills which field of an OCDS release. Written by people, so its faults are told in their words.

import { parse, YAMLParseError } from "yaml";
import { z } from "zod";
import { UserError } from "../../error.ts";

const Heading = z.string().min(1);
const Filter = z.record(Heading, z.union([z.string(), z.array(z.string()).min(1)]));

const FromColumn = z.strictObject({
  column: Heading,
  /** How the cell is read: Thai and grouped numbers, days and years of both eras, an id however its digits and vowels were typed. */
  as: z.enum(["text", "money", "number", "percent", "date", "year", "id"]).default("text"),
  /** The table's words in ours; a word that is not listed is left out and counted. */
  values: z.record(z.string(), z.string()).optional(),
  /** Only for rows in which these columns hold one of these words. */
  when: Filter.optional(),
});
const FromColumns = z.strictObject({
  columns: z.array(Heading).min(1),
  separator: z.string().default("/"),
  as: z.enum(["text", "id"]).default("text"),
  when: Filter.optional(),
});
const Constant = z.strictObject({ constant: z.union([z.string(), z.number()]) });
const Column = z.union([Heading, FromColumn, FromColumns, Constant]);

const PATH = /^[a-zA-Z]\w*(?:\/(?:[a-zA-Z]\w*|\d{1,4}))*$/;

const MappingFile = z.strictObject({
  source: z.string().regex(/^[a-z][a-z0-9-]*$/, "use small letters, digits and hyphens"),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, "use the two capital letters of ISO 3166-1, such as TH")
    .nullable()
    .default(null),
  title: z.string().optional(),
  /** Columns that every row must fill: who saw it, where and when. */
  required: z.array(Heading).default([]),
  columns: z.record(z.string().regex(PATH, "write a path as tender/value/amount or bids/details/0/id"), Column),
});

/** How one field is filled. */
export type FieldSource =
  | { constant: string | number }
  | {
      columns: string[];
      separator: string;
      as: z.infer<typeof FromColumn>["as"];
      values?: Record<string, string>;
      when?: z.infer<typeof Filter>;
    };

export interface Mapping {
  /** The name of the file, for messages. */
  name: string;
  /** What it reads, in its author's words; the name where these are missing. */
  title: string;
  source: string;
  country: string | null;
  required: readonly string[];
  /** Whether its rows tell of parties, countries or currencies, and of no process. */
  isRegister: boolean;
  fields: ReadonlyMap<string, FieldSource>;
}

/** Reads and checks a mapping file. */
export function readMapping(text: string, name: string): Mapping {
  const checked = MappingFile.safeParse(yamlOf(text, name));
  if (!checked.success) {
    const issue = checked.error.issues[0]!;
    throw invalid(name, issue.path.join(" → "), messageOf(issue));
  }
  const { source, country, title, required, columns } = checked.data;
  const paths = Object.keys(columns);
  for (const path of paths) {
    const inside = paths.find((other) => other.startsWith(`${path}/`));
    if (inside) throw invalid(name, `columns → ${path}`, `\`${path}\` cannot hold a text and also \`${inside}\``);
  }
  const isRegister = paths.some((path) => /^(?:register|listings|rates)\//.test(path));
  if (!isRegister && !columns.ocid) throw invalid(name, "columns", "no column fills `ocid`, the number of the process");
  return {
    name,
    title: title ?? name,
    source,
    country,
    required,
    isRegister,
    fields: new Map(Object.entries(columns).map(([path, column]) => [path, fieldSource(column)])),
  };
}

/** The headings a mapping reads. */
export function headingsOf(mapping: Mapping): Set<string> {
  const headings = new Set(mapping.required);
  for (const field of mapping.fields.values()) {
    if ("constant" in field) continue;
    for (const heading of [...field.columns, ...Object.keys(field.when ?? {})]) headings.add(heading);
  }
  return headings;
}

function fieldSource(column: z.infer<typeof Column>): FieldSource {
  if (typeof column === "string") return { columns: [column], separator: "", as: "text" };
  if ("constant" in column) return column;
  const when = column.when ? { when: column.when } : {};
  if ("columns" in column) return { columns: column.columns, separator: column.separator, as: column.as, ...when };
  return { columns: [column.column], separator: "", as: column.as, ...(column.values && { values: column.values }), ...when };
}

function yamlOf(text: string, name: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    const line = error.linePos?.[0].line;
    throw invalid(name, line === undefined ? "" : `line ${line}`, error.message.split("\n")[0]!.replace(/:$/, ""));
  }
}

function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys") return `unknown key ${issue.keys.map((key) => `\`${key}\``).join(", ")}`;
  if (issue.code === "invalid_union") return "give a heading, {column: …}, {columns: […]} or {constant: …}";
  if (issue.code === "invalid_key") return issue.issues[0]?.message ?? issue.message;
  return issue.message;
}

function invalid(name: string, where: string, what: string): UserError {
  return new UserError("mapping-invalid", {
    what: `The mapping ${name} cannot be used: ${what}.`,
    ...(where && { where: `${name}, ${where}` }),
    remedy: "Compare it with data/mappings/bidders.yaml.",
    exit: "configuration",
  });
}
