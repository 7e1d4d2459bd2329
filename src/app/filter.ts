// The filters: the same words on the command line, in URLs and in the page.
import { z } from "zod";
import type { Param, Params } from "../db.ts";
import { partyNamed, soughtIn } from "./search.ts";

const day = z.iso.date();
const amount = z.string().regex(/^\d{1,16}(\.\d{1,2})?$/, "an amount such as 500000 or 500000.00");

export const Filter = z.strictObject({
  indicator: z
    .string()
    .regex(/^([a-z][a-z0-9_]*:)?[A-Z]\d{3}$/)
    .optional(),
  buyer: z.string().max(500).optional(),
  supplier: z.string().max(500).optional(),
  process: z.string().max(500).optional(),
  contract: z.string().max(500).optional(),
  project: z.string().max(500).optional(),
  year: z.coerce.number().int().min(1900).max(3000).optional(),
  province: z.string().max(100).optional(),
  method: z.enum(["open", "selective", "limited", "direct"]).optional(),
  category: z.enum(["goods", "services", "works"]).optional(),
  level: z.enum(["low", "medium", "high"]).optional(),
  contract_status: z.enum(["pending", "active", "terminated", "cancelled"]).optional(),
  min_amount: amount.optional(),
  max_amount: amount.optional(),
  from: day.optional(),
  to: day.optional(),
  q: z.string().max(200).optional(),
});
export type Filter = z.infer<typeof Filter>;

/** The processes of an infrastructure project whose id is bound to `p`. */
export const processesOf = (p: string): string =>
  `select linked.process_id from canon.project_process join canon.project using (project_key) join canon.process as linked using (process_key) where project_id = ${p}`;

/** Where the filters' columns stand: SQL expressions over a query that joins process, tender, contract, buyer and supplier. */
const CONDITIONS: { [Name in keyof Omit<Filter, "q">]-?: (name: string) => string } = {
  indicator: (p) => `flag.indicator = ${p}`,
  buyer: (p) =>
    `(buyer.party_id = ${p} or buyer.party_key in (select party_key from run.party_sought where ${partyNamed("buyer", `${p}_sought`)}))`,
  supplier: (p) =>
    `(supplier.party_id = ${p} or supplier.party_key in (select party_key from run.party_sought where ${partyNamed("supplier", `${p}_sought`)}))`,
  process: (p) => `process.process_id = ${p}`,
  contract: (p) => `contract.contract_id = ${p}`,
  project: (p) => `process.process_id in (${processesOf(p)})`,
  year: (p) => `fiscal_year = ${p}`,
  province: (p) => `process.buyer_province = ${p}`,
  method: (p) => `tender.procurement_method = ${p}`,
  category: (p) => `process.category = ${p}`,
  level: (p) => `outcome.level = ${p}`,
  contract_status: (p) => `contract.status = ${p}`,
  min_amount: (p) => `amount >= ${p}::decimal(18, 2)`,
  max_amount: (p) => `amount <= ${p}::decimal(18, 2)`,
  from: (p) => `contract.signed_on >= ${p}::date`,
  to: (p) => `contract.signed_on <= ${p}::date`,
};

/** A condition and its parameters; values are only ever bound. A Thai year is taken for what it means: 2568 is 2025. */
export function whereOf(filter: Omit<Filter, "q">, columns: { amount: string; fiscal_year: string }): { sql: string; params: Params } {
  const params: Record<string, Param> = {};
  const conditions: string[] = ["true"];
  for (const [name, value] of Object.entries(filter) as [keyof typeof CONDITIONS, string | number | undefined][]) {
    if (value === undefined) continue;
    conditions.push(
      CONDITIONS[name](`$${name}`).replace(/\b(amount|fiscal_year)\b(?= [<>=])/g, (word) => columns[word as keyof typeof columns]),
    );
    params[name] = typeof value === "number" ? { type: "integer", value: value > 2400 ? value - 543 : value } : { type: "text", value };
    if (name === "buyer" || name === "supplier") params[`${name}_sought`] = { type: "text", value: soughtIn(String(value)) };
  }
  return { sql: conditions.join(" and "), params };
}
