// The order of review as a table, of contracts, processes, or whoever has many of them; no score without what it was judged on.
import { literal } from "../db.ts";
import { UserError } from "../error.ts";
import { ENTITY_KINDS, type EntityKind } from "../score/entity-score.ts";
import type { Filter } from "./filter.ts";
import type { Generation } from "./generation.ts";
import { listCondition } from "./list-filter.ts";
import { seeking } from "./search.ts";
import { columns, type Table } from "./table.ts";

/** What the queue is made of. */
export const QUEUE_KINDS = ["contract", "process", ...ENTITY_KINDS] as const;
export type QueueKind = (typeof QUEUE_KINDS)[number];
/** By the score, or by what a review is worth: score × amount × novelty × time left to act. */
export const QUEUE_ORDERS = ["score", "worth"] as const;
export type QueueOrder = (typeof QUEUE_ORDERS)[number];

const PLACE = { rank: ["integer", "place"], rank_low: "integer", rank_high: "integer" } as const;
const WORTH = { worth: "number", amount_times: "number", novelty: "number", time_left: "number", days_left: "integer" } as const;
const BUYER = { "buyer.id": "text", "buyer.name": "text", "buyer.kind": "text" } as const;

const CONTRACTS = columns({
  ...PLACE,
  subject_kind: "text",
  subject_id: "text",
  process_id: "text",
  title: "text",
  score: "number",
  judged: "integer",
  flagged: "integer",
  no_data: "integer",
  indicators: "texts",
  amount: "amount",
  currency: "text",
  ...WORTH,
  phase: "text",
  method: "text",
  signed_on: "day",
  ends_on: "day",
  status: "text",
  ...BUYER,
  "supplier.id": "text",
  "supplier.name": "text",
  "supplier.kind": "text",
});

const PROCESSES = columns({
  ...PLACE,
  subject_kind: "text",
  subject_id: "text",
  title: "text",
  score: "number",
  judged: "integer",
  flagged: "integer",
  no_data: "integer",
  indicators: "texts",
  contracts: "integer",
  amount: "amount",
  currency: "text",
  ...WORTH,
  method: "text",
  status: "text",
  ...BUYER,
});

const ENTITIES = columns({
  ...PLACE,
  subject_kind: ["text", "kind"],
  subject_id: "text",
  title: "text",
  party_kind: "text",
  score: "number",
  flagged: ["integer", "k"],
  judged: ["integer", "n"],
  share_low: "number",
  share_high: "number",
  shrunken_share: "number",
  contracts: "integer",
  no_data: "integer",
  indicators: "texts",
  families: "json",
  amount: "amount",
  flagged_amount: "amount",
  currency: "text",
  ...WORTH,
});

/** Patterns in which one of these indicators flags: there are few, and each item of the queue knows its own. */
async function patternsWith({ db }: Generation, codes: readonly string[]): Promise<string> {
  const rows = await db.rows<{ pattern: number }>("select pattern from run.pattern where list_has_any(flagged, $codes)", {
    codes: { type: "list", value: codes },
  });
  return rows.length ? `pattern in (${rows.map(({ pattern }) => pattern).join(", ")})` : "false";
}

const codesAt = async ({ db }: Generation, level: string): Promise<string[]> =>
  (
    await db.rows<{ indicator: string }>("select indicator from run.outcome where level = $level", {
      level: { type: "text", value: level },
    })
  ).map(({ indicator }) => indicator);

/** A relation in the order asked for: `rank` counts along the list, `place` is the rank by score. */
function ordered(from: string, order: QueueOrder): string {
  if (order === "worth") return `(select * exclude (rank), rank as place, worth_rank as rank from ${from} order by worth_rank)`;
  return `(select *, rank as place from ${from})`;
}

/** Filters that ask of a contract what a process or an entity does not have. */
const NOT_OF: Record<"process" | "entity", readonly (keyof Filter)[]> = {
  process: ["supplier", "contract", "contract_status", "from", "to"],
  entity: [
    "indicator",
    "buyer",
    "supplier",
    "process",
    "contract",
    "project",
    "year",
    "province",
    "bbox",
    "method",
    "category",
    "level",
    "contract_status",
    "min_amount",
    "max_amount",
    "from",
    "to",
  ],
};

function refuseOthers(filter: Filter, kind: QueueKind, refused: readonly (keyof Filter)[]): void {
  const met = refused.filter((name) => filter[name] !== undefined);
  if (!met.length) return;
  throw new UserError("filter-invalid", {
    what: { en: `a queue by ${kind} has no filter ${met.join(", ")}`, th: `รายการเรียงตาม ${kind} ไม่มีเงื่อนไข ${met.join(", ")}` },
    remedy: { en: "take it away, or ask for contracts", th: "นำเงื่อนไขนั้นออก หรือเรียกดูตามสัญญา" },
    exit: "usage",
  });
}

async function processTable(generation: Generation, filter: Filter, order: QueueOrder): Promise<Table> {
  refuseOthers(filter, "process", NOT_OF.process);
  const condition = await listCondition(generation, filter, {
    indicator: "list_contains(indicators, $indicator)",
    level: filter.level
      ? `list_has_any(indicators, [${(await codesAt(generation, filter.level)).map(literal).join(", ")}]::varchar[])`
      : "",
    contract_status: "",
    seek: { list: "run.process_list" },
  });
  return { columns: PROCESSES, from: ordered("run.process_list", order), ...condition };
}

async function entityTable({ db }: Generation, filter: Filter, kind: EntityKind, order: QueueOrder): Promise<Table> {
  refuseOthers(filter, kind, NOT_OF.entity);
  const words = filter.q === undefined ? undefined : await seeking(db, "run.entity_list", filter.q);
  const from =
    order === "worth" ? "(select * exclude (rank), worth_rank as rank from run.entity_list order by kind, worth_rank)" : "run.entity_list";
  return {
    columns: ENTITIES,
    from,
    where: [`kind = ${literal(kind)}`, ...(words ? [words.condition] : [])].join(" and "),
    params: words?.params ?? {},
  };
}

/** The queue of a run that passes the filters, of one kind and in one order. */
export async function queueTable(
  generation: Generation,
  filter: Filter,
  kind: QueueKind = "contract",
  order: QueueOrder = "score",
): Promise<Table> {
  if (kind === "process") return await processTable(generation, filter, order);
  if (kind !== "contract") return await entityTable(generation, filter, kind, order);
  const condition = await listCondition(generation, filter, {
    indicator: filter.indicator ? await patternsWith(generation, [filter.indicator]) : "",
    level: filter.level ? await patternsWith(generation, await codesAt(generation, filter.level)) : "",
    contract_status: "status",
    seek: { list: "run.queue_list" },
  });
  return { columns: CONTRACTS, from: ordered("run.queue_list", order), ...condition };
}
