// The words of the page: the same in number in both languages, and none that accuses.
import { expect, test } from "vitest";
import { wordsOf } from "../../../src/text/words.ts";
import { accusations } from "../../accusation.ts";

/** Every text of a tree of words; functions are given numbers or texts that do not matter here. */
function texts(words: unknown, path = ""): [path: string, text: string][] {
  if (typeof words === "string") return [[path, words]];
  if (typeof words === "function") return [[path, String((words as (...args: unknown[]) => unknown)(2, 3, 4, 5))]];
  return Object.entries(words as object).flatMap(([name, value]) => texts(value, `${path}.${name}`));
}

const whole = { en: texts(wordsOf("en")), th: texts(wordsOf("th")) };

test("no word accuses; only the disclaimer may name what a flag is not", () => {
  for (const language of ["en", "th"] as const)
    for (const [path, text] of whole[language]) if (path !== ".disclaimer") expect(accusations(text), `${language}${path}`).toEqual([]);
});

test("every language has every word, and keys of the help page are the same", () => {
  expect(whole.th.map(([path]) => path).sort()).toEqual(whole.en.map(([path]) => path).sort());
  expect(wordsOf("th").help.keyList.map(([key]) => key)).toEqual(wordsOf("en").help.keyList.map(([key]) => key));
});

test("Thai words are Thai", () => {
  const latin = [".product", ".otherLanguage", ".run.sha256", ".run.stamp"];
  for (const [path, text] of whole.th)
    if (!latin.includes(path) && !path.startsWith(".help.keyList") && /[A-Za-z]{3}/.test(text)) expect(text, path).toMatch(/[ก-๛]/);
});
