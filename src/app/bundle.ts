// The verb `bundle`: all evidence about one subject in a folder that anyone can open and check without jabta.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { UserError } from "../error.ts";
import { labelOf } from "../text/codelist.ts";
import { say } from "../text/text.ts";
import type { Workspace } from "../workspace.ts";
import { bundlePage, verifyText } from "./bundle-page.ts";
import { excerptOf, type LeftOut } from "./excerpt.ts";
import { explain } from "./explain.ts";
import type { Address } from "./flags.ts";
import { openGeneration } from "./generation.ts";
import { readRecord } from "./record.ts";
import { casebookOf, historyOf } from "./review.ts";

/** One record of the bundle: where it was read, its masked form, and its bytes or why they are not here. */
export interface BundledRecord {
  file: string;
  file_sha256: string;
  place: string;
  known_from: string;
  /** The record as read, natural persons masked. */
  masked: string;
  bytes: string | null;
  bytes_sha256: string | null;
  /** Whether the bytes are those of the whole file: then their hash is the file's. */
  whole_file: boolean;
  left_out: LeftOut | null;
}

export interface BundledIndicator {
  indicator: string;
  version: number;
  folder: string;
  /** Whether the method here is the one that ran: its hash is the manifest's. */
  in_force: boolean;
}

export interface Bundle {
  path: string;
  run_id: string;
  subject_id: string;
  files: number;
  records: BundledRecord[];
  indicators: BundledIndicator[];
  with_raw: boolean;
  /** SHA-256 of SHA256SUMS, which stands for everything in it. */
  sha256: string;
}

export interface BundleOptions {
  run?: string;
  /** Whole raw files, which may name natural persons. */
  withRaw?: boolean;
}

/** More records than these are not taken along; the list of flags still gives their addresses. */
const MOST_RECORDS = 500;

const sha256 = (bytes: Buffer | string): string => createHash("sha256").update(bytes).digest("hex");
const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const safe = (name: string): string => name.replaceAll(/[^\w.-]+/g, "_").slice(-60);

function freeFolder(out: string): string {
  const folder = resolve(out);
  const archive = /\.(zip|tar|gz)$/i.test(folder);
  if (!archive && (!existsSync(folder) || readdirSync(folder).length === 0)) return folder;
  throw new UserError("out-taken", {
    what: archive
      ? { en: "a bundle is written as a folder", th: "ชุดหลักฐานเขียนเป็นโฟลเดอร์" }
      : { en: "the folder for the bundle is not empty", th: "โฟลเดอร์สำหรับชุดหลักฐานไม่ว่าง" },
    where: folder,
    remedy: {
      en: "name a new folder with --out, and pack it with a program of your own",
      th: "ระบุโฟลเดอร์ใหม่ด้วย --out แล้วบีบอัดด้วยโปรแกรมของท่านเอง",
    },
    exit: "cannotWrite",
  });
}

const addressKey = ({ sha256: hash, place }: Address): string => `${hash} ${place}`;

