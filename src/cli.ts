#!/usr/bin/env node
// The command line: verbs of the house as commands.
import { Command, InvalidArgumentError, Option } from "commander";
import pc from "picocolors";
import { JABTA_VERSION } from "./app/run.ts";
import { addImporting } from "./cli/importing.ts";
import { addReading } from "./cli/reading.ts";
import { addServing } from "./cli/serving.ts";
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
`,
  );

program.exitOverride((error) => {
  process.exitCode = error.exitCode === 0 ? 0 : EXIT.usage;
  throw error;
});

addImporting(program);
addReading(program);
addServing(program);

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
  // Commander has already said what is wrong with the words of the call.
  if (!(error instanceof Error && "code" in error && String(error.code).startsWith("commander."))) {
    if (error instanceof InvalidArgumentError) process.exitCode = EXIT.usage;
    else {
      process.stderr.write(`${pc.red("✖")} ${error instanceof Error ? error.stack : String(error)}\n`);
      process.exitCode = EXIT.bug;
    }
  }
}
