// Commands that keep an installation in order: snapshot, backup, doctor, config.
import type { Command } from "commander";
import { createBackup, restoreBackup } from "../app/backup.ts";
import { examine, type Finding } from "../app/doctor.ts";
import { MACHINE } from "../app/person.ts";
import { dropSnapshot, type Snapshot, snapshots } from "../app/snapshot.ts";
import { JABTA_VERSION } from "../package-root.ts";
import { type Language, showAmount, showDay, type Text } from "../text/text.ts";
import { perform } from "./context.ts";
import { examples } from "./option.ts";
import { table } from "./table.ts";
import { withCasebook } from "./with-casebook.ts";
import { word } from "./words.ts";

const SAYS = {
  snapshot: { en: "snapshot", th: "ชุดข้อมูล" },
  received: { en: "received", th: "ได้รับเมื่อ" },
  dropped: { en: "taken back", th: "นำออก" },
  toRun: { en: "jabta run judges what is left", th: "ใช้คำสั่ง jabta run เพื่อประเมินข้อมูลที่เหลือ" },
  files: { en: "files", th: "จำนวนแฟ้ม" },
  reused: { en: "there already", th: "มีอยู่แล้ว" },
  secret: {
    en: "It holds the key of the masks and the work of people: keep it as you keep the workspace.",
    th: "ข้อมูลสำรองมีกุญแจปกปิดและงานของผู้ตรวจทาน โปรดเก็บรักษาเช่นเดียวกับพื้นที่ทำงาน",
  },
  rebuilt: { en: "jabta run builds the rest again", th: "ใช้คำสั่ง jabta run เพื่อสร้างส่วนที่เหลือใหม่" },
  about: { en: "about", th: "เรื่อง" },
  found: { en: "found", th: "ที่พบ" },
  remedy: { en: "what to do", th: "สิ่งที่ควรทำ" },
  setting: { en: "setting", th: "การตั้งค่า" },
  value: { en: "value", th: "ค่า" },
  origin: { en: "from", th: "ที่มา" },
  set: { en: "(set, not shown)", th: "(ตั้งไว้ ไม่แสดง)" },
} as const satisfies Record<string, Text>;

const count = (value: number): string => showAmount(String(value));

function addSnapshot(program: Command): void {
  const snapshot = program
    .command("snapshot")
    .description("what each import brought, and how to take one back")
    .addHelpText("before", examples("snapshot list", "snapshot drop 2025-09-30-1a2b3c4d --reason 'the publisher withdrew the file'"));
  snapshot
    .command("list")
    .description("every import, those taken back among them")
    .action((_options: object, command: Command) =>
      perform(command, async (context) => {
        const { lang } = context.global;
        const items = snapshots(context.workspace());
        context.answer({ items }, () =>
          table<Snapshot>(items, [
            { head: SAYS.snapshot[lang], of: (row) => row.snapshot },
            { head: word("asOf", lang), of: (row) => showDay(row.as_of, lang) },
            { head: SAYS.received[lang], of: (row) => showDay(row.received_on, lang) },
            { head: word("source", lang), of: (row) => [...new Set(row.files.map(({ source }) => source))].join(", ") },
            { head: SAYS.files[lang], of: (row) => count(row.files.length), right: true },
            { head: word("read", lang), of: (row) => count(row.files.reduce((sum, { read }) => sum + read, 0)), right: true },
            {
              head: SAYS.dropped[lang],
              of: (row) => (row.dropped ? `${showDay(row.dropped.at.slice(0, 10), lang)} · ${row.dropped.reason}` : ""),
            },
          ]),
        );
      }),
    );
  snapshot
    .command("drop")
    .argument("<snapshot>")
    .requiredOption("--reason <text>", "why, for the log")
    .description("take an import back: its records no longer count, its bytes stay, and the log tells it")
    .action((name: string, { reason }: { reason: string }, command: Command) =>
      withCasebook(command, async (context, casebook) => {
        const gone = await dropSnapshot(context.workspace(), casebook, name, { reason, actor: MACHINE });
        context.answer(gone, () => `✔ ${gone.snapshot}\n${SAYS.toRun[context.global.lang]}`);
      }),
    );
}

