// Commands that compare and prove: diff, bundle.
import type { Command } from "commander";
import { type Bundle, bundle } from "../app/bundle.ts";
import { type Diff, diff, type FlagChange } from "../app/diff.ts";
import { CAUSES, type Cause } from "../app/rule-change.ts";
import { type Language, showAmount, type Text } from "../text/text.ts";
import { fieldLabel, nounLabel } from "../text/words.ts";
import { perform } from "./context.ts";
import { word } from "./words.ts";

const count = (value: number): string => showAmount(String(value));

const CAUSE: Record<Cause, Text> = {
  scope: { en: "judged in one run only", th: "ประเมินเพียงรอบเดียว" },
  method: { en: "new method version", th: "วิธีการรุ่นใหม่" },
  setting: { en: "new setting", th: "ค่ากำหนดใหม่" },
  law: { en: "law tables", th: "ตารางกฎหมาย" },
  day: { en: "the day of judging moved", th: "วันที่ประเมินเปลี่ยน" },
  data: { en: "new data", th: "ข้อมูลใหม่" },
  peers: { en: "peers moved", th: "กลุ่มเปรียบเทียบเปลี่ยน" },
};
const CHANGE: Record<FlagChange["change"] | "same", Text> = {
  added: { en: "added", th: "เพิ่ม" },
  removed: { en: "removed", th: "หายไป" },
  changed: { en: "changed", th: "เปลี่ยน" },
  same: { en: "same", th: "เหมือนเดิม" },
};

function diffText(it: Diff, language: Language): string {
  const none = language === "th" ? "ไม่มี" : "none";
  const lines = [
    `${it.before.run_id} → ${it.after.run_id}`,
    (["added", "removed", "changed", "same"] as const).map((name) => `${CHANGE[name][language]} ${count(it.counts[name])}`).join(" · "),
    CAUSES.filter((cause) => it.causes[cause])
      .map((cause) => `${CAUSE[cause][language]} ${count(it.causes[cause])}`)
      .join(" · ") || none,
  ];
  for (const rule of it.rules) {
    if (rule.version) lines.push(`${rule.indicator}: v${rule.version.old} → v${rule.version.new}`);
    else if (rule.sql_hash) lines.push(`${rule.indicator}: SQL ${rule.sql_hash.old.slice(0, 12)} → ${rule.sql_hash.new.slice(0, 12)}`);
    for (const { name, old, new: now } of rule.settings)
      lines.push(`${rule.indicator}: ${name} ${JSON.stringify(old)} → ${JSON.stringify(now)}`);
  }
  for (const flag of it.flags) {
    lines.push(
      "",
      `${CHANGE[flag.change][language]} · ${flag.indicator} ${flag.title} · ${flag.subject_kind} ${flag.subject_id}`,
      `  ${flag.causes.map((cause) => CAUSE[cause][language]).join(", ")}`,
    );
    if (flag.old) lines.push(`  − ${flag.old.says}`);
    if (flag.new) lines.push(`  + ${flag.new.says}`);
    for (const fact of flag.facts) {
      lines.push(
        `    ${nounLabel(fact.table, language)} ${fact.id}${fact.field ? ` ${fieldLabel(fact.field, language)}: ${fact.old ?? "–"} → ${fact.new ?? "–"}` : fact.old_seen_in ? " −" : " +"}`,
      );
      for (const place of [fact.old_seen_in, fact.new_seen_in])
        if (place) lines.push(`      ${word("seenIn", language)} ${place.file} ${place.place} (${place.sha256.slice(0, 12)})`);
    }
    if (flag.facts_count > flag.facts.length) lines.push(`    … ${count(flag.facts_count - flag.facts.length)}`);
  }
  lines.push("", word("disclaimer", language));
  return lines.join("\n");
}

function bundleText(it: Bundle, language: Language): string {
  const withBytes = it.records.filter(({ bytes }) => bytes !== null).length;
  const th = language === "th";
  return [
    `${it.path}  (${count(it.files)} ${th ? "แฟ้ม" : "files"})`,
    th
      ? `${count(it.records.length)} ระเบียน มีไบต์ต้นฉบับ ${count(withBytes)} ระเบียน`
      : `${count(it.records.length)} records, ${count(withBytes)} of them with their bytes`,
    `SHA256SUMS sha256 ${it.sha256}`,
    th ? "ตรวจสอบในโฟลเดอร์นี้: sha256sum -c SHA256SUMS" : "To check it, in that folder: sha256sum -c SHA256SUMS",
  ].join("\n");
}

export function addComparing(program: Command): void {
  program
    .command("diff")
    .description("flags added, removed and changed between two runs, and why")
    .argument("<run>", "the earlier run")
    .argument("<run>", "the later run")
    .option("--limit <n>", "list at most so many changed flags; counts are always whole", Number, 1000)
    .action(async (before: string, after: string, options: { limit: number }, command: Command) => {
      await perform(command, async (context) => {
        const found = await diff(context.workspace(), before, after, context.global.lang, options.limit);
        context.answer(found, () => diffText(found, context.global.lang));
      });
    });

  program
    .command("bundle")
    .description("all evidence about one subject in a folder that opens and verifies without jabta")
    .argument("<subject>", "a contract id, a process id, or a party id")
    .requiredOption("--out <dir>", "a new folder")
    .option("--run <id>", "another run than the current one")
    .option("--with-raw", "whole raw files, which may name natural persons")
    .action(async (id: string, { out, ...options }: { out: string; run?: string; withRaw?: boolean }, command: Command) => {
      await perform(command, async (context) => {
        const made = await bundle(context.workspace(), id, out, options);
        context.answer(made, () => bundleText(made, context.global.lang));
      });
    });
}
