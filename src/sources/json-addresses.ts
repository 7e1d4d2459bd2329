// Gives records their addresses. The line comes first when a file has several values (`17#/releases/0`; `17:58#` for the second that begins on
// line 17), nothing when it has one (`#/releases/0`): so the records of a value wait until it ends, or has become too long to wait for.

import type { UserError } from "../error.ts";
import type { JsonRecord, UnparsedRecord } from "./json-records.ts";

/** How far into a value its records wait. After that the first value counts as the only one. */
const PATIENCE = 1024 ** 2;

type Found = JsonRecord | UnparsedRecord;

/** The addresses in one file. */
export class JsonAddresses {
  /** Values at the root that have begun. */
  roots = 0;
  /** Line on which the latest of them began. */
  line = 0;
  /** Records of it so far. */
  records = 0;
  /** Its records are too many to wait, and some are out. */
  flowing = false;
  /** What to say when the first value is faulty and turns out to be all there is. */
  onlyFault: UserError | undefined;
  private start = -1;
  private prefix: string | null = null;
  private waiting: Found[] = [];
  private ready: Found[] = [];

  /** A value at the root is known to begin at `start`; says so as often as one likes. */
  root(start: number, line: number, lineStart: number): void {
    if (start === this.start) return;
    this.prefix ??= this.roots === 1 ? `${this.line}#` : null;
    this.release();
    this.roots++;
    if (this.roots > 1) this.prefix = line === this.line ? `${line}:${start - lineStart + 1}#` : `${line}#`;
    this.start = start;
    this.line = line;
    this.records = 0;
    this.flowing = false;
  }

  /** Adds a record that ends at `end` and whose place within its root value is the pointer. */
  add(pointer: string, end: number, record: Found): void {
    this.records++;
    record.at = pointer;
    this.waiting.push(record);
    if (pointer === "" || end - this.start <= PATIENCE) return;
    this.prefix ??= "#";
    this.flowing = true;
    this.release();
  }

  /** The value ended, and nothing more will be learnt about its records. */
  rootEnded(): void {
    this.release();
  }

  /** The file ended; returns what is wrong with its only value, if something is. */
  end(): UserError | undefined {
    if (this.prefix === null && this.onlyFault !== undefined) return this.onlyFault;
    this.prefix ??= "#";
    this.release();
    return undefined;
  }

  /** Puts the whole envelope in place of the one that held only what stood before the records. */
  complete(envelope: Record<string, unknown>, whole: Record<string, unknown>): void {
    for (const record of this.waiting) if ("envelope" in record && record.envelope === envelope) record.envelope = whole;
  }

  /** The records whose addresses are known, once. */
  take(): Found[] {
    const { ready } = this;
    this.ready = [];
    return ready;
  }

  private release(): void {
    if (this.prefix === null) return;
    for (const record of this.waiting) {
      record.at = this.prefix + record.at;
      this.ready.push(record);
    }
    this.waiting = [];
  }
}
