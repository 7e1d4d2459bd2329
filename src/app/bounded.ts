// Work with the engine that must end: interrupted when its time is up, or when whoever asked has gone.
import type { Db } from "../db.ts";
import { UserError } from "../error.ts";

/** How long a piece of work may take, and for whom. */
export interface Limits {
  /** Seconds after which its query is interrupted. */
  seconds?: number;
  /** Interrupts its query, for example when the reader has gone. */
  signal?: AbortSignal;
}

/** Does `work`, all of which is on `db`, within its limits. */
export async function bounded<T>(db: Db, work: () => Promise<T>, { seconds, signal }: Limits): Promise<T> {
  let stopping: NodeJS.Timeout | undefined;
  let late = false;
  // Again and again: between two queries of one piece of work there is nothing to interrupt.
  const stop = () => {
    stopping ??= setInterval(() => db.interrupt(), 50);
    db.interrupt();
  };
  const clock = seconds
    ? setTimeout(() => {
        late = true;
        stop();
      }, seconds * 1000)
    : undefined;
  signal?.addEventListener("abort", stop, { once: true });
  try {
    return await work();
  } catch (error) {
    if (!late) throw error;
    throw new UserError("too-slow", {
      what: {
        en: `the answer took longer than ${seconds} seconds`,
        th: `ใช้เวลานานเกิน ${seconds} วินาที`,
      },
      remedy: { en: "narrow the filters", th: "ระบุเงื่อนไขให้แคบลง" },
      exit: "unavailable",
    });
  } finally {
    clearTimeout(clock);
    clearInterval(stopping);
    signal?.removeEventListener("abort", stop);
  }
}
