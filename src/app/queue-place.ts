// Where one case stands in a filtered queue, and which cases come before and after it.
import type { Filter } from "./filter.ts";
import type { Generation } from "./generation.ts";
import { conditionOfWords, type Further, scoresFor } from "./queue.ts";

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
  const { sql, params } = await conditionOfWords(generation, filter, further);
  const rank = Math.trunc(subject.rank);
  const nearest = (name: string, pick: string, side: string) =>
    ["kind", "subject"].map(
      (column) => `${pick}(score.${column}, score.rank) filter (where score.rank ${side} ${rank}) as ${name}_${column}`,
    );
  const found = await generation.db.one<
    Record<"total" | "before" | "own", string> &
      Record<`${"previous" | "next"}_kind`, "contract" | "process" | null> &
      Record<`${"previous" | "next"}_subject`, number | null>
  >(
    `select
        count(*) as total,
        count(*) filter (where score.rank < ${rank}) as before,
        count(*) filter (where score.rank = ${rank}) as own,
        ${[...nearest("previous", "max_by", "<"), ...nearest("next", "min_by", ">")].join(", ")}
    from ${scoresFor(sql)}
    where score.flagged > 0 and ${sql}`,
    params,
  );
  const { total, before, own } = found;
  /** A key is looked up as a number that is written out, so that the engine reads one block and not all. */
  const named = async (kind: "contract" | "process" | null, key: number | null): Promise<QueueNeighbour | null> => {
    if (kind === null || key === null) return null;
    const { id } = await generation.db.one<{ id: string }>(`select ${kind}_id as id from canon.${kind} where ${kind}_key = ${Number(key)}`);
    return { subject_kind: kind, subject_id: id };
  };
  return {
    position: Number(own) ? Number(before) + 1 : null,
    total: Number(total),
    previous: await named(found.previous_kind, found.previous_subject),
    next: await named(found.next_kind, found.next_subject),
  };
}
