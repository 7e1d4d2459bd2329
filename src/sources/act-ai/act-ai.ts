// What people export from a project's page of ACT Ai: its contracts, its bidders' prices, and who took part in which stage.

import { contentHash } from "../content-hash.ts";
import { jsonRecords } from "../json-records.ts";
import { headingsIn, rowsOf } from "../mapping/table-rows.ts";
import { kindOf } from "../open.ts";
import type { Context, Note, Opened, Reading, Source } from "../source.ts";
import { nameWithoutProject } from "./refusals.ts";
import { contractRelease, type Found, priceRelease, type Row, stageRelease } from "./releases.ts";

/** The record set of Anti-Corruption Organization of Thailand. */
const SOURCE = "th-act-ai";

type Export = "contracts" | "prices" | "stages";

const HEADINGS: Record<Export, readonly string[]> = {
  contracts: ["id", "name", "contract_number", "contract_date", "contract_money", "contract_id", "contract_status"],
  prices: ["name", "estimatePrice", "contractor_id", "contractor_isWinner", "contractor_name", "contractor_bidding_price"],
  stages: ["id", "name", "isWinner", "processInvolved"],
};
const RELEASES = { contracts: contractRelease, prices: priceRelease, stages: stageRelease };
const NAMES_ONE = /contract_money|contractor_bidding_price|processInvolved|"biddingPrice"|"contracts"/;

type PlacedRow = { at: string; row: Row } | { at: string; quarantined: string; detail: string };

/** Exports of ACT Ai, recognised by their headings. They do not say which project they tell of: only the name the site gives them does. */
export const actAi: Source = {
  async recognise(file, context) {
    const kind = kindOf(file.head);
    if (kind === "json" ? !NAMES_ONE.test(file.head.toString("utf8")) : kind !== "text") return undefined;
    const found = await exportIn(file);
    if (!found) return undefined;
    const project = projectNamedBy(file.name);
    if (!project) throw nameWithoutProject(file.name);
    // One export may have the same bytes for two projects, so that the project is part of what the layout is called.
    return {
      source: SOURCE,
      country: "TH",
      layout: `act-ai-${found} ${project}`,
      read: (opened) => readAll(opened, found, project, context),
    };
  },
};

/** The project number in `การเสนอราคา-65017000001.csv`, whatever a browser added to it. */
function projectNamedBy(name: string): string | undefined {
  return /(?<!\d)\d{11}(?!\d)/.exec(name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1))?.[0];
}

async function exportIn(file: Opened): Promise<Export | undefined> {
  const json = kindOf(file.head) === "json";
  const headings = json ? await keysIn(file) : await headingsIn(file, new Set(Object.values(HEADINGS).flat()));
  const kinds = Object.keys(HEADINGS) as Export[];
  return kinds.find((kind) => HEADINGS[kind].every((heading) => headings.includes(heading)));
}

async function keysIn(file: Opened): Promise<string[]> {
  for await (const placed of answerRows(file)) return "row" in placed ? Object.keys(placed.row) : [];
  return [];
}

async function* readAll(file: Opened, found: Export, project: string, context: Context): AsyncGenerator<Reading & { problems?: Note[] }> {
  const json = kindOf(file.head) === "json";
  const rows = () => (json ? answerRows(file) : rowsOf(file, new Set(HEADINGS[found])));
  let problems: Note[] = [];
  const where: Found = {
    project,
    mask: context.mask,
    several: found === "prices" && (await hasSeveralItems(rows())),
    note: (note) => problems.push(note),
  };
  for await (const placed of rows()) {
    if ("quarantined" in placed) {
      yield placed;
      continue;
    }
    problems = [];
    const made = RELEASES[found](placed.row, where);
    yield "quarantined" in made
      ? { at: placed.at, ...made }
      : { at: placed.at, release: made, content: contentHash({ project, ...placed.row }), ...(problems.length > 0 && { problems }) };
  }
}

/** Whether prices were asked for several items, each considered by itself. */
async function hasSeveralItems(rows: AsyncIterable<PlacedRow>): Promise<boolean> {
  let first: unknown;
  for await (const placed of rows) {
    if (!("row" in placed)) continue;
    first ??= placed.row.name;
    if (placed.row.name !== first) return true;
  }
  return false;
}

/** The rows of an answer of the site's interface, as its own export makes them. */
async function* answerRows(file: Opened): AsyncGenerator<PlacedRow> {
  for await (const record of jsonRecords(file.bytes(), file.name)) {
    if ("quarantined" in record) {
      yield { at: record.at, quarantined: record.quarantined, detail: record.detail };
      continue;
    }
    const answer = record.value as { contractors?: unknown; items?: unknown } | null;
    for (const [place, contractor] of objects(answer?.contractors).entries()) {
      const at = `${record.at}/contractors/${place}`;
      if (!Array.isArray(contractor.contracts)) yield { at, row: contractor };
      for (const [nth, contract] of objects(contractor.contracts).entries()) {
        const { id, name } = contractor;
        const { number, date, money, id: contractId, status } = contract;
        yield {
          at: `${at}/contracts/${nth}`,
          row: {
            id,
            name,
            contract_number: number,
            contract_date: date,
            contract_money: money,
            contract_id: contractId,
            contract_status: status,
          },
        };
      }
    }
    for (const [place, { name, estimatePrice, contractors }] of objects(answer?.items).entries()) {
      for (const [nth, contractor] of objects(contractors).entries()) {
        yield {
          at: `${record.at}/items/${place}/contractors/${nth}`,
          row: {
            name,
            estimatePrice,
            contractor_id: contractor.id,
            contractor_isWinner: contractor.isWinner,
            contractor_name: contractor.name,
            contractor_bidding_price: contractor.biddingPrice,
          },
        };
      }
    }
  }
}

function objects(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "object" && item !== null && !Array.isArray(item)) : [];
}
