// The verbs `subject export`, `correct` and `erase`: what is held of somebody who asks, what they say is right, and what was added here and can go.
import { existsSync, rmSync } from "node:fs";
import { append, sha256 } from "../casebook/audit.ts";
import type { Casebook } from "../casebook/casebook.ts";
import { addCorrection, type Correction, corrections } from "../casebook/correction.ts";
import { review } from "../casebook/review.ts";
import { namingRows, rewriteRows, rowsToRewrite } from "../casebook/words.ts";
import { UserError } from "../error.ts";
import type { Workspace } from "../workspace.ts";
import { type Generation, openGeneration } from "./generation.ts";
import { withLease } from "./lease.ts";
import { seenFlags, standings } from "./review.ts";
import { findSubject, type Subject } from "./subject-find.ts";
import { filesMade, flagsOn, heldWith, type Place, type Places, placesOf, recordPlaces } from "./subject-places.ts";

export type { Correction } from "../casebook/correction.ts";
export { PLACE_KINDS, type Place, type PlaceKind, type Places } from "./subject-places.ts";

/** Who was asked about, as they may be told. */
export type Asked = Pick<Subject, "id" | "kind" | "ids" | "user" | "named">;

const askedOf = ({ id, kind, ids, user, named }: Subject): Asked => ({ id, kind, ids, user, named });

/** Finds somebody in the run in force and in what people wrote, and works with what was found. */
async function withSubject<T>(
  workspace: Workspace,
  casebook: Casebook,
  given: readonly string[],
  work: (subject: Subject, generation: Generation | undefined) => Promise<T>,
): Promise<T> {
  const generation = existsSync(workspace.path("runs/current.json")) ? await openGeneration(workspace) : undefined;
  try {
    const standsHere = async (it: Subject) =>
      namingRows(casebook, it.names).length > 0 || (generation !== undefined && (await recordPlaces(generation, it)).length > 0);
    return await work(await findSubject(workspace, casebook, generation, given, standsHere), generation);
  } finally {
    generation?.close();
  }
}

export interface SubjectExport extends Places {
  subject: Asked;
  corrections: Correction[];
}

/** Lists every place where somebody stands, and logs that it was asked. */
export const exportSubject = (
  workspace: Workspace,
  casebook: Casebook,
  given: readonly string[],
  actor: string,
  now: Date = new Date(),
): Promise<SubjectExport> =>
  withSubject(workspace, casebook, given, async (subject, generation) => {
    const held = await placesOf(workspace, casebook, generation, subject);
    const entry = { at: now.toISOString(), actor, action: "subject.export", object: subject.id };
    casebook.atomically(() => append(casebook, { ...entry, before: sha256(""), after: sha256(JSON.stringify(held.places)) }));
    return { subject: askedOf(subject), ...held, corrections: corrections(casebook, [subject.id, ...subject.ids]) };
  });

/** As many flags as one act may touch. */
const AT_ONCE = 200;

export interface Corrected {
  subject: Asked;
  correction: Correction;
  /** Flags beside which it was noted, and those that were decided and stand open again. */
  noted: number;
  reopened: number;
}

/** Writes down what somebody says is right: beside each of their flags, and decided ones are opened again. The record stays as its publisher wrote it. */
export const correctSubject = (
  workspace: Workspace,
  casebook: Casebook,
  given: readonly string[],
  claim: Pick<Correction, "field" | "said" | "reason" | "asked_by" | "actor">,
  now: Date = new Date(),
): Promise<Corrected> =>
  withSubject(workspace, casebook, given, async (subject, generation) => {
    const correction = addCorrection(casebook, { subject_id: subject.id, ...claim }, now);
    const flags = generation ? await flagsOn(generation, subject) : [];
    const seen = generation
      ? await seenFlags(
          generation,
          flags.map(({ flag_id }) => flag_id),
        )
      : new Map<string, never>();
    const kept = standings(casebook, [...seen.keys()]);
    const isDecided = (id: string) => kept.get(id)?.state === "decided";
    const { field, said, reason, asked_by, actor } = correction;
    const text = `ขอให้แก้ไขข้อมูล · asked to be corrected: ${field} = ${said} · ${reason} · ${asked_by}`;
    const counts = { note: 0, reopen: 0 };
    for (const verb of ["note", "reopen"] as const) {
      const concerned = [...seen].filter(([id]) => isDecided(id) === (verb === "reopen"));
      for (let at = 0; at < concerned.length; at += AT_ONCE) {
        const acted = concerned.slice(at, at + AT_ONCE).map(([id, flag]) => ({ flag, version: kept.get(id)?.version ?? 0 }));
        counts[verb] += review(casebook, { verb, actor, reason: text, flags: acted }, now).length;
      }
    }
    return { subject: askedOf(subject), correction, noted: counts.note, reopened: counts.reopen };
  });

