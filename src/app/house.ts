// The house that serves: always the run in force, swapped while requests go on, each request on one generation to its end.
import { existsSync, statSync } from "node:fs";
import { UserError } from "../error.ts";
import type { Workspace } from "../workspace.ts";
import { currentRunId, type Generation, openGeneration } from "./generation.ts";

interface Held {
  generation: Generation;
  users: number;
  retired: boolean;
}

export interface House {
  readonly workspace: Workspace;
  /** Runs `work` on the run in force; a swap meanwhile does not touch it. */
  with<T>(work: (generation: Generation) => Promise<T>): Promise<T>;
  close(): void;
}

/** Opens the house over a workspace. The first request after a new run opens it; the old one closes when its last reader leaves. */
export function openHouse(workspace: Workspace): House {
  let held: Held | undefined;
  let stamp = -1;
  let opening: Promise<Held> | undefined;

  // Counted before anything else can run, so that no swap closes what a reader is about to use.
  const enter = (it: Held): Held => {
    it.users++;
    return it;
  };
  const leave = (it: Held): void => {
    it.users--;
    if (it.retired && it.users === 0) it.generation.close();
  };

  async function current(): Promise<Held> {
    const pointer = workspace.path("runs/current.json");
    if (!existsSync(pointer))
      throw new UserError("no-run", { what: "nothing has been judged yet", remedy: "jabta run", exit: "unavailable" });
    const changed = statSync(pointer).mtimeMs;
    if (held && changed === stamp) return enter(held);
    opening ??= (async () => {
      const runId = currentRunId(workspace);
      if (held?.generation.run_id !== runId) {
        const next: Held = { generation: await openGeneration(workspace, runId), users: 0, retired: false };
        const old = held;
        held = next;
        if (old) {
          old.retired = true;
          if (old.users === 0) old.generation.close();
        }
      }
      stamp = changed;
      return held;
    })().finally(() => {
      opening = undefined;
    });
    return enter(await opening);
  }

  return {
    workspace,
    async with(work) {
      const mine = await current();
      try {
        return await work(mine.generation);
      } finally {
        leave(mine);
      }
    },
    close() {
      if (held && held.users === 0) held.generation.close();
      else if (held) held.retired = true;
    },
  };
}
