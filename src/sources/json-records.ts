// Finds the records in JSON of any packaging without knowing it beforehand: lines, values one after another, an array, a package, packages in
// any of these. Holds one record at a time.

import type { UserError } from "../error.ts";
import { JsonAddresses } from "./json-addresses.ts";
import { joined, small } from "./json-envelope.ts";
import { JsonScan, STOP } from "./json-scan.ts";
import { type JsonTrouble, jsonTrouble } from "./json-trouble.ts";
import { type Marks, type Parsed, parseValue } from "./json-value.ts";
import { LIMITS } from "./limits.ts";

/** The key of the array that a record stood in; `result` for CKAN's `result` and `result.records`. */
type Container = "releases" | "records" | "projects" | "rows" | "result";

/** One record with its address (see json-addresses.ts), or why it is put aside. */
export type JsonRecord =
  | {
      at: string;
      /** Line on which the record begins. */
      line: number;
      container: Container | null;
      /** A number that a float would change is its exact decimal text (see json-value.ts). */
      value: unknown;
      /** Small members of its package: those before the records, and those after them if the package is small. One object for all records of it. */
      envelope: Record<string, unknown>;
      /** NUL characters taken out of its strings. */
      nuls: number;
    }
  | { at: string; line: number; quarantined: string; detail: string };

/** An object as it lies in the file, for `parseValue` elsewhere. Where that finds it malformed, `start` and `lastLine` say where. */
export interface UnparsedRecord extends Omit<Extract<JsonRecord, { value: unknown }>, "value" | "nuls"> {
  bytes: Buffer;
  marks: Marks;
  start: number;
  lastLine: number;
}

/** Reads the records of a JSON stream; throws a UserError, after the records before it, when the rest cannot be read. */
export function jsonRecords(bytes: AsyncIterable<Buffer>, name: string): AsyncGenerator<JsonRecord> {
  return recordsOf(bytes, new Reader(name)) as AsyncGenerator<JsonRecord>;
}

/** The same, but objects that begin after the first `parsed` bytes are only found, and not parsed. */
export function unparsedRecords(bytes: AsyncIterable<Buffer>, name: string, parsed: number): AsyncGenerator<JsonRecord | UnparsedRecord> {
  return recordsOf(bytes, new Reader(name, parsed));
}

async function* recordsOf(bytes: AsyncIterable<Buffer>, reader: Reader): AsyncGenerator<JsonRecord | UnparsedRecord> {
  let trouble: unknown;
  try {
    for await (const chunk of bytes) {
      reader.read(chunk);
      for (const record of reader.addresses.take()) yield record;
      if (reader.failure !== undefined) break;
    }
  } catch (error) {
    trouble = error;
  }
  reader.end(trouble === undefined);
  for (const record of reader.addresses.take()) yield record;
  if (trouble ?? reader.failure) throw trouble ?? reader.failure;
}

const NAMES: ReadonlySet<string> = new Set(["releases", "records", "projects", "rows", "result"]);
const [OPEN_OBJECT, OPEN_ARRAY] = Buffer.from("{[");
/** Space and comma, at which a package is cut. */
const BETWEEN = Buffer.from(" \t\r\n,");

interface Package {
  /** Depth of its object. */
  level: number;
  container: Container;
  /** Pointer of the array under way, within the root value. */
  path: string;
  paths: string[];
  index: number;
  envelope: Record<string, unknown>;
  whole: Record<string, unknown>;
}

/** What is left to be parsed elsewhere. */
type Left = Pick<UnparsedRecord, "bytes" | "marks" | "start" | "lastLine">;

class Reader {
  readonly addresses = new JsonAddresses();
  failure: UserError | undefined;
  private readonly name: string;
  private readonly scan = new JsonScan();
  /** Index in the array at the root, or -1 when there is none. */
  private element = -1;
  private package: Package | null = null;
  private inResult = false;
  private awaited = "";
  /** A value was whole on its line, so one that is not may be a line cut short. */
  private lines = false;

  /** Objects that begin after so many bytes are left unparsed. */
  private readonly parsed: number;

  constructor(name: string, parsed = Number.POSITIVE_INFINITY) {
    this.name = name;
    this.parsed = parsed;
  }

  read(chunk: Buffer): void {
    this.scan.feed(chunk);
    this.run();
    this.scan.keep();
  }

  end(complete: boolean): void {
    if (complete && this.failure === undefined) {
      // A blank ends a number.
      this.scan.feed(Buffer.from(" "));
      this.run();
      const { scan } = this;
      while (this.failure === undefined && (scan.inside || scan.depth > 0)) {
        if (this.lines && this.resume(scan.offset)) this.run();
        else if (scan.deep >= 0) this.failure = this.trouble("json-too-deep", scan.deep);
        else this.failure = this.trouble("file-truncated", scan.base + scan.chunk.length - 1);
      }
    }
    const fault = this.addresses.end();
    this.failure ??= fault;
  }

