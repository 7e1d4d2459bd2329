// One JSON record made from its bytes: exact, without NUL, every key once, or the reason why it cannot be trusted.
// A number stays a JavaScript number when `String()` of it gives back the same decimal; otherwise its value is the exact decimal text.

import { isAscii, isUtf8, transcode } from "node:buffer";
import { LIMITS } from "./limits.ts";

/** What the scan noticed on its way over the record. */
export interface Marks {
  colons: number;
  exact: boolean;
  escaped: boolean;
  nul: boolean;
}

/** The value and how many NUL characters were taken out of it, or why it is put aside. */
export type Parsed = { value: unknown; nuls: number } | { quarantined: string; detail: string };

/** Parses one record; `not_json` is the only reason that says the bytes around it may be wrong too. */
export function parseValue(bytes: Buffer, marks: Marks): Parsed {
  let nuls = 0;
  if (marks.nul) {
    const clean = bytes.filter((byte) => byte !== 0);
    nuls = bytes.length - clean.length;
    bytes = Buffer.from(clean);
  }
  if (!isUtf8(bytes)) return { quarantined: "invalid_text", detail: "bytes that are not UTF-8" };
  const text = textOf(bytes);
  let value: unknown;
  try {
    value = JSON.parse(text);
    if (marks.exact) {
      const rewritten = withExactNumbers(text);
      if (typeof rewritten === "object") return rewritten;
      if (rewritten !== text) value = JSON.parse(rewritten);
    }
  } catch {
    return { quarantined: "not_json", detail: "not well-formed JSON" };
  }
  if (keysIn(value) !== marks.colons) return { quarantined: "duplicate_key", detail: duplicateIn(text) };
  if (bytes.length > LIMITS.arrayElements) {
    const excess = excessIn(value);
    if (excess !== undefined) return excess;
  }
  if (!marks.escaped || !/\\u(?:0000|[dD][89a-fA-F])/.test(text)) return { value, nuls };
  const found: Found = { nuls, unfit: undefined };
  value = cleanse(value, "", found);
  return found.unfit ?? { value, nuls: found.nuls };
}

/** The text of bytes that are UTF-8. By way of UTF-16 it takes a third of the time that `toString` takes where letters are not Latin. */
function textOf(bytes: Buffer): string {
  return isAscii(bytes) ? bytes.toString("latin1") : transcode(bytes, "utf8", "ucs2").toString("utf16le");
}

type Unfit = Extract<Parsed, { quarantined: string }>;
interface Found {
  nuls: number;
  unfit: Unfit | undefined;
}

function keysIn(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  let keys = 0;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) if (typeof value[i] === "object") keys += keysIn(value[i]);
    return keys;
  }
  const members = value as Record<string, unknown>;
  for (const key in members) {
    keys++;
    if (typeof members[key] === "object") keys += keysIn(members[key]);
  }
  return keys;
}

/** Puts numbers that a float would change between quotes. The text is known to be well-formed. */
function withExactNumbers(text: string): string | Unfit {
  let made = "";
  let copied = 0;
  for (let i = 0; i < text.length; ) {
    const c = text.charCodeAt(i);
    if (c === 0x22) i = stringEnd(text, i);
    else if (c === 0x2d || (c >= 0x30 && c <= 0x39)) {
      const from = i;
      while (i < text.length && isInNumber(text.charCodeAt(i))) i++;
      if (i - from <= 15 && Number.isSafeInteger(Number(text.slice(from, i)))) continue;
      const token = text.slice(from, i);
      const decimal = decimalOf(token);
      if (decimal === undefined)
        return { quarantined: "number_out_of_range", detail: token.length > 50 ? `${token.slice(0, 50)}…` : token };
      if (decimal === String(Number(token))) continue;
      made += `${text.slice(copied, from)}"${decimal}"`;
      copied = i;
    } else i++;
  }
  return copied === 0 ? text : made + text.slice(copied);
}

