// Files sent from the page: read by themselves for a preview, with a mapping where one is chosen, held, then taken or dropped; a file of which much is held back takes a reason.
import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { ReadableStream } from "node:stream/web";
import type { Casebook } from "../casebook/casebook.ts";
import { refuse } from "../casebook/refusal.ts";
import { addUpload, heldUploads, readAgain, settleUpload, type Upload, uploadOf } from "../casebook/upload.ts";
import { packaged } from "../package-root.ts";
import { readMapping } from "../sources/mapping/mapping-file.ts";
import type { Workspace } from "../workspace.ts";
import type { Checked } from "./check.ts";
import { forget, isImporting, type JobState, jobState, receive, startImport, startJob } from "./job.ts";

export { type Upload, uploads } from "../casebook/upload.ts";

/** The most bytes a page sends; larger files go over the API or the command line. */
export const LARGEST_FORM_FILE = 100 * 1024 ** 2;

/** The share of records held back beyond which a file waits for a reason. */
const MOST_HELD_BACK = 0.05;

interface Sending {
  workspace: Workspace;
  casebook: Casebook;
  actor: string;
}

/** Where the mapping lies that a held file is read with: beside it, and gone with it. */
const mappingPath = ({ path }: Pick<Upload, "path">): string => join(dirname(path), "mapping", "mapping.yaml");

const MAPPINGS = packaged("data/mappings");

/** A mapping that comes with the program. */
export interface KnownMapping {
  name: string;
  title: string;
}

/** Mappings that come with the program, by what they read. */
export const knownMappings = (): KnownMapping[] =>
  readdirSync(MAPPINGS)
    .filter((file) => file.endsWith(".yaml"))
    .map((file) => ({ name: basename(file, ".yaml"), title: readMapping(readFileSync(join(MAPPINGS, file), "utf8"), file).title }))
    .sort((a, b) => (a.title < b.title ? -1 : 1));

/** Receives a file and begins to read it for its preview. Nothing of it is in the canon yet. */
export async function holdUpload({ workspace, casebook, actor }: Sending, name: string, body: ReadableStream): Promise<string> {
  const path = await receive(workspace, name, body, LARGEST_FORM_FILE);
  const upload_id = randomUUID();
  const { job_id } = startJob({ workspace, casebook, actor, kind: "check", args: ["check", path] });
  addUpload(casebook, { upload_id, name: basename(path), path, check_job: job_id, actor });
  return upload_id;
}

/** Reads a held file again: with a mapping of the program, with one that was sent, or with none. */
export function readWith({ workspace, casebook, actor }: Sending, id: string, { known, own }: { known: string; own: string }): void {
  const upload = uploadOf(casebook, id);
  if (upload.settled_at !== null) refuse("upload-settled");
  const path = mappingPath(upload);
  const text = own.trim() ? own : known ? readFileSync(join(MAPPINGS, `${nameOf(known)}.yaml`), "utf8") : "";
  if (text) {
    readMapping(text, own.trim() ? "mapping.yaml" : `${known}.yaml`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } else {
    rmSync(path, { force: true });
  }
  const { job_id } = startJob({
    workspace,
    casebook,
    actor,
    kind: "check",
    args: ["check", upload.path, ...(text ? ["--mapping", path] : [])],
  });
  readAgain(casebook, id, { job: job_id, mapping: text, actor });
}

const nameOf = (known: string): string => knownMappings().find(({ name }) => name === known)?.name ?? refuse("mapping-unknown");

export interface Preview {
  upload: Upload;
  /** Title of the mapping it was read with; null where it was recognised by itself. */
  mapping: string | null;
  check: JobState | undefined;
  /** What was read of it, once it was. */
  found: Checked | undefined;
  importing: JobState | undefined;
  /** Records held back of those read, and whether that is so many that taking the rest needs a reason. */
  heldBack: { records: number; read: number; needsReason: boolean };
}

/** A held file as it stands. */
export function previewOf(casebook: Casebook, id: string): Preview {
  const upload = uploadOf(casebook, id);
  const check = jobState(casebook, upload.check_job);
  const report = check?.report as Partial<Checked> | null | undefined;
  const found = report?.files ? (report as Checked) : undefined;
  const records = found?.files.reduce((sum, file) => sum + file.quarantined, 0) ?? 0;
  const read = found?.files.reduce((sum, file) => sum + file.read, 0) ?? 0;
  const needsReason = found?.files.some(({ refused }) => refused) || records > MOST_HELD_BACK * read;
  const mapping = mappingPath(upload);
  return {
    upload,
    mapping: existsSync(mapping) ? readMapping(readFileSync(mapping, "utf8"), "mapping.yaml").title : null,
    check,
    found,
    importing: upload.import_job ? jobState(casebook, upload.import_job) : undefined,
    heldBack: { records, read, needsReason: Boolean(needsReason) },
  };
}

/** Takes a held file into the canon. */
export function takeUpload({ workspace, casebook, actor }: Sending, id: string, reason: string): void {
  const { upload, found, heldBack } = previewOf(casebook, id);
  if (upload.settled_at !== null) refuse("upload-settled");
  if (!found || heldBack.read === heldBack.records) refuse("upload-unread");
  if (heldBack.needsReason && !reason.trim()) refuse("reason-missing");
  const { job_id } = startImport(
    { workspace, casebook, actor },
    upload.path,
    existsSync(mappingPath(upload)) ? { mapping: mappingPath(upload) } : {},
  );
  settleUpload(casebook, id, { actor, importJob: job_id, reason: reason.trim() || null });
}

/** Drops a held file. */
export function dropUpload({ casebook, actor }: Sending, id: string): void {
  const { path } = uploadOf(casebook, id);
  settleUpload(casebook, id, { actor, importJob: null, reason: null });
  forget(path);
}

/** Milliseconds after its last byte from which a file that nobody holds was left behind. */
const LEFT_BEHIND = 3600_000;

/** Takes away files that were received and that a server which ended in the middle neither took nor dropped; gives how many. */
export function sweepUploads(workspace: Workspace, casebook: Casebook, now: Date = new Date()): number {
  const folder = workspace.path("uploads");
  if (!existsSync(folder) || isImporting(casebook)) return 0;
  const held = new Set(heldUploads(casebook).map(({ path }) => basename(dirname(path))));
  const left = readdirSync(folder).filter((name) => !held.has(name) && now.getTime() - lastChange(join(folder, name)) > LEFT_BEHIND);
  for (const name of left) rmSync(join(folder, name), { recursive: true, force: true });
  return left.length;
}

const lastChange = (folder: string): number =>
  Math.max(statSync(folder).mtimeMs, ...readdirSync(folder).map((name) => statSync(join(folder, name)).mtimeMs));
