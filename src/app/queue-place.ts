// Where one case stands in a filtered queue, and which cases come before and after it.
import type { Filter } from "./filter.ts";
import type { Generation } from "./generation.ts";
import { type Further, narrowed } from "./queue.ts";

export interface QueuePlace {
  /** Position among those that pass the filters; null when this one does not pass, as after a decision. */
  position: number | null;
  total: number;
  previous: QueueNeighbour | null;
  next: QueueNeighbour | null;
}

export interface QueueNeighbour {
  subject_kind: "contract" | "process";
  subject_id: string;
}

/** The place of a case in the queue, by its rank, so that it is found again even when it has left the list. */
export async function placeInQueue(
  generation: Generation,
  filter: Filter,
  subject: { kind: "contract" | "process"; rank: number },
  further?: Further,
): Promise<QueuePlace> {
  const { from, where, params } = await narrowed(generation, filter, further);
  const rank = Math.trunc(subject.rank);
  const { total, before, own, previous, next } = await generation.db.one<
    Record<"total" | "before" | "own", string> & Record<"previous" | "next", number | null>
  >(
    `select
        count(*) as total,
        count(*) filter (where rank < ${rank}) as before,
        count(*) filter (where rank = ${rank}) as own,
        max(rank) filter (where rank < ${rank}) as previous,
        min(rank) filter (where rank > ${rank}) as next
    from ${from}
    where ${where}`,
    params,
  );
  /** A rank is looked up as a number that is written out, so that the engine reads one block and not all. */
  const at = async (place: number | null): Promise<QueueNeighbour | null> =>
    place === null
      ? null
      : await generation.db.one<QueueNeighbour>(`select subject_kind, subject_id from run.queue_list where rank = ${Math.trunc(place)}`);
  return {
    position: Number(own) ? Number(before) + 1 : null,
    total: Number(total),
    previous: await at(previous),
    next: await at(next),
  };
}
