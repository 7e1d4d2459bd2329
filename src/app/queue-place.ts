// Where one case stands in a filtered queue, and which cases come before and after it.
import type { Filter } from "./filter.ts";
import type { Generation } from "./generation.ts";
import { conditionOfWords, type Further, QUEUE_JOINS } from "./queue.ts";

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
  const { total, before, own, previous, next } = await generation.db.one<
    Record<"total" | "before" | "own", string> & Record<"previous" | "next", number | null>
  >(
    `select
        count(*) as total,
        count(*) filter (where score.rank < ${rank}) as before,
        count(*) filter (where score.rank = ${rank}) as own,
        max(score.rank) filter (where score.rank < ${rank}) as previous,
        min(score.rank) filter (where score.rank > ${rank}) as next
    from ${QUEUE_JOINS}
    where score.flagged > 0 and ${sql}`,
    params,
  );
  const wanted = [previous, next].flatMap((it) => (it === null ? [] : [Number(it)]));
  const rows = wanted.length
    ? await generation.db.rows<QueueNeighbour & { rank: number }>(
        `select score.rank, score.kind as subject_kind, coalesce(contract.contract_id, process.process_id) as subject_id
         from run.score as score
         left join canon.contract as contract on score.kind = 'contract' and contract.contract_key = score.subject
         left join canon.process as process on score.kind = 'process' and process.process_key = score.subject
         where score.rank in (${wanted.join(", ")})`,
      )
    : [];
  const at = (place: number | null): QueueNeighbour | null => {
    const row = rows.find((it) => place !== null && Number(it.rank) === Number(place));
    return row ? { subject_kind: row.subject_kind, subject_id: row.subject_id } : null;
  };
  return {
    position: Number(own) ? Number(before) + 1 : null,
    total: Number(total),
    previous: at(previous),
    next: at(next),
  };
}
