// What a person reads of a bundle: one page in both languages that needs no program but a browser, and how to check the hashes.
import type { Indicator } from "../catalogue/indicator.ts";
import { labelOf } from "../text/codelist.ts";
import { LANGUAGES, type Language, showAmount, showFact, type Text } from "../text/text.ts";
import type { BundledIndicator, BundledRecord } from "./bundle.ts";
import type { LeftOut } from "./excerpt.ts";
import type { Explanation } from "./explain.ts";
import type { Flag } from "./flags.ts";
import type { Manifest } from "./run.ts";

/** What the page tells. */
export interface Told {
  explanation: Explanation;
  inThai: Explanation;
  flags: readonly (Omit<Flag, "title" | "says"> & { title: Text; says: Text })[];
  records: readonly BundledRecord[];
  indicators: readonly BundledIndicator[];
  manifest: Manifest;
  withRaw: boolean;
}

const WORDS = {
  title: { en: "Evidence", th: "ชุดหลักฐาน" },
  disclaimer: {
    en: "A flag is a reason to look, not a verdict: it marks a risk and does not mean that anything wrong was done.",
    th: "ข้อสังเกตนี้เป็นเพียงการระบุความเสี่ยง มิได้หมายความว่ามีการกระทำผิดหรือการทุจริต",
  },
  judged: { en: "indicators judged, flagged", th: "ตัวชี้วัดที่ประเมินได้ / ที่มีข้อสังเกต" },
  asOf: { en: "Judged as of", th: "ประเมิน ณ วันที่" },
  flags: { en: "What was flagged", th: "ข้อสังเกตที่พบ" },
  none: { en: "Nothing was flagged.", th: "ไม่พบข้อสังเกต" },
  innocent: { en: "Ordinary explanations to rule out first", th: "คำอธิบายปกติที่ควรพิจารณาก่อน" },
  check: { en: "How to check", th: "วิธีตรวจสอบ" },
  readIn: { en: "read in", th: "อ่านจาก" },
  unjudged: { en: "What could not be judged", th: "สิ่งที่ไม่สามารถตรวจสอบได้" },
  clear: { en: "Asked, with no finding", th: "ตรวจแล้วไม่พบข้อสังเกต" },
  facts: { en: "Facts", th: "ข้อเท็จจริง" },
  records: { en: "Records", th: "ระเบียนต้นทาง" },
  masked: { en: "as read", th: "ตามที่อ่าน" },
  bytes: { en: "bytes as received", th: "ไบต์ตามที่ได้รับ" },
  changed: {
    en: "the method has changed since this run; the text here is the newer one",
    th: "วิธีการเปลี่ยนไปหลังรอบนี้ ข้อความในชุดนี้เป็นรุ่นใหม่กว่า",
  },
} as const satisfies Record<string, Text>;

const LEFT_OUT: Record<LeftOut, Text> = {
  persons: {
    en: "bytes left out: they name a natural person, or that cannot be ruled out",
    th: "ไม่แนบไบต์ต้นฉบับ เพราะมีชื่อบุคคลธรรมดา หรือไม่อาจยืนยันได้ว่าไม่มี",
  },
  inside: { en: "bytes left out: they lie inside a large file", th: "ไม่แนบไบต์ต้นฉบับ เพราะอยู่ภายในแฟ้มขนาดใหญ่" },
  gone: { en: "bytes left out: the file is no longer kept", th: "ไม่แนบไบต์ต้นฉบับ เพราะไม่ได้เก็บแฟ้มไว้แล้ว" },
};
const RAW: Record<"true" | "false", Text> = {
  true: {
    en: "This bundle holds raw files whole. They may name natural persons: keep it as the law on personal data asks.",
    th: "ชุดหลักฐานนี้มีแฟ้มต้นฉบับทั้งแฟ้ม ซึ่งอาจมีชื่อบุคคลธรรมดา ต้องเก็บรักษาตามกฎหมายคุ้มครองข้อมูลส่วนบุคคล",
  },
  false: {
    en: "Natural persons are masked. Bytes that may name them are left out, and records.json says where.",
    th: "ชื่อบุคคลธรรมดาถูกปกปิด ไบต์ต้นฉบับที่อาจมีชื่อบุคคลไม่ได้แนบมา และ records.json ระบุไว้ว่าอยู่ที่ใด",
  },
};

const safe = (text: unknown): string =>
  String(text ?? "–")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
const list = (items: readonly string[]): string => `<ul>${items.map((it) => `<li>${it}</li>`).join("")}</ul>`;

function factTables(facts: Explanation["facts"], language: Language): string {
  return Object.entries(facts)
    .map(([name, rows]) => {
      const shown = rows.map((row) => {
        const { seen_in, seen_before, ...fields } = row;
        const pairs = Object.entries(fields)
          .filter(([, value]) => value !== null && value !== undefined)
          .map(([field, value]) => `<tr><th>${safe(field)}</th><td>${safe(showFact(field, value, language, labelOf))}</td></tr>`);
        const places = [seen_in, seen_before].flatMap((it) => (it ? [`${safe(it.file)} ${safe(it.place)}`] : []));
        return `<table>${pairs.join("")}</table><p class="small">${WORDS.readIn[language]} ${places.join("; ")}</p>`;
      });
      return `<h3>${safe(name)}</h3>${shown.join("")}`;
    })
    .join("");
}

