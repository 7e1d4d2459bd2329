// Commands that read or write what people did: the casebook is open for as long as they work.
import type { Command } from "commander";
import { type Casebook, casebookOf } from "../app/review.ts";
import { type Context, perform } from "./context.ts";

/** Runs a command's work with the casebook of its workspace. */
export const withCasebook = (command: Command, work: (context: Context, casebook: Casebook) => Promise<void> | void): Promise<void> =>
  perform(command, async (context) => {
    const casebook = casebookOf(context.workspace());
    try {
      await work(context, casebook);
    } finally {
      casebook.close();
    }
  });
