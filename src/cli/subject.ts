// The command `subject`: what is held of a person or firm that asks, what they say is right, and what can go.
import type { Command } from "commander";
import { MACHINE } from "../app/person.ts";
import { type Asked, correctSubject, eraseSubject, exportSubject, PLACE_KINDS, type Place, type PlaceKind } from "../app/subject.ts";
import { type Language, showDay, type Text } from "../text/text.ts";
import { examples } from "./option.ts";
import { table } from "./table.ts";
import { withCasebook } from "./with-casebook.ts";

const KIND: Record<PlaceKind, Text> = {
  received: { en: "file received", th: "แฟ้มที่ได้รับ" },
  record: { en: "rows of records", th: "แถวของระเบียน" },
  flag: { en: "flag", th: "ข้อสังเกต" },
  run: { en: "flags of a run before", th: "ข้อสังเกตของรอบก่อน" },
  casebook: { en: "casebook", th: "สมุดงาน" },
  file: { en: "file made here", th: "แฟ้มที่จัดทำไว้" },
};

const SAYS = {
  what: { en: "what", th: "รายการ" },
  name: { en: "name", th: "ชื่อ" },
  at: { en: "at", th: "ที่" },
  more: { en: "more of this kind: --json", th: "รายการประเภทนี้อีก ดูได้ด้วย --json" },
  held: { en: "held", th: "สงวนไว้" },
  blocked: { en: "Nothing is erased while this is held:", th: "ลบไม่ได้ตราบที่สงวนข้อมูลไว้:" },
  unread: {
    en: "files made as PDF, XLSX or Parquet were not looked into: see exports/ and reports/ in the workspace",
    th: "แฟ้ม PDF, XLSX หรือ Parquet ที่จัดทำไว้ซึ่งไม่ได้ตรวจเนื้อหา โปรดตรวจใน exports/ และ reports/ ของพื้นที่ทำงาน",
  },
  outside: {
    en: "Backups, reports sent and files taken elsewhere are not of this workspace and were not looked into.",
    th: "ข้อมูลสำรอง รายงานที่ส่งแล้ว และแฟ้มที่นำไปไว้ที่อื่นอยู่นอกพื้นที่ทำงานนี้และไม่ได้ตรวจ",
  },
  alone: {
    en: "No party of the records was found. A person whose number the records print, whole or with x, is found only by number and name together: --also.",
    th: "ไม่พบรายนี้ในรายชื่อผู้เกี่ยวข้อง หากระเบียนพิมพ์เลขของบุคคลไว้ ทั้งหมดหรือบางส่วนเป็น x จะค้นพบได้ต่อเมื่อระบุทั้งเลขและชื่อด้วย --also",
  },
  unnamed: {
    en: "Texts that people wrote were looked through for the id alone: add first and family name, and the number, with --also.",
    th: "ค้นข้อความที่มีผู้บันทึกไว้ด้วยรหัสเท่านั้น โปรดเพิ่มชื่อและนามสกุล และเลขประจำตัว ด้วย --also",
  },
  corrected: { en: "asked to be corrected", th: "ขอให้แก้ไขข้อมูล" },
  noted: { en: "flags beside which it is noted", th: "ข้อสังเกตที่บันทึกคำขอไว้ข้างเคียง" },
  reopened: { en: "decided flags that stand open again", th: "ข้อสังเกตที่วินิจฉัยแล้วและเปิดตรวจทานใหม่" },
  kept: {
    en: "The record stays as its publisher wrote it; ask the publisher to correct it, and import it again.",
    th: "ระเบียนคงไว้ตามที่ผู้เผยแพร่จัดทำ โปรดขอให้ผู้เผยแพร่แก้ไข แล้วนำเข้าใหม่",
  },
  goes: {
    en: "Would go: the name or number gives way to what is shown for a natural person",
    th: "จะนำออก โดยแทนชื่อหรือเลขด้วยรูปแบบที่ปกปิดบุคคลธรรมดา",
  },
  gone: {
    en: "Gone: the name or number gave way to what is shown for a natural person",
    th: "นำออกแล้ว โดยแทนชื่อหรือเลขด้วยรูปแบบที่ปกปิดบุคคลธรรมดา",
  },
  nothing: { en: "nothing was written here that names them", th: "ไม่มีข้อความที่บันทึกไว้ในระบบนี้ซึ่งระบุชื่อหรือเลขของบุคคลนี้" },
  stays: { en: "Stays", th: "คงไว้" },
  why: {
    en: "Files received are public records, and whoever published them can correct or withdraw them (jabta snapshot drop takes an import back). Records, flags and runs know only a keyed hash. The log is never rewritten: it holds hashes and no words.",
    th: "แฟ้มที่ได้รับเป็นข้อมูลสาธารณะ ผู้เผยแพร่เป็นผู้แก้ไขหรือถอน (jabta snapshot drop นำการนำเข้าออกได้) ระเบียน ข้อสังเกต และรอบการประเมินมีเพียงค่าแฮชที่ใช้กุญแจ บันทึกการตรวจสอบไม่มีการเขียนทับและมีเพียงค่าแฮช ไม่มีข้อความ",
  },
} as const satisfies Record<string, Text>;

/** As many rows of one kind as a person reads. */
const SHOWN = 40;

