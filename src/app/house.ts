// The house that serves: the run in force, swapped while requests go on, each request on one generation to its end.
import { statSync } from "node:fs";
import { UserError } from "../error.ts";
import type { Workspace } from "../workspace.ts";
import { bounded, type Limits } from "./bounded.ts";
import { type Between, openComparisons } from "./comparisons.ts";
import { currentRunId, type Generation, NOTHING_JUDGED, openGeneration } from "./generation.ts";
import { openPool, type Pool } from "./pool.ts";
import { sameAnswers } from "./same-answer.ts";

interface Held {
  generation: Generation;
  /** Settles when what only single subjects need has been built, ahead of the first who asks for one. */
  warm: Promise<unknown>;
  pool: Pool;
  users: number;
  lastUsed: number;
}

/** How a piece of work is bounded. */
export interface Bounds extends Limits {
  /** A run other than the one in force. */
  runId?: string | undefined;
}

export interface House {
  readonly workspace: Workspace;
  /** The id of the run in force. */
  current(): string;
  /** Runs `work` on one run with a connection of its own; a swap meanwhile does not touch it. */
  with<T>(work: (generation: Generation) => Promise<T>, bounds?: Bounds): Promise<T>;
  /** Runs `work` on two runs laid beside each other, the earlier first. */
  readonly between: Between;
  close(): void;
}

/** Runs kept open beside the one in force: readers who page through an earlier run finish on it. */
const EARLIER = 2;

/** Opens the house over a workspace. The first request after a new run opens it; earlier ones close when nobody reads them. */
export function openHouse(workspace: Workspace): House {
  const open = new Map<string, Promise<Held>>();
  const pointer = workspace.path("runs/current.json");
  let inForce: { runId: string; stamp: number } | undefined;
  let closed = false;
  const { between, close: closeComparisons } = openComparisons(workspace);

  function current(): string {
    const stamp = statSync(pointer, { throwIfNoEntry: false })?.mtimeMs;
    if (stamp === undefined) throw new UserError("no-run", { ...NOTHING_JUDGED, exit: "unavailable" });
    if (inForce?.stamp !== stamp) inForce = { runId: currentRunId(workspace), stamp };
    return inForce.runId;
  }

  function shut(held: Held): void {
    open.delete(held.generation.run_id);
    void held.warm.then(() => {
      held.pool.close();
      held.generation.close();
    });
  }

  /** Closes what nobody reads and is not needed: everything after `close`, else all but the run in force and the last few. */
  async function tidy(): Promise<void> {
    const all = await Promise.all([...open.values()].map((it) => it.catch(() => undefined)));
    const idle = all.filter((it) => it !== undefined && it.users === 0) as Held[];
    const spare = idle.filter((it) => closed || it.generation.run_id !== inForce?.runId).sort((a, b) => b.lastUsed - a.lastUsed);
    for (const held of spare.slice(closed ? 0 : EARLIER)) if (held.users === 0 && open.has(held.generation.run_id)) shut(held);
  }

  async function enter(runId: string): Promise<Held> {
    let opening = open.get(runId);
    if (!opening) {
      opening = openGeneration(workspace, runId).then((generation) => ({
        generation,
        // An earlier run is only looked into: what it would take to explain it is built when somebody does.
        warm:
          runId === inForce?.runId
            ? generation
                .peers()
                .then(() => sameAnswers(generation))
                .catch(() => {})
            : Promise.resolve(),
        pool: openPool(generation.db),
        users: 0,
        lastUsed: 0,
      }));
      open.set(runId, opening);
      opening.then(tidy, () => open.delete(runId));
    }
    const held = await opening;
    // Between the opening and this line another may have closed it.
    if (open.get(runId) !== opening) return await enter(runId);
    held.users++;
    held.lastUsed = Date.now();
    return held;
  }

  return {
    workspace,
    current,
    async with(work, bounds = {}) {
      const held = await enter(bounds.runId ?? current());
      try {
        return await held.pool.lend((db) => bounded(db, () => work({ ...held.generation, db }), bounds));
      } finally {
        held.users--;
        void tidy();
      }
    },
    between,
    close() {
      closed = true;
      closeComparisons();
      void tidy();
    },
  };
}
