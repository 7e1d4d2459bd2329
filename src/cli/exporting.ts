// Commands that write records out again: export, and publish as another name for it.
import type { Command } from "commander";
import { type Exported, exportPackage, type Standard } from "../app/export-ocds.ts";
import { UserError } from "../error.ts";
import { type Language, showAmount } from "../text/text.ts";
import { perform } from "./context.ts";
import { examples } from "./option.ts";
import { word } from "./words.ts";

interface Options {
  ocds?: string;
  oc4ids?: string;
  publisher?: string;
  uri?: string;
  prefix?: string;
  flags?: boolean;
}

function exportText(it: Exported, language: Language): string {
  const lines = [`${it.path}: ${showAmount(String(it.releases))} ${word("releases", language)}`];
  for (const [field, times] of Object.entries(it.left_out))
    lines.push(`${showAmount(String(times))} ${word("leftOut", language)}: ${field}`);
  if (it.run_id)
    lines.push(`${showAmount(String(it.flags))} ${word("flagsAttached", language)} · ${it.run_id}`, "", word("disclaimer", language));
  return lines.join("\n");
}

const noTarget = (): UserError =>
  new UserError("export-what", {
    what: { en: "nothing says what to write", th: "ไม่ได้ระบุว่าจะเขียนข้อมูลใด" },
    remedy: { en: "name a file with --ocds PATH or --oc4ids PATH", th: "ระบุแฟ้มด้วย --ocds หรือ --oc4ids ตามด้วยที่อยู่แฟ้ม" },
    exit: "usage",
  });

const said = (command: Command): Command =>
  command
    .option("--publisher <name>", "who publishes; the record sets where nobody is named")
    .option("--uri <uri>", "where the package will be found")
    .option("--prefix <ocds-xxxxxx>", "the publisher's registered prefix, put before every process id")
    .option("--flags", "with the flags of the run in force, which each release then names");

async function write(standard: Standard, path: string, options: Options, command: Command): Promise<void> {
  await perform(command, async (context) => {
    const { lang } = context.global;
    const written = await exportPackage(context.workspace(), standard, path, { ...options, language: lang });
    context.answer(written, () => exportText(written, lang));
  });
}

export function addExporting(program: Command): void {
  said(
    program
      .command("export")
      .description("the records as the standard publishes them, natural persons masked")
      .addHelpText(
        "before",
        examples("export --ocds releases.json.gz --publisher 'Bangkok'", "export --ocds releases.json --prefix ocds-a1b2c3 --flags"),
      )
      .option("--ocds <path>", "an OCDS 1.1 release package; .gz for a compressed one")
      .option("--oc4ids <path>", "an OC4IDS 0.9 project package"),
  ).action(async (options: Options, command: Command) => {
    if (options.ocds) await write("ocds", options.ocds, options, command);
    if (options.oc4ids) await write("oc4ids", options.oc4ids, options, command);
    if (!options.ocds && !options.oc4ids) await perform(command, async () => Promise.reject(noTarget()));
  });
  const publish = program.command("publish").description("write a package to publish; another name for export");
  for (const [name, about] of [
    ["ocds", "an OCDS 1.1 release package"],
    ["oc4ids", "an OC4IDS 0.9 project package"],
  ] as const) {
    said(publish.command(name).description(about).argument("<path>", "the file to write")).action(
      async (path: string, options: Options, command: Command) => await write(name, path, options, command),
    );
  }
}