  private run(): void {
    const { scan } = this;
    while (this.failure === undefined) {
      switch (scan.next()) {
        case STOP.chunk:
          return;
        case STOP.value:
          this.valueEnded();
          break;
        case STOP.levelClosed:
          this.levelClosed();
          break;
        case STOP.key:
          this.awaited = scan.chunk.toString("latin1", scan.keyStart + 1 - scan.base, scan.at - 1);
          scan.awaited = this.inResult ? this.awaited === "records" : NAMES.has(this.awaited);
          break;
        case STOP.array:
          this.containerOpened();
          break;
        case STOP.object:
          if (this.awaited !== "result" || this.inResult) break;
          this.inResult = true;
          scan.watch = scan.depth;
          break;
        case STOP.watchClosed:
          this.inResult = false;
          scan.watch = scan.level + 1;
          break;
        case STOP.rootArray:
          this.root();
          this.element = 0;
          scan.level = 1;
          scan.inside = false;
          break;
        case STOP.deep:
          if (scan.deep >= 0) this.fault("too_deep", scan.offset - 1);
          else if (!(this.lines && this.resume(scan.offset))) scan.deepen();
          break;
        default:
          this.fault("not_json", scan.offset);
      }
    }
  }

  private valueEnded(): void {
    const { scan, package: around } = this;
    if (around !== null && scan.level === around.level) {
      this.packageEnded(around);
      return;
    }
    const parsed = this.whole();
    const malformed = "quarantined" in parsed && parsed.quarantined === "not_json";
    if (around !== null || this.element >= 0) {
      if (malformed) this.failure = this.trouble("json-malformed", scan.start);
      else if (around !== null) this.add(`${around.path}/${around.index++}`, parsed);
      else this.add(`/${this.element++}`, parsed);
      return;
    }
    this.root();
    if (malformed) {
      this.putAside("not_json", scan.start);
      // The first word of a line of text: the others would each be a record put aside.
      if (!opens(scan.bytes(scan.offset)?.[0])) scan.skipLine();
    } else this.add("", parsed);
    if (scan.line === scan.startLine && scan.offset - scan.start > 2) this.lines = true;
    this.addresses.rootEnded();
  }

  private containerOpened(): void {
    const { scan } = this;
    const of = this.element < 0 ? "" : `/${this.element}`;
    if (this.package === null) {
      if (this.element < 0) this.root();
      const envelope = this.envelope(of);
      this.package = { level: scan.level, container: "result", path: "", paths: [], index: 0, envelope, whole: envelope };
    } else this.restOfPackage(this.package, scan.keyStart, this.inResult ? "}}" : "}");
    const around = this.package;
    around.container = this.inResult ? "result" : (this.awaited as Container);
    around.path = `${of}/${this.inResult ? "result/" : ""}${this.awaited}`;
    around.index = 0;
    if (around.paths.includes(around.path)) this.failure = this.trouble("json-malformed", scan.keyStart);
    around.paths.push(around.path);
    scan.level = scan.depth;
    scan.watches = scan.inside = false;
    scan.watch = -1;
  }

  private levelClosed(): void {
    const { scan } = this;
    if (this.package === null) {
      this.element = -1;
      scan.level = 0;
      this.addresses.rootEnded();
    } else {
      scan.level = this.package.level;
      scan.begin(scan.offset, scan.depth);
    }
  }

  private packageEnded(around: Package): void {
    this.restOfPackage(around, this.scan.offset, "");
    if (around.whole !== around.envelope) this.addresses.complete(around.envelope, around.whole);
    this.forgetPackage();
    if (this.element >= 0) this.element++;
    else {
      if (this.scan.line === this.addresses.line) this.lines = true;
      this.addresses.rootEnded();
    }
  }

  /** What stood in the package before its first container. */
  private envelope(at: string): Record<string, unknown> {
    const parsed = this.parse(this.scan.keyStart, "", this.inResult ? "}}" : "}", -1);
    if ("value" in parsed) return small(parsed.value as Record<string, unknown>);
    if (parsed.quarantined === "not_json") this.failure = this.trouble("json-malformed", this.scan.start);
    else if (parsed.quarantined !== "record_too_large") this.add(at, parsed);
    return {};
  }

  /** What stands after a container must be JSON too, or its records may not have been where they seemed. */
  private restOfPackage(around: Package, to: number, closing: string): void {
    const inResult = around.path.endsWith("/result/records");
    const parsed = this.parse(to, inResult ? '{"result":{' : "{", closing, (inResult ? 1 : 0) - (closing === "" ? 0 : 1));
    if ("value" in parsed) {
      if (!this.addresses.flowing) around.whole = joined(around.whole, small(parsed.value as Record<string, unknown>));
    } else if (parsed.quarantined === "not_json") this.failure = this.trouble("json-malformed", this.scan.start);
  }

