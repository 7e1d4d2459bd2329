// One row of an export of ACT Ai as a fragment of its project's release; fragments merge by the ids of bids, lots and contracts.

import type { Bid, Money, OrganizationReference, Party, Release } from "../../canon/release.ts";
import { canonical } from "../../text/canonical.ts";
import { contractStatusOf } from "../egp/words.ts";
import { partyOf } from "../party.ts";
import { type Mask, maskPersonsIn } from "../person.ts";
import type { Note } from "../source.ts";
import { parseThaiDate } from "../thai-date.ts";
import { arabicDigits, parseMoney, printed } from "../thai-number.ts";

export type Row = Readonly<Record<string, unknown>>;

/** What is known of an export beside its rows. */
export interface Found {
  project: string;
  mask: Mask;
  /** Whether it holds prices for several items. */
  several: boolean;
  /** Where to say what could not be read and was left out. */
  note(note: Note): void;
}

type Made = Release | { quarantined: string; detail: string };

const UNNAMED = { quarantined: "contractor_missing", detail: "neither a number nor a name says who this is" } as const;

/** A contract of the project. */
export function contractRelease(row: Row, { project, mask, note }: Found): Made {
  const party = partyIn(row.id, row.name, mask);
  const number = printed(row.contract_number);
  if (!party && number === null) return UNNAMED;
  const shown = number === null ? null : maskPersonsIn(number, mask);
  const word = printed(row.contract_status);
  const status = word === null ? null : (contractStatusOf(word) ?? null);
  if (word !== null && status === null) note({ field: "contract.status", problem: "word_unmapped" });
  return {
    ocid: project,
    parties: party ? [party] : [],
    tender: { at: "", status: "complete" },
    contracts: [
      {
        // As the national rows name it, so that both tell of one contract.
        id: `${project}/${shown === null ? "-" : arabicDigits(canonical(shown))}`,
        at: "",
        number: shown,
        ...(word !== null && { statusDetails: word, status }),
        ...dayOf(row.contract_date, note),
        ...bahtOf(row.contract_money, "contract.value", note),
        ...(party && { suppliers: [referenceTo(party)] }),
      },
    ],
  };
}

/** The price a bidder asked for an item. Whoever was asked for a price had passed the stage of qualification. */
export function priceRelease(row: Row, { project, mask, several, note }: Found): Made {
  const party = partyIn(row.contractor_id, row.contractor_name, mask);
  if (!party) return UNNAMED;
  const item = printed(row.name);
  const title = item === null ? "-" : maskPersonsIn(item, mask);
  const lot = several ? `item:${canonical(title)}` : undefined;
  const price = bahtOf(row.contractor_bidding_price, "bid.value", note);
  const reference = bahtOf(row.estimatePrice, "tender.value", note);
  const bid: Bid = {
    ...bidOf(party, project, lot),
    ...(price.value && { status: "valid" }),
    ...price,
  };
  return {
    ocid: project,
    parties: [party],
    tender: { at: "", status: "complete", ...(lot ? { lots: [{ id: lot, at: "", title, ...reference }] } : reference) },
    bids: [bid],
    ...awardOf(row.contractor_isWinner, party, bid),
  };
}

/** The furthest stage a bidder reached. Who only bought the documents is told apart from those who submitted a bid. */
const STAGES: readonly [word: string, status: NonNullable<Bid["status"]>][] = [
  ["เข้าเสนอราคา", "valid"],
  ["ผ่านคุณสมบัติ", "valid"],
  ["ยื่นซอง", "submitted"],
  ["ซื้อซอง", "invited"],
];

/** How far a bidder came. */
export function stageRelease(row: Row, { project, mask }: Found): Made {
  const party = partyIn(row.id, row.name, mask);
  if (!party) return UNNAMED;
  const words = [row.processInvolved].flat().flatMap((cell) => (printed(cell) ?? "").split(/[\s,;|"[\]]+/).filter(Boolean));
  const stage = STAGES.find(([word]) => words.includes(word));
  if (!stage) return { quarantined: "stage_unknown", detail: "no stage of the procurement that is known" };
  const bid: Bid = { ...bidOf(party, project, undefined), status: stage[1] };
  return {
    ocid: project,
    parties: [party],
    tender: { at: "", status: "complete" },
    bids: [bid],
    ...awardOf(row.isWinner, party, bid),
  };
}

function bidOf(party: Party, project: string, lot: string | undefined): Bid {
  return {
    id: [project, party.id, lot].filter(Boolean).join("/"),
    at: "",
    tenderers: [referenceTo(party)],
    ...(lot && { relatedLots: [lot] }),
  };
}

function awardOf(cell: unknown, party: Party, bid: Bid): Pick<Release, "awards"> {
  if (printed(cell)?.toLowerCase() !== "true") return {};
  const { id, relatedLots } = bid;
  return {
    awards: [{ id, at: "", status: "active", suppliers: [referenceTo(party)], relatedBid: id, ...(relatedLots && { relatedLots }) }],
  };
}

function partyIn(id: unknown, name: unknown, mask: Mask): Party | undefined {
  return partyOf({ number: id, name }, mask);
}

function referenceTo(party: Party): OrganizationReference {
  return { id: party.id, name: party.name ?? null };
}

function dayOf(cell: unknown, note: Found["note"]): { dateSigned?: string; period?: { startDate: string } } {
  const day = parseThaiDate(cell);
  if (typeof day === "string") return { dateSigned: day, period: { startDate: day } };
  if (day) note({ field: "contract.dateSigned", problem: day.error });
  return {};
}

function bahtOf(cell: unknown, field: string, note: Found["note"]): { value?: Money } {
  const amount = parseMoney(cell);
  if (typeof amount === "string") return { value: { amount, currency: "THB" } };
  if (amount) note({ field, problem: amount.error });
  return {};
}
