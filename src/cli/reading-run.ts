// What commands that read a run have in common: filters as options, and the run opened for as long as they read.
import type { Command } from "commander";
import type { Filter } from "../app/filter.ts";
import { type Generation, openGeneration } from "../app/generation.ts";
import { showAmount } from "../text/text.ts";
import { type Context, perform } from "./context.ts";
import { filterOf, withFilterOptions } from "./filters.ts";
import { wholeNumber } from "./option.ts";

export function withFilters(command: Command): Command {
  return withFilterOptions(command)
    .option("--limit <n>", "at most so many", wholeNumber(1, 1_000_000), 50)
    .option("--run <id>", "another run than the current one");
}

/** Opens the run asked for, and closes it when the work is done. */
export async function reading(
  command: Command,
  options: Record<string, unknown> & { run?: string },
  work: (generation: Generation, context: Context, filter: Filter) => Promise<void>,
): Promise<void> {
  await perform(command, async (context) => {
    const filter = filterOf(options);
    const generation = await openGeneration(context.workspace(), options.run);
    try {
      await work(generation, context, filter);
    } finally {
      generation.close();
    }
  });
}

export const money = (amount: string | null, currency: string | null): string =>
  amount === null ? "–" : `${showAmount(amount)} ${currency ?? ""}`.trim();