export interface Erased {
  subject: Asked;
  erased: boolean;
  /** What was added here: texts in which the name or number gives way to what is shown for a natural person, and files that are taken away. */
  goes: Place[];
  stays: Place[];
  unread: number;
  held: { run_id: string; reason: string }[];
}

const notNatural = ({ id, kind }: Subject): UserError =>
  new UserError("subject-not-natural", {
    what: {
      en: "only what was written here of a natural person is erased; this is not known to be one",
      th: "ลบได้เฉพาะสิ่งที่บันทึกไว้ในระบบนี้เกี่ยวกับบุคคลธรรมดา และไม่ปรากฏว่ารายนี้เป็นบุคคลธรรมดา",
    },
    where: `${id} (${kind})`,
    remedy:
      kind === "user"
        ? {
            en: "history names who did what; jabta user disable ends their work here",
            th: "ประวัติต้องระบุผู้ดำเนินการ ใช้คำสั่ง jabta user disable เพื่อปิดบัญชี",
          }
        : {
            en: "contracts of firms and bodies are public records: jabta subject correct puts what they say beside their flags",
            th: "สัญญาของนิติบุคคลและหน่วยงานเป็นข้อมูลสาธารณะ ใช้คำสั่ง jabta subject correct เพื่อบันทึกคำชี้แจงไว้ข้างข้อสังเกต",
          },
    exit: "notPermitted",
  });

const notNamed = (): UserError =>
  new UserError("subject-unnamed", {
    what: {
      en: "an id does not tell what people wrote: texts can be looked through only for a name or number",
      th: "รหัสไม่บอกว่ามีผู้บันทึกข้อความไว้อย่างไร การค้นข้อความต้องมีชื่อหรือเลข",
    },
    remedy: {
      en: "add first and family name, and the number where it may have been written: --also",
      th: "โปรดเพิ่มชื่อและนามสกุล และเลขประจำตัวหากอาจมีการบันทึกไว้ ด้วย --also",
    },
    exit: "usage",
  });

const isHeld = (held: Erased["held"]): UserError =>
  new UserError("subject-held", {
    what: { en: "a hold stands against erasing", th: "มีการสงวนข้อมูลไว้ จึงลบไม่ได้" },
    where: held.map(({ run_id, reason }) => `${run_id} · ${reason}`).join("\n     "),
    remedy: { en: "jabta retention release RUN, once its reason is over", th: "ใช้คำสั่ง jabta retention release RUN เมื่อเหตุนั้นสิ้นสุดแล้ว" },
    exit: "notPermitted",
  });

/** Takes the name and number of a natural person out of what was written here; with `dry`, tells what would go. */
export const eraseSubject = (
  workspace: Workspace,
  casebook: Casebook,
  given: readonly string[],
  { dry, actor }: { dry: boolean; actor: string },
  now: Date = new Date(),
): Promise<Erased> =>
  withSubject(workspace, casebook, given, async (subject, generation) => {
    if (subject.kind !== "natural") throw notNatural(subject);
    if (!subject.named) throw notNamed();
    const held = await heldWith(workspace, casebook, subject);
    if (held.length && !dry) throw isHeld(held);
    const { places, unread } = await placesOf(workspace, casebook, generation, subject);
    const texts = rowsToRewrite(casebook, subject.masked);
    const files = filesMade(workspace, subject.names).found;
    const goes: Place[] = [
      ...texts.map(({ table, row, columns }): Place => ({ kind: "casebook", name: table, at: `${row}: ${columns.join(", ")}` })),
      ...files.map((path): Place => ({ kind: "file", name: path.slice(workspace.root.length + 1), at: "" })),
    ];
    const told = { subject: askedOf(subject), goes, stays: left(places, goes), unread, held };
    if (dry) return { ...told, erased: false };
    return await withLease(workspace, "subject erase", async () => {
      const at = now.toISOString();
      casebook.atomically(() => {
        rewriteRows(casebook, subject.masked, actor, at);
        const entry = { at, actor, action: "subject.erase", object: subject.id };
        append(casebook, { ...entry, before: sha256(JSON.stringify(goes)), after: sha256("") });
      });
      // What was in the rows is gone from the file too, and does not wait in its log.
      casebook.all("pragma wal_checkpoint(truncate)");
      for (const path of files) rmSync(path, { force: true });
      return { ...told, erased: true };
    });
  });

/** Places that stay: those of which no column goes. */
function left(places: readonly Place[], goes: readonly Place[]): Place[] {
  const rowOf = ({ kind, name, at }: Place) => `${kind} ${name} ${at.split(":")[0]}`;
  const gone = new Set(goes.map(rowOf));
  return places.filter((place) => !gone.has(rowOf(place)));
}
