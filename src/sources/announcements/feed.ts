// The items of an RSS feed, one at a time, from XML that nobody vouches for: no entity is expanded that the standard does not name, and what goes on without end is refused.

import { SaxesParser } from "saxes";
import { UserError } from "../../error.ts";
import { textOf } from "../encoding.ts";
import { LIMITS } from "../limits.ts";
import type { Opened } from "../source.ts";

/** An item: the text of each of its elements by local name, first come, first kept. */
export interface Item {
  at: string;
  row: Record<string, string>;
}

const local = (name: string): string => name.slice(name.indexOf(":") + 1);

/** Reads items; throws a UserError, after the items before it, where the rest is no XML. */
export async function* feedItems(file: Opened): AsyncGenerator<Item> {
  const reader = new Items(file.name);
  let trouble: unknown;
  try {
    for await (const piece of textOf(file)) {
      reader.write(piece);
      yield* reader.take();
    }
    reader.close();
  } catch (error) {
    trouble = error;
  }
  yield* reader.take();
  if (trouble) throw trouble instanceof UserError ? trouble : broken(file.name, (trouble as Error).message);
}

class Items {
  readonly #name: string;
  readonly #parser = new SaxesParser();
  readonly #path: string[] = [];
  #items: Item[] = [];
  #row: Record<string, string> | undefined;
  #text = "";
  #count = 0;
  /** Characters read since the last tag. */
  #since = 0;

  constructor(name: string) {
    this.#name = name;
    this.#parser.on("error", (error) => {
      throw broken(name, error.message);
    });
    // Feeds declare no types. What a declaration is for here is to blow up: entities in entities, or files of this machine.
    this.#parser.on("doctype", () => {
      throw declares(name);
    });
    this.#parser.on("opentag", ({ name: tag }) => this.#open(local(tag)));
    this.#parser.on("closetag", () => this.#close());
    this.#parser.on("text", (text) => this.#add(text));
    this.#parser.on("cdata", (text) => this.#add(text));
  }

  write(piece: string): void {
    this.#since += piece.length;
    this.#parser.write(piece);
    if (this.#since > LIMITS.recordBytes) throw broken(this.#name, "a text without end");
  }

  close(): void {
    this.#parser.close();
  }

  take(): Item[] {
    const taken = this.#items;
    this.#items = [];
    return taken;
  }

  #open(tag: string): void {
    this.#since = 0;
    this.#path.push(tag);
    if (this.#path.length > LIMITS.jsonDepth) throw broken(this.#name, "elements within elements without end");
    if (tag === "item" && !this.#row) this.#row = {};
    this.#text = "";
  }

  #close(): void {
    this.#since = 0;
    const tag = this.#path.pop()!;
    if (this.#row && this.#path.at(-1) === "item" && !Object.hasOwn(this.#row, tag)) this.#row[tag] = this.#text.trim();
    this.#text = "";
    if (tag !== "item" || !this.#row || this.#path.includes("item")) return;
    this.#items.push({ at: `/item/${this.#count++}`, row: this.#row });
    this.#row = undefined;
  }

  #add(text: string): void {
    if (!this.#row) return;
    this.#text += text;
    if (this.#text.length > LIMITS.stringLength) throw broken(this.#name, "a text longer than any field");
  }
}

function broken(name: string, detail: string): UserError {
  return new UserError("xml-broken", {
    what: { en: `${name} is not well-formed XML: ${detail}`, th: `${name} ไม่เป็น XML ที่ถูกต้อง: ${detail}` },
    where: name,
    remedy: { en: "The download was cut short or altered: get the feed again.", th: "การดาวน์โหลดไม่ครบหรือแฟ้มถูกแก้ไข ให้ดาวน์โหลดใหม่" },
    exit: "unusable",
  });
}

function declares(name: string): UserError {
  return new UserError("xml-declares", {
    what: {
      en: `${name} declares a document type, which a feed of announcements does not need and which can hide what it does.`,
      th: `${name} ประกาศชนิดเอกสาร (DOCTYPE) ซึ่งรายการประกาศไม่จำเป็นต้องมีและอาจซ่อนสิ่งที่เป็นอันตราย`,
    },
    where: name,
    remedy: { en: "Get the feed from e-GP itself.", th: "ดาวน์โหลดรายการประกาศจากระบบ e-GP โดยตรง" },
    exit: "unusable",
  });
}
