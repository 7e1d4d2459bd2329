// Lays the lists of a finished run: every flag with its sentence in both languages, the order of review, and totals.
import { readFileSync } from "node:fs";
import type { Indicator } from "../catalogue/indicator.ts";
import { type Db, literal } from "../db.ts";
import { packaged } from "../package-root.ts";
import { labelOf } from "../text/codelist.ts";
import { say } from "../text/text.ts";
import { teachSearch } from "./search.ts";
import { DIMENSIONS, statSql } from "./stat-table.ts";

/** Between the English and the Thai sentence of a flag; no text of either holds it. */
const BETWEEN = "\u001F";

/** Fills run.flag_list, run.subject, run.queue_list and run.stat; `db` has canon, law and run laid, results and scores in place. */
export async function publish(db: Db, indicators: readonly Indicator[]): Promise<void> {
  const says = new Map(indicators.map((indicator) => [indicator.id, indicator.says]));
  db.define("say_flag", 2, (code, evidence) => {
    const text = says.get(code);
    if (!text) return BETWEEN;
    const facts = JSON.parse(evidence) as Record<string, unknown>;
    return say(text, facts, "en", labelOf) + BETWEEN + say(text, facts, "th", labelOf);
  });
  teachSearch(db);
  const titles = indicators.map(({ id, title }) => `(${[id, title.en, title.th].map(literal).join(", ")})`);
  await db.run("create or replace temp table indicator_title (indicator varchar, en varchar, th varchar)");
  if (titles.length) await db.run(`insert into indicator_title values ${titles.join(", ")}`);
  await db.run(readFileSync(packaged("src/app/publish.sql"), "utf8"));
  await db.run(readFileSync(packaged("src/app/warning.sql"), "utf8"));
  for (const dimension of DIMENSIONS) {
    await db.run(`insert into run.stat select ${literal(dimension)}, * from (${statSql(dimension, "true")}) order by rank`);
  }
}
