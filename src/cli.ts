#!/usr/bin/env node
// The command line: verbs of the house as commands.
import { Command, CommanderError, Option } from "commander";
import { fail, type Global } from "./cli/context.ts";
import { addVerbs } from "./cli/groups.ts";
import { usageTrouble } from "./cli/usage.ts";
import { EXIT } from "./error.ts";
import { JABTA_VERSION } from "./package-root.ts";

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

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => process.exit(signal === "SIGINT" ? 130 : 143));
}
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

try {
  await addVerbs(program, program.parseOptions(process.argv.slice(2)).operands[0]);
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage;
  const trouble = usageTrouble(error);
  if (trouble) fail(trouble, program.opts<Global>());
}
