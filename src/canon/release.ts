// What every source turns a record into: an OCDS release reduced to the fields the canon holds, with types made right.
// OCDS field names where OCDS has one; the few of our own are marked (ours). `null` deletes on merging, as in OCDS.

import type { Document, Project } from "./project.ts";

/** A decimal number as text ("160600000.00"), never a float. */
export type Decimal = string;
/** A calendar day, ISO, Christian era ("2024-06-21"). */
export type Day = string;

export interface Money {
  amount?: Decimal | null;
  currency?: string | null;
}

export interface OrganizationReference {
  /** The publisher's identifier; sources make one from the name when it is missing (`name:` prefix). */
  id: string;
  name?: string | null;
}

export interface Party extends OrganizationReference {
  /** (ours) juristic · natural · public · joint_venture · unknown */
  kind?: PartyKind;
  /** (ours) the registry number as printed, already masked for natural persons */
  registry_number?: string | null;
  /** (ours) scheme and number of its identifier, where its id is another: the id under which records that know no other id name it */
  identifier?: string;
  country?: string | null;
  region?: string | null;
  locality?: string | null;
  address?: string | null;
  phone?: string | null;
  /** (ours) ids of the members of a joint venture or consortium */
  members?: string[];
  /** (ours) what a company register says */
  registration?: Registration | null;
  /** (ours) who owns, controls or runs it */
  holdings?: Holding[];
  /** (ours) spans in which it may not be awarded public contracts */
  debarments?: Debarment[];
  /** (ours) who held which office in it */
  offices?: Office[];
}

export interface Registration {
  at: string;
  status?: "active" | "dissolved" | "suspended" | null;
  registeredOn?: Day | null;
  endedOn?: Day | null;
}

export interface Holding extends Placed {
  /** Party id of the person or organisation that holds. */
  holder: string;
  kind: "shareholder" | "voter" | "controller" | "owner" | "director";
  /** From 0 to 1; the least where a register gives a band. */
  share?: Decimal | null;
  from?: Day | null;
  to?: Day | null;
}

export interface Debarment extends Placed {
  from?: Day | null;
  to?: Day | null;
  authority?: string | null;
  ground?: string | null;
}

export interface Office extends Placed {
  /** Party id of the person who held it. */
  person: string;
  position?: string | null;
  from?: Day | null;
  to?: Day | null;
}

export type PartyKind = "juristic" | "natural" | "public" | "joint_venture" | "unknown";

/** A point on the earth, in degrees of WGS 84: north of the equator and east of Greenwich above nought. */
export interface Site {
  latitude: Decimal;
  longitude: Decimal;
}

/** Where an element stands inside its record: a JSON pointer such as `/contracts/0`; `""` is the record itself. */
export interface Placed {
  id: string;
  at: string;
}

export interface Release {
  /** OCDS `ocid`, or the e-GP project number. */
  ocid: string;
  /** The release's own id within its process, when the publisher gives one. */
  id?: string | null;
  /** When this was published or seen: ISO instant or day. */
  date?: string | null;
  tag?: string[];
  title?: string | null;
  description?: string | null;
  /** (ours) fiscal year in the Christian era, the year in which it ends */
  fiscalYear?: number | null;
  /** (ours) sum agreed over all contracts of the process: e-GP `sum_price_agree` */
  agreedValue?: Money | null;
  buyer?: OrganizationReference | null;
  /** (ours) who runs the procurement and where, where the release names no buyer: it stands for one if no release does, or one only by the name that is `named` */
  entity?: OrganizationReference & { named?: string; province?: string | null };
  /** (ours) a record of a register: it tells of its parties, countries or currencies and is no process */
  register?: boolean;
  /** (ours) lists on which a country stands, such as one of secrecy jurisdictions */
  listings?: (Placed & { country: string; list: string; from?: Day | null; to?: Day | null })[];
  /** (ours) what one unit of a currency was worth in another on a day, and the address or document that says so */
  rates?: (Placed & { currency: string; into: string; on: Day; value: Decimal; source?: string | null })[];
  /** (ours) the agency's own address, never the site */
  buyerProvince?: string | null;
  /** (ours) where the work is, only when the source really says so */
  siteProvince?: string | null;
  /** (ours) the point of the work or of the delivery, likewise: of the first item that gives one */
  site?: Site | null;
  parties?: Party[];
  planning?: { budget?: Money | null } | null;
  tender?: Tender | null;
  bids?: Bid[];
  awards?: Award[];
  contracts?: Contract[];
  /** (ours) the first document of each contract, type and day, these as its id */
  documents?: Document[];
  /** (ours) codes of data/codelists/cost_item.csv that no field above carries */
  disclosed?: Placed[];
  /** (ours) set where this is no release but the summary an OC4IDS project gives of the process */
  ofProject?: string;
  /** (ours) set where this is no process but an OC4IDS project; `ocid` is then `project:` and its id, `buyer` its public authority */
  project?: Project;
}

