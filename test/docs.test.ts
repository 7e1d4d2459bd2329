// Documents that are made from the code, and checked against it. `npm run docs` writes them anew.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { type Indicator, IndicatorSpec } from "../src/catalogue/indicator.ts";
import { requireCatalogue } from "../src/catalogue/load.ts";
import { EXIT } from "../src/error.ts";
import { packaged } from "../src/package-root.ts";
import { lawPage } from "./law.ts";

const update = process.env.UPDATE_DOCS === "1";
const catalogue = requireCatalogue();

function holds(path: string, content: string): void {
  const file = packaged(path);
  if (update) writeFileSync(file, content);
  expect(existsSync(file) ? readFileSync(file, "utf8") : "", `${path}: run npm run docs`).toBe(content);
}

/** Fills the part between `<!-- generated: name -->` and `<!-- end -->`. */
function filled(path: string, name: string, part: string): string {
  const text = readFileSync(packaged(path), "utf8");
  const pattern = new RegExp(`(<!-- generated: ${name} -->\n)[\\s\\S]*?(<!-- end -->)`);
  expect(text, `${path} has a place for ${name}`).toMatch(pattern);
  return text.replace(pattern, (_, open: string, close: string) => `${open}${part}${close}`);
}

const count = (maturity: Indicator["maturity"]) => catalogue.filter((indicator) => indicator.maturity === maturity).length;
const computed = catalogue.filter(({ sql }) => sql !== null).length;
const COUNTS = `${catalogue.length} questions. ${computed} are computed (${count("stable")} stable, ${count("trial")} on trial: shown, and scored at half weight); ${count("described")} are described with what they would need, because nobody publishes it as data yet.\n`;
const COUNTS_TH = `${catalogue.length} คำถาม คำนวณได้ ${computed} ข้อ (ใช้จริง ${count("stable")} ข้อ ทดลองใช้ ${count("trial")} ข้อ ซึ่งแสดงผลและให้คะแนนครึ่งหนึ่ง) อีก ${count("described")} ข้ออธิบายไว้พร้อมสิ่งที่ต้องใช้ เพราะยังไม่มีผู้เผยแพร่เป็นข้อมูล\n`;

type ExitWords = Record<keyof typeof EXIT, string>;
const EXIT_WORDS: ExitWords = {
  done: "done",
  failed: "failed",
  usage: "the call is wrong",
  quarantined: "done, and some records were quarantined or files refused",
  flagsFound: "flags were found, and `--fail-on` asked to say so",
  unusable: "nothing in the input could be used",
  noInput: "no such input, or nothing imported or judged yet",
  unavailable: "unavailable",
  bug: "a bug in jabta",
  cannotWrite: "cannot write: disk full or no permission",
  tryAgain: "another import or run holds the workspace; try again",
  notPermitted: "not permitted",
  configuration: "the configuration is wrong",
};
const EXIT_WORDS_TH: ExitWords = {
  done: "สำเร็จ",
  failed: "ไม่สำเร็จ",
  usage: "คำสั่งไม่ถูกต้อง",
  quarantined: "สำเร็จ แต่มีระเบียนที่กันไว้หรือแฟ้มที่ไม่รับ",
  flagsFound: "มีข้อสังเกต และ `--fail-on` กำหนดให้แจ้ง",
  unusable: "ไม่มีข้อมูลใดใช้ได้",
  noInput: "ไม่พบข้อมูลนำเข้า หรือยังไม่มีการนำเข้าหรือประเมิน",
  unavailable: "ใช้การไม่ได้ในขณะนี้",
  bug: "ข้อบกพร่องของจับตา",
  cannotWrite: "เขียนไม่ได้ เนื่องจากพื้นที่เต็มหรือไม่มีสิทธิ์",
  tryAgain: "มีการนำเข้าหรือประเมินอื่นใช้พื้นที่ทำงานอยู่ โปรดลองใหม่",
  notPermitted: "ไม่มีสิทธิ์",
  configuration: "การตั้งค่าไม่ถูกต้อง",
};
const exitTable = (words: ExitWords, [code, means]: [string, string], stopped: string) => {
  const rows = Object.entries(EXIT).map(([name, number]) => `| ${number} | ${words[name as keyof typeof EXIT]} |\n`);
  return `| ${code} | ${means} |\n|---|---|\n${rows.join("")}| 130, 143 | ${stopped} |\n`;
};

test("README: the counts of the catalogue", () => {
  holds("README.md", filled("README.md", "counts", COUNTS));
  holds("README.th.md", filled("README.th.md", "counts", COUNTS_TH));
});

test("README: the exit codes", () => {
  holds("README.md", filled("README.md", "exit-codes", exitTable(EXIT_WORDS, ["code", "means"], "stopped by a signal")));
  holds("README.th.md", filled("README.th.md", "exit-codes", exitTable(EXIT_WORDS_TH, ["รหัส", "ความหมาย"], "หยุดด้วยสัญญาณ")));
});

test("the list of indicators", () => {
  const lines = catalogue.map(
    (it) => `| [${it.id}](${it.folder.split("/").at(-1)}/) | ${it.title.en} | ${it.title.th} | ${it.subject} | ${it.maturity} |`,
  );
  holds(
    "indicators/README.md",
    `# The questions\n\n${COUNTS}\nOne folder is one indicator: \`indicator.yaml\` (what it claims), \`indicator.sql\` (how it is computed), \`cases.yaml\` (how we know).\nHow to add one: [CONTRIBUTING](../CONTRIBUTING.md). This list is made by \`npm run docs\`.\n\n| code | title | ชื่อ | judges | maturity |\n|---|---|---|---|---|\n${lines.join("\n")}\n`,
  );
});

test("the law as data, in both languages", () => holds("docs/law.md", lawPage()));

test("the schema that editors complete indicator.yaml from", () => {
  holds("indicators/indicator.schema.json", `${JSON.stringify(z.toJSONSchema(IndicatorSpec, { io: "input" }), null, 2)}\n`);
});

describe("links between documents", () => {
  for (const path of [
    "README.md",
    "README.th.md",
    "CONTRIBUTING.md",
    "GLOSSARY.md",
    "CHANGELOG.md",
    "data/README.md",
    "docs/law.md",
    "docs/thailand.md",
    "indicators/README.md",
  ]) {
    test(path, () => {
      const links = [...readFileSync(packaged(path), "utf8").matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map((match) => match[1]!);
      const dead = links.filter((link) => !existsSync(join(dirname(packaged(path)), link)));
      expect(dead).toEqual([]);
    });
  }
});

test("the README gives the two commands, in both languages", () => {
  for (const path of ["README.md", "README.th.md"]) {
    const text = readFileSync(packaged(path), "utf8");
    expect(text).toContain("npm ci && npm start");
    expect(text).toContain("npm ci && npm test");
  }
});

test("both READMEs show the same commands", () => {
  const commands = (path: string) =>
    [...readFileSync(packaged(path), "utf8").matchAll(/^npx jabta .*?(?=\s+#|$)/gm)].map(([line]) => line.replaceAll(" --lang th", ""));
  expect(commands("README.th.md")).toEqual(commands("README.md"));
});