/** Writes the bundle of a contract, process or party. */
export async function bundle(workspace: Workspace, id: string, out: string, options: BundleOptions = {}): Promise<Bundle> {
  const folder = freeFolder(out);
  const withRaw = options.withRaw ?? false;
  const generation = await openGeneration(workspace, options.run);
  mkdirSync(dirname(folder), { recursive: true });
  const beside = mkdtempSync(join(dirname(folder), `.${basename(folder)}-`));
  const written = new Map<string, string>();
  const put = (name: string, content: Buffer | string): string => {
    mkdirSync(dirname(join(beside, name)), { recursive: true });
    writeFileSync(join(beside, name), content);
    written.set(name, sha256(content));
    return name;
  };
  try {
    const [en, th] = [await explain(generation, id, "en"), await explain(generation, id, "th")];
    const { flags: _, answers: __, ...rest } = en;
    put("facts.json", json({ ...rest, answers: en.answers.map((it, nth) => both(it, th.answers[nth]!)) }));
    const flags = en.flags.map((flag) => {
      const spec = generation.indicators.get(flag.indicator);
      const says = spec && { en: say(spec.says, flag.evidence, "en", labelOf), th: say(spec.says, flag.evidence, "th", labelOf) };
      return { ...flag, title: spec?.title ?? { en: flag.title, th: flag.title }, says: says ?? { en: flag.says, th: flag.says } };
    });
    put("flags.json", json(flags));
    put("manifest.json", readFileSync(workspace.path("runs", generation.run_id, "manifest.json")));
    if (existsSync(workspace.path("casebook.sqlite"))) {
      const casebook = casebookOf(workspace);
      try {
        put(
          "reviews.json",
          json(
            historyOf(
              casebook,
              flags.map(({ flag_id }) => flag_id),
            ),
          ),
        );
      } finally {
        casebook.close();
      }
    }

    const indicators: BundledIndicator[] = [];
    for (const code of [...new Set(en.answers.map(({ indicator }) => indicator))]) {
      const spec = generation.indicators.get(code);
      const ran = generation.manifest.results.find(({ indicator }) => indicator === code);
      if (!spec || !ran) continue;
      // As the run kept it, not as its folder reads today.
      const name = `indicators/${code.replace(":", "_")}`;
      const { folder: _, sql, ...words } = spec;
      put(`${name}/indicator.json`, json(words));
      // To the byte what was judged by: its hash is the manifest's.
      put(`${name}/indicator.sql`, sql ?? "");
      const in_force = ran.version === spec.version && ran.sql_hash === sha256(spec.sql ?? "");
      indicators.push({ indicator: code, version: ran.version, folder: name, in_force });
    }

    const addresses = new Map<string, Address>();
    for (const place of [
      ...Object.values(en.facts).flatMap((rows) => rows.flatMap((row) => [row.seen_in, row.seen_before ?? null])),
      ...flags.flatMap(({ seen_in }) => seen_in),
    ])
      if (place) addresses.set(addressKey(place), place);
    const records = new Map<string, BundledRecord>();
    const wholes = new Map<string, string>();
    for (const place of [...addresses.values()].slice(0, MOST_RECORDS)) {
      const read = await readRecord(workspace, generation, place.sha256, place.place);
      const key = `${place.sha256} ${read.record_place}`;
      if (records.has(key)) continue;
      const name = `records/${String(records.size + 1).padStart(3, "0")}`;
      const whole = wholes.get(place.sha256);
      const cut = whole ? { name: whole, whole: true } : await excerptOf(workspace, read, withRaw);
      let bytes: string | null = null;
      if ("name" in cut) bytes = cut.name;
      else if ("bytes" in cut) bytes = put(cut.whole ? `raw/${place.sha256.slice(0, 16)}-${safe(place.file)}` : `${name}.raw`, cut.bytes);
      const whole_file = "whole" in cut && cut.whole;
      if (bytes && whole_file) wholes.set(place.sha256, bytes);
      records.set(key, {
        file: place.file,
        file_sha256: place.sha256,
        place: read.record_place,
        known_from: read.known_from,
        masked: put(`${name}.json`, json(read.record)),
        bytes,
        bytes_sha256: bytes && written.get(bytes)!,
        whole_file,
        left_out: "left_out" in cut ? cut.left_out : null,
      });
    }
    const listed = { records: [...records.values()], places: addresses.size };
    put("records.json", json(listed));
    const told = { explanation: en, inThai: th, flags, records: listed.records, indicators, manifest: generation.manifest, withRaw };
    put("index.html", bundlePage(told, generation.indicators));
    put("VERIFY.md", verifyText(told));
    const sums = [...written]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, hash]) => `${hash}  ${name}\n`)
      .join("");
    writeFileSync(join(beside, "SHA256SUMS"), sums);
    rmSync(folder, { recursive: true, force: true });
    renameSync(beside, folder);
    return {
      path: folder,
      run_id: generation.run_id,
      subject_id: id,
      files: written.size + 1,
      records: listed.records,
      indicators,
      with_raw: withRaw,
      sha256: sha256(sums),
    };
  } finally {
    rmSync(beside, { recursive: true, force: true });
    generation.close();
  }
}

/** An answer with its title and reason in both languages. */
function both<T extends { title: string; says_reason: string | null }>(en: T, th: T) {
  return { ...en, title: { en: en.title, th: th.title }, says_reason: en.says_reason && { en: en.says_reason, th: th.says_reason } };
}
