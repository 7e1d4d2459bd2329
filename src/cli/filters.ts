// The filters as options of commands: the same words as in URLs and in the page.
import type { Command } from "commander";
import { Filter } from "../app/filter.ts";
import { UserError } from "../error.ts";

const FILTERS = Object.keys(Filter.shape) as (keyof Filter)[];

/** Adds an option for each filter. */
export function withFilterOptions(command: Command): Command {
  for (const name of FILTERS) command.option(`--${name.replaceAll("_", "-")} <${name}>`, `only this ${name.replaceAll("_", " ")}`);
  return command;
}

/** The filters that were given, checked. */
export function filterOf(options: Record<string, unknown>): Filter {
  const camel = (name: string) => name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const given = Object.fromEntries(FILTERS.flatMap((name) => (options[camel(name)] === undefined ? [] : [[name, options[camel(name)]]])));
  const parsed = Filter.safeParse(given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  const option = `--${String(issue.path[0]).replaceAll("_", "-")}`;
  const choices = issue.code === "invalid_value" ? ` (${issue.values.join(", ")})` : "";
  throw new UserError("filter-invalid", {
    what: { en: `${option}: ${issue.message}`, th: `ค่าของ ${option} ใช้ไม่ได้${choices}` },
    remedy: { en: "see --help for the filters", th: "ดูเงื่อนไขที่ใช้ได้ด้วย --help" },
    exit: "usage",
  });
}
