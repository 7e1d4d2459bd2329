// Flags as a table: worst first, with the sentence in the reader's language, evidence and addresses.
import type { Language } from "../text/text.ts";
import type { Filter } from "./filter.ts";
import type { Generation } from "./generation.ts";
import { listCondition } from "./list-filter.ts";
import { columns, type Table } from "./table.ts";

const of = (language: Language) =>
  columns({
    rank: "integer",
    flag_id: "text",
    indicator: "text",
    version: "integer",
    title: ["text", `title_${language}`],
    subject_kind: "text",
    subject_id: "text",
    value: "number",
    threshold: "number",
    level: "text",
    family: "text",
    maturity: "text",
    says: ["text", `says_${language}`],
    evidence: "json",
    seen_in: "json",
    process_id: "text",
    contract_id: "text",
    process_title: "text",
    "buyer.id": "text",
    "buyer.name": "text",
    "buyer.kind": "text",
    "supplier.id": "text",
    "supplier.name": "text",
    "supplier.kind": "text",
    amount: "amount",
    currency: "text",
    fiscal_year: "integer",
  });

/** The flags of a run that pass the filters. */
export async function flagTable(generation: Pick<Generation, "db">, filter: Filter, language: Language): Promise<Table> {
  const condition = await listCondition(generation, filter, {
    indicator: "indicator = $indicator",
    level: "level = $level",
    contract_status: "contract_status",
    subject: "subject_id",
    seek: { list: "run.flag_list" },
  });
  return { columns: of(language), from: "run.flag_list", ...condition };
}
