// What a report is: one folder of reports/, three files. Found by being there; nothing else names it.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { parse } from "yaml";
import { z } from "zod";
import { UserError } from "../error.ts";
import { packaged } from "../package-root.ts";
import { Text } from "../text/text.ts";
import type { Look } from "./view.ts";

const Setting = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("integer"), default: z.int(), min: z.int(), max: z.int(), means: Text }),
  z.strictObject({ type: z.literal("choice"), default: z.string(), of: z.array(z.string()).min(2), means: Text }),
  z.strictObject({ type: z.literal("text"), default: z.string(), means: Text }),
]);

const ReportFile = z.strictObject({
  title: Text,
  /** Who it is for. */
  for: Text,
  /** The question it answers. */
  answers: Text,
  /** Filters without one of which it makes no sense. */
  needs: z.array(z.string()).default([]),
  settings: z.record(z.string().regex(/^[a-z][a-z_]*$/), Setting).default({}),
  /** Its leads: flags that pass the filters themselves, all that touch a contract in scope, or those of infrastructure projects and their contracts. */
  leads: z.enum(["own", "touching", "projects"]).default("own"),
  /** The table that the CSV holds, one fact a row. */
  main: z.string().default("leads"),
});

/** One named select of a report.sql. */
export interface NamedQuery {
  name: string;
  sql: string;
}

export interface Report extends z.infer<typeof ReportFile> {
  name: string;
  queries: readonly NamedQuery[];
}

/** Cuts a file into its selects, each under a line `-- name: what_it_gives`. */
export function namedQueries(text: string, file: string): NamedQuery[] {
  const parts = text.split(/^-- name: *(\w+) *$/m);
  const found: NamedQuery[] = [];
  for (let at = 1; at < parts.length; at += 2) found.push({ name: parts[at]!, sql: parts[at + 1]!.trim().replace(/;$/, "") });
  const names = found.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice || found.some(({ sql }) => !sql)) throw invalid(file, twice ? `${twice} stands twice` : "a name without a select");
  return found;
}

const invalid = (where: string, what: string): UserError => new UserError("report-invalid", { what, where, exit: "configuration" });

const FOLDER = "reports";

/** Names of the reports that are here, in order. */
export const reportNames = (): string[] =>
  readdirSync(packaged(FOLDER), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(packaged(`${FOLDER}/${entry.name}/report.yaml`)))
    .map(({ name }) => name)
    .sort();

/** Reads a report; one that is not here is refused with those that are. */
export function loadReport(name: string): Report {
  const names = reportNames();
  if (!names.includes(name)) {
    throw new UserError("report-unknown", {
      what: { en: `there is no report "${name}"`, th: `ไม่มีรายงาน "${name}"` },
      remedy: { en: `choose one of: ${names.join(", ")}`, th: `เลือกจาก: ${names.join(", ")}` },
      exit: "noInput",
    });
  }
  const file = packaged(`${FOLDER}/${name}/report.yaml`);
  const read = ReportFile.safeParse(parse(readFileSync(file, "utf8")));
  if (!read.success) throw invalid(file, z.prettifyError(read.error));
  const sql = packaged(`${FOLDER}/${name}/report.sql`);
  return { name, ...read.data, queries: namedQueries(readFileSync(sql, "utf8"), sql) };
}

/** How a report looks: its report.tsx, as written where the sources run, as built where the program does. */
export async function lookOf(name: string): Promise<Look> {
  const fromSource = import.meta.url.endsWith(".ts");
  const file = packaged(fromSource ? `${FOLDER}/${name}/report.tsx` : `dist/${FOLDER}/${name}/report.js`);
  const { default: look } = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as { default: Look };
  return look;
}
