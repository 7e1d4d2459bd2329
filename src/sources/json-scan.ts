// Walks JSON bytes by the grammar and stops where a record matters: at its end, at a key that may name a container, at a fault.
// It builds no value and never recurses: memory and time do not depend on what the bytes say.

import { Carried } from "./json-carried.ts";
import { LIMITS } from "./limits.ts";

/** Why the scan stopped. */
export const STOP = {
  /** The chunk is used up. */
  chunk: 0,
  /** A value at the level of records is complete: it lies in [start, offset). */
  value: 1,
  /** The array that holds the records closed. */
  levelClosed: 2,
  /** A key at the watched depth that may name a container: it lies in [keyStart, offset), quotes included. */
  key: 3,
  /** The value of the awaited key is an array, now entered. */
  array: 4,
  /** The value of the awaited key is an object, now entered. */
  object: 5,
  /** The object at the watched depth closed, and it is not the record itself. */
  watchClosed: 6,
  /** A value at the root is an array, now entered. */
  rootArray: 7,
  /** The byte at `offset` cannot stand there. */
  fault: 8,
  /** More levels than `deepest`. */
  deep: 9,
} as const;
const RUNNING = -1;

// The grammar as tables. They stand in this file because the scan is a fifth slower when it imports them.

// What may come next, inside an object, an array or neither.
const [ROOT, FIRST_KEY, KEY, COLON, MEMBER, AFTER_MEMBER, FIRST_ELEMENT, ELEMENT, AFTER_ELEMENT, FAULT] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
] as const;
// What a byte begins. The first four are values; those from BLANK on are no tokens.
const [TEXT, WORD, OBJECT, ARRAY, END_OBJECT, END_ARRAY, COMMA, IS_COLON, BLANK, BREAK, NUL, OTHER] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
] as const;

/** `GRAMMAR[8 * what may come + what comes]` is what may come then. After the end of an object or array the one around it decides. */
const GRAMMAR = new Uint8Array(9 * 8).fill(FAULT);
const VALUES = [TEXT, WORD, OBJECT, ARRAY];
allow(FIRST_KEY, [TEXT], COLON);
allow(KEY, [TEXT], COLON);
allow(COLON, [IS_COLON], MEMBER);
allow(AFTER_MEMBER, [COMMA], KEY);
allow(AFTER_ELEMENT, [COMMA], ELEMENT);
allow(ROOT, VALUES, ROOT);
allow(MEMBER, VALUES, AFTER_MEMBER);
allow(FIRST_ELEMENT, VALUES, AFTER_ELEMENT);
allow(ELEMENT, VALUES, AFTER_ELEMENT);
for (const state of [ROOT, MEMBER, FIRST_ELEMENT, ELEMENT]) {
  allow(state, [OBJECT], FIRST_KEY);
  allow(state, [ARRAY], FIRST_ELEMENT);
}
for (const state of [FIRST_KEY, AFTER_MEMBER]) allow(state, [END_OBJECT], ROOT);
for (const state of [FIRST_ELEMENT, AFTER_ELEMENT]) allow(state, [END_ARRAY], ROOT);

function allow(state: number, comes: number[], then: number): void {
  for (const kind of comes) GRAMMAR[8 * state + kind] = then;
}

const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** What each byte begins, outside strings. */
const KIND = new Uint8Array(256).fill(OTHER);
mark(KIND, '"', TEXT);
mark(KIND, "{", OBJECT);
mark(KIND, "}", END_OBJECT);
mark(KIND, "[", ARRAY);
mark(KIND, "]", END_ARRAY);
mark(KIND, ",", COMMA);
mark(KIND, ":", IS_COLON);
mark(KIND, `0123456789-+.${LETTERS}`, WORD);
mark(KIND, " \t\r", BLANK);
mark(KIND, "\n", BREAK);
mark(KIND, "\0", NUL);

/** What a number or a name such as `true` is made of. */
const IN_WORD = new Uint8Array(256);
const [DIGIT, EXPONENT, LETTER] = [1, 2, 4] as const;
mark(IN_WORD, "0123456789-+.", DIGIT);
mark(IN_WORD, LETTERS, LETTER);
mark(IN_WORD, "eE", EXPONENT);

/** What ends a run of ordinary bytes in a string. A line break may never stand there, so that a lost quote cannot swallow the next lines. */
const ENDS_RUN = new Uint8Array(256);
mark(ENDS_RUN, '"\\\n\0', 1);

function mark(table: Uint8Array, bytes: string, kind: number): void {
  for (const byte of Buffer.from(bytes)) table[byte] = kind;
}

const [QUOTE, BACKSLASH, SPACE, ZERO, MINUS, LOWER_P, LOWER_R, LOWER_U] = Buffer.from('"\\ 0-pru');
const BOM = [0xef, 0xbb, 0xbf];
/** `"projects"` or `"releases"`, with its quotes. */
const LONGEST_NAME = 10;

