// The commands `learned` and `control`: what verdicts teach, and blind looks at cases of which nobody is told whether they are flagged.
import type { Command } from "commander";
import { openGeneration } from "../app/generation.ts";
import {
  decideControl,
  drawControl,
  type Learned,
  learned,
  type Precision,
  type Share,
  type Suggestion,
  waitingControls,
} from "../app/learning.ts";
import { requireMay, reviewerAt } from "../app/person.ts";
import { casebookOf } from "../app/review.ts";
import { type Language, showAmount, showShare } from "../text/text.ts";
import { perform } from "./context.ts";
import { examples, wholeNumber } from "./option.ts";
import { table } from "./table.ts";
import { withCasebook } from "./with-casebook.ts";
import { word } from "./words.ts";

const count = (value: number): string => showAmount(String(value));

function told({ k, n, low, high }: Share, language: Language): string {
  if (low === null || high === null) return "–";
  const share = (value: number) => showShare(Math.round(value * 1000) / 1000, language);
  return `${count(k)} ${word("of", language)} ${count(n)} (${share(low)}–${share(high)})`;
}

function learnedText(it: Learned, language: Language): string {
  const th = language === "th";
  return [
    table<Precision>(it.precision, [
      { head: word("indicator", language), of: (row) => row.indicator },
      { head: "v", of: (row) => row.version },
      { head: word("precision", language), of: (row) => told(row.referred, language), right: true },
      {
        head: word("why", language),
        of: (row) => row.reasons.map(({ reason, flags }) => `${reason} (${count(flags)})`).join(", "),
        most: 80,
      },
    ]),
    "",
    `${th ? "พบในรายการที่ไม่มีข้อสังเกต (ดูโดยไม่บอก)" : "found in unflagged cases looked at blindly"}: ${told(it.control.unflagged, language)}`,
    `${th ? "พบในรายการที่มีข้อสังเกต (ดูโดยไม่บอก)" : "found in flagged cases looked at blindly"}: ${told(it.control.flagged, language)}`,
    `${th ? "รอดู" : "waiting"}: ${count(it.control.waiting)}`,
    ...(it.suggestions.length
      ? ["", th ? "ค่ากำหนดที่ควรพิจารณา (ไม่นำไปใช้เอง)" : "settings to consider (never applied by themselves)", "  settings:"]
      : []),
    ...it.suggestions.flatMap((row: Suggestion) => [
      `-   ${row.indicator}: { ${row.param}: ${row.now} }    # ${told(row.before, language)}`,
      `+   ${row.indicator}: { ${row.param}: ${row.suggested} }    # ${told(row.after, language)}; ${th ? "ยังคงไว้" : "keeps"} ${told(row.kept, language)}`,
    ]),
  ].join("\n");
}

export function addLearning(program: Command): void {
  program
    .command("learned")
    .description("what verdicts of people teach: precision by version and reason, what is missed, settings to consider")
    .action(async (_options: object, command: Command) => {
      await perform(command, async (context) => {
        const workspace = context.workspace();
        const generation = await openGeneration(workspace);
        const casebook = casebookOf(workspace);
        try {
          const found = await learned(workspace, generation, casebook);
          context.answer(found, () => learnedText(found, context.global.lang));
        } finally {
          casebook.close();
          generation.close();
        }
      });
    });

  const control = program.command("control").description("a blind control sample: flagged cases hidden among unflagged ones");
  control
    .command("draw")
    .description("draw contracts to look at; which of them are flagged is not told")
    .addHelpText("before", examples("control draw --n 40 --seed 1"))
    .option("--n <n>", "how many", wholeNumber(2, 10_000), 20)
    .option("--seed <n>", "the same seed draws the same", wholeNumber(0, 4_294_967_295), 1)
    .action(async ({ n, seed }: { n: number; seed: number }, command: Command) => {
      await perform(command, async (context) => {
        const workspace = context.workspace();
        const generation = await openGeneration(workspace);
        const casebook = casebookOf(workspace);
        try {
          const person = reviewerAt(casebook, process.env.JABTA_KEY);
          requireMay(person, "review");
          const subjects = await drawControl(generation, casebook, n, seed, person.name);
          context.answer({ run_id: generation.run_id, subjects }, () => subjects.join("\n"));
        } finally {
          casebook.close();
          generation.close();
        }
      });
    });
  control
    .command("list")
    .description("drawn cases that wait for a look")
    .action((_options: object, command: Command) =>
      withCasebook(command, (context, casebook) => {
        const items = waitingControls(casebook);
        context.answer({ items }, () => items.map(({ subject_id }) => subject_id).join("\n"));
      }),
    );
  control
    .command("decide")
    .description("write what was found in a drawn case: refer, explained or bad_data, and why")
    .argument("<subject>", "the contract")
    .argument("<verdict>", "refer | explained | bad_data")
    .requiredOption("--reason <text>", "why")
    .action((subject: string, verdict: string, { reason }: { reason: string }, command: Command) =>
      withCasebook(command, (context, casebook) => {
        const person = reviewerAt(casebook, process.env.JABTA_KEY);
        requireMay(person, "review");
        decideControl(casebook, subject, verdict, reason, person.name);
        context.answer({ subject_id: subject, verdict }, () => `✔ ${subject}`);
      }),
    );
}
