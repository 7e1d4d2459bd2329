#!/usr/bin/env node
// The command line: verbs of the house as commands.
import { Command, CommanderError, Option } from "commander";
import { JABTA_VERSION } from "./app/run.ts";
import { addChecking } from "./cli/checking.ts";
import { addComparing } from "./cli/comparing.ts";
import { fail, type Global } from "./cli/context.ts";
import { addExporting } from "./cli/exporting.ts";
import { addImporting } from "./cli/importing.ts";
import { addIndicators } from "./cli/indicators.ts";
import { addJudging } from "./cli/judging.ts";
import { addKeeping } from "./cli/keeping.ts";
import { addPeopleCommands } from "./cli/people.ts";
import { addRates } from "./cli/rates.ts";
import { addReading } from "./cli/reading.ts";
import { addReporting } from "./cli/reporting.ts";
import { addReviewing } from "./cli/reviewing.ts";
import { addScheduling } from "./cli/scheduling.ts";
import { addServing } from "./cli/serving.ts";
import { usageTrouble } from "./cli/usage.ts";
import { addWebhooks } from "./cli/webhook.ts";
import { EXIT } from "./error.ts";

const program = new Command("jabta")
  .description("jabta (จับตา, keep watch): asks each public purchase the same fair questions and shows what the data say.")
  .version(JABTA_VERSION)
  .addOption(new Option("--workspace <dir>", "where everything is kept").env("JABTA_WORKSPACE").default("./var"))
  .option("--json", "one JSON document on standard output, nothing else there")
  .addOption(new Option("--lang <language>", "language of what people read").choices(["en", "th"]).env("JABTA_LANG").default("en"))
  .option("-q, --quiet", "no progress")
  .option("-v, --verbose", "say more")
  .option("--no-color", "no colours (NO_COLOR works too)")
  .showSuggestionAfterError(true)
  .configureHelp({ sortSubcommands: false, showGlobalOptions: true })
  .addHelpText(
    "before",
    `Examples:
  jabta tour                                    made-up records in, a run, the page open
  jabta import contracts.csv.gz && jabta run    your records in, judged
  jabta queue --method direct --limit 20        what to review first
  jabta explain 68069016906                     everything known and judged about one process
  jabta coverage                                what could not be judged, and which field would mend it
  jabta report buyer-risk --buyer NAME --out r.pdf   a report to sign, in both languages and five formats
`,
  );

program.exitOverride();
// What is wrong with a call is said below, in the reader's language or as a problem document.
program.configureOutput({ outputError: () => {} });

addImporting(program);
addChecking(program);
addReading(program);
addRates(program);
addIndicators(program);
addJudging(program);
addComparing(program);
addReporting(program);
addReviewing(program);
addScheduling(program);
addExporting(program);
addServing(program);
addPeopleCommands(program);
addWebhooks(program);
addKeeping(program);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => process.exit(signal === "SIGINT" ? 130 : 143));
}
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage;
  const trouble = usageTrouble(error);
  if (trouble) fail(trouble, program.opts<Global>());
}
