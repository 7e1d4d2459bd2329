// An OC4IDS project reduced to the fields the canon holds. OC4IDS field names where it has one; the few of our own are marked (ours).

import type { Day, Decimal, Money, Placed, Site } from "./release.ts";

export interface Period {
  startDate?: Day | null;
  endDate?: Day | null;
}

export interface Project {
  id: string;
  description?: string | null;
  status?: string | null;
  type?: string | null;
  purpose?: string | null;
  /** First of the sectors. */
  sector?: string | null;
  period?: Period;
  implementationPeriod?: Period;
  /** (ours) region of the first location that names one */
  region?: string | null;
  /** (ours) point of the first location that gives one */
  site?: Site;
  budget?: { amount?: Money | null; approvalDate?: Day | null };
  /** (ours) the budget of the oldest publication known, where a later one replaced it */
  first?: { budget?: Money | null };
  completion?: {
    endDate?: Day | null;
    endDateDetails?: string | null;
    finalValue?: Money | null;
    finalValueDetails?: string | null;
    finalScope?: string | null;
    finalScopeDetails?: string | null;
  };
  budgetBreakdown?: (Placed & { description?: string | null; period?: Period; amount?: Money | null; sourceParty?: string | null })[];
  costMeasurements?: (Placed & { date?: Day | null; category?: string | null; value?: Money | null })[];
  forecasts?: Observation[];
  metrics?: Observation[];
  documents?: Document[];
  milestones?: (Placed & { title?: string | null; status?: string | null; dueDate?: Day | null; dateMet?: Day | null })[];
  transactions?: (Placed & { date?: Day | null; value?: Money | null })[];
  contractingProcesses?: Link[];
  /** (ours) codes of data/codelists/cost_item.csv that the project itself fills, each with where */
  disclosed?: Placed[];
}

/** One value of a forecast or metric, `metric` being its id (`physicalProgress`). */
export interface Observation extends Placed {
  metric: string;
  period?: Period;
  measure?: Decimal | null;
  unit?: string | null;
  value?: Money | null;
}

export interface Document extends Placed {
  documentType?: string | null;
  title?: string | null;
  url?: string | null;
  datePublished?: Day | null;
  /** (ours) the contract of the process it belongs to */
  contractID?: string;
}

/** A contracting process of the project; `names` are the ids by which its record may be known here, the likeliest first. */
export interface Link extends Placed {
  names: string[];
  /** (ours) whether the project file itself carries the process, in summary or as releases */
  carried: boolean;
}