// Inside which token the scan stands, since a chunk may end anywhere.
const [NO_TOKEN, IN_STRING, IN_ESCAPE, IN_SCALAR, IN_SKIPPED_LINE] = [0, 1, 2, 3, 4] as const;

/** The scan of one stream of bytes. The reader of records sets `level`, `watches`, `watch` and `awaited`; the scan does the rest. */
export class JsonScan {
  chunk: Buffer = Buffer.alloc(0);
  /** Offset in the stream of the first byte of the chunk, and how far into the chunk the scan is. */
  base = 0;
  at = 0;
  line = 1;
  lineStart = 0;
  depth = 0;
  /** Values at this depth are records. */
  level = 0;
  /** Whether an object at that depth may turn out to be a package, so that its keys are watched. */
  watches = true;
  watch = -1;
  awaited = false;
  keyStart = 0;
  /** The record under way, or the one just completed. */
  inside = false;
  start = 0;
  startLine = 1;
  startLineStart = 0;
  /** Colons outside strings: one for each key, so a parsed value with fewer keys had duplicates. */
  colons = 0;
  /** It has a number that a float may not hold exactly; also set, to be safe, when a chunk cut a number. */
  exact = false;
  /** It has an escape such as \u0e01. */
  escaped = false;
  /** It has a NUL byte. */
  nul = false;
  /** Where it grew deeper than a record may, or -1. */
  deep = -1;
  deepest = 0;
  private state: number = ROOT;
  private token: number = NO_TOKEN;
  private isKey = false;
  private readonly carried = new Carried();
  /** What comes after the container that is open at each depth closes, or after its next value. */
  private readonly after = new Uint8Array(LIMITS.jsonDepthRefused + 16);

  /** Where the scan stands in the stream. */
  get offset(): number {
    return this.base + this.at;
  }

  /** Gives the next chunk; what the last one left unread goes before it. */
  feed(chunk: Buffer): void {
    const unread = this.chunk.subarray(this.at);
    this.base += this.at;
    this.at = 0;
    this.chunk = unread.length === 0 ? chunk : Buffer.concat([unread, chunk]);
  }

  /** Keeps what the chunk holds of the record under way, unless it is larger than a record may be. */
  keep(): void {
    if (!this.inside) return;
    const fits = this.offset - this.start <= LIMITS.recordBytes;
    this.carried.keep(this.start, this.chunk.subarray(fits ? Math.max(0, this.start - this.base) : this.at, this.at));
  }

  /** The bytes from the start of the record to `to`, or undefined when that is more than a record may be. Good until the next call. */
  bytes(to: number): Buffer | undefined {
    if (Math.max(to, this.base) - this.start > LIMITS.recordBytes) return undefined;
    if (this.start >= this.base) return this.chunk.subarray(this.start - this.base, to - this.base);
    return this.carried.followedBy(this.chunk.subarray(0, Math.max(0, to - this.base))).subarray(0, to - this.start);
  }

  /** Begins a record at `offset`; keys at the depth `watch` are reported. */
  begin(offset: number, watch: number): void {
    this.inside = true;
    this.start = offset;
    this.startLine = this.line;
    this.startLineStart = this.lineStart;
    this.colons = 0;
    this.exact = this.escaped = this.nul = this.awaited = false;
    this.deep = -1;
    this.deepest = this.level + LIMITS.jsonDepth;
    this.watch = watch;
  }

  /** Forgets the value under way and goes on at the root, after the next line break. */
  skipLine(): void {
    this.restart(this.offset, this.line, this.lineStart);
    this.token = IN_SKIPPED_LINE;
  }

  private restart(offset: number, line: number, lineStart: number): void {
    this.at = offset - this.base;
    this.line = line;
    this.lineStart = lineStart;
    this.depth = this.level = 0;
    this.watches = true;
    this.inside = this.awaited = false;
    this.state = ROOT;
    this.token = NO_TOKEN;
  }

  /** Goes on at the root with the bytes given, which end where the scan stands and begin at `offset`, on the line after that of the record. */
  rewind(bytes: Buffer, offset: number): void {
    if (offset < this.base) {
      this.chunk = Buffer.concat([bytes, this.chunk.subarray(this.at)]);
      this.base = offset;
    }
    this.restart(offset, this.startLine + 1, offset);
  }

  /** The record is deeper than a record may be: from now on only the brackets are counted, up to a limit too. */
  deepen(): void {
    this.deep = this.offset - 1;
    this.deepest = this.level + LIMITS.jsonDepthRefused;
  }