function addBackup(program: Command): void {
  const backup = program
    .command("backup")
    .description("all that cannot be made again, in a folder of its own")
    .addHelpText("before", examples("backup create /mnt/backup/jabta", "backup restore /mnt/backup/jabta --workspace new-var"));
  backup
    .command("create")
    .argument("<dir>", "a folder; one that holds an earlier backup is brought up to date")
    .description("copy bytes received, receipts, runs, the key and the casebook, with the hash of each file")
    .action((dir: string, _options: object, command: Command) =>
      perform(command, async (context) => {
        const made = await createBackup(context.workspace(), dir, JABTA_VERSION);
        const { lang } = context.global;
        context.answer(made, () =>
          [
            `✔ ${made.path}`,
            `${SAYS.files[lang]} ${count(made.files)} (${SAYS.reused[lang]} ${count(made.reused)}) · ${count(made.bytes)} B`,
            `${word("entries", lang)} ${count(made.audit.seq)} · ${made.audit.hash}`,
            SAYS.secret[lang],
          ].join("\n"),
        );
      }),
    );
  backup
    .command("restore")
    .argument("<dir>", "a folder that backup create wrote")
    .description("make a workspace that is not there yet from a backup, each file compared with its hash")
    .action((dir: string, _options: object, command: Command) =>
      perform(command, async (context) => {
        const made = await restoreBackup(dir, context.global.workspace);
        const { lang } = context.global;
        context.answer(made, () =>
          [
            `✔ ${made.workspace}`,
            `${SAYS.files[lang]} ${count(made.files)} · ${showDay(made.made_at.slice(0, 10), lang)}`,
            SAYS.rebuilt[lang],
          ].join("\n"),
        );
      }),
    );
}

const MARK: Record<Finding["health"], string> = { sound: "✔", optional: "–", broken: "✖" };

function addDoctor(program: Command): void {
  program
    .command("doctor")
    .description("whether this machine and this workspace are sound, and what mends what is not; changes nothing")
    .action((_options: object, command: Command) =>
      perform(command, async (context) => {
        const findings = examine(context.workspace());
        const { lang } = context.global;
        context.answer({ ok: findings.every(({ health }) => health !== "broken"), findings }, () =>
          table<Finding>(findings, [
            { head: "", of: (row) => MARK[row.health] },
            { head: SAYS.about[lang], of: (row) => row.about },
            { head: SAYS.found[lang], of: (row) => row.says[lang], most: 80 },
            { head: SAYS.remedy[lang], of: (row) => row.remedy?.[lang] ?? "", most: 80 },
          ]),
        );
        if (findings.some(({ health }) => health === "broken")) context.exit("failed");
      }),
    );
}

/** What can be set outside of a call. Secrets are never printed. */
const SETTINGS = [
  { env: "JABTA_INDICATORS", secret: false },
  { env: "JABTA_CHROMIUM", secret: false },
  { env: "JABTA_MEMORY", secret: false },
  { env: "JABTA_SMTP_URL", secret: true },
  { env: "JABTA_MAIL_FROM", secret: false },
  { env: "JABTA_WEBHOOK_SECRET", secret: true },
  { env: "JABTA_ADDRESS", secret: false },
  { env: "JABTA_KEY", secret: true },
  { env: "JABTA_CKAN_TOKEN", secret: true },
] as const;

const ORIGINS: Readonly<Record<string, string>> = { cli: "flag", env: "environment" };

interface Setting {
  name: string;
  value: string | null;
  origin: string;
}

function settingsOf(program: Command, language: Language): Setting[] {
  const flags = ["workspace", "lang"].map((name) => ({
    name,
    value: String(program.getOptionValue(name)),
    origin: ORIGINS[program.getOptionValueSource(name) ?? "default"] ?? "default",
  }));
  const outside = SETTINGS.map(({ env, secret }) => {
    const value = process.env[env];
    if (value === undefined) return { name: env, value: null, origin: "default" };
    return { name: env, value: secret ? SAYS.set[language] : value, origin: "environment" };
  });
  return [...flags, ...outside];
}

function addConfig(program: Command): void {
  program
    .command("config")
    .description("what is set, and where it was set")
    .command("show")
    .option("--origin", "with where each value comes from")
    .description("every setting with its value")
    .action(({ origin }: { origin?: boolean }, command: Command) =>
      perform(command, async (context) => {
        const { lang } = context.global;
        const items = settingsOf(program, lang);
        context.answer({ items }, () =>
          table<Setting>(items, [
            { head: SAYS.setting[lang], of: (row) => row.name },
            { head: SAYS.value[lang], of: (row) => row.value, most: 80 },
            ...(origin ? [{ head: SAYS.origin[lang], of: (row: Setting) => row.origin }] : []),
          ]),
        );
      }),
    );
}

export function addKeeping(program: Command): void {
  addSnapshot(program);
  addBackup(program);
  addDoctor(program);
  addConfig(program);
}
