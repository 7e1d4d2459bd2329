// While the server runs, programs are told of new runs; one round at a time.
import type { House } from "../app/house.ts";
import type { Casebook } from "../app/people.ts";
import { tellWebhooks } from "../app/webhook.ts";

/** Milliseconds between two looks. */
const EVERY = 5000;

/** Begins to tell; gives what ends it, when the round under way is over. */
export function startTelling(house: House, casebook: Casebook): () => Promise<void> {
  let round: Promise<void> = Promise.resolve();
  let busy = false;
  const clock = setInterval(() => {
    if (busy) return;
    busy = true;
    round = tellWebhooks(house, casebook)
      .catch((error: unknown) => console.error(JSON.stringify({ level: "error", at: "webhooks", kind: (error as Error).name })))
      .finally(() => {
        busy = false;
      });
  }, EVERY);
  clock.unref();
  return async () => {
    clearInterval(clock);
    await round;
  };
}
