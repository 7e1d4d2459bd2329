// What a source is: it recognises a file by its content and turns each record in it into a release, or says why it cannot.

import type { Release } from "../canon/release.ts";
import type { Told } from "./told.ts";

/** What of a record could not be read and was left out, or was mended: a code of data/codelists/record_problem.csv and the field. */
export interface Note {
  field: string;
  problem: string;
  /** JSON pointer inside the record. */
  at?: string;
}

/** One record read; a source may add `problems`, a list of notes. Records read = releases + quarantined; duplicates are told apart later, against everything known. */
export type Reading =
  | {
      /** Line of a text file (`1042`) or JSON pointer (`/releases/3`), line and pointer for JSON lines (`17#/…`). */
      at: string;
      release: Release;
      /** SHA-256 of the record's content with keys sorted: equal content, equal hash, whatever the packaging. */
      content: string;
      /** Set where this is part of the record read before it, such as a process that a project carries: not counted as read. */
      isPart?: boolean;
    }
  | PutAside;

/** A record of which nothing is used, with a code of the reason. */
export interface PutAside {
  at: string;
  quarantined: string;
  detail: string;
}

/** A file opened for reading: decompressed, still bytes. */
export interface Opened {
  /** The name it came with, for messages only; only exports of ACT Ai name their project nowhere else. */
  name: string;
  /** First bytes after decompression, at most 64 KiB. */
  head: Buffer;
  /** Streams the decompressed bytes, from the start, under the limits. */
  bytes(): AsyncIterable<Buffer>;
  /** Path of the original bytes in the raw store, for readers that need a file (Parquet). */
  path: string;
}

/** How a source reads one recognised file. */
export interface Layout {
  /** The publisher's record set, such as `th-cgd`. */
  source: string;
  /** ISO 3166-1 alpha-2 of the law that applies, when the source declares one. */
  country: string | null;
  /** Name of the layout, for the receipt: `egp-shifted-31`. */
  layout: string;
  read(file: Opened): AsyncIterable<Reading>;
  /** The same as the stage keeps it, for sources that read long files with several processors. */
  told?(file: Opened): AsyncIterable<Told | PutAside>;
  /** After reading: what was met beside the readings' own problems, as `field problem` and how often. */
  noted?(): Readonly<Record<string, number>>;
  /** Where the first of each of those stands. */
  notedAt?(): Readonly<Record<string, string>>;
}

export interface Context {
  /** Masks a natural person: keyed by the workspace, shows no digit. */
  mask(identity: string): string;
  /** Where the workspace is and its key, for other threads; without it there are none. */
  root?: string;
}

export interface Source {
  /** Returns how to read the file, or undefined when it is not of this source. Throws a UserError when it nearly is and must be refused. */
  recognise(file: Opened, context: Context): Promise<Layout | undefined>;
}
