// Commands of people's work on flags: review, and audit, which tells whether the record of that work is whole.
import { readFileSync } from "node:fs";
import { type Command, Option } from "commander";
import { openGeneration } from "../app/generation.ts";
import { type NamedFlag, namedFlags } from "../app/named-flags.ts";
import { requireMay, reviewerAt } from "../app/person.ts";
import {
  auditHead,
  type Casebook,
  type ChainReport,
  casebookOf,
  type Event,
  historyOf,
  type ReviewRequest,
  reviewFlags,
  type Standing,
  standings,
  stands,
  undo,
  verifyAudit,
} from "../app/review.ts";
import { UserError } from "../error.ts";
import { type Language, showAmount, type Text } from "../text/text.ts";
import { wordsOf } from "../text/words.ts";
import { perform } from "./context.ts";
import { examples } from "./option.ts";
import { table } from "./table.ts";
import { withCasebook } from "./with-casebook.ts";
import { word } from "./words.ts";

interface Options {
  indicator?: string[];
  reason?: string;
  verdict?: NonNullable<ReviewRequest["verdict"]>;
  explanation?: string;
  field?: string;
  to?: string;
}

/** What a verb says of itself and which options it takes. */
const VERBS = [
  ["claim", "take flags on oneself", []],
  ["assign", "give flags to a reviewer", ["to"]],
  ["release", "give flags back", []],
  ["note", "write something down beside flags", ["reason"]],
  ["ask", "ask for information and wait", ["reason"]],
  ["decide", "decide flags, with a reason that others can follow", ["verdict", "explanation", "field", "reason"]],
  ["reopen", "open decided flags again", ["reason"]],
] as const;

const OPTIONS = {
  to: new Option("--to <name>", "a reviewer").makeOptionMandatory(),
  reason: new Option("--reason <text>", "why, in a sentence").makeOptionMandatory(),
  verdict: new Option("--verdict <verdict>", "what was found").choices(["refer", "explained", "bad_data"]).makeOptionMandatory(),
  explanation: new Option("--explanation <id>", "which explanation of the indicator holds, or other (with explained)"),
  field: new Option("--field <name>", "which field is wrong, or other (with bad_data)"),
};

/** A flag and how it stands. */
interface Shown extends NamedFlag {
  state: Standing["state"];
  on_older_facts: boolean;
  holder: string | null;
  verdict: Standing["verdict"];
  explanation: string | null;
  field: string | null;
  reason: string | null;
}

function shown(casebook: Casebook, flags: readonly NamedFlag[]): Shown[] {
  const kept = standings(
    casebook,
    flags.map(({ flag_id }) => flag_id),
  );
  return flags.map((flag) => {
    const standing = kept.get(flag.flag_id);
    const { state, older } = stands(standing, flag.evidence_hash);
    const { holder = null, verdict = null, explanation = null, field = null, reason = null } = standing ?? {};
    return { ...flag, state, on_older_facts: older, holder, verdict, explanation, field, reason };
  });
}

function shownText(flags: readonly Shown[], language: Language): string {
  const words = wordsOf(language);
  return table<Shown>(flags, [
    { head: word("flag", language), of: (row) => row.flag_id },
    { head: word("indicator", language), of: (row) => row.indicator },
    { head: word("subject", language), of: (row) => row.subject_id, most: 40 },
    { head: word("state", language), of: (row) => words.state[row.state] },
    { head: word("verdict", language), of: (row) => (row.verdict ? words.review.verdict[row.verdict] : "") },
    { head: word("holder", language), of: (row) => row.holder ?? "" },
    { head: word("reason", language), of: (row) => row.reason ?? "", most: 60 },
  ]);
}

const historyText = (events: readonly Event[]): string =>
  events.map(({ at, actor, verb, flag_id, reason }) => [at, actor, verb, flag_id, reason].filter(Boolean).join(" · ")).join("\n");

/** Runs a verb on the flags that are meant, and shows how they stand afterwards. */
const work = (command: Command, names: readonly string[], options: Options, verb?: ReviewRequest["verb"]): Promise<void> =>
  perform(command, async (context) => {
    const workspace = context.workspace();
    const generation = await openGeneration(workspace);
    const casebook = casebookOf(workspace);
    try {
      const { lang } = context.global;
      const flags = await namedFlags(generation, names, options.indicator);
      const ids = flags.map(({ flag_id }) => flag_id);
      if (!verb) {
        const [reviews, history] = [shown(casebook, flags), historyOf(casebook, ids)];
        context.answer({ reviews, history }, () => [shownText(reviews, lang), historyText(history)].filter(Boolean).join("\n\n"));
        return;
      }
      const person = reviewerAt(casebook, process.env.JABTA_KEY);
      requireMay(person, "review");
      const kept = standings(casebook, ids);
      const { to, reason, verdict, explanation = to, field } = options;
      const events = await reviewFlags(generation, casebook, {
        verb,
        actor: person.name,
        reason,
        verdict,
        explanation,
        field,
        flags: flags.map(({ flag_id, evidence_hash }) => ({ flag_id, evidence_hash, version: kept.get(flag_id)?.version ?? 0 })),
      });
      const [{ act }] = events as [Event];
      const reviews = shown(casebook, flags);
      context.answer({ act, reviews }, () => `${shownText(reviews, lang)}\n\n${word("takeBack", lang)}: jabta review undo ${act}`);
    } finally {
      casebook.close();
      generation.close();
    }
  });

