// Connections to one generation, each lent to one request at a time: a second query on a connection would end the first one's stream.
import type { Db } from "../db.ts";

/** How many requests of one generation may be with the engine at once; the rest wait their turn. */
const SIZE = 8;

export interface Pool {
  /** Lends a connection for as long as `work` takes. */
  lend<T>(work: (db: Db) => Promise<T>): Promise<T>;
  close(): void;
}

/** Makes connections as they are needed, at most `size`. */
export function openPool(db: Db, size = SIZE): Pool {
  const all: Db[] = [];
  const idle: Db[] = [];
  const waiting: ((db: Db) => void)[] = [];
  let made = 0;

  async function take(): Promise<Db> {
    const free = idle.pop();
    if (free) return free;
    if (made === size) return await new Promise((resolve) => waiting.push(resolve));
    made++;
    try {
      const fresh = await db.sibling({ keeps: true });
      all.push(fresh);
      return fresh;
    } catch (error) {
      made--;
      throw error;
    }
  }

  return {
    async lend(work) {
      const mine = await take();
      try {
        return await work(mine);
      } finally {
        const next = waiting.shift();
        if (next) next(mine);
        else idle.push(mine);
      }
    },
    close() {
      for (const it of all) it.close();
    },
  };
}