  /** Scans on to the next stop. */
  next(): number {
    const { chunk, base, after, level } = this;
    const end = chunk.length;
    let { at: i, state, depth, token, colons } = this;
    let stop = RUNNING;
    while (stop === RUNNING) {
      if (token === IN_STRING) {
        while (i < end && ENDS_RUN[chunk[i]!] === 0) i++;
        if (i === end) {
          stop = STOP.chunk;
          if (this.isKey && depth === this.watch && this.keyStart >= base && base + end - this.keyStart <= LONGEST_NAME) {
            // A key that may name a container is read again, whole, with the next chunk.
            i = this.keyStart - base;
            token = NO_TOKEN;
            state = KEY;
          }
          break;
        }
        const c = chunk[i]!;
        if (c === QUOTE) {
          i++;
          token = NO_TOKEN;
          if (depth === level) stop = STOP.value;
          else if (this.isKey && depth === this.watch && this.mayNameContainer(i)) stop = STOP.key;
        } else if (c === BACKSLASH) {
          i++;
          token = IN_ESCAPE;
        } else if (c === 0) {
          i++;
          this.nul = true;
        } else stop = STOP.fault;
        continue;
      }
      if (i === end) {
        stop = STOP.chunk;
        break;
      }
      if (token !== NO_TOKEN) {
        if (token === IN_ESCAPE) {
          const c = chunk[i]!;
          if (c === LOWER_U) this.escaped = true;
          if (KIND[c] !== BREAK) i++;
          token = IN_STRING;
        } else if (token === IN_SCALAR) {
          while (i < end && IN_WORD[chunk[i]!] !== 0) i++;
          if (i < end) {
            token = NO_TOKEN;
            if (depth === level) stop = STOP.value;
          }
        } else {
          i = chunk.indexOf("\n", i);
          if (i === -1) i = end;
          else token = NO_TOKEN;
        }
        continue;
      }
      const kind = KIND[chunk[i]!]!;
      if (kind >= BLANK) {
        if (kind === BREAK) {
          this.line++;
          this.lineStart = base + i + 1;
          while (i + 1 < end && chunk[i + 1] === SPACE) i++;
        } else if (kind === NUL) this.nul = true;
        else if (kind === OTHER && !(base + i < 3 && chunk[i] === BOM[base + i])) {
          stop = STOP.fault;
          break;
        }
        i++;
        continue;
      }
      const then = GRAMMAR[state * 8 + kind]!;
      if (then === FAULT) {
        stop = STOP.fault;
        break;
      }
      if (depth === level && kind <= ARRAY) {
        this.begin(base + i, kind === OBJECT && this.watches ? depth + 1 : -1);
        colons = 0;
      }
      state = then;
      switch (kind) {
        case TEXT:
          token = IN_STRING;
          this.isKey = then === COLON;
          if (depth === this.watch && then === COLON) {
            this.keyStart = base + i;
            this.awaited = false;
          }
          i++;
          break;
        case IS_COLON:
          colons++;
          i++;
          break;
        case COMMA:
          i++;
          break;
        case OBJECT:
        case ARRAY: {
          const awaited = this.awaited && depth === this.watch;
          i++;
          depth++;
          after[depth] = kind === OBJECT ? AFTER_MEMBER : AFTER_ELEMENT;
          if (awaited) {
            this.awaited = false;
            stop = kind === OBJECT ? STOP.object : STOP.array;
          } else if (depth === 1 && level === 0 && kind === ARRAY) stop = STOP.rootArray;
          else if (depth > this.deepest) stop = STOP.deep;
          break;
        }
        case WORD: {
          const from = i;
          let kinds = 0;
          while (i < end && IN_WORD[chunk[i]!] !== 0) kinds |= IN_WORD[chunk[i++]!]!;
          if (i === end) {
            token = IN_SCALAR;
            this.exact = true;
            break;
          }
          if ((i - from > 8 || (kinds & EXPONENT) !== 0) && mayLose(chunk, from, i, kinds)) this.exact = true;
          if (depth === level) stop = STOP.value;
          break;
        }
        default:
          i++;
          depth--;
          state = after[depth]!;
          if (depth <= level) stop = depth === level ? STOP.value : STOP.levelClosed;
          else if (depth < this.watch) stop = STOP.watchClosed;
      }
    }
    if (stop === STOP.value) this.inside = false;
    this.at = i;
    this.state = state;
    this.depth = depth;
    this.token = token;
    this.colons = colons;
    return stop;
  }

  private mayNameContainer(end: number): boolean {
    const from = this.keyStart - this.base;
    if (from < 0 || end - from < 6 || end - from > LONGEST_NAME) return false;
    const first = this.chunk[from + 1];
    return first === LOWER_R || first === LOWER_P;
  }
}

/** 15 digits always fit a float; a long number that begins with 0 may be so small that a float writes it with an exponent. */
function mayLose(chunk: Buffer, from: number, to: number, kinds: number): boolean {
  const first = chunk[from];
  if (IN_WORD[first!] !== DIGIT) return false;
  return to - from > 15 || (kinds & EXPONENT) !== 0 || first === ZERO || (first === MINUS && chunk[from + 1] === ZERO);
}
