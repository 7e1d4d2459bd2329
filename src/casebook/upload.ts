// Files sent from the page, and what became of them.
import { append, sha256 } from "./audit.ts";
import type { Casebook } from "./casebook.ts";
import { refuse } from "./refusal.ts";

export interface Upload {
  upload_id: string;
  name: string;
  path: string;
  check_job: string;
  actor: string;
  at: string;
  import_job: string | null;
  settled_at: string | null;
  settled_by: string | null;
  reason: string | null;
}

export const uploads = (casebook: Casebook, most = 50): Upload[] =>
  casebook.all<Upload>("select * from upload order by at desc, upload_id limit ?", most);

/** Those that wait for somebody to take or drop them. */
export const heldUploads = (casebook: Casebook): Upload[] => casebook.all<Upload>("select * from upload where settled_at is null");

export const uploadOf = (casebook: Casebook, id: string): Upload =>
  casebook.one<Upload>("select * from upload where upload_id = ?", id) ?? refuse("upload-unknown");

export function addUpload(
  casebook: Casebook,
  it: Pick<Upload, "upload_id" | "name" | "path" | "check_job" | "actor">,
  now: Date = new Date(),
): void {
  casebook.run(
    "insert into upload (upload_id, name, path, check_job, actor, at) values (?, ?, ?, ?, ?, ?)",
    it.upload_id,
    it.name,
    it.path,
    it.check_job,
    it.actor,
    now.toISOString(),
  );
}

/** Settles what becomes of a held file, once: taken by an import, or dropped where `importJob` is null. */
export function settleUpload(
  casebook: Casebook,
  id: string,
  { actor, importJob, reason }: { actor: string; importJob: string | null; reason: string | null },
  now: Date = new Date(),
): void {
  const at = now.toISOString();
  casebook.atomically(() => {
    const { settled_at, name } = uploadOf(casebook, id);
    if (settled_at !== null) refuse("upload-settled");
    casebook.run(
      "update upload set settled_at = ?, settled_by = ?, import_job = ?, reason = ? where upload_id = ?",
      at,
      actor,
      importJob,
      reason,
      id,
    );
    append(casebook, {
      at,
      actor,
      action: importJob ? "upload.take" : "upload.drop",
      object: id,
      before: sha256(name),
      after: sha256(JSON.stringify({ importJob, reason })),
    });
  });
}

/** Notes that a held file is read again, with a mapping or without. */
export function readAgain(
  casebook: Casebook,
  id: string,
  { job, mapping, actor }: { job: string; mapping: string; actor: string },
  now: Date = new Date(),
): void {
  casebook.atomically(() => {
    const { check_job } = uploadOf(casebook, id);
    casebook.run("update upload set check_job = ? where upload_id = ?", job, id);
    append(casebook, {
      at: now.toISOString(),
      actor,
      action: "upload.read",
      object: id,
      before: sha256(check_job),
      after: sha256(mapping),
    });
  });
}
