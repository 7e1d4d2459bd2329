// The command `suppress`: flags that may not be published.
import type { Command } from "commander";
import { MACHINE } from "../app/person.ts";
import { lift, type Suppression, suppress, suppressions } from "../app/publishing.ts";
import { showDay, type Text } from "../text/text.ts";
import { examples } from "./option.ts";
import { table } from "./table.ts";
import { withCasebook } from "./with-casebook.ts";

const SAYS = {
  flag: { en: "flag", th: "ข้อสังเกต" },
  since: { en: "since", th: "ตั้งแต่" },
  reason: { en: "reason", th: "เหตุผล" },
  lifted: { en: "lifted", th: "ยกเลิกเมื่อ" },
  out: {
    en: "What was published of it is withdrawn, and it cannot be proposed again until this is lifted.",
    th: "ถอนสิ่งที่เผยแพร่แล้ว และเสนอเผยแพร่อีกไม่ได้จนกว่าจะยกเลิก",
  },
} as const satisfies Record<string, Text>;

export function addSuppressing(program: Command): void {
  const command = program
    .command("suppress")
    .description("flags that may not be published, whatever is decided of them")
    .addHelpText("before", examples("suppress add 1a2b3c4d5e6f7a8b --reason 'the court ordered it, case 12/2569'", "suppress list"));
  command
    .command("add")
    .argument("<flag>", "the id of a flag")
    .requiredOption("--reason <text>", "why, for the log")
    .description("withdraw what was published of a flag, and keep it out")
    .action((flag: string, { reason }: { reason: string }, it: Command) =>
      withCasebook(it, (context, casebook) => {
        const made = suppress(casebook, flag, reason, MACHINE);
        context.answer(made, () => `✔ ${made.flag_id}\n${SAYS.out[context.global.lang]}`);
      }),
    );
  command
    .command("list")
    .description("every suppression, those that were lifted among them")
    .action((_options: object, it: Command) =>
      withCasebook(it, (context, casebook) => {
        const items = suppressions(casebook);
        const { lang } = context.global;
        context.answer({ items }, () =>
          table<Suppression>(items, [
            { head: SAYS.flag[lang], of: ({ flag_id }) => flag_id },
            { head: SAYS.since[lang], of: ({ at }) => showDay(at.slice(0, 10), lang) },
            { head: SAYS.reason[lang], of: ({ reason }) => reason, most: 60 },
            {
              head: SAYS.lifted[lang],
              of: ({ lifted_at, lifted_reason }) => (lifted_at ? `${showDay(lifted_at.slice(0, 10), lang)} · ${lifted_reason}` : ""),
            },
          ]),
        );
      }),
    );
  command
    .command("lift")
    .argument("<flag>", "the id of a flag")
    .requiredOption("--reason <text>", "why, for the log")
    .description("let a flag be proposed again; what was withdrawn stays withdrawn")
    .action((flag: string, { reason }: { reason: string }, it: Command) =>
      withCasebook(it, (context, casebook) => {
        lift(casebook, flag, reason, MACHINE);
        context.answer({ flag_id: flag }, () => `✔ ${flag}`);
      }),
    );
}
