// What a page tells of a case, kept while its run is in force and made ready before it is asked for: a run never changes, so nothing here can be out of date.
import { UserError } from "../error.ts";
import type { Language } from "../text/text.ts";
import { type CaseFlags, caseFlags } from "./case-flags.ts";
import { type Explanation, explain } from "./explain.ts";
import { type ValuePlace, valuePlaces } from "./flag-values.ts";
import type { Generation } from "./generation.ts";
import type { House } from "./house.ts";
import { type ReadRecord, readRecord } from "./record.ts";
import type { Manifest } from "./run.ts";
import { type Similar, similarContracts } from "./similar.ts";
import { type Since, sinceBefore } from "./since-before.ts";

export interface Told {
  explanation: Explanation;
  /** The group a contract is shown beside. */
  similar: Similar | null;
  /** Where its flags stand among those of the same indicators, by flag. */
  places: ReadonlyMap<string, ValuePlace>;
  /** The record it was read from; null where it is no longer kept. */
  record: ReadRecord | null;
  /** What changed since the run before; null where there is none. */
  since: Since | null;
}

export interface Subject {
  kind: "contract" | "process";
  id: string;
}

/** Cases kept of one run. */
const KEPT = 64;

const kept = new WeakMap<Manifest, Map<string, Promise<Told>>>();

async function find(house: House, generation: Generation, { kind, id }: Subject, language: Language): Promise<Told> {
  const explanation = await explain(generation, id, language, kind);
  const flags = explanation.flags.map(({ flag_id }) => flag_id);
  return {
    explanation,
    similar: kind === "contract" ? await similarContracts(generation, id) : null,
    places: await valuePlaces(generation, flags),
    record: await recordOf(house, generation, explanation),
    since: await sinceBefore(house, generation, { kind, id }, flags),
  };
}

/** The record a case was read from first: that of the contract, else of the process. */
async function recordOf({ workspace }: House, generation: Generation, { facts }: Explanation): Promise<ReadRecord | null> {
  const address = facts.contract?.[0]?.seen_in ?? facts.process?.[0]?.seen_in;
  if (!address) return null;
  try {
    return await readRecord(workspace, generation, address.sha256, address.place);
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

const keyOf = ({ kind, id }: Subject, language: Language): string => `${language} ${kind} ${id}`;

function keptOf({ manifest }: Generation): Map<string, Promise<Told>> {
  const known = kept.get(manifest) ?? new Map();
  kept.set(manifest, known);
  return known;
}

/** What is told of a case, from what is kept where it is. */
export async function toldOf(house: House, generation: Generation, subject: Subject, language: Language): Promise<Told> {
  const known = keptOf(generation);
  const key = keyOf(subject, language);
  const told = known.get(key) ?? find(house, generation, subject, language);
  known.delete(key);
  known.set(key, told);
  for (const oldest of known.keys()) {
    if (known.size <= KEPT) break;
    known.delete(oldest);
  }
  // What could not be told is asked again.
  told.catch(() => known.delete(key));
  return await told;
}

/** The flags of a case and its rank: from what is kept of it, in the order of its page, else asked for alone. */
export async function flagsToDecide(generation: Generation, subject: Subject, language: Language): Promise<Omit<CaseFlags, "title">> {
  const told = await keptOf(generation).get(keyOf(subject, language));
  if (!told) return await caseFlags(generation, subject.kind, subject.id);
  return { flag_ids: told.explanation.flags.map(({ flag_id }) => flag_id), rank: told.explanation.score?.rank ?? null };
}

/** Milliseconds before the next case is made ready: the page just sent is drawn first, often on this machine. */
const DRAWN = 150;
let making = false;

/**
 * Makes the case ready that a reviewer most likely opens next, and `show` with it; one at a time, and never in the way of what is
 * asked for.
 */
export function makeReady(
  house: House,
  generation: Generation,
  subject: Subject,
  language: Language,
  show: (told: Told) => unknown = () => undefined,
): void {
  if (making || keptOf(generation).has(keyOf(subject, language))) return;
  making = true;
  const later = setTimeout(async () => {
    try {
      await house.with(async (it) => show(await toldOf(house, it, subject, language)));
    } catch {
      // Whoever asks for it will be told what is wrong with it.
    } finally {
      making = false;
    }
  }, DRAWN);
  later.unref();
}