  /** The record that ends here: parsed, or as it lies in the file. */
  private whole(): Parsed | Left {
    const { scan } = this;
    const { colons, exact, escaped, nul, start, line } = scan;
    const bytes = start < this.parsed || scan.deep >= 0 ? undefined : scan.bytes(scan.offset);
    if (bytes === undefined || bytes[0] !== OPEN_OBJECT) return this.parse(scan.offset);
    return { bytes: Buffer.from(bytes), marks: { colons, exact, escaped, nul }, start, lastLine: line };
  }

  /** Parses what lies between the start of the record under way and `to`; a part cut out of a package is made whole. */
  private parse(to: number, opening = "", closing = "", moreColons = 0): Parsed {
    const { scan } = this;
    if (scan.deep >= 0) return { quarantined: "too_deep", detail: `byte ${scan.deep}` };
    const bytes = scan.bytes(to);
    if (bytes === undefined) return { quarantined: "record_too_large", detail: `more than ${LIMITS.recordBytes} bytes` };
    if (opening === "" && closing === "") return parseValue(bytes, scan);
    let from = 0;
    let end = bytes.length;
    while (from < end && BETWEEN.includes(bytes[from]!)) from++;
    while (end > from && BETWEEN.includes(bytes[end - 1]!)) end--;
    const { colons, exact, escaped, nul } = scan;
    const whole = Buffer.concat([Buffer.from(opening), bytes.subarray(from, end), Buffer.from(closing)]);
    return parseValue(whole, { colons: colons + moreColons, exact, escaped, nul });
  }

  private root(): void {
    this.addresses.root(this.scan.start, this.scan.startLine, this.scan.startLineStart);
  }

  private add(pointer: string, parsed: Parsed | Left): void {
    const { container = null, envelope = {} } = this.package ?? {};
    const line = this.scan.startLine;
    const { addresses, scan } = this;
    if ("value" in parsed)
      addresses.add(pointer, scan.offset, { at: "", line, container, value: parsed.value, envelope, nuls: parsed.nuls });
    else if ("bytes" in parsed) addresses.add(pointer, scan.offset, { at: "", line, container, envelope, ...parsed });
    else addresses.add(pointer, scan.offset, { at: "", line, quarantined: parsed.quarantined, detail: parsed.detail });
  }

  /** Something at `offset` cannot be: puts the line aside if nothing was read from it, otherwise gives the file up. */
  private fault(reason: "not_json" | "too_deep", offset: number): void {
    const { scan, addresses } = this;
    if (!scan.inside && scan.depth === 0) scan.begin(offset, -1);
    if (scan.level === 0 && this.package === null) this.root();
    if (addresses.records === 0 && scan.line === addresses.line) {
      this.putAside(reason, offset);
      scan.skipLine();
    } else if (!this.resume(offset)) {
      this.failure = this.trouble(reason === "not_json" ? "json-malformed" : "json-too-deep", offset);
    }
  }

  /** If the root value looks like a line cut short that swallowed the next ones: puts that line aside and goes on after its line break. */
  private resume(offset: number): boolean {
    const { scan } = this;
    if (scan.level > 0 || this.package !== null) return false;
    if (!this.lines && !(offset === scan.lineStart && opens(scan.chunk[scan.at]))) return false;
    const bytes = scan.bytes(offset);
    const lineBreak = bytes?.indexOf("\n") ?? -1;
    if (bytes === undefined || lineBreak === -1) return false;
    const next = lineBreak + 1;
    if (!opens(next < bytes.length ? bytes[next] : scan.chunk[scan.at])) return false;
    this.root();
    this.putAside("not_json", offset);
    scan.rewind(bytes.subarray(next), scan.start + next);
    return true;
  }

  private putAside(reason: "not_json" | "too_deep", offset: number): void {
    const { addresses } = this;
    if (addresses.roots === 1) addresses.onlyFault = this.trouble(reason === "not_json" ? "json-malformed" : "json-too-deep", offset);
    this.forgetPackage();
    this.element = -1;
    this.add("", { quarantined: reason, detail: `byte ${offset}` });
    addresses.rootEnded();
  }

  private forgetPackage(): void {
    this.package = null;
    this.inResult = false;
    this.scan.watches = true;
  }

  private trouble(code: JsonTrouble, offset: number): UserError {
    return jsonTrouble(code, this.name, offset, this.scan.line);
  }
}

function opens(byte: number | undefined): boolean {
  return byte === OPEN_OBJECT || byte === OPEN_ARRAY;
}
