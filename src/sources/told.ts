// What the stage keeps of a reading: the release as one text, and what is counted of it.
import type { Note, Reading } from "./source.ts";

/** A day of which a record speaks. */
export interface DayTold {
  day: string;
  field: "date" | "dateSigned";
}

/** A record read, as a row of the stage. */
export interface Told {
  at: string;
  ocid: string;
  id: string | null;
  date: string | null;
  content: string;
  isPart: boolean;
  days: DayTold[];
  notes: readonly Note[];
  /** The release as JSON. */
  doc: string;
}

const day = (text: string | null | undefined): string | null => (text && /^\d{4}-\d{2}-\d{2}/.test(text) ? text.slice(0, 10) : null);

type Accepted = Extract<Reading, { release: unknown }>;

/** The days one record speaks of, each once. */
function daysOf({ release: { date, contracts = [] } }: Accepted): DayTold[] {
  if (date) return [day(date)].flatMap((one) => (one ? [{ day: one, field: "date" as const }] : []));
  const signed = new Set(contracts.flatMap(({ dateSigned }) => day(dateSigned) ?? []));
  return [...signed].map((one) => ({ day: one, field: "dateSigned" as const }));
}

/** What the stage keeps of an accepted record. */
export function toldOf(reading: Accepted): Told {
  const { at, content, release } = reading;
  return {
    at,
    ocid: release.ocid,
    id: release.id ?? null,
    date: release.date ?? null,
    content,
    isPart: reading.isPart === true,
    days: daysOf(reading),
    notes: "problems" in reading ? (reading.problems as readonly Note[]) : [],
    doc: JSON.stringify(release),
  };
}
