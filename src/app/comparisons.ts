// Pairs of runs that readers compare: laid beside each other once, one pair at a time, and the last few kept.
import type { Db } from "../db.ts";
import { UserError } from "../error.ts";
import type { Workspace } from "../workspace.ts";
import { bounded, type Limits } from "./bounded.ts";
import { type Comparison, layComparison } from "./comparison.ts";
import { openPool, type Pool } from "./pool.ts";

/** Runs `work` on two runs laid beside each other, with a connection of its own. */
export type Between = <T>(beforeId: string, afterId: string, work: (comparison: Comparison) => Promise<T>, limits?: Limits) => Promise<T>;

interface Held {
  comparison: Comparison;
  pool: Pool;
  users: number;
}

/** Pairs kept. */
const KEPT = 2;
/** Seconds that laying a pair may take. It goes on when its first reader is no longer waited for, and the next finds it done. */
const LAYING = 300;
/** Readers of one pair at once. */
const READERS = 2;

const busy = (): UserError =>
  new UserError("too-busy", {
    what: { en: "runs are being compared; ask again shortly", th: "กำลังเปรียบเทียบรอบการประเมิน โปรดลองใหม่ภายหลัง" },
    exit: "unavailable",
  });

/** Waits for what is being laid, though no longer than the reader does. */
async function within<T>(laid: Promise<T>, seconds: number | undefined): Promise<T> {
  if (seconds === undefined) return await laid;
  let clock: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    clock = setTimeout(() => reject(busy()), seconds * 1000);
  });
  try {
    return await Promise.race([laid, late]);
  } finally {
    clearTimeout(clock);
  }
}

/** Opens none yet; `close` closes what nobody reads, and the rest when it is read. */
export function openComparisons(workspace: Workspace): { between: Between; close(): void } {
  const open = new Map<string, Promise<Held>>();
  let laying = false;
  let closed = false;

  async function lay(beforeId: string, afterId: string): Promise<Held> {
    laying = true;
    try {
      const comparison = await layComparison(workspace, beforeId, afterId, { threads: 1, seconds: LAYING });
      return { comparison, pool: openPool(comparison.db, READERS), users: 0 };
    } finally {
      laying = false;
    }
  }

  /** Closes what nobody reads, but for the few used last. */
  async function tidy(): Promise<void> {
    for (const [key, opening] of [...open].slice(0, closed ? undefined : -KEPT)) {
      const held = await opening.catch(() => undefined);
      if (!held || held.users > 0 || open.get(key) !== opening) continue;
      open.delete(key);
      held.pool.close();
      held.comparison.db.close();
    }
  }

  async function enter(beforeId: string, afterId: string, seconds: number | undefined): Promise<Held> {
    const key = `${beforeId} ${afterId}`;
    const known = open.get(key);
    if (closed || (!known && laying)) throw busy();
    const opening = known ?? lay(beforeId, afterId);
    open.delete(key);
    open.set(key, opening);
    if (!known) opening.then(tidy, () => open.delete(key));
    const held = await within(opening, seconds);
    // Between the opening and this line another may have closed it.
    if (open.get(key) !== opening) return await enter(beforeId, afterId, seconds);
    held.users++;
    return held;
  }

  return {
    async between(beforeId, afterId, work, limits = {}) {
      const held = await enter(beforeId, afterId, limits.seconds);
      try {
        return await held.pool.lend((db: Db) => bounded(db, () => work({ ...held.comparison, db }), limits));
      } finally {
        held.users--;
        void tidy();
      }
    },
    close() {
      closed = true;
      void tidy();
    },
  };
}
