// What a report.tsx is given: the filled report, the reader's language, and the parts that pages are made of.
import type { Child } from "hono/jsx";
import type { Language, Text } from "../text/text.ts";
import type { Filled, Laid } from "./fill.ts";
import type { Parts } from "./parts.tsx";

import { type WordName, word } from "./words.ts";

export interface View {
  filled: Filled;
  language: Language;
  word: (name: WordName) => string;
  /** A text of both languages in the reader's. */
  text: (both: Text) => string;
  /** A table by the name of its select. */
  table: (name: string) => Laid;
  /** A setting of the report. */
  setting: (name: string) => string | number;
}

/** What a report.tsx exports: how the report looks. It takes its parts as an argument, so that it stands on its own. */
export type Look = (given: { view: View; parts: Parts }) => Child;

/** The view of a filled report in one language. */
export function viewOf(filled: Filled, language: Language): View {
  return {
    filled,
    language,
    word: (name) => word(name, language),
    text: (both) => both[language],
    table(name) {
      const table = filled.tables.get(name);
      if (!table) throw new Error(`report ${filled.report.name} has no select named ${name}`);
      return table;
    },
    setting: (name) => filled.stamp.settings[name]!,
  };
}