function addReview(program: Command): void {
  const review = program
    .command("review")
    .description(
      "people's work on flags: who looks, what was found and why; nothing is rewritten, but a person's own name can be masked (subject erase)",
    )
    .addHelpText(
      "before",
      examples(
        "review show 68069016906",
        "review claim 68069016906",
        "review decide 68069016906 --indicator R010 --verdict refer --reason 'No ground is published'",
      ),
    );
  const meant = (command: Command): Command =>
    command
      .argument("<what...>", "flags by their ids, or contracts or processes whose flags are meant")
      .option("--indicator <code...>", "only flags of these indicators");
  meant(review.command("show"))
    .description("how flags stand, and everything done to them")
    .action((names: string[], options: Options, command: Command) => work(command, names, options));
  for (const [verb, about, takes] of VERBS) {
    const it = meant(review.command(verb)).description(about);
    for (const name of takes) it.addOption(OPTIONS[name]);
    it.action((names: string[], options: Options, command: Command) => work(command, names, options, verb));
  }
  review
    .command("undo")
    .argument("<act>", "the number that the act was answered with")
    .description("take back an act of one's own, within ten minutes")
    .action((act: string, _options: object, command: Command) =>
      withCasebook(command, (context, casebook) => {
        const person = reviewerAt(casebook, process.env.JABTA_KEY);
        requireMay(person, "undo");
        const undone = undo(casebook, act, person.name).map(({ flag_id }) => flag_id);
        context.answer({ act, undone }, () => undone.join("\n"));
      }),
    );
}

const WHOLE: Text = { en: "the log is whole", th: "บันทึกการตรวจสอบครบถ้วน" };
const BROKEN: Text = { en: "the log is not whole", th: "บันทึกการตรวจสอบไม่ครบถ้วน" };

function chainText({ ok, entries, head, trouble }: ChainReport, language: Language): string {
  const said = ok ? `✔ ${WHOLE[language]}` : `✖ ${BROKEN[language]}: ${trouble}`;
  return `${said}\n${word("entries", language)} ${showAmount(String(entries))} · ${head}`;
}

/** What a witness kept of the log: the number and hash of an entry. */
function anchorIn(path: string): { seq: number; hash: string } {
  try {
    const { seq, hash } = JSON.parse(readFileSync(path, "utf8")) as { seq: unknown; hash: unknown };
    if (typeof seq === "number" && typeof hash === "string" && /^[0-9a-f]{64}$/.test(hash)) return { seq, hash };
  } catch {}
  throw new UserError("anchor-unreadable", {
    what: { en: "the anchor is not what jabta audit head --json writes", th: "แฟ้มหลักยึดไม่ใช่แฟ้มที่ได้จาก jabta audit head --json" },
    where: path,
    remedy: { en: 'it holds {"seq": number, "hash": text}', th: 'แฟ้มต้องมี {"seq": ตัวเลข, "hash": ข้อความ}' },
    exit: "noInput",
  });
}

function addAudit(program: Command): void {
  const audit = program
    .command("audit")
    .description("the chained log of everything people did")
    .addHelpText("before", examples("audit head --json > kept-elsewhere.json", "audit verify --anchor kept-elsewhere.json"));
  audit
    .command("head")
    .description("the newest entry: what a witness keeps elsewhere")
    .action((_options: object, command: Command) =>
      withCasebook(command, (context, casebook) => {
        const head = auditHead(casebook);
        context.answer(head, () => `${head.seq} ${head.hash}`);
      }),
    );
  audit
    .command("verify")
    .description("walk the whole chain; with an anchor, a log that was cut short or written anew shows too")
    .option("--anchor <file>", "what audit head --json wrote at an earlier time")
    .action(({ anchor }: { anchor?: string }, command: Command) =>
      withCasebook(command, (context, casebook) => {
        const report = verifyAudit(casebook, anchor === undefined ? undefined : anchorIn(anchor));
        context.answer(report, () => chainText(report, context.global.lang));
        if (!report.ok) context.exit("failed");
      }),
    );
}

export function addReviewing(program: Command): void {
  addReview(program);
  addAudit(program);
}
