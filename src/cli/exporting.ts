// Commands that write records out again: export, and publish as another name for it.
import type { Command } from "commander";
import { type PackageOptions, type PublishedPackage, publishPackage } from "../app/data-package.ts";
import { type ExportedAll, exportAll } from "../app/export-all.ts";
import { type Exported, exportPackage, type Standard } from "../app/export-ocds.ts";
import { publishToCkan, type SentToCkan } from "../app/publish-ckan.ts";
import { UserError } from "../error.ts";
import { type Language, showAmount } from "../text/text.ts";
import { perform } from "./context.ts";
import { examples } from "./option.ts";
import { word } from "./words.ts";

interface Options {
  ocds?: string;
  oc4ids?: string;
  all?: string;
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

function allText(it: ExportedAll, language: Language): string {
  return [
    `✔ ${it.path}`,
    `${word("files", language)} ${showAmount(String(it.files))} · ${showAmount(String(it.bytes))} B`,
    `canon_hash ${it.canon_hash}`,
    ...(it.result_hash ? [`result_hash ${it.result_hash} · ${it.run_id}`] : []),
    word("allSecret", language),
  ].join("\n");
}

const packageText = (it: PublishedPackage, language: Language): string =>
  [
    `✔ ${it.path}`,
    ...it.resources.map(({ path, rows }) => `${path}: ${showAmount(String(rows))} ${word("rows", language)}`),
    `result_hash ${it.result_hash} · ${it.run_id}`,
    "",
    word("disclaimer", language),
  ].join("\n");

const CKAN = {
  created: { en: "new dataset", th: "สร้างชุดข้อมูลใหม่" },
  updated: { en: "dataset", th: "ชุดข้อมูล" },
  sent: { en: "sent", th: "ส่งแล้ว" },
  wouldSend: { en: "would be sent", th: "จะส่ง" },
  unchanged: { en: "there already, unchanged", th: "มีอยู่แล้วและไม่เปลี่ยนแปลง" },
} as const;

const ckanText = (it: SentToCkan, language: Language): string =>
  [
    `${it.dry_run ? "–" : "✔"} ${CKAN[it.created ? "created" : "updated"][language]}: ${it.dataset}`,
    ...it.sent.map((name) => `${name}: ${CKAN[it.dry_run ? "wouldSend" : "sent"][language]}`),
    ...it.unchanged.map((name) => `${name}: ${CKAN.unchanged[language]}`),
  ].join("\n");

/** `name=value` options as an object. */
function fieldsOf(given: readonly string[]): Record<string, string> {
  const pairs = given.map((text): [string, string] => [text.slice(0, text.indexOf("=")), text.slice(text.indexOf("=") + 1)]);
  const wrong = given.find((text) => !/^\w+=/.test(text));
  if (wrong === undefined) return Object.fromEntries(pairs);
  throw new UserError("field-unreadable", {
    what: { en: "a field is given as name=value", th: "ระบุข้อมูลเป็น ชื่อ=ค่า" },
    where: wrong.slice(0, 200),
    exit: "usage",
  });
}

const noTarget = (): UserError =>
  new UserError("export-what", {
    what: { en: "nothing says what to write", th: "ไม่ได้ระบุว่าจะเขียนข้อมูลใด" },
    remedy: {
      en: "name a file with --ocds PATH or --oc4ids PATH, or a folder for everything with --all DIR",
      th: "ระบุแฟ้มด้วย --ocds หรือ --oc4ids ตามด้วยที่อยู่แฟ้ม หรือระบุโฟลเดอร์สำหรับข้อมูลทั้งหมดด้วย --all",
    },
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

async function everything(folder: string, command: Command): Promise<void> {
  await perform(command, async (context) => {
    const written = await exportAll(context.workspace(), folder, context.progress);
    context.answer(written, () => allText(written, context.global.lang));
  });
}

export function addExporting(program: Command): void {
  said(
    program
      .command("export")
      .description("the records as the standard publishes them, natural persons masked")
      .addHelpText(
        "before",
        examples(
          "export --ocds releases.json.gz --publisher 'Bangkok'",
          "export --ocds releases.json --prefix ocds-a1b2c3 --flags",
          "export --all everything",
        ),
      )
      .option("--ocds <path>", "an OCDS 1.1 release package; .gz for a compressed one")
      .option("--oc4ids <path>", "an OC4IDS 0.9 project package")
      .option("--all <dir>", "everything, in forms that any program reads: files received, records, results, people's work"),
  ).action(async (options: Options, command: Command) => {
    if (options.ocds) await write("ocds", options.ocds, options, command);
    if (options.oc4ids) await write("oc4ids", options.oc4ids, options, command);
    if (options.all !== undefined) await everything(options.all, command);
    if (!options.ocds && !options.oc4ids && options.all === undefined) await perform(command, async () => Promise.reject(noTarget()));
  });
  const publish = program
    .command("publish")
    .description("write what is to be published: the records as the standard has them, or a data package of published flags")
    .addHelpText(
      "before",
      examples(
        "publish package public --publisher 'Bangkok' --licence CC-BY-4.0",
        "publish ckan public https://data.example.go.th --dataset red-flags --organization bangkok",
        "publish ocds releases.json.gz",
      ),
    );
  publish
    .command("package")
    .argument("<dir>", "a folder that is empty or not there")
    .option("--title <text>", "what the package is called")
    .option("--publisher <name>", "who publishes")
    .option("--licence <id>", "under which licence, such as CC-BY-4.0")
    .description("a data package (datapackage.json and CSV): flags that two people approved, with replies; all contracts; the questions")
    .action((folder: string, options: PackageOptions, command: Command) =>
      perform(command, async (context) => {
        const { lang } = context.global;
        const made = await publishPackage(context.workspace(), folder, options);
        context.answer(made, () => packageText(made, lang));
      }),
    );
  publish
    .command("ckan")
    .argument("<dir>", "a folder that publish package wrote")
    .argument("<address>", "of the portal, such as https://data.example.go.th")
    .requiredOption("--dataset <name>", "name of the dataset there; made where it is not")
    .option("--organization <name>", "to which the dataset belongs; needed where it is made")
    .option("--field <name=value...>", "what the portal asks for beside CKAN's own fields", [])
    .option("--private", "the portal is in your own network")
    .option("--dry-run", "ask what is there, and send nothing")
    .description(
      "a data package as a dataset of a CKAN portal; what did not change is not sent again. The token comes from JABTA_CKAN_TOKEN",
    )
    .action(
      (
        folder: string,
        address: string,
        options: { dataset: string; organization?: string; field: string[]; private?: boolean; dryRun?: boolean },
        command: Command,
      ) =>
        perform(command, async (context) => {
          const { lang } = context.global;
          const { dataset, organization, field, private: isPrivate, dryRun } = options;
          const token = process.env.JABTA_CKAN_TOKEN;
          const fields = fieldsOf(field);
          const sent = await publishToCkan(folder, { address, dataset, organization, fields, token, private: isPrivate, dry: dryRun });
          context.answer(sent, () => ckanText(sent, lang));
        }),
    );
  for (const [name, about] of [
    ["ocds", "an OCDS 1.1 release package"],
    ["oc4ids", "an OC4IDS 0.9 project package"],
  ] as const) {
    said(publish.command(name).description(about).argument("<path>", "the file to write")).action(
      async (path: string, options: Options, command: Command) => await write(name, path, options, command),
    );
  }
}
