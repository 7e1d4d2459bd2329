// Early warning as a table: contracts, or projects, that still run, those with most signs first.

import { UserError } from "../error.ts";
import type { Filter } from "./filter.ts";
import type { Generation } from "./generation.ts";
import { listCondition } from "./list-filter.ts";
import { columns, type Table } from "./table.ts";

export const WARNED_KINDS = ["contract", "project"] as const;
export type WarnedKind = (typeof WARNED_KINDS)[number];

const SEEN = {
  days_left: "integer",
  elapsed_share: "number",
  spent_share: "number",
  progress_share: "number",
  paid_amount: "amount",
  slippage_days: "integer",
  late_milestones: "integer",
  milestones: "integer",
} as const;

const CONTRACTS = columns({
  rank: "integer",
  subject_id: ["text", "contract_id"],
  process_id: "text",
  title: "text",
  "buyer.id": "text",
  "buyer.name": "text",
  "buyer.kind": "text",
  "supplier.id": "text",
  "supplier.name": "text",
  "supplier.kind": "text",
  amount: "amount",
  currency: "text",
  starts_on: "day",
  first_ends_on: "day",
  ends_on: "day",
  ...SEEN,
  extensions: "integer",
  extension_days: "integer",
  pending_extensions: "integer",
  end_low_on: "day",
  end_middle_on: "day",
  end_high_on: "day",
  cost_low_amount: "amount",
  cost_middle_amount: "amount",
  cost_high_amount: "amount",
  time_like: "integer",
  cost_like: "integer",
  signals: "texts",
  lacking: "texts",
});

const PROJECTS = columns({
  rank: "integer",
  subject_id: ["text", "project_id"],
  title: "text",
  status: "text",
  amount: "amount",
  currency: "text",
  starts_on: "day",
  ends_on: "day",
  ...SEEN,
  progress_on: "day",
  contracts: "integer",
  contracted_amount: "amount",
  last_ends_on: "day",
  warned_contracts: "integer",
  signals: "texts",
  lacking: "texts",
});

/** What still runs and passes the filters; of projects, none narrows the list. */
export async function warningTable(generation: Generation, filter: Filter, kind: WarnedKind = "contract"): Promise<Table> {
  const { indicator, level, ...rest } = filter;
  const refused = kind === "project" ? Object.keys(filter).filter((name) => filter[name as keyof Filter] !== undefined) : [];
  if (indicator) refused.push("indicator");
  if (level) refused.push("level");
  if (refused.length)
    throw new UserError("filter-invalid", {
      what: { en: `early warning has no filter ${refused.join(", ")} here`, th: `รายการเตือนล่วงหน้าไม่มีเงื่อนไข ${refused.join(", ")}` },
      remedy: { en: "take it away", th: "นำเงื่อนไขนั้นออก" },
      exit: "usage",
    });
  if (kind === "project") return { columns: PROJECTS, from: "run.project_warning_list", where: "true", params: {} };
  const condition = await listCondition(generation, rest, {
    indicator: "",
    level: "",
    contract_status: "status",
    seek: { list: "run.warning_list" },
  });
  return { columns: CONTRACTS, from: "run.warning_list", ...condition };
}
