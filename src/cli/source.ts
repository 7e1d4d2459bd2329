// The command `source`: record sets by name, where each is read from, and what is new of it.
import type { Command } from "commander";
import type { ImportReport } from "../app/import.ts";
import { MACHINE } from "../app/person.ts";
import { addSource, type CheckedSource, checkSource, fetchSource, forgetSource, listSources, type SourceNow } from "../app/source.ts";
import { type Language, showAmount, showDay, type Text } from "../text/text.ts";
import type { Context } from "./context.ts";
import { importText } from "./importing.ts";
import { examples, sourceName } from "./option.ts";
import { table } from "./table.ts";
import { withCasebook } from "./with-casebook.ts";
import { word } from "./words.ts";

const SAYS = {
  paths: { en: "read from", th: "อ่านจาก" },
  byHand: { en: "(imported by hand)", th: "(นำเข้าเอง)" },
  snapshots: { en: "snapshots", th: "ชุดข้อมูล" },
  received: { en: "received", th: "ได้รับเมื่อ" },
  fresh: { en: "There is something new: jabta source fetch", th: "มีข้อมูลใหม่ ใช้คำสั่ง jabta source fetch" },
  known: { en: "Nothing new: these bytes were received before.", th: "ไม่มีข้อมูลใหม่ เคยได้รับไบต์เหล่านี้แล้ว" },
  isKnown: { en: "received before", th: "เคยได้รับ" },
} as const satisfies Record<string, Text>;

const count = (value: number): string => showAmount(String(value));

const listText = (items: readonly SourceNow[], language: Language): string =>
  table<SourceNow>(items, [
    { head: word("source", language), of: ({ name }) => name },
    { head: SAYS.paths[language], of: ({ paths }) => paths?.join(" ") ?? SAYS.byHand[language], most: 60 },
    { head: SAYS.snapshots[language], of: ({ snapshots }) => count(snapshots), right: true },
    { head: word("read", language), of: ({ read }) => count(read), right: true },
    { head: word("asOf", language), of: ({ as_of }) => (as_of ? showDay(as_of, language) : "") },
    { head: SAYS.received[language], of: ({ received_on }) => (received_on ? showDay(received_on, language) : "") },
  ]);

const checkedText = ({ name, fresh, files }: CheckedSource, language: Language): string =>
  [
    table(files, [
      { head: word("file", language), of: (file) => file.name, most: 60 },
      { head: word("read", language), of: (file) => count(file.read), right: true },
      { head: word("accepted", language), of: (file) => count(file.accepted), right: true },
      { head: word("quarantined", language), of: (file) => count(file.quarantined), right: true },
      { head: SAYS.isKnown[language], of: (file) => (file.known ? "✓" : "") },
    ]),
    fresh ? `${SAYS.fresh[language]} ${name}` : SAYS.known[language],
  ].join("\n");

function exitOf(context: Context, files: ImportReport["files"]): void {
  if (files.every((file) => file.accepted + file.duplicate === 0)) context.exit("unusable");
  else if (files.some((file) => file.refused || file.quarantined > 0)) context.exit("quarantined");
}

export function addSources(program: Command): void {
  const source = program
    .command("source")
    .description("record sets by name: where each is read from, and what is new of it")
    .addHelpText(
      "before",
      examples(
        "source add th-cgd https://data.go.th/…/egp2569.csv",
        "source check th-cgd",
        "source fetch th-cgd && jabta run",
        "source list",
      ),
    );
  source
    .command("add")
    .argument("<name>", "the name of the record set, such as th-cgd", sourceName)
    .argument("<path...>", "files, folders or https addresses")
    .option("--mapping <file>", "a mapping file for a table of another layout; it is kept as it is now")
    .option("--private", "the addresses are in your own network")
    .description("keep where a source is read from, in place of what was kept before")
    .action((name: string, paths: string[], options: { mapping?: string; private?: boolean }, command: Command) =>
      withCasebook(command, async (context, casebook) => {
        const kept = await addSource(context.workspace(), casebook, name, paths, { ...options, actor: MACHINE });
        context.answer(kept, () => `✔ ${kept.name}: ${kept.paths.join(" ")}`);
      }),
    );
  source
    .command("list")
    .description("every source, with what has come of it")
    .action((_options: object, command: Command) =>
      withCasebook(command, (context, casebook) => {
        const items = listSources(context.workspace(), casebook);
        context.answer({ items }, () => listText(items, context.global.lang));
      }),
    );
  source
    .command("check")
    .argument("<name>")
    .description("fetch and read it, say whether anything is new, and keep nothing")
    .action((name: string, _options: object, command: Command) =>
      withCasebook(command, async (context, casebook) => {
        const checked = await checkSource(context.workspace(), casebook, name);
        context.answer(checked, () => checkedText(checked, context.global.lang));
        exitOf(context, checked.files);
      }),
    );
  source
    .command("fetch")
    .argument("<name>")
    .description("import what it has now")
    .action((name: string, _options: object, command: Command) =>
      withCasebook(command, async (context, casebook) => {
        const report = await fetchSource(context.workspace(), casebook, name, context.progress);
        context.answer(report, () => importText(report, context.global.lang));
        exitOf(context, report.files);
      }),
    );
  source
    .command("remove")
    .argument("<name>")
    .description("forget where it is read from; what was read stays")
    .action((name: string, _options: object, command: Command) =>
      withCasebook(command, (context, casebook) => {
        forgetSource(casebook, name, MACHINE);
        context.answer({ name }, () => `✔ ${name}`);
      }),
    );
}