export interface Tender {
  at: string;
  status?: TenderStatus | null;
  procurementMethod?: "open" | "selective" | "limited" | "direct" | null;
  /** The publisher's own word for the method, as printed. */
  procurementMethodDetails?: string | null;
  procurementMethodRationale?: string | null;
  mainProcurementCategory?: "goods" | "services" | "works" | null;
  items?: Item[];
  /** Date of announcement when the source gives no bidding period. */
  publishedOn?: Day | null;
  tenderPeriod?: { startDate?: string | null; endDate?: string | null } | null;
  numberOfTenderers?: number | null;
  /** Reference price (e-GP ราคากลาง; OCDS tender.value). */
  value?: Money | null;
  lots?: (Placed & { status?: TenderStatus | null; title?: string | null; value?: Money | null })[];
}

export type TenderStatus = "planning" | "planned" | "active" | "cancelled" | "unsuccessful" | "complete" | "withdrawn";

export interface Bid extends Placed {
  date?: string | null;
  status?: "invited" | "submitted" | "valid" | "disqualified" | "withdrawn" | null;
  tenderers?: OrganizationReference[];
  relatedLots?: string[];
  value?: Money | null;
}

export interface Award extends Placed {
  status?: "pending" | "active" | "cancelled" | "unsuccessful" | null;
  date?: string | null;
  value?: Money | null;
  suppliers?: OrganizationReference[];
  relatedLots?: string[];
  relatedBid?: string | null;
  items?: Item[];
  hasSubcontracting?: boolean;
  /** (ours) the least share of the value that is subcontracted, from 0 to 1, as published */
  subcontractedShare?: Decimal;
  subcontracts?: Subcontract[];
}

/** An item that is classified: the id under which releases merge it, and the classification as `scheme:id`. */
export interface Item {
  id: string;
  classification: string | null;
}

export interface Subcontract extends Placed {
  subcontractor?: OrganizationReference;
  value?: Money | null;
  /** (ours) ocid of the process in which it was let, which tells the rest */
  process?: string;
}

export interface Contract extends Placed {
  awardID?: string | null;
  /** The number printed on the contract. */
  number?: string | null;
  title?: string | null;
  status?: "pending" | "active" | "terminated" | "cancelled" | null;
  /** The publisher's own status word, when it keeps one. */
  statusDetails?: string | null;
  dateSigned?: Day | null;
  period?: { startDate?: Day | null; endDate?: Day | null } | null;
  value?: Money | null;
  /** As signed, only where the source itself says so. */
  first?: { endDate?: Day | null; amount?: Decimal | null } | null;
  finalValue?: Money | null;
  completedOn?: Day | null;
  /** (ours) for sources without awards: who the contract is with */
  suppliers?: OrganizationReference[];
  items?: Item[];
  amendments?: Amendment[];
  /** (ours) whether a part is subcontracted, where that is told of the contract and not of its award */
  hasSubcontracting?: boolean;
  subcontracts?: Subcontract[];
  transactions?: (Placed & { date?: Day | null; value?: Money | null })[];
  milestones?: (Placed & {
    kind?: string | null;
    title?: string | null;
    status?: string | null;
    dueDate?: Day | null;
    dateMet?: Day | null;
  })[];
}

export interface Amendment extends Placed {
  /** OC4IDS modificationType, where the publisher says what was changed */
  type?: "duration" | "value" | "scope" | null;
  date?: Day | null;
  description?: string | null;
  rationale?: string | null;
  oldEndDate?: Day | null;
  newEndDate?: Day | null;
  oldAmount?: Decimal | null;
  newAmount?: Decimal | null;
  currency?: string | null;
  /** (ours) set where the change was not published but seen between two records; see src/canon/compile.ts */
  seen?: {
    basis: "release" | "snapshot";
    kind: "duration" | "value" | "status" | "supplier";
    from: Day;
    to: Day;
    oldText?: string;
    newText?: string;
    oldAt: string;
  };
}