function placesText(places: readonly Place[], lang: Language): string[] {
  const shown = PLACE_KINDS.flatMap((kind) => places.filter((it) => it.kind === kind).slice(0, SHOWN));
  const more = PLACE_KINDS.map((kind) => ({ kind, n: places.filter((it) => it.kind === kind).length - SHOWN })).filter(({ n }) => n > 0);
  return [
    table<Place>(shown, [
      { head: SAYS.what[lang], of: ({ kind }) => KIND[kind][lang] },
      { head: SAYS.name[lang], of: ({ name }) => name, most: 70 },
      { head: SAYS.at[lang], of: ({ at }) => at, most: 60 },
    ]),
    ...more.map(({ kind, n }) => `${KIND[kind][lang]}: + ${n} ${SAYS.more[lang]}`),
  ];
}

const endText = ({ unread, held }: { unread: number; held: readonly { run_id: string; reason: string }[] }, lang: Language): string[] => [
  ...held.map(({ run_id, reason }) => `${SAYS.held[lang]}: ${run_id} · ${reason}`),
  ...(unread ? [`${unread} ${SAYS.unread[lang]}`] : []),
  SAYS.outside[lang],
];

/** Who was found; of a natural person who is no party, how one would be. */
const headText = ({ id, kind, ids, named }: Asked, lang: Language): string[] => [
  `${id} · ${kind}`,
  ...(kind === "natural" && !ids.length ? [SAYS.alone[lang]] : []),
  ...(kind === "natural" && !named ? [SAYS.unnamed[lang]] : []),
];

interface Who {
  also?: string[];
}

const withWho = (command: Command): Command =>
  command
    .argument("<who>", "id of a party, 13 digits, a whole name, or the name of a user")
    .option("--also <text...>", "further names or numbers of the same: a person is known by number and name as the records print them");

const given = (who: string, { also = [] }: Who): string[] => [who, ...also];

export function addSubject(program: Command): void {
  const subject = program
    .command("subject")
    .description("a person or firm asks: what is held of them, what they say is right, and what can be erased")
    .addHelpText(
      "before",
      examples(
        "subject export TH-TIN:0105536000315",
        "subject correct 0105536000315 --field amount --said '1200000.00' --reason 'contract 12/2568, page 3' --by 'the firm'",
        "subject erase 'นายตัวอย่าง สมมติกุล' --also 1101700230708 --dry-run",
      ),
    );
  withWho(subject.command("export").description("every place of the workspace where somebody stands; logged")).action(
    (who: string, options: Who, command: Command) =>
      withCasebook(command, async (context, casebook) => {
        const held = await exportSubject(context.workspace(), casebook, given(who, options), MACHINE);
        const { lang } = context.global;
        context.answer(held, () =>
          [
            ...headText(held.subject, lang),
            ...placesText(held.places, lang),
            ...held.corrections.map(
              ({ at, field, said }) => `${SAYS.corrected[lang]}: ${showDay(at.slice(0, 10), lang)} · ${field} = ${said}`,
            ),
            ...endText(held, lang),
          ].join("\n"),
        );
      }),
  );
  withWho(
    subject
      .command("correct")
      .description(
        "write down what somebody says is right: a note beside each of their flags; decided flags are opened again, and no record is rewritten",
      ),
  )
    .requiredOption("--field <name>", "which field")
    .requiredOption("--said <text>", "what is said to be right")
    .requiredOption("--reason <text>", "why, with what shows it")
    .requiredOption("--by <text>", "who asks")
    .action(
      (who: string, { field, said, reason, by, ...options }: Who & Record<"field" | "said" | "reason" | "by", string>, command: Command) =>
        withCasebook(command, async (context, casebook) => {
          const claim = { field, said, reason, asked_by: by, actor: MACHINE };
          const made = await correctSubject(context.workspace(), casebook, given(who, options), claim);
          const { lang } = context.global;
          context.answer(made, () =>
            [
              `✔ ${made.subject.id}`,
              `${SAYS.noted[lang]}: ${made.noted}`,
              `${SAYS.reopened[lang]}: ${made.reopened}`,
              SAYS.kept[lang],
            ].join("\n"),
          );
        }),
    );
  withWho(
    subject
      .command("erase")
      .description(
        "take a natural person's name and number out of what was written here; refused for firms, and while a run with them is held",
      ),
  )
    .option("--dry-run", "say what would go and what cannot, without touching it")
    .action((who: string, { dryRun, ...options }: Who & { dryRun?: boolean }, command: Command) =>
      withCasebook(command, async (context, casebook) => {
        const told = await eraseSubject(context.workspace(), casebook, given(who, options), { dry: Boolean(dryRun), actor: MACHINE });
        const { lang } = context.global;
        context.answer(told, () =>
          [
            ...headText(told.subject, lang),
            ...(told.held.length ? [SAYS.blocked[lang]] : []),
            `${SAYS[told.erased ? "gone" : "goes"][lang]}:`,
            ...(told.goes.length ? placesText(told.goes, lang) : [SAYS.nothing[lang]]),
            "",
            `${SAYS.stays[lang]}:`,
            ...placesText(told.stays, lang),
            SAYS.why[lang],
            ...endText(told, lang),
          ].join("\n"),
        );
      }),
    );
}