/** The plain decimal text of a JSON number, without exponent and idle zeros; undefined beyond the limits. */
function decimalOf(token: string): string | undefined {
  // Many more characters than the digits allowed would only be idle zeros.
  const parts = token.length > 200 ? null : /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(token);
  if (parts === null) return undefined;
  const [, sign, whole = "", fraction = "", power = "0"] = parts;
  if (Math.abs(Number(power)) > LIMITS.numberExponent) return undefined;
  const shifted = `${"0".repeat(LIMITS.numberExponent)}${whole}${fraction}${"0".repeat(LIMITS.numberExponent)}`;
  const point = LIMITS.numberExponent + whole.length + Number(power);
  const before = shifted.slice(0, point).replace(/^0+/, "");
  const after = shifted.slice(point).replace(/0+$/, "");
  if (before.length + after.length > LIMITS.numberDigits) return undefined;
  if (before === "" && after === "") return "0";
  return `${sign}${before || "0"}${after && `.${after}`}`;
}

function isInNumber(c: number): boolean {
  return (c >= 0x30 && c <= 0x39) || c === 0x2e || c === 0x2d || c === 0x2b || c === 0x65 || c === 0x45;
}

/** The place after the closing quote of the string that begins at `from`. */
function stringEnd(text: string, from: number): number {
  for (let end = text.indexOf('"', from + 1); ; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === 0x5c) slashes++;
    if (slashes % 2 === 0) return end + 1;
  }
}

/** JSON pointer of the first key that stands twice in one object. The text is known to be well-formed. */
function duplicateIn(text: string): string {
  const open: { keys: Set<string> | null; at: string | number }[] = [];
  const colon = /\s*:/y;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    const top = open.at(-1);
    if (c === '"') {
      const end = stringEnd(text, i);
      colon.lastIndex = end;
      if (top?.keys && colon.test(text)) {
        top.at = JSON.parse(text.slice(i, end)) as string;
        if (top.keys.has(top.at)) break;
        top.keys.add(top.at);
      }
      i = end - 1;
    } else if (c === "{") open.push({ keys: new Set(), at: "" });
    else if (c === "[") open.push({ keys: null, at: 0 });
    else if (c === "}" || c === "]") open.pop();
    else if (c === "," && typeof top?.at === "number") top.at++;
  }
  return open.reduce((pointer, { at }) => below(pointer, at), "");
}

function below(pointer: string, token: string | number): string {
  return `${pointer}/${String(token).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** A copy without NUL characters; strings that are half a character are unfit. */
function cleanse(value: unknown, at: string, found: Found): unknown {
  if (typeof value === "string") {
    if (/\p{Surrogate}/u.test(value)) found.unfit ??= { quarantined: "invalid_text", detail: `half a surrogate pair in ${at}` };
    const parts = value.split("\0");
    found.nuls += parts.length - 1;
    return parts.length === 1 ? value : parts.join("");
  }
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((element, index) => cleanse(element, below(at, index), found));
  const members = new Map<string, unknown>();
  for (const [key, member] of Object.entries(value)) {
    const name = cleanse(key, at, found) as string;
    if (members.has(name)) found.unfit ??= { quarantined: "duplicate_key", detail: below(at, name) };
    members.set(name, cleanse(member, below(at, name), found));
  }
  return Object.fromEntries(members);
}

function excessIn(value: unknown, at = ""): Unfit | undefined {
  if (typeof value === "string") return value.length > LIMITS.stringLength ? { quarantined: "string_too_long", detail: at } : undefined;
  if (typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value) && value.length > LIMITS.arrayElements) return { quarantined: "array_too_long", detail: at };
  for (const [key, member] of Object.entries(value)) {
    const excess = excessIn(member, below(at, key)) ?? (key.length > LIMITS.stringLength ? excessIn(key, at) : undefined);
    if (excess !== undefined) return excess;
  }
  return undefined;
}