function inLanguage(told: Told, indicators: ReadonlyMap<string, Indicator>, language: Language): string {
  const word = (name: keyof typeof WORDS) => WORDS[name][language];
  const { score, as_of } = told.explanation;
  const { answers } = language === "th" ? told.inThai : told.explanation;
  const flags = told.flags.map((flag) => {
    const spec = indicators.get(flag.indicator);
    const amount = flag.amount === null ? "" : ` · ${showAmount(flag.amount)} ${safe(flag.currency ?? "")}`;
    return `<section><h3>${safe(flag.indicator)} ${safe(flag.title[language])}${amount}</h3><p>${safe(flag.says[language])}</p>
${spec ? `<h4>${word("innocent")}</h4>${list(spec.innocent.map((it) => safe(it[language])))}<h4>${word("check")}</h4>${list(spec.checks.map((it) => safe(it[language])))}` : ""}
<p class="small">${flag.seen_in.map((it) => `${word("readIn")} ${safe(it.file)} ${safe(it.place)}`).join("<br>")}</p></section>`;
  });
  const answered = (status: string) =>
    answers
      .filter((it) => it.status === status)
      .map((it) => `${safe(it.indicator)} ${safe(it.title)}${it.says_reason ? `: ${safe(it.says_reason)}` : ""}`);
  const records = told.records.map(
    (it) =>
      `${safe(it.file)} ${safe(it.place)} (SHA-256 ${it.file_sha256}): <a href="${it.masked}">${word("masked")}</a> · ${it.bytes ? `<a href="${safe(it.bytes)}">${word("bytes")}</a>` : LEFT_OUT[it.left_out!][language]}`,
  );
  const older = told.indicators.filter(({ in_force }) => !in_force).map(({ indicator }) => `${safe(indicator)}: ${word("changed")}`);
  return `<article lang="${language}">
<h1>${word("title")}: ${safe(told.explanation.subject_id)}</h1>
<p class="note">${word("disclaimer")}</p><p>${RAW[`${told.withRaw}`][language]}</p>
<p>${word("asOf")} ${safe(showFact("as_of_on", as_of, language, labelOf))}${score ? ` · ${word("judged")}: ${score.judged} / ${score.flagged}` : ""}</p>
<h2>${word("flags")} (${flags.length})</h2>${flags.join("") || `<p>${word("none")}</p>`}
<h2>${word("unjudged")}</h2>${list(answered("no_data"))}
<h2>${word("clear")}</h2>${list(answered("clear"))}
<h2>${word("facts")}</h2>${factTables(told.explanation.facts, language)}
<h2>${word("records")}</h2>${list(records)}${list(older)}</article>`;
}

/** The page: English, then Thai. */
export function bundlePage(told: Told, indicators: ReadonlyMap<string, Indicator>): string {
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="robots" content="noindex"><meta name="viewport" content="width=device-width">
<title>${safe(told.explanation.subject_id)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;margin:.5rem 0}
th,td{text-align:left;vertical-align:top;border-top:1px solid #ccc;padding:.2rem .8rem .2rem 0;overflow-wrap:anywhere}.small{font-size:.85rem}
.note{border-left:4px solid #555;padding-left:.8rem}li{overflow-wrap:anywhere}article+article{border-top:3px double #555;margin-top:3rem}</style></head><body>
<p><a href="#th" lang="th">ภาษาไทย</a></p>
${LANGUAGES.map((language) => `<div id="${language}">${inLanguage(told, indicators, language)}</div>`).join("\n")}
<p class="small">run ${safe(told.manifest.run_id)} · result sha256 ${safe(told.manifest.result_hash)} · jabta ${safe(told.manifest.versions.jabta)}</p>
</body></html>
`;
}

/** How to check the bundle with nothing but sha256sum. */
export function verifyText({ explanation, manifest, withRaw }: Told): string {
  return `# How to check this bundle / วิธีตรวจสอบชุดหลักฐานนี้

    sha256sum -c SHA256SUMS

Every line must end in OK. On macOS: \`shasum -a 256 -c SHA256SUMS\`.
ทุกบรรทัดต้องลงท้ายด้วย OK บน macOS ใช้ \`shasum -a 256 -c SHA256SUMS\`

- Subject / สิ่งที่ประเมิน: ${explanation.subject_id}
- Run / รอบการประเมิน: ${manifest.run_id} (as of ${manifest.as_of}; result sha256 ${manifest.result_hash})
- index.html: read it in any browser / เปิดอ่านด้วยเบราว์เซอร์
- facts.json, flags.json: what was read and what was flagged, each with its address / ข้อเท็จจริงและข้อสังเกต พร้อมตำแหน่งในแฟ้มต้นทาง
- records.json: each record with the SHA-256 of the file it was read from; records/ the record as read and, where allowed, its bytes / ระเบียนต้นทางและค่าแฮชของแฟ้ม
- indicators/: the methods and their texts / วิธีการของตัวชี้วัด
- manifest.json: all inputs, versions, settings and hashes of the run / ข้อมูลนำเข้า รุ่น ค่ากำหนด และค่าแฮชของรอบการประเมิน

A file in raw/ is whole: its SHA-256 is the \`file_sha256\` of records.json and stands among the inputs of manifest.json.
A file records/NNN.raw is cut out of such a file unchanged, at the line that records.json names.
แฟ้มใน raw/ เป็นแฟ้มต้นฉบับทั้งแฟ้ม ส่วน records/NNN.raw ตัดจากแฟ้มต้นฉบับโดยไม่แก้ไข ณ บรรทัดที่ระบุใน records.json

${RAW[`${withRaw}`].en}
${RAW[`${withRaw}`].th}
`;
}
