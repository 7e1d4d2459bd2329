// One case as its page shows it: what was found, how each flag stands, and where the case lies in the queue it was opened from.
import type { Explanation } from "../app/explain.ts";
import type { Flag } from "../app/flags.ts";
import type { Generation } from "../app/generation.ts";
import type { QueuePlace } from "../app/queue-place.ts";
import type { Told } from "../app/ready.ts";
import type { Correction, Event, Standing, State } from "../app/review.ts";
import type { QueueQuery } from "./queue-query.ts";
import type { Reader } from "./reader.ts";

/** How one flag stands. */
export interface FlagStanding {
  state: State;
  /** Decided on evidence that has changed since. */
  older: boolean;
  evidence_hash: string;
  standing: Standing | undefined;
}

export interface Case {
  reader: Reader;
  generation: Generation;
  query: QueueQuery;
  explanation: Explanation;
  told: Told;
  standings: ReadonlyMap<string, FlagStanding>;
  /** Everything people did on these flags, newest first. */
  history: readonly Event[];
  /** What buyer and supplier asked to be corrected, whether before this flag was raised or after. */
  corrections: readonly Correction[];
  place: QueuePlace | null;
  /** Names to whom the flags can be assigned; none where there are no users. */
  reviewers: readonly string[];
  /** A message about what was just sent and could not be done, and what had been written. */
  refused?: { what: string; remedy: string | undefined; reason: string } | undefined;
}

/** A flag as forms name it: with what the page showed, so that nobody decides on something they did not see. */
export const flagToken = (flag: Flag, standing: FlagStanding | undefined): string =>
  `${flag.flag_id}:${standing?.standing?.version ?? 0}:${standing?.evidence_hash ?? ""}`;

/** Flags of composite kinds belong to more than this case. */
export const isContext = (flag: Flag): boolean => !["contract", "process", "lot", "bid", "award"].includes(flag.subject_kind);

/** Whether a flag still waits for a decision. */
export const isOpen = (standing: FlagStanding | undefined): boolean => standing?.state !== "decided";
