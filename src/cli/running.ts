// Commands that judge what was brought in, and judge it again: run, verify, reproduce.
import { type Command, Option } from "commander";
import { currentRunId } from "../app/generation.ts";
import { readOwn } from "../app/own.ts";
import { type Manifest, runIndicators } from "../app/run.ts";
import { reproduce, type Verified, verify } from "../app/verify.ts";
import { requireCatalogue } from "../catalogue/load.ts";
import { type Language, showAmount } from "../text/text.ts";
import type { Workspace } from "../workspace.ts";
import { perform } from "./context.ts";
import { day, examples, ownFolder, size, wholeNumber } from "./option.ts";
import { table } from "./table.ts";
import { word } from "./words.ts";

const count = (value: number): string => showAmount(String(value));

function runText(manifest: Manifest, language: Language): string {
  return [
    table(manifest.results, [
      { head: word("indicator", language), of: (it) => it.indicator },
      { head: word("flagged", language), of: (it) => count(it.flagged), right: true },
      { head: word("clear", language), of: (it) => count(it.clear), right: true },
      { head: word("not_applicable", language), of: (it) => count(it.not_applicable), right: true },
      { head: word("no_data", language), of: (it) => count(it.no_data), right: true },
      { head: word("seconds", language), of: (it) => it.seconds.toFixed(2), right: true },
    ]),
    "",
    `run_id ${manifest.run_id}`,
    `as_of ${manifest.as_of}`,
    `inputs_hash ${manifest.inputs_hash}`,
    `result_hash ${manifest.result_hash}`,
    "",
    word("disclaimer", language),
  ].join("\n");
}

const verifiedText = (it: Verified, language: Language): string =>
  [it.ok ? `✔ ${it.run_id}: ${it.result_hash}` : `✖ ${it.run_id}`, ...it.troubles.map((trouble) => trouble[language])].join("\n");

const LEVELS = ["low", "medium", "high"] as const;
type Level = (typeof LEVELS)[number];

/** Whether a run has flags of a level or above. */
function flagsOf(workspace: Workspace, manifest: Manifest, least: Level): boolean {
  const levels = new Map(
    [...requireCatalogue(), ...readOwn(workspace, manifest.run_id).indicators].map(({ id, level }) => [id, LEVELS.indexOf(level)]),
  );
  return manifest.results.some(({ indicator, flagged }) => flagged > 0 && levels.get(indicator)! >= LEVELS.indexOf(least));
}

export function addRunning(program: Command): void {
  program
    .command("run")
    .description("judge everything in the canon")
    .addHelpText(
      "before",
      examples(
        "run",
        "run --profile thailand --as-of 2025-09-30",
        "run --indicator R018 D301 --fail-on high",
        "run --indicators my-indicators",
      ),
    )
    .option("--profile <name>", "which settings", "default")
    .option("--as-of <date>", "judge with what was known on this day (YYYY-MM-DD)", day)
    .option("--indicator <code...>", "only these indicators")
    .addOption(ownFolder())
    .option("--own-seconds <n>", "time that each indicator of your own may take", wholeNumber(1, 86_400))
    .option("--own-memory <mib>", "memory that the indicators of your own may take", wholeNumber(512, 1_048_576))
    .option("--draft", "drafts too")
    .option("--threads <n>", "worker threads; results do not depend on it", wholeNumber(1, 256))
    .option("--memory <size>", "budget of the engine, such as 2GB", size)
    .addOption(new Option("--fail-on <level>", "exit 4 if there are flags of this level or above").choices(LEVELS))
    .action(
      async (
        options: {
          profile: string;
          asOf?: string;
          indicator?: string[];
          indicators?: string;
          ownSeconds?: number;
          ownMemory?: number;
          draft?: boolean;
          threads?: number;
          memory?: string;
          failOn?: Level;
        },
        command: Command,
      ) => {
        await perform(command, async (context) => {
          const { indicator, indicators: own, ownSeconds: seconds, ownMemory: memory, draft, failOn, ...rest } = options;
          const manifest = await runIndicators(context.workspace(), {
            ...rest,
            ...(indicator ? { indicators: indicator } : {}),
            ...(own ? { own } : {}),
            limits: { ...(seconds ? { seconds } : {}), ...(memory ? { memory } : {}) },
            drafts: Boolean(draft),
            progress: context.progress,
          });
          context.answer(manifest, () => runText(manifest, context.global.lang));
          if (failOn && flagsOf(context.workspace(), manifest, failOn)) context.exit("flagsFound");
        });
      },
    );

  program
    .command("verify")
    .description("check the bytes of a run against their hashes and judge its canon again")
    .argument("[run]", "a run id; the current run when left out")
    .action(async (runId: string | undefined, _options: object, command: Command) => {
      await perform(command, async (context) => {
        const workspace = context.workspace();
        const verified = await verify(workspace, runId ?? currentRunId(workspace));
        context.answer(verified, () => verifiedText(verified, context.global.lang));
        if (!verified.ok) context.exit("failed");
      });
    });

  program
    .command("reproduce")
    .description("recompute a run from the bytes received: read, compiled and judged again in a place of its own")
    .argument("<run>", "a run id")
    .action(async (runId: string, _options: object, command: Command) => {
      await perform(command, async (context) => {
        const again = await reproduce(context.workspace(), runId, context.progress);
        context.answer(again, () =>
          [
            verifiedText(again, context.global.lang),
            `canon_hash ${again.recomputed_canon_hash ?? "–"}`,
            ...again.versions.map(({ name, then, now }) => `${name}: ${then} → ${now}`),
          ].join("\n"),
        );
        if (!again.ok) context.exit("failed");
      });
    });
}
