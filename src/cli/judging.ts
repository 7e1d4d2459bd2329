// Commands about judgement itself: what it can be relied on for, and what it sees coming.
import type { Command } from "commander";
import { addBacktest } from "./backtest.ts";
import { addLearning } from "./learning.ts";
import { addSanity } from "./sanity.ts";
import { addValidate } from "./validate.ts";
import { addWarnings } from "./warnings.ts";

export function addJudging(program: Command): void {
  addSanity(program);
  addWarnings(program);
  addBacktest(program);
  addValidate(program);
  addLearning(program);
}
