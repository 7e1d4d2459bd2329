// The command `retention`: what is kept for how long, what is due, and runs that are held.
import type { Command } from "commander";
import { readManifest } from "../app/generation.ts";
import { MACHINE } from "../app/person.ts";
import { type Due, dueFor, hold, holds, type Kind, LIVES, type Lives, letGo, putAway } from "../app/retention.ts";
import { type Language, showAmount, showDay, type Text } from "../text/text.ts";
import { examples, wholeNumber } from "./option.ts";
import { table } from "./table.ts";
import { withCasebook } from "./with-casebook.ts";

const KIND: Record<Kind, Text> = {
  run: { en: "tables of a run", th: "ตารางของรอบการประเมิน" },
  canon: { en: "records no run here judges any more", th: "ข้อมูลที่ไม่มีรอบการประเมินใดใช้แล้ว" },
  stage: { en: "stage of a file taken back", th: "ข้อมูลพักของแฟ้มที่นำออกแล้ว" },
  export: { en: "export made for somebody", th: "แฟ้มที่ส่งออกไว้" },
  message: { en: "what was in messages sent", th: "เนื้อหาของข้อความที่ส่งแล้ว" },
  session: { en: "old log-ins", th: "การเข้าสู่ระบบที่เก่าแล้ว" },
  request: { en: "answers to requests sent twice", th: "คำตอบสำหรับคำขอที่ส่งซ้ำ" },
};

const SAYS = {
  what: { en: "what", th: "รายการ" },
  name: { en: "name", th: "ชื่อ" },
  bytes: { en: "bytes", th: "ไบต์" },
  nothing: { en: "Nothing is due.", th: "ไม่มีรายการที่ครบกำหนด" },
  due: { en: "Due. jabta retention run puts it away.", th: "รายการที่ครบกำหนด ใช้คำสั่ง jabta retention run เพื่อนำออก" },
  put: { en: "Put away.", th: "นำออกแล้ว" },
  kept: {
    en: "Files received, manifests and questions of every run, and what people did are always kept; a run whose tables are put away is judged again where it is checked.",
    th: "แฟ้มที่ได้รับ รายละเอียดและคำถามของทุกรอบ และงานของผู้ตรวจทานเก็บไว้เสมอ รอบที่นำตารางออกแล้วจะประเมินซ้ำเมื่อมีการตรวจสอบ",
  },
  held: { en: "held", th: "สงวนไว้" },
} as const satisfies Record<string, Text>;

interface Options {
  runs: number;
  exports: number;
  messages: number;
  sessions: number;
  requests: number;
}

const withLives = (command: Command): Command =>
  command
    .option("--runs <n>", "newest runs that keep their tables", wholeNumber(2, 10_000), LIVES.runs)
    .option("--exports <days>", "exports", wholeNumber(0, 36_500), LIVES.exports)
    .option("--messages <days>", "what was in messages sent", wholeNumber(0, 36_500), LIVES.messages)
    .option("--sessions <days>", "log-ins", wholeNumber(1, 36_500), LIVES.sessions)
    .option("--requests <days>", "answers to requests sent twice", wholeNumber(1, 36_500), LIVES.requests);

const livesOf = ({ runs, exports, messages, sessions, requests }: Options): Lives => ({ runs, exports, messages, sessions, requests });

function dueText(due: readonly Due[], language: Language, after: string, held: ReturnType<typeof holds>): string {
  return [
    ...(due.length
      ? [
          table<Due>(due, [
            { head: SAYS.what[language], of: ({ kind }) => KIND[kind][language] },
            { head: SAYS.name[language], of: ({ name }) => name },
            { head: SAYS.bytes[language], of: ({ bytes }) => showAmount(String(bytes)), right: true },
          ]),
          after,
        ]
      : [SAYS.nothing[language]]),
    ...held.map(({ run_id, reason, at }) => `${SAYS.held[language]}: ${run_id} · ${showDay(at.slice(0, 10), language)} · ${reason}`),
    SAYS.kept[language],
  ].join("\n");
}

export function addRetention(program: Command): void {
  const retention = program
    .command("retention")
    .description("what is kept for how long; what can be made again is put away when its time is over")
    .addHelpText(
      "before",
      examples("retention due", "retention run --runs 10", "retention hold 20260930T020000Z-1a2b3c4d --reason 'case 12/2569'"),
    );
  withLives(retention.command("due").description("what is due, without touching it")).action((options: Options, command: Command) =>
    withCasebook(command, (context, casebook) => {
      const [due, held] = [dueFor(context.workspace(), casebook, livesOf(options)), holds(casebook)];
      const { lang } = context.global;
      context.answer({ lives: livesOf(options), due, holds: held }, () => dueText(due, lang, SAYS.due[lang], held));
    }),
  );
  withLives(retention.command("run").description("put away what is due"))
    .option("--dry-run", "say what is due, without touching it")
    .action(({ dryRun, ...options }: Options & { dryRun?: boolean }, command: Command) =>
      withCasebook(command, async (context, casebook) => {
        const [workspace, lives, { lang }] = [context.workspace(), livesOf(options), context.global];
        const due = dryRun ? dueFor(workspace, casebook, lives) : await putAway(workspace, casebook, MACHINE, lives);
        const held = holds(casebook);
        context.answer({ lives, put_away: !dryRun, due, holds: held }, () => dueText(due, lang, SAYS[dryRun ? "due" : "put"][lang], held));
      }),
    );
  retention
    .command("hold")
    .argument("<run>")
    .requiredOption("--reason <text>", "why, for the log")
    .description("keep the tables of a run whatever its age")
    .action((run: string, { reason }: { reason: string }, command: Command) =>
      withCasebook(command, (context, casebook) => {
        const { run_id } = readManifest(context.workspace(), run);
        const made = hold(casebook, run_id, reason, MACHINE);
        context.answer(made, () => `✔ ${made.run_id}`);
      }),
    );
  retention
    .command("release")
    .argument("<run>")
    .description("hold a run no longer")
    .action((run: string, _options: object, command: Command) =>
      withCasebook(command, (context, casebook) => {
        const { run_id } = readManifest(context.workspace(), run);
        letGo(casebook, run_id, MACHINE);
        context.answer({ run_id }, () => `✔ ${run_id}`);
      }),
    );
}
